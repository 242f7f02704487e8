/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-about-you-page.h"

#include "pages/ct-profile-combo.h"
#include "pages/ct-profile-form.h"

struct _CtAboutYouPage
{
  CtPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CtAboutYouPage, ct_about_you_page, CT_TYPE_PAGE)

static void
ct_about_you_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_ABOUT_YOU_PAGE);

  G_OBJECT_CLASS (ct_about_you_page_parent_class)->dispose (object);
}

static void
ct_about_you_page_class_init (CtAboutYouPageClass *klass)
{
  g_type_ensure (CT_TYPE_PROFILE_COMBO);
  g_type_ensure (CT_TYPE_PROFILE_FORM);

  G_OBJECT_CLASS (klass)->dispose = ct_about_you_page_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/example/CertTracker/ui/about-you-page.ui");
}

static void
ct_about_you_page_init (CtAboutYouPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CtAboutYouPage *
ct_about_you_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_ABOUT_YOU_PAGE, "client", client, NULL);
}
