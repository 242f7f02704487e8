/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-words.h"

#include <glib/gi18n-lib.h>

#include "model/ct-error.h"

/* A message that says more than the code does, with its sentence around it. */
static char *
with_detail (const char *sentence, const GError *error)
{
  if (error->message == NULL || *error->message == '\0')
    return g_strdup (sentence);

  return g_strdup_printf ("%s %s", sentence, error->message);
}

static char *
words_for_try_later (const GError *error)
{
  guint seconds = ct_error_get_retry_after (error);
  guint minutes = (seconds + 59) / 60;

  if (seconds == 0)
    return g_strdup (_ ("The service is busy at the moment. Try again in a few minutes."));

  if (seconds < 60)
    return g_strdup_printf (ngettext ("The service asks you to wait for %u second.",
                                      "The service asks you to wait for %u seconds.", seconds),
                            seconds);

  return g_strdup_printf (ngettext ("The service asks you to wait for %u minute.",
                                    "The service asks you to wait for %u minutes.", minutes),
                          minutes);
}

void
ct_words_for_error (const GError *error, const char **title, char **body)
{
  g_return_if_fail (error != NULL);
  g_return_if_fail (title != NULL && body != NULL);

  if (error->domain != CT_ERROR)
    {
      *title = _ ("Something Went Wrong");
      *body = g_strdup (error->message);
      return;
    }

  switch ((CtError) error->code)
    {
    case CT_ERROR_OFFLINE:
      *title = _ ("You Are Offline");
      *body = g_strdup (_ ("This computer has no network connection. What was loaded before can "
                           "still be read; news comes as soon as you are connected."));
      return;

    case CT_ERROR_UNREACHABLE:
      *title = _ ("The Service Does Not Answer");
      *body = g_strdup (_ ("The service may be down, or your network may not let you through to "
                           "it. Check your connection and try again."));
      return;

    case CT_ERROR_TLS:
      *title = _ ("The Connection Is Not Safe");
      *body
          = with_detail (_ ("The service could not prove who it is, so nothing was sent."), error);
      return;

    case CT_ERROR_BAD_CREDENTIALS:
      *title = _ ("User Name or Password Is Wrong");
      *body = g_strdup (_ ("Check both and try again. Upper and lower case matter in the "
                           "password."));
      return;

    case CT_ERROR_SIGNED_OUT:
      *title = _ ("You Are Signed Out");
      *body = g_strdup (_ ("Your session is no longer valid. It may have been ended from another "
                           "device, or have expired. Sign in again to continue."));
      return;

    case CT_ERROR_NOT_ALLOWED:
      *title = _ ("Not Allowed");
      *body = g_strdup (_ ("Your account may not do this. If you think that it should, write to "
                           "the Program Support Team."));
      return;

    case CT_ERROR_NOT_FOUND:
      *title = _ ("Not Found");
      *body = g_strdup (_ ("The service does not have this, or not any more. Refresh to see what "
                           "there is now."));
      return;

    case CT_ERROR_CONFLICT:
      *title = _ ("Changed Elsewhere");
      *body = g_strdup (_ ("This was changed from another place meanwhile. Refresh and look at it "
                           "before you try again."));
      return;

    case CT_ERROR_REFUSED:
      *title = _ ("The Service Refused");
      *body = with_detail (_ ("The service did not accept what was sent."), error);
      return;

    case CT_ERROR_TRY_LATER:
      *title = _ ("Try Again Later");
      *body = words_for_try_later (error);
      return;

    case CT_ERROR_BROKEN_ANSWER:
      *title = _ ("The Answer Cannot Be Read");
      *body = g_strdup (_ ("What came was cut off, or is not what a CertTracker service sends. Try "
                           "again; on a network with a sign-in page of its own, sign in there "
                           "first."));
      return;

    case CT_ERROR_KEYRING_LOCKED:
      *title = _ ("The Keyring Is Locked");
      *body = g_strdup (_ ("Your session is kept in the keyring of this computer. Unlock it to "
                           "stay signed in, or sign in for this time only."));
      return;

    case CT_ERROR_KEYRING_MISSING:
      *title = _ ("No Keyring Found");
      *body = g_strdup (_ ("This computer offers no keyring to keep your session in, so you have "
                           "to sign in each time. A password manager such as Passwords and Keys "
                           "or KDE Wallet provides one."));
      return;

    case CT_ERROR_BAD_ADDRESS:
      *title = _ ("Check the Address");
      *body = with_detail (_ ("This cannot be the address of a CertTracker service."), error);
      return;

    case CT_ERROR_DOCUMENT_DAMAGED:
      *title = _ ("The Document Is Damaged");
      *body = g_strdup (_ ("It is not a PDF, or a part of it is broken. Load it again; if that "
                           "does not help, write to the Program Support Team."));
      return;

    case CT_ERROR_DOCUMENT_ENCRYPTED:
      *title = _ ("The Document Is Encrypted");
      *body = g_strdup (_ ("It needs a password, which certificates never have. Write to the "
                           "Program Support Team."));
      return;

    default:
      break;
    }

  *title = _ ("Something Went Wrong");
  *body = g_strdup (error->message);
}
