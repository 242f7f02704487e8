/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-help-dialog.h"

#include <glib/gi18n.h>

#include "app/ct-help-topics.h"
#include "widgets/ct-pill.h"

struct _CtHelpDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *view;
  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CtHelpDialog, ct_help_dialog, ADW_TYPE_DIALOG)

/* What a line looks like. */

static GtkWidget *
create_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Something short, and what is said of it beside or, where it is narrow, below it. */
static GtkWidget *
create_pair (GtkWidget *first, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_valign (first, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), create_label (words, NULL));
  return box;
}

static GtkWidget *
create_step (guint number, const char *words)
{
  /* Translators: the number of a step, before what to do */
  g_autofree char *text = g_strdup_printf (C_ ("step", "%u."), number);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "numeric");
  return create_pair (label, words);
}

static GtkWidget *
create_state (const CtHelpLine *line)
{
  GtkWidget *pill = ct_pill_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  g_object_set (pill, "label", ct_help_line_get_label (line), "icon-name", line->icon_name, "tone",
                line->tone, "halign", GTK_ALIGN_START, NULL);
  gtk_box_append (GTK_BOX (box), pill);
  gtk_box_append (GTK_BOX (box), create_label (_ (line->text), NULL));
  return box;
}

/* What a button leads to is below the manual. */
static void
leave (GtkWidget *button)
{
  adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
}

static GtkWidget *
create_button (const CtHelpLine *line)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ (line->text));

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), line->action);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_margin_top (button, 12);
  g_signal_connect (button, "clicked", G_CALLBACK (leave), NULL);
  return button;
}

static GtkWidget *
create_heading (const char *words)
{
  GtkWidget *label = create_label (words, "title-4");

  gtk_widget_set_margin_top (label, 6);
  return label;
}

static GtkWidget *
create_text (const CtHelpTopic *topic)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (topic->icon_name);
  guint n_steps = 0;

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 72);
  gtk_widget_add_css_class (icon, "accent");
  gtk_widget_set_margin_bottom (icon, 12);
  gtk_box_append (GTK_BOX (box), icon);
  for (const CtHelpLine *line = topic->lines; line->text != NULL; line++)
    {
      GtkWidget *widget = NULL;

      n_steps = line->kind == CT_HELP_STEP ? n_steps + 1 : 0;
      switch (line->kind)
        {
        case CT_HELP_HEADING:
          widget = create_heading (_ (line->text));
          break;
        case CT_HELP_STEP:
          widget = create_step (n_steps, _ (line->text));
          break;
        case CT_HELP_STATE:
          widget = create_state (line);
          break;
        case CT_HELP_ACTION:
          widget = create_button (line);
          break;
        case CT_HELP_TEXT:
        default:
          widget = create_label (_ (line->text), NULL);
        }
      gtk_box_append (GTK_BOX (box), widget);
    }
  return box;
}

static AdwNavigationPage *
create_page (const CtHelpTopic *topic)
{
  GtkWidget *toolbar = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *text = create_text (topic);

  gtk_widget_set_margin_top (text, 12);
  gtk_widget_set_margin_bottom (text, 24);
  gtk_widget_set_margin_start (text, 18);
  gtk_widget_set_margin_end (text, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), scrolled);
  return adw_navigation_page_new_with_tag (toolbar, _ (topic->title), topic->name);
}

/* The list of topics. */

static gboolean
has_words (const CtHelpTopic *topic, const char *words)
{
  if (g_str_match_string (words, _ (topic->title), TRUE)
      || g_str_match_string (words, _ (topic->summary), TRUE))
    return TRUE;

  for (const CtHelpLine *line = topic->lines; line->text != NULL; line++)
    if (g_str_match_string (words, _ (line->text), TRUE))
      return TRUE;
  return FALSE;
}

static void
ct_help_dialog_search_changed (CtHelpDialog *self)
{
  const char *words = gtk_editable_get_text (self->search);
  guint n_topics;
  const CtHelpTopic *topics = ct_help_get_topics (&n_topics);
  gboolean any = FALSE;

  for (guint i = 0; i < n_topics; i++)
    {
      gboolean found = *words == '\0' || has_words (&topics[i], words);

      gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)),
                              found);
      any |= found;
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "topics" : "nothing");
}

static void
open_topic (CtHelpDialog *self, guint i)
{
  guint n_topics;
  const CtHelpTopic *topics = ct_help_get_topics (&n_topics);

  adw_navigation_view_push (self->view, create_page (&topics[i]));
}

static void
ct_help_dialog_open_first (CtHelpDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      {
        open_topic (self, (guint) i);
        return;
      }
}

/* Escape clears what is searched for, and then closes the dialog as it does everywhere. */
static void
ct_help_dialog_stop_search (CtHelpDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
ct_help_dialog_topic_activated (CtHelpDialog *self, GtkListBoxRow *row)
{
  open_topic (self, (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
create_row (const CtHelpTopic *topic)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *icon = gtk_image_new_from_icon_name (topic->icon_name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (topic->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (topic->summary));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
ct_help_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_HELP_DIALOG);

  G_OBJECT_CLASS (ct_help_dialog_parent_class)->dispose (object);
}

static void
ct_help_dialog_class_init (CtHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_help_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtHelpDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CtHelpDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CtHelpDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CtHelpDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, ct_help_dialog_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_help_dialog_open_first);
  gtk_widget_class_bind_template_callback (widget_class, ct_help_dialog_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, ct_help_dialog_topic_activated);
}

static void
ct_help_dialog_init (CtHelpDialog *self)
{
  guint n_topics;
  const CtHelpTopic *topics = ct_help_get_topics (&n_topics);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_topics; i++)
    gtk_list_box_append (self->list, create_row (&topics[i]));
}

AdwDialog *
ct_help_dialog_new (const char *topic)
{
  CtHelpDialog *self = g_object_new (CT_TYPE_HELP_DIALOG, NULL);
  guint n_topics;
  const CtHelpTopic *topics = ct_help_get_topics (&n_topics);

  for (guint i = 0; topic != NULL && i < n_topics; i++)
    if (g_str_equal (topics[i].name, topic))
      {
        adw_navigation_view_set_animate_transitions (self->view, FALSE);
        open_topic (self, i);
        adw_navigation_view_set_animate_transitions (self->view, TRUE);
      }
  return ADW_DIALOG (self);
}
