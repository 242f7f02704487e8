/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/page-window.h"

#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"
#include "widgets/ct-fault-mark.h"
#include "widgets/ct-widgets.h"

void
page_test_init (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GdkDisplay *display;

  g_setenv ("GTK_A11Y", "test", FALSE);
  gtk_disable_setlocale ();
  g_test_init (argc, argv, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

  ct_widgets_init ();
  gtk_init ();
  adw_init ();

  display = gdk_display_get_default ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/org/example/CertTracker/icons");
  gtk_css_provider_load_from_resource (style, "/org/example/CertTracker/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

int
page_test_run (void)
{
  int status = g_test_run ();

  drop_scripted_keyring ();
  return status;
}

void
wait_until_loaded (CtClient *client)
{
  CtCollection *const collections[] = {
    ct_client_get_program (client),         ct_client_get_account (client),
    ct_client_get_exams (client),           ct_client_get_achievements (client),
    ct_client_get_attempts (client),        ct_client_get_progress (client),
    ct_client_get_credentials (client),     ct_client_get_logins (client),
    ct_client_get_shares (client),          ct_client_get_eligibility (client),
    ct_client_get_testing_profile (client),
  };

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    wait_until (!ct_collection_is_refreshing (collections[i]));
}

CtClient *
sign_in_at_address (const char *address, const char *user_name, const char *password)
{
  CtClient *client = ct_client_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_session_sign_in_async (ct_client_get_session (client), address, user_name, password, NULL,
                            take_result, &result);
  ct_session_sign_in_finish (ct_client_get_session (client), wait_for_result (&result), &error);
  g_assert_no_error (error);
  wait_until_loaded (client);
  return client;
}

CtDemo *
start_service (void)
{
  CtDemo *service = g_object_new (CT_TYPE_DEMO, "service-path", SERVICE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_demo_start_async (service, NULL, take_result, &result);
  ct_demo_start_finish (service, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return service;
}

CtClient *
sign_in_candidate (CtDemo *service, const char *user_name)
{
  return sign_in_at_address (ct_demo_get_address (service), user_name,
                             ct_demo_get_password (service));
}

void
sign_out_candidate (CtClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_sign_out_async (ct_client_get_session (client), NULL, take_result, &result);
  ct_session_sign_out_finish (ct_client_get_session (client), wait_for_result (&result), NULL);
  g_clear_object (&result);
  assert_finalized (client);
}

GtkWindow *
present_page (GtkWidget *page)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *content = page;

  if (ADW_IS_NAVIGATION_PAGE (page))
    {
      content = adw_navigation_view_new ();
      adw_navigation_view_add (ADW_NAVIGATION_VIEW (content), ADW_NAVIGATION_PAGE (page));
    }
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), NARROW, 720);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (page));
  handle_pending ();
  return GTK_WINDOW (window);
}

static void
note_painted (gboolean *painted)
{
  *painted = TRUE;
}

void
wait_until_drawn (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  for (guint i = 0; i < 2; i++)
    {
      gboolean painted = FALSE;
      gulong handler
          = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (note_painted), &painted);

      handle_pending ();
      gtk_widget_queue_draw (window);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      wait_until (painted);
      g_signal_handler_disconnect (clock, handler);
    }
}

static void
count_down (gpointer user_data, GObject *where_the_object_was)
{
  int *left = user_data;

  (*left)--;
  g_main_context_wakeup (NULL);
}

void
close_page (GtkWindow *window)
{
  GtkWidget *content = adw_window_get_content (ADW_WINDOW (window));
  int left = 1;

  g_object_weak_ref (G_OBJECT (window), count_down, &left);
  if (ADW_IS_NAVIGATION_VIEW (content))
    {
      g_autoptr (GListModel) stack
          = adw_navigation_view_get_navigation_stack (ADW_NAVIGATION_VIEW (content));

      for (guint i = 0; i < g_list_model_get_n_items (stack); i++)
        {
          g_autoptr (GObject) page = g_list_model_get_item (stack, i);

          left++;
          g_object_weak_ref (page, count_down, &left);
        }
    }
  else
    {
      left++;
      g_object_weak_ref (G_OBJECT (content), count_down, &left);
    }

  gtk_window_destroy (window);
  wait_until (left == 0);
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  const char *const names[] = { "label", "title", "subtitle", "tooltip-text" };

  /* What markup comes to. */
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), names[i]);
      g_autofree char *value = NULL;

      if (pspec == NULL || pspec->value_type != G_TYPE_STRING)
        continue;
      g_object_get (widget, names[i], &value, NULL);
      if (value && strstr (value, text))
        return TRUE;
    }
  return FALSE;
}

static gboolean
contains_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return FALSE;
  if (has_text (widget, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (contains_text (child, text))
      return TRUE;
  return FALSE;
}

gpointer
find_shown (gpointer root, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (text == NULL || contains_text (root, text)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_shown (child, type, text);

      if (found)
        return found;
    }
  return NULL;
}

static gpointer
find (GtkWidget *widget, GType type, guint *index)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*index)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type, index);

      if (found)
        return found;
    }

  return NULL;
}

gpointer
find_widget (gpointer root, GType type, guint index)
{
  return find (root, type, &index);
}

guint
count_widgets (gpointer root, GType type)
{
  guint n = 0;

  while (find_widget (root, type, n))
    n++;

  return n;
}

gboolean
is_said (gpointer root, const char *text)
{
  GtkLabel *label;

  for (guint i = 0; (label = find_widget (root, GTK_TYPE_LABEL, i)); i++)
    if (strstr (gtk_label_get_text (label), text))
      return TRUE;

  return FALSE;
}

void
assert_shows (gpointer root, const char *text)
{
  handle_pending ();
  if (!is_said (root, text))
    g_error ("nowhere to be seen: %s", text);
}

void
assert_hides (gpointer root, const char *text)
{
  handle_pending ();
  if (is_said (root, text))
    g_error ("should not be seen: %s", text);
}

void
click (gpointer root, const char *text)
{
  GtkWidget *button = find_shown (root, GTK_TYPE_BUTTON, text);

  if (button == NULL)
    g_error ("no button: %s", text);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
activate_row (gpointer root, const char *text)
{
  GtkWidget *row = find_shown (root, GTK_TYPE_LIST_BOX_ROW, text);

  if (row == NULL)
    g_error ("no row: %s", text);
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_assert_true (gtk_widget_activate (row));
}

/* What of a field is read aloud. */
static GtkAccessible *
get_spoken (gpointer field)
{
  while (GTK_IS_EDITABLE (field) && gtk_editable_get_delegate (field) != NULL)
    field = gtk_editable_get_delegate (field);
  return GTK_ACCESSIBLE (field);
}

void
assert_wrong (gpointer field, const char *words)
{
  GtkAccessible *spoken = get_spoken (field);

  g_assert_true (ct_fault_mark_is_set (field));
  assert_shows (gtk_widget_get_ancestor (field, ADW_TYPE_CLAMP), words);
  g_assert_null (gtk_test_accessible_check_state (spoken, GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));
  g_assert_true (gtk_test_accessible_has_relation (spoken, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

void
assert_right (gpointer field)
{
  GtkAccessible *spoken = get_spoken (field);

  g_assert_false (ct_fault_mark_is_set (field));
  g_assert_false (gtk_test_accessible_has_relation (spoken, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

/* What is operated, and so must be called something. */
static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_EDITABLE (widget)
         || GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_LIST_BASE (widget)
         || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget");
}

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

/* The list of a group of preferences is called as its group, which says so itself since
 * libadwaita 1.10. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkWidget *group = GTK_IS_LIST_BOX (widget)
                         ? gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP)
                         : NULL;
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (group != NULL
      && gtk_test_accessible_has_relation (GTK_ACCESSIBLE (group),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || gtk_widget_get_tooltip_text (widget) != NULL
         || (!GTK_IS_LIST_BOX (widget) && !GTK_IS_LIST_BASE (widget) && has_words (widget));
}

static void
assert_names (GtkWidget *widget)
{
  gboolean control = is_control (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  if (control && !has_name (widget))
    g_error ("%s has no name for those who do not see it, in %s", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));

  /* What a control is made of is named by it. */
  if (control && !GTK_IS_LIST_BOX (widget) && !GTK_IS_LIST_BASE (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    assert_names (child);
}

void
assert_usable (gpointer root)
{
  int minimum;

  handle_pending ();
  gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
  assert_names (root);
}
