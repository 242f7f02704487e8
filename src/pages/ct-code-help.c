/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-code-help.h"

#include <glib/gi18n.h>

#include "pages/ct-demo-mail.h"

struct _CtCodeHelp
{
  GtkBox parent_instance;

  CtClient *client; /* owned, nullable */
  gboolean busy;
  gint64 end; /* of the wait, in monotonic microseconds */
  guint tick_id;

  GtkLabel *words;
  GtkWidget *resend;
  GtkWidget *again;
  GtkLabel *wait;
};

G_DEFINE_FINAL_TYPE (CtCodeHelp, ct_code_help, GTK_TYPE_BOX)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_WORDS,
} CtCodeHelpProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static guint again_signal;

/* In seconds, rounded up. */
static guint
get_left (CtCodeHelp *self)
{
  gint64 left = self->end - g_get_monotonic_time ();

  return left > 0 ? (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

static gboolean
update (gpointer user_data)
{
  CtCodeHelp *self = user_data;
  guint left = get_left (self);
  g_autofree char *words = NULL;

  if (left > 0)
    words = g_strdup_printf (ngettext ("You can ask for another code in %u second.",
                                       "You can ask for another code in %u seconds.", left),
                             left);
  gtk_label_set_label (self->wait, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wait), words != NULL);
  gtk_widget_set_sensitive (self->again, left == 0 && !self->busy);
  if (left > 0)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
ct_code_help_again (CtCodeHelp *self)
{
  g_signal_emit (self, again_signal, 0);
}

static void
ct_code_help_read (CtCodeHelp *self)
{
  ct_demo_mail_open (GTK_WIDGET (self), ct_client_get_session (self->client));
}

static void
ct_code_help_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtCodeHelp *self = CT_CODE_HELP (object);

  switch ((CtCodeHelpProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_WORDS:
      g_value_set_string (value, gtk_label_get_label (self->words));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_code_help_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtCodeHelp *self = CT_CODE_HELP (object);
  const char *words;

  switch ((CtCodeHelpProperty) id)
    {
    case PROP_CLIENT:
      if (g_set_object (&self->client, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WORDS:
      words = g_value_get_string (value);
      gtk_label_set_label (self->words, words != NULL ? words : "");
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_code_help_dispose (GObject *object)
{
  CtCodeHelp *self = CT_CODE_HELP (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_CODE_HELP);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_code_help_parent_class)->dispose (object);
}

static void
ct_code_help_class_init (CtCodeHelpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_code_help_get_property;
  object_class->set_property = ct_code_help_set_property;
  object_class->dispose = ct_code_help_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  again_signal = g_signal_new ("again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/code-help.ui");
  gtk_widget_class_bind_template_child (widget_class, CtCodeHelp, words);
  gtk_widget_class_bind_template_child (widget_class, CtCodeHelp, resend);
  gtk_widget_class_bind_template_child (widget_class, CtCodeHelp, again);
  gtk_widget_class_bind_template_child (widget_class, CtCodeHelp, wait);
  gtk_widget_class_bind_template_callback (widget_class, ct_code_help_again);
  gtk_widget_class_bind_template_callback (widget_class, ct_code_help_read);
}

static void
ct_code_help_init (CtCodeHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ct_code_help_sent (CtCodeHelp *self, guint wait)
{
  g_return_if_fail (CT_IS_CODE_HELP (self));

  self->end = g_get_monotonic_time () + (gint64) wait * G_USEC_PER_SEC;
  gtk_widget_set_visible (self->resend, TRUE);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (update (self) == G_SOURCE_CONTINUE)
    self->tick_id = g_timeout_add_seconds (1, update, self);
}

void
ct_code_help_set_busy (CtCodeHelp *self, gboolean busy)
{
  g_return_if_fail (CT_IS_CODE_HELP (self));

  self->busy = busy;
  gtk_widget_set_sensitive (self->again, !busy && get_left (self) == 0);
}
