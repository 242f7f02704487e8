/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-page.h"

typedef struct
{
  CtClient *client; /* owned */
} CtPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CtPage, ct_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_CLIENT = 1,
} CtPageProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

CtClient *
ct_page_get_client (CtPage *self)
{
  CtPagePrivate *priv = ct_page_get_instance_private (self);

  g_return_val_if_fail (CT_IS_PAGE (self), NULL);

  return priv->client;
}

AdwNavigationPage *
ct_page_create_detail (CtPage *self, const char *id)
{
  g_return_val_if_fail (CT_IS_PAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return CT_PAGE_GET_CLASS (self)->create_detail
             ? CT_PAGE_GET_CLASS (self)->create_detail (self, id)
             : NULL;
}

static void
ct_page_real_show_item (CtPage *self, const char *id)
{
  AdwNavigationPage *detail = ct_page_create_detail (self, id);

  if (detail != NULL)
    ct_page_push (self, detail);
}

void
ct_page_show_item (CtPage *self, const char *id)
{
  g_return_if_fail (CT_IS_PAGE (self));
  g_return_if_fail (id != NULL);

  CT_PAGE_GET_CLASS (self)->show_item (self, id);
}

void
ct_page_search (CtPage *self, const char *words)
{
  GtkWidget *view;

  g_return_if_fail (CT_IS_PAGE (self));
  g_return_if_fail (words != NULL);

  view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  if (view != NULL)
    adw_navigation_view_pop_to_page (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (self));
  if (CT_PAGE_GET_CLASS (self)->search)
    CT_PAGE_GET_CLASS (self)->search (self, words);
}

void
ct_page_push (CtPage *self, AdwNavigationPage *detail)
{
  GtkWidget *view;

  g_return_if_fail (CT_IS_PAGE (self));
  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (detail));

  view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  g_return_if_fail (view != NULL);

  adw_navigation_view_pop_to_page (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (self));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), detail);
}

static void
ct_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtPageProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, ct_page_get_client (CT_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtPagePrivate *priv = ct_page_get_instance_private (CT_PAGE (object));

  switch ((CtPageProperty) id)
    {
    case PROP_CLIENT:
      priv->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_page_dispose (GObject *object)
{
  CtPagePrivate *priv = ct_page_get_instance_private (CT_PAGE (object));

  g_clear_object (&priv->client);

  G_OBJECT_CLASS (ct_page_parent_class)->dispose (object);
}

static void
ct_page_class_init (CtPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_page_get_property;
  object_class->set_property = ct_page_set_property;
  object_class->dispose = ct_page_dispose;
  klass->show_item = ct_page_real_show_item;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_page_init (CtPage *self)
{
}
