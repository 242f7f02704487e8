/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_APPOINTMENT (ct_appointment_get_type ())
G_DECLARE_FINAL_TYPE (CtAppointment, ct_appointment, CT, APPOINTMENT, CtResource)

/**
 * CtAppointment:
 * @authorization_id: the #CtAuthorization that it was made with
 * @exam_code: the id of the #CtExam
 * @exam_title: as it was called then
 * @state: what became of it
 * @starts_at: when the exam begins
 * @time_zone: of the test center, or that in which an online appointment was made: IANA name
 * @minutes: how long the seat is kept
 * @mode: at a test center or online
 * @place: what the test center is called
 * @address: of the test center, its lines separated by line ends
 * @number: Pearson VUE's number of it, which is the registration id of the attempt
 * @changed_at: when Pearson VUE last told of it
 *
 * A seat for an exam.
 */
struct _CtAppointment
{
  CtResource parent_instance;

  char *authorization_id;
  char *exam_code;
  char *exam_title;
  CtAppointmentState state;
  GDateTime *starts_at;
  char *time_zone;
  int minutes;
  CtAppointmentMode mode;
  char *place;
  char *address;
  char *number;
  GDateTime *changed_at;
};

G_END_DECLS
