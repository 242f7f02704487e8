/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/web/ct-credential-card.h"

static void
add_day (CtHtml *html, const char *term, GDateTime *time)
{
  if (time == NULL)
    return;

  g_autofree char *day = g_date_time_format (time, "%-d %B %Y");
  ct_html_add_fact (html, term, day);
}

static void
add_state (CtHtml *html, CtCredential *credential)
{
  static const struct
  {
    const char *words;
    const char *style;
  } states[] = {
    [CT_CREDENTIAL_STATE_ACTIVE] = { "✓ Valid", "status good" },
    [CT_CREDENTIAL_STATE_EXPIRED] = { "Expired", "status warning" },
    [CT_CREDENTIAL_STATE_REVOKED] = { "✕ Revoked", "status bad" },
  };

  ct_html_open (html, "p", NULL);
  ct_html_add (html, "span", states[credential->state].words, "class",
               states[credential->state].style, NULL);
  ct_html_close (html);
}

/* Whoever has an older certificate in hand wonders. What the name was is nobody's business. */
static void
add_renaming (CtHtml *html, CtCredential *credential)
{
  if (credential->renamed_at == NULL)
    return;

  g_autofree char *day = g_date_time_format (credential->renamed_at, "%-d %B %Y");
  g_autofree char *words = g_strdup_printf ("The holder’s name was changed on %s. A certificate "
                                            "from before that day has the former name, "
                                            "and the same number.",
                                            day);
  ct_html_add (html, "p", words, "class", "quiet", NULL);
}

void
ct_credential_card_add (CtHtml *html, CtCredential *credential, const char *certificate_uri)
{
  ct_html_open (html, "section", "class", "card", NULL);
  ct_html_add (html, "h2", credential->title, NULL);
  add_state (html, credential);
  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, "Holder",
                    credential->name != NULL ? credential->name
                                             : "Not known any more: the account was deleted");
  ct_html_add_fact (html, "Number", credential->number);
  add_day (html, "Issued", credential->issued_at);
  if (credential->state == CT_CREDENTIAL_STATE_REVOKED)
    add_day (html, "Revoked", credential->revoked_at);
  else if (credential->expires_at != NULL)
    add_day (html, credential->state == CT_CREDENTIAL_STATE_EXPIRED ? "Expired" : "Valid until",
             credential->expires_at);
  else
    ct_html_add_fact (html, "Valid until", "Does not expire");
  ct_html_close (html);
  add_renaming (html, credential);
  if (certificate_uri != NULL && credential->state != CT_CREDENTIAL_STATE_REVOKED)
    {
      ct_html_open (html, "p", NULL);
      ct_html_add (html, "a", "Certificate (PDF)", "class", "button quiet", "href", certificate_uri,
                   NULL);
      ct_html_close (html);
    }
  ct_html_close (html);
}
