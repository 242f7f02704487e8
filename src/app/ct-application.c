/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-application.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "app/ct-about.h"
#include "app/ct-help-dialog.h"
#include "app/ct-link.h"
#include "app/ct-notices.h"
#include "app/ct-preferences.h"
#include "app/ct-search-provider.h"
#include "app/ct-shortcuts.h"
#include "app/ct-window.h"
#include "widgets/ct-widgets.h"

#define PATIENCE 150 /* in ms */
#define LINGER \
  30000 /* in ms: how long who was only asked something waits for the next question \
         */

struct _CtApplication
{
  AdwApplication parent_instance;

  CtClient *client;                  /* owned, from the start-up on */
  CtWayIn *way_in;                   /* owned, from the start-up on */
  CtSearchProvider *search_provider; /* owned, nullable: while there is a bus */
  guint patience; /* until the window is shown whatever the keyring does; 0 for not waiting */
  gboolean spares_theme; /* GTK the reading of a theme */
};

G_DEFINE_FINAL_TYPE (CtApplication, ct_application, ADW_TYPE_APPLICATION)

static void
show_window (CtApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  g_clear_handle_id (&self->patience, g_source_remove);
  if (window)
    gtk_window_present (window);
}

static void
patience_over (gpointer user_data)
{
  CtApplication *self = user_data;

  self->patience = 0;
  show_window (self);
}

/* What the page that is seen first may show. */
static CtCollection *(*const awaited[]) (CtClient *)
    = { ct_client_get_account,     ct_client_get_attempts,    ct_client_get_progress,
        ct_client_get_credentials, ct_client_get_eligibility, ct_client_get_program };

/* Whether there is something to see: a session's offline copy, or that there is no session. */
static gboolean
is_settled (CtApplication *self)
{
  switch (ct_session_get_state (ct_client_get_session (self->client)))
    {
    case CT_SESSION_STATE_SIGNED_IN:
      for (guint i = 0; i < G_N_ELEMENTS (awaited); i++)
        if (ct_collection_get_state (awaited[i](self->client)) == CT_COLLECTION_STATE_LOADING)
          return FALSE;
      return TRUE;
    case CT_SESSION_STATE_SIGNED_OUT:
      return TRUE;
    case CT_SESSION_STATE_BUSY:
    default:
      return FALSE;
    }
}

static void
show_if_settled (CtApplication *self)
{
  if (self->patience != 0 && is_settled (self))
    show_window (self);
}

/* Returns: (transfer none): the one window */
static CtWindow *
get_window (CtApplication *self, gboolean *is_new)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  *is_new = window == NULL;
  if (window)
    return CT_WINDOW (window);

  /* From now on it ends with its window. */
  g_application_set_inactivity_timeout (G_APPLICATION (self), 0);

  g_signal_connect_object (ct_client_get_session (self->client), "notify::state",
                           G_CALLBACK (show_if_settled), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (awaited); i++)
    g_signal_connect_object (awaited[i](self->client), "notify::state",
                             G_CALLBACK (show_if_settled), self, G_CONNECT_SWAPPED);
  return ct_window_new (GTK_APPLICATION (self), self->client, self->way_in);
}

/* Where the keyring is quick, the first that is seen is the content; else that it is opened. */
static void
ct_application_activate (GApplication *application)
{
  CtApplication *self = CT_APPLICATION (application);
  gboolean is_new;

  get_window (self, &is_new);
  if (is_new)
    ct_way_in_start (self->way_in);
  if (is_new && !is_settled (self))
    self->patience = g_timeout_add_once (PATIENCE, patience_over, self);
  else
    show_window (self);
}

/* Returns: whether it is a link */
static gboolean
open_link (GApplication *application, GFile *file)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *uri = g_file_get_uri (file);
  CtLink *link = ct_link_parse (uri);
  gboolean is_link = link != NULL;

  ct_window_follow (CT_WINDOW (window), is_link ? link : ct_link_new_nowhere ());
  return is_link;
}

/* Links of mails and browsers. */
static void
ct_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    open_link (application, files[i]);
}

static int
open_arguments (GApplication *application,
                GApplicationCommandLine *command_line,
                const char *const *uris)
{
  int status = EXIT_SUCCESS;

  g_application_activate (application);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file
          = g_application_command_line_create_file_for_arg (command_line, uris[i]);

      if (!open_link (application, file))
        {
          /* Translators: %s is what was typed */
          g_application_command_line_printerr (command_line, _ ("Not a CertTracker link: %s\n"),
                                               uris[i]);
          status = EXIT_FAILURE;
        }
    }
  return status;
}

/* Who is signed in at a program is not signed out by this. */
static int
start_demo (CtApplication *self, GApplicationCommandLine *command_line)
{
  CtSession *session = ct_client_get_session (self->client);
  gboolean is_new;
  CtWindow *window = get_window (self, &is_new);
  const char *words = NULL;

  if (ct_session_get_state (session) != CT_SESSION_STATE_SIGNED_IN)
    ct_way_in_start_demo (self->way_in);
  else if (g_strcmp0 (ct_session_get_address (session), ct_way_in_get_demo_address (self->way_in))
           != 0)
    words = _ ("You are signed in. Sign out first to try the demo");
  show_window (self);
  if (words == NULL)
    return EXIT_SUCCESS;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", words);
  g_application_command_line_printerr (command_line, "%s\n", words);
  return EXIT_FAILURE;
}

static int
ct_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  CtApplication *self = CT_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **uris = NULL;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &uris);

  if (g_variant_dict_contains (options, "demo"))
    return start_demo (self, command_line);
  if (uris != NULL)
    return open_arguments (application, command_line, uris);
  g_application_activate (application);
  return EXIT_SUCCESS;
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  /* Closing it first lets the window remember its size. A dialog would stop that, and what is typed
   * there is kept. */
  if (window)
    {
      if (CT_IS_WINDOW (window))
        ct_window_close_dialogs (CT_WINDOW (window));
      gtk_window_close (window);
    }
  else
    g_application_quit (G_APPLICATION (user_data));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_dialog_present (ct_about_dialog_new (ct_client_get_session (self->client)),
                      GTK_WIDGET (window));
}

/* Of what is shown. */
static void
show_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);

  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_dialog_present (ct_help_dialog_new (ct_window_get_topic (CT_WINDOW (window))),
                      GTK_WIDGET (window));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtApplication *self = CT_APPLICATION (user_data);

  g_application_activate (G_APPLICATION (self));

  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_dialog_present (ct_preferences_dialog_new (self->client), GTK_WIDGET (window));
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_dialog_present (ct_shortcuts_dialog_new (), GTK_WIDGET (window));
}

/* From the desktop, perhaps of a session that has ended since. Takes @link. */
static void
follow (GApplication *application, CtLink *link)
{
  g_application_activate (application);
  ct_window_follow (CT_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application))),
                    link);
}

static void
show (GSimpleAction *action, GVariant *what, gpointer user_data)
{
  const char *page, *id;

  g_variant_get (what, "(&s&s)", &page, &id);
  follow (user_data, ct_link_new (CT_LINK_PAGE, page, id));
}

static void
search (GSimpleAction *action, GVariant *what, gpointer user_data)
{
  const char *page, *words;

  g_variant_get (what, "(&s&s)", &page, &words);
  follow (user_data, ct_link_new (CT_LINK_SEARCH, page, words));
}

static void
share (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  follow (user_data, ct_link_new (CT_LINK_SHARE, "credentials", g_variant_get_string (id, NULL)));
}

static void
seen (GSimpleAction *action, GVariant *page, gpointer user_data)
{
  ct_notices_withdraw (user_data, g_variant_get_string (page, NULL));
}

static void
ct_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", quit },
    { "about", show_about },
    { "help", show_help },
    { "preferences", show_preferences },
    { "shortcuts", show_shortcuts },
    { "show", show, "(ss)" },
    { "search", search, "(ss)" },
    { "share", share, "s" },
    { "seen", seen, "s" },
  };
  CtApplication *self = CT_APPLICATION (application);

  /* The keyring takes as long to open as GTK does. */
  self->client = ct_client_new (NULL);
  self->way_in = ct_way_in_new (ct_client_get_session (self->client));
  ct_way_in_prepare (self->way_in);
  if (self->search_provider != NULL)
    {
      g_autoptr (CtSearch) finder = ct_search_new (self->client, self->way_in);

      ct_search_provider_set_search (self->search_provider, finder);
    }
  if (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE)
    g_application_set_inactivity_timeout (application, LINGER);
  g_signal_connect_object (ct_client_get_news (self->client), "arrived",
                           G_CALLBACK (ct_notices_send), self, G_CONNECT_SWAPPED);

  /* Libadwaita and the programs started from here would take it for somebody's choice. */
  gtk_init ();
  gtk_settings_get_default ();
  if (self->spares_theme)
    g_unsetenv ("GTK_THEME");

  ct_widgets_init ();
  G_APPLICATION_CLASS (ct_application_parent_class)->startup (application);
  ct_preferences_apply (self->client);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  ct_shortcuts_install (GTK_APPLICATION (application));
}

static gboolean
ct_application_dbus_register (GApplication *application,
                              GDBusConnection *connection,
                              const char *object_path,
                              GError **error)
{
  CtApplication *self = CT_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (ct_application_parent_class)
           ->dbus_register (application, connection, object_path, error))
    return FALSE;

  self->search_provider = ct_search_provider_new (application);
  return ct_search_provider_export (self->search_provider, connection, path, error);
}

static void
ct_application_dbus_unregister (GApplication *application,
                                GDBusConnection *connection,
                                const char *object_path)
{
  CtApplication *self = CT_APPLICATION (application);

  if (self->search_provider != NULL)
    ct_search_provider_unexport (self->search_provider);
  g_clear_object (&self->search_provider);

  G_APPLICATION_CLASS (ct_application_parent_class)
      ->dbus_unregister (application, connection, object_path);
}

static void
ct_application_dispose (GObject *object)
{
  CtApplication *self = CT_APPLICATION (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->search_provider != NULL)
    ct_search_provider_set_search (self->search_provider, NULL);
  g_clear_object (&self->way_in);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_application_parent_class)->dispose (object);
}

static void
ct_application_class_init (CtApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = ct_application_dispose;
  application_class->dbus_register = ct_application_dbus_register;
  application_class->dbus_unregister = ct_application_dbus_unregister;
  application_class->startup = ct_application_startup;
  application_class->activate = ct_application_activate;
  application_class->open = ct_application_open;
  application_class->command_line = ct_application_command_line;
}

static void
ct_application_init (CtApplication *self)
{
  static const GOptionEntry demo[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Look around with a sample program and a sample candidate"), NULL },
    { NULL },
  };
  static const GOptionEntry links[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[LINK…]") },
    { NULL },
  };

  if (ct_demo_is_available ())
    g_application_add_main_option_entries (G_APPLICATION (self), demo);
  g_application_add_main_option_entries (G_APPLICATION (self), links);

  /* GTK would read a theme, a tenth of the start, only for libadwaita to put its style there. The
   * environment alone can tell it not to, and is only to be changed while there are no threads. */
  self->spares_theme = g_getenv ("GTK_THEME") == NULL && g_setenv ("GTK_THEME", "Empty", FALSE);
}

CtApplication *
ct_application_new (void)
{
  return g_object_new (CT_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                       "/org/example/CertTracker", "version", PACKAGE_VERSION, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, NULL);
}
