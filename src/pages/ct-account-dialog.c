/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-account-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/ct-email.h"
#include "pages/ct-about-you-page.h"
#include "pages/ct-contact-page.h"
#include "pages/ct-email-code-page.h"
#include "pages/ct-emails-page.h"
#include "pages/ct-notices-page.h"
#include "widgets/ct-toast.h"

struct _CtAccountDialog
{
  AdwDialog parent_instance;

  CtClient *client; /* owned */

  AdwToastOverlay *toasts;
  AdwNavigationView *view;
};

G_DEFINE_FINAL_TYPE (CtAccountDialog, ct_account_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtAccountDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static const struct
{
  const char *name;
  GType (*get_type) (void);
} pages[] = {
  { "contact", ct_contact_page_get_type },
  { "emails", ct_emails_page_get_type },
  { "about-you", ct_about_you_page_get_type },
  { "notices", ct_notices_page_get_type },
};

static void
show_activated (GtkWidget *widget, const char *action, GVariant *name)
{
  ct_account_dialog_show (CT_ACCOUNT_DIALOG (widget), g_variant_get_string (name, NULL));
}

static void
toast_activated (GtkWidget *widget, const char *action, GVariant *words)
{
  ct_toast_show (CT_ACCOUNT_DIALOG (widget)->toasts, g_variant_get_string (words, NULL));
}

static void
dismiss_activated (GtkWidget *widget, const char *action, GVariant *none)
{
  adw_toast_overlay_dismiss_all (CT_ACCOUNT_DIALOG (widget)->toasts);
}

/* What was said spoke of the page before. */
static void
ct_account_dialog_pushed (CtAccountDialog *self)
{
  adw_toast_overlay_dismiss_all (self->toasts);
}

static char *
ct_account_dialog_describe_draft (gpointer self, gboolean changed)
{
  return g_strdup (changed ? _ ("You have changes that are not saved")
                           : _ ("Phone, address, language, time zone"));
}

static char *
ct_account_dialog_describe_name (gpointer self, const char *given, const char *family)
{
  if (given == NULL || family == NULL)
    return g_strdup (given != NULL ? given : family != NULL ? family : _ ("Not known yet"));
  /* Translators: given name and family name */
  return g_strdup_printf (C_ ("name", "%s %s"), given, family);
}

static char *
ct_account_dialog_describe_company (gpointer self, const char *company)
{
  return g_strdup (company != NULL ? company : C_ ("company", "None"));
}

static void
ct_account_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtAccountDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_ACCOUNT_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_account_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtAccountDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_ACCOUNT_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_account_dialog_constructed (GObject *object)
{
  CtAccountDialog *self = CT_ACCOUNT_DIALOG (object);

  G_OBJECT_CLASS (ct_account_dialog_parent_class)->constructed (object);

  ct_collection_refresh (ct_client_get_account (self->client));
}

static void
ct_account_dialog_dispose (GObject *object)
{
  CtAccountDialog *self = CT_ACCOUNT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_ACCOUNT_DIALOG);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_account_dialog_parent_class)->dispose (object);
}

static void
ct_account_dialog_class_init (CtAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_account_dialog_get_property;
  object_class->set_property = ct_account_dialog_set_property;
  object_class->constructed = ct_account_dialog_constructed;
  object_class->dispose = ct_account_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "account.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "account.toast", "s", toast_activated);
  gtk_widget_class_install_action (widget_class, "account.dismiss", NULL, dismiss_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtAccountDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtAccountDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, ct_account_dialog_describe_draft);
  gtk_widget_class_bind_template_callback (widget_class, ct_account_dialog_describe_name);
  gtk_widget_class_bind_template_callback (widget_class, ct_account_dialog_describe_company);
  gtk_widget_class_bind_template_callback (widget_class, ct_account_dialog_pushed);
}

static void
ct_account_dialog_init (CtAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_account_dialog_new (CtClient *client)
{
  return g_object_new (CT_TYPE_ACCOUNT_DIALOG, "client", client, NULL);
}

void
ct_account_dialog_show (CtAccountDialog *self, const char *page)
{
  g_return_if_fail (CT_IS_ACCOUNT_DIALOG (self));
  g_return_if_fail (page != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strcmp (pages[i].name, page) == 0)
      adw_navigation_view_push (self->view,
                                g_object_new (pages[i].get_type (), "client", self->client, NULL));
}

void
ct_account_dialog_show_address (CtAccountDialog *self, const char *email_id)
{
  CtEmail *email;

  g_return_if_fail (CT_IS_ACCOUNT_DIALOG (self));

  ct_account_dialog_show (self, "emails");
  email = ct_collection_find (ct_client_get_emails (self->client), email_id);
  if (email != NULL)
    adw_navigation_view_push (self->view,
                              ADW_NAVIGATION_PAGE (
                                  ct_email_code_page_new (self->client, email_id, email->address)));
}
