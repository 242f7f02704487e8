/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "client/ct-words.h"
#include "model/ct-error.h"

#define FIRST CT_ERROR_OFFLINE
#define LAST CT_ERROR_DOCUMENT_ENCRYPTED

/* Every code has its own heading and its own sentence. */
static void
test_every_code (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = FIRST; code <= LAST; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (CT_ERROR, code, "");
      const char *title = NULL;
      char *body = NULL;

      ct_words_for_error (error, &title, &body);
      g_assert_cmpstr (title, !=, "Something Went Wrong");
      g_assert_cmpuint (strlen (body), >, 20);
      g_assert_true (g_str_has_suffix (body, "."));
      g_assert_true (g_hash_table_add (titles, (gpointer) title));
      g_assert_true (g_hash_table_add (bodies, body));
    }
}

/* Where there is little room, the title is left out. */
static void
test_body_alone (void)
{
  static const CtError codes[]
      = { CT_ERROR_OFFLINE,     CT_ERROR_UNREACHABLE, CT_ERROR_TLS,
          CT_ERROR_NOT_ALLOWED, CT_ERROR_NOT_FOUND,   CT_ERROR_CONFLICT,
          CT_ERROR_REFUSED,     CT_ERROR_TRY_LATER,   CT_ERROR_BROKEN_ANSWER };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (CT_ERROR, codes[i], "");
      g_autofree char *body = NULL;
      const char *title = NULL;

      ct_words_for_error (error, &title, &body);
      g_assert_false (g_str_has_prefix (body, "It "));
    }
}

static void
test_detail (void)
{
  static const CtError codes[] = { CT_ERROR_TLS, CT_ERROR_REFUSED, CT_ERROR_BAD_ADDRESS };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (CT_ERROR, codes[i], "The reason is this.");
      g_autofree char *body = NULL;
      const char *title = NULL;

      ct_words_for_error (error, &title, &body);
      g_assert_true (g_str_has_suffix (body, " The reason is this."));
    }
}

static void
test_waiting (void)
{
  static const struct
  {
    guint seconds;
    const char *words;
  } cases[] = {
    { 1, " 1 second." },   { 45, " 45 seconds." },   { 60, " 1 minute." },
    { 61, " 2 minutes." }, { 3600, " 60 minutes." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (CT_ERROR, CT_ERROR_TRY_LATER, "");
      g_autofree char *body = NULL;
      const char *title = NULL;

      ct_error_set_retry_after (error, cases[i].seconds);
      ct_words_for_error (error, &title, &body);
      g_assert_true (g_str_has_suffix (body, cases[i].words));
    }
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full.");
  g_autofree char *body = NULL;
  const char *title = NULL;

  ct_words_for_error (error, &title, &body);
  g_assert_cmpstr (title, ==, "Something Went Wrong");
  g_assert_cmpstr (body, ==, "The disk is full.");
  g_assert_cmpuint (ct_error_get_retry_after (error), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/every-code", test_every_code);
  g_test_add_func ("/words/body-alone", test_body_alone);
  g_test_add_func ("/words/detail", test_detail);
  g_test_add_func ("/words/waiting", test_waiting);
  g_test_add_func ("/words/other-domain", test_other_domain);

  return g_test_run ();
}
