/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-json.h"
#include "model/ct-time.h"

GDateTime *
history_parse_time (const char *words)
{
  g_autofree char *full
      = strchr (words, 'T') != NULL ? g_strdup (words) : g_strconcat (words, "T00:00:00Z", NULL);
  GDateTime *time = ct_time_parse (full);

  g_assert_nonnull (time);
  return time;
}

static void
add_acceptance (History *self, const char *agreement, GDateTime *time)
{
  g_auto (GStrv) parts = g_strsplit (agreement, "/", 2);
  g_autoptr (CtAcceptance) acceptance
      = g_object_new (CT_TYPE_ACCEPTANCE, "agreement-id", parts[0], "version", parts[1],
                      "accepted-at", time, NULL);

  ct_resource_append (CT_RESOURCE (self->account), "acceptances", CT_RESOURCE (acceptance));
}

static void
add_attempt (History *self, const char *result, const char *code, GDateTime *time)
{
  g_autofree char *id = g_strdup_printf ("a%u", self->attempts->len + 1);
  CtAttempt *attempt
      = g_object_new (CT_TYPE_ATTEMPT, "id", id, "exam-code", code, "taken-at", time, NULL);
  GEnumValue *value = g_enum_get_value_by_nick (g_type_class_get (CT_TYPE_RESULT), result);

  g_assert_nonnull (value);
  g_object_set (attempt, "result", value->value, NULL);
  g_ptr_array_add (self->attempts, attempt);
}

History *
history_new (const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, ";", -1);
  History *self = g_new0 (History, 1);

  self->account = g_object_new (CT_TYPE_ACCOUNT, "name", "Ada", NULL);
  self->attempts = g_ptr_array_new_with_free_func (g_object_unref);
  self->credentials = g_ptr_array_new_with_free_func (g_object_unref);
  g_type_ensure (CT_TYPE_RESULT);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) line = g_strsplit (g_strstrip (lines[i]), " ", -1);

      if (line[0] == NULL || *line[0] == '\0')
        continue;

      g_assert_cmpuint (g_strv_length (line), >=, 3);
      g_autoptr (GDateTime) time = history_parse_time (line[2]);

      if (g_str_equal (line[0], "accepted"))
        {
          add_acceptance (self, line[1], time);
        }
      else if (g_str_equal (line[0], "credential"))
        {
          g_autofree char *id = g_strdup_printf ("c%u", self->credentials->len + 1);
          g_autoptr (GDateTime) end = line[3] != NULL ? history_parse_time (line[3]) : NULL;

          g_ptr_array_add (self->credentials,
                           g_object_new (CT_TYPE_CREDENTIAL, "id", id, "achievement-id", line[1],
                                         "issued-at", time, "expires-at", end, NULL));
        }
      else if (g_str_equal (line[0], "revoke"))
        {
          CtCredential *credential = self->credentials->pdata[self->credentials->len - 1];

          g_assert_cmpstr (credential->achievement_id, ==, line[1]);
          g_object_set (credential, "revoked-at", time, NULL);
        }
      else
        {
          add_attempt (self, line[0], line[1], time);
        }
    }

  return self;
}

void
history_free (History *self)
{
  g_object_unref (self->account);
  g_ptr_array_unref (self->attempts);
  g_ptr_array_unref (self->credentials);
  g_free (self);
}

CtCatalog *
catalog_new_from_json (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = ct_json_parse (bytes, &error);

  g_assert_no_error (error);

  JsonObject *object = json_node_get_object (root);
  g_autoptr (CtProgram) program
      = ct_resource_from_json (CT_TYPE_PROGRAM, json_object_get_member (object, "program"), &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) exams
      = ct_resource_list_from_json (CT_TYPE_EXAM, json_object_get_member (object, "exams"), &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) achievements
      = ct_resource_list_from_json (CT_TYPE_ACHIEVEMENT,
                                    json_object_get_member (object, "achievements"), &error);
  g_assert_no_error (error);

  return ct_catalog_new (program, exams, achievements);
}

CtCatalog *
catalog_new_for_tables (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", "catalog.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return catalog_new_from_json (text);
}
