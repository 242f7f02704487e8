/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-sign-in-page.h"

#include <glib/gi18n.h>

#include "client/ct-preset.h"
#include "client/ct-words.h"
#include "model/ct-error.h"
#include "pages/ct-first-time-dialog.h"
#include "pages/ct-program-dialog.h"
#include "pages/ct-recovery-dialog.h"
#include "widgets/ct-fault-mark.h"

#define SLOW_SECONDS 4

/* What somebody came for. */
typedef enum
{
  ERRAND_SIGN_IN,
  ERRAND_RECOVER,
  ERRAND_ENROL,
  ERRAND_PROGRAM,
} Errand;

struct _CtSignInPage
{
  AdwBin parent_instance;

  CtClient *client; /* owned */
  CtWayIn *way_in;  /* owned */
  guint slow_source;
  gboolean slow;
  Errand errand; /* what goes on once there is an address */
  char *code;    /* nullable: of the link that it began with */

  GtkStack *stack;
  GtkImage *icon;
  GtkLabel *subtitle;
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
  PROP_WAY_IN,
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
focus_field (CtSignInPage *self, GtkEditable *field)
{
  if (field == self->address)
    gtk_widget_set_visible (self->service, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

static gboolean
is_empty (GtkEditable *field)
{
  return *gtk_editable_get_text (field) == '\0';
}

/* The first field that is still to be filled in. */
static GtkEditable *
open_field (CtSignInPage *self)
{
  GtkEditable *const fields[] = { self->user_name, self->password, self->address };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_empty (fields[i]))
      return fields[i];
  return NULL;
}

static void
hide_faults (CtSignInPage *self)
{
  gtk_widget_set_visible (self->message, FALSE);
  ct_fault_mark_set (GTK_WIDGET (self->user_name), NULL);
  ct_fault_mark_set (GTK_WIDGET (self->password), NULL);
  ct_fault_mark_set_hint (GTK_WIDGET (self->address), NULL);
}

static void
announce (CtSignInPage *self, const char *words)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
show_message (CtSignInPage *self, const char *title, const char *body)
{
  g_autofree char *spoken = g_strdup_printf ("%s. %s", title, body);

  gtk_label_set_label (self->message_title, title);
  gtk_label_set_label (self->message_body, body);
  gtk_widget_set_visible (GTK_WIDGET (self->message_body), *body != '\0');
  gtk_widget_set_visible (self->message, TRUE);
  announce (self, spoken);
}

/* What is wrong with a field is said there. */
static void
show_fault (CtSignInPage *self, GtkEditable *field, const char *words)
{
  focus_field (self, field);
  ct_fault_mark_set (GTK_WIDGET (field), words);
  announce (self, words);
}

static void
show_error (CtSignInPage *self, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  ct_words_for_error (error, &title, &body);
  hide_faults (self);

  if (g_error_matches (error, CT_ERROR, CT_ERROR_BAD_CREDENTIALS))
    {
      show_fault (self, self->password,
                  _ ("The user name or the password is wrong. Check both and try again. Upper and "
                     "lower case matter in the password."));
      gtk_editable_select_region (self->password, 0, -1);
    }
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_BAD_ADDRESS))
    show_fault (self, self->address, body);
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_OFFLINE))
    show_message (self, title,
                  ct_demo_is_available ()
                      ? _ ("Connect to a network to sign in. The demo needs none.")
                      : _ ("Connect to a network to sign in."));
  else
    show_message (self, title, body);
}

/* Says why an address is needed for what was asked for, which goes on once it is there. */
static gboolean
need_address (CtSignInPage *self, Errand errand, const char *code, const char *words)
{
  const char *demo = ct_way_in_get_demo_address (self->way_in);

  /* The demo's need not be typed. */
  if (is_empty (self->address) && demo != NULL)
    gtk_editable_set_text (self->address, demo);
  if (!is_empty (self->address))
    return FALSE;

  hide_faults (self);
  self->errand = errand;
  g_set_str (&self->code, code);
  focus_field (self, self->address);
  ct_fault_mark_set_hint (GTK_WIDGET (self->address), words);
  announce (self, words);
  return TRUE;
}

/* Typing mends what was wrong. */
static void
ct_sign_in_page_typed (CtSignInPage *self)
{
  gtk_widget_set_visible (self->message, FALSE);
  ct_fault_mark_set (GTK_WIDGET (self->password), NULL);
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
  gtk_widget_set_visible (self->demo, ct_demo_is_available ());
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

static void
ct_sign_in_page_cancel (CtSignInPage *self)
{
  ct_way_in_cancel (self->way_in);
}

/* Somebody is in: what was typed is not needed any more, and the password least of all. */
static void
forget_typed (CtSignInPage *self)
{
  const char *address = ct_way_in_get_address (self->way_in);

  gtk_editable_set_text (self->password, "");
  if (*address != '\0')
    gtk_editable_set_text (self->address, address);
  gtk_widget_set_visible (self->service, *address != '\0');
  show_form (self);
}

static void
state_changed (CtSignInPage *self)
{
  switch (ct_way_in_get_state (self->way_in))
    {
    case CT_WAY_IN_STATE_ASKING:
      ask (self);
      break;
    case CT_WAY_IN_STATE_OPENING:
      show_starting (self, _ ("Opening the keyring, where your session is kept…"));
      break;
    case CT_WAY_IN_STATE_DEMO:
      show_starting (self, _ ("Starting the demo…"));
      break;
    case CT_WAY_IN_STATE_SIGNING_IN:
      show_busy_form (self);
      break;
    case CT_WAY_IN_STATE_IN:
      forget_typed (self);
      break;
    }
}

static void
error_changed (CtSignInPage *self)
{
  const GError *error = ct_way_in_get_error (self->way_in);

  if (error != NULL)
    show_error (self, error);
  else
    hide_faults (self);
}

static void
user_name_changed (CtSignInPage *self)
{
  gtk_editable_set_text (self->user_name, ct_way_in_get_user_name (self->way_in));
}

/* All that is missing is said at once. */
static gboolean
is_complete (CtSignInPage *self)
{
  GtkEditable *field = open_field (self);

  hide_faults (self);
  if (field == NULL)
    return TRUE;

  if (is_empty (self->address))
    show_fault (self, self->address, _ ("Enter the address of your program’s service."));
  if (is_empty (self->password))
    show_fault (self, self->password, _ ("Enter your password."));
  if (is_empty (self->user_name))
    show_fault (self, self->user_name, _ ("Enter your user name or email address."));
  return FALSE;
}

static void
ct_sign_in_page_sign_in (CtSignInPage *self)
{
  if (is_complete (self))
    ct_way_in_sign_in (self->way_in, gtk_editable_get_text (self->address),
                       gtk_editable_get_text (self->user_name),
                       gtk_editable_get_text (self->password));
}

static void
ct_sign_in_page_user_name_entered (CtSignInPage *self)
{
  GtkEditable *field = open_field (self);

  if (field == self->user_name)
    show_fault (self, field, _ ("Enter your user name or email address."));
  else if (field != NULL)
    focus_field (self, field);
  else
    ct_sign_in_page_sign_in (self);
}

static void
ct_sign_in_page_change_address (CtSignInPage *self)
{
  focus_field (self, self->address);
}

static void
ct_sign_in_page_start_demo (CtSignInPage *self)
{
  ct_way_in_start_demo (self->way_in);
}

/* Says which service is asked by who is not signed in. */
static gboolean
visit (CtSignInPage *self)
{
  g_autoptr (GError) error = NULL;

  hide_faults (self);
  if (ct_session_visit (ct_client_get_session (self->client), gtk_editable_get_text (self->address),
                        &error))
    return TRUE;
  show_error (self, error);
  return FALSE;
}

/* What the program tells everybody. */
static void
load_program (CtSignInPage *self)
{
  CtCollection *program = ct_client_get_program (self->client);

  ct_collection_reset (program);
  ct_collection_refresh (program);
}

void
ct_sign_in_page_set_password (CtSignInPage *self, const char *code)
{
  g_return_if_fail (CT_IS_SIGN_IN_PAGE (self));

  if (need_address (self, ERRAND_RECOVER, code,
                    _ ("Your program’s service can send you your user name and a new password. "
                       "Enter its address first."))
      || !visit (self))
    return;

  /* Which says whether it is the demo, whose email is read in a browser. */
  load_program (self);
  adw_dialog_present (ct_recovery_dialog_new (self->client, gtk_editable_get_text (self->user_name),
                                              code),
                      GTK_WIDGET (self));
}

static void
ct_sign_in_page_recover (CtSignInPage *self)
{
  ct_sign_in_page_set_password (self, NULL);
}

static void
ct_sign_in_page_show_program (CtSignInPage *self)
{
  if (need_address (self, ERRAND_PROGRAM, NULL,
                    _ ("Questions and answers and the privacy notice come from your program. Enter "
                       "the address of its service to read them."))
      || !visit (self))
    return;

  load_program (self);
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

  if (need_address (self, ERRAND_ENROL, code,
                    _ ("Accounts are made by your program’s service. Enter its address first."))
      || !visit (self))
    return;

  load_program (self);
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

/* Goes on with what the address was asked for. */
static void
ct_sign_in_page_address_entered (CtSignInPage *self)
{
  Errand errand = is_empty (self->address) ? ERRAND_SIGN_IN : self->errand;

  self->errand = ERRAND_SIGN_IN;
  switch (errand)
    {
    case ERRAND_SIGN_IN:
      ct_sign_in_page_sign_in (self);
      break;
    case ERRAND_RECOVER:
      ct_sign_in_page_set_password (self, self->code);
      break;
    case ERRAND_ENROL:
      ct_sign_in_page_enrol (self, self->code);
      break;
    case ERRAND_PROGRAM:
      ct_sign_in_page_show_program (self);
      break;
    }
}

static char *
ct_sign_in_page_explain_address (gpointer self, gboolean is_asked)
{
  if (!is_asked)
    return NULL;

  return g_strdup (ct_demo_is_available ()
                       ? _ ("Your program’s CertTracker service has an address, such as "
                            "certtracker.example.com. It is in the email from your program and on "
                            "its website. To look around first, try the demo.")
                       : _ ("Your program’s CertTracker service has an address, such as "
                            "certtracker.example.com. It is in the email from your program and on "
                            "its website."));
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
    case PROP_WAY_IN:
      g_value_set_object (value, self->way_in);
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
    case PROP_WAY_IN:
      self->way_in = g_value_dup_object (value);
      break;
    case PROP_SLOW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What the package presets is not asked for. */
static void
apply_presets (CtSignInPage *self)
{
  const char *program = ct_preset_get_program_name ();

  gtk_image_set_from_icon_name (self->icon, APPLICATION_ID);
  gtk_widget_set_visible (self->service_group, ct_preset_get_service_address () == NULL);
  if (program != NULL)
    {
      /* Translators: %s is the name of a certification program */
      g_autofree char *words = g_strdup_printf (_ ("For candidates of %s"), program);

      gtk_label_set_label (self->subtitle, words);
    }
}

static void
ct_sign_in_page_constructed (GObject *object)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (object);
  const char *address = ct_way_in_get_address (self->way_in);

  G_OBJECT_CLASS (ct_sign_in_page_parent_class)->constructed (object);

  gtk_editable_set_text (self->address, address);
  gtk_widget_set_visible (self->service, *address != '\0');
  apply_presets (self);
  g_signal_connect_object (self->way_in, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->way_in, "notify::error", G_CALLBACK (error_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->way_in, "notify::user-name", G_CALLBACK (user_name_changed), self,
                           G_CONNECT_SWAPPED);
  user_name_changed (self);
  state_changed (self);
  error_changed (self);
}

/* Who comes back to it goes on typing. */
static void
ct_sign_in_page_map (GtkWidget *widget)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (widget);

  GTK_WIDGET_CLASS (ct_sign_in_page_parent_class)->map (widget);

  if (ct_way_in_get_state (self->way_in) == CT_WAY_IN_STATE_ASKING && open_field (self))
    focus_field (self, open_field (self));
}

static void
ct_sign_in_page_dispose (GObject *object)
{
  CtSignInPage *self = CT_SIGN_IN_PAGE (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_pointer (&self->code, g_free);
  g_clear_object (&self->way_in);
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
  widget_class->map = ct_sign_in_page_map;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAY_IN]
      = g_param_spec_object ("way-in", NULL, NULL, CT_TYPE_WAY_IN,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SLOW]
      = g_param_spec_boolean ("slow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, icon);
  gtk_widget_class_bind_template_child (widget_class, CtSignInPage, subtitle);
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
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_user_name_entered);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_address_entered);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_typed);
  gtk_widget_class_bind_template_callback (widget_class, ct_sign_in_page_explain_address);
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
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_sign_in_page_new (CtClient *client, CtWayIn *way_in)
{
  return g_object_new (CT_TYPE_SIGN_IN_PAGE, "client", client, "way-in", way_in, NULL);
}
