/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages begin and end with a device pixel at every scale, fit as they are asked to, and what
 * is looked at stays where it is when the zoom changes. */

#include "document/ct-page-layout.h"
#include "pdf.h"

static void
assert_inside (const CtPageLayout *layout)
{
  int bottom = 0;

  for (guint i = 0; i < layout->pages->len; i++)
    {
      const GdkRectangle *page = ct_page_layout_get_page (layout, i);

      g_assert_cmpint (page->x, >=, 0);
      g_assert_cmpint (page->x + page->width, <=, layout->width);
      g_assert_cmpint (page->y, >, bottom);
      bottom = page->y + page->height;
    }
  g_assert_cmpint (bottom, <, layout->height);
}

static void
test_scales (void)
{
  const double scales[] = { 1, 1.25, 1.5, 1.75, 2, 3 };
  g_autoptr (CtDocument) document = open_pdf (595.276, 841.89, 3);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (CtPageLayout) layout
          = ct_page_layout_new (document, CT_PAGE_FIT_NONE, 1, 600, 700, scales[i]);
      const GdkRectangle *page = ct_page_layout_get_page (layout, 2);

      g_assert_cmpfloat_with_epsilon (layout->pixels_per_point, scales[i] * 96 / 72, 1e-9);
      g_assert_cmpint (page->width, ==, (int) (793.7 * scales[i] + 0.5));
      g_assert_cmpint (page->height, ==, (int) (1122.52 * scales[i] + 0.5));
      assert_inside (layout);
    }
}

static void
test_fit (void)
{
  g_autoptr (CtDocument) wide = open_pdf (841.89, 595.276, 1);
  g_autoptr (CtPageLayout) by_width = ct_page_layout_new (wide, CT_PAGE_FIT_WIDTH, 1, 1000, 300, 1);
  g_autoptr (CtPageLayout) by_page = ct_page_layout_new (wide, CT_PAGE_FIT_PAGE, 1, 1000, 300, 1);
  g_autoptr (CtPageLayout) tiny = ct_page_layout_new (wide, CT_PAGE_FIT_PAGE, 1, 10, 10, 1);
  g_autoptr (CtPageLayout) huge = ct_page_layout_new (wide, CT_PAGE_FIT_PAGE, 1, 30000, 30000, 1);

  g_assert_cmpint (by_width->width, ==, 1000);
  g_assert_cmpint (by_width->height, >, 300);
  g_assert_cmpint (ct_page_layout_get_page (by_width, 0)->width, ==, 1000 - 2 * 18);

  g_assert_cmpint (by_page->width, ==, 1000);
  g_assert_cmpint (by_page->height, ==, 300);
  g_assert_cmpint (ct_page_layout_get_page (by_page, 0)->height, ==, 300 - 2 * 18);

  /* In the middle. */
  g_assert_cmpint (ct_page_layout_get_page (by_page, 0)->x, ==,
                   (1000 - ct_page_layout_get_page (by_page, 0)->width) / 2);

  g_assert_cmpint (ct_page_layout_get_page (tiny, 0)->width, >=, 1);
  g_assert_cmpfloat (huge->zoom, ==, CT_ZOOM_MAX);
}

static void
test_limits (void)
{
  g_autoptr (CtDocument) document = open_pdf (CT_DOCUMENT_MAX_POINTS, CT_DOCUMENT_MAX_POINTS, 400);
  g_autoptr (CtPageLayout) most = ct_page_layout_new (document, CT_PAGE_FIT_NONE, 99, 800, 600, 3);
  g_autoptr (CtPageLayout) least = ct_page_layout_new (document, CT_PAGE_FIT_NONE, 0, 800, 600, 1);

  g_assert_cmpfloat (most->zoom, ==, CT_ZOOM_MAX);
  assert_inside (most);
  g_assert_cmpfloat (least->zoom, ==, CT_ZOOM_MIN);
}

static void
test_point_stays (void)
{
  g_autoptr (CtDocument) document = open_pdf (600, 800, 4);
  g_autoptr (CtPageLayout) small
      = ct_page_layout_new (document, CT_PAGE_FIT_NONE, 0.5, 800, 600, 1);
  g_autoptr (CtPageLayout) large
      = ct_page_layout_new (document, CT_PAGE_FIT_NONE, 3, 800, 600, 1.5);

  for (int y = 0; y < small->height; y += 97)
    {
      CtPagePoint point = ct_page_layout_find (small, 310, y), same;
      double new_x, new_y, old_x, old_y;

      ct_page_layout_locate (small, &point, &old_x, &old_y);
      g_assert_cmpfloat_with_epsilon (old_x, 310, 1e-6);
      g_assert_cmpfloat_with_epsilon (old_y, y, 1e-6);

      ct_page_layout_locate (large, &point, &new_x, &new_y);
      if (point.y >= 0 && point.y <= 1)
        {
          same = ct_page_layout_find (large, new_x, new_y);
          g_assert_cmpuint (same.page, ==, point.page);
          g_assert_cmpfloat_with_epsilon (same.y, point.y, 1e-6);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-layout/scales", test_scales);
  g_test_add_func ("/page-layout/fit", test_fit);
  g_test_add_func ("/page-layout/limits", test_limits);
  g_test_add_func ("/page-layout/point-stays", test_point_stays);

  return g_test_run ();
}
