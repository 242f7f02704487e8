/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/testcenter/ct-testcenter.h"

#include <sodium.h>
#include <string.h>

#include "model/ct-json.h"
#include "model/ct-time.h"
#include "service/delivery/ct-delivery-answers.h"
#include "service/delivery/ct-delivery-export.h"
#include "service/delivery/ct-vue-sso.h"
#include "service/delivery/ct-vue-table.h"
#include "service/delivery/ct-vue-time.h"
#include "service/delivery/ct-vue-writer.h"

/* How old a form may be, in seconds. */
#define MAX_FORM_AGE 300

char *
ct_testcenter_make_number (void)
{
  return g_strdup_printf ("%u", 100000000 + randombytes_uniform (900000000));
}

/* Files. */

GBytes *
ct_testcenter_answer (CtVueConfirmationKind kind, GBytes *bytes, GError **error)
{
  gboolean is_profile = kind == CT_VUE_CONFIRMATION_PROFILE;
  const char *key = is_profile ? "ClientCandidateID" : "ClientAuthorizationID";
  const char *const needed[] = { key, is_profile ? "Address1" : "ExamSeriesCode", NULL };
  const char *const headers[]
      = { key, is_profile ? "CandidateID" : "AuthorizationID", "Status", "Date", "Message", NULL };
  g_autoptr (CtVueTable) table = ct_vue_table_read (bytes, needed, error);

  if (table == NULL)
    return NULL;

  g_autoptr (CtVueWriter) writer = ct_vue_writer_new (headers);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = ct_vue_time_format (now);

  for (guint i = 0; i < ct_vue_table_get_n_rows (table); i++)
    {
      gboolean accepted = *ct_vue_table_get (table, i, needed[1]) != '\0';
      g_autofree char *number = accepted ? ct_testcenter_make_number () : NULL;
      const char *known = ct_vue_table_get (table, i, "AuthorizationID");
      const char *const cells[]
          = { ct_vue_table_get (table, i, key), *known != '\0' ? known : number,
              accepted ? "Accepted" : "Error", date, accepted ? NULL : "A field is empty" };

      ct_vue_writer_add (writer, cells);
    }

  return ct_vue_writer_finish (writer, "UTF-8", error);
}

static gboolean
take_answers (CtDeliveryContext *context, CtVueConfirmationKind kind, GBytes *sent, GError **error)
{
  if (sent == NULL)
    return TRUE;

  g_autoptr (GBytes) file = ct_testcenter_answer (kind, sent, error);
  g_autoptr (CtVueConfirmations) answers
      = file != NULL ? ct_vue_confirmations_read (file, kind, error) : NULL;
  if (answers == NULL)
    return FALSE;

  for (guint i = 0; i < answers->rows->len; i++)
    {
      g_auto (CtDeliveryOutcome) outcome = { 0 };

      if (!ct_delivery_answers_apply (context, kind, answers->rows->pdata[i], &outcome, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
ct_testcenter_exchange (CtDatabase *database, CtCatalog *catalog, GDateTime *now, GError **error)
{
  CtDeliveryContext context = { database, catalog, now };
  CtDeliveryExport what = { "UTF-8", FALSE, now };
  g_autoptr (CtDeliveryExported) exported = ct_delivery_export (database, &what, error);

  return exported != NULL
         && take_answers (&context, CT_VUE_CONFIRMATION_PROFILE, exported->cdd, error)
         && take_answers (&context, CT_VUE_CONFIRMATION_AUTHORIZATION, exported->ead, error);
}

/* Sessions: the candidate and the end, signed, so that nothing needs to be kept. */

static char *
sign (CtVueSettings *settings, const char *text)
{
  g_autofree char *key = g_strconcat ("testcenter ", settings->passphrase, NULL);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key), text,
                                    -1);
}

static gboolean
is_equal (const char *a, const char *b)
{
  return strlen (a) == strlen (b) && sodium_memcmp (a, b, strlen (a)) == 0;
}

static const char *
get_field (GHashTable *fields, const char *name)
{
  const char *value = g_hash_table_lookup (fields, name);

  return value != NULL ? value : "";
}

char *
ct_testcenter_enter (CtVueSettings *settings, GHashTable *fields, GDateTime *now)
{
  gint64 timestamp = 0;
  guint64 timeout = 0;
  gint64 time = g_date_time_to_unix (now);

  if (strcmp (get_field (fields, "ACTION"), "scheduleExam") != 0
      || strcmp (get_field (fields, "CLIENT_CODE"), settings->client_code) != 0
      || !g_ascii_string_to_signed (get_field (fields, "EXTERNAL_PAGE_TIMESTAMP"), 10, 0,
                                    G_MAXINT64, &timestamp, NULL)
      || !g_ascii_string_to_unsigned (get_field (fields, "EXTERNAL_SESSION_TIMEOUT"), 10, 0, 86400,
                                      &timeout, NULL)
      || timestamp > time + MAX_FORM_AGE || timestamp < time - MAX_FORM_AGE)
    return NULL;

  CtVueSso sso = {
    .passphrase = settings->passphrase,
    .client_code = settings->client_code,
    .candidate_id = get_field (fields, "CLIENT_CANDIDATE_ID"),
    .timestamp = timestamp,
    .session_timeout = timeout,
  };
  g_autofree char *hash = ct_vue_sso_hash (&sso, NULL);
  if (hash == NULL || !is_equal (hash, get_field (fields, "EXTERNAL_AUTH_HASH")))
    return NULL;

  g_autofree char *text
      = g_strdup_printf ("%" G_GINT64_FORMAT ".%s", time + (gint64) timeout, sso.candidate_id);
  g_autofree char *signature = sign (settings, text);
  return g_strdup_printf ("%s.%s", signature, text);
}

char *
ct_testcenter_check (CtVueSettings *settings, const char *session, GDateTime *now)
{
  g_auto (GStrv) parts = g_strsplit (session, ".", 3);
  gint64 end;

  if (g_strv_length (parts) != 3)
    return NULL;

  g_autofree char *text = g_strdup_printf ("%s.%s", parts[1], parts[2]);
  g_autofree char *signature = sign (settings, text);
  if (!is_equal (signature, parts[0])
      || !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, &end, NULL)
      || end < g_date_time_to_unix (now))
    return NULL;

  return g_strdup (parts[2]);
}
