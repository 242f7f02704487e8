/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "service/delivery/ct-vue-archive.h"

typedef struct
{
  const char *name;
  const char *content;
  gsize repeat;     /* how often the content is in it */
  const char *link; /* (nullable): where it leads, if it is a link */
} Part;

/* Makes a zip of @parts. */
static GBytes *
make_zip (const Part *parts, gsize n_parts)
{
  gsize size = 4 * 1024 * 1024, used = 0;
  g_autofree char *buffer = g_malloc (size);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, size, &used), ==, ARCHIVE_OK);
  for (gsize i = 0; i < n_parts; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize length = parts[i].content != NULL ? strlen (parts[i].content) : 0;
      gsize repeat = MAX (parts[i].repeat, 1);

      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_filetype (entry, parts[i].link != NULL ? AE_IFLNK : AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      if (parts[i].link != NULL)
        archive_entry_set_symlink (entry, parts[i].link);
      else
        archive_entry_set_size (entry, length * repeat);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      for (gsize j = 0; length > 0 && j < repeat; j++)
        archive_write_data (archive, parts[i].content, length);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);

  return g_bytes_new (buffer, used);
}

static char *
describe (GPtrArray *entries)
{
  static const char *const kinds[] = { "vcdc", "eac", "exam", "skipped", "unknown" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      CtVueEntry *entry = entries->pdata[i];
      gsize length = 0;
      const char *bytes = entry->bytes != NULL ? g_bytes_get_data (entry->bytes, &length) : "-";

      g_string_append_printf (text, "%s %s %.*s%s%s\n", entry->name, kinds[entry->kind],
                              (int) (entry->bytes != NULL ? length : 1), bytes,
                              entry->refusal != NULL ? " " : "",
                              entry->refusal != NULL ? entry->refusal : "");
    }

  return g_string_free_and_steal (text);
}

static void
test_entries (void)
{
  static const Part parts[] = {
    { "vcdc-2026-04-02.dat", "one", 0, NULL },
    { "results/EAC_2026-04-02.dat", "two", 0, NULL },
    { "exam-2026-04-02.dat", "", 0, NULL },
    { "sect-2026-04-02.dat", "not unpacked", 0, NULL },
    { "cand-2026-04-02.dat", "not unpacked", 0, NULL },
    { "examiner.dat", "not unpacked", 0, NULL },
    { "readme.txt", "not unpacked", 0, NULL },
    { "../exam-2.dat", "three", 0, NULL },
    { "/exam-3.dat", "three", 0, NULL },
    { "a\\exam-4.dat", "four", 0, NULL },
    { "exam-5.dat", NULL, 0, "/etc/passwd" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) zip = make_zip (parts, G_N_ELEMENTS (parts));
  g_autoptr (GPtrArray) entries = ct_vue_archive_read (zip, &error);

  g_assert_no_error (error);
  g_assert_true (ct_vue_archive_is_one (zip));
  g_autofree char *text = describe (entries);
  g_assert_cmpstr (text, ==,
                   "vcdc-2026-04-02.dat vcdc one\n"
                   "EAC_2026-04-02.dat eac two\n"
                   "exam-2026-04-02.dat exam \n"
                   "sect-2026-04-02.dat skipped -\n"
                   "cand-2026-04-02.dat skipped -\n"
                   "examiner.dat unknown -\n"
                   "readme.txt unknown -\n"
                   "../exam-2.dat exam - its name leads elsewhere\n"
                   "/exam-3.dat exam - its name leads elsewhere\n"
                   "exam-4.dat exam four\n"
                   "exam-5.dat exam - it is no plain file\n");
}

/* What unpacks to far more than it is costs neither the memory nor the service. */
static void
test_bomb (void)
{
  g_autofree char *block = g_strnfill (1024 * 1024, 'x');
  const Part one[] = { { "exam-1.dat", block, 129, NULL } };
  const Part skipped[] = { { "resp-1.dat", block, 129, NULL }, { "eac-1.dat", "one", 0, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bomb = make_zip (one, 1);
  g_autoptr (GPtrArray) none = ct_vue_archive_read (bomb, &error);

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 1024 * 1024);
  g_assert_null (none);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_autoptr (GBytes) dud = make_zip (skipped, 2);
  g_autoptr (GPtrArray) entries = ct_vue_archive_read (dud, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);

  g_autofree Part *many = g_new0 (Part, 1001);
  for (guint i = 0; i < 1001; i++)
    many[i] = (Part) { "item-1.dat", "", 0, NULL };
  g_autoptr (GBytes) crowd = make_zip (many, 1001);
  g_autoptr (GPtrArray) too_many = ct_vue_archive_read (crowd, &error);
  g_assert_null (too_many);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE);
}

/* A damaged archive is refused; wherever it is damaged, nothing worse happens. */
static void
test_damage (void)
{
  static const Part parts[] = {
    { "vcdc-1.dat", "the first of the entries", 20, NULL },
    { "exam-1.dat", "the second of the entries", 20, NULL },
  };
  g_autoptr (GBytes) zip = make_zip (parts, 2);
  gsize length;
  const guint8 *data = g_bytes_get_data (zip, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (zip, 0, i);
      g_autoptr (GPtrArray) entries = ct_vue_archive_read (cut, &error);

      g_assert_true ((entries == NULL) == (error != NULL));
      if (i < length / 2)
        g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_ARCHIVE);

      g_autofree guint8 *bent = g_memdup2 (data, length);
      bent[i] ^= 0xff;
      g_autoptr (GBytes) bytes = g_bytes_new (bent, length);
      g_autoptr (GError) bent_error = NULL;
      g_autoptr (GPtrArray) bent_entries = ct_vue_archive_read (bytes, &bent_error);
      g_assert_true ((bent_entries == NULL) == (bent_error != NULL));
    }

  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_bytes_new_static ("RegistrationID\tScore\n", 21);
  g_autoptr (GPtrArray) none = ct_vue_archive_read (text, &error);
  g_assert_null (none);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_ARCHIVE);
  g_assert_false (ct_vue_archive_is_one (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vue-archive/entries", test_entries);
  g_test_add_func ("/vue-archive/bomb", test_bomb);
  g_test_add_func ("/vue-archive/damage", test_damage);
  return g_test_run ();
}
