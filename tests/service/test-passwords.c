/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a password opens what it is for, and checking it gives nothing away. */
#include <sodium.h>

#include "service/sessions/ct-passwords.h"

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
check_password (CtPasswords *passwords, const char *hash, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_passwords_check_async (passwords, hash, password, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ct_passwords_check_finish (passwords, result, error);
}

static void
test_passwords (void)
{
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = ct_passwords_hash ("Zażółć", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_true (check_password (passwords, hash, "Zażółć", &error));
  /* The same letters, typed as letters with marks. */
  g_assert_true (check_password (passwords, hash, "Zaz\u0307o\u0301łc\u0301", &error));
  g_assert_false (check_password (passwords, hash, "zażółć", &error));
  g_assert_false (check_password (passwords, hash, "", &error));
  g_assert_false (check_password (passwords, NULL, "", &error));
  g_assert_no_error (error);
}

/* The hashes are libsodium's own, and what is no hash fits nothing. */
static void
test_password_forms (void)
{
  static const char *const damaged[] = {
    "",
    "no hash",
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
    "$argon2id$v=19$m=65536,t=2,p=4$AAAAAAAAAAAAAAAAAAAAAA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$argon2i$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  };
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  g_autofree char *hash = ct_passwords_hash ("x", NULL);
  char moderate[crypto_pwhash_STRBYTES];

  g_assert_cmpint (crypto_pwhash_str_verify (hash, "x", 1), ==, 0);
  g_assert_cmpint (crypto_pwhash_str (moderate, "x", 1, 3, 2 * crypto_pwhash_MEMLIMIT_INTERACTIVE),
                   ==, 0);
  g_assert_true (check_password (passwords, moderate, "x", NULL));
  g_assert_false (check_password (passwords, moderate, "y", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_expect_message ("certtracker", G_LOG_LEVEL_WARNING, "*not readable*");
      g_assert_false (check_password (passwords, damaged[i], "x", &error));
      g_assert_no_error (error);
      g_test_assert_expected_messages ();
    }
}

/* To check a name that nobody has is the same work as one that somebody has. */
static void
test_passwords_take_as_long (void)
{
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  g_autofree char *hash = ct_passwords_hash ("right", NULL);
  const char *hashes[] = { hash, NULL };
  gint64 shortest[] = { G_MAXINT64, G_MAXINT64 };

  for (guint i = 0; i < 16; i++)
    {
      gint64 began = g_get_monotonic_time ();

      g_assert_false (check_password (passwords, hashes[i % 2], "wrong", NULL));
      shortest[i % 2] = MIN (shortest[i % 2], g_get_monotonic_time () - began);
    }

  g_test_message ("with an account %" G_GINT64_FORMAT " µs, without %" G_GINT64_FORMAT " µs",
                  shortest[0], shortest[1]);
  g_assert_cmpint (shortest[1], >, shortest[0] / 3);
  g_assert_cmpint (shortest[0], >, shortest[1] / 3);
}

static void
count_busy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *counts = user_data;

  ct_passwords_check_finish (CT_PASSWORDS (source), result, &error);
  counts[g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) ? 1 : 0]++;
}

/* A flood is turned away instead of filling the memory with what waits. */
static void
test_passwords_are_bounded (void)
{
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  guint counts[2] = { 0, 0 };

  for (guint i = 0; i < 100; i++)
    ct_passwords_check_async (passwords, NULL, "x", NULL, count_busy, counts);
  while (counts[0] + counts[1] < 100)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (counts[0], >=, 32);
  g_assert_cmpuint (counts[1], >=, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/passwords/check", test_passwords);
  g_test_add_func ("/passwords/forms", test_password_forms);
  g_test_add_func ("/passwords/take-as-long", test_passwords_take_as_long);
  g_test_add_func ("/passwords/bounded", test_passwords_are_bounded);

  return g_test_run ();
}
