/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#ifdef __GLIBC__
#  include <malloc.h>
#endif

#include "app/ct-application.h"
#include "document/ct-document-queue.h"

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

  application = ct_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  ct_document_queue_finish ();
  return status;
}
