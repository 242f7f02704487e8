/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-requirement-row.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"
#include "widgets/ct-look.h"
#include "widgets/ct-requirement-words.h"

/* Deeper trees are told, not shown. */
#define MAX_INDENTED_DEPTH 4
#define INDENT 24

struct _CtRequirementRow
{
  AdwActionRow parent_instance;

  CtRequirement *requirement; /* owned */
};

G_DEFINE_FINAL_TYPE (CtRequirementRow, ct_requirement_row, ADW_TYPE_ACTION_ROW)

/* Takes @words. */
static void
add (GStrvBuilder *builder, char *words)
{
  if (words && *words)
    g_strv_builder_take (builder, words);
  else
    g_free (words);
}

static char *
describe_kind (CtRequirement *requirement)
{
  const char *ref = requirement->ref ? requirement->ref : "";

  switch (requirement->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
      /* Translators: %s is the code of an exam */
      return g_strdup_printf (_ ("Exam %s"), ref);
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      /* Translators: %s is the code of an assessment */
      return g_strdup_printf (_ ("Assessment %s"), ref);
    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
      return g_strdup (C_ ("requirement", "Credential"));
    case CT_REQUIREMENT_KIND_AGREEMENT:
      return g_strdup (C_ ("requirement", "Agreement"));
    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      return requirement->title ? ct_requirement_heading (requirement) : NULL;
    }
}

static char *
describe_state (CtRequirement *requirement)
{
  g_autofree char *met = requirement->kind == CT_REQUIREMENT_KIND_ACHIEVEMENT
                             ? ct_format_day (NULL, requirement->met_at)
                             : ct_format_date (NULL, requirement->met_at);
  g_autofree char *until = ct_format_day (NULL, requirement->valid_until);
  g_autoptr (CtLook) look = NULL;

  if (requirement->state == CT_REQUIREMENT_STATE_MET && *met)
    {
      if (requirement->kind == CT_REQUIREMENT_KIND_AGREEMENT)
        /* Translators: %s is a date */
        return g_strdup_printf (_ ("Accepted on %s"), met);
      /* Translators: %s is a date */
      return g_strdup_printf (_ ("Done on %s"), met);
    }
  if (requirement->state == CT_REQUIREMENT_STATE_LAPSED && *until)
    /* Translators: what counted until a date does not any more; %s is the date */
    return g_strdup_printf (_ ("Lapsed on %s"), until);

  look = ct_look_requirement (NULL, requirement->state, requirement->valid_until);
  return g_strdup (look->words);
}

static char *
describe_validity (CtRequirement *requirement)
{
  gboolean taken = requirement->kind == CT_REQUIREMENT_KIND_EXAM
                   || requirement->kind == CT_REQUIREMENT_KIND_ASSESSMENT;
  g_autofree char *until = ct_format_day (NULL, requirement->valid_until);
  int months = requirement->max_age_months;

  if (requirement->state == CT_REQUIREMENT_STATE_MET && *until)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *distance = ct_format_distance_of_day (requirement->valid_until, now);

      if (ct_format_is_soon (NULL, requirement->valid_until))
        /* Translators: %s is how far away that is, such as "in 20 days" */
        return g_strdup_printf (_ ("Stops counting %s"), distance);
      /* Translators: %s is a date */
      return g_strdup_printf (_ ("Counts until %s"), until);
    }
  if (taken && !requirement->retired && months > 0
      && requirement->state != CT_REQUIREMENT_STATE_MET)
    return g_strdup_printf (ngettext ("A pass counts for %d month", "A pass counts for %d months",
                                      (gulong) months),
                            months);

  return NULL;
}

static char *
describe_retirement (CtRequirement *requirement, CtExam *exam)
{
  if (!requirement->retired)
    return NULL;
  if (requirement->state == CT_REQUIREMENT_STATE_MET)
    return g_strdup (_ ("Retired since, and still counts"));
  if (exam && exam->replaced_by)
    /* Translators: of an exam that can no longer be taken; %s is the code of its successor */
    return g_strdup_printf (_ ("Retired, replaced by %s"), exam->replaced_by);

  return g_strdup (_ ("Retired, can no longer be taken"));
}

static char *
describe (CtRequirement *requirement, CtExam *exam)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  add (builder, describe_kind (requirement));
  add (builder, describe_state (requirement));
  add (builder, describe_validity (requirement));
  add (builder, describe_retirement (requirement, exam));
  words = g_strv_builder_end (builder);

  return g_strjoinv (" · ", words);
}

static gboolean
has_more (CtRequirement *requirement)
{
  switch (requirement->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      return requirement->met_by != NULL || requirement->ref != NULL;
    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
    case CT_REQUIREMENT_KIND_AGREEMENT:
      return requirement->ref != NULL;
    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      return FALSE;
    }
}

/* The icon says what the subtitle says too. */
static GtkWidget *
make_icon (const char *icon_name, const char *css_class)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (*css_class)
    gtk_widget_add_css_class (image, css_class);
  return image;
}

static void
ct_requirement_row_dispose (GObject *object)
{
  g_clear_object (&CT_REQUIREMENT_ROW (object)->requirement);

  G_OBJECT_CLASS (ct_requirement_row_parent_class)->dispose (object);
}

static void
ct_requirement_row_class_init (CtRequirementRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ct_requirement_row_dispose;
}

static void
ct_requirement_row_init (CtRequirementRow *self)
{
}

GtkWidget *
ct_requirement_row_new (CtRequirement *requirement, guint depth, CtExam *exam)
{
  CtRequirementRow *self
      = g_object_new (CT_TYPE_REQUIREMENT_ROW, "use-markup", FALSE, "title-lines", 0, NULL);
  g_autofree char *title = g_strdup (requirement->title);
  g_autofree char *subtitle = describe (requirement, exam);
  g_autoptr (CtLook) look
      = ct_look_requirement (NULL, requirement->state, requirement->valid_until);
  GtkWidget *icon = make_icon (look->icon, *look->tone ? look->tone : "dim-label");

  if (!title)
    title = ct_requirement_is_branch (requirement) ? ct_requirement_heading (requirement)
                                                   : g_strdup (requirement->ref);
  self->requirement = g_object_ref (requirement);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title ? title : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_margin_start (icon, (int) MIN (depth, MAX_INDENTED_DEPTH) * INDENT);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), icon);
  if (has_more (requirement))
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                                 make_icon ("go-next-symbolic", "dim-label"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
    }

  return GTK_WIDGET (self);
}

CtRequirement *
ct_requirement_row_get_requirement (CtRequirementRow *self)
{
  g_return_val_if_fail (CT_IS_REQUIREMENT_ROW (self), NULL);

  return self->requirement;
}
