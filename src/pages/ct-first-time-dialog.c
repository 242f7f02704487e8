/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-first-time-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-enrolling.h"
#include "client/ct-words.h"
#include "model/ct-company.h"
#include "model/ct-error.h"
#include "pages/ct-code-help.h"
#include "pages/ct-newcomer-page.h"
#include "pages/ct-question-row.h"
#include "pages/ct-write-mail.h"
#include "widgets/ct-fault-mark.h"
#include "widgets/ct-format.h"

struct _CtFirstTimeDialog
{
  AdwDialog parent_instance;

  CtClient *client; /* owned */
  GCancellable *cancellable;

  AdwToastOverlay *toasts;
  AdwNavigationView *view;
  GtkListBox *questions;
  GListModel *questions_model;
  GListModel *companies_model;
  GListModel *partners_model;
  GtkEditable *email;
  AdwComboRow *company;
  GtkLabel *address_fault;
  GtkLabel *partner_words;
  AdwComboRow *partner;
  GtkWidget *contact;
  CtCodeHelp *help;
  GtkEditable *code;
  GtkLabel *code_fault;
  CtNewcomerPage *newcomer;
  AdwStatusPage *done;
};

G_DEFINE_FINAL_TYPE (CtFirstTimeDialog, ct_first_time_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtFirstTimeDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static guint sign_in_signal;

static CtNewcomerDraft *
get_draft (CtFirstTimeDialog *self)
{
  return ct_client_get_newcomer (self->client);
}

static void
show_fault (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  if (words != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (label), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What is wrong with what was typed. */
static void
show_field_fault (GtkEditable *field, const char *words)
{
  ct_fault_mark_set (GTK_WIDGET (field), words);
  if (words != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (field));
}

static void
show_error (GtkLabel *label, const GError *error)
{
  const char *title = NULL;
  g_autofree char *words = NULL;

  ct_words_for_error (error, &title, &words);
  show_fault (label, words);
}

static void
go_to (CtFirstTimeDialog *self, const char *tag)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  if (page == NULL || g_strcmp0 (adw_navigation_page_get_tag (page), tag) != 0)
    adw_navigation_view_push_by_tag (self->view, tag);
}

/* Companies. */

/* The first choice is that nothing was chosen yet. */
static void
offer (AdwComboRow *row, const char *nothing, GListModel *companies)
{
  g_autoptr (CtCompany) first = g_object_new (CT_TYPE_COMPANY, "id", "", "name", nothing, NULL);
  g_autoptr (GListStore) firsts = g_list_store_new (CT_TYPE_COMPANY);
  g_autoptr (GListStore) all = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) model = NULL;

  g_list_store_append (firsts, first);
  g_list_store_append (all, firsts);
  g_list_store_append (all, companies);
  model = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&all)));
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
}

static void
choose (AdwComboRow *row, const char *id)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CtResource) company = g_list_model_get_item (model, i);

      if (g_strcmp0 (ct_resource_get_id (company), id) == 0)
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
}

static void
ct_first_time_dialog_company_chosen (CtFirstTimeDialog *self)
{
  CtCompany *company = adw_combo_row_get_selected_item (self->company);

  if (company != NULL && self->client != NULL)
    g_object_set (get_draft (self), "company-id", ct_resource_get_id (CT_RESOURCE (company)), NULL);
}

static void
ct_first_time_dialog_partner_chosen (CtFirstTimeDialog *self)
{
  CtCompany *company = adw_combo_row_get_selected_item (self->partner);
  gboolean chosen = company != NULL && company->contact_email != NULL;
  g_autofree char *words = NULL;

  if (chosen)
    words = g_strdup_printf (
        /* Translators: %s is a company */
        _ ("%s is a partner of the program. Ask its partner contact to add you to the company’s "
           "partner record: your account is made from it within 24 hours, and its sign-in details "
           "come by e-mail."),
        company->name);
  gtk_label_set_label (self->partner_words,
                       chosen ? words
                              : _ ("Your account is made from your company’s partner "
                                   "record. Choose the company to see whom to ask."));
  gtk_widget_set_visible (self->contact, chosen);
  if (!chosen)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->contact), company->contact_name != NULL
                                                                          ? company->contact_name
                                                                          : _ ("Partner Contact"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->contact), company->contact_email);
}

static void
ct_first_time_dialog_write_contact (CtFirstTimeDialog *self)
{
  CtCompany *company = adw_combo_row_get_selected_item (self->partner);

  if (company != NULL && company->contact_email != NULL)
    ct_write_mail (GTK_WIDGET (self), company->contact_email, self->toasts);
}

static void
lead_to_contact (CtFirstTimeDialog *self, CtCompany *company)
{
  choose (self->partner, company != NULL ? ct_resource_get_id (CT_RESOURCE (company)) : "");
  ct_first_time_dialog_partner_chosen (self);
  go_to (self, "partner");
}

/* The partner company that the newcomer works for, as far as can be seen from here. */
static CtCompany *
find_partner (CtFirstTimeDialog *self)
{
  CtNewcomerDraft *draft = get_draft (self);
  CtCompany *by_address = ct_company_find_by_address (self->companies_model, draft->email);
  CtCompany *chosen = ct_company_find (self->companies_model, draft->company_id);

  if (by_address != NULL && by_address->is_partner)
    return by_address;
  return chosen != NULL && chosen->is_partner ? chosen : NULL;
}

/* The steps. */

static void
begin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (widget);
  const char *step = g_variant_get_string (parameter, NULL);

  if (g_str_equal (step, "report"))
    {
      g_object_set (get_draft (self), "has-report", TRUE, NULL);
      step = "address";
    }

  if (g_str_equal (step, "partner"))
    lead_to_contact (self, NULL);
  else
    go_to (self, step);
}

/* Where a code was sent, if one was. */
static void
describe_code (CtFirstTimeDialog *self)
{
  const char *email = get_draft (self)->email;
  g_autofree char *words
      = *email != '\0'
            /* Translators: %s is an email address */
            ? g_strdup_printf (_ ("Enter the code that was sent to %s. It can take a few minutes. "
                                  "Check your spam folder too."),
                               email)
            : g_strdup (_ ("Enter the code from the email. It can take a few minutes. Check your "
                           "spam folder too."));

  g_object_set (self->help, "words", words, NULL);
}

/* Where what went wrong with asking is said: where another code can be asked for, too. */
static GtkLabel *
get_asking_fault (CtFirstTimeDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  return page != NULL && g_strcmp0 (adw_navigation_page_get_tag (page), "code") == 0
             ? self->code_fault
             : self->address_fault;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtFirstTimeDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean asked = ct_enrolling_ask_finish (CT_SESSION (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first-time.ask", TRUE);
  ct_code_help_set_busy (self->help, FALSE);
  if (asked)
    {
      describe_code (self);
      ct_code_help_sent (self->help, CT_CODE_HELP_WAIT);
      go_to (self, "code");
      return;
    }

  /* The list may have changed since it was read; the service's words name the contact. */
  if (problem != NULL && g_strcmp0 (problem->type, "urn:certtracker:partner-company") == 0
      && problem->detail != NULL)
    show_fault (get_asking_fault (self), problem->detail);
  else if (problem != NULL && problem->errors != NULL)
    {
      g_autoptr (CtProblemReason) reason
          = g_list_model_get_item (G_LIST_MODEL (problem->errors), 0);

      if (get_asking_fault (self) == self->address_fault)
        show_field_fault (self->email, reason->detail);
      else
        show_fault (self->code_fault, reason->detail);
    }
  else
    show_error (get_asking_fault (self), error);
}

static void
ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (widget);
  CtNewcomerDraft *draft = get_draft (self);
  g_autofree char *email = g_strstrip (g_strdup (draft->email));
  CtCompany *partner;

  g_object_set (draft, "email", email, NULL);
  show_fault (self->address_fault, NULL);
  show_field_fault (self->email, *email == '\0' ? _ ("Enter your email address.") : NULL);
  if (*email == '\0')
    return;

  partner = find_partner (self);
  if (partner != NULL)
    {
      lead_to_contact (self, partner);
      return;
    }

  show_fault (self->code_fault, NULL);
  ct_code_help_set_busy (self->help, TRUE);
  gtk_widget_action_set_enabled (widget, action, FALSE);
  ct_enrolling_ask_async (ct_client_get_session (self->client), draft, self->cancellable, on_asked,
                          g_object_ref (self));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtFirstTimeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean checked = ct_enrolling_check_finish (CT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first-time.check", TRUE);
  if (checked)
    {
      go_to (self, "newcomer");
      ct_newcomer_page_begin (self->newcomer);
    }
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_NOT_FOUND))
    show_field_fault (self->code, _ ("This code is wrong, was used or has expired. Check it, or "
                                     "send another."));
  else
    show_error (self->code_fault, error);
}

/* Spaces come along when a code is copied. */
static void
check (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (widget);
  CtNewcomerDraft *draft = get_draft (self);
  g_autofree char *code = g_strstrip (g_strdup (draft->code));

  g_object_set (draft, "code", code, NULL);
  show_fault (self->code_fault, NULL);
  show_field_fault (self->code, *code == '\0' ? _ ("Enter the code from the email.") : NULL);
  if (*code == '\0')
    return;

  gtk_widget_action_set_enabled (widget, action, FALSE);
  ct_enrolling_check_async (ct_client_get_session (self->client), draft, self->cancellable,
                            on_checked, g_object_ref (self));
}

static void
ct_first_time_dialog_admitted (CtFirstTimeDialog *self)
{
  /* Translators: %s is a candidate ID, such as CT-40418273 */
  g_autofree char *words
      = g_markup_printf_escaped (_ ("Your candidate ID is %s. It never changes."),
                                 get_draft (self)->candidate_id);

  adw_status_page_set_description (self->done, words);
  go_to (self, "done");
}

/* Whoever has an account needs the draft no more, and its password least of all. */
static void
sign_in (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (widget);
  g_autofree char *user_name = g_strdup (get_draft (self)->user_name);
  g_autofree char *password = g_strdup (get_draft (self)->password);

  ct_newcomer_draft_clear (get_draft (self));
  g_signal_emit (self, sign_in_signal, 0, user_name, password);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
ct_first_time_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (object);

  switch ((CtFirstTimeDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_first_time_dialog_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((CtFirstTimeDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_FIRST_TIME_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The list may come later, with the program. */
static void
restore_company (CtFirstTimeDialog *self)
{
  choose (self->company, get_draft (self)->company_id);
}

static void
ct_first_time_dialog_constructed (GObject *object)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (object);
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  G_OBJECT_CLASS (ct_first_time_dialog_parent_class)->constructed (object);

  g_object_set (self->newcomer, "client", self->client, NULL);
  g_object_bind_property (get_draft (self), "email", self->email, "text", both);
  g_object_bind_property (get_draft (self), "code", self->code, "text", both);
  offer (self->company, C_ ("company", "Not in This List"), self->companies_model);
  offer (self->partner, _ ("Choose…"), self->partners_model);
  restore_company (self);
  describe_code (self);
  g_signal_connect_object (self->companies_model, "items-changed", G_CALLBACK (restore_company),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->company, "notify::selected-item",
                           G_CALLBACK (ct_first_time_dialog_company_chosen), self,
                           G_CONNECT_SWAPPED);
}

static void
ct_first_time_dialog_ask (CtFirstTimeDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "first-time.ask", NULL);
}

static void
ct_first_time_dialog_check (CtFirstTimeDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "first-time.check", NULL);
}

static void
ct_first_time_dialog_dispose (GObject *object)
{
  CtFirstTimeDialog *self = CT_FIRST_TIME_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* A closed dialog's content may outlive it a little; the client need not. */
  if (self->newcomer != NULL)
    g_object_set (self->newcomer, "client", NULL, NULL);
  if (self->help != NULL)
    g_object_set (self->help, "client", NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_FIRST_TIME_DIALOG);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_first_time_dialog_parent_class)->dispose (object);
}

static void
ct_first_time_dialog_class_init (CtFirstTimeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_first_time_dialog_get_property;
  object_class->set_property = ct_first_time_dialog_set_property;
  object_class->constructed = ct_first_time_dialog_constructed;
  object_class->dispose = ct_first_time_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  sign_in_signal = g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (CT_TYPE_CODE_HELP);
  g_type_ensure (CT_TYPE_NEWCOMER_PAGE);
  g_type_ensure (CT_TYPE_COMPANY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/first-time-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, questions);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, questions_model);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, companies_model);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, partners_model);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, email);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, company);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, address_fault);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, partner_words);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, partner);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, contact);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, help);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, code);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, code_fault);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, newcomer);
  gtk_widget_class_bind_template_child (widget_class, CtFirstTimeDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, ct_first_time_dialog_ask);
  gtk_widget_class_bind_template_callback (widget_class, ct_first_time_dialog_check);
  gtk_widget_class_bind_template_callback (widget_class, ct_first_time_dialog_partner_chosen);
  gtk_widget_class_bind_template_callback (widget_class, ct_first_time_dialog_write_contact);
  gtk_widget_class_bind_template_callback (widget_class, ct_first_time_dialog_admitted);
  ct_format_bind_closures (widget_class);

  gtk_widget_class_install_action (widget_class, "first-time.begin", "s", begin);
  gtk_widget_class_install_action (widget_class, "first-time.ask", NULL, ask);
  gtk_widget_class_install_action (widget_class, "first-time.check", NULL, check);
  gtk_widget_class_install_action (widget_class, "first-time.sign-in", NULL, sign_in);
}

static void
ct_first_time_dialog_init (CtFirstTimeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->questions, self->questions_model, ct_question_row_new, NULL, NULL);
  ct_fault_mark_set_label (GTK_WIDGET (self->email), self->address_fault);
  ct_fault_mark_set_label (GTK_WIDGET (self->code), self->code_fault);
}

AdwDialog *
ct_first_time_dialog_new (CtClient *client, const char *code)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtFirstTimeDialog *self = g_object_new (CT_TYPE_FIRST_TIME_DIALOG, "client", client, NULL);

  if (code != NULL)
    {
      g_object_set (get_draft (self), "code", code, NULL);
      go_to (self, "code");
    }
  return ADW_DIALOG (self);
}
