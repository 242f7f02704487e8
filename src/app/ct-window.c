/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-window.h"

#include <glib/gi18n.h>

#include "app/ct-dialog-actions.h"
#include "app/ct-page-list.h"
#include "client/ct-certificate-keeper.h"
#include "client/ct-words.h"
#include "pages/ct-credentials-page.h"
#include "pages/ct-document-page.h"
#include "pages/ct-exams-page.h"
#include "pages/ct-history-page.h"
#include "pages/ct-overview-page.h"
#include "pages/ct-progress-page.h"
#include "pages/ct-shares-page.h"
#include "pages/ct-sign-in-page.h"
#include "pages/ct-support-page.h"
#include "widgets/ct-focus.h"
#include "widgets/ct-late-menu.h"
#include "widgets/ct-toast.h"

#define BLINK 500 /* in ms: what takes longer shows that it goes on */

struct _CtWindow
{
  AdwApplicationWindow parent_instance;

  CtClient *client;                  /* owned */
  CtWayIn *way_in;                   /* owned */
  CtCertificateKeeper *certificates; /* owned */
  GSettings *settings;               /* owned */
  char *account_id;                  /* owned, nullable: whose pages these are */
  CtLink *link;                      /* owned, nullable: where to go as soon as that is possible */
  gboolean refreshing;
  guint blink;    /* until it shows that it is refreshing */
  gboolean asked; /* whether the candidate asked for news and is to be told */

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwNavigationSplitView *split_view;
  AdwViewStack *stack;
  GtkListBox *sidebar;
  GtkMenuButton *primary_button;
  GtkMenuButton *account_button;
  GMenuModel *primary_menu;
  GMenuModel *account_menu;
  CtSignInPage *sign_in_page; /* NULL until somebody has to see it */
};

G_DEFINE_FINAL_TYPE (CtWindow, ct_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_WAY_IN,
  PROP_REFRESHING,
} CtWindowProperty;

static GParamSpec *properties[PROP_REFRESHING + 1];

/* The collections that the pages show. */
static CtCollection *(*const shown[]) (CtClient *)
    = { ct_client_get_account,     ct_client_get_attempts, ct_client_get_progress,
        ct_client_get_credentials, ct_client_get_exams,    ct_client_get_program };

/* The pages, in the order of the sidebar. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  const char *topic; /* of the manual; NULL for its list */
  GType (*get_type) (void);
} pages[] = {
  { "overview", N_ ("Overview"), "ct-overview-symbolic", NULL, ct_overview_page_get_type },
  { "exams", N_ ("Exams"), "ct-exam-symbolic", "exams", ct_exams_page_get_type },
  { "history", N_ ("History"), "ct-history-symbolic", "results", ct_history_page_get_type },
  { "progress", N_ ("Progress"), "ct-progress-symbolic", "credentials", ct_progress_page_get_type },
  { "credentials", N_ ("Credentials"), "ct-credential-symbolic", "credentials",
    ct_credentials_page_get_type },
  { "support", N_ ("Support"), "ct-support-symbolic", "support", ct_support_page_get_type },
};

static void
ct_window_show_content (CtWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static AdwNavigationView *
get_view (CtWindow *self)
{
  return ADW_NAVIGATION_VIEW (adw_view_stack_get_visible_child (self->stack));
}

/* The row of the page that is seen is marked, whichever the arrow keys have come to. */
static void
ct_window_mark_page (CtWindow *self)
{
  /* Rows that go with the window are unmarked one by one. */
  if (self->stack == NULL)
    return;

  ct_page_list_mark (self->sidebar, adw_view_stack_get_visible_child_name (self->stack));
}

/* What is read has the focus, so that its keys work. */
static void
focus_page (CtWindow *self)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL
      && !ct_focus_content (GTK_WIDGET (get_view (self))))
    gtk_widget_grab_focus (adw_navigation_split_view_get_collapsed (self->split_view)
                               ? GTK_WIDGET (get_view (self))
                               : ct_page_list_get_marked (self->sidebar));
}

static void
focus_page_later (gpointer user_data)
{
  g_autoptr (CtWindow) self = user_data;

  if (self->stack != NULL)
    focus_page (self);
}

/* What was built just now takes no focus before it was laid out. */
static void
focus_page_soon (CtWindow *self)
{
  focus_page (self);
  g_idle_add_once (focus_page_later, g_object_ref (self));
}

static void
set_refreshing (CtWindow *self, gboolean refreshing)
{
  if (self->refreshing == refreshing)
    return;

  self->refreshing = refreshing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHING]);
}

static void
refreshing_takes_long (gpointer user_data)
{
  CtWindow *self = user_data;

  self->blink = 0;
  set_refreshing (self, TRUE);
}

static void
refreshing_changed (CtWindow *self)
{
  gboolean refreshing = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (shown) && !refreshing; i++)
    refreshing = ct_collection_is_refreshing (shown[i](self->client));

  if (!refreshing)
    {
      g_clear_handle_id (&self->blink, g_source_remove);
      set_refreshing (self, FALSE);
    }
  else if (self->blink == 0 && !self->refreshing)
    self->blink = g_timeout_add_once (BLINK, refreshing_takes_long, self);

  if (refreshing || !self->asked)
    return;

  /* If it failed, the page says so itself; so does the sign-in page if the session ended. */
  self->asked = FALSE;
  if (ct_collection_get_state (ct_client_get_account (self->client)) == CT_COLLECTION_STATE_READY)
    ct_toast_show (self->toasts, _ ("Everything is up to date"));
}

/* A page is built when it is first looked at, so that the start pays for one only. */
static CtPage *
get_page (CtWindow *self, const char *name)
{
  AdwNavigationView *view
      = ADW_NAVIGATION_VIEW (adw_view_stack_get_child_by_name (self->stack, name));
  GListModel *stacked;
  g_autoptr (CtPage) page = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (adw_navigation_view_get_visible_page (view) == NULL && g_str_equal (pages[i].name, name))
      adw_navigation_view_push (view,
                                g_object_new (pages[i].get_type (), "client", self->client, NULL));

  stacked = adw_navigation_view_get_navigation_stack (view);
  page = g_list_model_get_item (stacked, 0);
  g_object_unref (stacked);
  return page;
}

static void
build_page (CtWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);
  g_autofree char *before = NULL;

  if (self->account_id == NULL || name == NULL)
    return;

  get_page (self, name);
  before = g_settings_get_string (self->settings, "page");
  if (!g_str_equal (before, name))
    g_settings_set_string (self->settings, "page", name);
}

/* What was told of the page on the desktop needs not be told any more. */
static void
note_seen (CtWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  if (gtk_window_is_active (GTK_WINDOW (self)) && self->account_id != NULL && name != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.seen", "s", name);
}

/* What was said spoke of the page before. */
static void
ct_window_page_changed (CtWindow *self)
{
  adw_toast_overlay_dismiss_all (self->toasts);
  ct_window_mark_page (self);
  build_page (self);
  note_seen (self);
}

/* The pages of one candidate are not shown to another. */
static void
clear_pages (CtWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_navigation_view_replace (ADW_NAVIGATION_VIEW (
                                     adw_view_stack_get_child_by_name (self->stack, pages[i].name)),
                                 NULL, 0);
}

/* They show what was there before. */
void
ct_window_close_dialogs (CtWindow *self)
{
  g_return_if_fail (CT_IS_WINDOW (self));

  g_autoptr (GListModel) dialogs
      = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  while (g_list_model_get_n_items (dialogs) > 0)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, 0);

      adw_dialog_force_close (dialog);
    }
}

/* A dialog knows the key while it has the focus, which nothing has after a button was pressed that
 * cannot be pressed until there is an answer. */
static gboolean
close_dialog (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget));

  return dialog != NULL && adw_dialog_close (dialog);
}

/* What is said to who comes back from Pearson VUE. */
static const char *
welcome_back (const char *from)
{
  if (g_strcmp0 (from, "error") == 0)
    return _ ("Pearson VUE could not go on. Nothing is lost; try again");
  if (g_strcmp0 (from, "timeout") == 0)
    return _ ("Your time at Pearson VUE was over. You can go there again");
  return NULL;
}

/* Who is signed in at the start need not wait for it. */
static CtSignInPage *
get_sign_in_page (CtWindow *self)
{
  if (self->sign_in_page == NULL)
    {
      self->sign_in_page = CT_SIGN_IN_PAGE (ct_sign_in_page_new (self->client, self->way_in));
      gtk_stack_add_named (self->root, GTK_WIDGET (self->sign_in_page), "sign-in");
    }
  return self->sign_in_page;
}

static void
show_sign_in_page (CtWindow *self)
{
  gtk_stack_set_visible_child (self->root, GTK_WIDGET (get_sign_in_page (self)));
}

/* Leads to the beginning of a page, also from below it. What lies on top of a page that is not seen
 * goes unseen. */
static void
show_page (CtWindow *self, const char *name)
{
  CtPage *page = get_page (self, name);
  AdwNavigationView *view
      = ADW_NAVIGATION_VIEW (adw_view_stack_get_child_by_name (self->stack, name));

  adw_navigation_view_set_animate_transitions (view, view == get_view (self));
  adw_navigation_view_pop_to_page (view, ADW_NAVIGATION_PAGE (page));
  adw_navigation_view_set_animate_transitions (view, TRUE);
  adw_view_stack_set_visible_child_name (self->stack, name);
  ct_window_show_content (self);
}

static void
show_linked (CtWindow *self, const CtLink *link)
{
  if (adw_view_stack_get_child_by_name (self->stack, link->page) == NULL)
    return;

  show_page (self, link->page);
  focus_page_soon (self);
  if (link->kind == CT_LINK_SEARCH)
    ct_page_search (get_page (self, link->page), link->value);
  else if (link->kind == CT_LINK_SHARE)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.share", "s", link->value);
  else if (link->value != NULL)
    ct_page_show_item (get_page (self, link->page), link->value);
  if (welcome_back (link->from) != NULL)
    ct_toast_show (self->toasts, welcome_back (link->from));
  ct_client_refresh (self->client);
}

static void
follow_link (CtWindow *self)
{
  CtSessionState state = ct_session_get_state (ct_client_get_session (self->client));
  g_autoptr (CtLink) link = NULL;

  if (self->link == NULL || state == CT_SESSION_STATE_BUSY)
    return;
  /* Pages are for who is signed in; a forgotten password and a new account are not. */
  if (self->link->page != NULL && state != CT_SESSION_STATE_SIGNED_IN)
    return;

  link = g_steal_pointer (&self->link);
  if (link->page != NULL)
    show_linked (self, link);
  else if (link->kind == CT_LINK_NOWHERE)
    ct_toast_show (self->toasts,
                   _ ("This link leads nowhere in CertTracker. It may be incomplete"));
  else if (state == CT_SESSION_STATE_SIGNED_IN)
    ct_toast_show (self->toasts,
                   link->kind == CT_LINK_RECOVER
                       ? _ ("Sign out first to set a new password with the link")
                       : _ ("Sign out first to set up another account with the link"));
  else if (link->kind == CT_LINK_ENROL)
    ct_sign_in_page_enrol (get_sign_in_page (self), link->value);
  else
    ct_sign_in_page_set_password (get_sign_in_page (self), link->value);
}

const char *
ct_window_get_topic (CtWindow *self)
{
  g_return_val_if_fail (CT_IS_WINDOW (self), NULL);

  if (ct_session_get_state (ct_client_get_session (self->client)) != CT_SESSION_STATE_SIGNED_IN)
    return "sign-in";

  GtkWidget *view = adw_view_stack_get_visible_child (self->stack);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view));
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  if (CT_IS_SHARES_PAGE (page))
    return "sharing";
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return pages[i].topic;
  return NULL;
}

void
ct_window_follow (CtWindow *self, CtLink *link)
{
  g_return_if_fail (CT_IS_WINDOW (self));
  g_return_if_fail (link != NULL);

  g_clear_pointer (&self->link, ct_link_free);
  self->link = link;
  follow_link (self);
}

static void
session_changed (CtWindow *self)
{
  CtSession *session = ct_client_get_session (self->client);
  gboolean signed_in = ct_session_get_state (session) == CT_SESSION_STATE_SIGNED_IN;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.page", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.row", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.refresh", signed_in);
  ct_dialog_actions_set_enabled (GTK_WIDGET (self), signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", signed_in);

  if (signed_in)
    {
      if (self->account_id && g_strcmp0 (self->account_id, ct_session_get_account_id (session)))
        clear_pages (self);
      g_set_str (&self->account_id, ct_session_get_account_id (session));
      build_page (self);
      gtk_stack_set_visible_child_name (self->root, "main");
      focus_page_soon (self);
    }
  else if (ct_session_get_state (session) == CT_SESSION_STATE_SIGNED_OUT)
    {
      ct_window_close_dialogs (self);
      adw_toast_overlay_dismiss_all (self->toasts);
      if (gtk_widget_get_visible (GTK_WIDGET (self)))
        show_sign_in_page (self);
    }
  follow_link (self);
}

static void
keyring_changed (CtWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL, *words = NULL;
  const char *title;

  g_object_get (ct_client_get_session (self->client), "keyring-error", &error, NULL);
  if (error == NULL)
    return;

  ct_words_for_error (error, &title, &body);
  /* Translators: %s says what is wrong with the keyring */
  words = g_strdup_printf (_ ("%s. You will be asked to sign in again next time."), title);
  ct_toast_show (self->toasts, words);
}

static void
draft_store_failing (CtWindow *self, GParamSpec *pspec, CtDraftStore *store)
{
  gboolean failing;

  g_object_get (store, "failing", &failing, NULL);
  if (failing)
    ct_toast_show (self->toasts,
                   _ ("What you type cannot be kept on this computer. Send or save it "
                      "before you quit."));
}

static void
page_activated (GtkWidget *widget, const char *action, GVariant *name)
{
  show_page (CT_WINDOW (widget), g_variant_get_string (name, NULL));
  focus_page_soon (CT_WINDOW (widget));
}

/* Whoever looks through the pages in the sidebar stays there while it is seen. */
static void
row_activated (GtkWidget *widget, const char *action, GVariant *name)
{
  CtWindow *self = CT_WINDOW (widget);

  show_page (self, g_variant_get_string (name, NULL));
  if (adw_navigation_split_view_get_collapsed (self->split_view))
    focus_page_soon (self);
}

/* Details lie on top of the page that led to them, so that Back leads there again. */
static void
show_activated (GtkWidget *widget, const char *action, GVariant *what)
{
  CtWindow *self = CT_WINDOW (widget);
  AdwNavigationPage *detail;
  const char *name, *id;

  g_variant_get (what, "(&s&s)", &name, &id);
  detail = ct_page_create_detail (get_page (self, name), id);
  if (detail != NULL)
    {
      ct_window_show_content (self);
      adw_navigation_view_push (get_view (self), detail);
    }
  else
    {
      show_page (self, name);
      focus_page_soon (self);
      ct_page_show_item (get_page (self, name), id);
    }
}

static gboolean
go_back (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CtWindow *self = CT_WINDOW (widget);

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL
         && gtk_stack_get_visible_child (self->root) == GTK_WIDGET (self->split_view)
         && adw_navigation_view_pop (get_view (self));
}

static void
refresh_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtWindow *self = CT_WINDOW (widget);

  self->asked = TRUE;
  adw_toast_overlay_dismiss_all (self->toasts);
  ct_client_refresh (self->client);
  refreshing_changed (self);
}

static void
toast_activated (GtkWidget *widget, const char *action, GVariant *words)
{
  ct_toast_show (CT_WINDOW (widget)->toasts, g_variant_get_string (words, NULL));
}

static void
signed_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWindow) self = user_data;

  ct_session_sign_out_finish (CT_SESSION (source), result, NULL);
  g_settings_set_boolean (self->settings, "demo", FALSE);
  g_settings_reset (self->settings, "page");
  clear_pages (self);
  g_clear_pointer (&self->account_id, g_free);
  adw_view_stack_set_visible_child_name (self->stack, pages[0].name);
  /* Whoever signs in next sees that page, and not the list that this candidate left from. */
  ct_window_show_content (self);
}

static void
sign_out (CtWindow *self)
{
  ct_session_sign_out_async (ct_client_get_session (self->client), NULL, signed_out,
                             g_object_ref (self));
}

static void
left_for_good (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWindow) self = g_object_ref (user_data);

  signed_out (source, result, user_data);
  ct_toast_show (self->toasts, _ ("Your account was deleted"));
}

/* The service knows nobody here any more; this computer is to forget them, too. */
static void
leave_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtWindow *self = CT_WINDOW (widget);

  ct_way_in_forget (self->way_in);
  ct_session_sign_out_async (ct_client_get_session (self->client), NULL, left_for_good,
                             g_object_ref (self));
}

static void
sign_out_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtWindow) self = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "sign-out"))
    sign_out (self);
}

/* With a network it is undone by signing in again. Without, what can be read is lost first. */
static void
sign_out_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtWindow *self = CT_WINDOW (widget);
  AdwDialog *dialog;
  gboolean online;

  g_object_get (self->client, "online", &online, NULL);
  if (online)
    {
      sign_out (self);
      return;
    }

  dialog = adw_alert_dialog_new (
      _ ("Sign Out While Offline?"),
      _ ("The offline copy is removed from this computer. You need a network to sign in again."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "sign-out",
                                  _ ("Sign _Out"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "sign-out",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, NULL, sign_out_chosen,
                           g_object_ref (self));
}

static char *
ct_window_sample_words (gpointer self, gboolean is_sample)
{
  return g_strdup (is_sample ? _ ("Sample program") : "");
}

static void
bind_settings (CtWindow *self)
{
  g_autofree char *page = g_settings_get_string (self->settings, "page");

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  if (adw_view_stack_get_child_by_name (self->stack, page))
    adw_view_stack_set_visible_child_name (self->stack, page);
}

static void
watch_client (CtWindow *self)
{
  CtSession *session = ct_client_get_session (self->client);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (shown[i](self->client), "notify::refreshing",
                             G_CALLBACK (refreshing_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::keyring-error", G_CALLBACK (keyring_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_draft_store (self->client), "notify::failing",
                           G_CALLBACK (draft_store_failing), self, G_CONNECT_SWAPPED);
}

/* Who comes back to the window wants to see what happened meanwhile. */
static void
active_changed (CtWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    ct_news_look (ct_client_get_news (self->client));
  note_seen (self);
}

static void
ct_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtWindow *self = CT_WINDOW (object);

  switch ((CtWindowProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_WAY_IN:
      g_value_set_object (value, self->way_in);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtWindow *self = CT_WINDOW (object);

  switch ((CtWindowProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_WAY_IN:
      self->way_in = g_value_dup_object (value);
      break;
    case PROP_REFRESHING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_window_constructed (GObject *object)
{
  CtWindow *self = CT_WINDOW (object);

  G_OBJECT_CLASS (ct_window_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      adw_view_stack_add_titled_with_icon (self->stack, adw_navigation_view_new (), pages[i].name,
                                           _ (pages[i].title), pages[i].icon_name);
      ct_page_list_add (self->sidebar, pages[i].name, _ (pages[i].title), pages[i].icon_name);
    }
  ct_window_mark_page (self);
  self->certificates = ct_certificate_keeper_new (self->client, ct_document_page_get_paper ());
  watch_client (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed), NULL);
  session_changed (self);
}

static void
ct_window_show (GtkWidget *widget)
{
  CtWindow *self = CT_WINDOW (widget);

  if (ct_session_get_state (ct_client_get_session (self->client)) != CT_SESSION_STATE_SIGNED_IN)
    show_sign_in_page (self);
  GTK_WIDGET_CLASS (ct_window_parent_class)->show (widget);
}

static void
ct_window_dispose (GObject *object)
{
  CtWindow *self = CT_WINDOW (object);

  g_clear_handle_id (&self->blink, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_WINDOW);
  g_clear_pointer (&self->account_id, g_free);
  g_clear_object (&self->certificates);
  g_clear_pointer (&self->link, ct_link_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->way_in);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_window_parent_class)->dispose (object);
}

static void
ct_window_class_init (CtWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_window_get_property;
  object_class->set_property = ct_window_set_property;
  object_class->constructed = ct_window_constructed;
  object_class->dispose = ct_window_dispose;
  widget_class->show = ct_window_show;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAY_IN]
      = g_param_spec_object ("way-in", NULL, NULL, CT_TYPE_WAY_IN,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "win.page", "s", page_activated);
  gtk_widget_class_install_action (widget_class, "win.row", "s", row_activated);
  gtk_widget_class_install_action (widget_class, "win.show", "(ss)", show_activated);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_activated);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_activated);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_activated);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_activated);
  ct_dialog_actions_install (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_dialog, NULL);
  /* The views of the pages know these while they have the focus. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, go_back, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Back, 0, go_back, NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, CtWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, root);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, account_button);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, CtWindow, account_menu);
  gtk_widget_class_bind_template_callback (widget_class, ct_window_mark_page);
  gtk_widget_class_bind_template_callback (widget_class, ct_window_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_window_sample_words);
}

static void
ct_window_init (CtWindow *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_str_equal (PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  ct_focus_keep (GTK_WINDOW (self));
  ct_late_menu_set (self->primary_button, self->primary_menu);
  ct_late_menu_set (self->account_button, self->account_menu);
}

CtWindow *
ct_window_new (GtkApplication *application, CtClient *client, CtWayIn *way_in)
{
  CtWindow *self = g_object_new (CT_TYPE_WINDOW, "application", application, "client", client,
                                 "way-in", way_in, NULL);

  /* Notified while it is being made, the size would be written back to where it came from. */
  bind_settings (self);
  return self;
}
