/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes to decode 100,000 attempts, against json-glib's parse of the same bytes. */

#include <json-glib/json-glib.h>

#include "attempts.h"
#include "client/ct-answer-page.h"
#include "model/ct-attempt.h"
#include "stolen.h"

#define N_ATTEMPTS 100000
#define N_TURNS 7

static double
parse (GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  gint64 begun = g_get_monotonic_time ();
  if (!json_parser_load_from_data (parser, text, length, &error))
    g_error ("%s", error->message);

  return (g_get_monotonic_time () - begun) / 1000.0;
}

static double
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  gint64 begun = g_get_monotonic_time ();
  g_autoptr (CtAnswerPage) page
      = ct_answer_page_new (CT_TYPE_ATTEMPT, "v1/attempts", "v1/attempts", NULL, bytes, &error);
  double time = (g_get_monotonic_time () - begun) / 1000.0;

  if (page == NULL)
    g_error ("%s", error->message);
  g_assert_cmpuint (page->items->len, ==, N_ATTEMPTS);
  return time;
}

int
main (void)
{
  g_autoptr (GBytes) bytes = attempts_new (N_ATTEMPTS);

  g_print ("[");
  for (guint i = 0; i < N_TURNS; i++)
    {
      guint64 stolen = get_stolen ();
      double parse_ms = parse (bytes), decode_ms = decode (bytes);

      g_print ("%s{\"parse_ms\": %.1f, \"decode_ms\": %.1f, \"stolen\": %" G_GUINT64_FORMAT "}",
               i > 0 ? ", " : "", parse_ms, decode_ms, get_stolen () - stolen);
    }
  g_print ("]\n");

  return 0;
}
