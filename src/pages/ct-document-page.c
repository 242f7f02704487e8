/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-document-page.h"

#include <glib/gi18n.h>

#include "client/ct-printout.h"
#include "client/ct-words.h"
#include "document/ct-document.h"
#include "model/ct-credential.h"
#include "model/ct-error.h"
#include "pages/ct-document-kind.h"
#include "widgets/ct-document-zoom.h"
#include "widgets/ct-late-menu.h"

#define BLINK 400 /* in ms: what takes longer shows that it goes on */

struct _CtDocumentPage
{
  AdwNavigationPage parent_instance;

  CtClient *client;    /* owned */
  CtResource *subject; /* owned: what it is the document of */
  const CtDocumentKind *kind;
  CtPaper paper;
  GCancellable *cancellable; /* owned (nullable): of what is being loaded */
  GCancellable *opening;     /* owned (nullable): of what is being opened */
  guint blink;               /* until it shows that it is loading */
  GBytes *bytes;             /* owned (nullable): the file, whether it can be shown or not */
  GSimpleActionGroup *actions;

  GtkMenuButton *more;
  GMenuModel *more_menu;
  GMenuModel *plain_menu;
  GtkWidget *share;
  AdwWindowTitle *title;
  AdwStatusPage *loading;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  CtDocumentView *view;
  AdwStatusPage *failed;
  GtkWidget *save_anyway;
  GtkWidget *zoom_bar;
  CtDocumentZoom *zoom;
};

typedef enum
{
  PROP_CLIENT = 1,
  PROP_SUBJECT,
} CtDocumentPageProperty;

static GParamSpec *properties[PROP_SUBJECT + 1];

G_DEFINE_FINAL_TYPE (CtDocumentPage, ct_document_page, ADW_TYPE_NAVIGATION_PAGE)

/* Returns: (transfer full) (nullable): what came from outside may lack an id */
static char *
make_path (CtDocumentPage *self)
{
  const char *id = ct_resource_get_id (self->subject);

  return id != NULL ? self->kind->make_path (id, self->paper) : NULL;
}

static void
set_enabled (CtDocumentPage *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)), enabled);
}

static void
show_face (CtDocumentPage *self, const char *name)
{
  gboolean content = g_str_equal (name, "content");

  g_clear_handle_id (&self->blink, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->zoom_bar, content);
  gtk_widget_set_visible (self->save_anyway, self->bytes != NULL);
  set_enabled (self, "save", self->bytes != NULL);
  set_enabled (self, "print", content);
}

static void
ct_document_page_failed (CtDocumentPage *self, const GError *error)
{
  g_autofree char *body = NULL, *escaped = NULL;
  const char *title;

  ct_words_for_error (error, &title, &body);
  escaped = g_markup_escape_text (body, -1);
  adw_status_page_set_title (self->failed, title);
  adw_status_page_set_description (self->failed, escaped);
  show_face (self, "failed");
}

static void
show_document (CtDocumentPage *self, CtDocument *document)
{
  ct_document_view_set_document (self->view, document);
  show_face (self, "content");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDocument) document = ct_document_open_finish (result, &error);
  CtDocumentPage *self = user_data;

  /* Then the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (document)
    show_document (self, document);
  else
    ct_document_page_failed (self, error);
}

static void
open_bytes (CtDocumentPage *self, GBytes *bytes)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_bytes_ref (bytes);
  ct_document_open_async (bytes, self->opening, opened, self);
}

/* What the service says, after the offline copy may be shown already. */
static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ct_client_load_printout_finish (CT_CLIENT (source), result, &error);
  CtDocumentPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!bytes)
    {
      g_cancellable_cancel (self->opening);
      g_clear_pointer (&self->bytes, g_bytes_unref);
      ct_document_page_failed (self, error);
    }
  else if (!self->bytes || !g_bytes_equal (bytes, self->bytes))
    open_bytes (self, bytes);
}

/* A copy that is not there or cannot be shown is as good as none: the service has it. */
static void
copy_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDocument) document = ct_document_open_finish (result, &error);
  CtDocumentPage *self = user_data;
  g_autofree char *path = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  path = make_path (self);
  if (document)
    {
      self->bytes = g_bytes_ref (ct_document_get_bytes (document));
      show_document (self, document);
    }
  ct_client_load_printout_async (self->client, path, self->cancellable, loaded, self);
}

static void
loading_takes_long (gpointer user_data)
{
  CtDocumentPage *self = user_data;

  self->blink = 0;
  show_face (self, "loading");
}

/* Within a blink it stays blank; the view has its place by then, and can begin to paint. */
static void
show_loading (CtDocumentPage *self)
{
  ct_document_view_set_document (self->view, NULL);
  show_face (self, "content");
  gtk_widget_set_visible (self->zoom_bar, FALSE);
  set_enabled (self, "print", FALSE);
  self->blink = g_timeout_add_once (BLINK, loading_takes_long, self);
}

static void
stop (CtDocumentPage *self)
{
  g_clear_handle_id (&self->blink, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
ct_document_page_load (CtDocumentPage *self)
{
  g_autofree char *path = make_path (self);

  if (!path)
    {
      g_autoptr (GError) error
          = g_error_new (CT_ERROR, CT_ERROR_BROKEN_ANSWER, "the subject has no id");

      ct_document_page_failed (self, error);
      return;
    }

  stop (self);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->bytes, g_bytes_unref);
  show_loading (self);
  ct_document_read_async ((CtDocumentRead) ct_printout_copy_read,
                          ct_printout_copy_new (ct_client_get_session (self->client), path),
                          (GDestroyNotify) ct_printout_copy_free, self->cancellable, copy_opened,
                          self);
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentPage *self = user_data;
  g_autofree char *name = ct_document_kind_make_file_name (self->kind, self->subject);

  ct_export_save (self->toasts, &self->kind->words, self->bytes, name);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentPage *self = user_data;

  ct_export_print (self->toasts, self->bytes,
                   adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)), self->paper,
                   self->kind->orientation);
}

static void
share (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.share", "s",
                              ct_resource_get_id (self->subject));
}

static void
download_logos (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtDocumentPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.downloads", "(ss)", "logos",
                              ct_resource_get_id (self->subject));
}

static void
change_paper (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  CtDocumentPage *self = user_data;

  self->paper
      = g_str_equal (g_variant_get_string (state, NULL), "a4") ? CT_PAPER_A4 : CT_PAPER_LETTER;
  g_simple_action_set_state (action, state);
  ct_document_page_load (self);
}

static void
ct_document_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtDocumentPage *self = CT_DOCUMENT_PAGE (object);

  switch ((CtDocumentPageProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_SUBJECT:
      g_value_set_object (value, self->subject);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_document_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtDocumentPage *self = CT_DOCUMENT_PAGE (object);

  switch ((CtDocumentPageProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_SUBJECT:
      self->subject = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
show_kind (CtDocumentPage *self)
{
  gboolean is_certificate = CT_IS_CREDENTIAL (self->subject);
  const char *title;

  self->kind = ct_document_kind_find (self->subject);
  title = self->kind->get_title (self->subject);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 title && *title ? title : _ (self->kind->heading));
  adw_window_title_set_title (self->title, _ (self->kind->heading));
  adw_status_page_set_title (self->loading, _ (self->kind->loading));
  gtk_widget_set_visible (self->share, is_certificate);
  ct_late_menu_set (self->more, is_certificate ? self->more_menu : self->plain_menu);
}

static void
ct_document_page_constructed (GObject *object)
{
  CtDocumentPage *self = CT_DOCUMENT_PAGE (object);

  G_OBJECT_CLASS (ct_document_page_parent_class)->constructed (object);

  show_kind (self);
  ct_document_page_load (self);
}

static void
ct_document_page_dispose (GObject *object)
{
  CtDocumentPage *self = CT_DOCUMENT_PAGE (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_DOCUMENT_PAGE);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->subject);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_document_page_parent_class)->dispose (object);
}

static void
ct_document_page_class_init (CtDocumentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_document_page_get_property;
  object_class->set_property = ct_document_page_set_property;
  object_class->constructed = ct_document_page_constructed;
  object_class->dispose = ct_document_page_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_SUBJECT] = g_param_spec_object ("subject", NULL, NULL, CT_TYPE_RESOURCE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, more);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, plain_menu);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, share);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, title);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, loading);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, view);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, failed);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, save_anyway);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, zoom_bar);
  gtk_widget_class_bind_template_child (widget_class, CtDocumentPage, zoom);
  gtk_widget_class_bind_template_callback (widget_class, ct_document_page_failed);
  gtk_widget_class_bind_template_callback (widget_class, ct_document_page_load);
}

CtPaper
ct_document_page_get_paper (void)
{
  return g_str_equal (gtk_paper_size_get_default (), GTK_PAPER_NAME_LETTER) ? CT_PAPER_LETTER
                                                                            : CT_PAPER_A4;
}

static void
ct_document_page_init (CtDocumentPage *self)
{
  const CtPaper paper = ct_document_page_get_paper ();
  const GActionEntry entries[] = {
    { "save", save },
    { "print", print },
    { "share", share },
    { "paper", NULL, "s", paper == CT_PAPER_LETTER ? "'letter'" : "'a4'", change_paper },
    { "logos", download_logos },
  };

  self->paper = paper;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "document", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "zoom",
                                  ct_document_zoom_get_actions (self->zoom));
}

GtkWidget *
ct_document_page_new (CtClient *client, gpointer subject)
{
  return g_object_new (CT_TYPE_DOCUMENT_PAGE, "client", client, "subject", subject, NULL);
}
