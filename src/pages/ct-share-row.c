/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-share-row.h"

#include <glib/gi18n.h>

#include "client/ct-sharing.h"
#include "client/ct-words.h"
#include "model/ct-credential.h"
#include "pages/ct-document-page.h"
#include "pages/ct-page.h"
#include "widgets/ct-format.h"
#include "widgets/ct-undo.h"

struct _CtShareRow
{
  GtkListBoxRow parent_instance;

  CtClient *client;     /* owned */
  CtShare *share;       /* owned */
  gboolean withdrawing; /* as seen here; the service may not know yet */
  GtkWidget *window;    /* weak, nullable: where the withdrawal was asked for */

  GtkListBox *recipients;
};

G_DEFINE_FINAL_TYPE (CtShareRow, ct_share_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_SHARE,
  PROP_WITHDRAWING,
} CtShareRowProperty;

static GParamSpec *properties[PROP_WITHDRAWING + 1];

static void
set_withdrawing (CtShareRow *self, gboolean withdrawing)
{
  self->withdrawing = withdrawing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WITHDRAWING]);
}

/* The words. */

static char *
describe_share (gpointer unused, CtShareRow *self, CtShareKind kind, char **ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      CtCredential *credential
          = ct_collection_find (ct_client_get_credentials (self->client), ids[i]);

      if (credential != NULL)
        g_strv_builder_add (builder, credential->title);
    }
  if (kind == CT_SHARE_KIND_TRANSCRIPT)
    return g_strdup (_ ("Transcript"));
  titles = g_strv_builder_end (builder);
  if (titles[0] == NULL)
    return g_strdup (_ ("Credentials"));

  /* Translators: between the titles of credentials */
  return g_strjoinv (C_ ("list of credentials", ", "), titles);
}

/* What is being withdrawn is shown as such at once. */
static CtShareState
see (gpointer self, CtShareState state, gboolean withdrawing)
{
  return withdrawing ? CT_SHARE_STATE_WITHDRAWN : state;
}

static gboolean
is_mailed (gpointer self, CtShareKind kind)
{
  return kind == CT_SHARE_KIND_EMAIL;
}

static gboolean
is_opened_by_anyone (gpointer self, CtShareKind kind)
{
  return kind != CT_SHARE_KIND_EMAIL;
}

static gboolean
is_transcript (gpointer self, CtShareKind kind)
{
  return kind == CT_SHARE_KIND_TRANSCRIPT;
}

static gboolean
is_open (gpointer self, CtShareState state, gboolean withdrawing)
{
  return see (self, state, withdrawing) == CT_SHARE_STATE_ACTIVE;
}

static char *
describe_times (gpointer self,
                CtShareState state,
                GDateTime *created_at,
                GDateTime *expires_at,
                GDateTime *withdrawn_at)
{
  g_autofree char *created = ct_format_date (NULL, created_at);
  g_autofree char *expires = ct_format_date (NULL, expires_at);
  g_autofree char *withdrawn = ct_format_date (NULL, withdrawn_at);

  switch (state)
    {
    case CT_SHARE_STATE_EXPIRED:
      /* Translators: credentials; both are dates */
      return g_strdup_printf (_ ("Shared on %s · Could be opened until %s"), created, expires);
    case CT_SHARE_STATE_WITHDRAWN:
      /* Translators: credentials; both are dates */
      return g_strdup_printf (_ ("Shared on %s · Withdrawn on %s"), created, withdrawn);
    case CT_SHARE_STATE_ACTIVE:
    default:
      /* Translators: credentials; both are dates */
      return g_strdup_printf (_ ("Shared on %s · Until %s"), created, expires);
    }
}

static char *
count_views (int views, GDateTime *last_viewed_at)
{
  g_autofree char *last = ct_format_date_time (NULL, last_viewed_at);

  /* Translators: credentials that were shared; %d is how often, %s is a date and time */
  return g_strdup_printf (ngettext ("Opened %d time, last on %s", "Opened %d times, last on %s",
                                    views),
                          views, last);
}

/* Of a link to pass on, or of a transcript, which has a code. */
static char *
describe_views (gpointer self, const char *code, int views, GDateTime *last_viewed_at)
{
  g_autofree char *opened = views > 0 ? count_views (views, last_viewed_at) : NULL;

  if (code != NULL)
    return views > 0
               /* Translators: a verification code, and how often a transcript was opened */
               ? g_strdup_printf (C_ ("transcript", "Code %s · %s"), code, opened)
               /* Translators: a verification code */
               : g_strdup_printf (C_ ("transcript", "Code %s · Not verified by anyone yet"), code);
  return views > 0 ? g_steal_pointer (&opened) : g_strdup (_ ("Link to pass on, not opened yet"));
}

static char *
describe_recipient (gpointer row,
                    CtDelivery delivery,
                    const char *failure,
                    int views,
                    GDateTime *last_viewed_at)
{
  if (delivery == CT_DELIVERY_FAILED)
    /* Translators: %s is what a mail server said */
    return failure != NULL ? g_strdup_printf (_ ("Could not be delivered: %s"), failure)
                           : g_strdup (_ ("Could not be delivered"));

  if (views > 0)
    return count_views (views, last_viewed_at);

  switch (delivery)
    {
    case CT_DELIVERY_WAITING:
      return g_strdup (_ ("The mail is about to leave"));
    case CT_DELIVERY_DROPPED:
      return g_strdup (_ ("The mail did not leave"));
    default:
      return g_strdup (_ ("Sent, not opened yet"));
    }
}

static const char *
get_delivery_icon (CtDelivery delivery)
{
  switch (delivery)
    {
    case CT_DELIVERY_FAILED:
      return "ct-warning-symbolic";
    case CT_DELIVERY_SENT:
      return "ct-passed-symbolic";
    case CT_DELIVERY_DROPPED:
      return "ct-revoked-symbolic";
    case CT_DELIVERY_WAITING:
    default:
      return "ct-pending-symbolic";
    }
}

static GtkWidget *
create_recipient (gpointer item, gpointer user_data)
{
  CtShareRecipient *recipient = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (get_delivery_icon (recipient->delivery));
  g_autofree char *words = describe_recipient (NULL, recipient->delivery, recipient->failure,
                                               recipient->views, recipient->last_viewed_at);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recipient->address);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (icon,
                            recipient->delivery == CT_DELIVERY_FAILED ? "error" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
show_recipients (CtShareRow *self)
{
  GListStore *recipients = self->share->recipients;

  gtk_list_box_bind_model (self->recipients, recipients != NULL ? G_LIST_MODEL (recipients) : NULL,
                           create_recipient, NULL, NULL);
}

/* That it failed is said wherever the candidate is by then. */
static void
withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  const char *title;

  if (!ct_sharing_withdraw_finish (CT_CLIENT (source), result, &error))
    {
      ct_words_for_error (error, &title, &body);
      if (self->window != NULL)
        gtk_widget_activate_action (self->window, "win.toast", "s", title);
      set_withdrawing (self, FALSE);
    }
}

static void
commit_withdrawal (gpointer user_data)
{
  CtShareRow *self = user_data;

  ct_sharing_withdraw_async (self->client, ct_resource_get_id (CT_RESOURCE (self->share)), NULL,
                             withdrawn, g_object_ref (self));
}

static void
revert_withdrawal (gpointer user_data)
{
  set_withdrawing (user_data, FALSE);
}

static void
ct_share_row_open (CtShareRow *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CT_TYPE_PAGE);

  ct_page_push (CT_PAGE (page),
                ADW_NAVIGATION_PAGE (ct_document_page_new (self->client, self->share)));
}

static void
ct_share_row_withdraw (CtShareRow *self)
{
  g_set_weak_pointer (&self->window, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  set_withdrawing (self, TRUE);
  ct_undo_offer (GTK_WIDGET (self), _ ("Withdrawn"), commit_withdrawal, revert_withdrawal,
                 g_object_ref (self), g_object_unref);
}

static void
ct_share_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtShareRow *self = CT_SHARE_ROW (object);

  switch ((CtShareRowProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_SHARE:
      g_value_set_object (value, self->share);
      break;
    case PROP_WITHDRAWING:
      g_value_set_boolean (value, self->withdrawing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_share_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtShareRow *self = CT_SHARE_ROW (object);

  switch ((CtShareRowProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_SHARE:
      self->share = g_value_dup_object (value);
      break;
    case PROP_WITHDRAWING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_share_row_constructed (GObject *object)
{
  CtShareRow *self = CT_SHARE_ROW (object);

  G_OBJECT_CLASS (ct_share_row_parent_class)->constructed (object);

  g_signal_connect_object (self->share, "notify::recipients", G_CALLBACK (show_recipients), self,
                           G_CONNECT_SWAPPED);
  show_recipients (self);
}

static void
ct_share_row_dispose (GObject *object)
{
  CtShareRow *self = CT_SHARE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_SHARE_ROW);
  g_clear_object (&self->share);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_share_row_parent_class)->dispose (object);
}

static void
ct_share_row_finalize (GObject *object)
{
  g_clear_weak_pointer (&CT_SHARE_ROW (object)->window);

  G_OBJECT_CLASS (ct_share_row_parent_class)->finalize (object);
}

static void
ct_share_row_class_init (CtShareRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_share_row_get_property;
  object_class->set_property = ct_share_row_set_property;
  object_class->constructed = ct_share_row_constructed;
  object_class->dispose = ct_share_row_dispose;
  object_class->finalize = ct_share_row_finalize;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_SHARE] = g_param_spec_object ("share", NULL, NULL, CT_TYPE_SHARE, flags);
  properties[PROP_WITHDRAWING] = g_param_spec_boolean ("withdrawing", NULL, NULL, FALSE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/share-row.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtShareRow, recipients);
  gtk_widget_class_bind_template_callback (widget_class, describe_share);
  gtk_widget_class_bind_template_callback (widget_class, describe_views);
  gtk_widget_class_bind_template_callback (widget_class, is_mailed);
  gtk_widget_class_bind_template_callback (widget_class, is_opened_by_anyone);
  gtk_widget_class_bind_template_callback (widget_class, is_transcript);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_row_open);
  gtk_widget_class_bind_template_callback (widget_class, see);
  gtk_widget_class_bind_template_callback (widget_class, is_open);
  gtk_widget_class_bind_template_callback (widget_class, describe_times);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_row_withdraw);
}

static void
ct_share_row_init (CtShareRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_share_row_new (CtClient *client, CtShare *share)
{
  return g_object_new (CT_TYPE_SHARE_ROW, "client", client, "share", share, NULL);
}
