/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A thing has the same word, icon and colour wherever it is met. */

#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-incident.h"
#include "model/ct-progress.h"
#include "page-fixture.h"
#include "pages/ct-achievement-cell.h"
#include "pages/ct-achievement-page.h"
#include "pages/ct-attempt-page.h"
#include "pages/ct-credential-card.h"
#include "pages/ct-exam-page.h"
#include "pages/ct-incident-cell.h"
#include "support/waiting.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-exam-cell.h"
#include "widgets/ct-look.h"
#include "widgets/ct-pill.h"

static gpointer
make (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);
  gpointer thing;

  g_assert_no_error (error);
  thing = ct_resource_from_json (type, node, &error);
  g_assert_no_error (error);
  return thing;
}

static char *
day_in (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return g_date_time_format_iso8601 (day);
}

/* "warning ct-warning-symbolic Expired" of the first pill in @root; "" if there is none. */
static char *
read_pill (gpointer root)
{
  GtkWidget *pill = find_widget (root, CT_TYPE_PILL, 0);
  g_autofree char *label = NULL, *icon = NULL, *tone = NULL;

  if (pill == NULL)
    return g_strdup ("");
  g_object_get (pill, "label", &label, "icon-name", &icon, "tone", &tone, NULL);
  g_assert_true (*tone == '\0' || gtk_widget_has_css_class (pill, tone));
  return g_strdup_printf ("%s %s %s", tone, icon, label);
}

static void
assert_cell (PageFixture *self, GType type, gpointer thing, const char *expected)
{
  GtkWidget *list = gtk_list_box_new ();
  AdwNavigationPage *page = adw_navigation_page_new (list, "Cell");
  g_autofree char *look = NULL;

  gtk_list_box_append (GTK_LIST_BOX (list), ct_cell_create_row (thing, GSIZE_TO_POINTER (type)));
  page_fixture_show (self, GTK_WIDGET (page));
  look = read_pill (list);
  g_assert_cmpstr (look, ==, expected);
  adw_navigation_view_pop (self->view);
}

static void
assert_page (PageFixture *self, gpointer page, const char *expected)
{
  g_autofree char *look = NULL;

  page_fixture_show (self, page);
  look = read_pill (page);
  g_assert_cmpstr (look, ==, expected);
  adw_navigation_view_pop (self->view);
}

/* In lists, on its card, as an achievement that is held, and as what another one asks for. */
static void
test_credentials (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    int days;
    const char *state;
    const char *progress;
    const char *look;
  } cases[] = {
    { 400, "active", "held", "success ct-passed-symbolic Active" },
    { 90, "active", "held", "success ct-passed-symbolic Active" },
    { 89, "active", "held", "warning ct-warning-symbolic Expires in 89 days" },
    { 10, "active", "held", "warning ct-warning-symbolic Expires in 10 days" },
    { -10, "expired", "expired", "warning ct-warning-symbolic Expired" },
    { 10, "revoked", "revoked", "error ct-revoked-symbolic Revoked" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = day_in (cases[i].days);
      g_autofree char *credential = g_strdup_printf (
          "{\"id\":\"c\",\"number\":\"1\",\"achievement_id\":\"x\",\"title\":\"T\",\"kind\":"
          "\"certification\",\"name\":\"J\",\"state\":\"%s\",\"issued_at\":\"2020-01-01T00:00:00Z\""
          ",\"expires_at\":\"%s\",\"verification_code\":\"V\"}",
          cases[i].state, day);
      g_autofree char *progress = g_strdup_printf (
          "{\"id\":\"x\",\"title\":\"T\",\"kind\":\"certification\",\"state\":\"%s\",\"fraction\":"
          "1,"
          "\"done\":1,\"total\":1,%s%s%s\"requirement\":{\"kind\":\"exam\",\"ref\":\"E\","
          "\"state\":\"met\"}}",
          cases[i].progress, g_str_equal (cases[i].progress, "held") ? "\"valid_until\":\"" : "",
          g_str_equal (cases[i].progress, "held") ? day : "",
          g_str_equal (cases[i].progress, "held") ? "\"," : "");
      g_autoptr (CtCredential) one = make (CT_TYPE_CREDENTIAL, credential);
      g_autoptr (CtProgress) other = make (CT_TYPE_PROGRESS, progress);

      assert_cell (self, CT_TYPE_CREDENTIAL_CELL, one, cases[i].look);
      assert_cell (self, CT_TYPE_CREDENTIAL_CARD, one, cases[i].look);
      assert_cell (self, CT_TYPE_ACHIEVEMENT_CELL, other, cases[i].look);
      assert_page (self, ct_achievement_page_new (self->client, other), cases[i].look);
    }
}

/* What another achievement asks for is amber when the credential is. */
static void
test_requirements (void)
{
  g_autofree char *near = day_in (10), *far = day_in (400);
  g_autoptr (GDateTime) soon = g_date_time_new_from_iso8601 (near, NULL);
  g_autoptr (GDateTime) later = g_date_time_new_from_iso8601 (far, NULL);
  g_autoptr (CtLook) amber = ct_look_requirement (NULL, CT_REQUIREMENT_STATE_MET, soon);
  g_autoptr (CtLook) green = ct_look_requirement (NULL, CT_REQUIREMENT_STATE_MET, later);

  g_assert_cmpstr (amber->tone, ==, "warning");
  g_assert_cmpstr (green->tone, ==, "success");
}

static void
test_attempts (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *result;
    const char *look;
  } cases[] = {
    { "pending", "accent ct-pending-symbolic Result pending" },
    { "passed", "success ct-passed-symbolic Passed" },
    { "failed", "error ct-failed-symbolic Not passed" },
    { "no-show", "warning ct-no-show-symbolic No show" },
    { "revoked", "error ct-revoked-symbolic Revoked" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json
          = g_strdup_printf ("{\"id\":\"a\",\"exam_code\":\"E\",\"exam_title\":\"T\",\"kind\":"
                             "\"exam\",\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"%s\"}",
                             cases[i].result);
      g_autoptr (CtAttempt) attempt = make (CT_TYPE_ATTEMPT, json);

      assert_cell (self, CT_TYPE_ATTEMPT_CELL, attempt, cases[i].look);
      assert_page (self, ct_attempt_page_new (self->client, attempt), cases[i].look);
    }
}

/* In a list nothing is said of what is open, which is what the heading says. */
static void
test_exams (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    const char *look;
    gboolean is_silent;
  } cases[] = {
    { "\"eligible\":true", " ct-open-symbolic Open for registration", TRUE },
    { "\"eligible\":false,\"obstacles\":[{\"reason\":\"already-passed\"}]",
      "success ct-passed-symbolic Passed" },
    { "\"eligible\":false,\"obstacles\":[{\"reason\":\"result-pending\"}]",
      "accent ct-pending-symbolic Result pending" },
    { "\"eligible\":false,\"obstacles\":[{\"reason\":\"retired\"}]",
      " ct-no-show-symbolic Retired" },
    { "\"eligible\":false,\"obstacles\":[{\"reason\":\"retake-wait\"}]",
      "warning ct-warning-symbolic Too soon to try again" },
    { "\"eligible\":false,\"authorization\":{\"id\":\"z\",\"exam_code\":\"E\",\"exam_title\":\"T\","
      "\"state\":\"accepted\",\"first_day\":\"2026-01-01T00:00:00Z\",\"last_day\":\"2027-01-01T00:"
      "00:00Z\",\"created_at\":\"2026-01-01T00:00:00Z\",\"changed_at\":"
      "\"2026-01-01T00:00:00Z\"}",
      "accent ct-partial-symbolic Schedule appointment" },
    { "\"eligible\":false,\"authorization\":{\"id\":\"z\",\"exam_code\":\"E\",\"exam_title\":\"T\","
      "\"state\":\"pending\",\"first_day\":\"2026-01-01T00:00:00Z\",\"last_day\":\"2027-01-01T00:"
      "00:00Z\",\"created_at\":\"2026-01-01T00:00:00Z\",\"changed_at\":"
      "\"2026-01-01T00:00:00Z\"}",
      "accent ct-pending-symbolic Registration pending" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json
          = g_strdup_printf ("{\"id\":\"E\",\"title\":\"T\",\"kind\":\"exam\",%s}",
                             cases[i].members);
      g_autoptr (CtEligibility) standing = make (CT_TYPE_ELIGIBILITY, json);

      assert_cell (self, CT_TYPE_EXAM_CELL, standing, cases[i].is_silent ? "" : cases[i].look);
      assert_page (self, ct_exam_page_new (self->client, standing), cases[i].look);
    }
}

static void
test_incidents (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *state;
    const char *look;
  } cases[] = {
    { "waiting", " ct-pending-symbolic Waiting for an answer" },
    { "answered", "accent ct-support-symbolic Answered" },
    { "closed", " ct-passed-symbolic Closed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\":\"i\",\"number\":7,\"topic_id\":\"t\",\"topic\":\"T\",\"subject\":\"S\","
          "\"state\":\"%s\","
          "\"created_at\":\"2026-01-01T00:00:00Z\",\"changed_at\":\"2026-01-01T00:00:00Z\"}",
          cases[i].state);
      g_autoptr (CtIncident) incident = make (CT_TYPE_INCIDENT, json);

      assert_cell (self, CT_TYPE_INCIDENT_CELL, incident, cases[i].look);
    }
}

typedef CtLook *(*LookAt) (gpointer self, int state);

static CtLook *
look_at_credential (gpointer self, int state)
{
  return ct_look_credential (NULL, (CtCredentialState) state, NULL);
}

static CtLook *
look_at_progress (gpointer self, int state)
{
  return ct_look_progress (NULL, (CtProgressState) state, NULL);
}

static CtLook *
look_at_requirement (gpointer self, int state)
{
  return ct_look_requirement (NULL, (CtRequirementState) state, NULL);
}

/* Every state has a word of its own, an icon that exists and a tone that is known. */
static void
test_states (void)
{
  static const char *const tones[] = { "", "accent", "success", "warning", "error", NULL };
  const struct
  {
    GType type;
    LookAt look_at;
  } kinds[] = {
    { CT_TYPE_RESULT, (LookAt) ct_look_attempt },
    { CT_TYPE_CREDENTIAL_STATE, look_at_credential },
    { CT_TYPE_PROGRESS_STATE, look_at_progress },
    { CT_TYPE_REQUIREMENT_STATE, look_at_requirement },
    { CT_TYPE_SHARE_STATE, (LookAt) ct_look_share },
    { CT_TYPE_INCIDENT_STATE, (LookAt) ct_look_incident },
  };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GEnumClass) klass = g_type_class_ref (kinds[i].type);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint k = 0; k < klass->n_values; k++)
        {
          g_autoptr (CtLook) look = kinds[i].look_at (NULL, klass->values[k].value);

          g_assert_cmpstr (look->words, !=, "");
          g_assert_true (g_hash_table_add (seen, g_strdup (look->words)));
          g_assert_true (gtk_icon_theme_has_icon (theme, look->icon));
          g_assert_true (g_strv_contains (tones, look->tone));
        }
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (PageFixture *self, gconstpointer data);
  } tests[] = {
    { "credentials", test_credentials },
    { "attempts", test_attempts },
    { "exams", test_exams },
    { "incidents", test_incidents },
  };

  page_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/look/", tests[i].name, NULL);

      g_test_add (path, PageFixture, NULL, page_fixture_set_up, tests[i].test,
                  page_fixture_tear_down);
    }
  g_test_add_func ("/look/requirements", test_requirements);
  g_test_add_func ("/look/states", test_states);

  return page_test_run ();
}
