/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/mail/ct-smtp.h"

#include <curl/curl.h>
#include <string.h>

struct _CtSmtp
{
  GObject parent_instance;

  char *uri;
  char *user_name; /* (nullable) */
  char *password;  /* (nullable) */
  char *sender;
  char *sender_name; /* (nullable) */
  gboolean is_loopback;
};

G_DEFINE_QUARK (ct-smtp-error-quark, ct_smtp_error)
G_DEFINE_FINAL_TYPE (CtSmtp, ct_smtp, G_TYPE_OBJECT)

typedef struct curl_slist CurlList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURL, curl_easy_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CurlList, curl_slist_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (curl_mime, curl_mime_free)

static void
ct_smtp_finalize (GObject *object)
{
  CtSmtp *self = CT_SMTP (object);

  g_free (self->uri);
  g_free (self->user_name);
  g_free (self->password);
  g_free (self->sender);
  g_free (self->sender_name);

  G_OBJECT_CLASS (ct_smtp_parent_class)->finalize (object);
}

static void
ct_smtp_class_init (CtSmtpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_smtp_finalize;
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

static void
ct_smtp_init (CtSmtp *self)
{
}

CtSmtp *
ct_smtp_new (const char *uri,
             const char *user_name,
             const char *password,
             const char *sender,
             const char *sender_name)
{
  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (ct_mail_address_is_valid (sender), NULL);

  CtSmtp *self = g_object_new (CT_TYPE_SMTP, NULL);
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  self->uri = g_strdup (uri);
  self->user_name = g_strdup (user_name);
  self->password = g_strdup (password);
  self->sender = g_strdup (sender);
  self->sender_name = g_strdup (sender_name);
  self->is_loopback = g_strcmp0 (host, "localhost") == 0
                      || (address != NULL && g_inet_address_get_is_loopback (address));
  return self;
}

/* Text in a header, as encoded words (RFC 2047) of at most 75 bytes if it is not ASCII. */
static char *
encode_text (const char *text)
{
  g_autoptr (GString) encoded = g_string_new (NULL);
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n", ' ');

  if (g_str_is_ascii (line))
    return g_steal_pointer (&line);

  for (const char *p = line; *p != '\0';)
    {
      const char *end = p;

      while (*end != '\0' && g_utf8_next_char (end) - p <= 42)
        end = g_utf8_next_char (end);

      g_autofree char *word = g_base64_encode ((const guchar *) p, end - p);
      g_string_append_printf (encoded, "%s=?UTF-8?B?%s?=", encoded->len > 0 ? "\r\n " : "", word);
      p = end;
    }

  return g_string_free_and_steal (g_steal_pointer (&encoded));
}

static char *
encode_address (const char *name, const char *address)
{
  if (name == NULL)
    return g_strdup (address);

  g_autofree char *encoded = encode_text (name);
  if (!g_str_is_ascii (name))
    return g_strdup_printf ("%s <%s>", encoded, address);

  g_auto (GStrv) parts = g_strsplit_set (encoded, "\"\\", -1);
  g_autofree char *plain = g_strjoinv ("'", parts);
  return g_strdup_printf ("\"%s\" <%s>", plain, address);
}

G_GNUC_PRINTF (2, 3)
static void
add_header (CurlList **headers, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *line = g_strdup_vprintf (format, args);
  va_end (args);

  *headers = curl_slist_append (*headers, line);
}

static CurlList *
make_headers (CtSmtp *self, CtMail *mail)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *from = encode_address (self->sender_name, self->sender);
  g_autofree char *to = encode_address (mail->recipient_name, mail->recipient);
  g_autofree char *subject = encode_text (mail->subject);
  CurlList *headers = NULL;

  /* RFC 5322 wants English names, whatever the locale. */
  static const char *days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S +0000");

  add_header (&headers, "Date: %s, %d %s %d %s", days[g_date_time_get_day_of_week (now) - 1],
              g_date_time_get_day_of_month (now), months[g_date_time_get_month (now) - 1],
              g_date_time_get_year (now), time);
  add_header (&headers, "From: %s", from);
  add_header (&headers, "To: %s", to);
  add_header (&headers, "Subject: %s", subject);
  add_header (&headers, "Message-ID: <%s@%s>", ct_resource_get_id (CT_RESOURCE (mail)),
              strchr (self->sender, '@') + 1);
  add_header (&headers, "Auto-Submitted: auto-generated");
  if (mail->unsubscribe_uri != NULL)
    {
      add_header (&headers, "List-Unsubscribe: <%s>", mail->unsubscribe_uri);
      add_header (&headers, "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    }
  return headers;
}

static curl_mime *
make_body (CURL *curl, CtMail *mail)
{
  g_autofree char *text = ct_mail_to_text (mail);
  g_autofree char *html = ct_mail_to_html (mail);
  curl_mime *body = curl_mime_init (curl);
  curl_mime *both = curl_mime_init (curl);
  curl_mimepart *part = NULL;

  part = curl_mime_addpart (both);
  curl_mime_data (part, text, CURL_ZERO_TERMINATED);
  curl_mime_type (part, "text/plain; charset=utf-8");
  curl_mime_encoder (part, "quoted-printable");

  part = curl_mime_addpart (both);
  curl_mime_data (part, html, CURL_ZERO_TERMINATED);
  curl_mime_type (part, "text/html; charset=utf-8");
  curl_mime_encoder (part, "quoted-printable");

  part = curl_mime_addpart (body);
  curl_mime_subparts (part, both);
  curl_mime_type (part, "multipart/alternative");
  g_autoptr (CurlList) inlined = curl_slist_append (NULL, "Content-Disposition: inline");
  curl_mime_headers (part, g_steal_pointer (&inlined), TRUE);
  return body;
}

/* Keeps the last line that the server said: libcurl tells only its number. */
static int
note_answer (CURL *curl, curl_infotype type, char *data, size_t size, void *user_data)
{
  GString *answer = user_data;

  if (type == CURLINFO_HEADER_IN)
    {
      g_autofree char *line = g_utf8_make_valid (data, size);

      g_string_assign (answer, g_strstrip (line));
    }
  return 0;
}

gboolean
ct_smtp_send (CtSmtp *self, CtMail *mail, GError **error)
{
  g_return_val_if_fail (CT_IS_SMTP (self), FALSE);
  g_return_val_if_fail (CT_IS_MAIL (mail), FALSE);

  g_autoptr (CURL) curl = curl_easy_init ();
  g_autoptr (CurlList) headers = make_headers (self, mail);
  g_autoptr (CurlList) recipients = curl_slist_append (NULL, mail->recipient);
  g_autoptr (curl_mime) body = make_body (curl, mail);
  g_autoptr (GString) answer = g_string_new (NULL);
  long status = 0;

  curl_easy_setopt (curl, CURLOPT_URL, self->uri);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_USE_SSL,
                    (long) (self->is_loopback ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  if (self->user_name != NULL)
    {
      curl_easy_setopt (curl, CURLOPT_USERNAME, self->user_name);
      curl_easy_setopt (curl, CURLOPT_PASSWORD, self->password);
    }
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, self->sender);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_MIMEPOST, body);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (curl, CURLOPT_DEBUGFUNCTION, note_answer);
  curl_easy_setopt (curl, CURLOPT_DEBUGDATA, answer);

  CURLcode code = curl_easy_perform (curl);
  if (code == CURLE_OK)
    return TRUE;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  /* A server that will not let us in is set up wrongly; that can be mended. */
  gboolean final = status >= 500 && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED;
  g_set_error_literal (error, CT_SMTP_ERROR,
                       final ? CT_SMTP_ERROR_REFUSED : CT_SMTP_ERROR_TRY_LATER,
                       status >= 400 && answer->len > 0 ? answer->str : curl_easy_strerror (code));
  return FALSE;
}
