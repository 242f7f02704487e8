/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-undo.h"

#include <glib/gi18n.h>

#include "widgets/ct-toast.h"

#define PATIENCE \
  8 /* in seconds: who uses a keyboard or a screen reader needs longer to get there */

typedef struct
{
  GtkWidget *widget; /* owned */
  AdwToast *toast;   /* owned */
  CtUndoFunc commit;
  CtUndoFunc revert;
  gpointer user_data;
  GDestroyNotify destroy;
} Undo;

/* Frees @self, then ends it in one way or the other: that may lead back to what is shown. */
static void
settle (Undo *self, CtUndoFunc func)
{
  Undo undo = *self;

  g_signal_handlers_disconnect_by_data (self->toast, self);
  g_signal_handlers_disconnect_by_data (self->widget, self);
  g_free (self);

  func (undo.user_data);
  if (undo.destroy != NULL)
    undo.destroy (undo.user_data);
  g_object_unref (undo.toast);
  g_object_unref (undo.widget);
}

static void
on_undone (Undo *self)
{
  settle (self, self->revert);
}

static void
on_over (Undo *self)
{
  settle (self, self->commit);
}

static void
on_left (Undo *self)
{
  g_autoptr (AdwToast) toast = g_object_ref (self->toast);

  settle (self, self->commit);
  adw_toast_dismiss (toast);
}

void
ct_undo_offer (GtkWidget *widget,
               const char *words,
               CtUndoFunc commit,
               CtUndoFunc revert,
               gpointer user_data,
               GDestroyNotify destroy)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (words != NULL);
  g_return_if_fail (commit != NULL && revert != NULL);

  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_return_if_fail (overlay != NULL);

  Undo *self = g_new0 (Undo, 1);

  self->widget = g_object_ref (widget);
  self->toast = g_object_ref (ct_toast_show (ADW_TOAST_OVERLAY (overlay), words));
  self->commit = commit;
  self->revert = revert;
  self->user_data = user_data;
  self->destroy = destroy;
  adw_toast_set_timeout (self->toast, PATIENCE);
  adw_toast_set_button_label (self->toast, _ ("_Undo"));
  g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (on_undone), self);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (on_over), self);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (on_left), self);
}
