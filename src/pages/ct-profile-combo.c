/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-profile-combo.h"

#include <glib/gi18n.h>
#include <string.h>

#include "client/ct-profile-check.h"
#include "pages/ct-profile-words.h"
#include "widgets/ct-option.h"
#include "widgets/ct-row-note.h"

/* Longer lists are searched rather than read. */
#define LONG 20

struct _CtProfileCombo
{
  AdwComboRow parent_instance;

  char *field;
  CtAccount *account; /* owned */
  char *fault;
  GListStore *options;
  gboolean showing; /* what the account has, rather than choosing */
};

G_DEFINE_FINAL_TYPE (CtProfileCombo, ct_profile_combo, ADW_TYPE_COMBO_ROW)

typedef enum
{
  PROP_FIELD = 1,
  PROP_ACCOUNT,
  PROP_FAULT,
} CtProfileComboProperty;

static GParamSpec *properties[PROP_FAULT + 1];

static int
get_index (CtProfileCombo *self)
{
  return ct_resource_find_field (CT_RESOURCE_GET_CLASS (self->account), self->field);
}

static void
update_note (CtProfileCombo *self)
{
  const char *words = self->fault;
  CtOption *selected = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));

  if (words == NULL && selected != NULL && *ct_option_get_value (selected) == '\0'
      && self->account != NULL && ct_profile_check_is_needed (self->account, self->field))
    words = _ ("Needed to register for exams");
  ct_row_note_set (GTK_WIDGET (self), GTK_WIDGET (self), words, self->fault != NULL);
}

static void
set_fault (CtProfileCombo *self, const char *fault)
{
  if (g_set_str (&self->fault, fault))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
  update_note (self);
}

static void
selected_changed (CtProfileCombo *self)
{
  CtOption *selected = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  const char *value = selected != NULL ? ct_option_get_value (selected) : NULL;

  if (self->account == NULL || self->showing || value == NULL)
    return;

  ct_resource_set_text (CT_RESOURCE (self->account), get_index (self),
                        *value != '\0' ? value : NULL, NULL);
  set_fault (self, NULL);
}

/* Returns: where in the list @value is, which is added if it is not there */
static guint
find (CtProfileCombo *self, const char *value)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->options));
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtOption) option = g_list_model_get_item (G_LIST_MODEL (self->options), i);

      if (strcmp (ct_option_get_value (option), value) == 0)
        return i;
    }

  label = ct_profile_words_describe (self->field, value);
  g_autoptr (CtOption) option = ct_option_new (value, label);
  g_list_store_append (self->options, option);
  return n;
}

static void
account_changed (CtProfileCombo *self)
{
  g_autofree char *text = ct_resource_get_text (CT_RESOURCE (self->account), get_index (self));

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find (self, text != NULL ? text : ""));
  self->showing = FALSE;
  update_note (self);
}

static void
set_account (CtProfileCombo *self, CtAccount *account)
{
  g_autofree char *signal = g_strconcat ("notify::", self->field, NULL);

  if (account == NULL || self->account == account)
    return;

  g_assert (self->account == NULL);
  self->account = g_object_ref (account);
  g_signal_connect_object (account, signal, G_CALLBACK (account_changed), self, G_CONNECT_SWAPPED);
  account_changed (self);
}

static void
ct_profile_combo_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtProfileCombo *self = CT_PROFILE_COMBO (object);

  switch ((CtProfileComboProperty) id)
    {
    case PROP_FIELD:
      self->field = g_value_dup_string (value);
      break;
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;
    case PROP_FAULT:
      set_fault (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_profile_combo_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtProfileCombo *self = CT_PROFILE_COMBO (object);

  switch ((CtProfileComboProperty) id)
    {
    case PROP_FIELD:
      g_value_set_string (value, self->field);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_FAULT:
      g_value_set_string (value, self->fault);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_profile_combo_constructed (GObject *object)
{
  CtProfileCombo *self = CT_PROFILE_COMBO (object);
  AdwComboRow *combo = ADW_COMBO_ROW (self);
  g_autoptr (GtkExpression) label = gtk_property_expression_new (CT_TYPE_OPTION, NULL, "label");
  guint n_options;

  G_OBJECT_CLASS (ct_profile_combo_parent_class)->constructed (object);

  self->options = ct_profile_words_get_options (self->field);
  n_options = g_list_model_get_n_items (G_LIST_MODEL (self->options));
  if (n_options > LONG)
    {
      g_autoptr (CtOption) nothing = ct_option_new ("", _ ("Not chosen"));
      g_list_store_insert (self->options, 0, nothing);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 ct_profile_words_get_label (self->field));
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
  adw_combo_row_set_use_subtitle (combo, TRUE);
  adw_combo_row_set_expression (combo, label);
  adw_combo_row_set_model (combo, G_LIST_MODEL (self->options));
  adw_combo_row_set_enable_search (combo, n_options > LONG);
  adw_combo_row_set_search_match_mode (combo, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_changed), NULL);
}

static void
ct_profile_combo_finalize (GObject *object)
{
  CtProfileCombo *self = CT_PROFILE_COMBO (object);

  g_free (self->field);
  g_clear_object (&self->account);
  g_clear_object (&self->options);
  g_free (self->fault);

  G_OBJECT_CLASS (ct_profile_combo_parent_class)->finalize (object);
}

static void
ct_profile_combo_class_init (CtProfileComboClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ct_profile_combo_set_property;
  object_class->get_property = ct_profile_combo_get_property;
  object_class->constructed = ct_profile_combo_constructed;
  object_class->finalize = ct_profile_combo_finalize;

  properties[PROP_FIELD]
      = g_param_spec_string ("field", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CT_TYPE_ACCOUNT, flags);
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_profile_combo_init (CtProfileCombo *self)
{
}
