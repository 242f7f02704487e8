/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-document-answer.h"

#include "model/ct-json.h"
#include "service/document/ct-fonts.h"

/* To be raised when documents are drawn differently, so that nobody keeps the old ones. */
#define DRAWING 2

gboolean
ct_document_answer_get_paper (CtRequest *request, CtPaper *paper, CtAnswer **refusal)
{
  const char *text = ct_request_get_parameter (request, "paper");
  GEnumClass *papers = g_type_class_get (CT_TYPE_PAPER);
  GEnumValue *value = g_enum_get_value_by_nick (papers, text != NULL ? text : "a4");

  if (value != NULL)
    *paper = value->value;
  else
    *refusal = ct_answer_new_invalid ("“paper” is “a4” or “letter”.");
  return value != NULL;
}

/* Where there was no font for a name it is drawn again once there is one, which this process draws
 * with when it is started again. */
static const char *
get_fonts (void)
{
  static char *checksum;

  if (g_once_init_enter_pointer (&checksum))
    {
      FcFontSet *fonts = FcConfigGetFonts (NULL, FcSetSystem);

      g_once_init_leave_pointer (&checksum,
                                 fonts ? ct_fonts_get_checksum (fonts) : g_strdup ("none"));
    }

  return checksum;
}

char *
ct_document_answer_tag (CtPaper paper, const char *language, gpointer const *input, gsize n_input)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *form = g_strdup_printf ("%d %d %s %s", DRAWING, paper,
                                           language != NULL ? language : "", get_fonts ());

  g_checksum_update (checksum, (const guchar *) form, -1);
  for (gsize i = 0; i < n_input; i++)
    {
      g_autoptr (JsonNode) node = ct_resource_to_json (input[i]);
      g_autoptr (GBytes) bytes = ct_json_to_bytes (node);

      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return g_strndup (g_checksum_get_string (checksum), 32);
}

void
ct_document_answer_set_verification (CtRequest *request, CtProgram *program)
{
  if (program->verification_uri != NULL)
    return;

  g_autofree char *uri = g_strconcat (request->base_uri, "verify/", NULL);
  g_object_set (program, "verification-uri", uri, NULL);
}
