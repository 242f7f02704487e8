/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/ct-json.h"
#include "model/ct-problem.h"
#include "service/delivery/ct-vue-cdd.h"
#include "service/delivery/ct-vue-ead.h"
#include "service/delivery/ct-vue-error.h"
#include "service/delivery/ct-vue-phone.h"
#include "service/delivery/ct-vue-sso.h"
#include "service/delivery/ct-vue-text.h"
#include "service/delivery/ct-vue-time.h"

static gpointer
read_as (GType type, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = ct_json_parse (bytes, &error);
  g_assert_no_error (error);
  gpointer resource = ct_resource_from_json (type, node, &error);
  g_assert_no_error (error);
  return resource;
}

static void
test_time (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "2026/04/02 03:10:11", "2026/04/02 03:10:11" },
    { "04/02/2026 03:10:11", "2026/04/02 03:10:11" },
    { "2026/04/02 03:10:11 GMT", "2026/04/02 03:10:11" },
    { " 2026/04/02 ", "2026/04/02 00:00:00" },
    { "12/31/2026", "2026/12/31 00:00:00" },
    { "2024/02/29 23:59:59", "2024/02/29 23:59:59" },
    { "2026/02/29 00:00:00", NULL },
    { "31/12/2026 00:00:00", NULL },
    { "2026-04-02 03:10:11", NULL },
    { "2026/4/2 03:10:11", NULL },
    { "2026/04/02 03:10", NULL },
    { "2026/04/02 03:10:11 CET", NULL },
    { "2026/04/02 24:00:00", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = ct_vue_time_parse (cases[i].text);
      g_autofree char *text = time != NULL ? ct_vue_time_format (time) : NULL;

      g_assert_cmpstr (text, ==, cases[i].expected);
    }

  g_autoptr (GDateTime) elsewhere
      = g_date_time_new_from_iso8601 ("2026-04-01T23:30:00-05:00", NULL);
  g_autofree char *day = ct_vue_time_format_day (elsewhere);
  g_assert_cmpstr (day, ==, "2026/04/02");
}

static void
test_phone (void)
{
  static const struct
  {
    const char *phone;
    const char *country_code;
    const char *national;
  } cases[] = {
    { "+1 (617) 555-0100", "1", "6175550100" },
    { "+44 (0)20 7946 0000", "44", "2079460000" },
    { "+48 22 555 01 00", "48", "225550100" },
    { "+353 1 555 0100", "353", "15550100" },
    { "+7.495.555.01.00", "7", "4955550100" },
    { "+358/9/5550100", "358", "95550100" },
    { "+880 2 5550100", "880", "25550100" },
    { "+39 06 5550 100", "39", "065550100" },
    { "617 555 0100", NULL, NULL },
    { "0044 20 7946 0000", NULL, NULL },
    { "+1 617 CALLME", NULL, NULL },
    { "+44", NULL, NULL },
    { "+0 617 555 0100", NULL, NULL },
    { "+1234567890123456", NULL, NULL },
    { "+", NULL, NULL },
    { "", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *country_code = NULL, *national = NULL;
      g_autofree char *why = ct_vue_phone_split (cases[i].phone, &country_code, &national);

      g_test_message ("%s", cases[i].phone);
      g_assert_cmpstr (country_code, ==, cases[i].country_code);
      g_assert_cmpstr (national, ==, cases[i].national);
      g_assert_true ((why == NULL) == (cases[i].national != NULL));
    }
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    guint width;
    const char *expected;
  } cases[] = {
    { "Zoë O’Brien", 30, NULL },
    { "Zoe\xcc\x88", 3, NULL },
    { "12345", 5, NULL },
    { "éèàçß", 5, NULL },
    { "123456", 5, "is 6 characters long, but Pearson VUE takes at most 5" },
    { "Wałęsa", 30, "has “ł”, “ę”, but Pearson VUE takes Western European letters only" },
    { "山田花子さんです", 30,
      "has “山”, “田”, “花”, “子”, “さ”, …, but Pearson VUE takes Western European letters only" },
    { "😀", 30, "has “😀”, but Pearson VUE takes Western European letters only" },
    { "a\xc2\x81z", 30, "has “\xc2\x81”, but Pearson VUE takes Western European letters only" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = NULL;
      g_autofree char *tidy = i == 8 ? g_strdup (cases[i].text) : ct_vue_text_tidy (cases[i].text);

      why = ct_vue_text_check (tidy, cases[i].width);
      g_assert_cmpstr (why, ==, cases[i].expected);
    }

  g_autofree char *tidy = ct_vue_text_tidy (" 1 \t Long\r\nRoad\x01 ");
  g_assert_cmpstr (tidy, ==, "1 Long Road");
}

#define ACCOUNT \
  "\"id\":\"1\",\"candidate_id\":\"CT000001\",\"user_name\":\"zoe\",\"name\":\"Zoë O’Brien\"," \
  "\"email\":\"zoe@example.com\",\"created_at\":\"2026-01-02T03:04:05Z\""
#define COMPLETE \
  ACCOUNT ",\"given_name\":\"Zoë\",\"family_name\":\"O’Brien\",\"phone\":\"+353 1 555 0100\"," \
          "\"address_1\":\"1 Long\\tRoad\",\"city\":\"Cork\",\"country\":\"IE\"," \
          "\"region\":\"County Cork\",\"changed_at\":\"2026-03-04T05:06:07Z\""

/* What a candidate reads when something is missing names the field and says what to do. */
static void
test_cdd_reasons (void)
{
  static const struct
  {
    const char *account;
    const char *reasons;
  } cases[] = {
    { "{" COMPLETE "}", "" },
    { "{" ACCOUNT "}",
      "#/given_name: The given name is missing; "
      "#/family_name: The family name is missing; "
      "#/address_1: The address is missing; #/city: The city is missing; "
      "#/country: The country is missing; #/phone: The phone number is missing; " },
    { "{" COMPLETE ",\"address_2\":\"ul. Długa 1\"}",
      "#/address_2: The second line of the address has “ł”, but Pearson VUE takes Western European "
      "letters only; " },
    { "{" COMPLETE ",\"address_1\":\"A street name that is rather longer than forty letters\"}",
      "#/address_1: The address is 54 characters long, but Pearson VUE takes at most 40; " },
    { "{" COMPLETE ",\"country\":\"US\"}",
      "#/region: The state or province has to be its two-letter abbreviation; "
      "#/postal_code: The postal code is missing; " },
    { "{" COMPLETE ",\"country\":\"CA\",\"region\":\"ON\",\"postal_code\":\"K1A 0B1\"}", "" },
    { "{" COMPLETE ",\"country\":\"XX\"}",
      "#/country: The country is not one that Pearson VUE knows; " },
    { "{" COMPLETE ",\"phone\":\"555 0100\"}",
      "#/phone: The phone number has to start with + and the code of the country, such as +44; " },
    { "{" COMPLETE ",\"city\":\" \\n \"}", "#/city: The city is missing; " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CtAccount) account = read_as (CT_TYPE_ACCOUNT, cases[i].account);
      g_autoptr (GPtrArray) reasons = ct_vue_cdd_check (account);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < reasons->len; j++)
        {
          CtProblemReason *reason = reasons->pdata[j];
          g_string_append_printf (text, "%s: %s; ", reason->pointer, reason->detail);
        }
      g_assert_cmpstr (text->str, ==, cases[i].reasons);
    }
}

static void
assert_bytes (GBytes *bytes, const char *expected)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (text, ==, expected);
}

/* The file as the field describes it, in each of its encodings. */
static void
test_cdd (void)
{
#define CDD_HEAD \
  "ClientCandidateID\tFirstName\tLastName\tEmail\tAddress1\tAddress2\tAddress3\tCity\tState\t" \
  "PostalCode\tCountry\tPhone\tPhoneCountryCode\tLastUpdate\r\n"
  g_autoptr (GError) error = NULL;
  g_autoptr (CtVueWriter) writer = ct_vue_cdd_new ();
  g_autoptr (CtAccount) irish = read_as (CT_TYPE_ACCOUNT, "{" COMPLETE "}");
  g_autoptr (CtAccount) american = read_as (
      CT_TYPE_ACCOUNT,
      "{" COMPLETE ",\"country\":\"us\",\"region\":\"MA\",\"address_1\":"
      "\"12 \\\"Old\\\" Street\",\"postal_code\":\"02139\",\"phone\":\"+1 617 555 0100\"}");

  ct_vue_cdd_add (writer, irish);
  g_clear_pointer (&american->changed_at, g_date_time_unref);
  ct_vue_cdd_add (writer, american);
  g_assert_cmpuint (ct_vue_writer_get_n_rows (writer), ==, 2);

  g_autoptr (GBytes) utf8 = ct_vue_writer_finish (writer, "UTF-8", &error);
  g_assert_no_error (error);
  assert_bytes (utf8,
                CDD_HEAD "CT000001\tZoë\tO’Brien\tzoe@example.com\t1 Long Road\t\t\tCork\t\t\t"
                         "IRL\t15550100\t353\t2026/03/04 05:06:07\r\n"
                         "CT000001\tZoë\tO’Brien\tzoe@example.com\t\"12 \"\"Old\"\" Street\"\t\t\t"
                         "Cork\tMA\t02139\tUSA\t6175550100\t1\t2026/01/02 03:04:05\r\n");

  g_autoptr (GBytes) cp1252 = ct_vue_writer_finish (writer, "windows-1252", &error);
  g_assert_no_error (error);
  g_assert_nonnull (memmem (g_bytes_get_data (cp1252, NULL), g_bytes_get_size (cp1252),
                            "Zo\xeb\tO\x92"
                            "Brien",
                            11));

  g_autoptr (GBytes) latin1 = ct_vue_writer_finish (writer, "ISO-8859-1", &error);
  g_assert_null (latin1);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_TEXT);

  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-04-01T23:30:09-05:00", NULL);
  g_autofree char *name = ct_vue_writer_name ("cdd", now);
  g_assert_cmpstr (name, ==, "cdd-20260402-043009.dat");
}

#define AUTHORIZATION \
  "\"id\":\"CTA0000000001\",\"exam_code\":\"250-428\",\"exam_title\":\"T\"," \
  "\"first_day\":\"2026-04-03T00:00:00Z\",\"last_day\":\"2026-07-02T00:00:00Z\"," \
  "\"created_at\":\"2026-04-01T01:02:03Z\",\"changed_at\":\"2026-04-02T01:02:03Z\""

static void
test_ead (void)
{
  static const struct
  {
    const char *authorization;
    gboolean was_sent;
    const char *row;
    const char *why;
  } cases[] = {
    { "{" AUTHORIZATION ",\"state\":\"pending\"}", FALSE,
      "Add\t\tCTA0000000001\tCT000001\t1\t250-428\t\t2026/04/03\t2026/07/02\t2026/04/02 "
      "01:02:03\r\n",
      NULL },
    { "{" AUTHORIZATION ",\"state\":\"pending\",\"accommodations\":[\"ET30MN\",\"SEPRMM\"]}", TRUE,
      "Update\t\tCTA0000000001\tCT000001\t1\t250-428\tET30MN*SEPRMM\t2026/04/03\t2026/07/02\t"
      "2026/04/02 01:02:03\r\n",
      NULL },
    { "{" AUTHORIZATION ",\"state\":\"accepted\",\"number\":\"70001\"}", TRUE,
      "Update\t70001\tCTA0000000001\tCT000001\t1\t250-428\t\t2026/04/03\t2026/07/02\t"
      "2026/04/02 01:02:03\r\n",
      NULL },
    { "{" AUTHORIZATION ",\"state\":\"pending\",\"reason\":\"Invalid profile\"}", TRUE,
      "Add\t\tCTA0000000001\tCT000001\t1\t250-428\t\t2026/04/03\t2026/07/02\t2026/04/02 "
      "01:02:03\r\n",
      NULL },
    { "{" AUTHORIZATION ",\"state\":\"cancelled\",\"number\":\"70001\"}", TRUE,
      "Delete\t70001\tCTA0000000001\tCT000001\t1\t250-428\t\t2026/04/03\t2026/07/02\t"
      "2026/04/02 01:02:03\r\n",
      NULL },
    { "{" AUTHORIZATION ",\"state\":\"pending\",\"exam_code\":\"a-code-that-is-too-long\"}", FALSE,
      NULL, "ExamSeriesCode is 23 characters long, but Pearson VUE takes at most 20" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtVueWriter) writer = ct_vue_ead_new ();
      g_autoptr (CtAuthorization) authorization
          = read_as (CT_TYPE_AUTHORIZATION, cases[i].authorization);
      CtVueTransaction transaction = ct_vue_ead_choose (authorization, cases[i].was_sent);
      g_autofree char *why = ct_vue_ead_add (writer, authorization, "CT000001", transaction);
      g_autofree char *expected = g_strconcat (
          "AuthorizationTransactionType\tAuthorizationID\tClientAuthorizationID\tClientCandidateID"
          "\t"
          "ExamAuthorizationCount\tExamSeriesCode\tAccommodations\tEligibilityApptDateFirst\t"
          "EligibilityApptDateLast\tLastUpdate\r\n",
          cases[i].row, NULL);

      g_assert_cmpstr (why, ==, cases[i].why);
      g_autoptr (GBytes) bytes = ct_vue_writer_finish (writer, "UTF-8", &error);
      g_assert_no_error (error);
      assert_bytes (bytes, expected);
    }
}

/* The signature agrees with what another client of Pearson VUE computes. */
static void
test_sso (void)
{
  CtVueSso sso = {
    .passphrase = "C is for cookie",
    .client_code = "and that's good enough for me",
    .candidate_id = "123",
    .timestamp = 1486069731,
    .session_timeout = 1800,
    .return_uri = "https://example.com/return",
    .error_uri = "https://example.com/error",
    .timeout_uri = "https://example.com/timeout",
    .logout_uri = "https://example.com/logout",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = ct_vue_sso_get_fields (&sso, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < fields->len; i++)
    {
      CtVueSsoField *field = fields->pdata[i];
      g_string_append_printf (text, "%s=%s\n", field->name, field->value);
    }
  g_assert_cmpstr (text->str, ==,
                   "ACTION=scheduleExam\n"
                   "CLIENT_CODE=and that's good enough for me\n"
                   "CLIENT_CANDIDATE_ID=123\n"
                   "EXTERNAL_PAGE_TIMESTAMP=1486069731\n"
                   "EXTERNAL_SESSION_TIMEOUT=1800\n"
                   "EXTERNAL_AUTH_HASH="
                   "a64ea7218e4a67d863e03ec43ac40240af39f5924af46e02b2199e3f7974b8d3\n"
                   "EXTERNAL_RETURN_URL=https://example.com/return\n"
                   "EXTERNAL_ERROR_URL=https://example.com/error\n"
                   "EXTERNAL_TIMEOUT_URL=https://example.com/timeout\n"
                   "EXTERNAL_LOGOUT_URL=https://example.com/logout\n");

  sso.passphrase = "geheim é"; /* hashed as ISO-8859-1 */
  g_autofree char *accented = ct_vue_sso_hash (&sso, &error);
  g_autofree char *expected
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                       "geheim \xe9"
                                       "and that's good enough for me14860697311800123",
                                       -1);
  g_assert_cmpstr (accented, ==, expected);

  sso.passphrase = "ł";
  g_autoptr (GPtrArray) none = ct_vue_sso_get_fields (&sso, &error);
  g_assert_null (none);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_TEXT);
  g_assert_null (strstr (error->message, "ł"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vue-out/time", test_time);
  g_test_add_func ("/vue-out/phone", test_phone);
  g_test_add_func ("/vue-out/text", test_text);
  g_test_add_func ("/vue-out/cdd/reasons", test_cdd_reasons);
  g_test_add_func ("/vue-out/cdd/file", test_cdd);
  g_test_add_func ("/vue-out/ead", test_ead);
  g_test_add_func ("/vue-out/sso", test_sso);
  return g_test_run ();
}
