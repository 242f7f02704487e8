/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-exams-page.h"

#include "model/ct-eligibility.h"
#include "pages/ct-exam-needs.h"
#include "pages/ct-exam-page.h"
#include "pages/ct-steps-group.h"
#include "widgets/ct-exam-cell.h"
#include "widgets/ct-format.h"
#include "widgets/ct-group.h"
#include "widgets/ct-standing.h"

typedef enum
{
  PART_REGISTERED,
  PART_OPEN,
  PART_CLOSED,
  PART_ONLINE,
  PART_RETIRED,
} Part;

struct _CtExamsPage
{
  CtPage parent_instance;

  GtkFilter *filter;          /* owned: what was asked for */
  GtkFilter *renewing;        /* owned: those in @to_renew */
  GtkFilter *others;          /* owned: all but those */
  GHashTable *codes;          /* owned, nullable: of the exams that were chosen; %NULL for all */
  GHashTable *to_renew;       /* owned, nullable: of those by which something is renewed */
  GHashTable *by_achievement; /* owned, nullable: of those that what is searched for asks for */
  char *wanted;               /* owned, nullable: the code of one to open once it is there */

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  AdwToggleGroup *choice;
  CtGroup *registered;
  CtGroup *renewals;
  CtGroup *open;
  CtGroup *closed;
  CtGroup *online;
  CtGroup *retired;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (CtExamsPage, ct_exams_page, CT_TYPE_PAGE)

static CtCollection *
get_progress (CtExamsPage *self)
{
  return ct_client_get_progress (ct_page_get_client (CT_PAGE (self)));
}

static gboolean
is_chosen (CtExamsPage *self, const char *choice)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->choice), choice) == 0;
}

static gboolean
has_code (GHashTable *codes, const char *code)
{
  return codes != NULL && code != NULL && g_hash_table_contains (codes, code);
}

static gboolean
is_found (gpointer item, gpointer user_data)
{
  CtExamsPage *self = user_data;
  CtEligibility *standing = item;
  const char *code = ct_resource_get_id (item);
  const char *text = gtk_editable_get_text (self->search_entry);

  if (self->codes != NULL && !has_code (self->codes, code))
    return FALSE;
  if (is_chosen (self, "exams") && standing->kind != CT_EXAM_KIND_EXAM)
    return FALSE;
  if (is_chosen (self, "assessments") && standing->kind != CT_EXAM_KIND_ASSESSMENT)
    return FALSE;

  return *text == '\0' || has_code (self->by_achievement, code)
         || g_str_match_string (text, standing->title, TRUE)
         || (code != NULL && g_str_match_string (text, code, TRUE));
}

static gboolean
is_renewing (gpointer item, gpointer user_data)
{
  CtExamsPage *self = user_data;
  const char *code = ct_resource_get_id (item);

  return has_code (self->to_renew, code);
}

static gboolean
is_other (gpointer item, gpointer user_data)
{
  return !is_renewing (item, user_data);
}

static gboolean
is_in_part (gpointer item, gpointer user_data)
{
  CtEligibility *standing = item;
  Part part = GPOINTER_TO_INT (user_data);

  if (ct_standing_is_retired (standing->obstacles))
    return part == PART_RETIRED;
  if (standing->kind == CT_EXAM_KIND_ASSESSMENT)
    return part == PART_ONLINE;

  switch (ct_standing_get (standing->eligible, standing->authorization, standing->appointment))
    {
    case CT_STANDING_OPEN:
      return part == PART_OPEN;
    case CT_STANDING_CLOSED:
      return part == PART_CLOSED;
    case CT_STANDING_PENDING:
    case CT_STANDING_READY:
    case CT_STANDING_BOOKED:
    default:
      return part == PART_REGISTERED;
    }
}

static void
update_nothing (CtExamsPage *self)
{
  CtGroup *const groups[]
      = { self->registered, self->renewals, self->open, self->closed, self->online, self->retired };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    any |= gtk_widget_get_visible (GTK_WIDGET (groups[i]));
  gtk_widget_set_visible (self->nothing, !any);
}

/* The codes of what counts towards an achievement that is searched for. */
static void
find_by_achievement (CtExamsPage *self)
{
  GListModel *all = G_LIST_MODEL (get_progress (self));
  const char *text = gtk_editable_get_text (self->search_entry);

  g_clear_pointer (&self->by_achievement, g_hash_table_unref);
  for (guint i = 0; *text != '\0' && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (CtProgress) progress = g_list_model_get_item (all, i);
      GHashTable *codes;
      GHashTableIter iter;
      gpointer code;

      if (!g_str_match_string (text, progress->title, TRUE))
        continue;
      codes = ct_exam_needs_of (get_progress (self), progress);
      if (self->by_achievement == NULL)
        {
          self->by_achievement = codes;
          continue;
        }
      g_hash_table_iter_init (&iter, codes);
      while (g_hash_table_iter_next (&iter, &code, NULL))
        g_hash_table_add (self->by_achievement, g_strdup (code));
      g_hash_table_unref (codes);
    }
}

static void
ct_exams_page_filter_changed (CtExamsPage *self)
{
  if (self->filter == NULL) /* still being built */
    return;

  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->to_renew, g_hash_table_unref);
  if (is_chosen (self, "needed"))
    {
      self->codes = ct_exam_needs_still (get_progress (self));
      self->to_renew = ct_exam_needs_to_renew (get_progress (self));
    }
  find_by_achievement (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_search_bar_set_search_mode (CT_EXAMS_PAGE (widget)->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (CT_EXAMS_PAGE (widget)->search_entry));
}

static void
ct_exams_page_search (CtPage *page, const char *words)
{
  search_activated (GTK_WIDGET (page), NULL, NULL);
  gtk_editable_set_text (CT_EXAMS_PAGE (page)->search_entry, words);
  gtk_editable_set_position (CT_EXAMS_PAGE (page)->search_entry, -1);
}

static void
ct_exams_page_show_everything (CtExamsPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->search_entry, "");
  adw_toggle_group_set_active_name (self->choice, "all");
}

static void
ct_exams_page_activated (CtExamsPage *self, CtEligibility *standing)
{
  ct_page_push (CT_PAGE (self), ct_exam_page_new (ct_page_get_client (CT_PAGE (self)), standing));
}

static void
open_wanted (CtExamsPage *self)
{
  CtCollection *standings = ct_client_get_eligibility (ct_page_get_client (CT_PAGE (self)));
  CtEligibility *standing
      = self->wanted != NULL ? ct_collection_find (standings, self->wanted) : NULL;

  if (standing != NULL || !ct_collection_is_refreshing (standings))
    g_clear_pointer (&self->wanted, g_free);
  if (standing != NULL)
    ct_exams_page_activated (self, standing);
}

static AdwNavigationPage *
ct_exams_page_create_detail (CtPage *page, const char *id)
{
  CtClient *client = ct_page_get_client (page);
  CtEligibility *standing = ct_collection_find (ct_client_get_eligibility (client), id);

  return standing != NULL ? ct_exam_page_new (client, standing) : NULL;
}

/* What Pearson VUE leads back to may not be loaded yet. */
static void
ct_exams_page_show_item (CtPage *page, const char *id)
{
  CtExamsPage *self = CT_EXAMS_PAGE (page);

  g_set_str (&self->wanted, id);
  open_wanted (self);
}

static void
bind_group (CtExamsPage *self, CtGroup *group, Part part, GtkFilter *further)
{
  CtCollection *standings = ct_client_get_eligibility (ct_page_get_client (CT_PAGE (self)));
  GtkMultiFilter *filter = GTK_MULTI_FILTER (gtk_every_filter_new ());
  g_autoptr (GtkFilterListModel) model = NULL;

  gtk_multi_filter_append (filter, g_object_ref (self->filter));
  gtk_multi_filter_append (filter,
                           GTK_FILTER (
                               gtk_custom_filter_new (is_in_part, GINT_TO_POINTER (part), NULL)));
  if (further != NULL)
    gtk_multi_filter_append (filter, g_object_ref (further));
  model = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (standings)), GTK_FILTER (filter));
  ct_group_bind (group, G_LIST_MODEL (model), CT_TYPE_EXAM_CELL);
  g_signal_connect_object (group, "notify::visible", G_CALLBACK (update_nothing), self,
                           G_CONNECT_SWAPPED);
}

static void
ct_exams_page_constructed (GObject *object)
{
  CtExamsPage *self = CT_EXAMS_PAGE (object);
  CtClient *client = ct_page_get_client (CT_PAGE (self));

  G_OBJECT_CLASS (ct_exams_page_parent_class)->constructed (object);

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  self->renewing = GTK_FILTER (gtk_custom_filter_new (is_renewing, self, NULL));
  self->others = GTK_FILTER (gtk_custom_filter_new (is_other, self, NULL));
  bind_group (self, self->registered, PART_REGISTERED, NULL);
  bind_group (self, self->renewals, PART_OPEN, self->renewing);
  bind_group (self, self->open, PART_OPEN, self->others);
  bind_group (self, self->closed, PART_CLOSED, NULL);
  bind_group (self, self->online, PART_ONLINE, NULL);
  bind_group (self, self->retired, PART_RETIRED, NULL);
  ct_exams_page_filter_changed (self);
  update_nothing (self);

  /* News may change what an item is without changing the list. */
  g_signal_connect_object (ct_client_get_eligibility (client), "updated",
                           G_CALLBACK (ct_exams_page_filter_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_eligibility (client), "notify::refreshing",
                           G_CALLBACK (open_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_progress (client), "updated",
                           G_CALLBACK (ct_exams_page_filter_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_progress (client), "items-changed",
                           G_CALLBACK (ct_exams_page_filter_changed), self, G_CONNECT_SWAPPED);
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
ct_exams_page_dispose (GObject *object)
{
  CtExamsPage *self = CT_EXAMS_PAGE (object);

  let_go (&self->filter);
  let_go (&self->renewing);
  let_go (&self->others);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_EXAMS_PAGE);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->to_renew, g_hash_table_unref);
  g_clear_pointer (&self->by_achievement, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (ct_exams_page_parent_class)->dispose (object);
}

static void
ct_exams_page_class_init (CtExamsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ct_exams_page_constructed;
  object_class->dispose = ct_exams_page_dispose;
  CT_PAGE_CLASS (klass)->create_detail = ct_exams_page_create_detail;
  CT_PAGE_CLASS (klass)->show_item = ct_exams_page_show_item;
  CT_PAGE_CLASS (klass)->search = ct_exams_page_search;

  gtk_widget_class_install_action (widget_class, "exams.search", NULL, search_activated);

  g_type_ensure (CT_TYPE_STEPS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/exams-page.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, choice);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, registered);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, renewals);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, open);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, closed);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, online);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, retired);
  gtk_widget_class_bind_template_child (widget_class, CtExamsPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, ct_exams_page_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_exams_page_show_everything);
  gtk_widget_class_bind_template_callback (widget_class, ct_exams_page_activated);
}

static void
ct_exams_page_init (CtExamsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

CtExamsPage *
ct_exams_page_new (CtClient *client)
{
  return g_object_new (CT_TYPE_EXAMS_PAGE, "client", client, NULL);
}
