/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-call.h"

CtCall *
ct_call_copy (const CtCall *self)
{
  CtCall *copy = g_new0 (CtCall, 1);

  copy->method = g_intern_string (self->method);
  copy->path = g_strdup (self->path);
  copy->etag = g_strdup (self->etag);
  copy->key = g_strdup (self->key);
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  copy->body_type = g_intern_string (self->body_type);
  copy->status = self->status;
  copy->type = self->type;
  copy->member = g_intern_string (self->member);
  return copy;
}

void
ct_call_free (CtCall *self)
{
  g_free ((char *) self->path);
  g_free ((char *) self->etag);
  g_free ((char *) self->key);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
