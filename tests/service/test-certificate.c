/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-time.h"
#include "service/document/ct-certificate.h"
#include "service/document/ct-fonts.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

#define CODE "4Y3T-Y4KM-NWCQ-NLYF"
#define ADDRESS "https://verify.example.com/?c=it's+"
#define LONG_NAME \
  "Maria Teodora Guadalupe de Albuquerque Cavalcanti von Hohenstein-Schellenberg e Vasconcelos " \
  "Figueiredo da Conceição Ribeiro"
#define LONG_WORD \
  "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafeware" \
  "nwohlgepflegeundsorgfaltigkeitbeschutzen"

#if !POPPLER_CHECK_VERSION(25, 6, 0)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerStructureElement, g_object_unref)
#endif

/* Where the frame ends, and where what is written may begin. */
#define FRAME 47
#define MARGIN 82

static CtProgram *
new_program (void)
{
  return g_object_new (CT_TYPE_PROGRAM, "id", "p", "name", "Program of the Tests", "issuer",
                       "Office of Tests", "verification-uri", ADDRESS, NULL);
}

static CtCredential *
new_credential (const char *name)
{
  g_autoptr (GDateTime) issued_at = ct_time_parse ("2026-03-04T10:20:30Z");
  g_autoptr (GDateTime) expires_at = ct_time_parse ("2028-03-04T10:20:30Z");

  return g_object_new (CT_TYPE_CREDENTIAL, "id", "c", "number", "SCS-674M-EDNA", "title",
                       "Specialist: Tables and Trees", "short-title", "SCS", "kind",
                       CT_ACHIEVEMENT_KIND_CERTIFICATION, "name", name, "issued-at", issued_at,
                       "expires-at", expires_at, "verification-code", CODE, NULL);
}

static PopplerDocument *
open_document (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static PopplerDocument *
draw (CtProgram *program, CtCredential *credential, const char *language, CtPaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ct_certificate_draw (program, credential, language, paper, &error);

  g_assert_no_error (error);
  return open_document (bytes);
}

/* The text of the only page, without the marks of direction and with spaces for line breaks. */
static char *
get_text (PopplerDocument *document)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, 0);
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *clean = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (clean, c == '\n' ? ' ' : c);
    }
  return g_string_free_and_steal (clean);
}

static void
assert_has (PopplerDocument *document, const char *words)
{
  g_autofree char *text = get_text (document);

  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text);
}

static cairo_surface_t *
render (PopplerDocument *document, double scale)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, 0);
  double width, height;

  poppler_page_get_size (page, &width, &height);
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_blank (cairo_surface_t *surface, int left, int top, int right, int bottom)
{
  for (int y = top; y < bottom; y++)
    {
      const guint32 *row
          = (const guint32 *) (cairo_image_surface_get_data (surface)
                               + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = left; x < right; x++)
        {
          if ((row[x] & 0xffffff) != 0xffffff)
            return FALSE;
        }
    }
  return TRUE;
}

/* All that is written stays between the margins, and the frame around it is free. */
static void
assert_inside (PopplerDocument *document)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, 0);
  g_autofree PopplerRectangle *glyphs = NULL;
  cairo_surface_t *surface = render (document, 1);
  int right = cairo_image_surface_get_width (surface);
  int bottom = cairo_image_surface_get_height (surface);
  double width, height;
  guint n_glyphs = 0;

  poppler_page_get_size (page, &width, &height);
  g_assert_true (poppler_page_get_text_layout (page, &glyphs, &n_glyphs));
  for (guint i = 0; i < n_glyphs; i++)
    {
      g_assert_cmpfloat (glyphs[i].x1, >=, MARGIN - 6);
      g_assert_cmpfloat (glyphs[i].x2, <=, width - MARGIN + 6);
      g_assert_cmpfloat (glyphs[i].y1, >=, FRAME);
      g_assert_cmpfloat (glyphs[i].y2, <=, height - FRAME);
    }

  g_assert_true (is_blank (surface, FRAME, FRAME, MARGIN - 3, bottom - FRAME));
  g_assert_true (is_blank (surface, right - MARGIN + 3, FRAME, right - FRAME, bottom - FRAME));
  g_assert_true (is_blank (surface, FRAME, FRAME, right - FRAME, FRAME + 15));
  g_assert_true (is_blank (surface, FRAME, bottom - FRAME - 8, right - FRAME, bottom - FRAME));
  g_assert_false (is_blank (surface, 0, 0, FRAME, bottom));
  cairo_surface_destroy (surface);
}

static void
assert_fonts_embedded (PopplerDocument *document)
{
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *iter = NULL;
  guint n_fonts = 0;

  while (poppler_font_info_scan (info, 1, &iter) && iter != NULL)
    {
      do
        {
          g_assert_true (poppler_fonts_iter_is_embedded (iter));
          /* One of type 3 has nothing but what is drawn, whatever it is called. */
          g_assert_true (poppler_fonts_iter_is_subset (iter)
                         || poppler_fonts_iter_get_font_type (iter) == POPPLER_FONT_TYPE_TYPE3);
          n_fonts++;
        }
      while (poppler_fonts_iter_next (iter));
      g_clear_pointer (&iter, poppler_fonts_iter_free);
    }
  poppler_font_info_free (info);
  g_assert_cmpuint (n_fonts, >=, 3);
}

static void
test_papers (void)
{
  static const struct
  {
    CtPaper paper;
    double width;
    double height;
  } cases[] = {
    { CT_PAPER_A4, 841.89, 595.28 },
    { CT_PAPER_LETTER, 792, 612 },
  };
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Zofia Wiśniewska-Lindström");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PopplerDocument) document = draw (program, credential, "pl", cases[i].paper);
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, 0);
      double width, height;

      g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
      poppler_page_get_size (page, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, cases[i].width, 0.01);
      g_assert_cmpfloat_with_epsilon (height, cases[i].height, 0.01);
      assert_has (document, "Program of the Tests");
      assert_has (document, "Office of Tests");
      assert_has (document, "This certifies that");
      assert_has (document, "Zofia Wiśniewska-Lindström");
      assert_has (document, "has earned the certification");
      assert_has (document, "Specialist: Tables and Trees");
      assert_has (document, "4 March 2026");
      assert_has (document, "VALID UNTIL");
      assert_has (document, "4 March 2028");
      assert_has (document, "SCS-674M-EDNA");
      assert_has (document, CODE);
      assert_inside (document);
      assert_fonts_embedded (document);
    }
}

/* A name comes out again as it went in, in any script and of any length, and nothing else. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *language;
    gboolean from_the_right;
  } cases[] = {
    { "Bo", "en" },
    { "Łukasz Żółć-Ćwiąkalski", "pl" },
    { "佐藤 美咲", "ja" },
    { "欧阳 雪", "zh-Hans" },
    { "김서연", "ko" },
    { "عبد الرحمن بن خالد الهاشمي", "ar", TRUE },
    { "שרה לוי", "he", TRUE },
    { "अनन्या शर्मा", "hi" },
    { "Nguyễn Thị Ánh Tuyết", "vi" },
    { "Αθηνά Παπαδοπούλου", "el" },
    { "Юлия Ёлкина", NULL },
    { "สมชาย ใจดี", "th" },
    { "Misaki 佐藤 Schäfer", "no such language" },
    { "Tom <b>&amp;</b>", "en" },
    { LONG_NAME, "pt" },
  };
  g_autoptr (CtProgram) program = new_program ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CtCredential) credential = new_credential (cases[i].name);
      /* Poppler gives text as it stands on the page, from left to right. */
      g_autofree char *name = cases[i].from_the_right ? g_utf8_strreverse (cases[i].name, -1)
                                                      : g_strdup (cases[i].name);
      g_autofree char *expected = g_strdup_printf ("that %s has", name);

      g_autoptr (PopplerDocument) document
          = draw (program, credential, cases[i].language, i % 2 ? CT_PAPER_A4 : CT_PAPER_LETTER);

      g_test_message ("%s", cases[i].name);
      assert_has (document, expected);
      assert_inside (document);
      assert_fonts_embedded (document);
    }
}

/* What an import let through does not break a line. */
static void
test_control_characters (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("two\nlines\tand\u2028three");
  g_autoptr (PopplerDocument) document = draw (program, credential, NULL, CT_PAPER_A4);

  assert_has (document, "that two lines and three has");
}

/* A word that no line holds is broken without a hyphen that is not in the name. */
static void
test_long_word (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential (LONG_WORD);
  g_autoptr (PopplerDocument) document = draw (program, credential, "de", CT_PAPER_LETTER);
  g_autofree char *text = get_text (document);
  g_autoptr (GString) words = g_string_new (text);

  g_string_replace (words, " ", "", 0);
  g_assert_nonnull (strstr (words->str, "that" LONG_WORD "has"));
  assert_inside (document);
}

/* What a program says at length is smaller, and stays inside too. */
static void
test_long_program (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential (LONG_NAME);
  g_autofree char *title = g_strjoin (" ", LONG_NAME, LONG_NAME, NULL);

  g_object_set (program, "name", LONG_NAME, "issuer", title, "verification-uri",
                "https://verification.certificates.global-exams.example.com/certificates/code/",
                NULL);
  g_object_set (credential, "title", title, "short-title", "ABCDEFGHIJKLM", NULL);
  g_autoptr (PopplerDocument) document = draw (program, credential, "pt", CT_PAPER_LETTER);
  assert_has (document, title);
  assert_inside (document);
}

/* A character that no font has is no reason to have no certificate; who runs the service is told.
 */
static void
test_no_font (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Zofia \xf4\x8f\xbf\xbd");

  g_test_expect_message ("certtracker", G_LOG_LEVEL_WARNING, "*no font*");
  g_autoptr (PopplerDocument) document = draw (program, credential, NULL, CT_PAPER_A4);
  g_test_assert_expected_messages ();

  assert_has (document, "Zofia");
  assert_has (document, credential->title);
  assert_has (document, credential->number);
  assert_inside (document);
  assert_fonts_embedded (document);
}

static void
test_kinds (void)
{
  static const char *const words[] = {
    [CT_ACHIEVEMENT_KIND_ACCREDITATION] = "has earned the accreditation",
    [CT_ACHIEVEMENT_KIND_AUTHORIZATION] = "has earned the authorization",
    [CT_ACHIEVEMENT_KIND_CERTIFICATION] = "has earned the certification",
  };
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Ada");

  for (guint kind = 0; kind < G_N_ELEMENTS (words); kind++)
    {
      g_object_set (credential, "kind", kind, NULL);
      g_autoptr (PopplerDocument) document = draw (program, credential, NULL, CT_PAPER_A4);
      assert_has (document, words[kind]);
    }
}

/* Days are days in UTC, unmistakable in every country. */
static void
test_days (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Ada");
  g_autoptr (GDateTime) evening = ct_time_parse ("2026-12-31T23:30:00-05:00");
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (evening, zone);

  g_object_set (credential, "issued-at", local, "expires-at", NULL, NULL);
  g_autoptr (PopplerDocument) document = draw (program, credential, NULL, CT_PAPER_A4);
  assert_has (document, "1 January 2027");
  assert_has (document, "Does not expire");
}

static void
test_sample_mark (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Ada");
  g_autoptr (PopplerDocument) real = draw (program, credential, NULL, CT_PAPER_A4);
  g_autofree char *text = get_text (real);
  cairo_surface_t *surface = render (real, 1);

  g_assert_null (strstr (text, "Sample"));
  /* Beside the name there is nothing, but for the letters of the mark. */
  g_assert_true (is_blank (surface, 100, 300, 200, 440));
  cairo_surface_destroy (surface);

  g_object_set (program, "is-sample", TRUE, NULL);
  g_autoptr (PopplerDocument) sample = draw (program, credential, NULL, CT_PAPER_A4);
  assert_has (sample, "Sample without any value");
  surface = render (sample, 1);
  g_assert_false (is_blank (surface, 100, 300, 200, 440));
  cairo_surface_destroy (surface);
}

/* What the document says of itself, and that it can be read aloud in order. */
static void
test_properties (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Ada Čapková");
  g_autoptr (PopplerDocument) document = draw (program, credential, NULL, CT_PAPER_A4);
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (document);
  g_autoptr (PopplerStructureElementIter) iter = poppler_structure_element_iter_new (document);

  g_assert_cmpstr (title, ==, "Specialist: Tables and Trees: Ada Čapková");
  g_assert_cmpstr (author, ==, "Office of Tests");
  g_assert_true (g_date_time_equal (created, credential->issued_at));

  g_assert_nonnull (iter);
  g_autoptr (PopplerStructureElement) root = poppler_structure_element_iter_get_element (iter);
  g_assert_cmpint (poppler_structure_element_get_kind (root), ==,
                   POPPLER_STRUCTURE_ELEMENT_DOCUMENT);
}

static char *
get_link (PopplerDocument *document)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, 0);
  GList *links = poppler_page_get_link_mapping (page);
  char *uri = NULL;

  if (links != NULL)
    {
      PopplerLinkMapping *mapping = links->data;

      g_assert_cmpint (mapping->action->type, ==, POPPLER_ACTION_URI);
      uri = g_strdup (mapping->action->uri.uri);
    }
  poppler_page_free_link_mapping (links);
  return uri;
}

/* Whoever reads the code with a telephone, or clicks, is where it can be checked. */
static void
test_verification (void)
{
  g_autoptr (CtProgram) program = new_program ();
  g_autoptr (CtCredential) credential = new_credential ("Ada");
  g_autoptr (PopplerDocument) document = draw (program, credential, NULL, CT_PAPER_LETTER);
  g_autofree char *uri = get_link (document);
  g_autofree char *zbarimg = g_find_program_in_path ("zbarimg");
  g_autofree char *directory = g_dir_make_tmp ("certificate-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "page.png", NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (uri, ==, "https://verify.example.com/?c=it%27s+" CODE);
  assert_has (document, "Check this certificate at " ADDRESS);

  g_object_set (program, "verification-uri", NULL, NULL);
  g_autoptr (PopplerDocument) without = draw (program, credential, NULL, CT_PAPER_LETTER);
  g_assert_null (get_link (without));
  assert_has (without, CODE);
  assert_inside (without);

  if (zbarimg == NULL)
    {
      g_rmdir (directory);
      g_test_skip ("zbarimg is not there to read the QR code");
      return;
    }

  cairo_surface_t *surface = render (document, 1.5);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_autoptr (GSubprocess) reader
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, zbarimg, "--quiet", "--raw", "--nodbus", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (reader, NULL, NULL, &found, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (g_strstrip (found), ==, ADDRESS CODE);
  g_unlink (path);
  g_rmdir (directory);
}

typedef struct
{
  CtProgram *program;
  CtCredential *credential;
} Job;

static gpointer
draw_in_thread (gpointer data)
{
  Job *job = data;

  return ct_certificate_draw (job->program, job->credential, "ja", CT_PAPER_A4, NULL);
}

/* The same bytes each time, whatever else is drawn meanwhile, and whether or not it has
 * expired since: that is what the ETag promises. */
static void
test_same_bytes (void)
{
  static const char *const names[] = { "Ada", "佐藤 美咲", "عبد الرحمن", "अनन्या शर्मा" };
  g_autoptr (CtProgram) program = new_program ();
  Job jobs[8];
  GThread *threads[8];
  GBytes *first[4] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      jobs[i] = (Job) { program, new_credential (names[i % 4]) };
      if (i >= 4)
        g_object_set (jobs[i].credential, "state", CT_CREDENTIAL_STATE_EXPIRED, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    threads[i] = g_thread_new ("certificate", draw_in_thread, &jobs[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      GBytes *bytes = g_thread_join (threads[i]);

      g_assert_nonnull (bytes);
      if (i < 4)
        {
          first[i] = bytes;
        }
      else
        {
          g_assert_true (g_bytes_equal (first[i % 4], bytes));
          g_bytes_unref (bytes);
        }
      g_object_unref (jobs[i].credential);
    }

  /* One after the other in one thread, which remembers fonts, is no different. */
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    {
      g_autoptr (CtCredential) credential = new_credential (names[i]);
      Job job = { program, credential };
      g_autoptr (GBytes) bytes = draw_in_thread (&job);

      g_assert_true (g_bytes_equal (first[i], bytes));
      g_clear_pointer (&first[i], g_bytes_unref);
    }
}

/* Who keeps a certificate with boxes gets another one when there is a font: the ETag depends on
 * what fonts there are. */
static void
test_fonts (void)
{
  FcFontSet *all = FcConfigGetFonts (NULL, FcSetSystem);
  g_assert_cmpint (all->nfont, >=, 2);

  FcPattern *forth[] = { all->fonts[0], all->fonts[1] }, *back[] = { forth[1], forth[0] };
  g_autofree char *one = ct_fonts_get_checksum (&(FcFontSet) { .nfont = 1, .fonts = forth });
  g_autofree char *two = ct_fonts_get_checksum (&(FcFontSet) { .nfont = 2, .fonts = forth });
  g_autofree char *two_again = ct_fonts_get_checksum (&(FcFontSet) { .nfont = 2, .fonts = back });

  g_assert_cmpstr (two, ==, two_again);
  g_assert_cmpstr (one, !=, two);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/papers", test_papers);
  g_test_add_func ("/certificate/names", test_names);
  g_test_add_func ("/certificate/control-characters", test_control_characters);
  g_test_add_func ("/certificate/long-word", test_long_word);
  g_test_add_func ("/certificate/long-program", test_long_program);
  g_test_add_func ("/certificate/no-font", test_no_font);
  g_test_add_func ("/certificate/kinds", test_kinds);
  g_test_add_func ("/certificate/days", test_days);
  g_test_add_func ("/certificate/sample-mark", test_sample_mark);
  g_test_add_func ("/certificate/properties", test_properties);
  g_test_add_func ("/certificate/verification", test_verification);
  g_test_add_func ("/certificate/same-bytes", test_same_bytes);
  g_test_add_func ("/certificate/fonts", test_fonts);
  return g_test_run ();
}
