/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ct_document_queue_push:
 * @task: (transfer none): what to do, with its priority
 * @func: does it on the worker thread and returns something from @task
 *
 * Lets the one worker thread do @func: the best priority first, and of equal ones the one
 * pushed last, since that is what the reader looks at now. A task that was cancelled
 * before its turn is not begun.
 */
void ct_document_queue_push (GTask *task, GTaskThreadFunc func);

/**
 * ct_document_queue_finish:
 *
 * Waits for what the worker thread does now, and drops what waits for it. To be called before
 * the program ends, when libraries take down what the thread may still need.
 */
void ct_document_queue_finish (void);

/**
 * ct_document_queue_finish_before_library:
 *
 * To be called on the worker thread after loading a library, for programs that end without
 * ct_document_queue_finish(): what is registered last for the end runs first.
 */
void ct_document_queue_finish_before_library (void);

G_END_DECLS
