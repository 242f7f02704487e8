/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-demo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "client/ct-address.h"
#include "model/ct-json.h"

struct _CtDemo
{
  GObject parent_instance;

  char *service_path;
  GSubprocess *process;      /* while it starts and runs */
  GCancellable *cancellable; /* of what is read from it */
  gboolean running;          /* it said where it listens, and has not ended since */
  char *last_words;          /* the last line that it wrote to its standard error */

  char *address;
  char *user_name;
  char *password;
};

G_DEFINE_FINAL_TYPE (CtDemo, ct_demo, G_TYPE_OBJECT)

typedef enum
{
  PROP_SERVICE_PATH = 1,
  N_PROPERTIES
} CtDemoProperty;

static GParamSpec *properties[N_PROPERTIES];

/* It ends by itself when its standard input does. */
static void
stop (CtDemo *self)
{
  if (self->process == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_clear_object (&self->process);
  self->running = FALSE;
}

/* What it writes is read to the end, or it would stand still one day. */

static void
on_error_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  GDataInputStream *lines = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (lines, result, NULL, NULL);
  g_autoptr (CtDemo) self = g_weak_ref_get (weak);

  if (line == NULL || self == NULL || self->cancellable == NULL)
    {
      g_weak_ref_clear (weak);
      g_free (weak);
      return;
    }

  g_debug ("Demo: %s", line);
  if (*g_strstrip (line) != '\0')
    g_set_str (&self->last_words, line);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->cancellable, on_error_line,
                                       weak);
}

static void
listen_to_errors (CtDemo *self)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->cancellable, on_error_line,
                                       weak);
}

static gboolean
read_announcement (CtDemo *self, const char *line)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr (JsonNode) node = ct_json_parse (bytes, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  JsonObject *object = json_node_get_object (node);
  const char *address = json_object_get_string_member_with_default (object, "uri", NULL);
  const char *user_name = json_object_get_string_member_with_default (object, "user_name", NULL);
  const char *password = json_object_get_string_member_with_default (object, "password", NULL);
  g_autoptr (GUri) uri = address != NULL ? ct_address_parse (address, NULL) : NULL;

  if (uri == NULL || user_name == NULL || password == NULL)
    return FALSE;

  g_free (self->address);
  self->address = g_uri_to_string (uri);
  self->running = TRUE;
  g_set_str (&self->user_name, user_name);
  g_set_str (&self->password, password);
  return TRUE;
}

static void
fail (GTask *task)
{
  CtDemo *self = g_task_get_source_object (task);

  stop (self);
  if (self->last_words != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("The demo could not be started: %s"), self->last_words);
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                                     _ ("The demo could not be started."));
}

static void
on_exited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  fail (task);
}

/* Whoever hears of it may start it once more at once, so it is told when the process, which has
 * the data, is gone. While that prepares them it would not notice the end of its input. */
static void
give_up (CtDemo *self, GTask *task)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait_async (self->process, NULL, on_exited, g_object_ref (task));
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* Cancelled: it was stopped, and the demo may be gone. */
  if (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    stop (user_data);
}

static void
on_announcement (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtDemo *self = g_task_get_source_object (task);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source),
                                                                     result, NULL, NULL);

  if (line == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task))
      || !read_announcement (self, line))
    give_up (self, task);
  else
    {
      g_subprocess_wait_async (self->process, self->cancellable, on_ended, self);
      g_task_return_boolean (task, TRUE);
    }
}

static GSubprocess *
spawn (CtDemo *self, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "certtracker", "demo", NULL);
  const char *argv[]
      = { self->service_path, "serve", "--demo", "--exit-with-stdin", "--data-dir", folder, NULL };
  const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE;

  return g_subprocess_newv (argv, flags, error);
}

void
ct_demo_start_async (CtDemo *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (CT_IS_DEMO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, ct_demo_start_async);

  if (ct_demo_is_running (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->process != NULL)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                                       "The demo is starting.");
      return;
    }

  g_clear_pointer (&self->last_words, g_free);
  self->process = spawn (self, &error);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->cancellable = g_cancellable_new ();
  listen_to_errors (self);

  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, cancellable, on_announcement,
                                       g_object_ref (task));
}

gboolean
ct_demo_start_finish (CtDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_demo_start_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
ct_demo_is_running (CtDemo *self)
{
  g_return_val_if_fail (CT_IS_DEMO (self), FALSE);

  return self->running;
}

const char *
ct_demo_get_address (CtDemo *self)
{
  g_return_val_if_fail (CT_IS_DEMO (self), NULL);

  return self->address;
}

const char *
ct_demo_get_user_name (CtDemo *self)
{
  g_return_val_if_fail (CT_IS_DEMO (self), NULL);

  return self->user_name;
}

const char *
ct_demo_get_password (CtDemo *self)
{
  g_return_val_if_fail (CT_IS_DEMO (self), NULL);

  return self->password;
}

static void
ct_demo_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtDemo *self = CT_DEMO (object);

  switch ((CtDemoProperty) prop_id)
    {
    case PROP_SERVICE_PATH:
      g_value_set_string (value, self->service_path);
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_demo_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CtDemo *self = CT_DEMO (object);

  switch ((CtDemoProperty) prop_id)
    {
    case PROP_SERVICE_PATH:
      self->service_path = g_value_dup_string (value);
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_demo_dispose (GObject *object)
{
  stop (CT_DEMO (object));

  G_OBJECT_CLASS (ct_demo_parent_class)->dispose (object);
}

static void
ct_demo_finalize (GObject *object)
{
  CtDemo *self = CT_DEMO (object);

  g_free (self->service_path);
  g_free (self->last_words);
  g_free (self->address);
  g_free (self->user_name);
  g_free (self->password);

  G_OBJECT_CLASS (ct_demo_parent_class)->finalize (object);
}

static void
ct_demo_class_init (CtDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_demo_get_property;
  object_class->set_property = ct_demo_set_property;
  object_class->dispose = ct_demo_dispose;
  object_class->finalize = ct_demo_finalize;

  properties[PROP_SERVICE_PATH]
      = g_param_spec_string ("service-path", NULL, NULL, SERVICE_PATH,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ct_demo_init (CtDemo *self)
{
}

gboolean
ct_demo_is_available (void)
{
  return *SERVICE_PATH != '\0';
}

CtDemo *
ct_demo_new (void)
{
  return g_object_new (CT_TYPE_DEMO, NULL);
}
