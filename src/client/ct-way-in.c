/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-way-in.h"

#include "client/ct-preset.h"
#include "model/ct-error.h"

struct _CtWayIn
{
  GObject parent_instance;

  CtSession *session;        /* owned */
  CtDemo *demo;              /* owned */
  gboolean demo_starts;      /* even if that was called off, until it has ended */
  gboolean demo_waits;       /* to be started once what was called off has ended */
  GSettings *settings;       /* owned */
  GCancellable *cancellable; /* owned, nullable: while something is under way */
  CtWayInState state;
  GError *error; /* nullable */
  char *address;
  char *user_name;
  char *typed; /* nullable: the user name that is tried */
};

G_DEFINE_FINAL_TYPE (CtWayIn, ct_way_in, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CtWayInState,
                    ct_way_in_state,
                    G_DEFINE_ENUM_VALUE (CT_WAY_IN_STATE_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (CT_WAY_IN_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (CT_WAY_IN_STATE_DEMO, "demo"),
                    G_DEFINE_ENUM_VALUE (CT_WAY_IN_STATE_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (CT_WAY_IN_STATE_IN, "in"))

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_ADDRESS,
  PROP_USER_NAME,
  N_PROPERTIES
} CtWayInProperty;

static GParamSpec *properties[N_PROPERTIES];

/* Takes @error. */
static void
set_state (CtWayIn *self, CtWayInState state, GError *error)
{
  gboolean changed = self->state != state;

  if (state != CT_WAY_IN_STATE_DEMO)
    self->demo_waits = FALSE;
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
remember (CtWayIn *self, CtWayInProperty property, char **field, const char *key, const char *value)
{
  g_settings_set_string (self->settings, key, value);
  if (g_set_str (field, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Whatever was under way is called off; what comes of it is not looked at any more. */
static void
begin (CtWayIn *self, CtWayInState state)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_state (self, state, NULL);
}

/* Takes @error. */
static void
fail (CtWayIn *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->cancellable);
  set_state (self, CT_WAY_IN_STATE_ASKING, error);
}

static void
succeed (CtWayIn *self)
{
  g_clear_object (&self->cancellable);
  set_state (self, CT_WAY_IN_STATE_IN, NULL);
}

/* With a user name and a password. */

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWayIn) self = user_data;
  GError *error = NULL;

  if (!ct_session_sign_in_finish (CT_SESSION (source), result, &error))
    {
      fail (self, error);
      return;
    }

  g_settings_set_boolean (self->settings, "demo", FALSE);
  remember (self, PROP_ADDRESS, &self->address, "service-address",
            ct_session_get_address (self->session));
  remember (self, PROP_USER_NAME, &self->user_name, "user-name", self->typed);
  succeed (self);
}

void
ct_way_in_sign_in (CtWayIn *self, const char *address, const char *user_name, const char *password)
{
  g_return_if_fail (CT_IS_WAY_IN (self));

  begin (self, CT_WAY_IN_STATE_SIGNING_IN);
  g_set_str (&self->typed, user_name);
  ct_session_sign_in_async (self->session, address, user_name, password, self->cancellable,
                            on_signed_in, g_object_ref (self));
}

/* By the demo. */

static void
on_demo_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWayIn) self = user_data;
  GError *error = NULL;

  if (!ct_session_sign_in_finish (CT_SESSION (source), result, &error))
    {
      fail (self, error);
      return;
    }

  g_settings_set_boolean (self->settings, "demo", TRUE);
  succeed (self);
}

static void
sign_in_to_demo (CtWayIn *self)
{
  ct_session_sign_in_async (self->session, ct_demo_get_address (self->demo),
                            ct_demo_get_user_name (self->demo), ct_demo_get_password (self->demo),
                            self->cancellable, on_demo_signed_in, g_object_ref (self));
}

static void
on_demo_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWayIn) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ct_session_restore_finish (CT_SESSION (source), result, &error))
    succeed (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sign_in_to_demo (self);
}

static void start_demo (CtWayIn *self);

static void
on_demo_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWayIn) self = user_data;
  GError *error = NULL;

  self->demo_starts = FALSE;
  if (!ct_demo_start_finish (CT_DEMO (source), result, &error))
    {
      fail (self, error);
      if (self->demo_waits)
        start_demo (self);
    }
  else if (g_settings_get_boolean (self->settings, "demo"))
    ct_session_restore_async (self->session, ct_demo_get_address (self->demo), self->cancellable,
                              on_demo_restored, g_object_ref (self));
  else
    sign_in_to_demo (self);
}

static void
start_demo (CtWayIn *self)
{
  self->demo_waits
      = self->demo_starts || ct_session_get_state (self->session) == CT_SESSION_STATE_BUSY;
  if (self->demo_waits)
    return;

  if (ct_demo_is_running (self->demo))
    {
      sign_in_to_demo (self);
      return;
    }

  self->demo_starts = TRUE;
  ct_demo_start_async (self->demo, self->cancellable, on_demo_started, g_object_ref (self));
}

void
ct_way_in_start_demo (CtWayIn *self)
{
  g_return_if_fail (CT_IS_WAY_IN (self));

  /* Asked for once more while it starts, or by who is in already. */
  if (self->state == CT_WAY_IN_STATE_DEMO
      || ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_IN)
    return;

  begin (self, CT_WAY_IN_STATE_DEMO);
  start_demo (self);
}

/* With the session of the last time. */

static gboolean
was_demo (CtWayIn *self)
{
  return ct_demo_is_available () && g_settings_get_boolean (self->settings, "demo");
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWayIn) self = user_data;
  GError *error = NULL;

  if (ct_session_restore_finish (CT_SESSION (source), result, &error))
    succeed (self);
  /* That nobody is signed in is no failure: it is why the candidate is asked. */
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_SIGNED_OUT))
    {
      g_error_free (error);
      ct_way_in_cancel (self);
    }
  else
    fail (self, error);
}

void
ct_way_in_prepare (CtWayIn *self)
{
  g_return_if_fail (CT_IS_WAY_IN (self));

  /* Where the demo will listen is not known yet. */
  gboolean is_known = *self->address != '\0' && !was_demo (self);

  ct_session_prepare (self->session, is_known ? self->address : NULL);
}

void
ct_way_in_start (CtWayIn *self)
{
  g_return_if_fail (CT_IS_WAY_IN (self));

  if (was_demo (self))
    ct_way_in_start_demo (self);
  else if (*self->address != '\0')
    {
      begin (self, CT_WAY_IN_STATE_OPENING);
      ct_session_restore_async (self->session, self->address, self->cancellable, on_restored,
                                g_object_ref (self));
    }
  else
    ct_way_in_cancel (self);
}

void
ct_way_in_cancel (CtWayIn *self)
{
  g_return_if_fail (CT_IS_WAY_IN (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_state (self, CT_WAY_IN_STATE_ASKING, NULL);
}

void
ct_way_in_forget (CtWayIn *self)
{
  g_return_if_fail (CT_IS_WAY_IN (self));

  remember (self, PROP_USER_NAME, &self->user_name, "user-name", "");
}

CtWayInState
ct_way_in_get_state (CtWayIn *self)
{
  g_return_val_if_fail (CT_IS_WAY_IN (self), CT_WAY_IN_STATE_ASKING);

  return self->state;
}

const GError *
ct_way_in_get_error (CtWayIn *self)
{
  g_return_val_if_fail (CT_IS_WAY_IN (self), NULL);

  return self->error;
}

const char *
ct_way_in_get_address (CtWayIn *self)
{
  g_return_val_if_fail (CT_IS_WAY_IN (self), NULL);

  return self->address;
}

const char *
ct_way_in_get_user_name (CtWayIn *self)
{
  g_return_val_if_fail (CT_IS_WAY_IN (self), NULL);

  return self->user_name;
}

const char *
ct_way_in_get_demo_address (CtWayIn *self)
{
  g_return_val_if_fail (CT_IS_WAY_IN (self), NULL);

  return ct_demo_is_running (self->demo) ? ct_demo_get_address (self->demo) : NULL;
}

static void
on_ended (CtWayIn *self, const GError *error)
{
  set_state (self, CT_WAY_IN_STATE_ASKING, g_error_copy (error));
}

/* Who is signed in is known to who only reads the offline copy, too: see ct_way_in_open_copy(). A
 * session that the keyring did not take ends with the application. */
static void
remember_session (CtWayIn *self)
{
  const char *address = ct_session_get_address (self->session);
  const char *account_id = ct_session_get_account_id (self->session);
  g_autoptr (GError) keyring_error = NULL;
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, "session");
  g_autoptr (GVariant) now = NULL;

  g_object_get (self->session, "keyring-error", &keyring_error, NULL);
  if (address == NULL || account_id == NULL || keyring_error != NULL)
    address = account_id = "";
  now = g_variant_ref_sink (g_variant_new ("(ss)", address, account_id));
  if (!g_variant_equal (before, now))
    g_settings_set_value (self->settings, "session", now);
}

CtCopy *
ct_way_in_open_copy (CtWayIn *self)
{
  g_return_val_if_fail (CT_IS_WAY_IN (self), NULL);

  CtCopy *copy = ct_session_get_copy (self->session);
  g_autoptr (GVariant) session = g_settings_get_value (self->settings, "session");
  const char *address, *account_id;

  if (copy != NULL)
    return g_object_ref (copy);
  g_variant_get (session, "(&s&s)", &address, &account_id);
  return *account_id != '\0' ? ct_copy_new (address, account_id) : NULL;
}

static void
on_session_changed (CtWayIn *self)
{
  if (ct_session_get_state (self->session) != CT_SESSION_STATE_BUSY)
    remember_session (self);
  if (ct_session_get_state (self->session) != CT_SESSION_STATE_SIGNED_OUT)
    return;

  if (self->state == CT_WAY_IN_STATE_IN)
    set_state (self, CT_WAY_IN_STATE_ASKING, NULL);
  else if (self->demo_waits)
    start_demo (self);
}

static void
ct_way_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtWayIn *self = CT_WAY_IN (object);

  switch ((CtWayInProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_USER_NAME:
      g_value_set_string (value, self->user_name);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_way_in_dispose (GObject *object)
{
  CtWayIn *self = CT_WAY_IN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->demo);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ct_way_in_parent_class)->dispose (object);
}

static void
ct_way_in_finalize (GObject *object)
{
  CtWayIn *self = CT_WAY_IN (object);

  g_clear_error (&self->error);
  g_free (self->address);
  g_free (self->user_name);
  g_free (self->typed);

  G_OBJECT_CLASS (ct_way_in_parent_class)->finalize (object);
}

static void
ct_way_in_class_init (CtWayInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_way_in_get_property;
  object_class->dispose = ct_way_in_dispose;
  object_class->finalize = ct_way_in_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CT_TYPE_WAY_IN_STATE,
                                              CT_WAY_IN_STATE_ASKING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", flags);
  properties[PROP_USER_NAME] = g_param_spec_string ("user-name", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ct_way_in_init (CtWayIn *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  self->address = g_strdup (ct_preset_get_service_address ());
  if (self->address == NULL)
    self->address = g_settings_get_string (self->settings, "service-address");
  self->user_name = g_settings_get_string (self->settings, "user-name");
}

CtWayIn *
ct_way_in_new (CtSession *session)
{
  g_autoptr (CtDemo) demo = ct_demo_new ();

  return ct_way_in_new_with_demo (session, demo);
}

CtWayIn *
ct_way_in_new_with_demo (CtSession *session, CtDemo *demo)
{
  g_return_val_if_fail (CT_IS_SESSION (session), NULL);
  g_return_val_if_fail (CT_IS_DEMO (demo), NULL);

  CtWayIn *self = g_object_new (CT_TYPE_WAY_IN, NULL);

  self->session = g_object_ref (session);
  self->demo = g_object_ref (demo);
  g_signal_connect_object (session, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::keyring-error", G_CALLBACK (remember_session), self,
                           G_CONNECT_SWAPPED);
  return self;
}
