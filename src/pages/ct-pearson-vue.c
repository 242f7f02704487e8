/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-pearson-vue.h"

#include <glib/gi18n.h>

#include "client/ct-registering.h"
#include "client/ct-words.h"
#include "model/ct-error.h"

static void
show_alert (GtkWidget *page, const char *title, const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (title, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, page);
}

void
ct_pearson_vue_show_failure (GtkWidget *page, const GError *error)
{
  const char *title = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || gtk_widget_get_root (page) == NULL)
    return;

  /* Rules are not the same as rights. */
  if (g_error_matches (error, CT_ERROR, CT_ERROR_NOT_ALLOWED))
    {
      show_alert (page, _ ("Not Possible Now"),
                  _ ("Something has changed meanwhile. This page shows what is in the way."));
      return;
    }

  ct_words_for_error (error, &title, &body);
  show_alert (page, title, body);
}

static void
show_not_opened (GtkWidget *page, const GError *error)
{
  /* Translators: %s is what the system says */
  g_autofree char *body
      = g_strdup_printf (_ ("Pearson VUE opens in a web browser, and none could be started: %s"),
                         error->message);

  if (gtk_widget_get_root (page) != NULL)
    show_alert (page, _ ("The Browser Did Not Open"), body);
}

/* What is under way from a page. */
typedef struct
{
  GtkWidget *page; /* owned */
  char *action;
} Trip;

static void
trip_free (Trip *self)
{
  gtk_widget_action_set_enabled (self->page, self->action, TRUE);
  g_object_unref (self->page);
  g_free (self->action);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trip, trip_free)

static void
launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Trip) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_not_opened (self->page, error);
}

static void
address_came (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Trip) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = ct_registering_hand_over_finish (CT_CLIENT (source), result, &error);
  g_autoptr (GtkUriLauncher) launcher = NULL;
  GtkRoot *root = gtk_widget_get_root (self->page);

  if (uri == NULL)
    {
      ct_pearson_vue_show_failure (self->page, error);
      return;
    }

  /* Who has gone elsewhere meanwhile does not want it any more. */
  if (!GTK_IS_WINDOW (root))
    return;

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (root), NULL, launched, g_steal_pointer (&self));
}

void
ct_pearson_vue_open (GtkWidget *page,
                     const char *action,
                     CtClient *client,
                     const char *authorization_id)
{
  Trip *trip;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (action != NULL && authorization_id != NULL);
  g_return_if_fail (CT_IS_CLIENT (client));

  trip = g_new0 (Trip, 1);
  trip->page = g_object_ref (page);
  trip->action = g_strdup (action);
  gtk_widget_action_set_enabled (page, action, FALSE);
  ct_registering_hand_over_async (client, authorization_id, NULL, address_came, trip);
}
