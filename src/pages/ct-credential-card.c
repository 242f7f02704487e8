/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-credential-card.h"

#include <glib/gi18n.h>

#include "model/ct-credential.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"

struct _CtCredentialCard
{
  CtCell parent_instance;

  GtkWidget *code_title;
  GtkWidget *copy;
  GtkWidget *code; /* in it */
};

G_DEFINE_FINAL_TYPE (CtCredentialCard, ct_credential_card, CT_TYPE_CELL)

static gboolean
ends_soon (CtCredentialState state, GDateTime *expires_at)
{
  return state == CT_CREDENTIAL_STATE_ACTIVE && ct_format_is_soon (NULL, expires_at);
}

static char *
describe_dates (gpointer self,
                CtCredentialState state,
                GDateTime *issued_at,
                GDateTime *expires_at,
                GDateTime *revoked_at)
{
  g_autofree char *issued_on = ct_format_day (NULL, issued_at);
  /* Translators: %s is a date */
  g_autofree char *issued = g_strdup_printf (_ ("Issued on %s"), issued_on);
  g_autofree char *end = NULL;

  if (ends_soon (state, expires_at))
    {
      g_autofree char *expires_on = ct_format_day (NULL, expires_at);

      /* Translators: %s is a date */
      end = g_strdup_printf (_ ("Expires on %s"), expires_on);
    }
  else if (state == CT_CREDENTIAL_STATE_REVOKED)
    {
      g_autofree char *revoked_on = ct_format_day (NULL, revoked_at);

      /* Translators: %s is a date */
      end = g_strdup_printf (_ ("Revoked on %s"), revoked_on);
    }
  else
    end = ct_format_expiry (NULL, expires_at);

  /* Translators: when a credential was issued, and when it ends */
  return g_strdup_printf (C_ ("credential", "%s · %s"), issued, end);
}

static char *
describe_reason (gpointer self, CtCredentialState state, const char *reason)
{
  if (state != CT_CREDENTIAL_STATE_REVOKED)
    return g_strdup ("");
  if (!reason || !*reason)
    return g_strdup (_ ("No reason was given. There is no certificate any more."));

  /* Translators: %s is why a credential was revoked, in the program's words */
  return g_strdup_printf (_ ("There is no certificate any more. Reason: %s"), reason);
}

static char *
describe_number (gpointer self, const char *number)
{
  g_autofree char *text = ct_isolate (NULL, number);

  /* Translators: %s is the number of a certificate */
  return g_strdup_printf (_ ("Number %s"), text);
}

static gboolean
is_faded (gpointer self, CtCredentialState state)
{
  return state != CT_CREDENTIAL_STATE_ACTIVE;
}

static gboolean
has_certificate (gpointer self, CtCredentialState state)
{
  return state != CT_CREDENTIAL_STATE_REVOKED;
}

static gboolean
has_code (gpointer self, CtCredentialState state, const char *code)
{
  return state != CT_CREDENTIAL_STATE_REVOKED && code && *code;
}

static char *
say (gpointer self,
     const char *title,
     const char *state,
     const char *dates,
     const char *number,
     const char *reason)
{
  return g_strjoin (", ", title, state, dates, number, *reason ? reason : NULL, NULL);
}

static void
copy_code (CtCredentialCard *self)
{
  g_autoptr (CtCredential) credential = NULL;

  g_object_get (self, "item", &credential, NULL);
  if (!credential || !credential->verification_code)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          credential->verification_code);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Verification code copied"));
}

static void
ct_credential_card_class_init (CtCredentialCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ct_cell_class_set_template (CT_CELL_CLASS (klass),
                              "/org/example/CertTracker/ui/credential-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CtCredentialCard, code_title);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialCard, copy);
  gtk_widget_class_bind_template_child (widget_class, CtCredentialCard, code);
  gtk_widget_class_bind_template_callback (widget_class, describe_dates);
  gtk_widget_class_bind_template_callback (widget_class, describe_reason);
  gtk_widget_class_bind_template_callback (widget_class, describe_number);
  gtk_widget_class_bind_template_callback (widget_class, is_faded);
  gtk_widget_class_bind_template_callback (widget_class, has_certificate);
  gtk_widget_class_bind_template_callback (widget_class, has_code);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, copy_code);
}

static void
ct_credential_card_init (CtCredentialCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Of several that a template names, GTK 4.18 keeps the last one only. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->code_title, self->code, NULL, -1);
}
