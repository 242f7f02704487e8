/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#ifdef __GLIBC__
#  include <malloc.h>
#endif

#include "app/ct-application.h"
#include "document/ct-document-queue.h"

/* GSettings would end the program without a word that means anything to anybody. */
static gboolean
has_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;

  if (schema == NULL)
    g_printerr (_ ("CertTracker is not completely installed: the settings schema %s is missing.\n"),
                APPLICATION_ID);
  return schema != NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (CtApplication) application = NULL;
  int status;

#ifdef __GLIBC__
  /* What is painted comes and goes in megabytes, which the heap would keep once it had some. */
  mallopt (M_MMAP_THRESHOLD, 256 * 1024);
#endif

  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!has_settings ())
    return 1;

  application = ct_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  ct_document_queue_finish ();
  return status;
}
