/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_PACKAGE (ct_package_get_type ())
G_DECLARE_FINAL_TYPE (CtPackage, ct_package, CT, PACKAGE, CtResource)

/**
 * CtPackage:
 * @kind: what is in it
 * @state: whether it can be fetched
 * @credential_ids: of certificates and logos: which
 * @paper: of certificates: the page
 * @done: how many of its files are made
 * @total: how many files it will have; unset until that is known
 * @size: in bytes; unset until it is ready
 * @requested_at: when it was asked for
 * @expires_at: until when it can be fetched
 *
 * Files that a candidate asked for, to be fetched as one zip.
 */
struct _CtPackage
{
  CtResource parent_instance;

  CtPackageKind kind;
  CtPackageState state;
  char **credential_ids;
  CtPaper paper;
  int done;
  int total;
  int size;
  GDateTime *requested_at;
  GDateTime *expires_at;
};

G_END_DECLS
