/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-overview-page.h"

#include <glib/gi18n.h>

#include "model/ct-account.h"
#include "model/ct-credential.h"
#include "pages/ct-achievement-cell.h"
#include "pages/ct-first-steps.h"
#include "pages/ct-steps-group.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-exam-cell.h"
#include "widgets/ct-follow.h"
#include "widgets/ct-format.h"
#include "widgets/ct-reach.h"
#include "widgets/ct-standing.h"

/* In rows: what fills a window is laid out first, and what is below it after that is seen. */
#define FIRST_ROWS 5

struct _CtOverviewPage
{
  CtPage parent_instance;

  gboolean seen; /* whether a frame of it was painted */
  guint n_frames;

  AdwBin *first_steps;
  CtStepsGroup *steps;
  GtkListBox *next_list;
  GtkListBox *progress_list;
  GtkListBox *latest_list;
  GtkListBox *held_list;
  GtkCustomSorter *appointment_sorter;
  GtkCustomSorter *expiry_sorter;
  GtkCustomSorter *missing_sorter;
  GtkFilter *booked_filter;
  GtkFilter *held_filter;
  GtkFilter *expiring_filter;
  GtkCustomFilter *under_way_filter;
  GtkFilter *pending_filter;
  GtkSliceListModel *next_exam;
  GtkSliceListModel *nearly_done;
  GtkSliceListModel *latest;
  GtkSliceListModel *held_top;
  GListModel *expiring;
  GListModel *pending; /* only counted: expressions alone would not keep it alive */
};

G_DEFINE_FINAL_TYPE (CtOverviewPage, ct_overview_page, CT_TYPE_PAGE)

typedef struct
{
  GtkListBox *box;
  GtkSliceListModel *model;
  guint max; /* in rows */
  GType cell;
} List;

#define N_LISTS 4

/* From the top of the page to its bottom. */
static List
get_list (CtOverviewPage *self, guint i)
{
  const List lists[N_LISTS] = {
    { self->next_list, self->next_exam, 1, CT_TYPE_EXAM_CELL },
    { self->progress_list, self->nearly_done, 3, CT_TYPE_ACHIEVEMENT_CELL },
    { self->latest_list, self->latest, 5, CT_TYPE_ATTEMPT_CELL },
    { self->held_list, self->held_top, 5, CT_TYPE_CREDENTIAL_CELL },
  };

  return lists[i];
}

static void
unfold (CtOverviewPage *self)
{
  guint left = FIRST_ROWS, n_steps = 0;

  g_object_get (self->steps, "n-steps", &n_steps, NULL);
  left = self->seen ? G_MAXUINT : left - MIN (n_steps, left);

  for (guint i = 0; i < N_LISTS; i++)
    {
      List list = get_list (self, i);
      GListModel *all = gtk_slice_list_model_get_model (list.model);
      guint n_items = all ? g_list_model_get_n_items (all) : 0;
      guint size = MIN (list.max, left);

      gtk_slice_list_model_set_size (list.model, size);
      left -= self->seen ? 0 : MIN (size, n_items);
    }
}

/* The first frame asks before it is painted, the second one after that. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CtOverviewPage *self = CT_OVERVIEW_PAGE (widget);

  if (self->n_frames++ == 0)
    return G_SOURCE_CONTINUE;

  self->seen = TRUE;
  unfold (self);
  return G_SOURCE_REMOVE;
}

static void
ct_overview_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ct_overview_page_parent_class)->map (widget);

  if (!CT_OVERVIEW_PAGE (widget)->seen)
    gtk_widget_add_tick_callback (widget, on_frame, NULL, NULL);
}

/* What does not expire comes last. */
static int
compare_expiry (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GDateTime *first = ((CtCredential *) a)->expires_at, *second = ((CtCredential *) b)->expires_at;

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  return g_date_time_compare (first, second);
}

/* Only among those that have one. */
static int
compare_appointments (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_date_time_compare (((CtEligibility *) a)->appointment->starts_at,
                              ((CtEligibility *) b)->appointment->starts_at);
}

static gboolean
ct_overview_page_is_booked (gpointer item,
                            CtAuthorization *authorization,
                            CtAppointment *appointment)
{
  return ct_standing_get (FALSE, authorization, appointment) == CT_STANDING_BOOKED;
}

static char *
ct_overview_page_greeting (gpointer self, const char *given_name, const char *name)
{
  /* Translators: %s is the candidate's given name */
  return g_strdup_printf (_ ("Hello, %s"), ct_first_steps_get_calling_name (given_name, name));
}

/* One sentence for each thing there is to say, and no more. */
static char *
ct_overview_page_standing (gpointer self,
                           CtCollectionState credentials,
                           guint n_held,
                           guint n_expiring,
                           guint n_pending)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (credentials == CT_COLLECTION_STATE_FAILED)
    g_string_append (words, _ ("Your credentials could not be loaded."));
  else if (n_held == 0)
    g_string_append (words, _ ("You hold no credential at the moment."));
  else
    g_string_append_printf (
        words, ngettext ("You hold %u credential.", "You hold %u credentials.", n_held), n_held);
  if (n_expiring > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              ngettext ("%u of them expires soon.", "%u of them expire soon.",
                                        n_expiring),
                              n_expiring);
    }
  if (n_pending > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              ngettext ("%u result is on its way.", "%u results are on their way.",
                                        n_pending),
                              n_pending);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
ct_overview_page_face (gpointer self, CtCollectionState attempts, CtCollectionState credentials)
{
  if (attempts == CT_COLLECTION_STATE_EMPTY && credentials == CT_COLLECTION_STATE_EMPTY)
    return g_strdup ("new");
  if (attempts == CT_COLLECTION_STATE_LOADING || credentials == CT_COLLECTION_STATE_LOADING)
    return g_strdup ("loading");
  return g_strdup ("standing");
}

static gboolean
ct_overview_page_any (gpointer self, guint first, guint second, guint third)
{
  return first > 0 || second > 0 || third > 0;
}

/* Few are new, and nobody is for long. */
static void
ct_overview_page_face_changed (CtOverviewPage *self, GParamSpec *pspec, GtkStack *stack)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "new") == 0
      && adw_bin_get_child (self->first_steps) == NULL)
    adw_bin_set_child (self->first_steps, ct_first_steps_new (ct_page_get_client (CT_PAGE (self))));
}

static gboolean
ct_overview_page_is_held (gpointer item, CtCredentialState state)
{
  return state == CT_CREDENTIAL_STATE_ACTIVE;
}

/* What was begun and can be earned by this candidate. */
static gboolean
is_under_way (gpointer item, gpointer user_data)
{
  CtOverviewPage *self = user_data;
  CtClient *client = ct_page_get_client (CT_PAGE (self));
  CtProgress *progress = item;
  g_autoptr (CtAccount) account = NULL;

  if (progress->state != CT_PROGRESS_STATE_IN_PROGRESS
      && progress->state != CT_PROGRESS_STATE_WAITING)
    return FALSE;

  account = g_list_model_get_item (G_LIST_MODEL (ct_client_get_account (client)), 0);
  return ct_reach_is_possible (progress, ct_client_get_progress (client),
                               account != NULL && account->is_partner);
}

static int
compare_missing (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return ct_reach_compare ((gpointer) a, (gpointer) b);
}

static gboolean
ct_overview_page_is_pending (gpointer item, CtResult result)
{
  return result == CT_RESULT_PENDING;
}

static void
show (CtOverviewPage *self, const char *page, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "(ss)", page,
                              ct_resource_get_id (ct_cell_get_row_item (row)));
}

static void
ct_overview_page_exam_activated (CtOverviewPage *self, GtkListBoxRow *row)
{
  show (self, "exams", row);
}

static void
ct_overview_page_credential_activated (CtOverviewPage *self, GtkListBoxRow *row)
{
  show (self, "credentials", row);
}

static void
ct_overview_page_progress_activated (CtOverviewPage *self, GtkListBoxRow *row)
{
  show (self, "progress", row);
}

static void
ct_overview_page_attempt_activated (CtOverviewPage *self, GtkListBoxRow *row)
{
  show (self, "history", row);
}

static void
ct_overview_page_constructed (GObject *object)
{
  CtOverviewPage *self = CT_OVERVIEW_PAGE (object);
  CtClient *client = ct_page_get_client (CT_PAGE (self));
  static CtCollection *(*const shown[]) (CtClient *)
      = { ct_client_get_eligibility, ct_client_get_credentials, ct_client_get_progress,
          ct_client_get_attempts };

  G_OBJECT_CLASS (ct_overview_page_parent_class)->constructed (object);

  ct_follow_filter (ct_client_get_eligibility (client), self->booked_filter);
  ct_follow_sorter (ct_client_get_eligibility (client), GTK_SORTER (self->appointment_sorter));
  ct_follow_filter (ct_client_get_credentials (client), self->held_filter);
  ct_follow_filter (ct_client_get_credentials (client), self->expiring_filter);
  ct_follow_sorter (ct_client_get_credentials (client), GTK_SORTER (self->expiry_sorter));
  ct_follow_filter (ct_client_get_progress (client), GTK_FILTER (self->under_way_filter));
  ct_follow_filter (ct_client_get_account (client), GTK_FILTER (self->under_way_filter));
  ct_follow_sorter (ct_client_get_progress (client), GTK_SORTER (self->missing_sorter));
  ct_follow_filter (ct_client_get_attempts (client), self->pending_filter);

  /* Once the lists know. */
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (shown[i](client), "items-changed", G_CALLBACK (unfold), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
ct_overview_page_dispose (GObject *object)
{
  CtOverviewPage *self = CT_OVERVIEW_PAGE (object);

  /* The models that have it may outlive the page. */
  if (self->under_way_filter != NULL)
    gtk_custom_filter_set_filter_func (self->under_way_filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_OVERVIEW_PAGE);

  G_OBJECT_CLASS (ct_overview_page_parent_class)->dispose (object);
}

static void
ct_overview_page_class_init (CtOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ct_overview_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = ct_overview_page_dispose;
  widget_class->map = ct_overview_page_map;

  g_type_ensure (CT_TYPE_STEPS_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, first_steps);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, next_list);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, steps);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, progress_list);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, latest_list);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, held_list);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, appointment_sorter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, expiry_sorter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, missing_sorter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, booked_filter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, held_filter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, expiring_filter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, under_way_filter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, pending_filter);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, next_exam);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, expiring);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, nearly_done);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, latest);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, held_top);
  gtk_widget_class_bind_template_child (widget_class, CtOverviewPage, pending);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_greeting);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_standing);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_face);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_face_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_any);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_is_booked);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_exam_activated);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_is_held);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_is_pending);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_credential_activated);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_progress_activated);
  gtk_widget_class_bind_template_callback (widget_class, ct_overview_page_attempt_activated);
  ct_format_bind_closures (widget_class);
}

static void
ct_overview_page_init (CtOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_sorter_set_sort_func (self->appointment_sorter, compare_appointments, NULL, NULL);
  gtk_custom_sorter_set_sort_func (self->expiry_sorter, compare_expiry, NULL, NULL);
  gtk_custom_sorter_set_sort_func (self->missing_sorter, compare_missing, NULL, NULL);
  gtk_custom_filter_set_filter_func (self->under_way_filter, is_under_way, self, NULL);

  unfold (self);
  for (guint i = 0; i < N_LISTS; i++)
    {
      List list = get_list (self, i);

      gtk_list_box_bind_model (list.box, G_LIST_MODEL (list.model), ct_cell_create_row,
                               GSIZE_TO_POINTER (list.cell), NULL);
    }
}
