/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Spans that service and application have to agree on. */

/* In days before a credential expires: from when on it is marked as one to renew, and when email
 * reminds of it. */
#define CT_PERIOD_SOON 90
#define CT_PERIOD_FIRST_REMINDER 60
#define CT_PERIOD_LAST_REMINDER 14

/* In days after an exam: until when its result has usually arrived, unless the service says. */
#define CT_PERIOD_RESULT 3
