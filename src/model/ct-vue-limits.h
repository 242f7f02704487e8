/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How many characters Pearson VUE takes. The widths are the narrowest that its clients report;
 * one field that is too long has it refuse the whole record. */
#define CT_VUE_MAX_ADDRESS 40
#define CT_VUE_MAX_CITY 32
#define CT_VUE_MAX_POSTAL_CODE 16
#define CT_VUE_MAX_PHONE 20 /* digits, without the code of the country */
#define CT_VUE_REGION 2     /* exactly, in the United States and in Canada */
