/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_EVENT (ct_event_get_type ())
G_DECLARE_FINAL_TYPE (CtEvent, ct_event, CT, EVENT, CtResource)

/**
 * CtEvent:
 * @kind: what happened
 * @detail: to what, such as the name of a device or the title of a credential
 * @at: when
 * @address: the network address that it came from
 * @device: the device that it came from
 *
 * One entry of an account's history.
 */
struct _CtEvent
{
  CtResource parent_instance;

  CtEventKind kind;
  char *detail;
  GDateTime *at;
  char *address;
  char *device;
};

G_END_DECLS
