/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-event.h"

static const CtField ct_event_fields[] = {
  CT_FIELD_OF (CtEvent, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_event_kind_get_type),
  CT_FIELD (CtEvent, detail, "detail", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtEvent, at, "at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtEvent, address, "address", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtEvent, device, "device", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtEvent, ct_event)
