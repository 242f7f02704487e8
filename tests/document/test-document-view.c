/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is on screen is drawn for just these pixels, can be zoomed and scrolled without the
 * mouse, is told to those who do not see it, and is let go of in the end. */

#include <adwaita.h>
#include <math.h>

#include "document/ct-document-queue.h"
#include "pdf.h"
#include "support/waiting.h"
#include "widgets/ct-document-view.h"
#include "widgets/ct-document-zoom.h"
#include "widgets/ct-page-view.h"
#include "widgets/ct-widgets.h"

typedef struct
{
  GtkWindow *window;
  CtDocumentView *view;
  CtDocumentZoom *zoom;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->window = GTK_WINDOW (gtk_window_new ());
  self->view = CT_DOCUMENT_VIEW (ct_document_view_new ());
  self->zoom = CT_DOCUMENT_ZOOM (ct_document_zoom_new ());
  g_object_set (self->zoom, "view", self->view, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "zoom",
                                  ct_document_zoom_get_actions (self->zoom));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->zoom));
  gtk_window_set_child (self->window, box);
  gtk_window_set_default_size (self->window, 801, 603);
  gtk_window_present (self->window);
  wait_until (gtk_widget_get_width (GTK_WIDGET (self->view)) > 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_ref (self->view);
  g_object_ref (self->zoom);
  gtk_window_destroy (self->window);
  assert_finalized (self->zoom);
  assert_finalized (self->view);
}

/* The frame after the next, with everything laid out. It is asked for as well: it comes by itself
 * only where a page is drawn after the first one. */
static void
lay_out (Fixture *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->view));
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  while (gdk_frame_clock_get_frame_counter (clock) <= frame + 1)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self->view));
      g_main_context_iteration (NULL, TRUE);
    }
  handle_pending ();
}

static void
show (Fixture *self, double width, double height, guint n_pages)
{
  g_autoptr (CtDocument) document = open_pdf (width, height, n_pages);

  ct_document_view_set_document (self->view, document);
  lay_out (self);
}

static CtPageView *
get_page (Fixture *self, guint i)
{
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (i-- > 0)
    page = gtk_widget_get_next_sibling (page);

  return CT_PAGE_VIEW (page);
}

/* (transfer none): the last one that is drawn. */
static GskRenderNode *
find_texture (GskRenderNode *node)
{
  GskRenderNode *found = NULL;

  if (!node)
    return NULL;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_TEXTURE_NODE:
    case GSK_TEXTURE_SCALE_NODE:
      return node;
    case GSK_CLIP_NODE:
      return find_texture (gsk_clip_node_get_child (node));
    case GSK_TRANSFORM_NODE:
      return find_texture (gsk_transform_node_get_child (node));
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        {
          GskRenderNode *next = find_texture (gsk_container_node_get_child (node, i));

          found = next ? next : found;
        }
      return found;
    default:
      return NULL;
    }
}

/* (transfer full) (nullable): how a widget is drawn now. */
static GskRenderNode *
draw (gpointer widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
is_drawn (CtPageView *page)
{
  GskRenderNode *node = draw (page);
  gboolean drawn = find_texture (node) != NULL;

  g_clear_pointer (&node, gsk_render_node_unref);
  return drawn;
}

static GdkTexture *
get_texture (GskRenderNode *node)
{
  return gsk_render_node_get_node_type (node) == GSK_TEXTURE_NODE
             ? gsk_texture_node_get_texture (node)
             : gsk_texture_scale_node_get_texture (node);
}

static gboolean
is_whole (double pixels)
{
  return fabs (pixels - round (pixels)) < 0.01;
}

/* Whether every pixel of what is drawn is one of the screen. */
static gboolean
is_sharp (Fixture *self, CtPageView *page)
{
  double scale = gdk_surface_get_scale (gtk_native_get_surface (GTK_NATIVE (self->window)));
  GskRenderNode *node = draw (page), *texture = find_texture (node);
  graphene_point_t corner;
  graphene_rect_t bounds;
  double x, y;
  gboolean sharp = FALSE;

  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &x, &y);
  if (texture)
    {
      gsk_render_node_get_bounds (texture, &bounds);
      g_assert_true (gtk_widget_compute_point (GTK_WIDGET (page), GTK_WIDGET (self->window),
                                               &bounds.origin, &corner));
      sharp = is_whole ((x + corner.x) * scale) && is_whole ((y + corner.y) * scale)
              && fabs (bounds.size.width * scale - gdk_texture_get_width (get_texture (texture)))
                     < 0.01
              && fabs (bounds.size.height * scale - gdk_texture_get_height (get_texture (texture)))
                     < 0.01;
    }
  g_clear_pointer (&node, gsk_render_node_unref);

  return sharp;
}

static void
wait_until_sharp (Fixture *self, guint page)
{
  while (!is_sharp (self, get_page (self, page)))
    g_main_context_iteration (NULL, TRUE);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL));
  lay_out (self);
}

static gboolean
can (Fixture *self, const char *action)
{
  return g_action_group_get_action_enabled (ct_document_zoom_get_actions (self->zoom), action);
}

static void
test_sharp (Fixture *self, gconstpointer data)
{
  show (self, 841.89, 595.276, 1);
  wait_until_sharp (self, 0);

  act (self, "zoom.in");
  wait_until_sharp (self, 0);
  act (self, "zoom.actual");
  wait_until_sharp (self, 0);
}

/* A page that is too large to be drawn at once is sharp where it is looked at. */
static void
test_sharp_detail (Fixture *self, gconstpointer data)
{
  show (self, 5000, 5000, 1);
  ct_document_view_zoom_at (self->view, 4, 400, 300);
  lay_out (self);
  wait_until_sharp (self, 0);
}

static void
test_old_picture_stays (Fixture *self, gconstpointer data)
{
  show (self, 841.89, 595.276, 1);
  wait_until_sharp (self, 0);

  ct_document_view_zoom_at (self->view, 3, 400, 300);
  g_assert_true (is_drawn (get_page (self, 0)));
  wait_until_sharp (self, 0);
  g_assert_true (is_drawn (get_page (self, 0)));
}

static void
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
no_frame_for (Fixture *self, guint milliseconds)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->view));
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);
  gboolean over = FALSE;

  g_timeout_add_once (milliseconds, set_true, &over);
  wait_until (over);
  return gdk_frame_clock_get_frame_counter (clock) == frame;
}

/* Somebody who reads does not need sixty frames a second. */
static void
test_rests (Fixture *self, gconstpointer data)
{
  show (self, 841.89, 595.276, 1);
  wait_until_sharp (self, 0);
  wait_until (no_frame_for (self, 100));
}

static void
be_slow (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
  g_task_return_boolean (task, TRUE);
}

/* Whether a page that is not drawn yet is more than a sheet of paper with its two shadows. */
static gboolean
says_that_it_goes_on (CtPageView *page)
{
  GskRenderNode *node = draw (page), *inner = node;
  gboolean more;

  if (inner && gsk_render_node_get_node_type (inner) == GSK_CLIP_NODE)
    inner = gsk_clip_node_get_child (inner);
  more = inner && !find_texture (inner) && gsk_container_node_get_n_children (inner) > 3;
  g_clear_pointer (&node, gsk_render_node_unref);

  return more;
}

static void
test_slow (Fixture *self, gconstpointer data)
{
  g_autoptr (GTask) slow = g_task_new (NULL, NULL, NULL, NULL);
  g_autoptr (CtDocument) document = open_pdf (841.89, 595.276, 1);
  GMutex mutex;

  g_mutex_init (&mutex);
  g_mutex_lock (&mutex);
  g_task_set_task_data (slow, &mutex, NULL);
  ct_document_queue_push (slow, be_slow);

  ct_document_view_set_document (self->view, document);
  /* It begins to count as it gets its place: nothing can be over yet, however slow this is. */
  wait_until (gtk_widget_get_width (GTK_WIDGET (get_page (self, 0))) > 0);
  g_assert_false (says_that_it_goes_on (get_page (self, 0)));
  wait_until (says_that_it_goes_on (get_page (self, 0)));
  wait_until (!no_frame_for (self, 100));

  g_mutex_unlock (&mutex);
  wait_until_sharp (self, 0);
  wait_until (no_frame_for (self, 100));
  wait_until (g_task_get_completed (slow));
  g_mutex_clear (&mutex);
}

static void
test_zoom (Fixture *self, gconstpointer data)
{
  double fit;

  show (self, 841.89, 595.276, 1);
  fit = ct_document_view_get_zoom (self->view);
  g_assert_cmpfloat (fit, <, 1);

  act (self, "zoom.actual");
  g_assert_cmpfloat (ct_document_view_get_zoom (self->view), ==, 1);
  act (self, "zoom.in");
  g_assert_cmpfloat (ct_document_view_get_zoom (self->view), ==, 1.25);
  act (self, "zoom.out");
  g_assert_cmpfloat (ct_document_view_get_zoom (self->view), ==, 1);

  while (can (self, "in"))
    act (self, "zoom.in");
  g_assert_cmpfloat (ct_document_view_get_zoom (self->view), ==, CT_ZOOM_MAX);
  while (can (self, "out"))
    act (self, "zoom.out");
  g_assert_cmpfloat (ct_document_view_get_zoom (self->view), ==, CT_ZOOM_MIN);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "zoom.fit", "s", "page"));
  lay_out (self);
  g_assert_cmpfloat (ct_document_view_get_zoom (self->view), ==, fit);
}

/* What is under the pointer stays under it. */
static void
test_zoom_at (Fixture *self, gconstpointer data)
{
  graphene_point_t before = GRAPHENE_POINT_INIT (500, 100), on_page, after;
  float width, height;

  show (self, 841.89, 595.276, 1);
  ct_document_view_zoom_at (self->view, 2, 400, 300);
  lay_out (self);

  width = (float) gtk_widget_get_width (GTK_WIDGET (get_page (self, 0)));
  height = (float) gtk_widget_get_height (GTK_WIDGET (get_page (self, 0)));
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (get_page (self, 0)),
                                           &before, &on_page));
  ct_document_view_zoom_at (self->view, 3, before.x, before.y);
  lay_out (self);
  on_page.x *= (float) gtk_widget_get_width (GTK_WIDGET (get_page (self, 0))) / width;
  on_page.y *= (float) gtk_widget_get_height (GTK_WIDGET (get_page (self, 0))) / height;
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (get_page (self, 0)), GTK_WIDGET (self->view),
                                           &on_page, &after));
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 2);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 2);
}

/* Does what the key does. */
static gboolean
press (Fixture *self, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0;
           G_IS_LIST_MODEL (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                 GTK_WIDGET (self->view),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }

  g_assert_not_reached ();
}

static guint
get_page_number (Fixture *self)
{
  guint page;

  lay_out (self);
  g_object_get (self->view, "page", &page, NULL);
  return page;
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  show (self, 300, 400, 20);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (self->view)));
  g_assert_cmpuint (get_page_number (self), ==, 1);
  g_assert_false (press (self, GDK_KEY_Up));
  g_assert_false (press (self, GDK_KEY_Right));
  g_assert_true (press (self, GDK_KEY_Page_Down));
  g_assert_cmpuint (get_page_number (self), ==, 2);
  g_assert_true (press (self, GDK_KEY_End));
  g_assert_cmpuint (get_page_number (self), ==, 20);
  wait_until_sharp (self, 19);
  g_assert_false (press (self, GDK_KEY_space));
  g_assert_true (press (self, GDK_KEY_Home));
  g_assert_cmpuint (get_page_number (self), ==, 1);
}

static void
test_accessible (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");
  g_autoptr (CtDocument) document = open_document (bytes);
  CtPageView *page;

  g_object_set (self->view, "title", "A certificate", NULL);
  ct_document_view_set_document (self->view, document);
  lay_out (self);
  page = get_page (self, 0);

  gtk_test_accessible_assert_role (self->view, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_test_accessible_assert_property (self->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "A certificate");
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 1 of 1");
  wait_until (gtk_test_accessible_has_property (GTK_ACCESSIBLE (page),
                                                GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
test_replaced (Fixture *self, gconstpointer data)
{
  guint n_pages;

  show (self, 300, 400, 20);
  ct_document_view_zoom_at (self->view, 2, 10, 10);
  g_assert_true (press (self, GDK_KEY_End));
  show (self, 841.89, 595.276, 1);
  g_object_get (self->view, "n-pages", &n_pages, NULL);
  g_assert_cmpuint (n_pages, ==, 1);
  wait_until_sharp (self, 0);

  ct_document_view_set_document (self->view, NULL);
  lay_out (self);
  g_assert_null (gtk_widget_get_first_child (GTK_WIDGET (self->view)));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ct_widgets_init ();

  add ("/document-view/sharp", test_sharp);
  add ("/document-view/sharp-detail", test_sharp_detail);
  add ("/document-view/old-picture-stays", test_old_picture_stays);
  add ("/document-view/rests", test_rests);
  add ("/document-view/slow", test_slow);
  add ("/document-view/zoom", test_zoom);
  add ("/document-view/zoom-at", test_zoom_at);
  add ("/document-view/keys", test_keys);
  add ("/document-view/accessible", test_accessible);
  add ("/document-view/replaced", test_replaced);

  return g_test_run ();
}
