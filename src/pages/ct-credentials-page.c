/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-credentials-page.h"

#include <glib/gi18n.h>

#include "document/ct-document.h"
#include "model/ct-credential.h"
#include "pages/ct-document-page.h"
#include "pages/ct-credential-card.h"
#include "pages/ct-shares-page.h"
#include "widgets/ct-format.h"
#include "widgets/ct-group.h"

/* From so many on there is a search. */
#define MANY 6

struct _CtCredentialsPage
{
  CtPage parent_instance;

  GtkFilter *search; /* owned: what was asked for */

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  CtGroup *active;
  CtGroup *expired;
  CtGroup *revoked;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (CtCredentialsPage, ct_credentials_page, CT_TYPE_PAGE)

static gboolean
is_found (gpointer item, gpointer user_data)
{
  CtCredentialsPage *self = user_data;
  CtCredential *credential = item;
  const char *text = gtk_editable_get_text (self->search_entry);
  const char *fields[] = { credential->title, credential->short_title, credential->field,
                           credential->number, credential->verification_code };

  if (*text == '\0')
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] && g_str_match_string (text, fields[i], TRUE))
      return TRUE;

  return FALSE;
}

static void
update_nothing (CtCredentialsPage *self)
{
  gtk_widget_set_visible (self->nothing,
                          !gtk_widget_get_visible (GTK_WIDGET (self->active))
                              && !gtk_widget_get_visible (GTK_WIDGET (self->expired))
                              && !gtk_widget_get_visible (GTK_WIDGET (self->revoked)));
}

static void
ct_credentials_page_search_changed (CtCredentialsPage *self)
{
  gtk_filter_changed (self->search, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_search_bar_set_search_mode (CT_CREDENTIALS_PAGE (widget)->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (CT_CREDENTIALS_PAGE (widget)->search_entry));
}

static void
ct_credentials_page_search (CtPage *page, const char *words)
{
  search_activated (GTK_WIDGET (page), NULL, NULL);
  gtk_editable_set_text (CT_CREDENTIALS_PAGE (page)->search_entry, words);
  gtk_editable_set_position (CT_CREDENTIALS_PAGE (page)->search_entry, -1);
}

static void
ct_credentials_page_activated (CtCredentialsPage *self, CtCredential *credential)
{
  ct_page_push (CT_PAGE (self),
                ADW_NAVIGATION_PAGE (
                    ct_document_page_new (ct_page_get_client (CT_PAGE (self)), credential)));
}

static void
ct_credentials_page_show_shares (CtCredentialsPage *self)
{
  ct_page_push (CT_PAGE (self),
                ADW_NAVIGATION_PAGE (ct_shares_page_new (ct_page_get_client (CT_PAGE (self)))));
}

static char *
describe_shares (gpointer self, guint n)
{
  if (n == 0)
    return g_strdup (_ ("Nothing shared yet"));

  /* Translators: how often credentials were forwarded to others */
  return g_strdup_printf (ngettext ("Shared %u time", "Shared %u times", n), n);
}

/* A revoked credential has no details: the list says it all. */
static AdwNavigationPage *
ct_credentials_page_create_detail (CtPage *page, const char *id)
{
  CtClient *client = ct_page_get_client (page);
  CtCredential *credential = ct_collection_find (ct_client_get_credentials (client), id);

  return credential && credential->state != CT_CREDENTIAL_STATE_REVOKED
             ? ADW_NAVIGATION_PAGE (ct_document_page_new (client, credential))
             : NULL;
}

static gboolean
is_in_state (gpointer item, gpointer user_data)
{
  return CT_CREDENTIAL (item)->state == (CtCredentialState) GPOINTER_TO_INT (user_data);
}

static void
bind_group (CtCredentialsPage *self, CtGroup *group, CtCredentialState state)
{
  CtCollection *credentials = ct_client_get_credentials (ct_page_get_client (CT_PAGE (self)));
  GtkMultiFilter *filter = GTK_MULTI_FILTER (gtk_every_filter_new ());
  g_autoptr (GtkFilterListModel) model = NULL;

  gtk_multi_filter_append (filter, g_object_ref (self->search));
  gtk_multi_filter_append (filter,
                           GTK_FILTER (
                               gtk_custom_filter_new (is_in_state, GINT_TO_POINTER (state), NULL)));
  model
      = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (credentials)), GTK_FILTER (filter));
  ct_group_bind (group, G_LIST_MODEL (model), CT_TYPE_CREDENTIAL_CARD);
  g_signal_connect_object (group, "notify::visible", G_CALLBACK (update_nothing), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
is_many (gpointer self, guint n)
{
  return n >= MANY;
}

static void
ct_credentials_page_constructed (GObject *object)
{
  CtCredentialsPage *self = CT_CREDENTIALS_PAGE (object);
  CtCollection *credentials = ct_client_get_credentials (ct_page_get_client (CT_PAGE (self)));

  G_OBJECT_CLASS (ct_credentials_page_parent_class)->constructed (object);

  self->search = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  bind_group (self, self->active, CT_CREDENTIAL_STATE_ACTIVE);
  bind_group (self, self->expired, CT_CREDENTIAL_STATE_EXPIRED);
  bind_group (self, self->revoked, CT_CREDENTIAL_STATE_REVOKED);
  update_nothing (self);

  /* News may change what an item is without changing the list. */
  g_signal_connect_object (credentials, "notify::refreshing",
                           G_CALLBACK (ct_credentials_page_search_changed), self,
                           G_CONNECT_SWAPPED);

  /* Whoever looks at credentials may open a certificate. */
  ct_document_prepare ();
}

static void
ct_credentials_page_dispose (GObject *object)
{
  CtCredentialsPage *self = CT_CREDENTIALS_PAGE (object);

  if (self->search)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->search), NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_CREDENTIALS_PAGE);
  g_clear_object (&self->search);

  G_OBJECT_CLASS (ct_credentials_page_parent_class)->dispose (object);
}

static void
ct_credentials_page_class_init (CtCredentialsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_credentials_page_constructed;
  object_class->dispose = ct_credentials_page_dispose;
  CT_PAGE_CLASS (klass)->create_detail = ct_credentials_page_create_detail;
  CT_PAGE_CLASS (klass)->search = ct_credentials_page_search;

  gtk_widget_class_install_action (widget_class, "credentials.search", NULL, search_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/credentials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtCredentialsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialsPage, active);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialsPage, expired);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialsPage, revoked);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialsPage, nothing);
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, is_many);
  gtk_widget_class_bind_template_callback (widget_class, describe_shares);
  gtk_widget_class_bind_template_callback (widget_class, ct_credentials_page_show_shares);
  gtk_widget_class_bind_template_callback (widget_class, ct_credentials_page_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_credentials_page_activated);
}

static void
ct_credentials_page_init (CtCredentialsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

CtCredentialsPage *
ct_credentials_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_CREDENTIALS_PAGE, "client", client, NULL);
}
