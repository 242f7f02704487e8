/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-document-view.h"

#include <math.h>

#include "widgets/ct-page-view.h"
#include "widgets/ct-scrolling.h"

struct _CtDocumentView
{
  GtkWidget parent_instance;

  CtDocument *document; /* owned */
  char *title;
  CtPageFit fit;
  double zoom;
  guint page; /* from 0 */

  GPtrArray *pages;     /* of CtPageView, which are owned by being children */
  CtPageLayout *layout; /* (nullable): as of the last allocation */
  double scale;         /* device pixels to a logical one, as of then */
  int width, height;    /* as of then */
  gboolean stale;       /* whether the layout must be made anew */
  gulong notify_id;     /* of the frame clock, while a change is to be told */

  gboolean anchored; /* whether the next layout puts the anchor where it says */
  CtPagePoint anchor;
  double anchor_x, anchor_y;

  CtScrolling scrolling;
  GdkSurface *surface; /* owned, while realized */
};

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_TITLE,
  PROP_ZOOM,
  PROP_PAGE,
  PROP_N_PAGES,
  N_PROPERTIES, /* those of GtkScrollable follow */
} CtDocumentViewProperty;

static GParamSpec *properties[N_PROPERTIES];
static guint failed_signal;

G_DEFINE_FINAL_TYPE_WITH_CODE (CtDocumentView,
                               ct_document_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
get_value (CtDocumentView *self, GtkOrientation orientation)
{
  return ct_scrolling_get_value (&self->scrolling, orientation);
}

/* Keeps what is at x and y of the view there while the layout changes. */
static void
set_anchor (CtDocumentView *self, double x, double y)
{
  if (!self->layout)
    return;

  self->anchor
      = ct_page_layout_find (self->layout,
                             (get_value (self, GTK_ORIENTATION_HORIZONTAL) + x) * self->scale,
                             (get_value (self, GTK_ORIENTATION_VERTICAL) + y) * self->scale);
  self->anchor_x = x;
  self->anchor_y = y;
  self->anchored = TRUE;
}

static void
notify_of_layout (CtDocumentView *self)
{
  if (self->notify_id != 0)
    g_clear_signal_handler (&self->notify_id, gdk_surface_get_frame_clock (self->surface));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/* Whoever shows these is laid out after this layout and not in the middle of it, but before
 * anything is painted. */
static void
notify_later (CtDocumentView *self)
{
  GdkFrameClock *clock = gdk_surface_get_frame_clock (self->surface);

  self->notify_id = g_signal_connect_swapped (clock, "layout", G_CALLBACK (notify_of_layout), self);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
set_zoom_and_page (CtDocumentView *self, double zoom, guint page)
{
  gboolean changed = self->zoom != zoom || self->page != page;

  self->zoom = zoom;
  self->page = page;
  if (changed && self->surface == NULL)
    notify_of_layout (self);
  else if (changed && self->notify_id == 0)
    notify_later (self);
}

/* Makes the layout, and says where to be in it. */
static void
make_layout (CtDocumentView *self, int width, int height, double scale, double *x, double *y)
{
  gboolean at_top = !self->anchored && *y == 0;

  if (!self->anchored)
    set_anchor (self, self->width / 2.0, 0);
  g_clear_pointer (&self->layout, ct_page_layout_free);
  self->layout = ct_page_layout_new (self->document, self->fit, self->zoom, width, height, scale);
  self->width = width;
  self->height = height;
  self->scale = scale;
  self->stale = FALSE;
  if (!self->anchored)
    return;

  ct_page_layout_locate (self->layout, &self->anchor, x, y);
  *x = *x / scale - self->anchor_x;
  *y = at_top ? 0 : *y / scale - self->anchor_y;
  self->anchored = FALSE;
}

static void
update_layout (CtDocumentView *self, int width, int height)
{
  double scale = self->surface ? gdk_surface_get_scale (self->surface) : 1;
  double x = get_value (self, GTK_ORIENTATION_HORIZONTAL);
  double y = get_value (self, GTK_ORIENTATION_VERTICAL);

  if (!self->layout || self->stale || self->width != width || self->height != height
      || self->scale != scale)
    make_layout (self, width, height, scale, &x, &y);
  ct_scrolling_configure (&self->scrolling, GTK_ORIENTATION_HORIZONTAL, x,
                          self->layout->width / scale, width);
  ct_scrolling_configure (&self->scrolling, GTK_ORIENTATION_VERTICAL, y,
                          self->layout->height / scale, height);
}

/* How far the corner of the view is from the nearest corner of a device pixel. */
static graphene_point_t
get_misfit (CtDocumentView *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  graphene_point_t corner;
  double x, y;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (native),
                                 &GRAPHENE_POINT_INIT (0, 0), &corner))
    return GRAPHENE_POINT_INIT (0, 0);

  gtk_native_get_surface_transform (native, &x, &y);
  x = (x + corner.x) * self->scale;
  y = (y + corner.y) * self->scale;

  return GRAPHENE_POINT_INIT ((float) ((round (x) - x) / self->scale),
                              (float) ((round (y) - y) / self->scale));
}

static void
allocate_page (CtDocumentView *self,
               guint i,
               const GdkRectangle *visible,
               const GdkRectangle *near,
               const graphene_point_t *misfit)
{
  CtPageView *view = g_ptr_array_index (self->pages, i);
  const GdkRectangle *page = ct_page_layout_get_page (self->layout, i);
  GdkRectangle seen;

  if (!gdk_rectangle_intersect (page, visible, &seen))
    {
      gboolean is_near = gdk_rectangle_intersect (page, near, NULL);

      ct_page_view_set_seen (view, is_near ? self->layout : NULL, NULL, self->scale);
      return;
    }

  seen.x -= page->x;
  seen.y -= page->y;
  ct_page_view_set_seen (view, self->layout, &seen, self->scale);
  gtk_widget_allocate (
      GTK_WIDGET (view), (int) ceil (page->width / self->scale),
      (int) ceil (page->height / self->scale), -1,
      gsk_transform_translate (
          NULL, &GRAPHENE_POINT_INIT ((float) ((page->x - visible->x) / self->scale) + misfit->x,
                                      (float) ((page->y - visible->y) / self->scale) + misfit->y)));
}

static void
ct_document_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (widget);
  GdkRectangle visible, near;
  graphene_point_t misfit;
  guint page;

  if (!self->document)
    {
      ct_scrolling_configure (&self->scrolling, GTK_ORIENTATION_HORIZONTAL, 0, 0, width);
      ct_scrolling_configure (&self->scrolling, GTK_ORIENTATION_VERTICAL, 0, 0, height);
      return;
    }

  update_layout (self, width, height);

  visible = (GdkRectangle) {
    (int) round (get_value (self, GTK_ORIENTATION_HORIZONTAL) * self->scale),
    (int) round (get_value (self, GTK_ORIENTATION_VERTICAL) * self->scale),
    (int) ceil (width * self->scale),
    (int) ceil (height * self->scale),
  };
  near = visible;
  near.y -= visible.height;
  near.height *= 3;
  misfit = get_misfit (self);
  for (guint i = 0; i < self->pages->len; i++)
    allocate_page (self, i, &visible, &near, &misfit);

  page = ct_page_layout_find (self->layout, visible.x, visible.y + visible.height / 2.0).page;
  set_zoom_and_page (self, self->layout->zoom, page);
}

static void
ct_document_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
ct_document_view_realize (GtkWidget *widget)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (widget);

  GTK_WIDGET_CLASS (ct_document_view_parent_class)->realize (widget);

  self->surface = g_object_ref (gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_swapped (self->surface, "notify::scale", G_CALLBACK (gtk_widget_queue_allocate),
                            self);
}

static void
ct_document_view_unrealize (GtkWidget *widget)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (widget);

  if (self->notify_id)
    notify_of_layout (self);
  g_signal_handlers_disconnect_by_data (self->surface, self);
  g_clear_object (&self->surface);

  GTK_WIDGET_CLASS (ct_document_view_parent_class)->unrealize (widget);
}

static gboolean
scroll (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return ct_scrolling_move (&CT_DOCUMENT_VIEW (widget)->scrolling, args);
}

static void
set_title (CtDocumentView *self, const char *title)
{
  if (!g_set_str (&self->title, title))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
fail (CtDocumentView *self, const GError *error)
{
  g_signal_emit (self, failed_signal, 0, error);
}

static void
clear_pages (CtDocumentView *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->pages, i));
  g_ptr_array_set_size (self->pages, 0);
  g_clear_pointer (&self->layout, ct_page_layout_free);
}

static void
ct_document_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (object);

  if (id >= N_PROPERTIES)
    {
      ct_scrolling_get_property (&self->scrolling, id - N_PROPERTIES, value);
      return;
    }

  switch ((CtDocumentViewProperty) id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_PAGE:
      g_value_set_uint (value, self->page + 1);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, self->pages->len);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_document_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (object);

  if (id >= N_PROPERTIES)
    {
      ct_scrolling_set_property (&self->scrolling, id - N_PROPERTIES, value);
      return;
    }

  switch ((CtDocumentViewProperty) id)
    {
    case PROP_DOCUMENT:
      ct_document_view_set_document (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_ZOOM:
    case PROP_PAGE:
    case PROP_N_PAGES:
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_document_view_dispose (GObject *object)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (object);

  clear_pages (self);
  g_clear_object (&self->document);
  ct_scrolling_clear (&self->scrolling);

  G_OBJECT_CLASS (ct_document_view_parent_class)->dispose (object);
}

static void
ct_document_view_finalize (GObject *object)
{
  CtDocumentView *self = CT_DOCUMENT_VIEW (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (ct_document_view_parent_class)->finalize (object);
}

static void
ct_document_view_class_init (CtDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ct_document_view_get_property;
  object_class->set_property = ct_document_view_set_property;
  object_class->dispose = ct_document_view_dispose;
  object_class->finalize = ct_document_view_finalize;
  widget_class->measure = ct_document_view_measure;
  widget_class->size_allocate = ct_document_view_size_allocate;
  widget_class->realize = ct_document_view_realize;
  widget_class->unrealize = ct_document_view_unrealize;

  properties[PROP_DOCUMENT]
      = g_param_spec_object ("document", NULL, NULL, CT_TYPE_DOCUMENT, flags | G_PARAM_READWRITE);
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  properties[PROP_ZOOM]
      = g_param_spec_double ("zoom", NULL, NULL, 0, CT_ZOOM_MAX, 1, flags | G_PARAM_READABLE);
  properties[PROP_PAGE]
      = g_param_spec_uint ("page", NULL, NULL, 1, G_MAXUINT, 1, flags | G_PARAM_READABLE);
  properties[PROP_N_PAGES]
      = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  ct_scrolling_class_install (widget_class, N_PROPERTIES, scroll);

  failed_signal = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_css_name (widget_class, "documentview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
ct_document_view_init (CtDocumentView *self)
{
  ct_scrolling_init (&self->scrolling, GTK_WIDGET (self));
  self->pages = g_ptr_array_new ();
  self->fit = CT_PAGE_FIT_PAGE;
  self->zoom = 1;
  self->scale = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
ct_document_view_new (void)
{
  return g_object_new (CT_TYPE_DOCUMENT_VIEW, NULL);
}

void
ct_document_view_set_document (CtDocumentView *self, CtDocument *document)
{
  g_return_if_fail (CT_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (document == NULL || CT_IS_DOCUMENT (document));

  if (!g_set_object (&self->document, document))
    return;

  clear_pages (self);
  for (guint i = 0; document && i < ct_document_get_n_pages (document); i++)
    {
      GtkWidget *page = ct_page_view_new (document, i);

      g_signal_connect_object (page, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (page, GTK_WIDGET (self));
      g_ptr_array_add (self->pages, page);
    }
  self->page = 0;
  self->fit = CT_PAGE_FIT_PAGE;
  self->anchored = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
}

double
ct_document_view_get_zoom (CtDocumentView *self)
{
  g_return_val_if_fail (CT_IS_DOCUMENT_VIEW (self), 1);

  return self->zoom;
}

CtPageFit
ct_document_view_get_fit (CtDocumentView *self)
{
  g_return_val_if_fail (CT_IS_DOCUMENT_VIEW (self), CT_PAGE_FIT_PAGE);

  return self->fit;
}

void
ct_document_view_set_fit (CtDocumentView *self, CtPageFit fit)
{
  g_return_if_fail (CT_IS_DOCUMENT_VIEW (self));

  self->fit = fit;
  self->stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
ct_document_view_zoom_at (CtDocumentView *self, double zoom, double x, double y)
{
  g_return_if_fail (CT_IS_DOCUMENT_VIEW (self));

  set_anchor (self, x, y);
  self->fit = CT_PAGE_FIT_NONE;
  self->zoom = CLAMP (zoom, CT_ZOOM_MIN, CT_ZOOM_MAX);
  self->stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}
