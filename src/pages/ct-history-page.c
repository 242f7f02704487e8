/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-history-page.h"

#include <glib/gi18n.h>

#include "model/ct-attempt.h"
#include "pages/ct-attempt-page.h"
#include "widgets/ct-follow.h"
#include "widgets/ct-format.h"

/* In rows: a list view builds up to MAX_ROWS at once, which takes longer than a frame. So it
 * gets what fills a screen first, and some more each frame. */
#define FIRST_ROWS 12
#define MORE_ROWS 6
#define MAX_ROWS 200

/* In pixels: more than this nobody but the reader has scrolled. */
#define MAX_HEADING 120

struct _CtHistoryPage
{
  CtPage parent_instance;

  char *kind;
  char *result;
  char *sort;
  char *needle;    /* what is searched for, folded */
  int wanted_kind; /* @kind and @result as values, -1 for all */
  int wanted_result;
  GtkCustomFilter *filter; /* owned */
  gboolean any;            /* whether something is found */
  int settling_frames;
  guint unfolding; /* a tick callback, 0 for none */

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkWidget *view_button;
  GtkStack *found;
  GtkListView *list;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSliceListModel *unfolded;
  GtkListItemFactory *year_factory;
};

G_DEFINE_FINAL_TYPE (CtHistoryPage, ct_history_page, CT_TYPE_PAGE)

typedef enum
{
  PROP_KIND = 1,
  PROP_RESULT,
  PROP_SORT,
} CtHistoryPageProperty;

static GParamSpec *properties[PROP_SORT + 1];

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal ? normal : text, -1);
}

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = fold (text);

  return strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  CtHistoryPage *self = user_data;
  CtAttempt *attempt = item;

  if (self->wanted_kind >= 0 && (int) attempt->kind != self->wanted_kind)
    return FALSE;
  if (self->wanted_result >= 0 && (int) attempt->result != self->wanted_result)
    return FALSE;
  return self->needle == NULL || contains (attempt->exam_title, self->needle)
         || contains (attempt->exam_code, self->needle);
}

static int
compare_newest (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_date_time_compare (((CtAttempt *) b)->taken_at, ((CtAttempt *) a)->taken_at);
}

static int
compare_oldest (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return compare_newest (b, a, NULL);
}

static int
compare_title (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int order = g_utf8_collate (((CtAttempt *) a)->exam_title, ((CtAttempt *) b)->exam_title);

  return order != 0 ? order : compare_newest (a, b, NULL);
}

static int
compare_score (gconstpointer a, gconstpointer b, gpointer user_data)
{
  double first = ((CtAttempt *) a)->score, second = ((CtAttempt *) b)->score;

  return first != second ? (first < second ? 1 : -1) : compare_newest (a, b, NULL);
}

/* The reader's year. It is that of UTC but around New Year, and sorting asks often. */
static int
get_year (const CtAttempt *attempt)
{
  int day = g_date_time_get_day_of_year (attempt->taken_at);
  g_autoptr (GDateTime) local = NULL;

  if (day > 1 && day < 365)
    return g_date_time_get_year (attempt->taken_at);

  local = g_date_time_to_local (attempt->taken_at);
  return g_date_time_get_year (local ? local : attempt->taken_at);
}

static int
compare_year_newest (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return get_year (b) - get_year (a);
}

static int
compare_year_oldest (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return get_year (a) - get_year (b);
}

static const struct
{
  const char *name;
  GCompareDataFunc compare;
  GCompareDataFunc compare_section; /* nullable */
} sorts[] = {
  { "newest", compare_newest, compare_year_newest },
  { "oldest", compare_oldest, compare_year_oldest },
  { "title", compare_title, NULL },
  { "score", compare_score, NULL },
};

static gboolean
unfold_more (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);
  guint size = gtk_slice_list_model_get_size (self->unfolded) + MORE_ROWS;

  if (size < MAX_ROWS)
    {
      gtk_slice_list_model_set_size (self->unfolded, size);
      return G_SOURCE_CONTINUE;
    }

  self->unfolding = 0;
  gtk_slice_list_model_set_size (self->unfolded, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

/* What is listed becomes another: it is shown from its top on. */
static void
unfold (CtHistoryPage *self)
{
  gtk_slice_list_model_set_size (self->unfolded, FIRST_ROWS);
  if (self->unfolding == 0)
    self->unfolding = gtk_widget_add_tick_callback (GTK_WIDGET (self), unfold_more, NULL, NULL);
}

/* In another order, the reader begins at the top: the list would stay with the row that has
 * the focus, wherever that has gone. */
static gboolean
show_top (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);

  if (gtk_sort_list_model_get_pending (self->sorted) > 0)
    return G_SOURCE_CONTINUE;

  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) > 0)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  return self->settling_frames-- > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
apply_sort (CtHistoryPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GtkSorter) sorter = NULL, section_sorter = NULL;

      if (!g_str_equal (sorts[i].name, self->sort))
        continue;

      unfold (self);
      sorter = GTK_SORTER (gtk_custom_sorter_new (sorts[i].compare, NULL, NULL));
      if (sorts[i].compare_section)
        section_sorter = GTK_SORTER (gtk_custom_sorter_new (sorts[i].compare_section, NULL, NULL));
      ct_follow_sorter (ct_client_get_attempts (ct_page_get_client (CT_PAGE (self))), sorter);
      gtk_list_view_set_header_factory (self->list, section_sorter ? self->year_factory : NULL);
      gtk_sort_list_model_set_section_sorter (self->sorted, section_sorter);
      gtk_sort_list_model_set_sorter (self->sorted, sorter);
    }
}

static int
value_of (GType type, const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  return value ? value->value : -1;
}

static void
apply_filter (CtHistoryPage *self)
{
  gboolean narrowed;

  self->wanted_kind = value_of (CT_TYPE_EXAM_KIND, self->kind);
  self->wanted_result = value_of (CT_TYPE_RESULT, self->result);
  narrowed = self->wanted_kind >= 0 || self->wanted_result >= 0;
  if (narrowed)
    gtk_widget_add_css_class (self->view_button, "accent");
  else
    gtk_widget_remove_css_class (self->view_button, "accent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  narrowed ? _ ("Filter and sort, filter in use")
                                           : _ ("Filter and sort"),
                                  -1);
  unfold (self);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
ct_history_page_search_changed (CtHistoryPage *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);

  g_clear_pointer (&self->needle, g_free);
  if (*text)
    self->needle = fold (text);
  unfold (self);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
ct_history_page_show_everything (CtHistoryPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->search_entry, "");
  g_object_set (self, "kind", "", "result", "", NULL);
}

/* A list view that gets its first rows scrolls to the first row, past the heading above it,
 * in one of the next frames. */
static gboolean
show_heading (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  double value = gtk_adjustment_get_value (adjustment);

  if (value == 0 && self->settling_frames-- > 0)
    return G_SOURCE_CONTINUE;

  if (value < MAX_HEADING)
    gtk_adjustment_set_value (adjustment, 0);
  return G_SOURCE_REMOVE;
}

/* Nothing is found only when all was looked at. */
static void
ct_history_page_found_changed (CtHistoryPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) > 0;
  gboolean busy = gtk_filter_list_model_get_pending (self->filtered) > 0;

  if (any && !self->any)
    {
      self->settling_frames = 5;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), show_heading, NULL, NULL);
    }
  self->any = any;
  if (any || !busy)
    gtk_stack_set_visible_child_name (self->found, any ? "list" : "nothing");
}

static char *
ct_history_page_count (CtHistoryPage *self, guint n_shown, guint n_all)
{
  if (n_all == 0)
    return g_strdup ("");
  if (n_shown == n_all)
    return g_strdup_printf (ngettext ("%'u attempt", "%'u attempts", n_all), n_all);
  /* Translators: how many are shown, of how many there are */
  return g_strdup_printf (C_ ("history", "%'u of %'u"), n_shown, n_all);
}

static char *
ct_history_page_year (gpointer header, GDateTime *time)
{
  g_autoptr (GDateTime) local = time ? g_date_time_to_local (time) : NULL;

  return local ? g_date_time_format (local, "%Y") : NULL;
}

static void
open_attempt (CtHistoryPage *self, CtAttempt *attempt)
{
  ct_page_push (CT_PAGE (self), ct_attempt_page_new (ct_page_get_client (CT_PAGE (self)), attempt));
}

static void
ct_history_page_activated (CtHistoryPage *self, guint position)
{
  g_autoptr (CtAttempt) attempt = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (attempt)
    open_attempt (self, attempt);
}

static void
ct_history_page_show_item (CtPage *page, const char *id)
{
  CtAttempt *attempt = ct_collection_find (ct_client_get_attempts (ct_page_get_client (page)), id);

  if (attempt)
    open_attempt (CT_HISTORY_PAGE (page), attempt);
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
ct_history_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (object);

  switch ((CtHistoryPageProperty) id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_RESULT:
      g_value_set_string (value, self->result);
      break;
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_history_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (object);
  const char *text = g_value_get_string (value);

  switch ((CtHistoryPageProperty) id)
    {
    case PROP_KIND:
      if (!g_set_str (&self->kind, text ? text : ""))
        return;
      apply_filter (self);
      break;
    case PROP_RESULT:
      if (!g_set_str (&self->result, text ? text : ""))
        return;
      apply_filter (self);
      break;
    case PROP_SORT:
      if (!g_set_str (&self->sort, text ? text : "newest"))
        return;
      apply_sort (self);
      self->settling_frames = 5;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), show_top, NULL, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
ct_history_page_constructed (GObject *object)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (object);

  G_OBJECT_CLASS (ct_history_page_parent_class)->constructed (object);

  ct_follow_filter (ct_client_get_attempts (ct_page_get_client (CT_PAGE (self))),
                    GTK_FILTER (self->filter));
  apply_sort (self);
}

static void
ct_history_page_dispose (GObject *object)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (object);

  /* The models may outlive this page by what still holds them: they must not ask it. */
  if (self->filter)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_HISTORY_PAGE);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->result, g_free);
  g_clear_pointer (&self->sort, g_free);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (ct_history_page_parent_class)->dispose (object);
}

static void
ct_history_page_class_init (CtHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_history_page_get_property;
  object_class->set_property = ct_history_page_set_property;
  object_class->constructed = ct_history_page_constructed;
  object_class->dispose = ct_history_page_dispose;
  CT_PAGE_CLASS (klass)->show_item = ct_history_page_show_item;

  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, "", flags);
  properties[PROP_RESULT] = g_param_spec_string ("result", NULL, NULL, "", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "newest", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_property_action (widget_class, "history.kind", "kind");
  gtk_widget_class_install_property_action (widget_class, "history.result", "result");
  gtk_widget_class_install_property_action (widget_class, "history.sort", "sort");
  gtk_widget_class_install_action (widget_class, "history.search", NULL, search_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, found);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, filtered);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, sorted);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, unfolded);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, year_factory);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_show_everything);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_found_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_count);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_year);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_activated);
}

static void
ct_history_page_init (CtHistoryPage *self)
{
  self->kind = g_strdup ("");
  self->result = g_strdup ("");
  self->sort = g_strdup ("newest");
  self->wanted_kind = self->wanted_result = -1;
  self->filter = gtk_custom_filter_new (matches, self, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
}
