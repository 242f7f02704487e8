/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-error.h"

G_DEFINE_QUARK (ct-error-quark, ct_error)
