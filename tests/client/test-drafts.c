/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what was typed into a share or the profile is there after a crash, with the key of what
 * was sent, for the same account only, until it signs out; and nobody types on in the belief that
 * it is kept where it cannot be. */
#include <glib/gstdio.h>
#include <string.h>

#include "client/ct-client.h"
#include "client/ct-copy.h"
#include "model/ct-account.h"
#include "model/ct-share.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define ACCOUNT(city) \
  "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\"," \
  "\"email\":\"jane@example.com\",\"city\":\"" city "\"," \
  "\"created_at\":\"2020-01-01T00:00:00Z\"}"

typedef struct
{
  ScriptedServer *server;
  CtClient *client;
} Fixture;

static CtClient *
start_client (Fixture *self)
{
  CtClient *client = ct_client_new (NULL);

  sign_in_at (ct_client_get_session (client), self->server);
  wait_until (ct_collection_get_state (ct_client_get_account (client))
              == CT_COLLECTION_STATE_READY);
  return client;
}

static CtCopy *
open_files (Fixture *self)
{
  return ct_copy_new_of_kind ("drafts", scripted_server_get_address (self->server), "c1");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = scripted_server_new ();
  let_sign_in (self->server);
  scripted_server_answer_json (self->server, "GET /v1/account", ACCOUNT ("Graz"));
  self->client = start_client (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sign_out_of (ct_client_get_session (self->client));
  assert_finalized (self->client);
  scripted_server_free (self->server);
}

/* As if the application had been killed when typing paused, and was started again. */
static void
crash (Fixture *self)
{
  ct_draft_store_flush (ct_client_get_draft_store (self->client));
  assert_finalized (self->client);
  self->client = start_client (self);
}

static CtAccount *
get_typed (Fixture *self)
{
  return ct_profile_draft_get_account (ct_client_get_profile_draft (self->client));
}

static void
wait_for_store (Fixture *self)
{
  wait_until (ct_draft_store_is_loaded (ct_client_get_draft_store (self->client)));
}

static void
test_share (Fixture *self, gconstpointer data)
{
  CtShareDraft *draft = ct_client_get_share_draft (self->client);
  g_autofree char *key = NULL;
  g_autoptr (GBytes) sent = NULL;

  wait_for_store (self);
  ct_share_draft_set_credential (draft, "k1", TRUE);
  ct_share_draft_add_recipients (draft, "eva@example.org, max@example.org");
  g_object_set (draft, "message", "Hello", "days", 7, NULL);
  sent = ct_share_draft_to_bytes (draft, TRUE);
  key = g_strdup (ct_share_draft_get_key (draft, sent));
  crash (self);

  draft = ct_client_get_share_draft (self->client);
  wait_until (ct_share_draft_has_credential (draft, "k1"));
  g_autoptr (GBytes) again = ct_share_draft_to_bytes (draft, TRUE);
  g_assert_true (g_bytes_equal (again, sent));
  g_assert_cmpstr (ct_share_draft_get_key (draft, again), ==, key);

  /* What was sent does not come back. */
  ct_share_draft_clear (draft);
  crash (self);
  wait_for_store (self);
  g_assert_false (ct_share_draft_has_credential (ct_client_get_share_draft (self->client), "k1"));
}

static void
test_profile (Fixture *self, gconstpointer data)
{
  wait_for_store (self);
  g_object_set (get_typed (self), "city", "Linz", "phone", "+43 1 234", NULL);
  crash (self);
  wait_until (g_strcmp0 (get_typed (self)->phone, "+43 1 234") == 0);
  g_assert_cmpstr (get_typed (self)->city, ==, "Linz");
  g_assert_true (ct_profile_draft_is_changed (ct_client_get_profile_draft (self->client)));
  g_assert_false (ct_profile_draft_is_undecided (ct_client_get_profile_draft (self->client)));

  /* What was changed elsewhere before it began again is asked about. */
  scripted_server_answer_json (self->server, "GET /v1/account", ACCOUNT ("Wien"));
  crash (self);
  wait_until (g_strcmp0 (get_typed (self)->phone, "+43 1 234") == 0);
  wait_until (ct_profile_draft_is_undecided (ct_client_get_profile_draft (self->client)));
}

static void
test_signed_out (Fixture *self, gconstpointer data)
{
  g_autoptr (CtCopy) files = open_files (self);
  g_autoptr (CtCopied) kept = NULL;

  wait_for_store (self);
  g_object_set (ct_client_get_share_draft (self->client), "message", "Hello", NULL);
  g_object_set (get_typed (self), "city", "Linz", NULL);
  ct_draft_store_flush (ct_client_get_draft_store (self->client));
  kept = ct_copy_load (files, "share");
  g_assert_nonnull (kept);

  sign_out_of (ct_client_get_session (self->client));
  for (CtCopied *left = ct_copy_load (files, "share"); left != NULL;
       left = ct_copy_load (files, "share"))
    {
      ct_copied_free (left);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_null (ct_copy_load (files, "profile"));
  g_assert_null (get_typed (self)->city);
}

/* Whatever is in the files, it does no harm. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = {
    "",
    "5",
    "[]",
    "{}",
    "[1]",
    "{\"city\":5,\"phone\":{\"mine\":1,\"base\":[]}}",
    "{\"credential_ids\":{},\"recipients\":[1,{}],\"days\":\"x\",\"message\":7,\"key\":\"k\"}",
    "{\"age\":{\"mine\":\"x\",\"base\":\"\"},\"credential_ids\":[null,[]],\"days\":-1}",
  };
  static const char *const names[] = { "incidents", "share", "profile" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (CtCopy) files = open_files (self);
      g_autoptr (GBytes) content = g_bytes_new_static (contents[i], strlen (contents[i]));

      assert_finalized (self->client);
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        g_assert_true (ct_copy_save (files, names[j], NULL, content));
      self->client = start_client (self);
      wait_for_store (self);
      g_assert_cmpstr (get_typed (self)->city, ==, "Graz");
    }
}

static void
test_cannot_be_written (Fixture *self, gconstpointer data)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_data_dir (), "certtracker", "drafts", NULL);
  CtDraftStore *store = ct_client_get_draft_store (self->client);
  gboolean failing = FALSE;
  g_autoptr (GError) error = NULL;

  /* A file is where the folder should be. */
  wait_for_store (self);
  sign_out_of (ct_client_get_session (self->client));
  while (g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      g_main_context_iteration (NULL, FALSE);
      g_rmdir (folder);
    }
  g_file_set_contents (folder, "", 0, &error);
  g_assert_no_error (error);
  sign_in_at (ct_client_get_session (self->client), self->server);
  wait_for_store (self);

  g_object_set (ct_client_get_share_draft (self->client), "message", "Hello", NULL);
  while (!failing)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (store, "failing", &failing, NULL);
    }

  /* It is told again when it can be. */
  g_unlink (folder);
  g_object_set (ct_client_get_share_draft (self->client), "message", "Hello again", NULL);
  while (failing)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (store, "failing", &failing, NULL);
    }
}

#define TEST(name, function) \
  g_test_add ("/drafts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

  TEST ("share", test_share);
  TEST ("profile", test_profile);
  TEST ("signed-out", test_signed_out);
  TEST ("damaged", test_damaged);
  TEST ("cannot-be-written", test_cannot_be_written);

  return g_test_run ();
}
