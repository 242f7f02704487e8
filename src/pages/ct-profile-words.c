/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-profile-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/ct-isolate.h"
#include "widgets/ct-option.h"

static const struct
{
  const char *field;
  const char *label;
} labels[] = {
  { "phone", N_ ("Phone") },
  { "country", N_ ("Country") },
  { "address-1", N_ ("Street and Number") },
  { "address-2", N_ ("Address, Second Line") },
  { "address-3", N_ ("Address, Third Line") },
  { "city", N_ ("City") },
  { "region", N_ ("State or Province") },
  { "postal-code", N_ ("Postal Code") },
  { "native-address", N_ ("Address in Your Script") },
  { "language", N_ ("Language") },
  { "time-zone", N_ ("Time Zone") },
  { "age", N_ ("Age") },
  { "gender", N_ ("Gender") },
  { "education", N_ ("Education") },
  { "experience", N_ ("Experience in the Field") },
};

#define UNANSWERED { "unanswered", N_ ("Not answered") }
#define UNDISCLOSED { "undisclosed", N_ ("Prefer not to say") }

typedef struct
{
  const char *value;
  const char *label;
} Answer;

static const Answer ages[] = {
  UNANSWERED,
  UNDISCLOSED,
  { "under-18", N_ ("Under 18") },
  { "from-18", N_ ("18 to 24") },
  { "from-25", N_ ("25 to 34") },
  { "from-35", N_ ("35 to 44") },
  { "from-45", N_ ("45 to 54") },
  { "from-55", N_ ("55 or older") },
};

static const Answer genders[] = {
  UNANSWERED,
  UNDISCLOSED,
  { "female", N_ ("Female") },
  { "male", N_ ("Male") },
  /* Translators: a gender that is neither female nor male */
  { "other", N_ ("Another") },
};

static const Answer educations[] = {
  UNANSWERED,
  UNDISCLOSED,
  /* Translators: of education, that no more than school was finished */
  { "school", N_ ("School") },
  { "vocational", N_ ("Vocational training") },
  { "bachelor", N_ ("Bachelor’s degree") },
  { "master", N_ ("Master’s degree") },
  { "doctorate", N_ ("Doctorate") },
};

static const Answer experiences[] = {
  UNANSWERED,
  UNDISCLOSED,
  { "none", N_ ("None yet") },
  { "under-2", N_ ("Less than 2 years") },
  { "from-2", N_ ("2 to 5 years") },
  { "from-5", N_ ("5 to 10 years") },
  { "from-10", N_ ("More than 10 years") },
};

static const struct
{
  const char *field;
  const Answer *answers;
  gsize n_answers;
} questions[] = {
  { "age", ages, G_N_ELEMENTS (ages) },
  { "gender", genders, G_N_ELEMENTS (genders) },
  { "education", educations, G_N_ELEMENTS (educations) },
  { "experience", experiences, G_N_ELEMENTS (experiences) },
};

const char *
ct_profile_words_get_label (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].field, field) == 0)
      return _ (labels[i].label);
  return field;
}

GListStore *
ct_profile_words_get_options (const char *field)
{
  if (strcmp (field, "country") == 0)
    return ct_option_list_countries ();
  if (strcmp (field, "language") == 0)
    return ct_option_list_languages ();
  if (strcmp (field, "time-zone") == 0)
    return ct_option_list_time_zones ();

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (strcmp (questions[i].field, field) == 0)
      {
        GListStore *store = g_list_store_new (CT_TYPE_OPTION);

        for (gsize j = 0; j < questions[i].n_answers; j++)
          {
            const Answer *answer = &questions[i].answers[j];
            g_autoptr (CtOption) option = ct_option_new (answer->value, _ (answer->label));
            g_list_store_append (store, option);
          }
        return store;
      }
  return NULL;
}

gboolean
ct_profile_words_runs_to_right (const char *field)
{
  return g_str_equal (field, "phone") || g_str_equal (field, "postal-code");
}

char *
ct_profile_words_describe (const char *field, const char *text)
{
  g_autoptr (GListStore) options = NULL;

  if (*text == '\0')
    /* Translators: what is in a field where nothing was entered */
    return g_strdup (_ ("Nothing"));
  if (strcmp (field, "time-zone") == 0)
    return ct_option_describe_time_zone (text);
  if (ct_profile_words_runs_to_right (field))
    return ct_isolate (NULL, text);

  options = ct_profile_words_get_options (field);
  for (guint i = 0; options != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (options)); i++)
    {
      g_autoptr (CtOption) option = g_list_model_get_item (G_LIST_MODEL (options), i);

      if (strcmp (ct_option_get_value (option), text) == 0)
        return g_strdup (ct_option_get_label (option));
    }
  return g_strdup (text);
}
