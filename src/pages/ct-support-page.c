/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-support-page.h"

#include <glib/gi18n.h>

#include "model/ct-account.h"
#include "model/ct-program.h"
#include "pages/ct-incident-cell.h"
#include "pages/ct-incident-dialog.h"
#include "pages/ct-incident-page.h"
#include "pages/ct-incident-words.h"
#include "widgets/ct-format.h"
#include "widgets/ct-group.h"

/* How many questions show as long as nobody asks for more. */
#define FEW 4

struct _CtSupportPage
{
  CtPage parent_instance;

  GtkEditable *search;
  GtkListBox *questions;
  GtkCustomFilter *filter;
  GtkFilterListModel *found;
  GtkSliceListModel *shown;
  GtkWidget *more;
  GtkWidget *nothing;
  CtGroup *incidents;
  gboolean shows_all;
};

G_DEFINE_FINAL_TYPE (CtSupportPage, ct_support_page, CT_TYPE_PAGE)

/* Questions and answers. */

/* Every word that was typed is in the question or in its answer. */
static gboolean
is_found (gpointer item, gpointer user_data)
{
  CtQuestion *question = item;
  CtSupportPage *self = user_data;
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;

  if (self->search == NULL)
    return TRUE;

  text = g_strconcat (question->question, " ", question->answer, NULL);
  words = g_strsplit (gtk_editable_get_text (self->search), " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      if (**word != '\0' && !g_str_match_string (*word, text, TRUE))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_searching (CtSupportPage *self)
{
  return *gtk_editable_get_text (self->search) != '\0';
}

static void
update_questions (CtSupportPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  gboolean all = self->shows_all || is_searching (self);

  gtk_slice_list_model_set_size (self->shown, all ? G_MAXUINT : FEW);
  gtk_widget_set_visible (self->more, !all && n > FEW);
  gtk_widget_set_visible (self->nothing, n == 0 && is_searching (self));
  gtk_widget_set_visible (GTK_WIDGET (self->questions), n > 0);
}

static void
ct_support_page_search_changed (CtSupportPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_questions (self);
}

static void
ct_support_page_show_more (CtSupportPage *self)
{
  self->shows_all = TRUE;
  update_questions (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->questions, FEW)));
}

static GtkWidget *
create_question_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *answer = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_add_css_class (answer, "long-text");
  gtk_label_set_wrap (GTK_LABEL (answer), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (answer), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (answer), 0);
  gtk_label_set_selectable (GTK_LABEL (answer), TRUE);
  g_object_bind_property (item, "question", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "answer", answer, "label", G_BINDING_SYNC_CREATE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), answer);
  return row;
}

/* Incidents. */

static void
ct_support_page_ask (CtSupportPage *self)
{
  adw_dialog_present (ct_incident_dialog_new (ct_page_get_client (CT_PAGE (self)), NULL),
                      GTK_WIDGET (self));
}

static void
ct_support_page_activated (CtSupportPage *self, CtIncident *incident)
{
  ct_page_push (CT_PAGE (self),
                ct_incident_page_new (ct_page_get_client (CT_PAGE (self)), incident));
}

static AdwNavigationPage *
ct_support_page_create_detail (CtPage *page, const char *id)
{
  CtClient *client = ct_page_get_client (page);
  CtIncident *incident = ct_collection_find (ct_client_get_incidents (client), id);

  return incident != NULL ? ct_incident_page_new (client, incident) : NULL;
}

static void
ct_support_page_try_again (CtSupportPage *self)
{
  ct_collection_refresh (ct_client_get_incidents (ct_page_get_client (CT_PAGE (self))));
}

static gboolean
is_failed (gpointer self, CtCollectionState state)
{
  return state == CT_COLLECTION_STATE_FAILED;
}

/* The other way. */

static void
launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSupportPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _ ("No mail program was found. You can copy the address."));
}

static void
ct_support_page_write_mail (CtSupportPage *self)
{
  CtClient *client = ct_page_get_client (CT_PAGE (self));
  g_autoptr (CtProgram) program = NULL;
  g_autoptr (CtAccount) account = NULL;
  g_autoptr (GtkUriLauncher) launcher = NULL;

  g_object_get (ct_client_get_program (client), "first", &program, NULL);
  g_object_get (ct_client_get_account (client), "first", &account, NULL);
  g_autofree char *address
      = ct_incident_words_team_address (NULL, program, account != NULL && account->is_partner);
  g_autofree char *escaped = g_uri_escape_string (address, "@", FALSE);
  g_autofree char *uri = g_strconcat ("mailto:", escaped, NULL);

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           launched, g_object_ref (self));
}

static void
ct_support_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ct_support_page_parent_class)->map (widget);

  ct_collection_refresh (ct_client_get_incidents (ct_page_get_client (CT_PAGE (widget))));
}

static void
ct_support_page_constructed (GObject *object)
{
  CtSupportPage *self = CT_SUPPORT_PAGE (object);

  G_OBJECT_CLASS (ct_support_page_parent_class)->constructed (object);

  gtk_custom_filter_set_filter_func (self->filter, is_found, self, NULL);
  gtk_list_box_bind_model (self->questions, G_LIST_MODEL (self->shown), create_question_row, self,
                           NULL);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (update_questions), self,
                           G_CONNECT_SWAPPED);
  update_questions (self);
  ct_group_bind (self->incidents,
                 G_LIST_MODEL (ct_client_get_incidents (ct_page_get_client (CT_PAGE (self)))),
                 CT_TYPE_INCIDENT_CELL);
}

static void
ct_support_page_dispose (GObject *object)
{
  CtSupportPage *self = CT_SUPPORT_PAGE (object);

  if (self->questions != NULL)
    gtk_list_box_bind_model (self->questions, NULL, NULL, NULL, NULL);
  if (self->incidents != NULL)
    ct_group_bind (self->incidents, NULL, CT_TYPE_INCIDENT_CELL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_SUPPORT_PAGE);

  G_OBJECT_CLASS (ct_support_page_parent_class)->dispose (object);
}

static void
ct_support_page_class_init (CtSupportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_support_page_constructed;
  object_class->dispose = ct_support_page_dispose;
  widget_class->map = ct_support_page_map;
  CT_PAGE_CLASS (klass)->create_detail = ct_support_page_create_detail;

  g_type_ensure (CT_TYPE_INCIDENT_CELL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/support-page.ui");
  ct_format_bind_closures (widget_class);
  ct_incident_words_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, search);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, questions);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, filter);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, found);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, shown);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, more);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CtSupportPage, incidents);
  gtk_widget_class_bind_template_callback (widget_class, ct_support_page_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_support_page_show_more);
  gtk_widget_class_bind_template_callback (widget_class, ct_support_page_ask);
  gtk_widget_class_bind_template_callback (widget_class, ct_support_page_try_again);
  gtk_widget_class_bind_template_callback (widget_class, is_failed);
  gtk_widget_class_bind_template_callback (widget_class, ct_support_page_activated);
  gtk_widget_class_bind_template_callback (widget_class, ct_support_page_write_mail);
}

static void
ct_support_page_init (CtSupportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
ct_support_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_SUPPORT_PAGE, "client", client, NULL);
}
