/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-achievement-cell.h"

#include <glib/gi18n.h>

#include "model/ct-progress.h"
#include "widgets/ct-format.h"
#include "widgets/ct-next-step.h"

struct _CtAchievementCell
{
  CtCell parent_instance;
};

/* Where nothing was passed yet, an agreement that was accepted long ago is no beginning. */
static float
show_fraction (gpointer self, CtProgressState state, double fraction)
{
  return state == CT_PROGRESS_STATE_NOT_STARTED ? 0 : (float) fraction;
}

static char *
count (gpointer self, CtProgressState state, int done, int total)
{
  if (state == CT_PROGRESS_STATE_NOT_STARTED || done < 0 || total < 0)
    return g_strdup ("");

  /* Translators: how many steps are done, of how many, where there is little room: 2/3 */
  return g_strdup_printf (C_ ("progress", "%d/%d"), done, total);
}

static char *
describe (gpointer self,
          CtProgressState state,
          CtRequirement *requirement,
          GDateTime *valid_until,
          CtRequirement *renewal,
          gboolean retired)
{
  g_autofree char *step = NULL;

  if (state == CT_PROGRESS_STATE_HELD)
    return ct_next_step_describe_renewal (NULL, valid_until, renewal);
  if (retired)
    return g_strdup (_ ("Can no longer be earned"));

  step = ct_next_step_describe (NULL, requirement);
  if (!*step && ct_next_step_is_awaited (requirement))
    return g_strdup (_ ("Waiting for a result"));
  /* Translators: %s is something to do, such as "Pass exam 250-428" */
  return *step ? g_strdup_printf (_ ("Next: %s"), step) : g_steal_pointer (&step);
}

static char *
say (gpointer self,
     const char *title,
     const char *words,
     CtProgressState state,
     int done,
     int total,
     const char *description)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (builder, title);
  g_strv_builder_add (builder, words);
  if (state != CT_PROGRESS_STATE_NOT_STARTED && done >= 0 && total >= 0)
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%d of %d step done",
                                                             "%d of %d steps done", (gulong) total),
                                                   done, total));
  if (*description)
    g_strv_builder_add (builder, description);
  all = g_strv_builder_end (builder);
  return g_strjoinv (", ", all);
}

static void
ct_achievement_cell_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, show_fraction);
  gtk_widget_class_bind_template_callback (klass, count);
  gtk_widget_class_bind_template_callback (klass, describe);
  gtk_widget_class_bind_template_callback (klass, say);
}

CT_DEFINE_CELL (CtAchievementCell,
                ct_achievement_cell,
                "/org/example/CertTracker/ui/achievement-cell.ui")
