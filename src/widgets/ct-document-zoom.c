/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-document-zoom.h"

#include <math.h>

#include "widgets/ct-format.h"
#include "widgets/ct-late-menu.h"

/* How far a touchpad moves, in pixels, for what is one step of a wheel. */
#define PIXELS_PER_STEP 40.0
#define FACTOR_PER_STEP 1.15

static const double levels[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4 };

struct _CtDocumentZoom
{
  AdwBin parent_instance;

  CtDocumentView *view; /* owned */
  GSimpleActionGroup *actions;
  GtkEventController *wheel, *pointer, *pinch; /* owned by the view */
  double x, y;                                 /* where the pointer is; less than 0: away */
  double pinch_zoom;                           /* as it was when two fingers came */

  GtkMenuButton *level;
  GMenuModel *levels_menu;
  GtkInscription *percent;
};

typedef enum
{
  PROP_VIEW = 1,
} CtDocumentZoomProperty;

static GParamSpec *properties[PROP_VIEW + 1];

G_DEFINE_FINAL_TYPE (CtDocumentZoom, ct_document_zoom, ADW_TYPE_BIN)

static void
zoom_in_the_middle (CtDocumentZoom *self, double zoom)
{
  if (self->view)
    ct_document_view_zoom_at (self->view, zoom,
                              gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0,
                              gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0);
}

static void
zoom_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentZoom *self = user_data;
  double zoom = self->view ? ct_document_view_get_zoom (self->view) : 1;
  guint i = 0;

  while (i < G_N_ELEMENTS (levels) - 1 && levels[i] < zoom * 1.01)
    i++;
  zoom_in_the_middle (self, levels[i]);
}

static void
zoom_out (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentZoom *self = user_data;
  double zoom = self->view ? ct_document_view_get_zoom (self->view) : 1;
  guint i = G_N_ELEMENTS (levels) - 1;

  while (i > 0 && levels[i] > zoom * 0.99)
    i--;
  zoom_in_the_middle (self, levels[i]);
}

static void
zoom_to_actual (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zoom_in_the_middle (user_data, 1);
}

static void
zoom_to_fit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentZoom *self = user_data;
  gboolean width = g_str_equal (g_variant_get_string (parameter, NULL), "width");

  if (self->view)
    ct_document_view_set_fit (self->view, width ? CT_PAGE_FIT_WIDTH : CT_PAGE_FIT_PAGE);
}

static void
show_zoom (CtDocumentZoom *self)
{
  double zoom = ct_document_view_get_zoom (self->view);
  g_autofree char *percent = ct_format_percent (NULL, round (zoom * 100));
  GActionMap *map = G_ACTION_MAP (self->actions);

  gtk_inscription_set_text (self->percent, percent);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "in")),
                               zoom < CT_ZOOM_MAX);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "out")),
                               zoom > CT_ZOOM_MIN);
}

static gboolean
wheel_turned (CtDocumentZoom *self, double dx, double dy, GtkEventControllerScroll *wheel)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (wheel);
  double zoom = ct_document_view_get_zoom (self->view);

  if (!(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;

  if (gtk_event_controller_scroll_get_unit (wheel) == GDK_SCROLL_UNIT_SURFACE)
    dy /= PIXELS_PER_STEP;
  if (self->x >= 0)
    ct_document_view_zoom_at (self->view, zoom * pow (FACTOR_PER_STEP, -dy), self->x, self->y);
  else
    zoom_in_the_middle (self, zoom * pow (FACTOR_PER_STEP, -dy));

  return GDK_EVENT_STOP;
}

static void
pointer_moved (CtDocumentZoom *self, double x, double y)
{
  self->x = x;
  self->y = y;
}

static void
pointer_left (CtDocumentZoom *self)
{
  self->x = -1;
}

static void
pinch_began (CtDocumentZoom *self)
{
  self->pinch_zoom = ct_document_view_get_zoom (self->view);
}

static void
pinched (CtDocumentZoom *self, double scale, GtkGesture *pinch)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (pinch, &x, &y))
    ct_document_view_zoom_at (self->view, self->pinch_zoom * scale, x, y);
}

static void
add_controller (CtDocumentZoom *self, GtkEventController **controller, GtkEventController *made)
{
  *controller = made;
  gtk_widget_add_controller (GTK_WIDGET (self->view), made);
}

static void
set_view (CtDocumentZoom *self, CtDocumentView *view)
{
  if (self->view == view)
    return;

  if (self->view)
    {
      g_signal_handlers_disconnect_by_data (self->view, self);
      gtk_widget_remove_controller (GTK_WIDGET (self->view), self->wheel);
      gtk_widget_remove_controller (GTK_WIDGET (self->view), self->pointer);
      gtk_widget_remove_controller (GTK_WIDGET (self->view), self->pinch);
    }
  g_set_object (&self->view, view);
  if (view)
    {
      add_controller (self, &self->wheel,
                      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL));
      g_signal_connect_swapped (self->wheel, "scroll", G_CALLBACK (wheel_turned), self);
      add_controller (self, &self->pointer, gtk_event_controller_motion_new ());
      g_signal_connect_swapped (self->pointer, "enter", G_CALLBACK (pointer_moved), self);
      g_signal_connect_swapped (self->pointer, "motion", G_CALLBACK (pointer_moved), self);
      g_signal_connect_swapped (self->pointer, "leave", G_CALLBACK (pointer_left), self);
      add_controller (self, &self->pinch, GTK_EVENT_CONTROLLER (gtk_gesture_zoom_new ()));
      g_signal_connect_swapped (self->pinch, "begin", G_CALLBACK (pinch_began), self);
      g_signal_connect_swapped (self->pinch, "scale-changed", G_CALLBACK (pinched), self);
      g_signal_connect_swapped (view, "notify::zoom", G_CALLBACK (show_zoom), self);
      show_zoom (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
ct_document_zoom_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtDocumentZoom *self = CT_DOCUMENT_ZOOM (object);

  switch ((CtDocumentZoomProperty) id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_document_zoom_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtDocumentZoom *self = CT_DOCUMENT_ZOOM (object);

  switch ((CtDocumentZoomProperty) id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_document_zoom_dispose (GObject *object)
{
  CtDocumentZoom *self = CT_DOCUMENT_ZOOM (object);

  set_view (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_DOCUMENT_ZOOM);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ct_document_zoom_parent_class)->dispose (object);
}

static void
ct_document_zoom_class_init (CtDocumentZoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_document_zoom_get_property;
  object_class->set_property = ct_document_zoom_set_property;
  object_class->dispose = ct_document_zoom_dispose;

  properties[PROP_VIEW]
      = g_param_spec_object ("view", NULL, NULL, CT_TYPE_DOCUMENT_VIEW,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/document-zoom.ui");
  gtk_widget_class_bind_template_child (widget_class, CtDocumentZoom, level);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentZoom, levels_menu);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentZoom, percent);
}

static void
ct_document_zoom_init (CtDocumentZoom *self)
{
  const GActionEntry entries[] = {
    { "in", zoom_in },
    { "out", zoom_out },
    { "actual", zoom_to_actual },
    { "fit", zoom_to_fit, "s" },
  };

  self->x = -1;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  ct_late_menu_set (self->level, self->levels_menu);
}

GtkWidget *
ct_document_zoom_new (void)
{
  return g_object_new (CT_TYPE_DOCUMENT_ZOOM, NULL);
}

GActionGroup *
ct_document_zoom_get_actions (CtDocumentZoom *self)
{
  g_return_val_if_fail (CT_IS_DOCUMENT_ZOOM (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
