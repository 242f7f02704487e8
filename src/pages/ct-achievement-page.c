/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-achievement-page.h"

#include <glib/gi18n.h>

#include "model/ct-achievement.h"
#include "pages/ct-agreement-dialog.h"
#include "pages/ct-requirement-row.h"
#include "widgets/ct-format.h"
#include "widgets/ct-look.h"
#include "widgets/ct-next-step.h"
#include "widgets/ct-requirement-words.h"

struct _CtAchievementPage
{
  AdwNavigationPage parent_instance;

  CtClient *client;           /* owned */
  CtProgress *progress;       /* owned */
  CtAchievement *achievement; /* owned (nullable) */

  GtkListBox *requirements;
};

typedef enum
{
  PROP_CLIENT = 1,
  PROP_PROGRESS,
  PROP_ACHIEVEMENT,
} CtAchievementPageProperty;

static GParamSpec *properties[PROP_ACHIEVEMENT + 1];

G_DEFINE_FINAL_TYPE (CtAchievementPage, ct_achievement_page, ADW_TYPE_NAVIGATION_PAGE)

/* A root that asks for all and has no words of its own is said by the heading of the list. */
static gboolean
is_told_by_heading (CtRequirement *root)
{
  return root->kind == CT_REQUIREMENT_KIND_ALL_OF && !root->title;
}

static GListModel *
get_children (gpointer item, gpointer user_data)
{
  GListStore *children = CT_REQUIREMENT (item)->requirements;

  return children ? G_LIST_MODEL (g_object_ref (children)) : NULL;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  CtAchievementPage *self = user_data;
  GtkTreeListRow *row = item;
  g_autoptr (CtRequirement) requirement = gtk_tree_list_row_get_item (row);
  CtExam *exam = NULL;

  if (requirement->ref
      && (requirement->kind == CT_REQUIREMENT_KIND_EXAM
          || requirement->kind == CT_REQUIREMENT_KIND_ASSESSMENT))
    exam = ct_collection_find (ct_client_get_exams (self->client), requirement->ref);

  return ct_requirement_row_new (requirement, gtk_tree_list_row_get_depth (row), exam);
}

static void
show_requirements (CtAchievementPage *self)
{
  CtRequirement *root = self->progress->requirement;
  g_autoptr (GtkTreeListModel) tree = NULL;
  GListModel *top;

  if (!root)
    {
      gtk_list_box_bind_model (self->requirements, NULL, NULL, NULL, NULL);
      return;
    }

  if (is_told_by_heading (root) && root->requirements)
    top = G_LIST_MODEL (g_object_ref (root->requirements));
  else
    {
      top = G_LIST_MODEL (g_list_store_new (CT_TYPE_REQUIREMENT));
      g_list_store_append (G_LIST_STORE (top), root);
    }
  tree = gtk_tree_list_model_new (top, FALSE, TRUE, get_children, NULL, NULL);
  gtk_list_box_bind_model (self->requirements, G_LIST_MODEL (tree), create_row, self, NULL);
}

static void
find_achievement (CtAchievementPage *self)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (self->progress));

  if (id
      && g_set_object (&self->achievement,
                       ct_collection_find (ct_client_get_achievements (self->client), id)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACHIEVEMENT]);
}

static void
show_achievement (CtAchievementPage *self, const char *id)
{
  CtProgress *progress = ct_collection_find (ct_client_get_progress (self->client), id);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (progress && view)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              ADW_NAVIGATION_PAGE (
                                  ct_achievement_page_new (self->client, progress)));
}

static void
show_agreement (CtAchievementPage *self, const char *id)
{
  adw_dialog_present (ct_agreement_dialog_new (self->client, id), GTK_WIDGET (self));
}

static void
ct_achievement_page_requirement_activated (CtAchievementPage *self, CtRequirementRow *row)
{
  CtRequirement *requirement = ct_requirement_row_get_requirement (row);

  switch (requirement->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      if (requirement->met_by != NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "(ss)", "history",
                                    requirement->met_by);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "(ss)", "exams",
                                    requirement->ref);
      break;
    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
      show_achievement (self, requirement->ref);
      break;
    case CT_REQUIREMENT_KIND_AGREEMENT:
      show_agreement (self, requirement->ref);
      break;
    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      break;
    }
}

/* While only an agreement is missing, it is the next step. */
static void
ct_achievement_page_show_agreement (CtAchievementPage *self)
{
  CtRequirement *next = ct_next_step_find (self->progress->requirement);

  if (next && next->kind == CT_REQUIREMENT_KIND_AGREEMENT && next->ref)
    show_agreement (self, next->ref);
}

static void
ct_achievement_page_show_credential (CtAchievementPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "(ss)", "credentials",
                              self->progress->credential_id);
}

static char *
kind_and_field (gpointer self, CtAchievementKind kind, const char *field)
{
  g_autofree char *words = ct_format_achievement_kind (NULL, kind);

  return field && *field ? g_strdup_printf ("%s · %s", words, field) : g_steal_pointer (&words);
}

/* An agreement that was accepted for something else is done, but is no beginning. */
static gboolean
is_begun (gpointer self, CtProgressState state)
{
  return state != CT_PROGRESS_STATE_NOT_STARTED;
}

/* What is asked for of the list, and how much of it is done. */
static char *
heading (gpointer self, CtRequirement *root, CtProgressState state, int done, int total)
{
  g_autofree char *words = root && is_told_by_heading (root) ? ct_requirement_heading (root) : NULL;
  g_autofree char *count = NULL;

  if (!is_begun (NULL, state) || done < 0 || total < 0)
    return words ? g_steal_pointer (&words) : g_strdup ("");

  /* Translators: how many steps are done, of how many */
  count
      = g_strdup_printf (ngettext ("%d of %d done", "%d of %d done", (gulong) total), done, total);
  return words ? g_strdup_printf ("%s · %s", words, count) : g_steal_pointer (&count);
}

static char *
lasts (gpointer self, int months)
{
  return months > 0 ? g_strdup_printf (ngettext ("%d month", "%d months", (gulong) months), months)
                    : ct_format_expiry (NULL, NULL);
}

static gboolean
is_waiting (gpointer self, CtProgressState state)
{
  return state == CT_PROGRESS_STATE_WAITING;
}

static char *
credential_words (gpointer self,
                  CtProgressState state,
                  GDateTime *valid_until,
                  CtRequirement *renewal)
{
  g_autoptr (CtLook) look = NULL;

  if (state == CT_PROGRESS_STATE_HELD)
    return ct_next_step_describe_renewal (NULL, valid_until, renewal);

  look = ct_look_progress (NULL, state, NULL);
  return g_strdup (look->words);
}

static void
ct_achievement_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtAchievementPage *self = CT_ACHIEVEMENT_PAGE (object);

  switch ((CtAchievementPageProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_PROGRESS:
      g_value_set_object (value, self->progress);
      break;
    case PROP_ACHIEVEMENT:
      g_value_set_object (value, self->achievement);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_achievement_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtAchievementPage *self = CT_ACHIEVEMENT_PAGE (object);

  switch ((CtAchievementPageProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_PROGRESS:
      self->progress = g_value_dup_object (value);
      break;
    case PROP_ACHIEVEMENT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_achievement_page_constructed (GObject *object)
{
  CtAchievementPage *self = CT_ACHIEVEMENT_PAGE (object);

  G_OBJECT_CLASS (ct_achievement_page_parent_class)->constructed (object);

  g_signal_connect_object (self->progress, "notify::requirement", G_CALLBACK (show_requirements),
                           self, G_CONNECT_SWAPPED);
  show_requirements (self);

  /* The program's part may come later than the candidate's. */
  g_signal_connect_object (ct_client_get_achievements (self->client), "items-changed",
                           G_CALLBACK (find_achievement), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_exams (self->client), "items-changed",
                           G_CALLBACK (show_requirements), self, G_CONNECT_SWAPPED);
  find_achievement (self);
}

static void
ct_achievement_page_dispose (GObject *object)
{
  CtAchievementPage *self = CT_ACHIEVEMENT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_ACHIEVEMENT_PAGE);
  g_clear_object (&self->achievement);
  g_clear_object (&self->progress);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_achievement_page_parent_class)->dispose (object);
}

static void
ct_achievement_page_class_init (CtAchievementPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_achievement_page_get_property;
  object_class->set_property = ct_achievement_page_set_property;
  object_class->constructed = ct_achievement_page_constructed;
  object_class->dispose = ct_achievement_page_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS]
      = g_param_spec_object ("progress", NULL, NULL, CT_TYPE_PROGRESS,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACHIEVEMENT]
      = g_param_spec_object ("achievement", NULL, NULL, CT_TYPE_ACHIEVEMENT,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/achievement-page.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtAchievementPage, requirements);
  gtk_widget_class_bind_template_callback (widget_class, kind_and_field);
  gtk_widget_class_bind_template_callback (widget_class, is_begun);
  gtk_widget_class_bind_template_callback (widget_class, heading);
  gtk_widget_class_bind_template_callback (widget_class, lasts);
  gtk_widget_class_bind_template_callback (widget_class, is_waiting);
  gtk_widget_class_bind_template_callback (widget_class, credential_words);
  gtk_widget_class_bind_template_callback (widget_class, ct_achievement_page_requirement_activated);
  gtk_widget_class_bind_template_callback (widget_class, ct_achievement_page_show_agreement);
  gtk_widget_class_bind_template_callback (widget_class, ct_achievement_page_show_credential);
}

static void
ct_achievement_page_init (CtAchievementPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_achievement_page_new (CtClient *client, CtProgress *progress)
{
  return g_object_new (CT_TYPE_ACHIEVEMENT_PAGE, "client", client, "progress", progress, NULL);
}
