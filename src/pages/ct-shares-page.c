/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-shares-page.h"

#include "pages/ct-demo-mail.h"
#include "pages/ct-share-row.h"
#include "pages/ct-transcript-dialog.h"

struct _CtSharesPage
{
  CtPage parent_instance;

  GtkListBox *shares;
};

G_DEFINE_FINAL_TYPE (CtSharesPage, ct_shares_page, CT_TYPE_PAGE)

static void
ct_shares_page_read_mail (CtSharesPage *self)
{
  ct_demo_mail_open (GTK_WIDGET (self),
                     ct_client_get_session (ct_page_get_client (CT_PAGE (self))));
}

static gboolean
has_sample_mail (gpointer self, gboolean is_sample, guint n_shares)
{
  return is_sample && n_shares > 0;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return ct_share_row_new (ct_page_get_client (CT_PAGE (user_data)), item);
}

static void
ct_shares_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ct_shares_page_parent_class)->map (widget);

  ct_collection_refresh (ct_client_get_shares (ct_page_get_client (CT_PAGE (widget))));
}

static void
ct_shares_page_constructed (GObject *object)
{
  CtSharesPage *self = CT_SHARES_PAGE (object);
  CtCollection *shares = ct_client_get_shares (ct_page_get_client (CT_PAGE (self)));

  G_OBJECT_CLASS (ct_shares_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->shares, G_LIST_MODEL (shares), create_row, self, NULL);
}

static void
ct_shares_page_dispose (GObject *object)
{
  CtSharesPage *self = CT_SHARES_PAGE (object);

  if (self->shares != NULL)
    gtk_list_box_bind_model (self->shares, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_SHARES_PAGE);

  G_OBJECT_CLASS (ct_shares_page_parent_class)->dispose (object);
}

static void
ct_shares_page_class_init (CtSharesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_shares_page_constructed;
  object_class->dispose = ct_shares_page_dispose;
  widget_class->map = ct_shares_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/shares-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtSharesPage, shares);
  gtk_widget_class_bind_template_callback (widget_class, ct_shares_page_read_mail);
  gtk_widget_class_bind_template_callback (widget_class, has_sample_mail);
  gtk_widget_class_bind_template_callback (widget_class, ct_transcript_dialog_present);
}

static void
ct_shares_page_init (CtSharesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CtSharesPage *
ct_shares_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_SHARES_PAGE, "client", client, NULL);
}
