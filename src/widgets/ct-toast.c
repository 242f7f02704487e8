/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-toast.h"

AdwToast *
ct_toast_show (AdwToastOverlay *overlay, const char *words)
{
  AdwToast *toast;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  adw_toast_overlay_dismiss_all (overlay);
  toast = adw_toast_new (words);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (overlay, toast);
  return toast;
}
