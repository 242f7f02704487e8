/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scripted-network.h"

static gboolean network_available = TRUE;

/* The monitor. */

#define SCRIPTED_TYPE_MONITOR (scripted_monitor_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedMonitor, scripted_monitor, SCRIPTED, MONITOR, GObject)

struct _ScriptedMonitor
{
  GObject parent_instance;
};

enum
{
  PROP_NETWORK_AVAILABLE = 1,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = init;
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedMonitor,
                               scripted_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

static void
scripted_monitor_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NETWORK_AVAILABLE:
      g_value_set_boolean (value, network_available);
      break;
    case PROP_NETWORK_METERED:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, network_available ? G_NETWORK_CONNECTIVITY_FULL
                                                 : G_NETWORK_CONNECTIVITY_LOCAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
scripted_monitor_class_init (ScriptedMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = scripted_monitor_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
scripted_monitor_init (ScriptedMonitor *self)
{
}

/* The resolver. */

#define SCRIPTED_TYPE_RESOLVER (scripted_resolver_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedResolver, scripted_resolver, SCRIPTED, RESOLVER, GResolver)

struct _ScriptedResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (ScriptedResolver, scripted_resolver, G_TYPE_RESOLVER)

static void
lookup_async (GResolver *resolver,
              const char *name,
              GResolverNameLookupFlags flags,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, lookup_async);
  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No such host: %s",
                           name);
}

static void
lookup_plain_async (GResolver *resolver,
                    const char *name,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  lookup_async (resolver, name, 0, cancellable, callback, user_data);
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
scripted_resolver_class_init (ScriptedResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = lookup_plain_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
scripted_resolver_init (ScriptedResolver *self)
{
}

void
use_scripted_network (void)
{
  g_autoptr (GResolver) resolver = g_object_new (SCRIPTED_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);

  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_setenv ("GIO_USE_NETWORK_MONITOR", "scripted", TRUE);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, SCRIPTED_TYPE_MONITOR,
                                  "scripted", 1000);
  g_assert_true (SCRIPTED_IS_MONITOR (g_network_monitor_get_default ()));
}

void
set_network_available (gboolean available)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  network_available = available;
  g_object_notify (G_OBJECT (monitor), "network-available");
  g_object_notify (G_OBJECT (monitor), "connectivity");
  g_signal_emit_by_name (monitor, "network-changed", available);
}
