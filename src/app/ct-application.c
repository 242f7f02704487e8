/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-application.h"

#include <glib/gi18n.h>

#include "app/ct-shortcuts.h"
#include "app/ct-window.h"
#include "widgets/ct-widgets.h"

struct _CtApplication
{
  AdwApplication parent_instance;

  CtClient *client; /* owned, from the first activation on */
};

G_DEFINE_FINAL_TYPE (CtApplication, ct_application, ADW_TYPE_APPLICATION)

/* Returns: (transfer none): the one window, on screen */
static CtWindow *
present_window (CtApplication *self, gboolean *is_new)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  *is_new = window == NULL;
  if (window == NULL)
    {
      self->client = ct_client_new (NULL);
      window = GTK_WINDOW (ct_window_new (GTK_APPLICATION (self), self->client));
    }
  gtk_window_present (window);
  return CT_WINDOW (window);
}

static void
ct_application_activate (GApplication *application)
{
  gboolean is_new;
  CtWindow *window = present_window (CT_APPLICATION (application), &is_new);

  if (is_new)
    ct_sign_in_page_start (ct_window_get_sign_in_page (window));
}

static int
ct_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  gboolean is_new;

  if (g_variant_dict_contains (options, "demo"))
    ct_sign_in_page_start_demo (
        ct_window_get_sign_in_page (present_window (CT_APPLICATION (application), &is_new)));
  else
    g_application_activate (application);
  return 0;
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  /* Closing it first lets the window remember its size. */
  if (window)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (user_data));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_dialog (GTK_WIDGET (window), "application-name", _ ("CertTracker"),
                         "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION,
                         "developer-name", _ ("The CertTracker developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Follow your exams, achievements and credentials."),
                         "translator-credits",
                         /* Translators: your name, one a line */
                         _ ("translator-credits"), NULL);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_dialog_present (ct_shortcuts_dialog_new (), GTK_WIDGET (window));
}

static void
ct_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", quit },
    { "about", show_about },
    { "shortcuts", show_shortcuts },
  };

  ct_widgets_init ();
  G_APPLICATION_CLASS (ct_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  ct_shortcuts_install (GTK_APPLICATION (application));
}

static void
ct_application_dispose (GObject *object)
{
  CtApplication *self = CT_APPLICATION (object);

  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_application_parent_class)->dispose (object);
}

static void
ct_application_class_init (CtApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = ct_application_dispose;
  application_class->startup = ct_application_startup;
  application_class->activate = ct_application_activate;
  application_class->command_line = ct_application_command_line;
}

static void
ct_application_init (CtApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Look around with a sample program and a sample candidate"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

CtApplication *
ct_application_new (void)
{
  return g_object_new (CT_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                       "/org/example/CertTracker", "version", PACKAGE_VERSION, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
