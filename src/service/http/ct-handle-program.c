/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/store/ct-program-table.h"

static const CtPageKind exams = {
  .table = "exams",
  .key = "id",
  .get_type = ct_exam_get_type,
};

static const CtPageKind achievements = {
  .table = "achievements",
  .key = "position",
  .get_type = ct_achievement_get_type,
};

CtAnswer *
ct_handle_get_service (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  json_object_set_string_member (object, "name", "certtracker-service");
  json_object_set_string_member (object, "version", PACKAGE_VERSION);
  if (program != NULL)
    json_object_set_string_member (object, "program", program->name);
  json_node_set_object (node, object);

  return ct_answer_new_json (SOUP_STATUS_OK, node);
}

CtAnswer *
ct_handle_get_program (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);

  if (program != NULL)
    return ct_answer_new_resource (CT_RESOURCE (program));

  if (failure == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "This service has no program yet.");

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

CtAnswer *
ct_handle_list_exams (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &exams, NULL, error);
}

CtAnswer *
ct_handle_list_achievements (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &achievements, NULL, error);
}
