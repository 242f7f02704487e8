/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-profile-conflict-row.h"

#include <glib/gi18n.h>

#include "client/ct-profile-draft.h"
#include "pages/ct-profile-words.h"

static GtkWidget *
create_label (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
mine_toggled (GtkCheckButton *check, CtProfileConflict *conflict)
{
  if (gtk_check_button_get_active (check))
    conflict->choice = CT_PROFILE_CHOICE_MINE;
}

static void
theirs_toggled (GtkCheckButton *check, CtProfileConflict *conflict)
{
  if (gtk_check_button_get_active (check))
    conflict->choice = CT_PROFILE_CHOICE_THEIRS;
}

static GtkWidget *
create_check (CtProfileConflict *conflict,
              const char *format,
              const char *text,
              CtProfileChoice choice,
              GCallback toggled)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *value = ct_profile_words_describe (conflict->field, text);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *words = g_strjoinv (value, parts);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), create_label (words));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), conflict->choice == choice);
  g_signal_connect_object (check, "toggled", toggled, conflict, 0);
  return check;
}

GtkWidget *
ct_profile_conflict_row_create (gpointer item, gpointer user_data)
{
  CtProfileConflict *conflict = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = create_label (ct_profile_words_get_label (conflict->field));
  /* Translators: %s is what was typed here */
  GtkWidget *mine = create_check (conflict, _ ("Yours: %s"), conflict->mine, CT_PROFILE_CHOICE_MINE,
                                  G_CALLBACK (mine_toggled));
  /* Translators: %s is what was saved in the same field elsewhere */
  GtkWidget *theirs = create_check (conflict, _ ("Saved elsewhere: %s"), conflict->theirs,
                                    CT_PROFILE_CHOICE_THEIRS, G_CALLBACK (theirs_toggled));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs), GTK_CHECK_BUTTON (mine));
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), mine);
  gtk_box_append (GTK_BOX (box), theirs);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}
