/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: Pearson VUE is told what it does not know, once, and nothing that it would refuse. */
#include <glib/gstdio.h>
#include <string.h>

#include "world.h"

#define CANDIDATE(n, city) \
  "CT00000" n "\tZoë\tWang\tc" n "@example.com\t1 Long Road\t\t\t" city "\t\t\tIRL\t15550100\t353" \
  "\t"
#define AUTHORIZATION(id, n, exam) id "\tCT00000" n "\t1\t" exam "\t\t2026/04/02\t2026/06/30\t"

#define PROFILES "SELECT id || ' ' || state || ' ' || sent_at FROM testing_profiles ORDER BY id"
#define STATES \
  "SELECT id || ' ' || state || ' ' || coalesce (sent_at, '-') FROM authorizations ORDER BY id"

/* What a file has behind its header row; "" for no file. */
static char *
get_rows (GBytes *bytes)
{
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return g_strdup ("");
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strdup (strstr (text, "\r\n") + 2);
}

static void
assert_export (World *world,
               const char *now,
               gboolean again,
               const char *cdd,
               const char *ead,
               const char *held_back)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDeliveryExported) exported = world_export (world, now, again, &error);
  g_assert_no_error (error);

  g_autofree char *candidates = get_rows (exported->cdd);
  g_autofree char *authorizations = get_rows (exported->ead);
  g_ptr_array_add (exported->held_back, NULL);
  g_autofree char *words = g_strjoinv (" ", (GStrv) exported->held_back->pdata);

  g_assert_cmpstr (candidates, ==, cdd);
  g_assert_cmpstr (authorizations, ==, ead);
  g_assert_cmpstr (words, ==, held_back);
}

static void
test_due (void)
{
  g_autoptr (World) world = world_new ();

  /* Nobody registered: nobody's data leaves. */
  assert_export (world, "2026-04-01T06:00:00Z", FALSE, "", "", "");

  world_authorize (world, "X1", "c1", "250-428");
  world_authorize (world, "X2", "c2", "250-438");
  assert_export (world, "2026-04-01T06:00:01Z", FALSE,
                 CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n" CANDIDATE (
                     "2", "Cork") "2026/03/01 00:00:00\r\n",
                 "Add\t\t" AUTHORIZATION ("X1", "1",
                                          "250-428") "2026/04/01 00:00:00\r\n"
                                                     "Add\t\t" AUTHORIZATION (
                                                         "X2", "2",
                                                         "250-438") "2026/04/01 00:00:00\r\n",
                 "");
  world_assert (world, PROFILES,
                "c1 pending 2026-04-01T06:00:01Z; c2 pending 2026-04-01T06:00:01Z");
  world_assert (world, STATES, "X1 sending 2026-04-01T06:00:01Z; X2 sending 2026-04-01T06:00:01Z");

  /* Once is enough. */
  assert_export (world, "2026-04-01T07:00:00Z", FALSE, "", "", "");

  /* A change is sent, with its own time. */
  world_execute (world, "UPDATE accounts SET city = 'Galway', changed_at = '2026-04-01T07:30:00Z'"
                        " WHERE id = 'c1'");
  world_execute (world, "UPDATE authorizations SET state = 'accepted', number = '70002',"
                        " accommodations = '[\"ET30MN\"]', changed_at = '2026-04-01T07:31:00Z'"
                        " WHERE id = 'X2'");
  assert_export (world, "2026-04-01T08:00:00Z", FALSE,
                 CANDIDATE ("1", "Galway") "2026/04/01 07:30:00\r\n",
                 "Update\t70002\tX2\tCT000002\t1\t250-438\tET30MN\t2026/04/02\t2026/06/30\t"
                 "2026/04/01 07:31:00\r\n",
                 "");
  assert_export (world, "2026-04-01T09:00:00Z", FALSE, "", "", "");

  /* A change in the very second of sending is not lost. */
  world_execute (world, "UPDATE accounts SET city = 'Sligo', changed_at = '2026-04-01T08:00:00Z'"
                        " WHERE id = 'c1'");
  assert_export (world, "2026-04-01T10:00:00Z", FALSE,
                 CANDIDATE ("1", "Sligo") "2026/04/01 08:00:00\r\n", "", "");
  assert_export (world, "2026-04-01T11:00:00Z", FALSE, "", "", "");
}

static void
test_again (void)
{
  g_autoptr (World) world = world_new ();

  world_authorize (world, "X1", "c1", "250-428");
  world_authorize (world, "X2", "c2", "250-438");
  assert_export (world, "2026-04-01T06:00:00Z", FALSE,
                 CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n" CANDIDATE (
                     "2", "Cork") "2026/03/01 00:00:00\r\n",
                 "Add\t\t" AUTHORIZATION ("X1", "1",
                                          "250-428") "2026/04/01 00:00:00\r\n"
                                                     "Add\t\t" AUTHORIZATION (
                                                         "X2", "2",
                                                         "250-438") "2026/04/01 00:00:00\r\n",
                 "");
  world_execute (world, "UPDATE testing_profiles SET state = 'accepted' WHERE id = 'c2';"
                        "UPDATE authorizations SET state = 'accepted' WHERE id = 'X2'");
  assert_export (world, "2026-04-02T06:00:00Z", TRUE,
                 CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n",
                 "Update\t\t" AUTHORIZATION ("X1", "1", "250-428") "2026/04/01 00:00:00\r\n", "");
}

static void
test_held_back (void)
{
  g_autoptr (World) world = world_new ();

  world_authorize (world, "X4", "c4", "250-428");
  assert_export (
      world, "2026-04-01T06:00:00Z", FALSE, "", "",
      "Candidate CT000004: The address is missing. "
      "Authorization X4 of candidate CT000004: Pearson VUE does not know the candidate.");
  world_assert (world, STATES, "X4 pending -");

  world_execute (world, "UPDATE accounts SET address_1 = '1 Long Road',"
                        " changed_at = '2026-04-01T07:00:00Z' WHERE id = 'c4'");
  assert_export (world, "2026-04-01T08:00:00Z", FALSE,
                 CANDIDATE ("4", "Cork") "2026/04/01 07:00:00\r\n",
                 "Add\t\t" AUTHORIZATION ("X4", "4", "250-428") "2026/04/01 00:00:00\r\n", "");

  /* Refused, the candidate has to change something first. */
  world_execute (world, "UPDATE testing_profiles SET state = 'refused', reason = 'Invalid name'");
  world_authorize (world, "X5", "c4", "250-438");
  assert_export (world, "2026-04-01T09:00:00Z", TRUE, "", "",
                 "Authorization X4 of candidate CT000004: Pearson VUE refused the candidate. "
                 "Authorization X5 of candidate CT000004: Pearson VUE refused the candidate.");
  world_execute (world, "UPDATE accounts SET family_name = 'O''Wang',"
                        " changed_at = '2026-04-01T10:00:00Z' WHERE id = 'c4'");
  assert_export (
      world, "2026-04-01T11:00:00Z", FALSE,
      "CT000004\tZoë\tO'Wang\tc4@example.com\t1 Long Road\t\t\tCork\t\t\tIRL\t15550100\t353\t"
      "2026/04/01 10:00:00\r\n",
      "Add\t\t" AUTHORIZATION ("X5", "4", "250-438") "2026/04/01 00:00:00\r\n", "");
}

static void
test_ends (void)
{
  g_autoptr (World) world = world_new ();

  world_authorize (world, "X1", "c1", "250-428");
  world_authorize (world, "X2", "c1", "250-438");
  world_authorize (world, "X3", "c1", "250-556");
  world_execute (world, "UPDATE authorizations SET state = 'cancelled' WHERE id = 'X3'");
  assert_export (world, "2026-04-01T06:00:00Z", FALSE,
                 CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n",
                 "Add\t\t" AUTHORIZATION ("X1", "1",
                                          "250-428") "2026/04/01 00:00:00\r\n"
                                                     "Add\t\t" AUTHORIZATION (
                                                         "X2", "1",
                                                         "250-438") "2026/04/01 00:00:00\r\n",
                 "");

  /* What Pearson VUE has and must not have is deleted; what it never had is not. */
  world_execute (world, "UPDATE authorizations SET state = 'cancelled',"
                        " changed_at = '2026-04-01T07:00:00Z' WHERE id = 'X1'");
  assert_export (world, "2026-04-01T08:00:00Z", FALSE, "",
                 "Delete\t\t" AUTHORIZATION ("X1", "1", "250-428") "2026/04/01 07:00:00\r\n", "");
  assert_export (world, "2026-04-01T09:00:00Z", FALSE, "", "", "");
  world_assert (
      world, STATES,
      "X1 cancelled 2026-04-01T08:00:00Z; X2 sending 2026-04-01T06:00:00Z; X3 cancelled -");

  /* On its last day one can still be used, and then no more. */
  world_authorize (world, "X9", "c1", "250-556");
  world_execute (world, "UPDATE authorizations SET last_day = '2026-04-30T00:00:00Z'"
                        " WHERE id IN ('X2', 'X9')");
  assert_export (world, "2026-05-01T00:00:00Z", TRUE,
                 CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n", "", "");
  assert_export (
      world, "2026-04-30T23:59:59Z", FALSE, "",
      "Add\t\tX9\tCT000001\t1\t250-556\t\t2026/04/02\t2026/04/30\t2026/04/01 00:00:00\r\n", "");
}

/* If a file cannot be written, nothing counts as sent, and no half of one is seen. */
static void
test_not_written (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GError) error = NULL;

  world_authorize (world, "X1", "c1", "250-428");
  g_autofree char *folder = g_build_filename (world->directory, "out", NULL);
  g_assert_no_errno (g_mkdir (folder, 0700));
  g_autofree char *ead = world_write (world, "out/ead-20260401-060000.dat", "a file", -1);

  g_autoptr (CtDeliveryExported) exported
      = world_export (world, "2026-04-01T06:00:00Z", FALSE, &error);
  g_assert_null (exported);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  world_assert (world, PROFILES, "");
  world_assert (world, STATES, "X1 pending -");

  g_autofree char *kept = NULL;
  g_assert_true (g_file_get_contents (ead, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "a file");
  g_autofree char *cdd = g_build_filename (folder, "cdd-20260401-060001.dat", NULL);
  assert_export (world, "2026-04-01T06:00:01Z", FALSE,
                 CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n",
                 "Add\t\t" AUTHORIZATION ("X1", "1", "250-428") "2026/04/01 00:00:00\r\n", "");

  g_autofree char *written = NULL;
  g_assert_true (g_file_get_contents (cdd, &written, NULL, NULL));
  g_assert_true (g_str_has_prefix (written, "ClientCandidateID\tFirstName\t"));
  g_assert_true (g_str_has_suffix (written, CANDIDATE ("1", "Cork") "2026/03/01 00:00:00\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-export/due", test_due);
  g_test_add_func ("/delivery-export/again", test_again);
  g_test_add_func ("/delivery-export/held-back", test_held_back);
  g_test_add_func ("/delivery-export/ends", test_ends);
  g_test_add_func ("/delivery-export/not-written", test_not_written);
  return g_test_run ();
}
