/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Protects: a result is what the newest word on it says, a credential is as true as its results,
 * and its holder is told of each change. */
#include <string.h>

#include "model/ct-time.h"
#include "service/rules/ct-judgement.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "world.h"

#define ATTEMPTS \
  "SELECT account_id || ' ' || exam_code || ' ' || substr (taken_at, 1, 10) || ' ' || result ||" \
  " ' ' || coalesce (score, '-') FROM attempts ORDER BY account_id, taken_at, id"
#define CREDENTIALS \
  "SELECT account_id || ' ' || achievement_id || ' ' || substr (issued_at, 1, 10) || '/' ||" \
  " coalesce (substr (expires_at, 1, 10), 'ever') || coalesce (' ' || revocation_reason, '')" \
  " FROM credentials ORDER BY account_id, issued_at"
#define SUBJECTS "SELECT subject FROM mails ORDER BY created_at, rowid"
#define EVENTS "SELECT kind FROM events ORDER BY rowid"

#define HEADER \
  "RegistrationID\tClientCandidateID\tExamSeriesCode\tExamDate\tPassingScore\tScore\tGrade\tNoSho" \
  "w" \
  "\r\n"

static const struct
{
  const char *name;
  CtVueEventKind kind;
} kinds[] = {
  { "result", CT_VUE_EVENT_RESULT },        { "modify", CT_VUE_EVENT_MODIFY_RESULT },
  { "hold", CT_VUE_EVENT_PLACE_HOLD },      { "release", CT_VUE_EVENT_RELEASE_HOLD },
  { "revoke", CT_VUE_EVENT_REVOKE_RESULT }, { "unrevoke", CT_VUE_EVENT_UNREVOKE_RESULT },
};

/* A moment that is later each time. */
static char *
get_next (void)
{
  static int n;
  int second = n++;

  return g_strdup_printf ("2026-11-%02dT%02d:%02d:%02dZ", 21 + second / 86400 % 8,
                          second / 3600 % 24, second / 60 % 60, second % 60);
}

/* "REGISTRATION CANDIDATE EXAM DAY GRADE SCORE", */
static char *
import_row (World *world, const char *words)
{
  g_auto (GStrv) w = g_strsplit (words, " ", -1);
  g_autofree char *now = get_next ();
  g_autofree char *day = g_strdup_printf ("%s 09:00:00", w[3]);

  g_strdelimit (day, "-", '/'); /* as Pearson VUE writes days */
  g_autofree char *text = g_strdup_printf (HEADER "%s\t%s\t%s\t%s\t70\t%s\t%s\tfalse\r\n", w[0],
                                           w[1], w[2], day, w[5], w[4]);
  g_autofree char *path = world_write (world, "exam-1.dat", text, -1);
  return world_import (world, path, now);
}

/* "KIND REGISTRATION CANDIDATE EXAM [GRADE [DAY]]" */
static char *
receive (World *world, const char *words)
{
  static guint n_events;
  g_auto (GStrv) w = g_strsplit (words, " ", -1);
  g_autofree char *now = get_next ();
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"eventID\":\"e%u\",\"clientCandidateID\":\"%s\",\"registrationID\":"
                          "\"%s\"",
                          n_events++, w[2], w[1]);
  if (w[4] != NULL)
    {
      g_string_append_printf (json, ",\"exams\":{\"exam\":[{\"examSeriesCode\":\"%s\"", w[3]);
      if (w[5] != NULL)
        g_string_append_printf (json, ",\"examDate\":\"%sT09:00:00Z\"", w[5]);
      g_string_append_printf (json,
                              ",\"examResult\":{\"grade\":\"%s\",\"score\":%s,\"passingScore\":70}"
                              "}]}",
                              w[4], g_str_equal (w[4], "pass") ? "80" : "50");
    }
  g_string_append (json, "}");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, w[0]))
        return world_receive (world, kinds[i].kind, json->str, now);
    }
  g_assert_not_reached ();
}

static void
deliver (World *world, const char *words)
{
  g_autofree char *report
      = g_str_has_prefix (words, "row ") ? import_row (world, words + 4) : receive (world, words);

  g_test_message ("%s: %s", words, report);
}

static const struct
{
  const char *protects;
  const char *deliveries;
  const char *attempts;
  const char *credentials;
  const char *subjects; /* (nullable): of the mails that must be among those sent */
} cases[] = {
  { "a pass that is corrected to a fail by a row",
    "row 1 CT000001 250-428 2026-11-20 pass 80; row 1 CT000001 250-428 2026-11-20 fail 60",
    "c1 250-428 2026-11-20 failed 60.0",
    "c1 scs-428 2026-11-20/2028-11-20 The exam result that it was based on was corrected.",
    "You have earned a credential; A credential of yours was revoked" },
  { "a pass that is modified to a fail",
    "row 1 CT000001 250-428 2026-11-20 pass 80; modify 1 CT000001 250-428 fail",
    "c1 250-428 2026-11-20 failed 50.0",
    "c1 scs-428 2026-11-20/2028-11-20 The exam result that it was based on was corrected.",
    "You have earned a credential; A credential of yours was revoked" },
  { "held, modified, released",
    "row 1 CT000001 250-428 2026-11-20 pass 80; hold 1 CT000001 250-428; "
    "modify 1 CT000001 250-428 fail; release 1 CT000001 250-428",
    "c1 250-428 2026-11-20 failed 50.0",
    "c1 scs-428 2026-11-20/2028-11-20 The exam result that it was based on is on hold.", NULL },
  { "held and released",
    "row 1 CT000001 250-428 2026-11-20 pass 80; hold 1 CT000001 250-428; "
    "release 1 CT000001 250-428",
    "c1 250-428 2026-11-20 passed 80.0", "c1 scs-428 2026-11-20/2028-11-20",
    "You have earned a credential; A credential of yours was revoked; "
    "A credential of yours is valid again" },
  { "an event without a day, the row with the day, revoked",
    "result 1 CT000001 250-428 pass; row 1 CT000001 250-428 2026-11-20 pass 80; "
    "revoke 1 CT000001 250-428",
    "c1 250-428 2026-11-20 revoked 80.0",
    "c1 scs-428 2026-11-20/2028-11-20 The exam result that it was based on was revoked.", NULL },
  { "revoked, then modified to a pass",
    "row 1 CT000001 250-428 2026-11-20 pass 80; revoke 1 CT000001 250-428; "
    "modify 1 CT000001 250-428 pass",
    "c1 250-428 2026-11-20 passed 80.0", "c1 scs-428 2026-11-20/2028-11-20", NULL },
  { "a day that is corrected",
    "row 1 CT000001 250-428 2026-11-20 pass 80; row 1 CT000001 250-428 2026-11-10 pass 80",
    "c1 250-428 2026-11-10 passed 80.0", "c1 scs-428 2026-11-10/2028-11-10",
    "You have earned a credential; The dates of your credential were corrected" },
  { "the newest row, also one that came before",
    "row 1 CT000001 250-428 2026-11-20 pass 80; row 1 CT000001 250-428 2026-11-20 fail 50; "
    "row 1 CT000001 250-428 2026-11-20 pass 80",
    "c1 250-428 2026-11-20 passed 80.0", "c1 scs-428 2026-11-20/2028-11-20", NULL },
  { "a number that another candidate has",
    "row 5 CT000001 250-428 2026-11-20 pass 80; row 5 CT000002 250-428 2026-11-20 pass 80",
    "c1 250-428 2026-11-20 passed 80.0", "c1 scs-428 2026-11-20/2028-11-20", NULL },
  { "a number that is another exam's",
    "row 5 CT000001 250-428 2026-11-20 pass 80; row 5 CT000001 250-438 2026-11-20 pass 80",
    "c1 250-428 2026-11-20 passed 80.0", "c1 scs-428 2026-11-20/2028-11-20", NULL },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (World) world = world_new ();
      g_auto (GStrv) deliveries = g_strsplit (cases[i].deliveries, "; ", -1);

      g_test_message ("%s", cases[i].protects);
      for (guint j = 0; deliveries[j] != NULL; j++)
        deliver (world, deliveries[j]);
      world_assert (world, ATTEMPTS, cases[i].attempts);
      world_assert (world, CREDENTIALS, cases[i].credentials);
      if (cases[i].subjects != NULL)
        {
          g_autofree char *subjects = world_query (world, SUBJECTS);
          g_auto (GStrv) expected = g_strsplit (cases[i].subjects, "; ", -1);

          for (guint j = 0; expected[j] != NULL; j++)
            g_assert_nonnull (strstr (subjects, expected[j]));
        }
    }
}

static void
test_reports (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *first = import_row (world, "5 CT000001 250-428 2026-11-20 pass 80");
  g_autofree char *again = import_row (world, "5 CT000001 250-428 2026-11-20 pass 80");
  g_autofree char *other = import_row (world, "5 CT000002 250-428 2026-11-20 pass 80");
  g_autofree char *exam = import_row (world, "5 CT000001 250-438 2026-11-20 pass 80");

  g_assert_cmpstr (first, ==, "exam-1.dat: 1 row taken, 0 known already, 0 faults\n");
  g_assert_cmpstr (again, ==, "exam-1.dat: 0 rows taken, 1 known already, 0 faults\n");
  g_assert_cmpstr (other, ==,
                   "exam-1.dat: 0 rows taken, 0 known already, 1 fault\n"
                   "  line 2: the registration 5 belongs to candidate CT000001\n");
  g_assert_cmpstr (exam, ==,
                   "exam-1.dat: 0 rows taken, 0 known already, 1 fault\n"
                   "  line 2: the registration 5 is for the exam 250-428\n");
}

/* The account's history says what happened, and why is in the credential. */
static void
test_events (void)
{
  g_autoptr (World) world = world_new ();

  deliver (world, "row 1 CT000001 250-428 2026-11-20 pass 80");
  deliver (world, "row 1 CT000001 250-428 2026-11-10 pass 80");
  deliver (world, "revoke 1 CT000001 250-428");
  deliver (world, "unrevoke 1 CT000001 250-428");

  g_autofree char *events = world_query (world, EVENTS);
  g_assert_nonnull (strstr (events, "credential-earned"));
  g_assert_nonnull (strstr (events, "credential-changed"));
  g_assert_nonnull (strstr (events, "credential-revoked"));
  g_assert_nonnull (strstr (events, "credential-restored"));
}

/* What a registration is to be after all that was said of it. */
typedef struct
{
  gboolean exists;
  const char *told; /* (nullable): the last grade */
  gboolean is_held;
  gboolean is_revoked;
} Registration;

static const char *
get_result (const Registration *self)
{
  if (self->is_revoked)
    return "revoked";
  if (self->is_held || self->told == NULL)
    return "pending";
  return g_str_equal (self->told, "pass") ? "passed" : "failed";
}

/* Returns: (transfer full): a delivery, which @self is told of, too */
static char *
draw_delivery (Registration *self, guint number)
{
  const char *exam = number % 2 == 0 ? "250-428" : "250-438";
  const char *grade = g_test_rand_bit () ? "pass" : "fail";
  int kind = g_test_rand_int_range (0, self->exists ? 8 : 4);
  /* A row has a day, an event need not have one. */
  g_autofree char *day = kind == 0 || g_test_rand_bit ()
                             ? g_strdup_printf ("2026-%02d-%02d", g_test_rand_int_range (1, 11),
                                                g_test_rand_int_range (1, 29))
                             : NULL;

  if (kind >= 4)
    {
      const char *names[] = { "release", "unrevoke", "revoke", "hold" };

      switch (kind)
        {
        case 4:
          self->is_held &= self->is_revoked;
          break;
        case 5:
          self->is_held &= !self->is_revoked;
          self->is_revoked = FALSE;
          break;
        case 6:
          self->is_revoked = TRUE;
          break;
        default:
          self->is_held |= !self->is_revoked;
          break;
        }
      return g_strdup_printf ("%s %u CT000001 %s", names[kind - 4], number, exam);
    }

  self->exists = TRUE;
  if (kind == 3)
    {
      self->is_held |= !self->is_revoked;
      return g_strdup_printf ("hold %u CT000001 %s %s", number, exam, grade);
    }

  self->told = grade;
  if (kind == 2)
    {
      self->is_held &= !self->is_revoked;
      self->is_revoked = FALSE;
      return g_strdup_printf ("modify %u CT000001 %s %s%s%s", number, exam, grade,
                              day != NULL ? " " : "", day != NULL ? day : "");
    }
  if (kind == 1)
    return g_strdup_printf ("result %u CT000001 %s %s%s%s", number, exam, grade,
                            day != NULL ? " " : "", day != NULL ? day : "");
  return g_strdup_printf ("row %u CT000001 %s %s %s %s", number, exam, day, grade,
                          g_str_equal (grade, "pass") ? "80" : "50");
}

/* Those that the history earns by itself, as CREDENTIALS says them. */
static gpointer
derive (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, error);
  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, "c1", error);
  g_autoptr (GPtrArray) attempts = ct_candidate_table_get_attempts (database, "c1", error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GDateTime) now = ct_time_parse ("2026-11-29T00:00:00Z");
  g_autoptr (GPtrArray) verdicts
      = ct_judgement_make (catalog, account, attempts, none, NULL, NULL, now);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < verdicts->len; i++)
    {
      CtCredential *credential = ((CtVerdict *) verdicts->pdata[i])->credential;
      g_autofree char *from = g_date_time_format (credential->issued_at, "%F");
      g_autofree char *to = credential->expires_at != NULL
                                ? g_date_time_format (credential->expires_at, "%F")
                                : g_strdup ("ever");

      g_string_append_printf (words, "%s%s %s/%s", i > 0 ? "; " : "", credential->achievement_id,
                              from, to);
    }
  return g_string_free_and_steal (words);
}

/* After any sequence of deliveries each result is what the newest word on it says, and the
 * credentials are what the results earn. */
static void
test_any_order (void)
{
  guint n_sequences = g_getenv ("CERTTRACKER_LONG") != NULL ? 100000 : 1000;
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < n_sequences; i++)
    {
      Registration registrations[3] = { 0 };
      g_autoptr (GString) expected = g_string_new (NULL);
      guint n_deliveries = g_test_rand_int_range (1, 7);

      world_execute (world, "DELETE FROM credentials; DELETE FROM attempts; DELETE FROM mails;"
                            "DELETE FROM vue_events; DELETE FROM events");
      for (guint j = 0; j < n_deliveries; j++)
        {
          guint number = g_test_rand_int_range (0, G_N_ELEMENTS (registrations));
          g_autofree char *words = draw_delivery (&registrations[number], number);

          deliver (world, words);
        }

      for (guint j = 0; j < G_N_ELEMENTS (registrations); j++)
        {
          if (registrations[j].exists)
            g_string_append_printf (expected, "%s%u %s", expected->len > 0 ? "; " : "", j,
                                    get_result (&registrations[j]));
        }
      world_assert (world,
                    "SELECT registration_id || ' ' || result FROM attempts"
                    " ORDER BY registration_id",
                    expected->str);

      g_autofree char *earned = ct_store_run (world->store, CT_STORE_READ, derive, NULL, NULL);
      world_assert (world,
                    "SELECT achievement_id || ' ' || substr (issued_at, 1, 10) || '/' ||"
                    " coalesce (substr (expires_at, 1, 10), 'ever') FROM credentials"
                    " WHERE revoked_at IS NULL ORDER BY issued_at, achievement_id",
                    earned);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/corrections/rows", test_rows);
  g_test_add_func ("/corrections/reports", test_reports);
  g_test_add_func ("/corrections/events", test_events);
  g_test_add_func ("/corrections/any-order", test_any_order);
  return g_test_run ();
}
