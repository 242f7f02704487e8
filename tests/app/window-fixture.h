/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ct-window.h"

G_BEGIN_DECLS

/* The window of the application on screen, with nobody signed in, and the real service. */
typedef struct
{
  CtDemo *service;             /* one for all tests: none of them changes what the others see */
  GtkApplication *application; /* its keys work in the window */
  GSettings *settings;
  CtClient *client;
  CtWayIn *way_in;
  GtkWidget *window;
} WindowFixture;

/* For g_test_add(); @service is the CtDemo that runs. */
void window_fixture_set_up (WindowFixture *self, gconstpointer service);
void window_fixture_tear_down (WindowFixture *self, gconstpointer service);

/* Asserts that nothing of it is held by anything; window_fixture_open() opens another one. */
void window_fixture_close (WindowFixture *self);
void window_fixture_open (WindowFixture *self);

/* Signs in a sample candidate, and waits until all is loaded. */
void window_fixture_sign_in (WindowFixture *self, const char *user_name);

/* Activates an action of the window, with a string unless @parameter is %NULL. */
void window_fixture_activate (WindowFixture *self, const char *action, const char *parameter);

G_END_DECLS
