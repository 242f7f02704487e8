/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who asks for certificates or logos gets exactly those that the program's rule grants,
 * whole, in every promised form, and only for a while; nobody else gets them, and what is not
 * wanted any more leaves nothing behind. */
#include <string.h>

#include "exchange.h"
#include "service/document/ct-logo.h"
#include "service/packages/ct-packages.h"
#include "unzip.h"

typedef struct
{
  RealService *service;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
}

static Exchange *
get (Fixture *fixture, const char *format, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (format, "*", 2);
  g_autofree char *path = g_strjoinv (id, parts);

  return exchange_get (fixture->service, fixture->token, path);
}

static Exchange *
post (Fixture *fixture, const char *path, const char *body)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);

  return exchange_run (fixture->service, fixture->token, "POST", path, body, "Idempotency-Key",
                       quoted, NULL);
}

static void
accept_terms (Fixture *fixture)
{
  g_autoptr (Exchange) accepted = post (fixture, "/v1/account/acceptances",
                                        "{\"agreement_id\":\"logo-terms\",\"version\":\"2026-1\"}");

  g_assert_cmpuint (accepted->status, ==, 201);
}

/* Returns: (transfer full): the id of the first whose @member is @value, or NULL */
static char *
find_download (Fixture *fixture, const char *member, const char *value)
{
  g_autoptr (Exchange) list = get (fixture, "/v1/downloads", NULL);
  JsonArray *items = exchange_get_items (list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      if (g_str_equal (json_object_get_string_member (item, member), value))
        return g_strdup (json_object_get_string_member (item, "id"));
    }
  return NULL;
}

static Exchange *
request (Fixture *fixture, const char *kind, const char *id)
{
  g_autofree char *body
      = g_strdup_printf ("{\"kind\":\"%s\",\"credential_ids\":[\"%s\"]}", kind, id);

  return post (fixture, "/v1/packages", body);
}

/* Asks until it is no longer being made. */
static Exchange *
await_package (Fixture *fixture, const char *id)
{
  while (TRUE)
    {
      g_autoptr (Exchange) exchange = get (fixture, "/v1/packages/*", id);

      g_assert_cmpuint (exchange->status, ==, 200);
      if (!g_str_equal (exchange_get_string (exchange, "state"), "requested"))
        return g_steal_pointer (&exchange);
      g_thread_yield ();
    }
}

/* Returns: (transfer full): the files of a package that was asked for with @exchange */
static GHashTable *
fetch (Fixture *fixture, Exchange *exchange)
{
  g_assert_cmpuint (exchange->status, ==, 201);
  const char *id = exchange_get_string (exchange, "id");
  g_autoptr (Exchange) ready = await_package (fixture, id);
  g_autoptr (Exchange) file = get (fixture, "/v1/packages/*/file", id);
  JsonObject *package = json_node_get_object (ready->json);

  g_assert_cmpstr (exchange_get_string (ready, "state"), ==, "ready");
  g_assert_cmpint (json_object_get_int_member (package, "done"), ==,
                   json_object_get_int_member (package, "total"));
  g_assert_cmpuint (file->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (file->body), ==,
                    json_object_get_int_member (package, "size"));
  g_assert_cmpstr (exchange_get_header (file, "Cache-Control"), ==, "no-store");
  return unzip (file->body);
}

static void
assert_png (GHashTable *files, const char *suffix, guint size)
{
  GHashTableIter iter;
  gpointer name, bytes;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      if (!g_str_has_suffix (name, suffix))
        continue;

      const guint8 *data = g_bytes_get_data (bytes, NULL);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 500);
      g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
      g_assert_cmpuint (data[16] << 24 | data[17] << 16 | data[18] << 8 | data[19], ==, size);
      g_assert_cmpuint (data[20] << 24 | data[21] << 16 | data[22] << 8 | data[23], ==, size);
      return;
    }
  g_error ("no %s", suffix);
}

static void
test_logos (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = find_download (fixture, "logo", "terms-missing");
  g_assert_nonnull (id);
  g_autoptr (Exchange) too_early = request (fixture, "logos", id);
  exchange_assert_problem (too_early, 422, "invalid");

  /* To know it by, it is shown before that. */
  g_autoptr (Exchange) picture = get (fixture, "/v1/downloads/*/logo", id);
  g_assert_cmpuint (picture->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (picture->body, NULL), 4, "\x89PNG", 4);

  accept_terms (fixture);
  g_autofree char *granted = find_download (fixture, "logo", "granted");
  g_assert_cmpstr (granted, ==, id);
  g_autoptr (Exchange) asked = request (fixture, "logos", id);
  g_autoptr (GHashTable) files = fetch (fixture, asked);

  g_assert_cmpuint (g_hash_table_size (files), ==, 2 + G_N_ELEMENTS (ct_logo_sizes));
  g_assert_nonnull (g_hash_table_lookup (files, "Terms of use.txt"));
  for (gsize i = 0; i < G_N_ELEMENTS (ct_logo_sizes); i++)
    {
      g_autofree char *suffix = g_strdup_printf (" %d.png", ct_logo_sizes[i]);
      assert_png (files, suffix, ct_logo_sizes[i]);
    }

  /* What happened is in the history. */
  g_autoptr (Exchange) events = get (fixture, "/v1/events", NULL);
  g_autofree char *text = json_to_string (events->json, FALSE);
  g_assert_nonnull (strstr (text, "\"files-requested\""));
  g_assert_nonnull (strstr (text, "\"Terms of Use for Logos\""));
}

/* A newer version of the terms is to be accepted anew. */
static void
test_terms_change (Fixture *fixture, gconstpointer data)
{
  accept_terms (fixture);
  g_autofree char *id = find_download (fixture, "logo", "granted");
  g_assert_nonnull (id);
  real_service_execute (
      fixture->service,
      "UPDATE programs SET agreements = replace (agreements, '2026-1', '2027-1')");
  g_autofree char *still = find_download (fixture, "logo", "granted");
  g_autoptr (Exchange) refused = request (fixture, "logos", id);

  g_assert_null (still);
  exchange_assert_problem (refused, 422, "invalid");
}

static void
test_certificates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");
  g_autofree char *expired = find_download (fixture, "state", "expired");
  g_autofree char *body = g_strdup_printf ("{\"kind\":\"certificates\",\"paper\":\"letter\","
                                           "\"credential_ids\":[\"%s\",\"%s\"]}",
                                           active, expired);
  g_autoptr (Exchange) asked = post (fixture, "/v1/packages", body);
  g_autoptr (GHashTable) files = fetch (fixture, asked);
  GHashTableIter iter;
  gpointer name, bytes;

  g_assert_cmpuint (g_hash_table_size (files), ==, 2);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_assert_true (g_str_has_suffix (name, ").pdf"));
      g_assert_null (strpbrk (name, "/\\:*?\"<>|"));
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
    }
}

/* The program's rule is what decides, for the one certificate as for many. */
static void
test_rules (Fixture *fixture, gconstpointer data)
{
  accept_terms (fixture);
  g_autofree char *expired = find_download (fixture, "state", "expired");
  g_autofree char *active = find_download (fixture, "state", "active");
  g_autoptr (Exchange) logo = request (fixture, "logos", expired);
  g_autoptr (Exchange) picture = get (fixture, "/v1/downloads/*/logo", expired);

  exchange_assert_problem (logo, 422, "invalid");
  exchange_assert_problem (picture, 403, NULL);

  real_service_execute (fixture->service,
                        "UPDATE programs SET certificate_rule = '{\"kinds\":[\"accreditation\"]}'");
  g_autoptr (Exchange) certificate = get (fixture, "/v1/credentials/*/certificate", active);
  g_autoptr (Exchange) refused = request (fixture, "certificates", active);
  exchange_assert_problem (certificate, 403, NULL);
  exchange_assert_problem (refused, 422, "invalid");

  real_service_execute (fixture->service,
                        "UPDATE credentials SET revoked_at = '2024-01-01T00:00:00Z'");
  g_autofree char *revoked = find_download (fixture, "certificate", "revoked");
  g_autoptr (Exchange) taken_back = request (fixture, "certificates", revoked);
  exchange_assert_problem (taken_back, 422, "invalid");
}

static void
test_validation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");
  const struct
  {
    const char *body;
    const char *pointer;
  } cases[] = {
    { "{\"credential_ids\":[\"x\"]}", "#/kind" },
    { "{\"kind\":\"data\",\"credential_ids\":[\"x\"]}", "#/kind" },
    { "{\"kind\":\"logos\"}", "#/credential_ids" },
    { "{\"kind\":\"logos\",\"credential_ids\":[]}", "#/credential_ids" },
    { "{\"kind\":\"certificates\",\"credential_ids\":[\"none\"]}", "#/credential_ids/0" },
    { "{\"kind\":\"certificates\",\"paper\":\"a3\",\"credential_ids\":[\"none\"]}", "#/paper" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Exchange) refused = post (fixture, "/v1/packages", cases[i].body);
      g_autofree char *text = json_to_string (refused->json, FALSE);

      exchange_assert_problem (refused, 422, "invalid");
      g_assert_nonnull (strstr (text, cases[i].pointer));
    }

  for (guint i = 0; i < CT_PACKAGES_MAX; i++)
    {
      g_autoptr (Exchange) asked = request (fixture, "certificates", active);
      g_assert_cmpuint (asked->status, ==, 201);
    }
  g_autoptr (Exchange) one_too_many = request (fixture, "certificates", active);
  exchange_assert_problem (one_too_many, 422, "invalid");
}

static guint
count_files (Fixture *fixture)
{
  g_autofree char *path = ct_packages_get_directory (
      ct_store_get_directory (real_service_get_store (fixture->service)));
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static void
await_files (Fixture *fixture, guint n)
{
  while (count_files (fixture) != n)
    g_thread_yield ();
}

/* What is taken back, or was not fetched in time, is gone, the file too. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");
  g_autoptr (Exchange) first = request (fixture, "certificates", active);
  g_autoptr (Exchange) second = request (fixture, "certificates", active);
  const char *first_id = exchange_get_string (first, "id");
  const char *second_id = exchange_get_string (second, "id");
  g_autoptr (Exchange) ready = await_package (fixture, first_id);
  g_autoptr (Exchange) also_ready = await_package (fixture, second_id);
  await_files (fixture, 2);

  g_autofree char *path = g_strconcat ("/v1/packages/", first_id, NULL);
  g_autoptr (Exchange) removed
      = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
  g_autoptr (Exchange) again
      = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
  g_autoptr (Exchange) file = get (fixture, "/v1/packages/*/file", first_id);
  g_assert_cmpuint (removed->status, ==, 204);
  exchange_assert_problem (again, 404, NULL);
  exchange_assert_problem (file, 404, NULL);
  await_files (fixture, 1);

  real_service_pass_time (fixture->service, CT_PACKAGES_HOURS * 60 * 60 + 1);
  g_free (fixture->token);
  fixture->token = exchange_sign_in (fixture->service);
  g_autoptr (Exchange) late = get (fixture, "/v1/packages/*/file", second_id);
  exchange_assert_problem (late, 404, NULL);
  await_files (fixture, 0);
}

/* Who wants it gone while it is being made, or before, finds nothing left of it. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (Exchange) asked = request (fixture, "certificates", active);
      g_autofree char *path
          = g_strconcat ("/v1/packages/", exchange_get_string (asked, "id"), NULL);
      g_autoptr (Exchange) removed
          = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
      g_assert_cmpuint (removed->status, ==, 204);
    }

  /* The next is made nevertheless, and is all that there is. */
  g_autoptr (Exchange) asked = request (fixture, "certificates", active);
  g_autoptr (GHashTable) files = fetch (fixture, asked);
  g_assert_cmpuint (g_hash_table_size (files), ==, 1);
  await_files (fixture, 1);
}

/* What was begun when the service ended is made when it is there again. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");
  g_autoptr (Exchange) asked = request (fixture, "certificates", active);

  real_service_stop (fixture->service);
  real_service_start (fixture->service);
  g_autoptr (GHashTable) files = fetch (fixture, asked);
  g_assert_cmpuint (g_hash_table_size (files), ==, 1);
}

static void
test_unmade (Fixture *fixture, gconstpointer data)
{
  accept_terms (fixture);
  g_autofree char *id = find_download (fixture, "logo", "granted");

  real_service_execute (fixture->service, "UPDATE logos SET content = 'not a picture'");
  /* The service warns those who run it. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_autoptr (Exchange) asked = request (fixture, "logos", id);
  g_autoptr (Exchange) outcome = await_package (fixture, exchange_get_string (asked, "id"));
  g_autoptr (Exchange) file
      = get (fixture, "/v1/packages/*/file", exchange_get_string (asked, "id"));
  g_assert_cmpstr (exchange_get_string (outcome, "state"), ==, "failed");
  exchange_assert_problem (file, 404, NULL);
  await_files (fixture, 0);
}

static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");
  g_autoptr (Exchange) asked = request (fixture, "certificates", active);
  const char *id = exchange_get_string (asked, "id");
  g_autoptr (Exchange) ready = await_package (fixture, id);
  g_autofree char *sign_in = g_strdup_printf ("{\"user_name\":\"tomas\",\"password\":\"%s\"}",
                                              real_service_get_password (fixture->service));
  g_autoptr (Exchange) session
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", sign_in, NULL);
  const char *other = exchange_get_string (session, "access_token");
  const char *const paths[]
      = { "/v1/packages/%s", "/v1/packages/%s/file", "/v1/downloads/%s/logo" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (GStrv) parts = g_strsplit (paths[i], "%s", 2);
      g_autofree char *path = g_strjoinv (i < 2 ? id : active, parts);
      g_autoptr (Exchange) of_another = exchange_get (fixture->service, other, path);
      g_autoptr (Exchange) of_nobody = exchange_get (fixture->service, NULL, path);

      exchange_assert_problem (of_another, 404, NULL);
      g_assert_cmpuint (of_nobody->status, ==, 401);
    }
  g_autoptr (Exchange) list = exchange_get (fixture->service, other, "/v1/packages");
  g_autoptr (Exchange) downloads = exchange_get (fixture->service, NULL, "/v1/downloads");
  g_autoptr (Exchange) packages = exchange_get (fixture->service, NULL, "/v1/packages");
  g_assert_cmpuint (json_array_get_length (exchange_get_items (list)), ==, 0);
  g_assert_cmpuint (downloads->status, ==, 401);
  g_assert_cmpuint (packages->status, ==, 401);
}

/* Whoever has it already is told so. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *active = find_download (fixture, "state", "active");
  g_autoptr (Exchange) asked = request (fixture, "certificates", active);
  const char *id = exchange_get_string (asked, "id");
  g_autoptr (Exchange) ready = await_package (fixture, id);
  const char *const paths[] = { "/v1/downloads", "/v1/packages", "/v1/packages/%s",
                                "/v1/packages/%s/file", "/v1/downloads/%s/logo" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (GStrv) parts = g_strsplit (paths[i], "%s", 2);
      g_autofree char *path = g_strjoinv (i < 4 ? id : active, parts);
      g_autoptr (Exchange) first = exchange_get (fixture->service, fixture->token, path);
      g_autoptr (Exchange) again
          = exchange_run (fixture->service, fixture->token, "GET", path, NULL, "If-None-Match",
                          exchange_get_header (first, "ETag"), NULL);

      g_assert_cmpuint (first->status, ==, 200);
      g_assert_cmpuint (again->status, ==, 304);
    }
  g_autoptr (Exchange) bad_page
      = exchange_get (fixture->service, fixture->token, "/v1/downloads?cursor=x");
  exchange_assert_problem (bad_page, 422, "invalid");
}

#define ADD(name, function) \
  g_test_add ("/packages/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("logos", test_logos);
  ADD ("terms-change", test_terms_change);
  ADD ("certificates", test_certificates);
  ADD ("rules", test_rules);
  ADD ("validation", test_validation);
  ADD ("gone", test_gone);
  ADD ("cancelled", test_cancelled);
  ADD ("restart", test_restart);
  ADD ("unmade", test_unmade);
  ADD ("strangers", test_strangers);
  ADD ("unchanged", test_unchanged);
  return g_test_run ();
}
