/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "model/ct-json.h"
#include "service/ct-chores.h"
#include "service/ct-commands.h"
#include "service/ct-demo-data.h"
#include "service/http/ct-server.h"
#include "service/mail/ct-mail-settings.h"
#include "service/packages/ct-packager.h"

typedef struct
{
  /* what was asked for */
  char *data_dir;
  char *address;
  int port; /* -1: any, in the demo the last one */
  gboolean demo;
  char *certificate_file;
  char *key_file;
  gboolean exit_with_stdin;
  char *public_uri;
  char *vue_file;
  CtMailSettings mail;

  /* what there is */
  CtStore *store;
  CtServer *server;
  CtChores *chores;
  CtPostman *postman; /* (nullable) */
  CtPackager *packager;
  GMainLoop *loop;
  char *user_name;
  char *password;
  gboolean stopping;
} Serve;

static void
serve_clear (Serve *serve)
{
  g_free (serve->data_dir);
  g_free (serve->address);
  g_free (serve->certificate_file);
  g_free (serve->key_file);
  g_free (serve->public_uri);
  g_free (serve->vue_file);
  g_free (serve->user_name);
  g_free (serve->password);
  g_clear_pointer (&serve->loop, g_main_loop_unref);
  ct_mail_settings_clear (&serve->mail);
  g_clear_object (&serve->server);
  if (serve->chores != NULL)
    g_object_run_dispose (G_OBJECT (serve->chores));
  g_clear_object (&serve->chores);
  if (serve->postman != NULL)
    ct_postman_stop (serve->postman);
  g_clear_object (&serve->postman);
  if (serve->packager != NULL)
    ct_packager_stop (serve->packager);
  g_clear_object (&serve->packager);
  if (serve->store != NULL)
    ct_store_close (serve->store);
  g_clear_object (&serve->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serve, serve_clear)

static void
stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Serve *serve = user_data;

  ct_server_stop_finish (CT_SERVER (source), result);
  g_main_loop_quit (serve->loop);
}

static void
stop (Serve *serve)
{
  if (!serve->stopping)
    ct_server_stop_async (serve->server, stopped, serve);
  serve->stopping = TRUE;
}

static gboolean
signal_received (gpointer data)
{
  stop (data);
  return G_SOURCE_CONTINUE;
}

static void
stdin_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GInputStream *input = G_INPUT_STREAM (source);
  Serve *serve = user_data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (input, result, NULL);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    g_input_stream_read_bytes_async (input, 4096, G_PRIORITY_DEFAULT, NULL, stdin_read, serve);
  else
    stop (serve);
}

static void
watch_stdin (Serve *serve)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  g_input_stream_read_bytes_async (input, 4096, G_PRIORITY_DEFAULT, NULL, stdin_read, serve);
}

/* The demo keeps its address, so that a session in the application goes on. */
static char *
get_port_file (Serve *serve)
{
  return g_build_filename (serve->data_dir, "port", NULL);
}

static guint16
get_last_port (Serve *serve)
{
  g_autofree char *file = get_port_file (serve);
  g_autofree char *text = NULL;
  guint64 port = 0;

  if (g_file_get_contents (file, &text, NULL, NULL))
    g_ascii_string_to_unsigned (g_strstrip (text), 10, 1, G_MAXUINT16, &port, NULL);
  return port;
}

static void
keep_port (Serve *serve)
{
  g_autofree char *file = get_port_file (serve);
  g_autofree char *text = g_strdup_printf ("%u\n", ct_server_get_port (serve->server));
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_warning ("The port could not be kept for the next time: %s", error->message);
}

static gboolean
listen_on (Serve *serve, GTlsCertificate *certificate, GError **error)
{
  const char *address = serve->address != NULL ? serve->address : "127.0.0.1";
  guint16 port = MAX (serve->port, 0);
  guint16 last = serve->demo && serve->port == -1 ? get_last_port (serve) : 0;

  if (last == 0 || !ct_server_listen (serve->server, address, last, certificate, NULL))
    {
      if (!ct_server_listen (serve->server, address, port, certificate, error))
        return FALSE;
    }

  if (serve->demo && serve->port == -1)
    keep_port (serve);
  return TRUE;
}

static void
announce (Serve *serve)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *uri = ct_server_get_uri (serve->server);
  g_autofree char *line = NULL;

  json_object_set_string_member (object, "uri", uri);
  if (serve->demo)
    {
      json_object_set_string_member (object, "user_name", serve->user_name);
      json_object_set_string_member (object, "password", serve->password);
    }
  json_node_set_object (node, object);
  line = json_to_string (node, FALSE);

  g_print ("%s\n", line);
  fflush (stdout);
}

static gboolean
connect_vue (Serve *serve, GError **error)
{
  g_autoptr (CtVueSettings) settings = NULL;

  if (serve->vue_file == NULL)
    return TRUE;

  settings = ct_vue_settings_load (serve->vue_file, error);
  if (settings == NULL)
    {
      g_prefix_error (error, "%s: ", serve->vue_file);
      return FALSE;
    }
  ct_server_set_vue_settings (serve->server, settings);
  return TRUE;
}

/* The demo begins its data itself. Else whoever mistyped the directory would have a second service,
 * without program and candidates. */
static gboolean
may_serve (Serve *serve, GError **error)
{
  if (serve->demo)
    return ct_demo_data_check (serve->data_dir, error);

  g_autofree char *database = ct_store_find (serve->data_dir, error);
  return database != NULL;
}

static gboolean
run (Serve *serve, GError **error)
{
  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (GDateTime) now = ct_clock_now (clock);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autofree char *base_uri = NULL;

  if (serve->certificate_file != NULL)
    {
      certificate
          = g_tls_certificate_new_from_files (serve->certificate_file, serve->key_file, error);
      if (certificate == NULL)
        return FALSE;
    }

  if (!may_serve (serve, error))
    return FALSE;
  serve->store = ct_store_open_alone (serve->data_dir, error);
  if (serve->store == NULL)
    return FALSE;
  if (serve->demo
      && !ct_demo_data_seed (serve->store, now, &serve->user_name, &serve->password, error))
    return FALSE;

  serve->server = ct_server_new (serve->store, clock, NULL);
  ct_server_set_demo (serve->server, serve->demo);
  if (!connect_vue (serve, error))
    return FALSE;
  if (serve->public_uri != NULL
      && !ct_server_set_public_uri (serve->server, serve->public_uri, error))
    return FALSE;
  if (!listen_on (serve, certificate, error))
    return FALSE;

  if (!ct_mail_settings_open (&serve->mail, serve->store, clock, &serve->postman, error))
    return FALSE;

  base_uri = ct_server_get_base_uri (serve->server);
  serve->chores = ct_chores_new (serve->store, clock, base_uri);
  serve->packager = ct_packager_new (serve->store, clock);
  g_signal_connect_object (serve->server, "written", G_CALLBACK (ct_packager_wake), serve->packager,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (serve->server, "written", G_CALLBACK (ct_chores_wake), serve->chores,
                           G_CONNECT_SWAPPED);
  if (serve->postman != NULL)
    g_signal_connect_object (serve->chores, "done", G_CALLBACK (ct_postman_wake), serve->postman,
                             G_CONNECT_SWAPPED);
  serve->loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGINT, signal_received, serve);
  g_unix_signal_add (SIGTERM, signal_received, serve);
  if (serve->exit_with_stdin)
    watch_stdin (serve);
  if (!serve->demo && serve->postman == NULL)
    g_message ("Without --mail-server no mail leaves: nobody can make an account or recover a "
               "login.");
  announce (serve);
  g_main_loop_run (serve->loop);
  return TRUE;
}

static gboolean
parse (Serve *serve, int argc, char *argv[], GError **error)
{
  g_autofree char *port = NULL; /* as text, so that none given is no number */
  guint64 number = 0;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &serve->data_dir,
      "Where the data is, that “import-program --create” began", "DIR" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &serve->address,
      "Which IP address to listen on (127.0.0.1)", "ADDRESS" },
    { "port", 0, 0, G_OPTION_ARG_STRING, &port, "Which port to listen on (any)", "PORT" },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &serve->demo, "Serve the sample program", NULL },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &serve->certificate_file,
      "Serve https with this certificate, as PEM", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &serve->key_file, "The key of the certificate",
      "FILE" },
    { "exit-with-stdin", 0, 0, G_OPTION_ARG_NONE, &serve->exit_with_stdin,
      "End when the standard input ends", NULL },
    { "public-uri", 0, 0, G_OPTION_ARG_STRING, &serve->public_uri,
      "The https address under which it is reached, for links in mails", "URI" },
    { "pearson-vue", 0, 0, G_OPTION_ARG_FILENAME, &serve->vue_file,
      "A key file with what was agreed with Pearson VUE", "FILE" },
    { "mail-server", 0, 0, G_OPTION_ARG_STRING, &serve->mail.server,
      "Where mail is handed in: smtps://HOST:PORT, or smtp://HOST:PORT with STARTTLS", "URI" },
    { "mail-from", 0, 0, G_OPTION_ARG_STRING, &serve->mail.sender, "The address it comes from",
      "ADDRESS" },
    { "mail-account", 0, 0, G_OPTION_ARG_FILENAME, &serve->mail.account_file,
      "A file with the user name and the password for it, a line each", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const char *fault = NULL;

  g_option_context_set_summary (context, "Answers the applications of candidates. When it listens, "
                                         "a line of JSON on the standard output says where.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (argc > 1)
    fault = "Too many arguments.";
  else if (serve->data_dir == NULL)
    fault = "--data-dir DIR is needed.";
  else if (port != NULL && !g_ascii_string_to_unsigned (port, 10, 0, G_MAXUINT16, &number, NULL))
    fault = "--port is a number from 0 to 65535.";
  else if ((serve->certificate_file == NULL) != (serve->key_file == NULL))
    fault = "--tls-certificate and --tls-key belong together.";

  else if ((serve->mail.server == NULL) != (serve->mail.sender == NULL))
    fault = "--mail-server and --mail-from belong together.";

  if (port != NULL)
    serve->port = number;
  if (fault != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, fault);
  return fault == NULL;
}

/* A line for each, which GLib keeps to itself if it is not asked. */
static void
log_requests (void)
{
  const char *domains[] = { G_LOG_DOMAIN, NULL };

  g_log_writer_default_set_debug_domains (domains);
}

int
ct_command_serve (int argc, char *argv[])
{
  g_auto (Serve) serve = { .port = -1 };
  GError *error = NULL;

  if (!parse (&serve, argc, argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (!serve.demo)
    log_requests ();
  if (!run (&serve, &error))
    return ct_command_fail (CT_EXIT_FAILED, error);
  return CT_EXIT_OK;
}
