/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-widgets.h"

#include "ct-resources.h"
#include "widgets/ct-badge.h"
#include "widgets/ct-cell-layout.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-columns.h"
#include "widgets/ct-copy-button.h"
#include "widgets/ct-document-view.h"
#include "widgets/ct-document-zoom.h"
#include "widgets/ct-exam-cell.h"
#include "widgets/ct-faces.h"
#include "widgets/ct-fit-layout.h"
#include "widgets/ct-flow-layout.h"
#include "widgets/ct-group.h"
#include "widgets/ct-needs-service.h"
#include "widgets/ct-offline-banner.h"
#include "widgets/ct-pill.h"
#include "widgets/ct-ring.h"
#include "widgets/ct-score-bar.h"
#include "widgets/ct-slots.h"

void
ct_widgets_init (void)
{
  ct_register_resource ();

  /* A template names its parts by class name, which must be known by then. */
  g_type_ensure (CT_TYPE_ATTEMPT_CELL);
  g_type_ensure (CT_TYPE_BADGE);
  g_type_ensure (CT_TYPE_COLUMNS);
  g_type_ensure (CT_TYPE_COPY_BUTTON);
  g_type_ensure (CT_TYPE_CELL_LAYOUT);
  g_type_ensure (CT_TYPE_DOCUMENT_VIEW);
  g_type_ensure (CT_TYPE_DOCUMENT_ZOOM);
  g_type_ensure (CT_TYPE_FACES);
  g_type_ensure (CT_TYPE_EXAM_CELL);
  g_type_ensure (CT_TYPE_FIT_LAYOUT);
  g_type_ensure (CT_TYPE_FLOW_LAYOUT);
  g_type_ensure (CT_TYPE_GROUP);
  g_type_ensure (CT_TYPE_NEEDS_SERVICE);
  g_type_ensure (CT_TYPE_OFFLINE_BANNER);
  g_type_ensure (CT_TYPE_PILL);
  g_type_ensure (CT_TYPE_RING);
  g_type_ensure (CT_TYPE_SCORE_BAR);
  g_type_ensure (CT_TYPE_SLOT);
  g_type_ensure (CT_TYPE_SLOTS);
}
