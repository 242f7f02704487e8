/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-emails-page.h"

#include <glib/gi18n.h>

#include "client/ct-addressing.h"
#include "client/ct-profiling.h"
#include "client/ct-words.h"
#include "pages/ct-email-code-page.h"
#include "widgets/ct-format.h"
#include "widgets/ct-row-note.h"
#include "widgets/ct-undo.h"

struct _CtEmailsPage
{
  CtPage parent_instance;

  GCancellable *cancellable; /* owned */
  char *key;                 /* (nullable): of what is being added */
  gboolean busy;

  GtkListBox *emails;
  GtkEditable *address;
};

G_DEFINE_FINAL_TYPE (CtEmailsPage, ct_emails_page, CT_TYPE_PAGE)

static CtClient *
get_client (CtEmailsPage *self)
{
  return ct_page_get_client (CT_PAGE (self));
}

static void
set_busy (CtEmailsPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->emails), !busy);
  self->busy = busy;
}

static void
show_fault (CtEmailsPage *self, const char *words)
{
  ct_row_note_set (GTK_WIDGET (self->address),
                   GTK_WIDGET (gtk_editable_get_delegate (self->address)), words, TRUE);
}

static void
toast (CtEmailsPage *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.toast", "s", words);
}

/* The service's own words say more, if it found something wrong with what was sent. */
static char *
describe (CtProblem *problem, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  if (problem != NULL && problem->errors != NULL)
    {
      g_autoptr (CtProblemReason) reason
          = g_list_model_get_item (G_LIST_MODEL (problem->errors), 0);
      return g_strdup (reason->detail);
    }
  ct_words_for_error (error, &title, &body);
  return g_strdup (title);
}

static void
ask_for_code (CtEmailsPage *self, const char *id, const char *address)
{
  ct_page_push (CT_PAGE (self),
                ADW_NAVIGATION_PAGE (ct_email_code_page_new (get_client (self), id, address)));
}

static void
added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtEmailsPage) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtEmail) email = ct_addressing_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (email == NULL)
    {
      g_autofree char *words = describe (problem, error);

      show_fault (self, words);
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }

  gtk_editable_set_text (self->address, "");
  if (email->verified_at != NULL)
    toast (self, _ ("This address is there already"));
  else
    ask_for_code (self, ct_resource_get_id (CT_RESOURCE (email)), email->address);
}

static void
ct_emails_page_add (CtEmailsPage *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));

  if (*address == '\0' || self->busy)
    return;
  if (self->key == NULL)
    self->key = g_uuid_string_random ();
  set_busy (self, TRUE);
  ct_addressing_add_async (get_client (self), address, self->key, self->cancellable, added,
                           g_object_ref (self));
}

static void
ct_emails_page_address_changed (CtEmailsPage *self)
{
  g_clear_pointer (&self->key, g_free);
  show_fault (self, NULL);
}

static void
done (CtEmailsPage *self, gboolean succeeded, CtProblem *problem, GError *error, const char *words)
{
  g_autofree char *failure = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  failure = succeeded ? NULL : describe (problem, error);
  toast (self, succeeded ? words : failure);
}

static void
made_primary (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtEmailsPage) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean succeeded = ct_profiling_finish (CT_CLIENT (source), result, &problem, &error);

  done (self, succeeded, problem, error, _ ("Main address changed"));
}

static void
make_primary_activated (GtkWidget *widget, const char *action, GVariant *address)
{
  CtEmailsPage *self = CT_EMAILS_PAGE (widget);

  set_busy (self, TRUE);
  ct_profiling_set_email_async (get_client (self), g_variant_get_string (address, NULL),
                                self->cancellable, made_primary, g_object_ref (self));
}

/* The address whose row is out of sight while that can be undone. */
typedef struct
{
  CtEmailsPage *page; /* owned */
  CtClient *client;   /* owned */
  GtkWidget *window;  /* owned: where the page was */
  char *id;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->page);
  g_object_unref (removal->client);
  g_object_unref (removal->window);
  g_free (removal->id);
  g_free (removal);
}

static void
set_removed (CtEmailsPage *self, const char *id, gboolean is_removed)
{
  if (self->emails == NULL) /* the page is gone */
    return;

  GListModel *emails = G_LIST_MODEL (ct_client_get_emails (get_client (self)));

  for (guint i = 0; i < g_list_model_get_n_items (emails); i++)
    {
      g_autoptr (CtResource) email = g_list_model_get_item (emails, i);

      if (g_strcmp0 (ct_resource_get_id (email), id) == 0)
        gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->emails, (int) i)),
                                !is_removed);
    }
}

/* That it failed is said wherever the candidate is by then. */
static void
removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Removal *removal = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtEmail) email = ct_addressing_finish (CT_CLIENT (source), result, &problem, &error);

  if (email == NULL)
    {
      g_autofree char *words = describe (problem, error);

      if (gtk_widget_get_mapped (GTK_WIDGET (removal->page)))
        toast (removal->page, words);
      else
        gtk_widget_activate_action (removal->window, "win.toast", "s", words);
      set_removed (removal->page, removal->id, FALSE);
    }
  removal_free (removal);
}

static void
commit_removal (gpointer user_data)
{
  const Removal *removal = user_data;
  Removal *sent = g_new0 (Removal, 1);

  sent->page = g_object_ref (removal->page);
  sent->client = g_object_ref (removal->client);
  sent->window = g_object_ref (removal->window);
  sent->id = g_strdup (removal->id);
  ct_addressing_remove_async (removal->client, removal->id, NULL, removed, sent);
}

static void
revert_removal (gpointer user_data)
{
  const Removal *removal = user_data;

  set_removed (removal->page, removal->id, FALSE);
}

static void
remove_activated (GtkWidget *widget, const char *action, GVariant *id)
{
  CtEmailsPage *self = CT_EMAILS_PAGE (widget);
  Removal *removal = g_new0 (Removal, 1);

  removal->page = g_object_ref (self);
  removal->client = g_object_ref (get_client (self));
  removal->window = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));
  removal->id = g_variant_dup_string (id, NULL);
  ct_undo_offer (widget, _ ("Address removed"), commit_removal, revert_removal, removal,
                 removal_free);
  set_removed (self, removal->id, TRUE);
}

static void
verify_activated (GtkWidget *widget, const char *action, GVariant *id)
{
  CtEmailsPage *self = CT_EMAILS_PAGE (widget);
  CtEmail *email = ct_collection_find (ct_client_get_emails (get_client (self)),
                                       g_variant_get_string (id, NULL));

  if (email != NULL)
    ask_for_code (self, ct_resource_get_id (CT_RESOURCE (email)), email->address);
}

/* The rows. */

static char *
describe_state (gpointer row, gboolean is_primary, GDateTime *verified_at)
{
  if (verified_at == NULL)
    return g_strdup (_ ("Waits for the code that was mailed to it"));
  return g_strdup (is_primary ? _ ("Main address, where mail goes") : _ ("Verified"));
}

static gboolean
can_be_primary (gpointer button, gboolean is_primary, GDateTime *verified_at)
{
  return !is_primary && verified_at != NULL;
}

static gboolean
can_be_removed (gpointer button, gboolean is_primary, GDateTime *verified_at)
{
  return !is_primary;
}

static gboolean
can_be_verified (gpointer button, gboolean is_primary, GDateTime *verified_at)
{
  return verified_at == NULL;
}

/* A closure over what can change of @email while its row stays. */
static void
bind_state (gpointer widget, const char *property, GType type, GCallback closure, CtEmail *email)
{
  GtkExpression *parameters[] = {
    gtk_property_expression_new (CT_TYPE_EMAIL, NULL, "is-primary"),
    gtk_property_expression_new (CT_TYPE_EMAIL, NULL, "verified-at"),
  };

  gtk_expression_bind (gtk_cclosure_expression_new (type, NULL, G_N_ELEMENTS (parameters),
                                                    parameters, closure, NULL, NULL),
                       widget, property, email);
}

static void
add_button (GtkWidget *row,
            CtEmail *email,
            const char *icon_name,
            const char *tooltip,
            const char *label_format,
            const char *action,
            const char *target,
            GCallback visible)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_auto (GStrv) parts = g_strsplit (label_format, "%s", 2);
  g_autofree char *label = g_strjoinv (email->address, parts);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  bind_state (button, "visible", G_TYPE_BOOLEAN, visible, email);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  CtEmail *email = item;
  const char *id = ct_resource_get_id (CT_RESOURCE (email));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), email->address);
  bind_state (row, "subtitle", G_TYPE_STRING, G_CALLBACK (describe_state), email);
  /* Translators: %s is an e-mail address, here and below */
  add_button (row, email, "ct-passed-symbolic", _ ("Enter the Code"), _ ("Enter the code for %s"),
              "emails.verify", id, G_CALLBACK (can_be_verified));
  add_button (row, email, "starred-symbolic", _ ("Make It the Main Address"),
              _ ("Make %s the main address"), "emails.make-primary", email->address,
              G_CALLBACK (can_be_primary));
  add_button (row, email, "user-trash-symbolic", _ ("Remove"), _ ("Remove %s"), "emails.remove", id,
              G_CALLBACK (can_be_removed));
  return row;
}

static void
ct_emails_page_constructed (GObject *object)
{
  CtEmailsPage *self = CT_EMAILS_PAGE (object);
  CtCollection *emails = ct_client_get_emails (get_client (self));

  G_OBJECT_CLASS (ct_emails_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->emails, G_LIST_MODEL (emails), create_row, NULL, NULL);
  ct_collection_refresh (emails);
}

static void
ct_emails_page_dispose (GObject *object)
{
  CtEmailsPage *self = CT_EMAILS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->emails != NULL)
    gtk_list_box_bind_model (self->emails, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_EMAILS_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (ct_emails_page_parent_class)->dispose (object);
}

static void
ct_emails_page_class_init (CtEmailsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_emails_page_constructed;
  object_class->dispose = ct_emails_page_dispose;

  gtk_widget_class_install_action (widget_class, "emails.make-primary", "s",
                                   make_primary_activated);
  gtk_widget_class_install_action (widget_class, "emails.remove", "s", remove_activated);
  gtk_widget_class_install_action (widget_class, "emails.verify", "s", verify_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/emails-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtEmailsPage, emails);
  gtk_widget_class_bind_template_child (widget_class, CtEmailsPage, address);
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, ct_emails_page_add);
  gtk_widget_class_bind_template_callback (widget_class, ct_emails_page_address_changed);
}

static void
ct_emails_page_init (CtEmailsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CtEmailsPage *
ct_emails_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_EMAILS_PAGE, "client", client, NULL);
}
