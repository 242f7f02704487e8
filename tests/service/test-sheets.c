/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a score report and a transcript say what is true and nothing else, on as many pages as
 * it takes, in any script, and can be read aloud; and a transcript leads to where it is checked.
 * With SHEETS set to a folder, what is drawn is left there to be looked at. */
#include <poppler.h>
#include <string.h>

#include "model/ct-time.h"
#include "service/document/ct-score-report.h"
#include "service/document/ct-transcript.h"

#if !POPPLER_CHECK_VERSION(25, 6, 0)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerStructureElement, g_object_unref)
#endif

/* Where nothing is written. */
#define MARGIN 53

#define LONG_NAME \
  "Maria Teodora Guadalupe de Albuquerque Cavalcanti von Hohenstein-Schellenberg e Vasconcelos " \
  "Figueiredo da Conceição Ribeiro"
#define LONG_TITLE \
  "Administration of Information Protection, Endpoint Management and Encryption in Networks With " \
  "More Than a Hundred Thousand Devices, Second Edition"

static CtProgram *
new_program (gboolean is_sample)
{
  return g_object_new (CT_TYPE_PROGRAM, "id", "p", "name", "Program of the Tests", "issuer",
                       "Office of Tests", "verification-uri", "https://verify.example.com/",
                       "is-sample", is_sample, NULL);
}

static CtAccount *
new_account (const char *name, const char *language)
{
  return g_object_new (CT_TYPE_ACCOUNT, "id", "a", "candidate-id", "CT0012345", "name", name,
                       "language", language, NULL);
}

static CtAttempt *
new_attempt (const char *title, CtResult result, guint n_sections)
{
  g_autoptr (GDateTime) taken_at = ct_time_parse ("2026-03-04T23:20:00Z");
  g_autoptr (GListStore) sections = g_list_store_new (CT_TYPE_SECTION);

  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *name = g_strdup_printf ("Section %u: %s", i + 1,
                                               i % 7 == 3 ? LONG_TITLE : "Policies and rules");
      g_autoptr (CtSection) section
          = g_object_new (CT_TYPE_SECTION, "title", name, "score", (double) ((i * 37 + 55) % 101),
                          "questions", 5 + (int) i % 9, NULL);

      g_list_store_append (sections, section);
    }
  return g_object_new (CT_TYPE_ATTEMPT, "id", "t", "exam-code", "250-428", "exam-title", title,
                       "kind", CT_EXAM_KIND_EXAM, "taken-at", taken_at, "result", result, "score",
                       result == CT_RESULT_PASSED ? 82.5 : 61.0, "passing-score", 70.0, "number", 2,
                       "place", "Pearson VUE, Kraków", "minutes-used", 84, "registration-id",
                       "R-4711", "sections", n_sections > 0 ? sections : NULL, NULL);
}

static PopplerDocument *
open_document (GBytes *bytes, const char *name)
{
  const char *folder = g_getenv ("SHEETS");
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  if (folder != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.pdf", folder, name);

      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
    }
  return document;
}

static PopplerDocument *
draw_report (const char *name, CtAccount *account, CtAttempt *attempt, CtPaper paper)
{
  g_autoptr (CtProgram) program = new_program (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ct_score_report_draw (program, account, attempt, paper, &error);

  g_assert_no_error (error);
  return open_document (bytes, name);
}

/* The text of all pages, without the marks of direction and with spaces for line breaks. */
static char *
get_text (PopplerDocument *document)
{
  GString *clean = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree char *text = poppler_page_get_text (page);
      g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

      for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          if (g_unichar_type (c) != G_UNICODE_FORMAT)
            g_string_append_unichar (clean, c == '\n' ? ' ' : c);
        }
      g_string_append_c (clean, ' ');
    }
  return g_string_free_and_steal (clean);
}

static gboolean
has (PopplerDocument *document, const char *words)
{
  g_autofree char *text = get_text (document);

  return strstr (text, words) != NULL;
}

static void
assert_has (PopplerDocument *document, const char *words)
{
  g_autofree char *text = get_text (document);

  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text);
}

/* All that is written is on the page, within its margins, with fonts that are in the file. */
static void
assert_sound (PopplerDocument *document)
{
  g_autoptr (PopplerFontInfo) fonts = poppler_font_info_new (document);
  PopplerFontsIter *iter = NULL;

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree PopplerRectangle *glyphs = NULL;
      double width, height;
      guint n;

      poppler_page_get_size (page, &width, &height);
      g_assert_true (poppler_page_get_text_layout (page, &glyphs, &n));
      g_assert_cmpuint (n, >, 20);
      for (guint k = 0; k < n; k++)
        {
          g_assert_cmpfloat (glyphs[k].x1, >=, MARGIN);
          g_assert_cmpfloat (glyphs[k].x2, <=, width - MARGIN + 1);
          g_assert_cmpfloat (glyphs[k].y1, >=, 24);
          g_assert_cmpfloat (glyphs[k].y2, <=, height - 24);
        }
    }

  while (poppler_font_info_scan (fonts, 1, &iter))
    {
      do
        g_assert_true (poppler_fonts_iter_is_embedded (iter));
      while (poppler_fonts_iter_next (iter));
      g_clear_pointer (&iter, poppler_fonts_iter_free);
    }
}

static void
test_score_report (void)
{
  g_autoptr (CtAccount) account = new_account ("Ada Čapková", "cs");
  g_autoptr (CtAttempt) attempt = new_attempt ("Exam of the Tests", CT_RESULT_FAILED, 4);
  g_autoptr (PopplerDocument) document = draw_report ("report", account, attempt, CT_PAPER_A4);
  g_autofree char *title = poppler_document_get_title (document);
  const char *const expected[]
      = { "Program of the Tests", "Office of Tests", "Score Report", "Ada Čapková",
          "Exam of the Tests",    "CT0012345",       "250-428",      "4 March 2026, 23:20 UTC",
          "Pearson VUE, Kraków",  "84 minutes",      "R-4711",       "61%",
          "Passing score: 70%",   "Not passed",      "By Section",   "Section 4",
          "The sections below",   "Page 1 of 1" };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_has (document, expected[i]);
  g_assert_false (has (document, "SAMPLE"));
  g_assert_cmpstr (title, ==, "Score Report: Ada Čapková");
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  assert_sound (document);
}

/* What has no sections promises none, and what is unknown leaves no gap. */
static void
test_score_report_bare (void)
{
  g_autoptr (CtAccount) account = new_account ("Ada", NULL);
  g_autoptr (CtAttempt) attempt = new_attempt ("Exam of the Tests", CT_RESULT_FAILED, 0);

  g_object_set (attempt, "place", NULL, "minutes-used", -1, "registration-id", NULL, "score", -1.0,
                "passing-score", -1.0, "number", -1, NULL);
  g_autoptr (PopplerDocument) document = draw_report ("bare", account, attempt, CT_PAPER_LETTER);
  assert_has (document, "Not passed");
  assert_has (document, "did not reach the passing score");
  g_assert_false (has (document, "sections"));
  g_assert_false (has (document, "Section"));
  g_assert_false (has (document, "PLACE"));
  g_assert_false (has (document, "TIME USED"));
  g_assert_false (has (document, "%"));
  assert_sound (document);
}

static void
test_score_report_long (void)
{
  g_autoptr (CtAccount) account = new_account (LONG_NAME, "pt");
  g_autoptr (CtAttempt) attempt = new_attempt (LONG_TITLE, CT_RESULT_PASSED, 60);
  g_autoptr (PopplerDocument) document = draw_report ("long", account, attempt, CT_PAPER_A4);
  int n_pages = poppler_document_get_n_pages (document);
  g_autofree char *last = g_strdup_printf ("Page %d of %d", n_pages, n_pages);

  g_assert_cmpint (n_pages, >=, 2);
  assert_has (document, "82.5%");
  assert_has (document, "Section 60");
  assert_has (document, last);
  for (int i = 0; i < n_pages; i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree char *text = poppler_page_get_text (page);

      /* The head of the table is on each. */
      g_assert_nonnull (strstr (text, "QUESTIONS"));
    }
  assert_sound (document);
}

static void
test_scripts (void)
{
  static const struct
  {
    const char *file, *name, *language;
  } names[] = {
    { "hebrew", "נועה בן־דוד", "he" },
    { "arabic", "محمد عبد الرحمن الأنصاري", "ar" },
    { "japanese", "佐藤 花子", "ja" },
    { "korean", "김민준", "ko" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CtAccount) account = new_account (names[i].name, names[i].language);
      g_autoptr (CtAttempt) attempt = new_attempt ("Exam of the Tests", CT_RESULT_PASSED, 2);
      g_autoptr (PopplerDocument) document
          = draw_report (names[i].file, account, attempt, CT_PAPER_A4);
      g_autofree char *title = poppler_document_get_title (document);

      g_assert_nonnull (strstr (title, names[i].name));
      assert_sound (document);
    }
}

#define CODE "4Y3T-Y4KM-NWCQ-NLYF"

static CtCredential *
new_credential (const char *title, CtCredentialState state)
{
  g_autoptr (GDateTime) issued_at = ct_time_parse ("2025-02-03T10:00:00Z");
  g_autoptr (GDateTime) expires_at
      = state == CT_CREDENTIAL_STATE_ACTIVE ? NULL : ct_time_parse ("2026-01-03T10:00:00Z");

  return g_object_new (CT_TYPE_CREDENTIAL, "id", "c", "number", "SCS-674M-EDNA", "title", title,
                       "state", state, "issued-at", issued_at, "expires-at", expires_at, "name",
                       "x", "verification-code", "x", NULL);
}

static GPtrArray *
new_credentials (guint n)
{
  static const CtCredentialState states[]
      = { CT_CREDENTIAL_STATE_ACTIVE, CT_CREDENTIAL_STATE_EXPIRED, CT_CREDENTIAL_STATE_REVOKED };
  GPtrArray *credentials = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (credentials,
                     new_credential (i % 5 == 4 ? LONG_TITLE : "Specialist: Tables and Trees",
                                     states[i % G_N_ELEMENTS (states)]));
  return credentials;
}

static GPtrArray *
new_attempts (guint n)
{
  GPtrArray *attempts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (attempts, new_attempt (i % 5 == 4 ? LONG_TITLE : "Exam of the Tests",
                                            CT_RESULT_PENDING + (CtResult) (i + 1) % 5, 0));
  return attempts;
}

static PopplerDocument *
draw_transcript (const char *file, const char *name, const char *language, guint n)
{
  g_autoptr (CtProgram) program = new_program (FALSE);
  g_autoptr (CtAccount) account = new_account (name, language);
  g_autoptr (GPtrArray) credentials = new_credentials (n);
  g_autoptr (GPtrArray) attempts = new_attempts (n);
  g_autoptr (GDateTime) created_at = ct_time_parse ("2026-03-05T10:00:00Z");
  g_autoptr (GDateTime) expires_at = ct_time_parse ("2027-03-05T10:00:00Z");
  g_autoptr (GDateTime) now = ct_time_parse ("2026-03-06T23:30:00Z");
  g_autoptr (CtShare) share
      = g_object_new (CT_TYPE_SHARE, "id", "s", "kind", CT_SHARE_KIND_TRANSCRIPT, "code", CODE,
                      "created-at", created_at, "expires-at", expires_at, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ct_transcript_draw (program, account, share, credentials, attempts,
                                                 now, CT_PAPER_A4, &error);

  g_assert_no_error (error);
  return open_document (bytes, file);
}

static gboolean
leads_to (PopplerDocument *document, const char *uri)
{
  gboolean found = FALSE;

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      GList *links = poppler_page_get_link_mapping (page);

      for (GList *link = links; link != NULL; link = link->next)
        {
          PopplerLinkMapping *mapping = link->data;

          found |= mapping->action->type == POPPLER_ACTION_URI
                   && g_strcmp0 (mapping->action->uri.uri, uri) == 0;
        }
      poppler_page_free_link_mapping (links);
    }
  return found;
}

static void
test_transcript (void)
{
  g_autoptr (PopplerDocument) document = draw_transcript ("transcript", "Ada Čapková", "cs", 5);
  const char *const expected[] = {
    "Transcript",      "Ada Čapková",
    "CT0012345",       CODE,
    "5 March 2026",    "5 March 2027",
    "6 March 2026",    "SCS-674M-EDNA",
    "Valid",           "Expired",
    "Revoked",         "Passed",
    "Not passed",      "Not taken",
    "82.5%",           "3 January 2026",
    "250-428",         "Check this transcript at",
    "Does not expire",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_has (document, expected[i]);
  g_assert_true (leads_to (document, "https://verify.example.com/" CODE));
  assert_sound (document);
}

static void
test_transcript_long (void)
{
  g_autoptr (PopplerDocument) document = draw_transcript ("transcript-long", LONG_NAME, "pt", 40);
  g_autoptr (PopplerDocument) hebrew
      = draw_transcript ("transcript-hebrew", "נועה בן־דוד", "he", 3);
  g_autoptr (PopplerDocument) chinese = draw_transcript ("transcript-chinese", "王小明", "zh", 3);

  g_assert_cmpint (poppler_document_get_n_pages (document), >=, 3);
  g_assert_true (leads_to (document, "https://verify.example.com/" CODE));
  assert_sound (document);
  assert_sound (hebrew);
  assert_sound (chinese);
}

/* Where one table is empty there is nothing of it. */
static void
test_transcript_empty (void)
{
  g_autoptr (PopplerDocument) document = draw_transcript ("transcript-empty", "Ada", NULL, 0);

  g_assert_false (has (document, "CREDENTIAL"));
  g_assert_false (has (document, "RESULT"));
  assert_has (document, CODE);
  assert_sound (document);
}

static guint
count_kind (PopplerStructureElementIter *iter, PopplerStructureElementKind kind)
{
  guint n = 0;

  do
    {
      g_autoptr (PopplerStructureElement) element
          = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *child = poppler_structure_element_iter_get_child (iter);

      n += poppler_structure_element_get_kind (element) == kind;
      if (child != NULL)
        {
          n += count_kind (child, kind);
          poppler_structure_element_iter_free (child);
        }
    }
  while (poppler_structure_element_iter_next (iter));
  return n;
}

static guint
count (PopplerDocument *document, PopplerStructureElementKind kind)
{
  g_autoptr (PopplerStructureElementIter) iter = poppler_structure_element_iter_new (document);

  g_assert_nonnull (iter);
  return count_kind (iter, kind);
}

/* A reader for the blind finds a document with a heading and a table of rows. */
static void
test_structure (void)
{
  g_autoptr (CtAccount) account = new_account ("Ada", NULL);
  g_autoptr (CtAttempt) attempt = new_attempt ("Exam of the Tests", CT_RESULT_PASSED, 40);
  g_autoptr (PopplerDocument) document = draw_report ("structure", account, attempt, CT_PAPER_A4);
  int n_pages = poppler_document_get_n_pages (document);

  g_assert_cmpint (n_pages, >=, 2);
  g_assert_cmpuint (count (document, POPPLER_STRUCTURE_ELEMENT_DOCUMENT), ==, 1);
  g_assert_cmpuint (count (document, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 1);
  g_assert_cmpuint (count (document, POPPLER_STRUCTURE_ELEMENT_TABLE), ==, 1);
  /* Those of the sections, and the head on each page. */
  g_assert_cmpuint (count (document, POPPLER_STRUCTURE_ELEMENT_TABLE_ROW), ==, 40 + n_pages);
}

static void
test_sample (void)
{
  g_autoptr (CtProgram) program = new_program (TRUE);
  g_autoptr (CtAccount) account = new_account ("Ada", NULL);
  g_autoptr (CtAttempt) attempt = new_attempt ("Exam of the Tests", CT_RESULT_PASSED, 3);
  g_autoptr (GBytes) bytes = ct_score_report_draw (program, account, attempt, CT_PAPER_A4, NULL);
  g_autoptr (GBytes) again = ct_score_report_draw (program, account, attempt, CT_PAPER_A4, NULL);
  g_autoptr (PopplerDocument) document = open_document (bytes, "sample");

  assert_has (document, "Sample without any value");
  g_assert_true (g_bytes_equal (bytes, again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheets/score-report", test_score_report);
  g_test_add_func ("/sheets/score-report/bare", test_score_report_bare);
  g_test_add_func ("/sheets/score-report/long", test_score_report_long);
  g_test_add_func ("/sheets/scripts", test_scripts);
  g_test_add_func ("/sheets/transcript", test_transcript);
  g_test_add_func ("/sheets/transcript/long", test_transcript_long);
  g_test_add_func ("/sheets/transcript/empty", test_transcript_empty);
  g_test_add_func ("/sheets/structure", test_structure);
  g_test_add_func ("/sheets/sample", test_sample);

  return g_test_run ();
}
