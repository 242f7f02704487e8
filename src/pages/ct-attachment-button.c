/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-attachment-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "client/ct-supporting.h"
#include "client/ct-words.h"

/* What is saved, and the button that asked for it. */
typedef struct
{
  GtkWidget *button;
  CtClient *client;
  CtAttachment *attachment;
  GFile *file;
} Saving;

static Saving *
saving_new (GtkWidget *button, CtClient *client, CtAttachment *attachment)
{
  Saving *self = g_new0 (Saving, 1);

  self->button = g_object_ref (button);
  self->client = g_object_ref (client);
  self->attachment = g_object_ref (attachment);
  return self;
}

static void
saving_free (Saving *self)
{
  gtk_widget_set_sensitive (self->button, TRUE);
  g_object_unref (self->button);
  g_object_unref (self->client);
  g_object_unref (self->attachment);
  g_clear_object (&self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
tell (Saving *self, const char *words)
{
  gtk_widget_activate_action (self->button, "win.toast", "s", words);
}

static void
written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    words = g_strdup (_ ("File saved"));
  else
    /* Translators: %s is what the system says */
    words = g_strdup_printf (_ ("Not saved: %s"), error->message);
  tell (self, words);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ct_supporting_load_finish (CT_CLIENT (source), result, &error);

  if (bytes == NULL)
    {
      const char *title;
      g_autofree char *body = NULL;

      ct_words_for_error (error, &title, &body);
      tell (self, title);
      return;
    }

  /* It is written beside and renamed. */
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written, self);
  g_steal_pointer (&self);
}

static void
place_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *id = ct_resource_get_id (CT_RESOURCE (self->attachment));
  CtClient *client = self->client;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (self->file != NULL)
    ct_supporting_load_async (client, id, NULL, loaded, g_steal_pointer (&self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tell (self, error->message);
}

#define ATTACHMENT_KEY "ct-attachment"

static void
clicked (GtkWidget *button, CtClient *client)
{
  CtAttachment *attachment = g_object_get_data (G_OBJECT (button), ATTACHMENT_KEY);
  GtkRoot *root = gtk_widget_get_root (button);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_path_get_basename (attachment->name);

  gtk_file_dialog_set_title (dialog, _ ("Save File"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_file_dialog_save (dialog, GTK_WINDOW (root), NULL, place_chosen,
                        saving_new (button, client, attachment));
}

GtkWidget *
ct_attachment_button_new (CtClient *client, CtAttachment *attachment)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);
  g_return_val_if_fail (CT_IS_ATTACHMENT (attachment), NULL);

  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *size = g_format_size (attachment->size);
  /* Translators: the name of a file, and its size */
  g_autofree char *label = g_strdup_printf (C_ ("file", "%s (%s)"), attachment->name, size);
  /* Translators: the name of a file, and its size */
  g_autofree char *words = g_strdup_printf (_ ("Save %s (%s)"), attachment->name, size);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "mail-attachment-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), ATTACHMENT_KEY, g_object_ref (attachment),
                          g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), client, 0);
  return button;
}
