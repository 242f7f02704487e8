/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-event.h"

#include <math.h>
#include <string.h>

#include "model/ct-json.h"
#include "model/ct-time-zone.h"
#include "model/ct-time.h"
#include "service/delivery/ct-vue-error.h"
#include "service/delivery/ct-vue-time.h"

#define MAX_BYTES (1024 * 1024)
#define MAX_ITEMS 100
#define MAX_ID 200

static const char *const names[] = {
  [CT_VUE_EVENT_RESULT] = "resultNotification",
  [CT_VUE_EVENT_PLACE_HOLD] = "placeHold",
  [CT_VUE_EVENT_RELEASE_HOLD] = "releaseHold",
  [CT_VUE_EVENT_MODIFY_RESULT] = "modifyResultStatus",
  [CT_VUE_EVENT_REVOKE_RESULT] = "revokeResult",
  [CT_VUE_EVENT_UNREVOKE_RESULT] = "unrevokeResult",
  [CT_VUE_EVENT_MODIFY_APPOINTMENT] = "modifyAppointment",
  [CT_VUE_EVENT_CANCEL_APPOINTMENT] = "cancelAppointment",
};

gboolean
ct_vue_event_find_kind (const char *name, CtVueEventKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (name, names[i]) == 0)
        {
          *kind = i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
ct_vue_event_get_name (CtVueEventKind kind)
{
  return names[kind];
}

/* Reading: what is not there, or not of the type, is nothing. */

static JsonNode *
find (JsonObject *object, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  JsonNode *node = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      node = object != NULL ? json_object_get_member (object, parts[i]) : NULL;
    }

  return node;
}

/* Text, or a number as text: ids come as either. */
static char *
get_text (JsonObject *object, const char *path)
{
  JsonNode *node = find (object, path);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : 0;

  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type != G_TYPE_STRING)
    return NULL;

  g_autofree char *text = g_strstrip (json_node_dup_string (node));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static double
get_number (JsonObject *object, const char *path)
{
  JsonNode *node = find (object, path);
  g_autofree char *text = get_text (object, path);
  char *end = NULL;
  double number = text != NULL ? g_ascii_strtod (text, &end) : -1;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    number = json_node_get_double (node);
  else if (end != NULL && *end != '\0')
    return -1;

  return isfinite (number) && number >= 0 ? number : -1;
}

static int
get_minutes (JsonObject *object, const char *path)
{
  double minutes = get_number (object, path);

  return minutes <= 24 * 60 ? (int) minutes : -1;
}

static gboolean
get_boolean (JsonObject *object, const char *path)
{
  JsonNode *node = find (object, path);
  g_autofree char *text = get_text (object, path);

  if (text != NULL)
    return g_ascii_strcasecmp (text, "true") == 0;
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static GDateTime *
get_time (JsonObject *object, const char *path)
{
  g_autofree char *text = get_text (object, path);
  GDateTime *time = ct_time_parse (text);

  return time == NULL && text != NULL ? ct_vue_time_parse (text) : time;
}

/* The objects of an array; an object alone stands for an array of one. */
static GPtrArray *
get_objects (JsonObject *object, const char *path)
{
  GPtrArray *objects = g_ptr_array_new ();
  JsonNode *node = find (object, path);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    g_ptr_array_add (objects, json_node_get_object (node));
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), MAX_ITEMS); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_OBJECT (element))
            g_ptr_array_add (objects, json_node_get_object (element));
        }
    }

  return objects;
}

static GPtrArray *
read_sections (JsonObject *exam, guint *n_left_out)
{
  g_autoptr (GPtrArray) objects = get_objects (exam, "examResult.sections.section");
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *title = get_text (objects->pdata[i], "name");
      double score = get_number (objects->pdata[i], "score");

      if (title != NULL && score >= 0 && score <= 100)
        g_ptr_array_add (sections,
                         g_object_new (CT_TYPE_SECTION, "title", title, "score", score, NULL));
    }

  *n_left_out = objects->len - sections->len;
  return sections->len > 0 ? g_steal_pointer (&sections) : NULL;
}

/* The grade, and without one what the scores say. */
static CtResult
judge (JsonObject *exam, const CtVueResult *self)
{
  g_autofree char *grade = get_text (exam, "examResult.grade");
  CtResult result;

  if (get_boolean (exam, "examResult.noShow"))
    return CT_RESULT_NO_SHOW;
  if (grade != NULL)
    return ct_vue_result_parse_grade (grade, &result) ? result : CT_RESULT_PENDING;
  if (self->score >= 0 && self->passing_score >= 0)
    return self->score >= self->passing_score ? CT_RESULT_PASSED : CT_RESULT_FAILED;
  return CT_RESULT_PENDING;
}

static CtVueResult *
read_result (JsonObject *exam, const CtVueEvent *event)
{
  CtVueResult *self = ct_vue_result_new ();

  self->candidate_id = g_strdup (event->candidate_id);
  self->given_name = g_strdup (event->given_name);
  self->family_name = g_strdup (event->family_name);
  self->authorization_id = g_strdup (event->authorization_id);
  self->registration_id = get_text (exam, "registrationID");
  if (self->registration_id == NULL)
    self->registration_id = g_strdup (event->registration_id);
  self->exam_code = get_text (exam, "examSeriesCode");
  self->taken_at = get_time (exam, "examDate");
  self->test_center = get_text (exam, "testCenterID");
  self->score = get_number (exam, "examResult.score");
  self->passing_score = get_number (exam, "examResult.passingScore");
  self->minutes_used = get_minutes (exam, "timeUsed");
  self->sections = read_sections (exam, &self->n_sections_left_out);
  self->result = judge (exam, self);

  return self;
}

static CtVueSeat *
read_seat (JsonObject *root)
{
  JsonNode *node = find (root, "appointment");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  JsonObject *appointment = json_node_get_object (node);
  CtVueSeat *self = g_new0 (CtVueSeat, 1);
  g_autofree char *zone = get_text (appointment, "timeZone");
  g_autofree char *mode = get_text (appointment, "deliveryMode");

  self->starts_at = get_time (appointment, "startDateTime");
  self->time_zone = g_strdup (zone != NULL && ct_time_zone_is_known (zone) ? zone : "UTC");
  self->minutes = get_minutes (appointment, "minutes");
  self->mode = g_strcmp0 (mode, "ONLINE") == 0 ? CT_APPOINTMENT_MODE_ONLINE
                                               : CT_APPOINTMENT_MODE_TEST_CENTER;
  self->place = get_text (appointment, "testCenter.name");
  self->address = get_text (appointment, "testCenter.address");

  return self;
}

CtVueEvent *
ct_vue_event_read (CtVueEventKind kind, GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE, "It has more than %d kB",
                   MAX_BYTES / 1024);
      return NULL;
    }

  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = ct_json_parse (bytes, &local_error);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_EVENT, "It is no JSON object%s%s",
                   local_error != NULL ? ": " : "",
                   local_error != NULL ? local_error->message : "");
      return NULL;
    }

  JsonObject *root = json_node_get_object (node);
  CtVueEvent *self = g_new0 (CtVueEvent, 1);
  g_autofree char *own_id = get_text (root, "eventID");
  g_autofree char *checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (own_id != NULL && strlen (own_id) > MAX_ID)
    g_clear_pointer (&own_id, g_free);

  self->kind = kind;
  self->id = g_strdup_printf ("%s-%s", names[kind], own_id != NULL ? own_id : checksum);
  self->type = get_text (root, "eventType");
  self->candidate_id = get_text (root, "clientCandidateID");
  self->given_name = get_text (root, "candidate.candidateName.firstName");
  self->family_name = get_text (root, "candidate.candidateName.lastName");
  self->authorization_id = get_text (root, "authorization.clientAuthorizationID");
  self->registration_id = get_text (root, "registrationID");
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_vue_result_free);
  self->seat = read_seat (root);

  g_autoptr (GPtrArray) exams = get_objects (root, "exams.exam");
  for (guint i = 0; i < exams->len; i++)
    g_ptr_array_add (self->results, read_result (exams->pdata[i], self));

  return self;
}

static void
seat_free (CtVueSeat *self)
{
  g_clear_pointer (&self->starts_at, g_date_time_unref);
  g_free (self->time_zone);
  g_free (self->place);
  g_free (self->address);
  g_free (self);
}

void
ct_vue_event_free (CtVueEvent *self)
{
  g_free (self->id);
  g_free (self->type);
  g_free (self->candidate_id);
  g_free (self->given_name);
  g_free (self->family_name);
  g_free (self->authorization_id);
  g_free (self->registration_id);
  g_ptr_array_unref (self->results);
  g_clear_pointer (&self->seat, seat_free);
  g_free (self);
}
