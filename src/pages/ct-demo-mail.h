/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/ct-session.h"

G_BEGIN_DECLS

/* Opens the email of the demo, which does not leave its service, in the browser. What goes wrong is
 * said above @parent. */
void ct_demo_mail_open (GtkWidget *parent, CtSession *session);

G_END_DECLS
