/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/ct-poppler.h"

#include <gio/gio.h>
#include <gmodule.h>

#include "document/ct-document-queue.h"

/* The interface that poppler.h describes; each incompatible one gets another number. */
#define LIBRARY "libpoppler-glib.so.8"

static CtPoppler poppler;

#define FUNCTION(name) { "poppler_" #name, (gpointer *) &poppler.name },

static const struct
{
  const char *name;
  gpointer *place;
} functions[] = { CT_POPPLER_FUNCTIONS (FUNCTION) };

static gboolean
find_functions (GModule *module)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (!g_module_symbol (module, functions[i].name, functions[i].place))
      return FALSE;

  return TRUE;
}

const CtPoppler *
ct_poppler_load (GError **error)
{
  static gboolean loaded;
  GModule *module;

  if (loaded)
    return &poppler;

  module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (!module || !find_functions (module))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, g_module_error ());
      g_clear_pointer (&module, g_module_close);
      return NULL;
    }

  g_module_make_resident (module);
  ct_document_queue_finish_before_library ();
  loaded = TRUE;

  return &poppler;
}
