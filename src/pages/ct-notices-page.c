/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-notices-page.h"

#include "client/ct-profiling.h"
#include "client/ct-words.h"
#include "model/ct-account.h"

struct _CtNoticesPage
{
  CtPage parent_instance;

  GtkWidget *results;
  GtkWidget *expiry;
  GtkWidget *retirement;
  gboolean showing; /* what the account says, rather than being switched */
  guint n_pending;
};

G_DEFINE_FINAL_TYPE (CtNoticesPage, ct_notices_page, CT_TYPE_PAGE)

static CtCollection *
get_accounts (CtNoticesPage *self)
{
  return ct_client_get_account (ct_page_get_client (CT_PAGE (self)));
}

static gboolean
is_wanted (CtAccount *account, CtNotice notice)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CT_TYPE_NOTICE);
  const char *nick = g_enum_get_value (klass, notice)->value_nick;

  return account->muted == NULL || !g_strv_contains ((const char *const *) account->muted, nick);
}

static void
show_account (CtNoticesPage *self)
{
  g_autoptr (CtAccount) account = g_list_model_get_item (G_LIST_MODEL (get_accounts (self)), 0);

  gtk_widget_set_sensitive (self->results, account != NULL);
  gtk_widget_set_sensitive (self->expiry, account != NULL);
  gtk_widget_set_sensitive (self->retirement, account != NULL);
  if (account == NULL || self->n_pending > 0)
    return;

  self->showing = TRUE;
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->results), is_wanted (account, CT_NOTICE_RESULT));
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->expiry), is_wanted (account, CT_NOTICE_EXPIRY));
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->retirement),
                             is_wanted (account, CT_NOTICE_RETIREMENT));
  self->showing = FALSE;
}

static void
saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_pending--;
  if (!ct_profiling_finish (CT_CLIENT (source), result, NULL, &error))
    {
      g_autofree char *body = NULL;
      const char *title;

      ct_words_for_error (error, &title, &body);
      gtk_widget_activate_action (GTK_WIDGET (self), "account.toast", "s", title);
      show_account (self);
    }
}

static void
ct_notices_page_toggled (CtNoticesPage *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  CtNotice notice = GTK_WIDGET (row) == self->results  ? CT_NOTICE_RESULT
                    : GTK_WIDGET (row) == self->expiry ? CT_NOTICE_EXPIRY
                                                       : CT_NOTICE_RETIREMENT;

  if (self->showing)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), "account.dismiss", NULL);
  /* Not cancelled with the page: what was switched is meant. */
  self->n_pending++;
  ct_profiling_set_notice_async (ct_page_get_client (CT_PAGE (self)), notice,
                                 adw_switch_row_get_active (row), NULL, saved, g_object_ref (self));
}

static void
ct_notices_page_constructed (GObject *object)
{
  CtNoticesPage *self = CT_NOTICES_PAGE (object);

  G_OBJECT_CLASS (ct_notices_page_parent_class)->constructed (object);

  g_signal_connect_object (get_accounts (self), "items-changed", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_accounts (self), "updated", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  show_account (self);
}

static void
ct_notices_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_NOTICES_PAGE);

  G_OBJECT_CLASS (ct_notices_page_parent_class)->dispose (object);
}

static void
ct_notices_page_class_init (CtNoticesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_notices_page_constructed;
  object_class->dispose = ct_notices_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/notices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtNoticesPage, results);
  gtk_widget_class_bind_template_child (widget_class, CtNoticesPage, expiry);
  gtk_widget_class_bind_template_child (widget_class, CtNoticesPage, retirement);
  gtk_widget_class_bind_template_callback (widget_class, ct_notices_page_toggled);
}

static void
ct_notices_page_init (CtNoticesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CtNoticesPage *
ct_notices_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_NOTICES_PAGE, "client", client, NULL);
}
