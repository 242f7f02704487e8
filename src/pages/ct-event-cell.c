/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-event-cell.h"

#include <glib/gi18n.h>

#include "model/ct-event.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"

struct _CtEventCell
{
  CtCell parent_instance;
};

static const struct
{
  const char *words;
  const char *icon_name;
} kinds[] = {
  [CT_EVENT_KIND_REGISTERED] = { N_ ("Account created"), "contact-new-symbolic" },
  [CT_EVENT_KIND_SIGNED_IN] = { N_ ("Signed in"), "avatar-default-symbolic" },
  [CT_EVENT_KIND_SIGNED_OUT] = { N_ ("Signed out"), "system-log-out-symbolic" },
  [CT_EVENT_KIND_SESSION_ENDED]
  = { N_ ("Device signed out from elsewhere"), "system-log-out-symbolic" },
  [CT_EVENT_KIND_RECOVERY_ASKED]
  = { N_ ("Code for a new password asked for"), "dialog-password-symbolic" },
  [CT_EVENT_KIND_PASSWORD_CHANGED] = { N_ ("Password changed"), "dialog-password-symbolic" },
  [CT_EVENT_KIND_EMAIL_ADDED] = { N_ ("E-mail address added"), "mail-message-new-symbolic" },
  [CT_EVENT_KIND_EMAIL_REMOVED] = { N_ ("E-mail address removed"), "mail-message-new-symbolic" },
  [CT_EVENT_KIND_PROFILE_CHANGED]
  = { N_ ("Account information changed"), "document-edit-symbolic" },
  [CT_EVENT_KIND_AGREEMENT_ACCEPTED] = { N_ ("Agreement accepted"), "object-select-symbolic" },
  [CT_EVENT_KIND_EXAM_AUTHORIZED] = { N_ ("Registered for an exam"), "ct-exam-symbolic" },
  [CT_EVENT_KIND_EXAM_CANCELLED]
  = { N_ ("Registration for an exam cancelled"), "ct-exam-symbolic" },
  [CT_EVENT_KIND_APPOINTMENT_CHANGED] = { N_ ("Appointment changed"), "ct-exam-symbolic" },
  [CT_EVENT_KIND_RESULT_ARRIVED] = { N_ ("Result arrived"), "ct-history-symbolic" },
  [CT_EVENT_KIND_CREDENTIAL_EARNED] = { N_ ("Credential earned"), "ct-credential-symbolic" },
  [CT_EVENT_KIND_CREDENTIAL_CHANGED]
  = { N_ ("Credential dates corrected"), "ct-credential-symbolic" },
  [CT_EVENT_KIND_CREDENTIAL_REVOKED] = { N_ ("Credential revoked"), "ct-credential-symbolic" },
  [CT_EVENT_KIND_CREDENTIAL_RESTORED] = { N_ ("Credential restored"), "ct-credential-symbolic" },
  [CT_EVENT_KIND_CREDENTIAL_SHARED] = { N_ ("Credentials shared"), "ct-share-symbolic" },
  [CT_EVENT_KIND_SHARE_WITHDRAWN] = { N_ ("Share withdrawn"), "ct-share-symbolic" },
  [CT_EVENT_KIND_INCIDENT_OPENED] = { N_ ("Incident sent to support"), "mail-send-symbolic" },
  [CT_EVENT_KIND_INCIDENT_ANSWERED] = { N_ ("Incident answered"), "mail-reply-sender-symbolic" },
  [CT_EVENT_KIND_INCIDENT_CLOSED] = { N_ ("Incident closed"), "object-select-symbolic" },
  [CT_EVENT_KIND_INCIDENT_REOPENED] = { N_ ("Incident reopened"), "mail-send-symbolic" },
  [CT_EVENT_KIND_FILES_REQUESTED]
  = { N_ ("Certificates or logos requested"), "folder-download-symbolic" },
  [CT_EVENT_KIND_DATA_EXPORTED] = { N_ ("All data exported"), "folder-download-symbolic" },
};

static char *
describe_kind (gpointer self, CtEventKind kind)
{
  return g_strdup ((gsize) kind < G_N_ELEMENTS (kinds) ? _ (kinds[kind].words) : "");
}

static char *
kind_icon (gpointer self, CtEventKind kind)
{
  return g_strdup ((gsize) kind < G_N_ELEMENTS (kinds) ? kinds[kind].icon_name : NULL);
}

/* Of a share the detail is how many got it. */
static char *
describe_detail (gpointer self, CtEventKind kind, const char *detail)
{
  guint64 n;

  if (kind == CT_EVENT_KIND_CREDENTIAL_SHARED && detail != NULL
      && g_ascii_string_to_unsigned (detail, 10, 0, 1000, &n, NULL))
    return g_strdup_printf (ngettext ("With %u recipient", "With %u recipients", (gulong) n),
                            (guint) n);
  return g_strdup (detail != NULL ? detail : "");
}

static char *
describe_source (gpointer self, GDateTime *at, const char *device, const char *address)
{
  g_autofree char *time = ct_format_time (NULL, at);
  g_autofree char *number = ct_isolate (NULL, address);

  if (device != NULL && address != NULL)
    /* Translators: a time of day, a device, and a network address */
    return g_strdup_printf (C_ ("event", "%s · %s · %s"), time, device, number);
  if (device != NULL || address != NULL)
    /* Translators: a time of day, and a device or a network address */
    return g_strdup_printf (C_ ("event", "%s · %s"), time, device != NULL ? device : number);
  return g_steal_pointer (&time);
}

static char *
say (gpointer self, const char *kind, const char *detail, const char *source)
{
  return g_strjoin (", ", kind, *detail != '\0' ? detail : source, *detail != '\0' ? source : NULL,
                    NULL);
}

static void
ct_event_cell_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, describe_kind);
  gtk_widget_class_bind_template_callback (klass, kind_icon);
  gtk_widget_class_bind_template_callback (klass, describe_detail);
  gtk_widget_class_bind_template_callback (klass, describe_source);
  gtk_widget_class_bind_template_callback (klass, say);
}

CT_DEFINE_CELL (CtEventCell, ct_event_cell, "/org/example/CertTracker/ui/event-cell.ui")
