/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-exam-page.h"

#include <glib/gi18n.h>

#include "client/ct-registering.h"
#include "model/ct-attempt.h"
#include "model/ct-exam.h"
#include "model/ct-problem.h"
#include "model/ct-testing-profile.h"
#include "pages/ct-agreement-dialog.h"
#include "pages/ct-appointment-page.h"
#include "pages/ct-exam-words.h"
#include "pages/ct-obstacle-row.h"
#include "pages/ct-pearson-vue.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-format.h"
#include "widgets/ct-standing.h"

struct _CtExamPage
{
  CtPage parent_instance;

  CtEligibility *standing; /* owned */
  CtExam *exam;            /* owned, nullable */

  GtkWidget *actions;
  GtkListBox *obstacles;
  GtkListBox *attempts;
  GListModel *attempts_model;
  GtkCustomFilter *attempts_filter;
};

G_DEFINE_FINAL_TYPE (CtExamPage, ct_exam_page, CT_TYPE_PAGE)

typedef enum
{
  PROP_STANDING = 1,
  PROP_EXAM,
} CtExamPageProperty;

static GParamSpec *properties[PROP_EXAM + 1];

static CtClient *
get_client (CtExamPage *self)
{
  return ct_page_get_client (CT_PAGE (self));
}

static const char *
get_authorization_id (CtExamPage *self)
{
  CtAuthorization *authorization = self->standing->authorization;

  return authorization != NULL ? ct_resource_get_id (CT_RESOURCE (authorization)) : NULL;
}

static void
agreement_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (ct_agreement_dialog_new (get_client (CT_EXAM_PAGE (widget)),
                                               g_variant_get_string (parameter, NULL)),
                      widget);
}

/* What exactly is missing or wrong, a line for each. */
static char *
list_faults (CtExamPage *self)
{
  GListModel *profiles = G_LIST_MODEL (ct_client_get_testing_profile (get_client (self)));
  g_autoptr (CtTestingProfile) profile = g_list_model_get_item (profiles, 0);
  GListModel *faults = profile != NULL ? G_LIST_MODEL (profile->faults) : NULL;
  GString *lines = g_string_new (NULL);

  for (guint i = 0; faults != NULL && i < g_list_model_get_n_items (faults); i++)
    {
      g_autoptr (CtProblemReason) fault = g_list_model_get_item (faults, i);

      if (fault->detail != NULL)
        g_string_append_printf (lines, "\n• %s", fault->detail);
    }
  return g_string_free_and_steal (lines);
}

static GtkWidget *
create_obstacle (gpointer item, gpointer user_data)
{
  gboolean incomplete = CT_OBSTACLE (item)->reason == CT_INELIGIBILITY_PROFILE_INCOMPLETE;
  g_autofree char *faults = incomplete ? list_faults (user_data) : g_strdup ("");

  return ct_obstacle_row_new (item, faults);
}

static void
show_obstacles (CtExamPage *self)
{
  GListModel *obstacles = G_LIST_MODEL (self->standing->obstacles);

  gtk_list_box_bind_model (self->obstacles, obstacles, obstacles != NULL ? create_obstacle : NULL,
                           self, NULL);
}

/* The program's part may come later than the candidate's. */
static void
find_exam (CtExamPage *self)
{
  const char *code = ct_resource_get_id (CT_RESOURCE (self->standing));

  if (code != NULL
      && g_set_object (&self->exam,
                       ct_collection_find (ct_client_get_exams (get_client (self)), code)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXAM]);
}

/* What is to be done next is where the button was that is done with. */
static void
focus_actions (CtExamPage *self)
{
  if (gtk_widget_get_mapped (self->actions))
    gtk_widget_child_focus (self->actions, GTK_DIR_TAB_FORWARD);
}

static void
authorized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtExamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_registering_authorize_finish (CT_CLIENT (source), result, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exam.register", TRUE);
  focus_actions (self);
  if (done)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Registered"));
  else
    ct_pearson_vue_show_failure (GTK_WIDGET (self), error);
}

static void
register_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtExamPage *self = CT_EXAM_PAGE (widget);

  gtk_widget_action_set_enabled (widget, action, FALSE);
  ct_registering_authorize_async (get_client (self), self->standing, NULL, authorized,
                                  g_object_ref (self));
}

static void
schedule_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtExamPage *self = CT_EXAM_PAGE (widget);
  const char *id = get_authorization_id (self);

  if (id != NULL)
    ct_pearson_vue_open (widget, action, get_client (self), id);
}

static void
withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtExamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_registering_withdraw_finish (CT_CLIENT (source), result, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exam.withdraw", TRUE);
  focus_actions (self);
  if (done)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Registration withdrawn"));
  else
    ct_pearson_vue_show_failure (GTK_WIDGET (self), error);
}

static void
withdraw_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtExamPage) self = user_data;
  const char *id = get_authorization_id (self);

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "withdraw")
      || id == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exam.withdraw", FALSE);
  ct_registering_withdraw_async (get_client (self), id, NULL, withdrawn, g_object_ref (self));
}

static void
withdraw_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtExamPage *self = CT_EXAM_PAGE (widget);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Withdraw the Registration?"),
                            _ ("You can register again as long as the exam is open to you.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "withdraw", _ ("_Withdraw"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "withdraw", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (dialog, widget, NULL, withdraw_chosen, g_object_ref (self));
}

static void
ct_exam_page_show_appointment (CtExamPage *self)
{
  ct_page_push (CT_PAGE (self), ct_appointment_page_new (get_client (self), self->standing));
}

static void
ct_exam_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtExamPage *self = CT_EXAM_PAGE (object);

  switch ((CtExamPageProperty) id)
    {
    case PROP_STANDING:
      g_value_set_object (value, self->standing);
      break;
    case PROP_EXAM:
      g_value_set_object (value, self->exam);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_exam_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtExamPage *self = CT_EXAM_PAGE (object);

  switch ((CtExamPageProperty) id)
    {
    case PROP_STANDING:
      self->standing = g_value_dup_object (value);
      break;
    case PROP_EXAM:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
is_attempt_at_it (gpointer item, gpointer user_data)
{
  CtExamPage *self = user_data;

  return g_strcmp0 (((CtAttempt *) item)->exam_code,
                    ct_resource_get_id (CT_RESOURCE (self->standing)))
         == 0;
}

static void
ct_exam_page_attempt_activated (CtExamPage *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "(ss)", "history",
                              ct_resource_get_id (ct_cell_get_row_item (row)));
}

/* What the program has elsewhere. */

static void
launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gtk_widget_activate_action (page, "win.toast", "s", _ ("The browser did not open"));
}

static void
way_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtExam *exam = CT_EXAM_PAGE (widget)->exam;
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *uri = exam == NULL                         ? NULL
                    : g_str_equal (action, "exam.start") ? exam->start_uri
                    : g_str_equal (action, "exam.study") ? exam->study_uri
                                                         : exam->syllabus_uri;
  g_autoptr (GtkUriLauncher) launcher = NULL;

  /* The service has checked it; who else might have written it is not known here. */
  if (uri == NULL || g_strcmp0 (g_uri_peek_scheme (uri), "https") != 0 || !GTK_IS_WINDOW (root))
    return;

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (root), NULL, launched, g_object_ref (widget));
}

static void
ct_exam_page_constructed (GObject *object)
{
  CtExamPage *self = CT_EXAM_PAGE (object);

  G_OBJECT_CLASS (ct_exam_page_parent_class)->constructed (object);

  g_signal_connect_object (self->standing, "notify::obstacles", G_CALLBACK (show_obstacles), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_testing_profile (get_client (self)), "notify::refreshing",
                           G_CALLBACK (show_obstacles), self, G_CONNECT_SWAPPED);
  show_obstacles (self);
  g_signal_connect_object (ct_client_get_exams (get_client (self)), "items-changed",
                           G_CALLBACK (find_exam), self, G_CONNECT_SWAPPED);
  find_exam (self);
  gtk_custom_filter_set_filter_func (self->attempts_filter, is_attempt_at_it, self, NULL);
  gtk_list_box_bind_model (self->attempts, self->attempts_model, ct_cell_create_row,
                           GSIZE_TO_POINTER (CT_TYPE_ATTEMPT_CELL), NULL);
}

static void
ct_exam_page_dispose (GObject *object)
{
  CtExamPage *self = CT_EXAM_PAGE (object);

  /* The model that has it may outlive the page. */
  if (self->attempts_filter != NULL)
    gtk_custom_filter_set_filter_func (self->attempts_filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_EXAM_PAGE);
  g_clear_object (&self->exam);
  g_clear_object (&self->standing);

  G_OBJECT_CLASS (ct_exam_page_parent_class)->dispose (object);
}

static void
ct_exam_page_class_init (CtExamPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_exam_page_get_property;
  object_class->set_property = ct_exam_page_set_property;
  object_class->constructed = ct_exam_page_constructed;
  object_class->dispose = ct_exam_page_dispose;

  properties[PROP_STANDING]
      = g_param_spec_object ("standing", NULL, NULL, CT_TYPE_ELIGIBILITY,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXAM] = g_param_spec_object ("exam", NULL, NULL, CT_TYPE_EXAM,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "exam.agreement", "s", agreement_activated);
  gtk_widget_class_install_action (widget_class, "exam.register", NULL, register_activated);
  gtk_widget_class_install_action (widget_class, "exam.schedule", NULL, schedule_activated);
  gtk_widget_class_install_action (widget_class, "exam.withdraw", NULL, withdraw_activated);
  gtk_widget_class_install_action (widget_class, "exam.start", NULL, way_activated);
  gtk_widget_class_install_action (widget_class, "exam.study", NULL, way_activated);
  gtk_widget_class_install_action (widget_class, "exam.syllabus", NULL, way_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/exam-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtExamPage, actions);
  gtk_widget_class_bind_template_child (widget_class, CtExamPage, obstacles);
  gtk_widget_class_bind_template_child (widget_class, CtExamPage, attempts);
  gtk_widget_class_bind_template_child (widget_class, CtExamPage, attempts_model);
  gtk_widget_class_bind_template_child (widget_class, CtExamPage, attempts_filter);
  gtk_widget_class_bind_template_callback (widget_class, ct_exam_page_attempt_activated);
  gtk_widget_class_bind_template_callback (widget_class, ct_exam_page_show_appointment);
  ct_format_bind_closures (widget_class);
  ct_standing_bind_closures (widget_class);
  ct_exam_words_bind_closures (widget_class);
}

static void
ct_exam_page_init (CtExamPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
ct_exam_page_new (CtClient *client, CtEligibility *standing)
{
  return g_object_new (CT_TYPE_EXAM_PAGE, "client", client, "standing", standing, NULL);
}
