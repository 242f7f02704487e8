/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-history-page.h"

#include <glib/gi18n.h>

#include "model/ct-attempt.h"
#include "pages/ct-attempt-page.h"
#include "pages/ct-history-csv.h"
#include "pages/ct-history-order.h"
#include "pages/ct-transcript-dialog.h"
#include "widgets/ct-cell-factory.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-format.h"
#include "widgets/ct-late-menu.h"
#include "widgets/ct-slots.h"

/* In rows: a list view keeps up to MANY_ROWS, and to make or end that many takes longer than a
 * frame. So these become more or fewer by a few each frame. */
#define FIRST_ROWS 16
#define STEP 2
#define MANY_ROWS 210

/* In µs, of a frame's sixteen milliseconds. */
#define FOLD_TIME 4000

/* In pixels: more than this nobody but the reader has scrolled. */
#define MAX_HEADING 120

struct _CtHistoryPage
{
  CtPage parent_instance;

  char *kind;
  char *result;
  char *sort;
  guint arranging; /* an idle source, 0 for none */
  gboolean to_top;
  guint unfolding; /* a tick callback, 0 for none */
  gboolean any;    /* whether something is found */
  int settling_frames;
  GtkFilterListModel *narrowed; /* owned: what is shown, or will be */
  GtkSortListModel *sorted;     /* owned */

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkWidget *view_button;
  GtkMenuButton *more;
  GMenuModel *more_menu;
  GtkStack *found;
  GtkListView *list;
  CtSlots *shown;
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
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  if (any && !self->any)
    {
      self->settling_frames = 5;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), show_heading, NULL, NULL);
    }
  self->any = any;
  if (any || self->arranging == 0)
    gtk_stack_set_visible_child_name (self->found, any ? "list" : "nothing");
}

/* The reader begins at the top: the list would stay with the row that has the focus. */
static gboolean
show_top (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  return self->settling_frames-- > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
unfold_more (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);
  guint size = gtk_slice_list_model_get_size (self->unfolded);
  gint64 until = g_get_monotonic_time () + FOLD_TIME;

  for (; size < MANY_ROWS && g_get_monotonic_time () < until; size += STEP)
    gtk_slice_list_model_set_size (self->unfolded, size + STEP);
  if (size < MANY_ROWS)
    return G_SOURCE_CONTINUE;

  self->unfolding = 0;
  gtk_slice_list_model_set_size (self->unfolded, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

static void
unfold (CtHistoryPage *self)
{
  if (self->unfolding == 0)
    self->unfolding = gtk_widget_add_tick_callback (GTK_WIDGET (self), unfold_more, NULL, NULL);
}

/* Returns: whether there are still more rows than that */
static gboolean
fold (CtHistoryPage *self, guint n_rows)
{
  guint size = MIN (gtk_slice_list_model_get_size (self->unfolded), MANY_ROWS);
  gint64 until = g_get_monotonic_time () + FOLD_TIME;

  if (self->unfolding)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->unfolding);
  self->unfolding = 0;
  size = MIN (size, MAX (n_rows, g_list_model_get_n_items (G_LIST_MODEL (self->shown))));
  gtk_slice_list_model_set_size (self->unfolded, size);
  for (; size > n_rows && g_get_monotonic_time () < until; size -= MIN (STEP, size - n_rows))
    gtk_slice_list_model_set_size (self->unfolded, size - MIN (STEP, size - n_rows));
  return size > n_rows;
}

static void
show_arranged (CtHistoryPage *self)
{
  gboolean has_years = gtk_sort_list_model_get_section_sorter (self->sorted) != NULL;

  if (!has_years)
    gtk_list_view_set_header_factory (self->list, NULL);
  ct_slots_set_model (self->shown, G_LIST_MODEL (self->sorted));
  if (has_years)
    gtk_list_view_set_header_factory (self->list, self->year_factory);
}

/* The focus stays with the attempt that has it, and is where a reader begins who asked for
 * another order; rows stay where they are, whatever they come to show. */
static void
move_focus (CtHistoryPage *self, CtAttempt *attempt)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->unfolded));
  guint position = 0;

  while (!self->to_top && position < n_rows)
    {
      g_autoptr (CtAttempt) other = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

      if (other == attempt)
        break;
      position++;
    }
  if (position < n_rows)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* Narrows down first, which leaves less to sort, and shows it when all is done. */
static gboolean
arrange_more (gpointer user_data)
{
  CtHistoryPage *self = user_data;
  g_autoptr (CtAttempt) focused = NULL;
  GtkRoot *root;
  guint n_rows;

  if (gtk_filter_list_model_get_pending (self->narrowed) > 0)
    return G_SOURCE_CONTINUE;
  if (gtk_sort_list_model_get_model (self->sorted) == NULL)
    gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (self->narrowed));
  if (gtk_sort_list_model_get_pending (self->sorted) > 0)
    return G_SOURCE_CONTINUE;
  n_rows = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                g_list_model_get_n_items (G_LIST_MODEL (self->sorted)));
  if (n_rows < MANY_ROWS && fold (self, MAX (n_rows, FIRST_ROWS)))
    return G_SOURCE_CONTINUE;

  self->arranging = 0;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focused = root != NULL ? ct_cell_factory_get_item (gtk_root_get_focus (root)) : NULL;
  if (focused != NULL)
    g_object_ref (focused);
  show_arranged (self);
  if (focused != NULL)
    move_focus (self, focused);
  ct_history_page_found_changed (self);
  unfold (self);
  if (self->to_top)
    {
      self->settling_frames = 5;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), show_top, NULL, NULL);
    }
  self->to_top = FALSE;
  return G_SOURCE_REMOVE;
}

/* The end of a sorted model takes a while. */
static void
discard (CtHistoryPage *self)
{
  if (self->sorted)
    g_idle_add_once (g_object_unref, g_steal_pointer (&self->sorted));
  g_clear_object (&self->narrowed);
}

static void
begin_arranging (CtHistoryPage *self)
{
  CtCollection *attempts = ct_client_get_attempts (ct_page_get_client (CT_PAGE (self)));

  discard (self);
  self->narrowed = ct_history_narrow (attempts, self->kind, self->result,
                                      gtk_editable_get_text (self->search_entry));
  self->sorted = ct_history_sort (self->sort);
}

/* What is shown stays until the other order is there. */
static void
arrange (CtHistoryPage *self)
{
  begin_arranging (self);
  self->to_top = TRUE;
  if (self->arranging == 0)
    self->arranging = g_idle_add (arrange_more, self);
}

static gboolean
is_filtered (CtHistoryPage *self)
{
  return *self->kind || *self->result;
}

static void
apply_filter (CtHistoryPage *self)
{
  gboolean filtered = is_filtered (self);

  if (filtered)
    gtk_widget_add_css_class (self->view_button, "accent");
  else
    gtk_widget_remove_css_class (self->view_button, "accent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  filtered ? _ ("Filter and sort, filter in use")
                                           : _ ("Filter and sort"),
                                  -1);
  arrange (self);
}

/* What was looked for, or its order, may not be that any more. The reader stays where they are. */
static void
attempts_updated (CtHistoryPage *self)
{
  gboolean to_top = self->to_top;

  arrange (self);
  self->to_top = to_top;
}

static void
ct_history_page_show_everything (CtHistoryPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->search_entry, "");
  g_object_set (self, "kind", "", "result", "", NULL);
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
ct_history_page_activated (CtHistoryPage *self, guint position)
{
  g_autoptr (CtSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (slot)
    ct_page_push (CT_PAGE (self), ct_attempt_page_new (ct_page_get_client (CT_PAGE (self)),
                                                       ct_slot_get_item (slot)));
}

static AdwNavigationPage *
ct_history_page_create_detail (CtPage *page, const char *id)
{
  CtClient *client = ct_page_get_client (page);
  CtAttempt *attempt = ct_collection_find (ct_client_get_attempts (client), id);

  return attempt ? ct_attempt_page_new (client, attempt) : NULL;
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
save_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ct_history_csv_save (widget, G_LIST_MODEL (CT_HISTORY_PAGE (widget)->shown));
}

static void
transcript_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ct_transcript_dialog_present (CT_PAGE (widget));
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
      arrange (self);
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

  begin_arranging (self);
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (self->narrowed));
  gtk_slice_list_model_set_size (self->unfolded, FIRST_ROWS);
  show_arranged (self);
  unfold (self);
  g_signal_connect_object (ct_client_get_attempts (ct_page_get_client (CT_PAGE (self))), "updated",
                           G_CALLBACK (attempts_updated), self, G_CONNECT_SWAPPED);
}

static void
ct_history_page_dispose (GObject *object)
{
  CtHistoryPage *self = CT_HISTORY_PAGE (object);

  g_clear_handle_id (&self->arranging, g_source_remove);
  g_clear_object (&self->narrowed);
  g_clear_object (&self->sorted);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_HISTORY_PAGE);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->result, g_free);
  g_clear_pointer (&self->sort, g_free);

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
  CT_PAGE_CLASS (klass)->create_detail = ct_history_page_create_detail;

  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, "", flags);
  properties[PROP_RESULT] = g_param_spec_string ("result", NULL, NULL, "", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "newest", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_property_action (widget_class, "history.kind", "kind");
  gtk_widget_class_install_property_action (widget_class, "history.result", "result");
  gtk_widget_class_install_property_action (widget_class, "history.sort", "sort");
  gtk_widget_class_install_action (widget_class, "history.search", NULL, search_activated);
  gtk_widget_class_install_action (widget_class, "history.save", NULL, save_activated);
  gtk_widget_class_install_action (widget_class, "history.transcript", NULL, transcript_activated);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/history-page.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, more);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, found);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, shown);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, unfolded);
  gtk_widget_class_bind_template_child (widget_class, CtHistoryPage, year_factory);
  gtk_widget_class_bind_template_callback_full (widget_class, "ct_history_page_search_changed",
                                                G_CALLBACK (arrange));
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_show_everything);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_found_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_count);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_year);
  gtk_widget_class_bind_template_callback (widget_class, ct_history_page_activated);
}

static void
ct_history_page_init (CtHistoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory
      = ct_cell_factory_new (CT_TYPE_ATTEMPT_CELL, ct_attempt_cell_say);

  self->kind = g_strdup ("");
  self->result = g_strdup ("");
  self->sort = g_strdup ("newest");

  gtk_widget_init_template (GTK_WIDGET (self));
  ct_late_menu_set (self->more, self->more_menu);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_list_view_set_factory (self->list, factory);
}
