/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-events-dialog.h"

#include "model/ct-event.h"
#include "pages/ct-event-cell.h"
#include "widgets/ct-format.h"

struct _CtEventsDialog
{
  AdwDialog parent_instance;

  CtClient *client;     /* owned */
  CtCollection *events; /* owned */

  GtkSortListModel *sorted;
};

G_DEFINE_FINAL_TYPE (CtEventsDialog, ct_events_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_EVENTS,
} CtEventsDialogProperty;

static GParamSpec *properties[PROP_EVENTS + 1];

/* The reader's day, as a number. */
static int
get_day (const CtEvent *event)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (event->at);
  int year, month, day;

  g_date_time_get_ymd (local != NULL ? local : event->at, &year, &month, &day);
  return (year * 12 + month) * 31 + day;
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return get_day (b) - get_day (a);
}

static void
ct_events_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtEventsDialog *self = CT_EVENTS_DIALOG (object);

  switch ((CtEventsDialogProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      self->events = ct_collection_new (ct_client_get_session (self->client), CT_TYPE_EVENT,
                                        "v1/events?limit=500");
      g_object_notify_by_pspec (object, properties[PROP_EVENTS]);
      break;
    case PROP_EVENTS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_events_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtEventsDialog *self = CT_EVENTS_DIALOG (object);

  switch ((CtEventsDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_EVENTS:
      g_value_set_object (value, self->events);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_events_dialog_constructed (GObject *object)
{
  CtEventsDialog *self = CT_EVENTS_DIALOG (object);
  g_autoptr (GtkSorter) days = GTK_SORTER (gtk_custom_sorter_new (compare_days, NULL, NULL));

  G_OBJECT_CLASS (ct_events_dialog_parent_class)->constructed (object);

  gtk_sort_list_model_set_section_sorter (self->sorted, days);
  ct_collection_refresh (self->events);
}

static void
ct_events_dialog_dispose (GObject *object)
{
  CtEventsDialog *self = CT_EVENTS_DIALOG (object);

  if (self->events != NULL)
    ct_collection_reset (self->events);
  g_clear_object (&self->events);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_EVENTS_DIALOG);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_events_dialog_parent_class)->dispose (object);
}

static void
ct_events_dialog_class_init (CtEventsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_events_dialog_get_property;
  object_class->set_property = ct_events_dialog_set_property;
  object_class->constructed = ct_events_dialog_constructed;
  object_class->dispose = ct_events_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVENTS] = g_param_spec_object ("events", NULL, NULL, CT_TYPE_COLLECTION,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CT_TYPE_EVENT);
  g_type_ensure (CT_TYPE_EVENT_CELL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/events-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtEventsDialog, sorted);
  ct_format_bind_closures (widget_class);
}

static void
ct_events_dialog_init (CtEventsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_events_dialog_new (CtClient *client)
{
  return g_object_new (CT_TYPE_EVENTS_DIALOG, "client", client, NULL);
}
