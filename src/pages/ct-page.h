/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_PAGE (ct_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CtPage, ct_page, CT, PAGE, AdwNavigationPage)

/**
 * CtPage:
 *
 * A page of the application. It has what every page has, the client; and it lives in an
 * AdwNavigationView of its own, on which it pushes its details.
 *
 * Properties: `client` (#CtClient, construct-only).
 */
struct _CtPageClass
{
  AdwNavigationPageClass parent_class;

  /**
   * create_detail:
   * @id: the id of a resource that the page lists
   *
   * Makes the page of one thing. Pages without details need not have it.
   *
   * Returns: (transfer floating) (nullable): it, or %NULL if there is nothing to show
   */
  AdwNavigationPage *(*create_detail) (CtPage *self, const char *id);

  /**
   * show_item:
   * @id: the id of a resource that the page lists
   *
   * Opens the details of one thing; by itself as soon as create_detail() has them.
   */
  void (*show_item) (CtPage *self, const char *id);

  /**
   * search:
   * @words: what to look for, as if it was typed
   *
   * Shows what of the page's list has @words. Pages without a search need not have it.
   */
  void (*search) (CtPage *self, const char *words);
};

/* Returns: (transfer none): the client */
CtClient *ct_page_get_client (CtPage *self);

/* Returns: (transfer floating) (nullable): a new page about the thing that is called @id, wherever
 * it is to be shown, or %NULL if there is none */
AdwNavigationPage *ct_page_create_detail (CtPage *self, const char *id);

/* Opens the details of the thing that is called @id on top of @self. */
void ct_page_show_item (CtPage *self, const char *id);

/* Goes back to the page's own list, and shows what of it has @words. */
void ct_page_search (CtPage *self, const char *words);

/**
 * ct_page_push:
 * @detail: (transfer floating): what to put on top of @self
 *
 * Closes other details of @self first.
 */
void ct_page_push (CtPage *self, AdwNavigationPage *detail);

G_END_DECLS
