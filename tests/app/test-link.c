/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links come from anywhere: only those that are ours lead somewhere, and nowhere else. */

#include "app/ct-link.h"

static void
test_table (void)
{
  static const struct
  {
    const char *uri;
    int kind; /* -1: none */
    const char *page;
    const char *value;
    const char *from;
  } cases[] = {
    { "certtracker:recover?code=AB-12", CT_LINK_RECOVER, NULL, "AB-12", NULL },
    { "certtracker:enrol?code=AB-12", CT_LINK_ENROL, NULL, "AB-12", NULL },
    { "certtracker:recover?code=a%2Fb%26c", CT_LINK_RECOVER, NULL, "a/b&c", NULL },
    { "certtracker:///recover?code=AB-12", CT_LINK_RECOVER, NULL, "AB-12", NULL },
    { "certtracker:/recover?x=y&code=AB-12", CT_LINK_RECOVER, NULL, "AB-12", NULL },
    { "CERTTRACKER:recover?code=AB-12", CT_LINK_RECOVER, NULL, "AB-12", NULL },
    { "certtracker:exams", CT_LINK_PAGE, "exams", NULL, NULL },
    { "certtracker:exams/", CT_LINK_PAGE, "exams", NULL, NULL },
    { "certtracker:exams/250-447", CT_LINK_PAGE, "exams", "250-447", NULL },
    { "certtracker:exams?from=return", CT_LINK_PAGE, "exams", NULL, "return" },
    { "certtracker:exams/250-447?from=error", CT_LINK_PAGE, "exams", "250-447", "error" },
    { "certtracker:credentials/1", CT_LINK_PAGE, "credentials", "1", NULL },
    { "certtracker:settings", -1, NULL, NULL, NULL },
    { "certtracker:recover", -1, NULL, NULL, NULL },
    { "certtracker:recover?code=", -1, NULL, NULL, NULL },
    { "certtracker:recover/more?code=AB-12", -1, NULL, NULL, NULL },
    { "certtracker:exams/a/b", -1, NULL, NULL, NULL },
    { "certtracker:quit", -1, NULL, NULL, NULL },
    { "certtracker:", -1, NULL, NULL, NULL },
    { "https://example.com/recover?code=AB-12", -1, NULL, NULL, NULL },
    { "file:///recover?code=AB-12", -1, NULL, NULL, NULL },
    { "recover?code=AB-12", -1, NULL, NULL, NULL },
    { "certtracker:exams/%zz", -1, NULL, NULL, NULL },
    { "", -1, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CtLink) link = ct_link_parse (cases[i].uri);

      g_test_message ("%s", cases[i].uri);
      g_assert_cmpint (link != NULL ? (int) link->kind : -1, ==, cases[i].kind);
      if (link == NULL)
        continue;
      g_assert_cmpstr (link->page, ==, cases[i].page);
      g_assert_cmpstr (link->value, ==, cases[i].value);
      g_assert_cmpstr (link->from, ==, cases[i].from);
    }
}

static void
test_long (void)
{
  g_autofree char *filler = g_strnfill (100000, 'x');
  g_autofree char *uri = g_strconcat ("certtracker:exams/", filler, NULL);

  g_assert_null (ct_link_parse (uri));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/table", test_table);
  g_test_add_func ("/link/long", test_long);
  return g_test_run ();
}
