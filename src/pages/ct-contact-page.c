/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-contact-page.h"

#include "pages/ct-profile-combo.h"
#include "pages/ct-profile-entry.h"
#include "pages/ct-profile-form.h"

struct _CtContactPage
{
  CtPage parent_instance;

  GtkTextBuffer *native_address;
};

G_DEFINE_FINAL_TYPE (CtContactPage, ct_contact_page, CT_TYPE_PAGE)

static gboolean
give_text (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *text = g_value_get_string (from);

  g_value_set_string (to, text != NULL ? text : "");
  return TRUE;
}

static gboolean
take_text (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *text = g_value_get_string (from);

  g_value_set_string (to, text != NULL && *text != '\0' ? text : NULL);
  return TRUE;
}

static void
ct_contact_page_constructed (GObject *object)
{
  CtContactPage *self = CT_CONTACT_PAGE (object);
  CtProfileDraft *draft = ct_client_get_profile_draft (ct_page_get_client (CT_PAGE (self)));

  G_OBJECT_CLASS (ct_contact_page_parent_class)->constructed (object);

  g_object_bind_property_full (ct_profile_draft_get_account (draft), "native-address",
                               self->native_address, "text",
                               G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL, give_text,
                               take_text, NULL, NULL);
}

static void
ct_contact_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_CONTACT_PAGE);

  G_OBJECT_CLASS (ct_contact_page_parent_class)->dispose (object);
}

static void
ct_contact_page_class_init (CtContactPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CT_TYPE_PROFILE_COMBO);
  g_type_ensure (CT_TYPE_PROFILE_ENTRY);
  g_type_ensure (CT_TYPE_PROFILE_FORM);

  object_class->constructed = ct_contact_page_constructed;
  object_class->dispose = ct_contact_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/contact-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtContactPage, native_address);
}

static void
ct_contact_page_init (CtContactPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CtContactPage *
ct_contact_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_CONTACT_PAGE, "client", client, NULL);
}
