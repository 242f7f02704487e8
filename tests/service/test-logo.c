/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: logos of a program file come in with it, are drawn as they are, and one that would do
 * or load something elsewhere is refused with the place in the file. */
#include <string.h>

#include "service/document/ct-logo.h"
#include "service/program/ct-logo-check.h"
#include "service/program/ct-program-file.h"

#define SVG(rest) "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>" rest "</svg>"

static const struct
{
  const char *svg;
  const char *fault; /* NULL: there is none */
} cases[] = {
  { SVG ("<rect width='10' height='10' fill='#f00'/>"), NULL },
  { "<?xml version='1.0'?><!-- mine -->" SVG ("<defs><linearGradient id='g'/></defs>"
                                              "<use href='#g'/><path fill='url(#g)' d='M0 0'/>"),
    NULL },
  { "", "KiB" },
  { "no picture", "" },
  { SVG ("<rect>"), "" },
  { "<svg xmlns='http://www.w3.org/2000/svg'/>", "viewBox" },
  { SVG ("<script>alert(1)</script>"), "script" },
  { SVG ("<style>@import url(http://x.example)</style>"), "style" },
  { SVG ("<rect style='fill:url(http://x.example)'/>"), "style" },
  { SVG ("<rect onclick='x()'/>"), "onclick" },
  { SVG ("<image href='http://x.example/a.png'/>"), "image" },
  { SVG ("<use href='http://x.example/a.svg#b'/>"), "href" },
  { SVG ("<use xlink:href='file:///etc/passwd'/>"), "xlink:href" },
  { SVG ("<rect fill='url(#a) url(http://x.example)'/>"), "fill" },
  { SVG ("<text>fonts differ</text>"), "text" },
  { SVG ("<foreignObject/>"), "foreignObject" },
  { "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" SVG ("<title>&x;</title>"),
    "DOCTYPE" },
};

static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) svg = g_bytes_new_static (cases[i].svg, strlen (cases[i].svg));
      g_autofree char *fault = ct_logo_check (svg);

      g_test_message ("%s: %s", cases[i].svg, fault);
      if (cases[i].fault == NULL)
        g_assert_null (fault);
      else
        {
          g_assert_nonnull (fault);
          g_assert_nonnull (strstr (fault, cases[i].fault));
        }
    }

  g_autofree char *long_one = g_strnfill (300 * 1024, ' ');
  g_autoptr (GBytes) too_big = g_bytes_new_static (long_one, strlen (long_one));
  g_autofree char *fault = ct_logo_check (too_big);
  g_assert_nonnull (fault);
}

/* Fills the square that it is asked for. */
static void
test_draw (void)
{
  g_autoptr (GBytes) svg = g_bytes_new_static (cases[0].svg, strlen (cases[0].svg));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) small = ct_logo_draw (svg, 16, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) large = ct_logo_draw (svg, 512, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GBytes) none = ct_logo_draw (junk, 16, &error);

  g_assert_cmpmem (g_bytes_get_data (small, NULL), 4, "\x89PNG", 4);
  g_assert_cmpuint (g_bytes_get_size (large), >, g_bytes_get_size (small));
  g_assert_null (none);
  g_assert_nonnull (error);
}

static char *
write_program (const char *folder, const char *logo)
{
  char *path = g_build_filename (folder, "program.json", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"program\":{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"I\",\"support_email\":\"h@x.y\"},"
      "\"exams\":[{\"id\":\"E\",\"title\":\"E\",\"kind\":\"exam\"}],\"achievements\":[{\"id\":"
      "\"a\","
      "\"title\":\"A\",\"kind\":\"certification\",\"logo\":\"%s\","
      "\"requirement\":{\"kind\":\"exam\",\"ref\":\"E\"}}]}",
      logo);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static CtCatalog *
load (const char *folder, const char *logo, GError **error)
{
  g_autofree char *path = write_program (folder, logo);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return ct_program_file_load (file, error);
}

static void
test_program_file (void)
{
  const char *folder = g_get_user_runtime_dir ();
  g_autofree char *good = g_build_filename (folder, "good.svg", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.svg", NULL);
  const char *const refused[] = { "bad.svg", "missing.svg", "../../etc/hostname", "/etc/hostname" };
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents (good, cases[0].svg, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (bad, SVG ("<script/>"), -1, &error);
  g_assert_no_error (error);

  g_autoptr (CtCatalog) catalog = load (folder, "good.svg", &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_hash_table_lookup (catalog->logos, "good.svg"));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (CtCatalog) none = load (folder, refused[i], &error);

      g_assert_null (none);
      g_assert_error (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, ".json: /achievements/0/logo: "));
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/logo/check", test_check);
  g_test_add_func ("/logo/draw", test_draw);
  g_test_add_func ("/logo/program-file", test_program_file);
  return g_test_run ();
}
