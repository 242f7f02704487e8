/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-sign-in-page.h"

#include <glib/gi18n.h>

#include "client/ct-demo.h"
#include "client/ct-words.h"
#include "model/ct-error.h"
#include "pages/ct-first-time-dialog.h"
#include "pages/ct-program-dialog.h"
#include "pages/ct-recovery-dialog.h"

#define SLOW_SECONDS 4

struct _CtSignInPage
{
  AdwBin parent_instance;

  CtClient *client;          /* owned */
  CtDemo *demo_service;      /* owned, nullable */
  GSettings *settings;       /* owned */
  GCancellable *cancellable; /* owned, nullable: while something is under way */
  guint slow_source;
  gboolean slow;

  GtkStack *stack;
  GtkLabel *starting_words;
  GtkWidget *message;
  GtkLabel *message_title;
  GtkLabel *message_body;
  GtkWidget *fields;
  GtkEditable *user_name;
  GtkEditable *password;
  GtkWidget *service_group;
  GtkWidget *service;
  GtkEditable *address;
  GtkWidget *sign_in;
  GtkStack *sign_in_face;
  GtkWidget *cancel;
  GtkWidget *demo;
  GtkWidget *program;
};

G_DEFINE_FINAL_TYPE (CtSignInPage, ct_sign_in_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_SLOW,
} CtSignInPageProperty;

static GParamSpec *properties[PROP_SLOW + 1];

static void
set_slow (CtSignInPage *self, gboolean slow)
{
  if (self->slow == slow)
    return;

  self->slow = slow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOW]);
}

static void
mark_field (GtkEditable *field, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (field), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (field), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* The first field that is still to be filled in. */
static GtkEditable *
open_field (CtSignInPage *self)
{
  GtkEditable *const fields[] = { self->user_name, self->password, self->address };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*gtk_editable_get_text (fields[i]) == '\0')
      return fields[i];
  return NULL;
}

static void
focus_field (CtSignInPage *self, GtkEditable *field)
{
  if (field == self->address)
    gtk_widget_set_visible (self->service, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

static void
show_message (CtSignInPage *self, const char *title, const char *body)
{
  mark_field (self->user_name, FALSE);
  mark_field (self->password, FALSE);
  mark_field (self->address, FALSE);
  gtk_widget_set_visible (self->message, title != NULL);
  gtk_label_set_label (self->message_title, title ? title : "");
  gtk_label_set_label (self->message_body, body ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_body), body && *body);

  if (title)
    {
      g_autofree char *spoken = g_strdup_printf ("%s. %s", title, body ? body : "");

      gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    }
}

static void
show_error (CtSignInPage *self, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  ct_words_for_error (error, &title, &body);
  show_message (self, title, body);

  if (g_error_matches (error, CT_ERROR, CT_ERROR_BAD_CREDENTIALS))
    {
      mark_field (self->user_name, TRUE);
      mark_field (self->password, TRUE);
      focus_field (self, self->password);
      gtk_editable_select_region (self->password, 0, -1);
    }
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_BAD_ADDRESS))
    {
      mark_field (self->address, TRUE);
      focus_field (self, self->address);
    }
}

static void
show_form (CtSignInPage *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  set_slow (self, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_stack_set_visible_child_name (self->sign_in_face, "words");
  gtk_widget_set_sensitive (self->fields, TRUE);
  gtk_widget_set_sensitive (self->service_group, TRUE);
  gtk_widget_set_sensitive (self->sign_in, TRUE);
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_widget_set_visible (self->demo, TRUE);
}

static void
ask (CtSignInPage *self)
{
  GtkEditable *field = open_field (self);

  show_form (self);
  if (field)
    focus_field (self, field);
}

static void
show_busy_form (CtSignInPage *self)
{
  /* The focus goes first, since what is insensitive cannot let it go. */
  gtk_widget_set_visible (self->cancel, TRUE);
  gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_visible (self->demo, FALSE);
  gtk_stack_set_visible_child_name (self->sign_in_face, "busy");
  gtk_widget_set_sensitive (self->fields, FALSE);
  gtk_widget_set_sensitive (self->service_group, FALSE);
  gtk_widget_set_sensitive (self->sign_in, FALSE);
}

static gboolean
become_slow (gpointer user_data)
{
  CtSignInPage *self = user_data;

  self->slow_source = 0;
  set_slow (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_starting (CtSignInPage *self, const char *words)
{
  gtk_label_set_label (self->starting_words, words);
  gtk_stack_set_visible_child_name (self->stack, "starting");
  g_clear_handle_id (&self->slow_source, g_source_remove);
  self->slow_source = g_timeout_add_seconds (SLOW_SECONDS, become_slow, self);
}

/* Whatever was under way is called off; what comes of it is not looked at any more. */
static GCancellable *
begin (CtSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_message (self, NULL, NULL);
  return self->cancellable;
}

static void
ct_sign_in_page_cancel (CtSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ask (self);
}

static void
fail (CtSignInPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  ask (self);
  show_error (self, error);
}

/* Somebody is in: what was typed is not needed any more, and the password least of all. */
static void
succeed (CtSignInPage *self)
{
  g_clear_object (&self->cancellable);
  gtk_editable_set_text (self->password, "");
  show_message (self, NULL, NULL);
  show_form (self);
}

static void
signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ct_session_sign_in_finish (CT_SESSION (source), result, &error))
    {
      fail (self, error);
      return;
    }

  g_settings_set_boolean (self->settings, "demo", FALSE);
  g_settings_set_string (self->settings, "service-address",
                         ct_session_get_address (CT_SESSION (source)));
  gtk_editable_set_text (self->address, ct_session_get_address (CT_SESSION (source)));
  gtk_widget_set_visible (self->service, TRUE);
  g_settings_set_string (self->settings, "user-name", gtk_editable_get_text (self->user_name));
  succeed (self);
}

static void
ct_sign_in_page_sign_in (CtSignInPage *self)
{
  GtkEditable *field = open_field (self);

  if (field)
    {
      focus_field (self, field);
      return;
    }

  begin (self);
  show_busy_form (self);
  ct_session_sign_in_async (ct_client_get_session (self->client),
                            gtk_editable_get_text (self->address),
                            gtk_editable_get_text (self->user_name),
                            gtk_editable_get_text (self->password), self->cancellable, signed_in,
                            g_object_ref (self));
}

static void
ct_sign_in_page_next_field (CtSignInPage *self)
{
  if (open_field (self))
    focus_field (self, open_field (self));
  else
    ct_sign_in_page_sign_in (self);
}

static void
ct_sign_in_page_change_address (CtSignInPage *self)
{
  focus_field (self, self->address);
}

static void
demo_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ct_session_sign_in_finish (CT_SESSION (source), result, &error))
    {
      fail (self, error);
      return;
    }

  g_settings_set_boolean (self->settings, "demo", TRUE);
  succeed (self);
}

static void
sign_in_to_demo (CtSignInPage *self)
{
  ct_session_sign_in_async (ct_client_get_session (self->client),
                            ct_demo_get_address (self->demo_service),
                            ct_demo_get_user_name (self->demo_service),
                            ct_demo_get_password (self->demo_service), self->cancellable,
                            demo_signed_in, g_object_ref (self));
}

static void
demo_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ct_session_restore_finish (CT_SESSION (source), result, &error))
    succeed (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sign_in_to_demo (self);
}

static void
demo_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ct_demo_start_finish (CT_DEMO (source), result, &error))
    {
      g_clear_object (&self->demo_service);
      fail (self, error);
    }
  else if (self->cancellable == NULL)
    return;
  else if (g_settings_get_boolean (self->settings, "demo"))
    ct_session_restore_async (ct_client_get_session (self->client),
                              ct_demo_get_address (self->demo_service), self->cancellable,
                              demo_restored, g_object_ref (self));
  else
    sign_in_to_demo (self);
}

void
ct_sign_in_page_start_demo (CtSignInPage *self)
{
  g_return_if_fail (CT_IS_SIGN_IN_PAGE (self));

  begin (self);
  show_starting (self, _ ("Starting the demo…"));
  if (self->demo_service && ct_demo_is_running (self->demo_service))
    {
      sign_in_to_demo (self);
      return;
    }

  g_set_object (&self->demo_service, NULL);
  self->demo_service = ct_demo_new ();
  ct_demo_start_async (self->demo_service, self->cancellable, demo_started, g_object_ref (self));
}

static void
restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ct_session_restore_finish (CT_SESSION (source), result, &error))
    {
      succeed (self);
      return;
    }

  /* That nobody is signed in is no failure: it is why there is this page. */
  if (g_error_matches (error, CT_ERROR, CT_ERROR_SIGNED_OUT))
    ct_sign_in_page_cancel (self);
  else
    fail (self, error);
}

void
ct_sign_in_page_start (CtSignInPage *self)
{
  const char *address = gtk_editable_get_text (self->address);

  g_return_if_fail (CT_IS_SIGN_IN_PAGE (self));

  if (g_settings_get_boolean (self->settings, "demo"))
    ct_sign_in_page_start_demo (self);
  else if (*address)
    {
      begin (self);
      show_starting (self, _ ("Opening the keyring, where your session is kept…"));
      ct_session_restore_async (ct_client_get_session (self->client), address, self->cancellable,
                                restored, g_object_ref (self));
    }
  else
    ask (self);
}

static void
session_ended (CtSignInPage *self, const GError *error)
{
  ask (self);
  show_error (self, error);
}

/* Says which service is asked by who is not signed in. The demo's need not be typed. */
static gboolean
visit (CtSignInPage *self)
{
  g_autoptr (GError) error = NULL;

  if (*gtk_editable_get_text (self->address) == '\0' && self->demo_service != NULL
      && ct_demo_is_running (self->demo_service))
    gtk_editable_set_text (self->address, ct_demo_get_address (self->demo_service));

  if (ct_session_visit (ct_client_get_session (self->client), gtk_editable_get_text (self->address),
                        &error))
    return TRUE;
  show_error (self, error);
  return FALSE;
}

void
ct_sign_in_page_set_password (CtSignInPage *self, const char *code)
{
  g_return_if_fail (CT_IS_SIGN_IN_PAGE (self));

  if (visit (self))
    adw_dialog_present (ct_recovery_dialog_new (ct_client_get_session (self->client),
                                                gtk_editable_get_text (self->user_name), code),
                        GTK_WIDGET (self));
}

static void
ct_sign_in_page_recover (CtSignInPage *self)
{
  ct_sign_in_page_set_password (self, NULL);
}

/* What the program tells everybody. */
static gboolean
load_program (CtSignInPage *self)
{
  CtCollection *program = ct_client_get_program (self->client);

  if (!visit (self))
    return FALSE;

  ct_collection_reset (program);
  ct_collection_refresh (program);
  return TRUE;
}

static void
ct_sign_in_page_show_program (CtSignInPage *self)
{
  if (load_program (self))
    adw_dialog_present (ct_program_dialog_new (self->client), GTK_WIDGET (self));
}

static void
sign_in_newcomer (CtSignInPage *self, const char *user_name, const char *password)
{
  gtk_editable_set_text (self->user_name, user_name);
  gtk_editable_set_text (self->password, password);
  ct_sign_in_page_sign_in (self);
}

void
ct_sign_in_page_enrol (CtSignInPage *self, const char *code)
{
  AdwDialog *dialog;

  g_return_if_fail (CT_IS_SIGN_IN_PAGE (self));

  if (!load_program (self))
    return;

  dialog = ct_first_time_dialog_new (self->client, code);
  g_signal_connect_object (dialog, "sign-in", G_CALLBACK (sign_in_newcomer), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
ct_sign_in_page_begin (CtSignInPage *self)
{
  ct_sign_in_page_enrol (self, NULL);
}

static void
ct_sign_in_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (object);

  switch ((CtSignInPageProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_SLOW:
      g_value_set_boolean (value, self->slow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_sign_in_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (object);

  switch ((CtSignInPageProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

void
ct_sign_in_page_forget (CtSignInPage *self)
{
  g_return_if_fail (CT_IS_SIGN_IN_PAGE (self));

  g_settings_reset (self->settings, "user-name");
  gtk_editable_set_text (self->user_name, "");
}

static void
ct_sign_in_page_constructed (GObject *object)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (object);
  g_autofree char *address = g_settings_get_string (self->settings, "service-address");
  g_autofree char *user_name = g_settings_get_string (self->settings, "user-name");

  G_OBJECT_CLASS (ct_sign_in_page_parent_class)->constructed (object);

  gtk_editable_set_text (self->address, address);
  gtk_editable_set_text (self->user_name, user_name);
  gtk_widget_set_visible (self->service, *address != '\0');
  g_signal_connect_object (ct_client_get_session (self->client), "ended",
                           G_CALLBACK (session_ended), self, G_CONNECT_SWAPPED);
}

static void
ct_sign_in_page_dispose (GObject *object)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_object (&self->demo_service);
  g_clear_object (&self->settings);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (ct_sign_in_page_parent_class)->dispose (object);
}

static void
ct_sign_in_page_class_init (CtSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_sign_in_page_get_property;
  object_class->set_property = ct_sign_in_page_set_property;
  object_class->constructed = ct_sign_in_page_constructed;
  object_class->dispose = ct_sign_in_page_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SLOW]
      = g_param_spec_boolean ("slow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, starting_words);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, message);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, message_title);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, message_body);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, fields);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, user_name);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, service_group);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, service);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, address);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, sign_in_face);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, demo);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, program);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_next_field);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_cancel);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_start_demo);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_change_address);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_begin);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_recover);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_show_program);
}

static void
ct_sign_in_page_init (CtSignInPage *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}
