/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document/ct-poppler.h"

#include <dlfcn.h>
#include <gio/gio.h>

#include "document/ct-document-queue.h"

static CtPoppler poppler;

#define FUNCTION(name) { "poppler_" #name, (gpointer *) &poppler.name },

static const struct
{
  const char *name;
  gpointer *place;
} functions[] = { CT_POPPLER_FUNCTIONS (FUNCTION) };

static gboolean
find_functions (void *library)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      *functions[i].place = dlsym (library, functions[i].name);
      if (*functions[i].place == NULL)
        return FALSE;
    }

  return TRUE;
}

const CtPoppler *
ct_poppler_load (GError **error)
{
  static gboolean loaded;
  void *library;

  if (loaded)
    return &poppler;

  /* Not by GModule, which looks into the current folder first. */
  library = dlopen (POPPLER_LIBRARY, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
  if (!library || !find_functions (library))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, dlerror ());
      g_clear_pointer (&library, dlclose);
      return NULL;
    }

  ct_document_queue_finish_before_library ();
  loaded = TRUE;

  return &poppler;
}
