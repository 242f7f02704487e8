/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-clock.h"

struct _CtClock
{
  GObject parent_instance;

  int offset; /* atomic */
};

G_DEFINE_FINAL_TYPE (CtClock, ct_clock, G_TYPE_OBJECT)

typedef enum
{
  PROP_OFFSET = 1,
} CtClockProperty;

static GParamSpec *properties[PROP_OFFSET + 1];

static void
ct_clock_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CtClock *self = CT_CLOCK (object);

  switch ((CtClockProperty) prop_id)
    {
    case PROP_OFFSET:
      if (g_atomic_int_exchange (&self->offset, g_value_get_int (value)) != g_value_get_int (value))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_clock_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtClock *self = CT_CLOCK (object);

  switch ((CtClockProperty) prop_id)
    {
    case PROP_OFFSET:
      g_value_set_int (value, g_atomic_int_get (&self->offset));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_clock_class_init (CtClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = ct_clock_set_property;
  object_class->get_property = ct_clock_get_property;

  properties[PROP_OFFSET]
      = g_param_spec_int ("offset", NULL, NULL, G_MININT, G_MAXINT, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_clock_init (CtClock *self)
{
}

CtClock *
ct_clock_new (void)
{
  return g_object_new (CT_TYPE_CLOCK, NULL);
}

GDateTime *
ct_clock_now (CtClock *self)
{
  g_return_val_if_fail (CT_IS_CLOCK (self), NULL);

  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  return g_date_time_add_seconds (now, g_atomic_int_get (&self->offset));
}
