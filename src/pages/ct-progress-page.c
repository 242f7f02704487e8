/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-progress-page.h"

#include "model/ct-account.h"
#include "model/ct-progress.h"
#include "pages/ct-achievement-cell.h"
#include "pages/ct-achievement-page.h"
#include "widgets/ct-format.h"
#include "widgets/ct-group.h"
#include "widgets/ct-reach.h"

struct _CtProgressPage
{
  CtPage parent_instance;

  GtkFilter *search;     /* owned: what was asked for */
  GtkFilter *for_all;    /* owned: who can earn it */
  GtkFilter *for_others; /* owned */
  GtkSorter *order;      /* owned */

  AdwToggleGroup *filter;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  CtGroup *certifications;
  CtGroup *accreditations;
  CtGroup *authorizations;
  CtGroup *partners;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (CtProgressPage, ct_progress_page, CT_TYPE_PAGE)

static gboolean
is_chosen (CtProgress *progress, const char *choice)
{
  if (g_strcmp0 (choice, "in-progress") == 0)
    return progress->state == CT_PROGRESS_STATE_IN_PROGRESS
           || progress->state == CT_PROGRESS_STATE_WAITING;
  if (g_strcmp0 (choice, "held") == 0)
    return progress->state == CT_PROGRESS_STATE_HELD;
  if (g_strcmp0 (choice, "expired") == 0)
    return progress->state == CT_PROGRESS_STATE_EXPIRED;
  if (g_strcmp0 (choice, "not-started") == 0)
    return progress->state == CT_PROGRESS_STATE_NOT_STARTED;

  return TRUE;
}

static gboolean
is_found (gpointer item, gpointer user_data)
{
  CtProgressPage *self = user_data;
  CtProgress *progress = item;
  const char *text = gtk_editable_get_text (self->search_entry);
  const char *fields[] = { progress->title, progress->short_title, progress->field };

  if (!is_chosen (progress, adw_toggle_group_get_active_name (self->filter)))
    return FALSE;
  if (*text == '\0')
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] && g_str_match_string (text, fields[i], TRUE))
      return TRUE;

  return FALSE;
}

static void
update_nothing (CtProgressPage *self)
{
  gtk_widget_set_visible (self->nothing,
                          !gtk_widget_get_visible (GTK_WIDGET (self->certifications))
                              && !gtk_widget_get_visible (GTK_WIDGET (self->accreditations))
                              && !gtk_widget_get_visible (GTK_WIDGET (self->authorizations))
                              && !gtk_widget_get_visible (GTK_WIDGET (self->partners)));
}

static void
ct_progress_page_filter_changed (CtProgressPage *self)
{
  if (self->search)
    gtk_filter_changed (self->search, GTK_FILTER_CHANGE_DIFFERENT);
}

/* News may change what an item is without changing the list. */
static void
news_came (CtProgressPage *self)
{
  gtk_filter_changed (self->search, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->for_all, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->for_others, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->order, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
ct_progress_page_show_all (CtProgressPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  adw_toggle_group_set_active_name (self->filter, "all");
  ct_progress_page_filter_changed (self);
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_search_bar_set_search_mode (CT_PROGRESS_PAGE (widget)->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (CT_PROGRESS_PAGE (widget)->search_entry));
}

static void
ct_progress_page_activated (CtProgressPage *self, CtProgress *progress)
{
  ct_page_push (CT_PAGE (self),
                ADW_NAVIGATION_PAGE (
                    ct_achievement_page_new (ct_page_get_client (CT_PAGE (self)), progress)));
}

static AdwNavigationPage *
ct_progress_page_create_detail (CtPage *page, const char *id)
{
  CtClient *client = ct_page_get_client (page);
  CtProgress *progress = ct_collection_find (ct_client_get_progress (client), id);

  return progress ? ADW_NAVIGATION_PAGE (ct_achievement_page_new (client, progress)) : NULL;
}

/* What is under way first, what was not begun last; else as the program has it. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  static const int ranks[] = {
    [CT_PROGRESS_STATE_WAITING] = 0, [CT_PROGRESS_STATE_IN_PROGRESS] = 1,
    [CT_PROGRESS_STATE_HELD] = 2,    [CT_PROGRESS_STATE_EXPIRED] = 3,
    [CT_PROGRESS_STATE_REVOKED] = 4, [CT_PROGRESS_STATE_NOT_STARTED] = 5,
  };
  CtProgress *first = CT_PROGRESS ((gpointer) a), *second = CT_PROGRESS ((gpointer) b);

  return ranks[first->state] - ranks[second->state];
}

static gboolean
is_of_kind (gpointer item, gpointer user_data)
{
  return CT_PROGRESS (item)->kind == (CtAchievementKind) GPOINTER_TO_INT (user_data);
}

/* Whether only other people can earn it. */
static gboolean
is_for_others (gpointer item, gpointer user_data)
{
  CtClient *client = ct_page_get_client (CT_PAGE (user_data));
  g_autoptr (CtAccount) account
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_account (client)), 0);

  return ct_reach_is_for_others (item, account != NULL && account->is_partner);
}

static gboolean
is_for_all (gpointer item, gpointer user_data)
{
  return !is_for_others (item, user_data);
}

static void
bind_group (CtProgressPage *self, CtGroup *group, GtkFilter *apart, GtkFilter *kind)
{
  CtCollection *progress = ct_client_get_progress (ct_page_get_client (CT_PAGE (self)));
  GtkMultiFilter *filter = GTK_MULTI_FILTER (gtk_every_filter_new ());
  g_autoptr (GtkSortListModel) model = NULL;

  gtk_multi_filter_append (filter, g_object_ref (self->search));
  gtk_multi_filter_append (filter, g_object_ref (apart));
  if (kind != NULL)
    gtk_multi_filter_append (filter, kind);
  model
      = gtk_sort_list_model_new (G_LIST_MODEL (gtk_filter_list_model_new (
                                     G_LIST_MODEL (g_object_ref (progress)), GTK_FILTER (filter))),
                                 g_object_ref (self->order));
  ct_group_bind (group, G_LIST_MODEL (model), CT_TYPE_ACHIEVEMENT_CELL);
  g_signal_connect_object (group, "notify::visible", G_CALLBACK (update_nothing), self,
                           G_CONNECT_SWAPPED);
}

/* Returns: (transfer full) */
static GtkFilter *
new_kind (CtAchievementKind kind)
{
  return GTK_FILTER (gtk_custom_filter_new (is_of_kind, GINT_TO_POINTER (kind), NULL));
}

static void
ct_progress_page_constructed (GObject *object)
{
  CtProgressPage *self = CT_PROGRESS_PAGE (object);
  CtCollection *progress = ct_client_get_progress (ct_page_get_client (CT_PAGE (self)));

  G_OBJECT_CLASS (ct_progress_page_parent_class)->constructed (object);

  self->search = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  self->order = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  self->for_all = GTK_FILTER (gtk_custom_filter_new (is_for_all, self, NULL));
  self->for_others = GTK_FILTER (gtk_custom_filter_new (is_for_others, self, NULL));
  bind_group (self, self->certifications, self->for_all,
              new_kind (CT_ACHIEVEMENT_KIND_CERTIFICATION));
  bind_group (self, self->accreditations, self->for_all,
              new_kind (CT_ACHIEVEMENT_KIND_ACCREDITATION));
  bind_group (self, self->authorizations, self->for_all,
              new_kind (CT_ACHIEVEMENT_KIND_AUTHORIZATION));
  bind_group (self, self->partners, self->for_others, NULL);
  update_nothing (self);

  g_signal_connect_object (progress, "notify::refreshing", G_CALLBACK (news_came), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_account (ct_page_get_client (CT_PAGE (self))), "updated",
                           G_CALLBACK (news_came), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_account (ct_page_get_client (CT_PAGE (self))),
                           "items-changed", G_CALLBACK (news_came), self, G_CONNECT_SWAPPED);
}

/* The models that have it may outlive the page. */
static void
let_go (GtkFilter **filter)
{
  if (*filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (*filter), NULL, NULL, NULL);
  g_clear_object (filter);
}

static void
ct_progress_page_dispose (GObject *object)
{
  CtProgressPage *self = CT_PROGRESS_PAGE (object);

  let_go (&self->search);
  let_go (&self->for_all);
  let_go (&self->for_others);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_PROGRESS_PAGE);
  g_clear_object (&self->order);

  G_OBJECT_CLASS (ct_progress_page_parent_class)->dispose (object);
}

static void
ct_progress_page_class_init (CtProgressPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_progress_page_constructed;
  object_class->dispose = ct_progress_page_dispose;
  CT_PAGE_CLASS (klass)->create_detail = ct_progress_page_create_detail;

  gtk_widget_class_install_action (widget_class, "progress.search", NULL, search_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/progress-page.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, filter);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, certifications);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, accreditations);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, authorizations);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, partners);
  gtk_widget_class_bind_template_child (widget_class, CtProgressPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, ct_progress_page_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_progress_page_show_all);
  gtk_widget_class_bind_template_callback (widget_class, ct_progress_page_activated);
}

static void
ct_progress_page_init (CtProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

CtProgressPage *
ct_progress_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_PROGRESS_PAGE, "client", client, NULL);
}
