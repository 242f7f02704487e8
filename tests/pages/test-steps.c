/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate is told what to do next, the most urgent first, and only what there is to do. */

#include "model/ct-eligibility.h"
#include "model/ct-email.h"
#include "model/ct-progress.h"
#include "page-fixture.h"
#include "pages/ct-account-dialog.h"
#include "pages/ct-exams-page.h"
#include "pages/ct-step-row.h"
#include "support/waiting.h"
#include "widgets/ct-exam-cell.h"
#include "widgets/ct-pill.h"
#include "widgets/ct-steps.h"

#define NOW "2026-11-30T12:00:00Z"

#define EXAM(id, rest) "{\"id\":\"" id "\",\"title\":\"Exam " id "\",\"kind\":\"exam\"," rest "}"
#define OPEN "\"eligible\":true"
#define CLOSED(obstacles) "\"eligible\":false,\"obstacles\":[" obstacles "]"
#define NEEDS(id) "{\"reason\":\"agreement-missing\",\"ref\":\"" id "\"}"
#define INCOMPLETE "{\"reason\":\"profile-incomplete\"}"
#define AUTHORIZED(state, last) \
  "\"eligible\":false,\"authorization\":{\"id\":\"z1\",\"exam_code\":\"E\",\"exam_title\":\"T\"," \
  "\"state\":\"" state "\",\"first_day\":\"2026-01-01T00:00:00Z\",\"last_day\":\"" last \
  "\",\"created_at\":\"2026-01-01T00:00:00Z\"," \
  "\"changed_at\":\"2026-01-01T00:00:00Z\"}"
#define APPOINTED \
  AUTHORIZED ("accepted", "2027-03-01T00:00:00Z") \
  ",\"appointment\":{\"id\":\"p\",\"authorization_id\":\"z1\",\"exam_code\":\"E\",\"exam_title\":" \
  "\"T\",\"state\":\"scheduled\",\"starts_at\":\"2027-01-01T00:00:00Z\",\"time_zone\":\"UTC\"," \
  "\"minutes\":90,\"mode\":\"online\",\"changed_at\":\"2026-01-01T00:00:00Z\"}"

#define PROGRESS(id, state, rest) \
  "{\"id\":\"" id "\",\"title\":\"Credential " id \
  "\",\"kind\":\"certification\",\"state\":\"" state \
  "\",\"fraction\":0,\"done\":0,\"total\":1," rest "}"
#define LEAF(kind, ref, state) \
  "{\"kind\":\"" kind "\",\"ref\":\"" ref "\",\"title\":\"" ref "\",\"state\":\"" state "\"}"
#define WAITING \
  PROGRESS ("w", "waiting", \
            "\"requirement\":{\"kind\":\"all-of\",\"state\":\"partial\",\"requirements\":[" LEAF ( \
                "exam", "E", "met") "," LEAF ("agreement", "agr", "open") "]}")
#define ENDING(id, until, exam, state) \
  PROGRESS (id, "held", \
            "\"requirement\":" LEAF ("exam", exam, "met") ",\"valid_until\":\"" until \
                                                          "\",\"renewal\":" LEAF ("exam", exam, \
                                                                                  state))

#define EMAIL(id, rest) \
  "{\"id\":\"" id "\",\"address\":\"" id "@example.com\",\"is_primary\":false,\"added_at\":" \
  "\"2026-01-01T00:00:00Z\"" rest "}"
#define VERIFIED ",\"verified_at\":\"2026-01-01T00:00:00Z\""

#define PROFILE(state, rest) "{\"id\":\"c\",\"state\":\"" state "\"" rest "}"

static const struct
{
  const char *name;
  const char *profile; /* nullable */
  const char *eligibility;
  const char *progress;
  const char *emails;
  const char *steps; /* kind, ref and title of each, a line for each */
} cases[] = {
  { "nothing", NULL, "", "", "", "" },
  { "nothing-to-do", PROFILE ("accepted", ""),
    EXAM ("E", OPEN) "," EXAM ("F", CLOSED ("{\"reason\":\"retired\"}")),
    PROGRESS ("n", "not-started", "\"requirement\":" LEAF ("exam", "E", "open")),
    EMAIL ("a", VERIFIED), "" },
  { "contact-once-for-all-exams", PROFILE ("incomplete", ""),
    EXAM ("E", CLOSED (INCOMPLETE)) "," EXAM ("F", CLOSED (INCOMPLETE)), "", "",
    "1 - Complete Your Contact Information\n" },
  { "contact-refused", PROFILE ("refused", ",\"reason\":\"No street\""), "", "", "",
    "1 - Correct Your Contact Information\n" },
  { "agreement-once-for-all-exams", NULL,
    EXAM ("E", CLOSED (NEEDS ("agr"))) "," EXAM ("F", CLOSED (NEEDS ("agr"))), "", "",
    "0 agr Accept the Program Agreement\n" },
  { "agreement-that-the-program-does-not-name", NULL, EXAM ("E", CLOSED (NEEDS ("x"))), "", "",
    "0 x Accept the Agreement\n" },
  { "agreement-earns", NULL, EXAM ("E", CLOSED (NEEDS ("agr"))), WAITING, "",
    "0 agr Accept the Program Agreement\n" },
  { "address", NULL, "", "", EMAIL ("a", VERIFIED) "," EMAIL ("b", ""),
    "2 b Verify Your Email Address\n" },
  { "appointment", NULL, EXAM ("E", AUTHORIZED ("accepted", "2027-03-01T00:00:00Z")), "", "",
    "3 z1 Make an Appointment\n" },
  { "registration-under-way", NULL, EXAM ("E", AUTHORIZED ("pending", "2027-03-01T00:00:00Z")), "",
    "", "" },
  { "appointment-made", NULL, EXAM ("E", APPOINTED), "", "", "" },
  { "renewal", NULL, EXAM ("E", OPEN), ENDING ("c", "2027-01-09T12:00:00Z", "E", "lapsed"), "",
    "4 E Renew Credential c\n" },
  { "renewal-far", NULL, EXAM ("E", OPEN), ENDING ("c", "2028-01-09T12:00:00Z", "E", "lapsed"), "",
    "" },
  { "renewal-over", NULL, EXAM ("E", OPEN), ENDING ("c", "2026-11-29T12:00:00Z", "E", "lapsed"), "",
    "" },
  { "renewal-awaited", NULL, EXAM ("E", OPEN), ENDING ("c", "2027-01-09T12:00:00Z", "E", "pending"),
    "", "" },
  { "renewal-done", NULL, EXAM ("E", OPEN), ENDING ("c", "2027-01-09T12:00:00Z", "E", "met"), "",
    "" },
  { "renewal-registered-for", NULL, EXAM ("E", AUTHORIZED ("accepted", "2027-03-01T00:00:00Z")),
    ENDING ("c", "2027-01-09T12:00:00Z", "E", "lapsed"), "", "3 z1 Make an Appointment\n" },
  { "renewal-booked", NULL, EXAM ("E", APPOINTED),
    ENDING ("c", "2027-01-09T12:00:00Z", "E", "lapsed"), "", "" },
  { "order", PROFILE ("incomplete", ""),
    EXAM ("E", AUTHORIZED ("accepted", "2027-02-01T00:00:00Z")) "," EXAM ("F", OPEN) "," EXAM (
        "G",
        CLOSED (NEEDS ("agr"))),
    ENDING ("later", "2027-02-20T12:00:00Z", "F", "lapsed") "," ENDING (
        "sooner",
        "2027-01-20T12:00:00Z",
        "G",
        "lapsed") "," ENDING ("now", "2026-12-10T12:00:00Z", "H", "lapsed"),
    EMAIL ("b", ""),
    "0 agr Accept the Program Agreement\n"
    "1 - Complete Your Contact Information\n"
    "4 H Renew Credential now\n"
    "2 b Verify Your Email Address\n"
    "4 G Renew Credential sooner\n"
    "3 z1 Make an Appointment\n"
    "4 F Renew Credential later\n" },
};

static GPtrArray *
read_list (GType type, const char *items)
{
  g_autofree char *json = g_strdup_printf ("[%s]", items);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);
  GPtrArray *list;

  g_assert_no_error (error);
  list = ct_resource_list_from_json (type, node, &error);
  g_assert_no_error (error);
  return list;
}

static GListModel *
make_list (GType type, const char *items)
{
  g_autoptr (GPtrArray) list = read_list (type, items);
  GListStore *store = g_list_store_new (type);

  g_list_store_splice (store, 0, 0, list->pdata, list->len);
  return G_LIST_MODEL (store);
}

static gpointer
make_one (GType type, const char *json)
{
  g_autoptr (GPtrArray) list = read_list (type, json);

  g_assert_cmpuint (list->len, ==, 1);
  return g_object_ref (list->pdata[0]);
}

static void
test_find (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (CtProgram) program = make_one (
      CT_TYPE_PROGRAM,
      "{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"I\",\"support_email\":\"s@example.com\","
      "\"agreements\":[{\"id\":\"agr\",\"title\":\"Program Agreement\",\"version\":\"1\",\"text\":"
      "\"T\"}]}");
  g_autoptr (CtTestingProfile) profile
      = cases[i].profile != NULL ? make_one (CT_TYPE_TESTING_PROFILE, cases[i].profile) : NULL;
  g_autoptr (GListModel) eligibility = make_list (CT_TYPE_ELIGIBILITY, cases[i].eligibility);
  g_autoptr (GListModel) progress = make_list (CT_TYPE_PROGRESS, cases[i].progress);
  g_autoptr (GListModel) emails = make_list (CT_TYPE_EMAIL, cases[i].emails);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (NOW, NULL);
  CtStepsView view = { program, profile, eligibility, progress, emails, now };
  g_autoptr (GPtrArray) steps = ct_steps_find (&view);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint k = 0; k < steps->len; k++)
    {
      CtStep *step = steps->pdata[k];

      g_string_append_printf (found, "%d %s %s\n", step->kind, step->ref ? step->ref : "-",
                              step->title);
      g_assert_cmpstr (step->subtitle, !=, "");
      g_assert_cmpstr (step->label, !=, "");
    }
  g_assert_cmpstr (found->str, ==, cases[i].steps);
}

/* They are on the page, lead there, and are gone when done; the lists do not say it again. */
static void
test_shown (PageFixture *self, gconstpointer data)
{
  GtkWidget *page, *button;
  g_autoptr (GObject) kept = NULL;

  scripted_server_answer_json (self->server, "GET /v1/testing-profile",
                               "{\"id\":\"c1\",\"state\":\"incomplete\"}");
  page_fixture_answer (self, "v1/emails", EMAIL ("b", ""));
  page_fixture_answer (self, "v1/eligibility",
                       EXAM ("E", CLOSED (NEEDS (
                                      "agr") "," INCOMPLETE)) "," EXAM ("F", CLOSED (INCOMPLETE)));
  page_fixture_refresh (self);
  page = GTK_WIDGET (ct_exams_page_new (self->client));
  page_fixture_show (self, page);

  wait_until (count_widgets (page, CT_TYPE_STEP_ROW) == 3);
  assert_shows (page, "Next Steps");
  g_assert_true (is_said (find_widget (page, CT_TYPE_STEP_ROW, 0), "Required to register for"));
  g_assert_true (is_said (find_widget (page, CT_TYPE_STEP_ROW, 1), "Complete Your Contact"));
  g_assert_true (is_said (find_widget (page, CT_TYPE_STEP_ROW, 2), "b@example.com"));
  g_assert_cmpuint (count_widgets (page, CT_TYPE_EXAM_CELL), ==, 2);
  g_assert_cmpuint (count_widgets (page, CT_TYPE_PILL), ==, 0);
  assert_usable (page);

  /* The button leads to the page of it. */
  button = find_shown (page, GTK_TYPE_BUTTON, "Complete…");
  gtk_widget_activate (button);
  wait_until (adw_window_get_visible_dialog (ADW_WINDOW (self->window)) != NULL);
  g_assert_true (CT_IS_ACCOUNT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (self->window))));
  wait_until (
      is_said (adw_window_get_visible_dialog (ADW_WINDOW (self->window)), "Contact Information"));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
  wait_until (adw_window_get_visible_dialog (ADW_WINDOW (self->window)) == NULL);

  /* What is done goes, and what stays keeps its row. */
  kept = g_object_ref (find_widget (page, CT_TYPE_STEP_ROW, 0));
  scripted_server_answer_json (self->server, "GET /v1/testing-profile",
                               "{\"id\":\"c1\",\"state\":\"pending\"}");
  page_fixture_answer (self, "v1/emails", EMAIL ("b", VERIFIED));
  page_fixture_refresh (self);
  wait_until (count_widgets (page, CT_TYPE_STEP_ROW) == 1);
  g_assert_true (find_widget (page, CT_TYPE_STEP_ROW, 0) == (gpointer) kept);

  page_fixture_answer (self, "v1/eligibility", EXAM ("E", OPEN) "," EXAM ("F", OPEN));
  page_fixture_refresh (self);
  wait_until (count_widgets (page, CT_TYPE_STEP_ROW) == 0);
  assert_hides (page, "Next Steps");
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/steps/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_find);
    }
  g_test_add ("/steps/shown", PageFixture, NULL, page_fixture_set_up, test_shown,
              page_fixture_tear_down);

  return page_test_run ();
}
