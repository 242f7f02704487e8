/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-fonts.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char *
ct_fonts_get_checksum (const FcFontSet *fonts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  /* In the order of their words: that of fontconfig may be another after each start. */
  for (int i = 0; i < fonts->nfont; i++)
    g_ptr_array_add (lines, FcPatternFormat (fonts->fonts[i], (const FcChar8 *) "%{file} %{index} "
                                                                                "%{fontversion} "
                                                                                "%{charset}\n"));
  g_ptr_array_sort (lines, compare);
  for (guint i = 0; i < lines->len; i++)
    if (lines->pdata[i])
      g_checksum_update (checksum, lines->pdata[i], -1);

  return g_strdup (g_checksum_get_string (checksum));
}
