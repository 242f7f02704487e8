/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-time.h"

static void
test_forms (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z" },
    { "2026-03-04T05:06:07.25Z", "2026-03-04T05:06:07Z" },
    { "2026-03-04T05:06:07+02:00", "2026-03-04T03:06:07Z" },
    { "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z" },
    { "2026-02-29T00:00:00Z", NULL },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
    { "0987-06-05T04:03:02Z", "0987-06-05T04:03:02Z" },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
    { "0000-01-01T00:00:00Z", NULL },
    { "0001-01-01T00:00:00+02:00", NULL },
    { "9999-12-31T23:59:59-02:00", NULL },
    { "10000-01-01T00:00:00Z", NULL },
    { "-001-01-01T00:00:00Z", NULL },
    { "2026-03-04T25:06:07Z", NULL },
    { "2026-03-04", NULL },
    { "2026-03-04T05:06:07", NULL },
    { "03/04/2026", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = ct_time_parse (cases[i].text);
      g_autofree char *text = time != NULL ? ct_time_format (time) : NULL;

      g_assert_cmpstr (text, ==, cases[i].expected);

      if (text != NULL)
        {
          g_autoptr (GDateTime) again = ct_time_parse (text);

          g_assert_nonnull (again);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/forms", test_forms);
  return g_test_run ();
}
