/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "client/ct-collection.h"
#include "model/ct-account.h"
#include "model/ct-error.h"
#include "model/ct-exam.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define LIST "GET /v1/exams?limit=2"
#define PAGE_2 LIST "&cursor=x%2Fy"
#define PAGE_3 LIST "&cursor=z"

#define EXAM(id, title) "{\"id\":\"" id "\",\"title\":\"" title "\",\"kind\":\"exam\"}"
#define PAGE(items) "{\"items\":[" items "]}"
#define PAGE_BEFORE(cursor, items) "{\"items\":[" items "],\"next_cursor\":\"" cursor "\"}"

typedef struct
{
  ScriptedServer *server;
  CtSession *session;
  CtCollection *exams;
  guint n_notified;
  guint n_changed; /* items that came or went */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = scripted_server_new ();
  let_sign_in (self->server);
  self->session = ct_session_new (NULL);
  sign_in_at (self->session, self->server);
  self->exams = ct_collection_new (self->session, CT_TYPE_EXAM, "v1/exams?limit=2");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ct_collection_reset (self->exams);
  assert_finalized (self->exams);
  sign_out_of (self->session);
  assert_finalized (self->session);
  scripted_server_free (self->server);
}

/* As an application that is started again: what was shown is gone, the copy is not. */
static void
start_again (Fixture *self)
{
  ct_collection_reset (self->exams);
  assert_finalized (self->exams);
  self->exams = ct_collection_new (self->session, CT_TYPE_EXAM, "v1/exams?limit=2");
}

static void
refresh (CtCollection *collection)
{
  ct_collection_refresh (collection);
  g_assert_true (ct_collection_is_refreshing (collection));
  wait_until (!ct_collection_is_refreshing (collection));
}

static void
assert_titles (CtCollection *collection, const char *titles)
{
  GListModel *model = G_LIST_MODEL (collection);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_items = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CtExam) exam = g_list_model_get_item (model, i);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", exam->title);
    }
  g_assert_cmpstr (text->str, ==, titles);

  g_object_get (collection, "n-items", &n_items, NULL);
  g_assert_cmpuint (n_items, ==, g_list_model_get_n_items (model));
}

static void
assert_state (CtCollection *collection, CtCollectionState state)
{
  g_assert_cmpint (ct_collection_get_state (collection), ==, state);
}

/* What the service has. */

static void
test_fresh (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A") "," EXAM ("2", "B")));
  assert_state (self->exams, CT_COLLECTION_STATE_LOADING);
  refresh (self->exams);

  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  assert_titles (self->exams, "A B");
  g_assert_null (ct_collection_get_error (self->exams));
  g_assert_null (ct_collection_get_copy_time (self->exams));

  CtExam *second = ct_collection_find (self->exams, "2");
  g_assert_cmpstr (second->title, ==, "B");
  g_assert_null (ct_collection_find (self->exams, "3"));
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (""));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_EMPTY);
  assert_titles (self->exams, "");

  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_READY);

  scripted_server_answer_json (self->server, LIST, PAGE (""));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_EMPTY);
  assert_titles (self->exams, "");
}

static void
test_single (Fixture *self, gconstpointer data)
{
  CtCollection *account = ct_collection_new (self->session, CT_TYPE_ACCOUNT, "v1/account");
  g_autoptr (CtAccount) first = NULL;

  scripted_server_answer_json (
      self->server, "GET /v1/account",
      "{\"id\":\"c1\",\"candidate_id\":\"1\",\"user_name\":\"jane\",\"name\":\"Jane\","
      "\"email\":\"jane@example.org\",\"created_at\":\"2026-01-01T00:00:00Z\","
      "\"is_partner\":false}");
  g_object_get (account, "first", &first, NULL);
  g_assert_null (first);
  refresh (account);

  assert_state (account, CT_COLLECTION_STATE_READY);
  g_object_get (account, "first", &first, NULL);
  g_assert_cmpstr (first->name, ==, "Jane");
  g_clear_object (&first);
  assert_finalized (account);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST,
                               PAGE_BEFORE ("x/y", EXAM ("1", "A") "," EXAM ("2", "B")));
  scripted_server_answer_json (self->server, PAGE_2,
                               PAGE_BEFORE ("z", EXAM ("3", "C") "," EXAM ("2", "B")));
  scripted_server_answer_json (self->server, PAGE_3, PAGE (EXAM ("4", "D")));
  refresh (self->exams);
  assert_titles (self->exams, "A B C D");

  /* Of three pages one has news. */
  scripted_server_answer_json (self->server, PAGE_2, PAGE_BEFORE ("z", EXAM ("3", "c")));
  refresh (self->exams);
  assert_titles (self->exams, "A B c D");

  /* And none. */
  refresh (self->exams);
  assert_titles (self->exams, "A B c D");
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  g_assert_cmpuint (scripted_server_count (self->server, PAGE_3), ==, 3);
  g_assert_nonnull (scripted_server_last_header (self->server, PAGE_3, "If-None-Match"));

  /* The last page is gone, also from the copy. */
  scripted_server_answer_json (self->server, PAGE_2, PAGE (EXAM ("3", "c")));
  refresh (self->exams);
  assert_titles (self->exams, "A B c");
}

static void
test_pages_without_end (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE_BEFORE ("z", EXAM ("1", "A")));
  scripted_server_answer_json (self->server, PAGE_3, PAGE_BEFORE ("z", EXAM ("2", "B")));
  refresh (self->exams);

  assert_state (self->exams, CT_COLLECTION_STATE_FAILED);
  g_assert_error (ct_collection_get_error (self->exams), CT_ERROR, CT_ERROR_BROKEN_ANSWER);
  g_assert_cmpuint (scripted_server_count (self->server, PAGE_3), ==, 1);
}

/* News. */

static void
on_notify (GObject *object, GParamSpec *pspec, Fixture *self)
{
  self->n_notified++;
}

static void
on_items_changed (GListModel *list, guint position, guint n_removed, guint n_added, Fixture *self)
{
  self->n_changed += n_removed + n_added;
}

static void
test_unchanged (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A") "," EXAM ("2", "B")));
  refresh (self->exams);
  g_signal_connect (self->exams, "notify::state", G_CALLBACK (on_notify), self);
  g_signal_connect (self->exams, "items-changed", G_CALLBACK (on_items_changed), self);
  refresh (self->exams);

  g_assert_cmpuint (scripted_server_count (self->server, LIST), ==, 2);
  g_assert_cmpuint (self->n_notified, ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 0);
}

static void
test_news_keep_their_objects (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST,
                               PAGE (EXAM ("1", "A") "," EXAM ("2", "B") "," EXAM ("3", "C")));
  refresh (self->exams);
  g_autoptr (CtExam) second = g_list_model_get_item (G_LIST_MODEL (self->exams), 1);
  g_signal_connect (second, "notify::title", G_CALLBACK (on_notify), self);
  g_signal_connect (self->exams, "items-changed", G_CALLBACK (on_items_changed), self);

  scripted_server_answer_json (
      self->server, LIST,
      PAGE (EXAM ("0", "new") "," EXAM ("1", "A") "," EXAM ("2", "b") "," EXAM ("3", "C")));
  refresh (self->exams);

  assert_titles (self->exams, "new A b C");
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (self->n_notified, ==, 1);
  g_assert_true (ct_collection_find (self->exams, "2") == second);

  /* Also those of a page that the service says nothing new of afterwards. */
  refresh (self->exams);
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("2", "b!")));
  refresh (self->exams);
  g_assert_true (ct_collection_find (self->exams, "2") == second);
  g_assert_cmpstr (second->title, ==, "b!");
}

/* The offline copy. */

static void
test_copy_first (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE_BEFORE ("z", EXAM ("1", "A")));
  scripted_server_answer_json (self->server, PAGE_3, PAGE (EXAM ("2", "B")));
  refresh (self->exams);
  start_again (self);

  scripted_server_hold (self->server, LIST);
  ct_collection_refresh (self->exams);
  wait_until (ct_collection_get_state (self->exams) != CT_COLLECTION_STATE_LOADING);
  assert_state (self->exams, CT_COLLECTION_STATE_COPY);
  wait_until (scripted_server_count (self->server, LIST) == 2);
  assert_titles (self->exams, "A B");
  g_assert_nonnull (ct_collection_get_copy_time (self->exams));
  g_assert_null (ct_collection_get_error (self->exams));
  g_assert_true (ct_collection_is_refreshing (self->exams));

  scripted_server_release (self->server, LIST);
  wait_until (!ct_collection_is_refreshing (self->exams));
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  g_assert_null (ct_collection_get_copy_time (self->exams));
  g_assert_nonnull (scripted_server_last_header (self->server, PAGE_3, "If-None-Match"));
}

static void
test_copy_alone (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  start_again (self);

  scripted_server_answer (self->server, LIST, 503, NULL, NULL);
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_COPY);
  assert_titles (self->exams, "A");
  g_assert_error (ct_collection_get_error (self->exams), CT_ERROR, CT_ERROR_TRY_LATER);
  g_assert_nonnull (ct_collection_get_copy_time (self->exams));

  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  g_assert_null (ct_collection_get_error (self->exams));
}

static void
test_copy_of_nothing (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (""));
  refresh (self->exams);
  start_again (self);

  scripted_server_answer (self->server, LIST, 503, NULL, NULL);
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_EMPTY);
  g_assert_error (ct_collection_get_error (self->exams), CT_ERROR, CT_ERROR_TRY_LATER);
  g_assert_nonnull (ct_collection_get_copy_time (self->exams));
}

static void
for_each_file (void (*function) (const char *file))
{
  g_autofree char *root = g_build_filename (g_get_user_data_dir (), "certtracker", "offline", NULL);
  g_autoptr (GDir) folders = g_dir_open (root, 0, NULL);
  const char *folder;

  while (folders != NULL && (folder = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, folder, NULL);
      g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL);
          function (file);
        }
    }
}

static guint n_files;

static void
count_file (const char *file)
{
  n_files++;
}

static void
damage_file (const char *file)
{
  g_assert_true (g_file_set_contents (file, "certtracker-copy-1 nonsense", -1, NULL));
}

static void
test_copy_damaged (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  start_again (self);
  for_each_file (damage_file);

  scripted_server_hold (self->server, LIST);
  ct_collection_refresh (self->exams);
  wait_until (scripted_server_count (self->server, LIST) == 2);
  assert_state (self->exams, CT_COLLECTION_STATE_LOADING);
  n_files = 0;
  for_each_file (count_file);
  g_assert_cmpuint (n_files, ==, 0);

  scripted_server_release (self->server, LIST);
  wait_until (!ct_collection_is_refreshing (self->exams));
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  assert_titles (self->exams, "A");
}

/* An answer that can be kept but no longer be read, as after an update of the program. */
static void
test_copy_not_understood (Fixture *self, gconstpointer data)
{
  const char *text = "{\"items\":[{\"id\":7}]}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  ct_copy_save (ct_session_get_copy (self->session), "v1/exams?limit=2", "\"e\"", body);
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  assert_titles (self->exams, "A");
}

static void
test_copy_follows (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE_BEFORE ("z", EXAM ("1", "A")));
  scripted_server_answer_json (self->server, PAGE_3, PAGE (EXAM ("2", "B")));
  refresh (self->exams);
  n_files = 0;
  for_each_file (count_file);
  g_assert_cmpuint (n_files, ==, 2);

  /* A page that is no more is not kept. */
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      n_files = 0;
      for_each_file (count_file);
    }
  while (n_files != 1);

  sign_out_of (self->session);
  n_files = 0;
  for_each_file (count_file);
  g_assert_cmpuint (n_files, ==, 0);
  sign_in_at (self->session, self->server);
}

/* Faults. */

static const struct
{
  const char *name;
  const char *content_type;
  const char *body;
} bad_answers[] = {
  { "no-json", "application/json", "{\"items\":[" },
  { "html", "text/html", "<html>" },
  { "array", "application/json", "[]" },
  { "number", "application/json", "7" },
  { "null", "application/json", "null" },
  { "empty-object", "application/json", "{}" },
  { "items-no-array", "application/json", "{\"items\":{}}" },
  { "item-no-object", "application/json", "{\"items\":[7]}" },
  { "item-null", "application/json", "{\"items\":[null]}" },
  { "item-without-id", "application/json", "{\"items\":[{\"title\":\"A\",\"kind\":\"exam\"}]}" },
  { "item-wrong-type", "application/json",
    "{\"items\":[{\"id\":\"1\",\"title\":[],\"kind\":\"exam\"}]}" },
  { "item-unknown-kind", "application/json",
    "{\"items\":[{\"id\":\"1\",\"title\":\"A\",\"kind\":\"quiz\"}]}" },
  { "cursor-no-string", "application/json", "{\"items\":[],\"next_cursor\":7}" },
  { "cursor-empty", "application/json", "{\"items\":[],\"next_cursor\":\"\"}" },
  { "not-utf-8", "application/json", "{\"items\":[\"\xff\"]}" },
};

static void
test_bad_answer (Fixture *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  scripted_server_answer (self->server, LIST, 200, bad_answers[i].content_type,
                          bad_answers[i].body);
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_FAILED);
  g_assert_error (ct_collection_get_error (self->exams), CT_ERROR, CT_ERROR_BROKEN_ANSWER);

  /* Nothing of it is kept, and the next good answer makes it good. */
  n_files = 0;
  for_each_file (count_file);
  g_assert_cmpuint (n_files, ==, 0);
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_READY);

  /* What is on screen stays there when the next one is bad. */
  scripted_server_answer (self->server, LIST, 200, bad_answers[i].content_type,
                          bad_answers[i].body);
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_COPY);
  assert_titles (self->exams, "A");
}

/* Late answers. */

static void
test_reset_drops_answers (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  scripted_server_hold (self->server, LIST);
  ct_collection_refresh (self->exams);
  wait_until (scripted_server_count (self->server, LIST) == 1);
  ct_collection_reset (self->exams);
  g_assert_false (ct_collection_is_refreshing (self->exams));
  scripted_server_release (self->server, LIST);

  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("2", "B")));
  refresh (self->exams);
  assert_titles (self->exams, "B");
}

/* Wherever a reset comes in between, nothing is left, and nothing lands afterwards. */
static void
test_reset_at_any_time (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE_BEFORE ("z", EXAM ("1", "A")));
  scripted_server_answer_json (self->server, PAGE_3, PAGE (EXAM ("2", "B")));

  for (guint n = 0; n < 40; n++)
    {
      ct_collection_refresh (self->exams);
      for (guint i = 0; i < n; i++)
        g_main_context_iteration (NULL, i % 2 == 0 && ct_collection_is_refreshing (self->exams));

      ct_collection_reset (self->exams);
      assert_state (self->exams, CT_COLLECTION_STATE_LOADING);
      assert_titles (self->exams, "");
      handle_pending ();
      assert_state (self->exams, CT_COLLECTION_STATE_LOADING);
      assert_titles (self->exams, "");
    }

  refresh (self->exams);
  assert_titles (self->exams, "A B");
}

static void
reset_it (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  if (n_added > 0)
    ct_collection_reset (CT_COLLECTION (list));
}

static void
test_reset_by_listener (Fixture *self, gconstpointer data)
{
  gulong id = g_signal_connect (self->exams, "items-changed", G_CALLBACK (reset_it), NULL);

  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A") "," EXAM ("2", "B")));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_LOADING);
  assert_titles (self->exams, "");

  g_signal_handler_disconnect (self->exams, id);
  refresh (self->exams);
  assert_titles (self->exams, "A B");
}

static void
test_refresh_once_at_a_time (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  ct_collection_refresh (self->exams);
  ct_collection_refresh (self->exams);
  refresh (self->exams);
  g_assert_cmpuint (scripted_server_count (self->server, LIST), ==, 1);
}

/* An answer that was on its way already does not hide what was written meanwhile. */
static void
test_renew (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  scripted_server_hold (self->server, LIST);
  ct_collection_refresh (self->exams);
  wait_until (scripted_server_count (self->server, LIST) == 1);
  ct_collection_renew (self->exams);
  scripted_server_release (self->server, LIST);
  wait_until (!ct_collection_is_refreshing (self->exams));
  g_assert_cmpuint (scripted_server_count (self->server, LIST), ==, 2);

  ct_collection_renew (self->exams);
  wait_until (!ct_collection_is_refreshing (self->exams));
  g_assert_cmpuint (scripted_server_count (self->server, LIST), ==, 3);
}

static void
test_nobody_signed_in (Fixture *self, gconstpointer data)
{
  sign_out_of (self->session);
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_FAILED);
  g_assert_error (ct_collection_get_error (self->exams), CT_ERROR, CT_ERROR_SIGNED_OUT);
}

/* What a service tells everybody can be asked without an account, and is not kept. */
static void
test_visit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_out_of (self->session);
  scripted_server_answer_json (self->server, LIST, PAGE (EXAM ("1", "A")));
  g_assert_false (ct_session_visit (self->session, "http://example.org", &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BAD_ADDRESS);
  g_assert_true (
      ct_session_visit (self->session, scripted_server_get_address (self->server), NULL));

  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  g_assert_null (scripted_server_last_header (self->server, LIST, "Authorization"));
  refresh (self->exams);
  assert_state (self->exams, CT_COLLECTION_STATE_READY);
  n_files = 0;
  for_each_file (count_file);
  g_assert_cmpuint (n_files, ==, 0);
}

#define TEST(name, function) \
  g_test_add ("/collection/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

  TEST ("fresh", test_fresh);
  TEST ("empty", test_empty);
  TEST ("single", test_single);
  TEST ("pages", test_pages);
  TEST ("pages-without-end", test_pages_without_end);
  TEST ("unchanged", test_unchanged);
  TEST ("news-keep-their-objects", test_news_keep_their_objects);
  TEST ("copy/first", test_copy_first);
  TEST ("copy/alone", test_copy_alone);
  TEST ("copy/of-nothing", test_copy_of_nothing);
  TEST ("copy/damaged", test_copy_damaged);
  TEST ("copy/not-understood", test_copy_not_understood);
  TEST ("copy/follows", test_copy_follows);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_autofree char *path = g_strconcat ("/collection/bad-answer/", bad_answers[i].name, NULL);
      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_bad_answer, tear_down);
    }
  TEST ("reset/drops-answers", test_reset_drops_answers);
  TEST ("reset/at-any-time", test_reset_at_any_time);
  TEST ("reset/by-listener", test_reset_by_listener);
  TEST ("refresh-once-at-a-time", test_refresh_once_at_a_time);
  TEST ("renew", test_renew);
  TEST ("nobody-signed-in", test_nobody_signed_in);
  TEST ("visit", test_visit);

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}
