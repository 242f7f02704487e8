/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-timer.h"

typedef struct
{
  GSourceOnceFunc func;
  gpointer data;
} Call;

static gboolean
call_once (gpointer data)
{
  Call *call = data;

  call->func (call->data);
  return G_SOURCE_REMOVE;
}

GSource *
ct_timer_start (guint milliseconds, GSourceOnceFunc func, gpointer data)
{
  GSource *timer = milliseconds > 0 ? g_timeout_source_new (milliseconds) : g_idle_source_new ();
  Call *call = g_new (Call, 1);

  call->func = func;
  call->data = data;
  g_source_set_callback (timer, call_once, call, g_free);
  g_source_attach (timer, g_main_context_get_thread_default ());
  return timer;
}

void
ct_timer_stop (GSource **timer)
{
  if (*timer == NULL)
    return;

  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}
