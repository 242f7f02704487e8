/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-share-row.h"

#include <glib/gi18n.h>

#include "client/ct-sharing.h"
#include "client/ct-words.h"
#include "model/ct-credential.h"
#include "widgets/ct-format.h"

struct _CtShareRow
{
  GtkListBoxRow parent_instance;

  CtClient *client;          /* owned */
  CtShare *share;            /* owned */
  GCancellable *cancellable; /* owned */

  GtkListBox *recipients;
  GtkWidget *withdraw;
};

G_DEFINE_FINAL_TYPE (CtShareRow, ct_share_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_SHARE,
} CtShareRowProperty;

static GParamSpec *properties[PROP_SHARE + 1];

/* The words. */

static char *
describe_credentials (gpointer unused, CtShareRow *self, char **ids)
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
  titles = g_strv_builder_end (builder);
  if (titles[0] == NULL)
    return g_strdup (_ ("Credentials"));

  /* Translators: between the titles of credentials */
  return g_strjoinv (C_ ("list of credentials", ", "), titles);
}

static char *
state_words (gpointer self, CtShareState state)
{
  switch (state)
    {
    case CT_SHARE_STATE_EXPIRED:
      return g_strdup (C_ ("share", "Expired"));
    case CT_SHARE_STATE_WITHDRAWN:
      return g_strdup (C_ ("share", "Withdrawn"));
    case CT_SHARE_STATE_ACTIVE:
    default:
      return g_strdup (C_ ("share", "Can be opened"));
    }
}

static char *
state_icon (gpointer self, CtShareState state)
{
  switch (state)
    {
    case CT_SHARE_STATE_EXPIRED:
      return g_strdup ("ct-pending-symbolic");
    case CT_SHARE_STATE_WITHDRAWN:
      return g_strdup ("ct-revoked-symbolic");
    case CT_SHARE_STATE_ACTIVE:
    default:
      return g_strdup ("ct-passed-symbolic");
    }
}

static char *
state_tone (gpointer self, CtShareState state)
{
  return g_strdup (state == CT_SHARE_STATE_ACTIVE ? "success" : "");
}

static gboolean
is_open (gpointer self, CtShareState state)
{
  return state == CT_SHARE_STATE_ACTIVE;
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
    {
      g_autofree char *last = ct_format_date_time (NULL, last_viewed_at);

      /* Translators: a mail with credentials; %d is how often, %s is a date and time */
      return g_strdup_printf (ngettext ("Opened %d time, last on %s", "Opened %d times, last on %s",
                                        views),
                              views, last);
    }

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
  gtk_list_box_bind_model (self->recipients, G_LIST_MODEL (self->share->recipients),
                           create_recipient, NULL, NULL);
}

static void
withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_sharing_withdraw_finish (CT_CLIENT (source), result, &error);
  g_autofree char *body = NULL;
  const char *title = _ ("Withdrawn");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (self->withdraw, TRUE);
  if (!done)
    ct_words_for_error (error, &title, &body);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", title);
}

static void
withdrawal_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareRow) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (!g_str_equal (response, "withdraw") || g_cancellable_is_cancelled (self->cancellable))
    return;

  gtk_widget_set_sensitive (self->withdraw, FALSE);
  ct_sharing_withdraw_async (self->client, ct_resource_get_id (CT_RESOURCE (self->share)),
                             self->cancellable, withdrawn, g_object_ref (self));
}

static void
ct_share_row_withdraw (CtShareRow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Withdraw What You Shared?"),
      _ ("The links stop working for all recipients at once. It cannot be undone, but you can "
         "share again."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "withdraw",
                                  _ ("_Withdraw"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "withdraw",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), self->cancellable,
                           withdrawal_chosen, g_object_ref (self));
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

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_SHARE_ROW);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->share);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_share_row_parent_class)->dispose (object);
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

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_SHARE] = g_param_spec_object ("share", NULL, NULL, CT_TYPE_SHARE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/share-row.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtShareRow, recipients);
  gtk_widget_class_bind_template_child (widget_class, CtShareRow, withdraw);
  gtk_widget_class_bind_template_callback (widget_class, describe_credentials);
  gtk_widget_class_bind_template_callback (widget_class, state_words);
  gtk_widget_class_bind_template_callback (widget_class, state_icon);
  gtk_widget_class_bind_template_callback (widget_class, state_tone);
  gtk_widget_class_bind_template_callback (widget_class, is_open);
  gtk_widget_class_bind_template_callback (widget_class, describe_times);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_row_withdraw);
}

static void
ct_share_row_init (CtShareRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_share_row_new (CtClient *client, CtShare *share)
{
  return g_object_new (CT_TYPE_SHARE_ROW, "client", client, "share", share, NULL);
}
