/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-profile-entry.h"

#include <glib/gi18n.h>

#include "client/ct-profile-check.h"
#include "pages/ct-profile-words.h"
#include "widgets/ct-isolate.h"
#include "widgets/ct-row-note.h"

/* So many characters before the end it is told how many are left, of short texts fewer. */
#define NEAR 10
#define SHORT 4

struct _CtProfileEntry
{
  AdwEntryRow parent_instance;

  char *field;
  CtAccount *account; /* owned */
  char *fault;
};

G_DEFINE_FINAL_TYPE (CtProfileEntry, ct_profile_entry, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_FIELD = 1,
  PROP_ACCOUNT,
  PROP_FAULT,
} CtProfileEntryProperty;

static GParamSpec *properties[PROP_FAULT + 1];

static char *
get_hint (CtProfileEntry *self)
{
  guint limit = ct_profile_check_get_limit (self->field);
  guint length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self)), -1);
  guint left = length < limit ? limit - length : 0;

  if (length == 0 && ct_profile_check_is_needed (self->account, self->field))
    return g_strdup (_ ("Needed to register for exams"));
  if (limit > 0 && length <= limit && left <= MIN (NEAR, limit / SHORT))
    return g_strdup_printf (ngettext ("%u character left", "%u characters left", left), left);
  return NULL;
}

char *
ct_profile_entry_check (CtProfileEntry *self)
{
  g_return_val_if_fail (CT_IS_PROFILE_ENTRY (self), NULL);

  if (self->fault != NULL)
    return g_strdup (self->fault);
  return self->account != NULL ? ct_profile_check (self->account, self->field) : NULL;
}

static void
update_note (CtProfileEntry *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self));
  g_autofree char *fault = ct_profile_entry_check (self);
  g_autofree char *hint = fault == NULL && self->account != NULL ? get_hint (self) : NULL;

  ct_row_note_set (GTK_WIDGET (self), GTK_WIDGET (text), fault != NULL ? fault : hint,
                   fault != NULL);
}

static void
set_fault (CtProfileEntry *self, const char *fault)
{
  if (g_set_str (&self->fault, fault))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
  update_note (self);
}

static void
text_changed (CtProfileEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  if (self->account == NULL)
    return;
  g_object_set (self->account, self->field, *text != '\0' ? text : NULL, NULL);
  set_fault (self, NULL);
}

static void
account_changed (CtProfileEntry *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->account, self->field, &text, NULL);
  if (g_strcmp0 (text != NULL ? text : "", gtk_editable_get_text (GTK_EDITABLE (self))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text != NULL ? text : "");
  update_note (self);
}

static void
set_account (CtProfileEntry *self, CtAccount *account)
{
  g_autofree char *signal = g_strconcat ("notify::", self->field, NULL);

  if (account == NULL || self->account == account)
    return;

  g_assert (self->account == NULL);
  self->account = g_object_ref (account);
  g_signal_connect_object (account, signal, G_CALLBACK (account_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::country", G_CALLBACK (update_note), self,
                           G_CONNECT_SWAPPED);
  account_changed (self);
}

static void
ct_profile_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtProfileEntry *self = CT_PROFILE_ENTRY (object);

  switch ((CtProfileEntryProperty) id)
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
ct_profile_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtProfileEntry *self = CT_PROFILE_ENTRY (object);

  switch ((CtProfileEntryProperty) id)
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
ct_profile_entry_constructed (GObject *object)
{
  CtProfileEntry *self = CT_PROFILE_ENTRY (object);

  G_OBJECT_CLASS (ct_profile_entry_parent_class)->constructed (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 ct_profile_words_get_label (self->field));
  if (ct_profile_words_runs_to_right (self->field))
    ct_isolate_entry (GTK_EDITABLE (self));
  g_signal_connect (self, "changed", G_CALLBACK (text_changed), NULL);
}

static void
ct_profile_entry_finalize (GObject *object)
{
  CtProfileEntry *self = CT_PROFILE_ENTRY (object);

  g_free (self->field);
  g_clear_object (&self->account);
  g_free (self->fault);

  G_OBJECT_CLASS (ct_profile_entry_parent_class)->finalize (object);
}

static void
ct_profile_entry_class_init (CtProfileEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ct_profile_entry_set_property;
  object_class->get_property = ct_profile_entry_get_property;
  object_class->constructed = ct_profile_entry_constructed;
  object_class->finalize = ct_profile_entry_finalize;

  properties[PROP_FIELD]
      = g_param_spec_string ("field", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CT_TYPE_ACCOUNT, flags);
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_profile_entry_init (CtProfileEntry *self)
{
}
