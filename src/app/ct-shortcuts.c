/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-shortcuts.h"

#include <glib/gi18n.h>

/*
 * The one table of keys. Those without an action belong to a page or to the toolkit, and are
 * only listed.
 */
static const struct
{
  const char *section;
  struct
  {
    const char *title;
    const char *keys[3];
    const char *action;
  } shortcuts[9];
} sections[] = {
  { NC_ ("shortcut", "General"),
    {
        { NC_ ("shortcut", "Search"), { "<Control>f" }, NULL },
        { NC_ ("shortcut", "Refresh"), { "F5", "<Control>r" }, "win.refresh" },
        { NC_ ("shortcut", "Main menu"), { "F10" }, NULL },
        { NC_ ("shortcut", "Preferences"), { "<Control>comma" }, "app.preferences" },
        { NC_ ("shortcut", "Help"), { "F1" }, "app.help" },
        { NC_ ("shortcut", "Keyboard shortcuts"), { "<Control>question" }, "app.shortcuts" },
        { NC_ ("shortcut", "Close window"), { "<Control>w" }, "window.close" },
        { NC_ ("shortcut", "Quit"), { "<Control>q" }, "app.quit" },
    } },
  { NC_ ("shortcut", "Pages"),
    {
        { NC_ ("shortcut", "Overview"), { "<Control>1" }, "win.page::overview" },
        { NC_ ("shortcut", "Exams"), { "<Control>2" }, "win.page::exams" },
        { NC_ ("shortcut", "History"), { "<Control>3" }, "win.page::history" },
        { NC_ ("shortcut", "Progress"), { "<Control>4" }, "win.page::progress" },
        { NC_ ("shortcut", "Credentials"), { "<Control>5" }, "win.page::credentials" },
        { NC_ ("shortcut", "Support"), { "<Control>6" }, "win.page::support" },
        { NC_ ("shortcut", "Back"), { "<Alt>Left", "Escape" }, NULL },
    } },
  { NC_ ("shortcut", "Certificates"),
    {
        { NC_ ("shortcut", "Zoom in"), { "<Control>plus" }, NULL },
        { NC_ ("shortcut", "Zoom out"), { "<Control>minus" }, NULL },
        { NC_ ("shortcut", "Actual size"), { "<Control>0" }, NULL },
        { NC_ ("shortcut", "Save certificate"), { "<Control>s" }, NULL },
        { NC_ ("shortcut", "Print certificate"), { "<Control>p" }, NULL },
    } },
};

void
ct_shortcuts_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    for (gsize j = 0; sections[i].shortcuts[j].title != NULL; j++)
      if (sections[i].shortcuts[j].action != NULL)
        gtk_application_set_accels_for_action (application, sections[i].shortcuts[j].action,
                                               sections[i].shortcuts[j].keys);
}

#if ADW_CHECK_VERSION(1, 8, 0)

/* The functions are newer than the oldest libadwaita that is built with, which is known here. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

AdwDialog *
ct_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_shortcuts_dialog_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      AdwShortcutsSection *section
          = adw_shortcuts_section_new (g_dpgettext2 (NULL, "shortcut", sections[i].section));

      for (gsize j = 0; sections[i].shortcuts[j].title != NULL; j++)
        {
          g_autofree char *keys = g_strjoinv (" ", (char **) sections[i].shortcuts[j].keys);

          adw_shortcuts_section_add (
              section, adw_shortcuts_item_new (g_dpgettext2 (NULL, "shortcut",
                                                             sections[i].shortcuts[j].title),
                                               keys));
        }
      adw_shortcuts_dialog_add (ADW_SHORTCUTS_DIALOG (dialog), section);
    }
  return dialog;
}

G_GNUC_END_IGNORE_DEPRECATIONS

#else

/* Returns: (transfer full): "F5 or Ctrl+R" */
static char *
describe_keys (const char *const *keys)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (guint i = 0; keys[i]; i++)
    {
      GdkModifierType modifiers;
      guint key;

      gtk_accelerator_parse (keys[i], &key, &modifiers);
      g_strv_builder_take (builder, gtk_accelerator_get_label (key, modifiers));
    }
  labels = g_strv_builder_end (builder);
  /* Translators: between two keys that do the same */
  return g_strjoinv (C_ ("shortcut", " or "), labels);
}

AdwDialog *
ct_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  GtkWidget *page = adw_preferences_page_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                       g_dpgettext2 (NULL, "shortcut", sections[i].section));
      for (gsize j = 0; sections[i].shortcuts[j].title != NULL; j++)
        {
          g_autofree char *keys = describe_keys (sections[i].shortcuts[j].keys);
          GtkWidget *row = adw_action_row_new ();
          GtkWidget *label = gtk_label_new (keys);

          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                         g_dpgettext2 (NULL, "shortcut",
                                                       sections[i].shortcuts[j].title));
          gtk_widget_add_css_class (label, "dim-label");
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
        }
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (page));
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 420);
  return dialog;
}

#endif
