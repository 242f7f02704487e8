/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAX_ENTRIES 1000
#define MAX_UNPACKED (128 * 1024 * 1024)
#define BLOCK (64 * 1024)

typedef struct archive CtArchive;

static void
ct_archive_free (CtArchive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtArchive, ct_archive_free)

static const struct
{
  const char *prefix;
  CtVueFileKind kind;
} prefixes[] = {
  { "vcdc", CT_VUE_FILE_VCDC },    { "eac", CT_VUE_FILE_EAC },      { "exam", CT_VUE_FILE_EXAM },
  { "cand", CT_VUE_FILE_SKIPPED }, { "surv", CT_VUE_FILE_SKIPPED }, { "cmnt", CT_VUE_FILE_SKIPPED },
  { "sect", CT_VUE_FILE_SKIPPED }, { "resp", CT_VUE_FILE_SKIPPED }, { "item", CT_VUE_FILE_SKIPPED },
};

CtVueFileKind
ct_vue_file_get_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize length = strlen (prefixes[i].prefix);

      if (g_ascii_strncasecmp (name, prefixes[i].prefix, length) == 0
          && !g_ascii_isalnum (name[length]))
        return prefixes[i].kind;
    }

  return CT_VUE_FILE_UNKNOWN;
}

static void
entry_free (gpointer data)
{
  CtVueEntry *self = data;

  g_free (self->name);
  g_free (self->refusal);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static gboolean
is_odd (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (*path == '/' || strchr (path, '\\') != NULL || strchr (path, ':') != NULL)
    return TRUE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        return TRUE;
    }
  for (const char *at = path; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (at)))
        return TRUE;
    }

  return FALSE;
}

static const char *
find_refusal (struct archive_entry *entry, const char *path)
{
  if (is_odd (path))
    return "its name leads elsewhere";
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL)
    return "it is no plain file";
  if (archive_entry_is_data_encrypted (entry))
    return "it is encrypted";
  return NULL;
}

static gboolean
set_archive_error (CtArchive *archive, GError **error)
{
  const char *why = archive_error_string (archive);

  g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_ARCHIVE, "The archive cannot be read: %s",
               why != NULL ? why : "it is damaged");
  return FALSE;
}

static GBytes *
unpack (CtArchive *archive, gsize *room, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);

  while (TRUE)
    {
      la_ssize_t n = archive_read_data (archive, block, BLOCK);

      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&content));
      if (n < 0)
        {
          set_archive_error (archive, error);
          return NULL;
        }
      if ((gsize) n > *room)
        {
          g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE,
                       "The archive unpacks to more than %d MB", MAX_UNPACKED / 1024 / 1024);
          return NULL;
        }
      g_byte_array_append (content, block, n);
      *room -= n;
    }
}

static gboolean
read_entry (CtArchive *archive,
            struct archive_entry *entry,
            GPtrArray *entries,
            gsize *room,
            GError **error)
{
  const char *raw = archive_entry_pathname (entry);
  g_autofree char *path = g_utf8_make_valid (raw != NULL ? raw : "", -1);
  const char *slash = strrchr (path, '/');
  const char *refusal = find_refusal (entry, path);

  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;

  CtVueEntry *self = g_new0 (CtVueEntry, 1);

  self->name = g_strdup (refusal == NULL && slash != NULL ? slash + 1 : path);
  self->kind = ct_vue_file_get_kind (slash != NULL ? slash + 1 : path);
  self->refusal = g_strdup (refusal);
  g_ptr_array_add (entries, self);

  if (refusal != NULL || self->kind >= CT_VUE_FILE_SKIPPED)
    return TRUE;

  self->bytes = unpack (archive, room, error);
  return self->bytes != NULL;
}

GPtrArray *
ct_vue_archive_read (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (CtArchive) archive = archive_read_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  gsize room = MAX_UNPACKED;
  struct archive_entry *entry;
  int status;

  archive_read_support_format_zip (archive);
  if (length == 0 || archive_read_open_memory (archive, data, length) != ARCHIVE_OK)
    {
      set_archive_error (archive, error);
      return NULL;
    }

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      if (entries->len == MAX_ENTRIES)
        {
          g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE,
                       "The archive has more than %d entries", MAX_ENTRIES);
          return NULL;
        }
      if (!read_entry (archive, entry, entries, &room, error))
        return NULL;
    }

  if (status != ARCHIVE_EOF)
    {
      set_archive_error (archive, error);
      return NULL;
    }

  return g_steal_pointer (&entries);
}

gboolean
ct_vue_archive_is_one (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && memcmp (data, "PK", 2) == 0
         && (memcmp (data + 2, "\3\4", 2) == 0 || memcmp (data + 2, "\5\6", 2) == 0);
}
