/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/ct-attempt.h"
#include "model/ct-error.h"
#include "model/ct-json.h"
#include "model/ct-program.h"
#include "model/ct-requirement.h"

#define ATTEMPT \
  "\"id\":\"a1\",\"exam_code\":\"250-428\",\"exam_title\":\"T\",\"kind\":\"exam\"," \
  "\"taken_at\":\"2026-03-04T05:06:07Z\",\"result\":\"passed\""

static JsonNode *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  return ct_json_parse (bytes, error);
}

static gpointer
read_as (GType type, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = parse (text, error);
  return node != NULL ? ct_resource_from_json (type, node, error) : NULL;
}

static void
test_round_trip (void)
{
  const char *text = "{" ATTEMPT ",\"score\":81.5,\"number\":2,\"minutes_used\":70,"
                     "\"sections\":[{\"title\":\"S\",\"score\":90.0,\"questions\":12}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAttempt) attempt = read_as (CT_TYPE_ATTEMPT, text, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (ct_resource_get_id (CT_RESOURCE (attempt)), ==, "a1");
  g_assert_cmpint (attempt->kind, ==, CT_EXAM_KIND_EXAM);
  g_assert_cmpfloat (attempt->score, ==, 81.5);
  g_assert_cmpfloat (attempt->passing_score, ==, -1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (attempt->sections)), ==, 1);

  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (attempt));
  g_autoptr (CtAttempt) again = ct_resource_from_json (CT_TYPE_ATTEMPT, node, &error);
  g_assert_no_error (error);
  g_assert_true (ct_resource_equal (CT_RESOURCE (attempt), CT_RESOURCE (again)));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "not JSON" },
    { "<html>", "not JSON" },
    { "\xff\xfe", "not JSON" },
    { "[]", "an object was expected" },
    { "null", "an object was expected" },
    { "{}", "/exam_code: it is missing" },
    { "{" ATTEMPT ",\"score\":\"81\"}", "/score: a number" },
    { "{" ATTEMPT ",\"score\":-3}", "/score: a number" },
    { "{" ATTEMPT ",\"score\":1e999}", "/score: a number" },
    { "{" ATTEMPT ",\"number\":2.5}", "/number: a whole number" },
    { "{" ATTEMPT ",\"number\":99999999999}", "/number: a whole number" },
    { "{" ATTEMPT ",\"place\":{}}", "/place: a string" },
    { "{" ATTEMPT ",\"expected_by\":\"tomorrow\"}", "/expected_by: an RFC 3339" },
    { "{" ATTEMPT ",\"sections\":{}}", "/sections: an array" },
    { "{" ATTEMPT ",\"sections\":[{\"title\":\"S\",\"score\":1},{\"title\":7}]}",
      "/sections/1/title: a string" },
    { "{\"exam_code\":\"x\",\"exam_title\":\"y\",\"kind\":\"quiz\"}", "/kind: no such kind" },
    { "{\"id\":[]}", "/id: a string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtAttempt) attempt = read_as (CT_TYPE_ATTEMPT, cases[i].text, &error);

      g_assert_null (attempt);
      g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

static void
test_deep_nesting (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 500000; i++)
    g_string_append (text, "{\"requirements\":[");

  g_autoptr (JsonNode) node = parse (text->str, &error);
  g_assert_null (node);
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
}

/* Whoever sends a title of megabytes does not get it onto a page. */
static void
test_long_text (void)
{
  static const gsize lengths[] = { 256 * 1024, 256 * 1024 + 1, 48 * 1024 * 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *title = g_strnfill (lengths[i], 'x');
      g_autofree char *text = g_strdup_printf ("{" ATTEMPT ",\"exam_title\":\"%s\"}", title);
      g_autoptr (GError) error = NULL;
      g_autoptr (CtAttempt) attempt = read_as (CT_TYPE_ATTEMPT, text, &error);

      g_assert_true ((attempt != NULL) == (i == 0));
      if (i > 0)
        g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
    }
}

static void
test_unknown_and_null (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAttempt) attempt
      = read_as (CT_TYPE_ATTEMPT,
                 "{" ATTEMPT ",\"score\":null,\"sections\":null,\"new\":{\"x\":[1]}}", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (attempt->score, ==, -1);
  g_assert_null (attempt->sections);
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_assign_notifies_of_changes_only (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAttempt) a = read_as (CT_TYPE_ATTEMPT, "{" ATTEMPT ",\"score\":50}", &error);
  g_autoptr (CtAttempt) b = read_as (CT_TYPE_ATTEMPT, "{" ATTEMPT ",\"score\":60}", &error);
  guint all = 0, score = 0;

  g_signal_connect_swapped (a, "notify", G_CALLBACK (count), &all);
  g_signal_connect_swapped (a, "notify::score", G_CALLBACK (count), &score);
  ct_resource_assign (CT_RESOURCE (a), CT_RESOURCE (b));

  g_assert_cmpuint (all, ==, 1);
  g_assert_cmpuint (score, ==, 1);
  g_assert_true (ct_resource_equal (CT_RESOURCE (a), CT_RESOURCE (b)));
}

static void
test_properties_carry_every_kind (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (CtRequirement) leaf
      = g_object_new (CT_TYPE_REQUIREMENT, "kind", CT_REQUIREMENT_KIND_EXAM, "ref", "250-428",
                      "retired", TRUE, "fraction", 0.5, "needed", 3, "met-at", now, NULL);
  g_autoptr (CtRequirement) root = g_object_new (CT_TYPE_REQUIREMENT, NULL);
  g_autoptr (GListStore) children = NULL;
  g_autofree char *ref = NULL;
  gboolean retired = FALSE;

  ct_resource_append (CT_RESOURCE (root), "requirements", CT_RESOURCE (leaf));
  g_object_get (root, "requirements", &children, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (children)), ==, 1);

  g_object_get (leaf, "ref", &ref, "retired", &retired, NULL);
  g_assert_cmpstr (ref, ==, "250-428");
  g_assert_true (retired);
  g_assert_cmpint (leaf->needed, ==, 3);
  g_assert_true (leaf->met_at == now);
}

/* Setting a field to the very object that it has keeps no more of it than one reference. */
static void
test_same_value_again (void)
{
  CtRequirement *root = g_object_new (CT_TYPE_REQUIREMENT, NULL);
  GListStore *children = g_list_store_new (CT_TYPE_REQUIREMENT);

  g_object_set (root, "requirements", children, NULL);
  g_object_set (root, "requirements", children, NULL);
  g_assert_finalize_object (root);
  g_assert_finalize_object (children);
}

static void
test_text_of_a_database (void)
{
  g_autoptr (CtSection) section = g_object_new (CT_TYPE_SECTION, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (ct_resource_set_text (CT_RESOURCE (section), -1, "s1", &error));
  g_assert_true (ct_resource_set_text (CT_RESOURCE (section), 0, "Policies", &error));
  g_assert_true (ct_resource_set_text (CT_RESOURCE (section), 1, "72.5", &error));
  g_assert_cmpstr (section->title, ==, "Policies");
  g_assert_cmpfloat (section->score, ==, 72.5);
  g_assert_false (ct_resource_set_text (CT_RESOURCE (section), 2, "many", &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
  g_clear_error (&error);
  g_assert_true (ct_resource_set_text (CT_RESOURCE (section), 1, NULL, &error));
  g_assert_cmpfloat (section->score, ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resource/round-trip", test_round_trip);
  g_test_add_func ("/resource/refusals", test_refusals);
  g_test_add_func ("/resource/deep-nesting", test_deep_nesting);
  g_test_add_func ("/resource/long-text", test_long_text);
  g_test_add_func ("/resource/unknown-and-null", test_unknown_and_null);
  g_test_add_func ("/resource/assign", test_assign_notifies_of_changes_only);
  g_test_add_func ("/resource/properties", test_properties_carry_every_kind);
  g_test_add_func ("/resource/same-value", test_same_value_again);
  g_test_add_func ("/resource/text", test_text_of_a_database);
  return g_test_run ();
}
