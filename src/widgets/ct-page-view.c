/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-page-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "document/ct-page-image.h"

#define BLINK 400 /* in ms: what takes longer to be drawn shows that it goes on */
#define SPINNER_SIZE 32

/* In ms: who listens hears first which page it is, and who looks has it painted by then. */
#define WORDS_DELAY 250

/* As much of a page's words as somebody listens to. */
#define MAX_SPOKEN_BYTES 2000

struct _CtPageView
{
  GtkWidget parent_instance;

  CtDocument *document; /* owned */
  guint page;
  CtPageImage *image; /* owned */

  graphene_rect_t bounds; /* of the paper */
  graphene_rect_t seen;   /* what is seen of it */

  guint blink;           /* until it shows that it is being drawn */
  GdkPaintable *spinner; /* owned (nullable): then it does, which keeps frames coming */
  guint words_delay;     /* until its words are asked for */
  GCancellable *reading; /* owned (nullable): once they were */
};

static guint failed_signal;

G_DEFINE_FINAL_TYPE (CtPageView, ct_page_view, GTK_TYPE_WIDGET)

static void
stop_waiting (CtPageView *self)
{
  g_clear_handle_id (&self->blink, g_source_remove);
  g_clear_object (&self->spinner);
}

static void
drawing_takes_long (gpointer user_data)
{
  CtPageView *self = user_data;

  self->blink = 0;
  self->spinner = GDK_PAINTABLE (adw_spinner_paintable_new (GTK_WIDGET (self)));
  g_signal_connect_object (self->spinner, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wait_for_image (CtPageView *self)
{
  if (self->blink == 0 && !self->spinner)
    self->blink = g_timeout_add_once (BLINK, drawing_takes_long, self);
}

static void
take_image (CtPageView *self)
{
  stop_waiting (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = ct_document_read_text_finish (CT_DOCUMENT (source), result, &error);
  g_autofree char *line = NULL, *spoken = NULL;
  g_auto (GStrv) words = NULL;

  /* Cancelled: then the widget may be gone. */
  if (error)
    return;

  words = g_strsplit_set (text, " \t\r\n\f", -1);
  line = g_strjoinv (" ", words);
  spoken = g_utf8_make_valid (line, (gssize) MIN (strlen (line), MAX_SPOKEN_BYTES));
  gtk_accessible_update_property (GTK_ACCESSIBLE (user_data), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
}

static void
read_words (gpointer user_data)
{
  CtPageView *self = user_data;

  self->words_delay = 0;
  self->reading = g_cancellable_new ();
  ct_document_read_text_async (self->document, self->page, self->reading, take_text, self);
}

static void
ct_page_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  /* The document view gives it its place. */
  *minimum = *natural = 0;
}

static void
snapshot_paper (GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, 0.12f }, 0, 0, 1, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, 0.18f }, 0, 2, 0, 8);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, bounds);
}

static void
ct_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CtPageView *self = CT_PAGE_VIEW (widget);

  snapshot_paper (snapshot, &self->bounds);
  if (ct_page_image_is_drawn (self->image))
    {
      ct_page_image_snapshot (self->image, snapshot, &self->bounds);
      return;
    }
  if (!self->spinner)
    return;

  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (self->seen.origin.x + (self->seen.size.width - SPINNER_SIZE) / 2,
                            self->seen.origin.y + (self->seen.size.height - SPINNER_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->spinner), snapshot,
                                            SPINNER_SIZE, SPINNER_SIZE,
                                            &(GdkRGBA) { 0, 0, 0, 0.6f }, 1);
}

static void
fail (CtPageView *self, const GError *error)
{
  stop_waiting (self);
  g_signal_emit (self, failed_signal, 0, error);
}

static void
ct_page_view_dispose (GObject *object)
{
  CtPageView *self = CT_PAGE_VIEW (object);

  g_clear_handle_id (&self->words_delay, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->image)
    ct_page_image_release (self->image);
  g_clear_object (&self->image);
  g_clear_object (&self->document);
  stop_waiting (self);

  G_OBJECT_CLASS (ct_page_view_parent_class)->dispose (object);
}

static void
ct_page_view_class_init (CtPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_page_view_dispose;
  widget_class->measure = ct_page_view_measure;
  widget_class->snapshot = ct_page_view_snapshot;

  failed_signal = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ct_page_view_init (CtPageView *self)
{
}

GtkWidget *
ct_page_view_new (CtDocument *document, guint page)
{
  CtPageView *self = g_object_new (CT_TYPE_PAGE_VIEW, NULL);
  g_autofree char *label = NULL;

  self->document = g_object_ref (document);
  self->page = page;
  self->image = ct_page_image_new (document, page);
  g_signal_connect_object (self->image, "changed", G_CALLBACK (take_image), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->image, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);

  /* Translators: where one is in a document */
  label = g_strdup_printf (_ ("Page %u of %u"), page + 1, ct_document_get_n_pages (document));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

static graphene_rect_t
to_logical (const GdkRectangle *device, double scale)
{
  return GRAPHENE_RECT_INIT ((float) (device->x / scale), (float) (device->y / scale),
                             (float) (device->width / scale), (float) (device->height / scale));
}

void
ct_page_view_set_seen (CtPageView *self,
                       const CtPageLayout *layout,
                       const GdkRectangle *visible,
                       double scale)
{
  GdkRectangle paper;
  graphene_rect_t bounds;

  g_return_if_fail (CT_IS_PAGE_VIEW (self));

  gtk_widget_set_child_visible (GTK_WIDGET (self), visible != NULL);
  if (!visible)
    {
      stop_waiting (self);
      g_clear_handle_id (&self->words_delay, g_source_remove);
    }
  if (!layout)
    {
      ct_page_image_release (self->image);
      return;
    }

  paper = *ct_page_layout_get_page (layout, self->page);
  paper.x = paper.y = 0;
  ct_page_image_request (self->image, layout->pixels_per_point, paper.width, paper.height, visible);
  if (!visible)
    return;
  if (!ct_page_image_is_drawn (self->image))
    wait_for_image (self);

  bounds = to_logical (&paper, scale);
  self->seen = to_logical (visible, scale);
  if (!graphene_rect_equal (&bounds, &self->bounds) || !ct_page_image_is_drawn (self->image))
    {
      self->bounds = bounds;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }

  if (!self->reading && self->words_delay == 0)
    self->words_delay = g_timeout_add_once (WORDS_DELAY, read_words, self);
}
