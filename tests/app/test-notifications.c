/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is told on the desktop, over the session bus: its words, where a click and its buttons lead,
 * that it goes when it is seen, and that nobody is told what they have switched off. */

#include "config.h"

#include "app/ct-notices.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-eligibility.h"
#include "model/ct-incident.h"
#include "support/waiting.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char interface_xml[]
    = "<node><interface name='" NAME "'>"
      "<method name='Notify'>"
      "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
      "<arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
      "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
      "</interface></node>";

/* The desktop, and what it was told last. */
static GDBusConnection *bus;
static guint n_told;
static char *title, *body;
static GStrv buttons; /* an action and a label, one after the other */
static guint closed;

static GApplication *application;
static char *done; /* the last action, with its target */

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *arguments,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (arguments, "(u)", &closed);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_clear_pointer (&title, g_free);
  g_clear_pointer (&body, g_free);
  g_clear_pointer (&buttons, g_strfreev);
  g_variant_get_child (arguments, 3, "s", &title);
  g_variant_get_child (arguments, 4, "s", &body);
  g_variant_get_child (arguments, 5, "^as", &buttons);
  n_told++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", n_told));
}

static void
on_owned (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
open_desktop (void)
{
  static const GDBusInterfaceVTable methods = { on_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  gboolean owned = FALSE;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (bus);
  g_assert_cmpuint (g_dbus_connection_register_object (bus, PATH, node->interfaces[0], &methods,
                                                       NULL, NULL, NULL),
                    !=, 0);
  g_bus_own_name_on_connection (bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_owned, NULL, &owned,
                                NULL);
  wait_until (owned);
}

static void
note (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_autofree char *words = g_variant_print (target, FALSE);

  g_free (done);
  done = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), words);
}

static void
open_application (void)
{
  static const GActionEntry actions[] = { { "show", note, "(ss)" }, { "share", note, "s" } };
  g_autoptr (GError) error = NULL;

  application = g_application_new (APPLICATION_ID, G_APPLICATION_DEFAULT_FLAGS);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   NULL);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
}

/* Until what was answered over the bus has arrived: this comes after it. */
static void
wait_for_bus (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "GetId", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, take_result, &result);
  g_variant_unref (g_dbus_connection_call_finish (bus, wait_for_result (&result), NULL));
}

static void
tell (gpointer thing)
{
  g_autoptr (CtResource) resource = thing;
  guint before = n_told;

  ct_notices_send (application, resource);
  wait_until (n_told > before);
  wait_for_bus ();
}

/* As a person does on the desktop, which closes the notification with that. */
static void
press (const char *action)
{
  g_clear_pointer (&done, g_free);
  g_dbus_connection_emit_signal (bus, NULL, PATH, NAME, "ActionInvoked",
                                 g_variant_new ("(us)", n_told, action), NULL);
  wait_until (done != NULL);
}

/* Returns: the action of the button with that label */
static const char *
find_button (const char *label)
{
  for (guint i = 0; buttons[i] != NULL && buttons[i + 1] != NULL; i += 2)
    if (g_str_equal (buttons[i + 1], label))
      return buttons[i];
  g_error ("There is no button %s.", label);
}

static void
withdraw (const char *page)
{
  closed = 0;
  ct_notices_withdraw (application, page);
}

static CtResource *
new_attempt (const char *id)
{
  return g_object_new (CT_TYPE_ATTEMPT, "id", id, "exam-title", "Endpoint", "result",
                       CT_RESULT_PASSED, "score", 82.0, NULL);
}

static void
test_result (void)
{
  tell (new_attempt ("a1"));
  g_assert_cmpstr (title, ==, "Exam Passed");
  g_assert_cmpstr (body, ==, "Endpoint: 82%");
  press ("default");
  g_assert_cmpstr (done, ==, "show ('history', 'a1')");
  tell (new_attempt ("a1"));
  press (find_button ("View Result"));
  g_assert_cmpstr (done, ==, "show ('history', 'a1')");
}

static void
test_credential (void)
{
  tell (g_object_new (CT_TYPE_CREDENTIAL, "id", "c1", "title", "Specialist", NULL));
  g_assert_cmpstr (title, ==, "Credential Earned");
  press (find_button ("View Certificate"));
  g_assert_cmpstr (done, ==, "show ('credentials', 'c1')");
  tell (g_object_new (CT_TYPE_CREDENTIAL, "id", "c1", "title", "Specialist", NULL));
  press (find_button ("Share"));
  g_assert_cmpstr (done, ==, "share 'c1'");
}

static void
test_registration (void)
{
  g_autoptr (CtAuthorization) refused = g_object_new (CT_TYPE_AUTHORIZATION, "id", "z", "state",
                                                      CT_AUTHORIZATION_STATE_REFUSED, NULL);

  tell (g_object_new (CT_TYPE_ELIGIBILITY, "id", "e1", "title", "Endpoint", NULL));
  g_assert_cmpstr (title, ==, "You Can Make an Appointment");
  press (find_button ("Make Appointment"));
  g_assert_cmpstr (done, ==, "show ('exams', 'e1')");

  tell (g_object_new (CT_TYPE_ELIGIBILITY, "id", "e1", "title", "Endpoint", "authorization",
                      refused, NULL));
  g_assert_cmpstr (title, ==, "Registration Refused");
  press (find_button ("View Details"));
  g_assert_cmpstr (done, ==, "show ('exams', 'e1')");
}

static void
test_support (void)
{
  tell (g_object_new (CT_TYPE_INCIDENT, "id", "i1", "subject", "My name", NULL));
  press (find_button ("Read Reply"));
  g_assert_cmpstr (done, ==, "show ('support', 'i1')");
}

/* By whoever looks at the page where it is to be seen, and at no other. */
static void
test_seen (void)
{
  guint first, second;

  tell (new_attempt ("a2"));
  first = n_told;
  tell (g_object_new (CT_TYPE_INCIDENT, "id", "i2", "subject", "My name", NULL));
  second = n_told;
  withdraw ("support");
  wait_until (closed != 0);
  g_assert_cmpuint (closed, ==, second);
  withdraw ("history");
  wait_until (closed != 0);
  g_assert_cmpuint (closed, ==, first);
}

static void
test_switched_off (void)
{
  static const char *const keys[]
      = { "notify-results", "notify-credentials", "notify-registrations", "notify-support" };
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  for (guint off = 0; off < G_N_ELEMENTS (keys); off++)
    {
      CtResource *things[] = {
        new_attempt ("s1"),
        g_object_new (CT_TYPE_CREDENTIAL, "id", "s2", "title", "Specialist", NULL),
        g_object_new (CT_TYPE_ELIGIBILITY, "id", "s3", "title", "Endpoint", NULL),
        g_object_new (CT_TYPE_INCIDENT, "id", "s4", "subject", "My name", NULL),
      };
      guint before = n_told;

      g_settings_set_boolean (settings, keys[off], FALSE);
      ct_notices_send (application, things[off]);
      /* They are told in this order, so that the first would be here if it came. */
      for (guint i = 0; i < G_N_ELEMENTS (things); i++)
        if (i != off)
          ct_notices_send (application, things[i]);
      wait_until (n_told >= before + G_N_ELEMENTS (things) - 1);
      wait_for_bus ();
      g_assert_cmpuint (n_told, ==, before + G_N_ELEMENTS (things) - 1);
      g_settings_reset (settings, keys[off]);
      for (guint i = 0; i < G_N_ELEMENTS (things); i++)
        g_object_unref (things[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  open_desktop ();
  open_application ();
  g_test_add_func ("/notices/result", test_result);
  g_test_add_func ("/notices/credential", test_credential);
  g_test_add_func ("/notices/registration", test_registration);
  g_test_add_func ("/notices/support", test_support);
  g_test_add_func ("/notices/seen", test_seen);
  g_test_add_func ("/notices/switched-off", test_switched_off);
  return g_test_run ();
}
