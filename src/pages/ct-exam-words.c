/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-exam-words.h"

#include <glib/gi18n.h>

#include "widgets/ct-appointment-words.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"
#include "widgets/ct-standing.h"

static char *
kind_and_code (gpointer self, CtExamKind kind, const char *code)
{
  g_autofree char *what = ct_format_exam_kind (NULL, kind);
  g_autofree char *number = ct_isolate (NULL, code);

  /* Translators: "Exam" or "Assessment", and its code */
  return g_strdup_printf (C_ ("exam", "%s %s"), what, number);
}

static gboolean
is_open (gpointer self,
         gboolean eligible,
         CtAuthorization *authorization,
         CtAppointment *appointment)
{
  return ct_standing_get (eligible, authorization, appointment) == CT_STANDING_OPEN;
}

static gboolean
is_ready (gpointer self,
          gboolean eligible,
          CtAuthorization *authorization,
          CtAppointment *appointment)
{
  return ct_standing_get (eligible, authorization, appointment) == CT_STANDING_READY;
}

static gboolean
is_booked (gpointer self,
           gboolean eligible,
           CtAuthorization *authorization,
           CtAppointment *appointment)
{
  return ct_standing_get (eligible, authorization, appointment) == CT_STANDING_BOOKED;
}

/* That an assessment needs no registration is no obstacle. */
static gboolean
is_kept_out (gpointer self,
             CtExamKind kind,
             gboolean eligible,
             CtAuthorization *authorization,
             CtAppointment *appointment)
{
  return kind == CT_EXAM_KIND_EXAM
         && ct_standing_get (eligible, authorization, appointment) == CT_STANDING_CLOSED;
}

static gboolean
is_retired (GDateTime *retired_at)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return retired_at != NULL && g_date_time_compare (retired_at, now) <= 0;
}

static gboolean
can_start (gpointer self, const char *start_uri, GDateTime *retired_at)
{
  return ct_format_has_text (NULL, start_uri) && !is_retired (retired_at);
}

static gboolean
has_ways (gpointer self, const char *start_uri, const char *study_uri, const char *syllabus_uri)
{
  return ct_format_has_text (NULL, start_uri) || ct_format_has_text (NULL, study_uri)
         || ct_format_has_text (NULL, syllabus_uri);
}

/* What can no longer be taken costs nothing. */
static gboolean
has_price (gpointer self, const char *price, GDateTime *retired_at)
{
  return ct_format_has_text (NULL, price) && !is_retired (retired_at);
}

/* Whether what Pearson VUE knows of the candidate matters now. */
static gboolean
matters (gpointer self,
         gboolean eligible,
         CtAuthorization *authorization,
         CtAppointment *appointment)
{
  return ct_standing_get (eligible, authorization, appointment) != CT_STANDING_CLOSED;
}

static gboolean
can_withdraw (gpointer self,
              gboolean eligible,
              CtAuthorization *authorization,
              CtAppointment *appointment)
{
  CtStanding standing = ct_standing_get (eligible, authorization, appointment);

  return standing == CT_STANDING_PENDING || standing == CT_STANDING_READY;
}

static gboolean
has_buttons (gpointer self,
             gboolean eligible,
             CtAuthorization *authorization,
             CtAppointment *appointment)
{
  return is_open (NULL, eligible, authorization, appointment)
         || can_withdraw (NULL, eligible, authorization, appointment);
}

static char *
describe_open (GDateTime *first_appointment, double price, const char *currency)
{
  g_autofree char *when = ct_format_date_time (NULL, first_appointment);
  g_autofree char *cost = ct_standing_price (NULL, price, currency);
  g_autoptr (GString) words = g_string_new (_ ("You can register for this exam. "));

  if (first_appointment != NULL)
    /* Translators: %s is a date and a time; mind the space at the end */
    g_string_append_printf (words, _ ("The earliest appointment is on %s. "), when);
  if (*cost)
    /* Translators: %s is a price */
    g_string_append_printf (words,
                            _ ("Registering costs nothing; the exam costs %s, which you pay at "
                               "Pearson VUE when you make the appointment."),
                            cost);
  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&words)));
}

static char *
describe_ready (CtAuthorization *authorization)
{
  g_autofree char *first = ct_format_day (NULL, authorization->first_day);
  g_autofree char *last = ct_format_day (NULL, authorization->last_day);

  /* Translators: two dates */
  return g_strdup_printf (_ ("You are registered. Choose place and time at Pearson VUE, for a day "
                             "from %s to %s. It opens in your browser, with you signed in."),
                          first, last);
}

static char *
describe_standing (gpointer self,
                   gboolean eligible,
                   CtAuthorization *authorization,
                   CtAppointment *appointment,
                   GDateTime *first_appointment,
                   double price,
                   const char *currency)
{
  switch (ct_standing_get (eligible, authorization, appointment))
    {
    case CT_STANDING_OPEN:
      return describe_open (first_appointment, price, currency);
    case CT_STANDING_PENDING:
      return g_strdup (_ ("Your registration is on its way to Pearson VUE. That takes up to two "
                          "days; you are told when you can make an appointment."));
    case CT_STANDING_READY:
      return describe_ready (authorization);
    case CT_STANDING_BOOKED:
    case CT_STANDING_CLOSED:
    default:
      return g_strdup ("");
    }
}

static char *
describe_refusal (gpointer self, CtAuthorization *authorization)
{
  if (authorization == NULL || authorization->reason == NULL)
    return g_strdup (_ ("Pearson VUE did not accept your last registration."));

  /* Translators: %s is what Pearson VUE says */
  return g_strdup_printf (_ ("Pearson VUE did not accept your last registration: %s"),
                          authorization->reason);
}

static char *
appointment_time (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_when (appointment) : g_strdup ("");
}

static char *
appointment_place (gpointer self, CtAppointment *appointment)
{
  return appointment != NULL ? ct_appointment_words_place (appointment) : g_strdup ("");
}

static char *
full_name (gpointer self, const char *given_name, const char *family_name)
{
  return g_strstrip (g_strjoin (" ", given_name != NULL ? given_name : "", family_name, NULL));
}

/* Who is not written in Western European letters everywhere may have an ID that says otherwise. */
static char *
explain_name (gpointer self, const char *given_name, const char *family_name, const char *name)
{
  g_autofree char *told = full_name (NULL, given_name, family_name);

  if (g_strcmp0 (told, name) == 0)
    return g_strdup (_ ("Pearson VUE is given this name. Your ID has to show exactly this name, or "
                        "you are turned away."));
  return g_strdup (_ ("Pearson VUE is given your name like this, in Western European letters. Your "
                      "ID has to show the same name, or you are turned away. If it writes it "
                      "otherwise, ask the Program Support Team before you go."));
}

static char *
describe_profile (gpointer self, CtTestingProfileState state, const char *reason)
{
  switch (state)
    {
    case CT_TESTING_PROFILE_STATE_INCOMPLETE:
      return g_strdup (_ ("Something that Pearson VUE needs is missing or wrong"));
    case CT_TESTING_PROFILE_STATE_PENDING:
      return g_strdup (_ ("Your contact information is sent with your registration"));
    case CT_TESTING_PROFILE_STATE_ACCEPTED:
      return g_strdup (_ ("Pearson VUE has your contact information"));
    case CT_TESTING_PROFILE_STATE_REFUSED:
      /* Translators: %s is what Pearson VUE says */
      return g_strdup_printf (_ ("Refused by Pearson VUE: %s"), reason != NULL ? reason : "");
    default:
      return g_strdup ("");
    }
}

static char *
profile_icon (gpointer self, CtTestingProfileState state)
{
  switch (state)
    {
    case CT_TESTING_PROFILE_STATE_ACCEPTED:
      return g_strdup ("ct-passed-symbolic");
    case CT_TESTING_PROFILE_STATE_PENDING:
      return g_strdup ("ct-pending-symbolic");
    case CT_TESTING_PROFILE_STATE_INCOMPLETE:
    case CT_TESTING_PROFILE_STATE_REFUSED:
    default:
      return g_strdup ("ct-warning-symbolic");
    }
}

static char *
name_languages (gpointer self, char **tags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    g_strv_builder_take (builder, ct_format_language (NULL, tags[i]));
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}

static char *
join_lines (gpointer self, char **lines)
{
  return lines != NULL ? g_strjoinv ("\n", lines) : g_strdup ("");
}

static char *
describe_retakes (gpointer self, int days, int later_days, int per_year)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (days > 0)
    g_string_append_printf (words,
                            ngettext ("%d day after a try that was not passed. ",
                                      "%d days after a try that was not passed. ", (gulong) days),
                            days);
  if (later_days > 0 && later_days != days)
    g_string_append_printf (words,
                            ngettext ("From the third try on, %d day. ",
                                      "From the third try on, %d days. ", (gulong) later_days),
                            later_days);
  if (per_year > 0)
    g_string_append_printf (words,
                            ngettext ("At most %d try in twelve months.",
                                      "At most %d tries in twelve months.", (gulong) per_year),
                            per_year);
  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&words)));
}

void
ct_exam_words_bind_closures (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, kind_and_code);
  gtk_widget_class_bind_template_callback (klass, is_open);
  gtk_widget_class_bind_template_callback (klass, is_ready);
  gtk_widget_class_bind_template_callback (klass, is_booked);
  gtk_widget_class_bind_template_callback (klass, is_kept_out);
  gtk_widget_class_bind_template_callback (klass, can_start);
  gtk_widget_class_bind_template_callback (klass, has_ways);
  gtk_widget_class_bind_template_callback (klass, has_price);
  gtk_widget_class_bind_template_callback (klass, matters);
  gtk_widget_class_bind_template_callback (klass, can_withdraw);
  gtk_widget_class_bind_template_callback (klass, has_buttons);
  gtk_widget_class_bind_template_callback (klass, describe_standing);
  gtk_widget_class_bind_template_callback (klass, describe_refusal);
  gtk_widget_class_bind_template_callback (klass, appointment_time);
  gtk_widget_class_bind_template_callback (klass, appointment_place);
  gtk_widget_class_bind_template_callback (klass, full_name);
  gtk_widget_class_bind_template_callback (klass, explain_name);
  gtk_widget_class_bind_template_callback (klass, describe_profile);
  gtk_widget_class_bind_template_callback (klass, profile_icon);
  gtk_widget_class_bind_template_callback (klass, name_languages);
  gtk_widget_class_bind_template_callback (klass, join_lines);
  gtk_widget_class_bind_template_callback (klass, describe_retakes);
}
