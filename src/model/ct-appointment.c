/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-appointment.h"

static const CtField ct_appointment_fields[] = {
  CT_FIELD (CtAppointment, authorization_id, "authorization-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAppointment, exam_code, "exam-code", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAppointment, exam_title, "exam-title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtAppointment,
               state,
               "state",
               ENUM,
               CT_FIELD_REQUIRED,
               ct_appointment_state_get_type),
  CT_FIELD (CtAppointment, starts_at, "starts-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtAppointment, time_zone, "time-zone", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAppointment, minutes, "minutes", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtAppointment, mode, "mode", ENUM, CT_FIELD_REQUIRED, ct_appointment_mode_get_type),
  CT_FIELD (CtAppointment, place, "place", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAppointment, address, "address", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAppointment, number, "number", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAppointment, changed_at, "changed-at", TIME, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtAppointment, ct_appointment)
