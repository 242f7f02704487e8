/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CT_ERROR:
 *
 * The one error domain that the interface acts on. The code decides what a candidate is
 * told and what they can do next; the message is the detail behind it.
 */
#define CT_ERROR (ct_error_quark ())

/**
 * CtError:
 * @CT_ERROR_OFFLINE: this computer has no network
 * @CT_ERROR_UNREACHABLE: the service does not answer
 * @CT_ERROR_TLS: the service's certificate was refused
 * @CT_ERROR_BAD_CREDENTIALS: user name or password is wrong
 * @CT_ERROR_SIGNED_OUT: the session has ended
 * @CT_ERROR_NOT_ALLOWED: the account may not do this
 * @CT_ERROR_NOT_FOUND: there is no such thing, or not any more
 * @CT_ERROR_CONFLICT: it was changed elsewhere meanwhile
 * @CT_ERROR_REFUSED: the service refused what was sent, with reasons
 * @CT_ERROR_TRY_LATER: the service is busy or limits requests
 * @CT_ERROR_BROKEN_ANSWER: the answer is cut off, or not what was promised
 * @CT_ERROR_KEYRING_LOCKED: the keyring is locked and was not opened
 * @CT_ERROR_KEYRING_MISSING: there is no keyring service
 * @CT_ERROR_BAD_ADDRESS: an address that is no https address (http on loopback is allowed)
 * @CT_ERROR_DOCUMENT_DAMAGED: not a PDF, or a damaged one
 * @CT_ERROR_DOCUMENT_ENCRYPTED: a PDF that needs a password
 */
typedef enum
{
  CT_ERROR_OFFLINE,
  CT_ERROR_UNREACHABLE,
  CT_ERROR_TLS,
  CT_ERROR_BAD_CREDENTIALS,
  CT_ERROR_SIGNED_OUT,
  CT_ERROR_NOT_ALLOWED,
  CT_ERROR_NOT_FOUND,
  CT_ERROR_CONFLICT,
  CT_ERROR_REFUSED,
  CT_ERROR_TRY_LATER,
  CT_ERROR_BROKEN_ANSWER,
  CT_ERROR_KEYRING_LOCKED,
  CT_ERROR_KEYRING_MISSING,
  CT_ERROR_BAD_ADDRESS,
  CT_ERROR_DOCUMENT_DAMAGED,
  CT_ERROR_DOCUMENT_ENCRYPTED,
} CtError;

GQuark ct_error_quark (void);

/**
 * ct_error_get_retry_after:
 * @error: any error
 *
 * Returns: for %CT_ERROR_TRY_LATER, the seconds that the service asks to wait; 0 if it does
 *   not say
 */
guint ct_error_get_retry_after (const GError *error);

/* Notes in @error, of the domain %CT_ERROR, how many seconds to wait. */
void ct_error_set_retry_after (GError *error, guint seconds);

G_END_DECLS
