/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: an exam that was taken before there was an account is not lost, and it gets to
 * whoever's name it bears and to nobody else. */
#include "model/ct-time.h"
#include "service/delivery/ct-unclaimed.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "world.h"

#define NOW "2026-04-06T06:00:00Z"
#define EXAM \
  "RegistrationID\tClientCandidateID\tFirstName\tLastName\tExamSeriesCode\tExamDate\tGrade\t" \
  "Score\tPassingScore\r\n"
#define OF_ZOE "3199\tVUE77\tZOE\tWANG\t250-428\t2026/04/05 08:00:00\tpass\t82\t70\r\n"
#define ATTEMPTS \
  "SELECT account_id || ' ' || exam_code || ' ' || result || ' ' || score || ' ' ||" \
  " registration_id FROM attempts ORDER BY account_id, registration_id"

typedef struct
{
  const char *number;
  const char *given_name;
  const char *account_id;
  gboolean claimed;
} Claim;

static gpointer
claim_in_store (CtDatabase *database, gpointer data, GError **error)
{
  Claim *claim = data;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, error);
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, claim->account_id, error);
  g_autoptr (GDateTime) now = ct_time_parse (NOW);
  CtDeliveryContext context = { database, catalog, now };
  g_autofree char *match = NULL;

  if (claim->given_name != NULL)
    g_object_set (account, "given-name", claim->given_name, NULL);
  match = ct_unclaimed_find_match (database, claim->number, account, error);
  claim->claimed = match != NULL;
  if (match != NULL)
    ct_unclaimed_claim (&context, match, claim->account_id, error);
  return NULL;
}

static gboolean
claim (World *world, const char *number, const char *given_name, const char *account_id)
{
  Claim claim = { number, given_name, account_id, FALSE };
  g_autoptr (GError) error = NULL;

  ct_store_run (world->store, CT_STORE_WRITE, claim_in_store, &claim, &error);
  g_assert_no_error (error);
  return claim.claimed;
}

static void
import_text (World *world, const char *name, const char *text)
{
  g_autofree char *path = world_write (world, name, text, -1);
  g_autofree char *report = world_import (world, path, NOW);

  g_assert_nonnull (report);
}

/* The candidates of this world are called Zoë Wang. */
static void
test_claim (void)
{
  g_autoptr (World) world = world_new ();

  import_text (world, "exam-1.dat", EXAM OF_ZOE);
  world_assert (world, ATTEMPTS, "");

  g_assert_false (claim (world, "3198", NULL, "c1"));
  g_assert_false (claim (world, "3199", "Joe", "c1"));
  g_assert_true (claim (world, " 31-99", NULL, "c1"));
  world_assert (world, ATTEMPTS, "c1 250-428 passed 82.0 3199");
  world_assert (world, "SELECT account_id || ' ' || achievement_id FROM credentials", "c1 scs-428");

  /* It is one person's only. */
  g_assert_false (claim (world, "3199", NULL, "c2"));
  world_assert (world, ATTEMPTS, "c1 250-428 passed 82.0 3199");
}

/* What Pearson VUE tells of it later finds its way, though the ID is still nobody's. */
static void
test_later_news (void)
{
  g_autoptr (World) world = world_new ();

  import_text (world, "exam-1.dat", EXAM OF_ZOE);
  g_assert_true (claim (world, "3199", NULL, "c1"));
  import_text (world, "exam-2.dat",
               EXAM "3199\tVUE77\tZOE\tWANG\t250-428\t2026/04/05 08:00:00\tpass\t84\t70\r\n"
                    "3199\tVUE78\tEVE\tWANG\t250-428\t2026/04/05 08:00:00\tfail\t1\t70\r\n");
  world_assert (world, ATTEMPTS, "c1 250-428 passed 84.0 3199");
}

/* A revocation that came before the claim holds after it. */
static void
test_earlier_verdict (void)
{
  g_autoptr (World) world = world_new ();

  import_text (world, "exam-1.dat", EXAM OF_ZOE);
  g_autofree char *outcome = world_receive (
      world, CT_VUE_EVENT_REVOKE_RESULT,
      "{\"eventID\":\"e1\",\"clientCandidateID\":\"VUE77\",\"registrationID\":\"3199\"}", NOW);
  g_assert_cmpstr (outcome, ==, "no candidate has the ID VUE77");

  g_assert_true (claim (world, "3199", NULL, "c1"));
  world_assert (world, ATTEMPTS, "c1 250-428 revoked 82.0 3199");
}

static void
test_event (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *outcome = world_receive (
      world, CT_VUE_EVENT_RESULT,
      "{\"clientCandidateID\":\"VUE77\",\"registrationID\":\"3177\",\"candidate\":{"
      "\"candidateName\":{\"firstName\":\"Zoe\",\"lastName\":\"Wang\"}},\"exams\":{\"exam\":"
      "[{\"examSeriesCode\":\"250-438\",\"examResult\":{\"grade\":\"pass\",\"score\":71}}]}}",
      NOW);

  g_assert_true (claim (world, "3177", NULL, "c2"));
  world_assert (world, ATTEMPTS, "c2 250-438 passed 71.0 3177");
  world_assert (world, "SELECT count(*) FROM vue_events WHERE applied_at IS NULL", "0");
}

/* A number can be guessed; without a name to compare with, it is not enough. */
static void
test_no_name (void)
{
  g_autoptr (World) world = world_new ();

  import_text (world, "exam-1.dat",
               EXAM "3199\tVUE77\t\t\t250-428\t2026/04/05 08:00:00\tpass\t82\t70\r\n");
  g_assert_false (claim (world, "3199", NULL, "c1"));
  g_assert_false (claim (world, "3199", "", "c1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unclaimed/claim", test_claim);
  g_test_add_func ("/unclaimed/later-news", test_later_news);
  g_test_add_func ("/unclaimed/earlier-verdict", test_earlier_verdict);
  g_test_add_func ("/unclaimed/event", test_event);
  g_test_add_func ("/unclaimed/no-name", test_no_name);
  return g_test_run ();
}
