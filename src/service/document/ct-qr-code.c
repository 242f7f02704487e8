/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-qr-code.h"

#include <errno.h>
#include <qrencode.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QRcode, QRcode_free)

gboolean
ct_qr_code_draw (cairo_t *cr, const char *text, double x, double y, double size, GError **error)
{
  g_autoptr (QRcode) code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);

  if (code == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "There is no QR code for this: %s",
                   g_strerror (errno));
      return FALSE;
    }

  double module = size / code->width;

  /* Dark modules that lie side by side are one rectangle, and all are one area: no seams. */
  for (int row = 0; row < code->width; row++)
    {
      const unsigned char *line = code->data + row * code->width;

      for (int from = 0, to; from < code->width; from = to)
        {
          for (to = from + 1; to < code->width && (line[to] & 1) == (line[from] & 1);)
            to++;
          if (line[from] & 1)
            cairo_rectangle (cr, x + from * module, y + row * module, (to - from) * module, module);
        }
    }
  cairo_fill (cr);

  return TRUE;
}
