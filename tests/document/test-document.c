/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever comes from outside, the reader gets either pages or an error with its own words,
 * the main thread is never waited for, and nothing arrives that nobody waits for any more. */

#include "config.h"

#include <dlfcn.h>

#include "document/ct-document-queue.h"
#include "document/ct-document.h"
#include "model/ct-error.h"
#include "pdf.h"
#include "support/waiting.h"

static gboolean
poppler_is_loaded (void)
{
  void *handle = dlopen (POPPLER_LIBRARY, RTLD_LAZY | RTLD_NOLOAD);

  if (!handle)
    return FALSE;

  dlclose (handle);

  return TRUE;
}

static void
see_poppler (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, poppler_is_loaded ());
}

/* A start does not pay for libraries that only documents need. */
static void
test_loaded_late (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GTask *task;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  g_assert_false (poppler_is_loaded ());

  ct_document_prepare ();
  task = g_task_new (NULL, NULL, take_result, &result);
  g_task_set_priority (task, G_PRIORITY_LOW);
  ct_document_queue_push (task, see_poppler);
  g_object_unref (task);
  g_assert_true (g_task_propagate_boolean (G_TASK (wait_for_result (&result)), &error));
  g_assert_no_error (error);
}

static void
end_several_times (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
}

/* The program may end while the worker loads… */
static void
test_end_loading (void)
{
  if (g_test_subprocess ())
    {
      ct_document_prepare ();
      ct_document_queue_finish ();
      exit (0);
    }

  end_several_times ();
}

/* …or reads. */
static void
test_end_reading (void)
{
  static CtDocument *document; /* still held when the program ends */

  if (g_test_subprocess ())
    {
      g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");

      document = open_document (bytes);
      g_clear_pointer (&bytes, g_bytes_unref);
      ct_document_read_text_async (document, 0, NULL, NULL, NULL);
      exit (0);
    }

  end_several_times ();
}

static void
test_good (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");
  g_autoptr (CtDocument) document = open_document (bytes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  double width, height;

  g_assert_cmpuint (ct_document_get_n_pages (document), ==, 1);
  g_assert_cmpstr (ct_document_get_title (document), ==, "Symantec Certified Specialist");
  g_assert_true (ct_document_get_bytes (document) == bytes);
  ct_document_get_page_size (document, 0, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 841.89, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 595.276, 0.01);

  ct_document_read_text_async (document, 0, NULL, take_result, &result);
  text = ct_document_read_text_finish (document, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Maria Ewa Kowalska-Zieli\u0144ska"));
}

typedef struct
{
  const char *name;
  GBytes *(*make) (void);
  CtError code;
} Broken;

static GBytes *
make_encrypted (void)
{
  return read_fixture ("encrypted.pdf");
}

static GBytes *
make_no_pages (void)
{
  return read_fixture ("no-pages.pdf");
}

static GBytes *
make_truncated (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");

  return g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
}

static GBytes *
make_web_page (void)
{
  return g_bytes_new_static ("<!DOCTYPE html><title>Sign in to this network</title>", 53);
}

static GBytes *
make_empty (void)
{
  return g_bytes_new_static ("", 0);
}

static GBytes *
make_head_only (void)
{
  return g_bytes_new_static ("%PDF-1.7\n", 9);
}

static GBytes *
make_noise (void)
{
  GString *noise = g_string_new ("%PDF-1.4\n");
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 20000; i++)
    g_string_append_c (noise, (char) g_rand_int_range (rand, 0, 256));

  return g_string_free_to_bytes (noise);
}

static GBytes *
make_too_large (void)
{
  return g_bytes_new_take (g_malloc0 (CT_DOCUMENT_MAX_BYTES + 1), CT_DOCUMENT_MAX_BYTES + 1);
}

static GBytes *
make_too_many_pages (void)
{
  return make_pdf (200, 200, CT_DOCUMENT_MAX_PAGES + 1);
}

static GBytes *
make_impossible_size (void)
{
  return make_pdf (CT_DOCUMENT_MAX_POINTS * 2, 200, 1);
}

static const Broken broken[] = {
  { "encrypted", make_encrypted, CT_ERROR_DOCUMENT_ENCRYPTED },
  { "no-pages", make_no_pages, CT_ERROR_DOCUMENT_DAMAGED },
  { "truncated", make_truncated, CT_ERROR_DOCUMENT_DAMAGED },
  { "web-page", make_web_page, CT_ERROR_DOCUMENT_DAMAGED },
  { "empty", make_empty, CT_ERROR_DOCUMENT_DAMAGED },
  { "head-only", make_head_only, CT_ERROR_DOCUMENT_DAMAGED },
  { "noise", make_noise, CT_ERROR_DOCUMENT_DAMAGED },
  { "too-large", make_too_large, CT_ERROR_DOCUMENT_DAMAGED },
  { "too-many-pages", make_too_many_pages, CT_ERROR_DOCUMENT_DAMAGED },
  { "impossible-size", make_impossible_size, CT_ERROR_DOCUMENT_DAMAGED },
};

static void
test_broken (gconstpointer data)
{
  const Broken *what = data;
  g_autoptr (GBytes) bytes = what->make ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDocument) document = try_to_open (bytes, &error);

  g_assert_error (error, CT_ERROR, (int) what->code);
  g_assert_null (document);
}

/* Each single byte of a certificate turned to something else: an error or pages, never more. */
static void
test_flipped_bytes (void)
{
  g_autoptr (GBytes) good = read_fixture ("certificate.pdf");
  gsize size = g_bytes_get_size (good);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (good, NULL), size);
      g_autoptr (GBytes) bad = NULL;
      g_autoptr (CtDocument) document = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 20; j++)
        data[g_rand_int_range (rand, 9, (gint32) size)] ^= (guint8) g_rand_int_range (rand, 1, 256);
      bad = g_bytes_new_take (g_steal_pointer (&data), size);
      document = try_to_open (bad, &error);

      if (document)
        {
          g_autoptr (GAsyncResult) result = NULL;
          g_autoptr (GdkTexture) texture = NULL;

          ct_document_render_async (document, 0, 0.5, &(GdkRectangle) { 0, 0, 100, 100 },
                                    G_PRIORITY_DEFAULT, NULL, take_result, &result);
          texture = ct_document_render_finish (document, wait_for_result (&result), &error);
          g_assert_no_error (error);
        }
      else
        g_assert_true (error->domain == CT_ERROR);
    }
}

static guint32
get_pixel (GdkTexture *texture, int x, int y)
{
  int width = gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * gdk_texture_get_height (texture));

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[y * width + x];
}

static GdkTexture *
render (CtDocument *document, guint page, double scale, const GdkRectangle *area)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture;

  ct_document_render_async (document, page, scale, area, G_PRIORITY_DEFAULT, NULL, take_result,
                            &result);
  texture = ct_document_render_finish (document, wait_for_result (&result), &error);
  g_assert_no_error (error);

  return texture;
}

/* The square of 72 points is 108 pixels at a scale of 1.5, with a hard edge: nothing is
 * scaled after it was drawn. */
static void
test_exact_pixels (void)
{
  g_autoptr (GBytes) bytes = make_pdf (300, 200, 1);
  g_autoptr (CtDocument) document = open_document (bytes);
  g_autoptr (GdkTexture) whole = render (document, 0, 1.5, &(GdkRectangle) { 0, 0, 450, 300 });
  g_autoptr (GdkTexture) part = render (document, 0, 1.5, &(GdkRectangle) { 100, 100, 50, 40 });

  g_assert_cmpint (gdk_texture_get_width (whole), ==, 450);
  g_assert_cmpint (gdk_texture_get_height (whole), ==, 300);
  g_assert_cmphex (get_pixel (whole, 107, 107), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (whole, 108, 107), ==, 0xffffffff);
  g_assert_cmphex (get_pixel (whole, 107, 108), ==, 0xffffffff);

  g_assert_cmpint (gdk_texture_get_width (part), ==, 50);
  g_assert_cmpint (gdk_texture_get_height (part), ==, 40);
  g_assert_cmphex (get_pixel (part, 7, 7), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (part, 8, 7), ==, 0xffffffff);
}

static void
test_large_and_many (void)
{
  g_autoptr (GBytes) large = make_pdf (CT_DOCUMENT_MAX_POINTS, CT_DOCUMENT_MAX_POINTS, 1);
  g_autoptr (GBytes) many = make_pdf (200, 200, 400);
  g_autoptr (CtDocument) poster = open_document (large);
  g_autoptr (CtDocument) book = open_document (many);
  g_autoptr (GdkTexture) far = NULL, last = NULL;

  far = render (poster, 0, 10, &(GdkRectangle) { 143900, 143900, 100, 100 });
  g_assert_cmphex (get_pixel (far, 50, 50), ==, 0xffffffff);

  g_assert_cmpuint (ct_document_get_n_pages (book), ==, 400);
  last = render (book, 399, 1, &(GdkRectangle) { 0, 0, 200, 200 });
  g_assert_cmphex (get_pixel (last, 10, 10), ==, 0xffff0000);
}

static void
test_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");
  g_autoptr (CtDocument) document = open_document (bytes);
  g_autoptr (GAsyncResult) opened = NULL, rendered = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);

  ct_document_open_async (bytes, cancellable, take_result, &opened);
  g_assert_null (opened);
  g_assert_null (ct_document_open_finish (wait_for_result (&opened), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  ct_document_render_async (document, 0, 1, &(GdkRectangle) { 0, 0, 10, 10 }, 0, cancellable,
                            take_result, &rendered);
  g_assert_null (ct_document_render_finish (document, wait_for_result (&rendered), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GBytes *
read_nothing (gpointer data)
{
  return NULL;
}

static void
test_nothing_to_read (void)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  ct_document_read_async (read_nothing, g_strdup (""), g_free, NULL, take_result, &opened);
  g_assert_null (ct_document_open_finish (wait_for_result (&opened), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A job that stays on the worker until it is let go. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean begun, let_go;
} Gate;

static void
hold (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->begun = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->let_go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);

  g_task_return_pointer (task, g_object_new (G_TYPE_OBJECT, NULL), g_object_unref);
}

static void
gate_close (Gate *gate, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, take_result, result);

  g_task_set_task_data (task, gate, NULL);
  g_task_set_priority (task, G_PRIORITY_HIGH);
  ct_document_queue_push (task, hold);

  g_mutex_lock (&gate->mutex);
  while (!gate->begun)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->let_go = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static void
test_cancelled_meanwhile (void)
{
  Gate gate = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gate_close (&gate, cancellable, &result);
  g_cancellable_cancel (cancellable);
  gate_open (&gate);

  g_assert_null (g_task_propagate_pointer (G_TASK (wait_for_result (&result)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GString *order;
  char name;
} Turn;

static void
note_turn (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Turn *turn = data;

  g_string_append_c (turn->order, turn->name);
  g_task_return_boolean (task, TRUE);
}

static void
count_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *left = user_data;

  (*left)--;
}

/* What is on screen goes first, the newest before the older; what was given up is not begun. */
static void
test_order (void)
{
  Gate gate = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) given_up = g_cancellable_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  const struct
  {
    char name;
    int priority;
    gboolean given_up;
  } jobs[] = {
    { 'a', G_PRIORITY_LOW, FALSE },     { 'b', G_PRIORITY_DEFAULT, FALSE },
    { 'c', G_PRIORITY_DEFAULT, TRUE },  { 'd', G_PRIORITY_LOW, FALSE },
    { 'e', G_PRIORITY_DEFAULT, FALSE },
  };
  Turn turns[G_N_ELEMENTS (jobs)];
  guint left = G_N_ELEMENTS (jobs);

  gate_close (&gate, NULL, &result);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (GTask) task
          = g_task_new (NULL, jobs[i].given_up ? given_up : NULL, count_down, &left);

      turns[i] = (Turn) { order, jobs[i].name };
      g_task_set_priority (task, jobs[i].priority);
      g_task_set_task_data (task, &turns[i], NULL);
      ct_document_queue_push (task, note_turn);
    }
  g_cancellable_cancel (given_up);
  gate_open (&gate);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (order->str, ==, "ebda");
}

/* Drawing would compete with the frame that asks for it. */
static void
test_after_frame (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");
  g_autoptr (CtDocument) document = open_document (bytes);
  Gate before = { 0 }, after = { 0 };
  g_autoptr (GAsyncResult) began = NULL, ended = NULL, drawn = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  gate_close (&before, NULL, &began);
  ct_document_render_async (document, 0, 1, &(GdkRectangle) { 0, 0, 10, 10 }, G_PRIORITY_HIGH - 1,
                            NULL, take_result, &drawn);
  gate_open (&before);
  /* The worker would have drawn before it comes here. */
  gate_close (&after, NULL, &ended);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (drawn);

  gate_open (&after);
  texture = ct_document_render_finish (document, wait_for_result (&drawn), &error);
  g_assert_no_error (error);
  g_assert_nonnull (texture);
  /* The drawn page may overtake what the gate answers. */
  wait_for_result (&ended);
}

/* Leaving while pages are being drawn frees the document, once they are done with it. */
static void
test_finalised (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("certificate.pdf");
  CtDocument *document = open_document (bytes);
  GCancellable *cancellable = g_cancellable_new ();
  guint left = 3;

  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  for (guint i = 0; i < 3; i++)
    ct_document_render_async (document, 0, 2, &(GdkRectangle) { 0, 0, 1600, 1100 }, 0, cancellable,
                              count_down, &left);
  g_object_unref (document);
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);

  while (left > 0 || document)
    g_main_context_iteration (NULL, left > 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/loaded-late", test_loaded_late);
  g_test_add_func ("/document/end-loading", test_end_loading);
  g_test_add_func ("/document/end-reading", test_end_reading);
  g_test_add_func ("/document/good", test_good);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/document/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  g_test_add_func ("/document/flipped-bytes", test_flipped_bytes);
  g_test_add_func ("/document/exact-pixels", test_exact_pixels);
  g_test_add_func ("/document/large-and-many", test_large_and_many);
  g_test_add_func ("/document/nothing-to-read", test_nothing_to_read);
  g_test_add_func ("/document/cancelled-before", test_cancelled_before);
  g_test_add_func ("/document/cancelled-meanwhile", test_cancelled_meanwhile);
  g_test_add_func ("/document/order", test_order);
  g_test_add_func ("/document/after-frame", test_after_frame);
  g_test_add_func ("/document/finalised", test_finalised);

  return g_test_run ();
}
