/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-attempt-page.h"

#include <glib/gi18n.h>

#include "pages/ct-document-page.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"

struct _CtAttemptPage
{
  CtPage parent_instance;

  CtAttempt *attempt; /* owned */

  GtkListBox *sections;
  GListModel *sections_model;
};

G_DEFINE_FINAL_TYPE (CtAttemptPage, ct_attempt_page, CT_TYPE_PAGE)

typedef enum
{
  PROP_ATTEMPT = 1,
} CtAttemptPageProperty;

static GParamSpec *properties[PROP_ATTEMPT + 1];

static char *
ct_attempt_page_subtitle (gpointer self, CtExamKind kind, const char *code, GDateTime *taken_at)
{
  g_autofree char *what = ct_format_exam_kind (NULL, kind);
  g_autofree char *date = ct_format_date (NULL, taken_at);
  g_autofree char *number = ct_isolate (NULL, code);

  /* Translators: "Exam" or "Assessment", its code, and a date */
  return g_strdup_printf (C_ ("attempt", "%s %s · %s"), what, number, date);
}

static char *
describe_pending (GDateTime *taken_at, GDateTime *expected_by)
{
  g_autofree char *wait = ct_format_result_wait (NULL, taken_at, expected_by);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (ct_format_result_is_late (taken_at, expected_by, now))
    /* Translators: %s is "Result was expected by" and a date */
    return g_strdup_printf (_ ("%s. It has not arrived yet. If it takes much longer, write to the "
                               "Program Support Team."),
                            wait);
  /* Translators: %s is "Result usually within 3 days" */
  return g_strdup_printf (_ ("%s. It appears here when it arrives."), wait);
}

static char *
ct_attempt_page_meaning (gpointer self,
                         CtResult result,
                         GDateTime *taken_at,
                         GDateTime *expected_by,
                         CtExamKind kind,
                         guint n_sections)
{
  switch (result)
    {
    case CT_RESULT_PASSED:
      return g_strdup (_ ("You reached the passing score. This pass counts towards every "
                          "achievement that asks for it."));
    case CT_RESULT_FAILED:
      return g_strdup (n_sections > 0
                           ? _ ("You did not reach the passing score this time. The sections below "
                                "show where preparing helps most.")
                           : _ ("You did not reach the passing score this time."));
    case CT_RESULT_PENDING:
      return describe_pending (taken_at, expected_by);
    case CT_RESULT_NO_SHOW:
      return g_strdup (kind == CT_EXAM_KIND_EXAM
                           ? _ ("The test center reported that you did not come, so there is no "
                                "score. If you were there, write to the Program Support Team.")
                           : _ ("It was not taken in time, so there is no score."));
    case CT_RESULT_REVOKED:
      return g_strdup (_ ("This result was taken back and does not count any more. The Program "
                          "Support Team can tell you why."));
    default:
      return g_strdup ("");
    }
}

static char *
ct_attempt_page_number (gpointer self, int number)
{
  /* Translators: the how-manyeth time the exam was taken */
  return number > 0 ? g_strdup_printf (C_ ("attempt", "No. %d"), number) : g_strdup ("");
}

static gboolean
ct_attempt_page_has_report (gpointer self, CtResult result)
{
  return result == CT_RESULT_PASSED || result == CT_RESULT_FAILED;
}

static void
ct_attempt_page_open_report (CtAttemptPage *self)
{
  ct_page_push (CT_PAGE (self),
                ADW_NAVIGATION_PAGE (
                    ct_document_page_new (ct_page_get_client (CT_PAGE (self)), self->attempt)));
}

static GtkWidget *
create_section_row (gpointer section, gpointer user_data)
{
  GtkWidget *row = ct_cell_create_row (section, GSIZE_TO_POINTER (CT_TYPE_SECTION_CELL));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
ct_attempt_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtAttemptPageProperty) id)
    {
    case PROP_ATTEMPT:
      g_value_set_object (value, CT_ATTEMPT_PAGE (object)->attempt);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_attempt_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtAttemptPageProperty) id)
    {
    case PROP_ATTEMPT:
      CT_ATTEMPT_PAGE (object)->attempt = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_attempt_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_ATTEMPT_PAGE);
  g_clear_object (&CT_ATTEMPT_PAGE (object)->attempt);

  G_OBJECT_CLASS (ct_attempt_page_parent_class)->dispose (object);
}

static void
ct_attempt_page_class_init (CtAttemptPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_attempt_page_get_property;
  object_class->set_property = ct_attempt_page_set_property;
  object_class->dispose = ct_attempt_page_dispose;

  properties[PROP_ATTEMPT]
      = g_param_spec_object ("attempt", NULL, NULL, CT_TYPE_ATTEMPT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/attempt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtAttemptPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CtAttemptPage, sections_model);
  gtk_widget_class_bind_template_callback (widget_class, ct_attempt_page_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, ct_attempt_page_meaning);
  gtk_widget_class_bind_template_callback (widget_class, ct_attempt_page_number);
  gtk_widget_class_bind_template_callback (widget_class, ct_attempt_page_has_report);
  gtk_widget_class_bind_template_callback (widget_class, ct_attempt_page_open_report);
  ct_format_bind_closures (widget_class);
}

static void
ct_attempt_page_init (CtAttemptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->sections, self->sections_model, create_section_row, NULL, NULL);
}

AdwNavigationPage *
ct_attempt_page_new (CtClient *client, CtAttempt *attempt)
{
  return g_object_new (CT_TYPE_ATTEMPT_PAGE, "client", client, "attempt", attempt, NULL);
}
