/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: certificates and logos go to whom the program's rule says, and to nobody else. */
#include "model/ct-time.h"
#include "service/rules/ct-download-rules.h"

#define AGREEMENT "\"agreements\":[{\"id\":\"t\",\"title\":\"T\",\"version\":\"2\",\"text\":\"T\"}]"
#define ACCEPTED(version) \
  "{\"agreement_id\":\"t\",\"version\":\"" version "\",\"accepted_at\":\"2025-01-01T00:00:00Z\"}"

static gpointer
read_resource (GType type, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  gpointer resource;

  g_assert_no_error (error);
  resource = ct_resource_from_json (type, node, &error);
  g_assert_no_error (error);
  return resource;
}

static const struct
{
  const char *protects;
  const char *rule; /* of both */
  const char *kind;
  const char *dates; /* of the credential */
  const char *acceptances;
  const char *logo;
  CtEntitlement certificate, of_logo;
} cases[] = {
  { "no rule", NULL, "certification", "", "", "l", CT_ENTITLEMENT_GRANTED,
    CT_ENTITLEMENT_NOT_OFFERED },
  { "no rule, expired", NULL, "certification", ",\"expires_at\":\"2026-01-01T00:00:00Z\"", "", "l",
    CT_ENTITLEMENT_GRANTED, CT_ENTITLEMENT_NOT_OFFERED },
  { "revoked", "{\"expired_too\":true}", "certification",
    ",\"revoked_at\":\"2025-06-01T00:00:00Z\"", "", "l", CT_ENTITLEMENT_REVOKED,
    CT_ENTITLEMENT_REVOKED },
  { "plain rule", "{}", "certification", "", "", "l", CT_ENTITLEMENT_GRANTED,
    CT_ENTITLEMENT_GRANTED },
  { "no artwork", "{}", "certification", "", "", NULL, CT_ENTITLEMENT_GRANTED,
    CT_ENTITLEMENT_NOT_OFFERED },
  { "expired at this very second", "{}", "certification",
    ",\"expires_at\":\"2026-03-01T00:00:00Z\"", "", "l", CT_ENTITLEMENT_EXPIRED,
    CT_ENTITLEMENT_EXPIRED },
  { "not yet expired", "{}", "certification", ",\"expires_at\":\"2026-03-01T00:00:01Z\"", "", "l",
    CT_ENTITLEMENT_GRANTED, CT_ENTITLEMENT_GRANTED },
  { "expired too", "{\"expired_too\":true}", "certification",
    ",\"expires_at\":\"2026-01-01T00:00:00Z\"", "", "l", CT_ENTITLEMENT_GRANTED,
    CT_ENTITLEMENT_GRANTED },
  { "another kind", "{\"kinds\":[\"accreditation\",\"authorization\"]}", "certification", "", "",
    "l", CT_ENTITLEMENT_NOT_OFFERED, CT_ENTITLEMENT_NOT_OFFERED },
  { "its kind", "{\"kinds\":[\"accreditation\",\"authorization\"]}", "authorization", "", "", "l",
    CT_ENTITLEMENT_GRANTED, CT_ENTITLEMENT_GRANTED },
  { "terms", "{\"agreement_id\":\"t\"}", "certification", "", "", "l", CT_ENTITLEMENT_TERMS_MISSING,
    CT_ENTITLEMENT_TERMS_MISSING },
  { "old terms", "{\"agreement_id\":\"t\"}", "certification", "", ACCEPTED ("1"), "l",
    CT_ENTITLEMENT_TERMS_MISSING, CT_ENTITLEMENT_TERMS_MISSING },
  { "accepted", "{\"agreement_id\":\"t\"}", "certification", "", ACCEPTED ("1") "," ACCEPTED ("2"),
    "l", CT_ENTITLEMENT_GRANTED, CT_ENTITLEMENT_GRANTED },
};

static void
test_cases (void)
{
  g_autoptr (GDateTime) now = ct_time_parse ("2026-03-01T00:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rules = cases[i].rule != NULL
                                   ? g_strdup_printf (",\"certificate_rule\":%s,\"logo_rule\":%s",
                                                      cases[i].rule, cases[i].rule)
                                   : g_strdup ("");
      g_autofree char *program_text
          = g_strdup_printf ("{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"P\",\"support_email\":\"h@"
                             "example.com\"," AGREEMENT "%s}",
                             rules);
      g_autofree char *account_text
          = g_strdup_printf ("{\"id\":\"a\",\"candidate_id\":\"1\",\"user_name\":\"a\",\"name\":"
                             "\"A\",\"email\":\"a@x.y\","
                             "\"created_at\":\"2024-01-01T00:00:00Z\",\"acceptances\":[%s]}",
                             cases[i].acceptances);
      g_autofree char *credential_text = g_strdup_printf (
          "{\"id\":\"c\",\"number\":\"N\",\"achievement_id\":\"x\",\"title\":\"T\",\"kind\":\"%s\","
          "\"name\":\"A\",\"state\":\"active\",\"issued_at\":\"2025-01-01T00:00:00Z\","
          "\"verification_code\":\"V\"%s}",
          cases[i].kind, cases[i].dates);
      g_autoptr (CtProgram) program = read_resource (CT_TYPE_PROGRAM, program_text);
      g_autoptr (CtAccount) account = read_resource (CT_TYPE_ACCOUNT, account_text);
      g_autoptr (CtCredential) credential = read_resource (CT_TYPE_CREDENTIAL, credential_text);
      CtEntitlement certificate
          = ct_download_rules_may_have_certificate (program, account, credential, now);
      CtEntitlement logo
          = ct_download_rules_may_have_logo (program, account, credential, cases[i].logo, now);

      g_test_message ("%s", cases[i].protects);
      g_assert_cmpint (certificate, ==, cases[i].certificate);
      g_assert_cmpint (logo, ==, cases[i].of_logo);
      g_assert_true ((ct_download_rules_explain (logo) == NULL)
                     == (logo == CT_ENTITLEMENT_GRANTED));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/download-rules/cases", test_cases);
  return g_test_run ();
}
