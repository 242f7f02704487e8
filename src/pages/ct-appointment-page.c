/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-appointment-page.h"

#include <glib/gi18n.h>

#include "model/ct-account.h"
#include "model/ct-calendar.h"
#include "widgets/ct-appointment-words.h"
#include "pages/ct-pearson-vue.h"
#include "widgets/ct-format.h"

struct _CtAppointmentPage
{
  CtPage parent_instance;

  CtEligibility *standing; /* owned */

  GtkListBox *bring;
};

G_DEFINE_FINAL_TYPE (CtAppointmentPage, ct_appointment_page, CT_TYPE_PAGE)

typedef enum
{
  PROP_STANDING = 1,
} CtAppointmentPageProperty;

static GParamSpec *properties[PROP_STANDING + 1];

/* Closures: @appointment may be unset. */

static char *
choose_face (gpointer self, CtAppointment *appointment)
{
  return g_strdup (appointment != NULL ? "appointment" : "gone");
}

static char *
clock_there (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_clock (appointment) : g_strdup ("");
}

static char *
time_there (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_time (appointment) : g_strdup ("");
}

static char *
clock_here (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_clock_here (appointment) : g_strdup ("");
}

static char *
time_here (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_time_here (appointment) : g_strdup ("");
}

static gboolean
is_elsewhere (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL && ct_appointment_words_is_elsewhere (appointment);
}

static char *
place (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_place (appointment) : g_strdup ("");
}

static char *
address (gpointer self, CtAppointment *appointment)
{
  if (appointment == NULL)
    return g_strdup ("");
  if (appointment->mode == CT_APPOINTMENT_MODE_ONLINE)
    return g_strdup (_ ("You start it from your account at Pearson VUE."));
  return g_strdup (appointment->address != NULL ? appointment->address : "");
}

static char *
place_icon (gpointer self, CtAppointment *appointment)
{
  return g_strdup (appointment != NULL && appointment->mode == CT_APPOINTMENT_MODE_ONLINE
                       ? "video-display-symbolic"
                       : "mark-location-symbolic");
}

/* What to bring. */

static char *
describe_bring (CtAppointmentPage *self)
{
  GListModel *accounts = G_LIST_MODEL (ct_client_get_account (ct_page_get_client (CT_PAGE (self))));
  g_autoptr (CtAccount) account = g_list_model_get_item (accounts, 0);
  g_autofree char *name
      = account != NULL && account->family_name != NULL
            ? g_strjoin (" ", account->given_name != NULL ? account->given_name : "",
                         account->family_name, NULL)
            : NULL;

  return ct_appointment_words_bring (self->standing->appointment->mode,
                                     name != NULL ? g_strchug (name) : NULL);
}

static void
show_bring (CtAppointmentPage *self)
{
  g_autofree char *words = NULL;
  g_auto (GStrv) lines = NULL;

  if (self->standing->appointment == NULL)
    return;

  words = describe_bring (self);
  lines = g_strsplit (words, "\n", -1);
  gtk_list_box_remove_all (self->bring);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lines[i]);
      gtk_list_box_append (self->bring, row);
    }
}

/* The calendar file. */

static void
written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtAppointmentPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Calendar file saved"));
  else
    ct_pearson_vue_show_failure (GTK_WIDGET (self), error);
}

static GBytes *
write_calendar (CtAppointmentPage *self)
{
  CtAppointment *appointment = self->standing->appointment;
  g_autofree char *bring = describe_bring (self);
  /* Translators: what a calendar calls an exam: its code and its title */
  g_autofree char *summary
      = g_strdup_printf (_ ("Exam %s: %s"), appointment->exam_code, appointment->exam_title);
  /* Translators: %s is what is needed, a line for each */
  g_autofree char *description = g_strdup_printf (_ ("What you need:\n%s"), bring);
  char *file = ct_calendar_from_appointment (appointment, summary, description);

  return g_bytes_new_take (file, strlen (file));
}

static void
file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtAppointmentPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        ct_pearson_vue_show_failure (GTK_WIDGET (self), error);
      return;
    }
  if (self->standing->appointment == NULL)
    return;

  bytes = write_calendar (self);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written,
                                       g_steal_pointer (&self));
}

static void
save_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtAppointmentPage *self = CT_APPOINTMENT_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = NULL;

  if (self->standing->appointment == NULL)
    return;

  name = g_strconcat (ct_resource_get_id (CT_RESOURCE (self->standing)), ".ics", NULL);
  gtk_file_filter_set_name (filter, _ ("Calendar files"));
  gtk_file_filter_add_mime_type (filter, "text/calendar");
  gtk_file_dialog_set_title (dialog, _ ("Save to Calendar"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (name, "/\\", '-'));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_chosen,
                        g_object_ref (self));
}

static void
change_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtAppointmentPage *self = CT_APPOINTMENT_PAGE (widget);
  CtAuthorization *authorization = self->standing->authorization;

  if (authorization != NULL)
    ct_pearson_vue_open (widget, action, ct_page_get_client (CT_PAGE (self)),
                         ct_resource_get_id (CT_RESOURCE (authorization)));
}

static void
ct_appointment_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtAppointmentPageProperty) id)
    {
    case PROP_STANDING:
      g_value_set_object (value, CT_APPOINTMENT_PAGE (object)->standing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_appointment_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtAppointmentPageProperty) id)
    {
    case PROP_STANDING:
      CT_APPOINTMENT_PAGE (object)->standing = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_appointment_page_constructed (GObject *object)
{
  CtAppointmentPage *self = CT_APPOINTMENT_PAGE (object);

  G_OBJECT_CLASS (ct_appointment_page_parent_class)->constructed (object);

  g_signal_connect_object (self->standing, "notify::appointment", G_CALLBACK (show_bring), self,
                           G_CONNECT_SWAPPED);
  show_bring (self);
}

static void
ct_appointment_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_APPOINTMENT_PAGE);
  g_clear_object (&CT_APPOINTMENT_PAGE (object)->standing);

  G_OBJECT_CLASS (ct_appointment_page_parent_class)->dispose (object);
}

static void
ct_appointment_page_class_init (CtAppointmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_appointment_page_get_property;
  object_class->set_property = ct_appointment_page_set_property;
  object_class->constructed = ct_appointment_page_constructed;
  object_class->dispose = ct_appointment_page_dispose;

  properties[PROP_STANDING]
      = g_param_spec_object ("standing", NULL, NULL, CT_TYPE_ELIGIBILITY,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "appointment.save", NULL, save_activated);
  gtk_widget_class_install_action (widget_class, "appointment.change", NULL, change_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/appointment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtAppointmentPage, bring);
  gtk_widget_class_bind_template_callback (widget_class, choose_face);
  gtk_widget_class_bind_template_callback (widget_class, clock_there);
  gtk_widget_class_bind_template_callback (widget_class, time_there);
  gtk_widget_class_bind_template_callback (widget_class, clock_here);
  gtk_widget_class_bind_template_callback (widget_class, time_here);
  gtk_widget_class_bind_template_callback (widget_class, is_elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, place);
  gtk_widget_class_bind_template_callback (widget_class, address);
  gtk_widget_class_bind_template_callback (widget_class, place_icon);
  ct_format_bind_closures (widget_class);
}

static void
ct_appointment_page_init (CtAppointmentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
ct_appointment_page_new (CtClient *client, CtEligibility *standing)
{
  return g_object_new (CT_TYPE_APPOINTMENT_PAGE, "client", client, "standing", standing, NULL);
}
