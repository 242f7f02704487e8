/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who guesses is slowed down, and nobody else. */
#include "service/sessions/ct-rate-limit.h"

static void
test_rate_limit (void)
{
  g_autoptr (CtRateLimit) limit = ct_rate_limit_new (3, 10, 100);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1000), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1000), ==, 10);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1009), ==, 1);
  g_assert_cmpuint (ct_rate_limit_take (limit, "b", 1009), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1010), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1010), ==, 10);

  ct_rate_limit_give_back (limit, "a");
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1010), ==, 0);

  /* After a long pause there are as many as at first, and no more. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (ct_rate_limit_take (limit, "a", 5000), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 5000), ==, 10);

  /* Nobody is locked out because the clock was put back. */
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 100), ==, 0);
}

/* However many names are tried, those that were tried most are not forgotten. */
static void
test_rate_limit_is_bounded (void)
{
  g_autoptr (CtRateLimit) limit = ct_rate_limit_new (3, 10, 50);

  for (guint i = 0; i < 3; i++)
    ct_rate_limit_take (limit, "victim", 1000);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_assert_cmpuint (ct_rate_limit_take (limit, name, 1000), ==, 0);
    }
  g_assert_cmpuint (ct_rate_limit_take (limit, "victim", 1000), ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rate-limit/burst", test_rate_limit);
  g_test_add_func ("/rate-limit/bounded", test_rate_limit_is_bounded);

  return g_test_run ();
}
