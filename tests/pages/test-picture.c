/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a small file that says it is a huge picture neither takes the memory nor the time of
 * whoever looks at a list. */
#include <string.h>

#include "model/ct-error.h"
#include "support/waiting.h"
#include "widgets/ct-picture.h"

static guint32
sum_up (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static void
add_number (GByteArray *png, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_byte_array_append (png, (const guint8 *) &number, 4);
}

static void
add_chunk (GByteArray *png, const char *type, const void *data, gsize length)
{
  guint from = png->len + 4;

  add_number (png, length);
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, length);
  add_number (png, sum_up (png->data + from, png->len - from));
}

/* A black square, of one bit for each pixel. */
static GBytes *
make_png (guint side)
{
  GByteArray *png = g_byte_array_new ();
  GByteArray *header = g_byte_array_new ();
  gsize length = (gsize) side * (1 + (side + 7) / 8);
  g_autoptr (GBytes) rows = g_bytes_new_take (g_malloc0 (length), length);
  g_autoptr (GConverter) compressor
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GBytes) packed = g_converter_convert_bytes (compressor, rows, NULL);

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  add_number (header, side);
  add_number (header, side);
  g_byte_array_append (header, (const guint8 *) "\1\0\0\0\0", 5);
  add_chunk (png, "IHDR", header->data, header->len);
  add_chunk (png, "IDAT", g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  add_chunk (png, "IEND", "", 0);
  g_byte_array_unref (header);
  return g_byte_array_free_to_bytes (png);
}

static GdkTexture *
decode (GBytes *bytes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_picture_decode_async (bytes, NULL, take_result, &result);
  return ct_picture_decode_finish (wait_for_result (&result), error);
}

static void
test_shown (void)
{
  g_autoptr (GBytes) png = make_png (128);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = decode (png, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 128);
}

static void
assert_refused (GBytes *bytes, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (bytes, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) png = make_png (32000);
  g_autoptr (GBytes) just_over = make_png (CT_PICTURE_MAX_SIDE + 1);

  g_assert_cmpuint (g_bytes_get_size (png), <, CT_PICTURE_MAX_BYTES);
  assert_refused (png, "too large");
  assert_refused (just_over, "too large");
}

static void
test_svg_bomb (void)
{
  const char *svg = "<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='30000'>"
                    "<rect width='100%' height='100%'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));

  assert_refused (bytes, "PNG");
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) png = make_png (128);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  assert_refused (part, "damaged");
  assert_refused (nothing, "PNG");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture/shown", test_shown);
  g_test_add_func ("/picture/bomb", test_bomb);
  g_test_add_func ("/picture/svg-bomb", test_svg_bomb);
  g_test_add_func ("/picture/damaged", test_damaged);

  return g_test_run ();
}
