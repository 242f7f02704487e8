/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-message-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "client/ct-supporting.h"
#include "client/ct-words.h"
#include "widgets/ct-fault-mark.h"

struct _CtMessageEditor
{
  GtkBox parent_instance;

  CtClient *client;       /* owned */
  CtIncidentDraft *draft; /* owned */
  guint n_uploads;

  GtkTextBuffer *text;
  GtkWidget *text_view;
  GtkLabel *text_fault;
  GtkListBox *files;
  GtkListBox *uploads;
  GtkLabel *files_fault;
  GtkWidget *attach;
};

G_DEFINE_FINAL_TYPE (CtMessageEditor, ct_message_editor, GTK_TYPE_BOX)

typedef enum
{
  PROP_BUSY = 1,
} CtMessageEditorProperty;

static GParamSpec *properties[PROP_BUSY + 1];

static void
show_fault (GtkWidget *field, const char *words)
{
  ct_fault_mark_set (field, words);
  if (words != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (gtk_widget_get_parent (field)), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static GListModel *
get_attachments (CtMessageEditor *self)
{
  return G_LIST_MODEL (self->draft->attachments);
}

static void
update (CtMessageEditor *self)
{
  guint n = g_list_model_get_n_items (get_attachments (self));

  gtk_widget_set_visible (GTK_WIDGET (self->files), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->uploads),
                          gtk_widget_get_first_child (GTK_WIDGET (self->uploads)) != NULL);
  gtk_widget_set_sensitive (self->attach, n + self->n_uploads < CT_SUPPORTING_MAX_FILES);
}

static void
count_uploads (CtMessageEditor *self, int change)
{
  self->n_uploads += change;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  update (self);
}

/* Rows. */

static GtkWidget *
add_button (GtkWidget *row, const char *icon_name, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", clicked, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static GtkWidget *
create_row (const char *name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  return row;
}

static CtMessageEditor *
editor_of (GtkWidget *widget)
{
  return CT_MESSAGE_EDITOR (gtk_widget_get_ancestor (widget, CT_TYPE_MESSAGE_EDITOR));
}

static void
remove_file_clicked (GtkWidget *button)
{
  CtMessageEditor *self = editor_of (button);
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  g_list_store_remove (self->draft->attachments,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  show_fault (self->attach, NULL);
  gtk_widget_grab_focus (self->attach);
}

static GtkWidget *
create_file_row (gpointer item, gpointer user_data)
{
  CtAttachment *attachment = item;
  GtkWidget *row = create_row (attachment->name);
  g_autofree char *size = g_format_size (attachment->size);
  /* Translators: %s is the name of a file */
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), attachment->name);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  add_button (row, "user-trash-symbolic", words, G_CALLBACK (remove_file_clicked));
  return row;
}

/* Uploading: a row that shows that it goes on, and then is gone or says why it did not work. */

#define FILE_KEY "ct-file"

static void start_upload (CtMessageEditor *self, GFile *file);

static void
dismiss_clicked (GtkWidget *button)
{
  CtMessageEditor *self = editor_of (button);

  gtk_list_box_remove (self->uploads, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
  update (self);
  gtk_widget_grab_focus (self->attach);
}

static void
retry_clicked (GtkWidget *button)
{
  CtMessageEditor *self = editor_of (button);
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (GFile) file = g_object_ref (g_object_get_data (G_OBJECT (row), FILE_KEY));

  gtk_list_box_remove (self->uploads, row);
  start_upload (self, file);
  gtk_widget_grab_focus (self->attach);
}

static char *
describe_failure (CtProblem *problem, const GError *error)
{
  const char *title;
  g_autofree char *body = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
      || (problem != NULL && problem->status == 413))
    return g_strdup (_ ("It is larger than 5 MB."));
  if (problem != NULL && problem->status == 415)
    return g_strdup (_ ("Only PDF, PNG, JPEG and plain text can be attached."));
  if (error->domain == G_IO_ERROR)
    return g_strdup (error->message);

  ct_words_for_error (error, &title, &body);
  return g_strdup (title);
}

static GtkWidget *
create_upload_row (GFile *file, const char *subtitle)
{
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (path != NULL ? path : "");
  GtkWidget *row = create_row (name);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), FILE_KEY, g_object_ref (file), g_object_unref);
  return row;
}

static void
show_failed_upload (CtMessageEditor *self, GFile *file, const char *words)
{
  GtkWidget *row = create_upload_row (file, words);
  GtkWidget *icon = gtk_image_new_from_icon_name ("ct-warning-symbolic");

  gtk_widget_add_css_class (icon, "error");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_button (row, "view-refresh-symbolic", _ ("Try Again"), G_CALLBACK (retry_clicked));
  add_button (row, "user-trash-symbolic", _ ("Remove"), G_CALLBACK (dismiss_clicked));
  gtk_list_box_append (self->uploads, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
uploaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_supporting_attach_finish (CT_CLIENT (source), result, &problem, &error);
  CtMessageEditor *self = editor_of (row);

  /* What was on its way when this was closed is in the draft. */
  if (self == NULL)
    return;

  gtk_list_box_remove (self->uploads, row);
  if (!done)
    {
      g_autofree char *words = describe_failure (problem, error);
      show_failed_upload (self, g_object_get_data (G_OBJECT (row), FILE_KEY), words);
    }
  count_uploads (self, -1);
}

static void
start_upload (CtMessageEditor *self, GFile *file)
{
  GtkWidget *row;

  if (g_list_model_get_n_items (get_attachments (self)) + self->n_uploads
      >= CT_SUPPORTING_MAX_FILES)
    {
      g_autofree char *words = g_strdup_printf (_ ("At most %d files can go with a message."),
                                                CT_SUPPORTING_MAX_FILES);
      show_fault (self->attach, words);
      return;
    }

  row = create_upload_row (file, _ ("On its way…"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_spinner_new ());
  gtk_list_box_append (self->uploads, row);
  ct_supporting_attach_async (self->client, self->draft, file, NULL, uploaded, g_object_ref (row));
  count_uploads (self, 1);
}

static void
files_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtMessageEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files
      = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files == NULL && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_fault (self->attach, error->message);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      start_upload (self, file);
    }
}

static void
ct_message_editor_attach (CtMessageEditor *self)
{
  static const char *const types[] = { "application/pdf", "image/png", "image/jpeg", "text/plain" };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gtk_file_filter_add_mime_type (filter, types[i]);
  gtk_file_filter_set_name (filter, _ ("PDF, PNG, JPEG and text"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  show_fault (self->attach, NULL);
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 files_chosen, g_object_ref (self));
}

static gboolean
ct_message_editor_dropped (CtMessageEditor *self, const GValue *value)
{
  g_autoptr (GSList) files = NULL;

  if (self->client == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;

  show_fault (self->attach, NULL);
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *file = files; file != NULL; file = file->next)
    start_upload (self, file->data);
  return TRUE;
}

void
ct_message_editor_open (CtMessageEditor *self, CtClient *client, CtIncidentDraft *draft)
{
  g_return_if_fail (CT_IS_MESSAGE_EDITOR (self));
  g_return_if_fail (self->draft == NULL);

  self->client = g_object_ref (client);
  self->draft = g_object_ref (draft);
  g_object_bind_property (draft, "text", self->text, "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_list_box_bind_model (self->files, get_attachments (self), create_file_row, NULL, NULL);
  g_signal_connect_object (draft->attachments, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
ct_message_editor_set_label (CtMessageEditor *self, const char *label)
{
  g_return_if_fail (CT_IS_MESSAGE_EDITOR (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

void
ct_message_editor_focus (CtMessageEditor *self)
{
  g_return_if_fail (CT_IS_MESSAGE_EDITOR (self));

  gtk_widget_grab_focus (self->text_view);
}

void
ct_message_editor_hide_faults (CtMessageEditor *self)
{
  g_return_if_fail (CT_IS_MESSAGE_EDITOR (self));

  show_fault (self->text_view, NULL);
  show_fault (self->attach, NULL);
}

gboolean
ct_message_editor_check (CtMessageEditor *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (CT_IS_MESSAGE_EDITOR (self), FALSE);

  text = g_strstrip (g_strdup (self->draft->text));
  if (*text == '\0')
    show_fault (self->text_view, _ ("Write a message first."));
  return *text != '\0';
}

gboolean
ct_message_editor_show_fault (CtMessageEditor *self,
                              const char *name,
                              const char *index,
                              const char *words)
{
  g_return_val_if_fail (CT_IS_MESSAGE_EDITOR (self), FALSE);

  if (g_strcmp0 (name, "text") == 0)
    {
      show_fault (self->text_view, words);
      return TRUE;
    }
  if (g_strcmp0 (name, "attachment_ids") == 0)
    {
      guint64 i = 0;
      g_autoptr (CtAttachment) attachment = NULL;
      g_autofree char *named = NULL;

      if (index != NULL && g_ascii_string_to_unsigned (index, 10, 0, G_MAXUINT - 1, &i, NULL))
        attachment = g_list_model_get_item (get_attachments (self), i);
      if (attachment != NULL)
        named = g_strdup_printf ("%s: %s", attachment->name, words);
      show_fault (self->attach, named != NULL ? named : words);
      return TRUE;
    }
  return FALSE;
}

static void
ct_message_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtMessageEditorProperty) id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, CT_MESSAGE_EDITOR (object)->n_uploads > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_message_editor_dispose (GObject *object)
{
  CtMessageEditor *self = CT_MESSAGE_EDITOR (object);

  if (self->files != NULL)
    gtk_list_box_bind_model (self->files, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_MESSAGE_EDITOR);
  g_clear_object (&self->draft);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_message_editor_parent_class)->dispose (object);
}

static void
ct_message_editor_class_init (CtMessageEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_message_editor_get_property;
  object_class->dispose = ct_message_editor_dispose;

  properties[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/message-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, text);
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, text_view);
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, text_fault);
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, files);
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, uploads);
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, files_fault);
  gtk_widget_class_bind_template_child (widget_class, CtMessageEditor, attach);
  gtk_widget_class_bind_template_callback (widget_class, ct_message_editor_attach);
}

static void
ct_message_editor_init (CtMessageEditor *self)
{
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  ct_fault_mark_set_label (self->text_view, self->text_fault);
  ct_fault_mark_set_label (self->attach, self->files_fault);
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  /* Before the text takes it for text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (ct_message_editor_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
