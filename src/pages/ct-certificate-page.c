/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-certificate-page.h"

#include <glib/gi18n.h>

#include "client/ct-certificate.h"
#include "client/ct-words.h"
#include "document/ct-document.h"
#include "model/ct-error.h"
#include "pages/ct-certificate-export.h"
#include "widgets/ct-document-zoom.h"
#include "widgets/ct-late-menu.h"

#define BLINK 400 /* in ms: what takes longer shows that it goes on */

struct _CtCertificatePage
{
  AdwNavigationPage parent_instance;

  CtClient *client;         /* owned */
  CtCredential *credential; /* owned */
  CtPaper paper;
  GCancellable *cancellable; /* owned (nullable): of what is being loaded */
  GCancellable *opening;     /* owned (nullable): of what is being opened */
  guint blink;               /* until it shows that it is loading */
  GBytes *bytes;             /* owned (nullable): the file, whether it can be shown or not */
  GSimpleActionGroup *actions;

  GtkMenuButton *more;
  GMenuModel *more_menu;
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
  PROP_CREDENTIAL,
} CtCertificatePageProperty;

static GParamSpec *properties[PROP_CREDENTIAL + 1];

G_DEFINE_FINAL_TYPE (CtCertificatePage, ct_certificate_page, ADW_TYPE_NAVIGATION_PAGE)

static void
set_enabled (CtCertificatePage *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)), enabled);
}

static void
show_face (CtCertificatePage *self, const char *name)
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
ct_certificate_page_failed (CtCertificatePage *self, const GError *error)
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
show_document (CtCertificatePage *self, CtDocument *document)
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
  CtCertificatePage *self = user_data;

  /* Then the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (document)
    show_document (self, document);
  else
    ct_certificate_page_failed (self, error);
}

static void
open_bytes (CtCertificatePage *self, GBytes *bytes)
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
  g_autoptr (GBytes) bytes = ct_client_load_certificate_finish (CT_CLIENT (source), result, &error);
  CtCertificatePage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!bytes)
    {
      g_cancellable_cancel (self->opening);
      g_clear_pointer (&self->bytes, g_bytes_unref);
      ct_certificate_page_failed (self, error);
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
  CtCertificatePage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (document)
    {
      self->bytes = g_bytes_ref (ct_document_get_bytes (document));
      show_document (self, document);
    }
  ct_client_load_certificate_async (self->client,
                                    ct_resource_get_id (CT_RESOURCE (self->credential)),
                                    self->paper, self->cancellable, loaded, self);
}

static void
loading_takes_long (gpointer user_data)
{
  CtCertificatePage *self = user_data;

  self->blink = 0;
  show_face (self, "loading");
}

/* Within a blink it stays blank; the view has its place by then, and can begin to paint. */
static void
show_loading (CtCertificatePage *self)
{
  ct_document_view_set_document (self->view, NULL);
  show_face (self, "content");
  gtk_widget_set_visible (self->zoom_bar, FALSE);
  set_enabled (self, "print", FALSE);
  self->blink = g_timeout_add_once (BLINK, loading_takes_long, self);
}

static void
stop (CtCertificatePage *self)
{
  g_clear_handle_id (&self->blink, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
ct_certificate_page_load (CtCertificatePage *self)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (self->credential));

  /* What comes from outside may lack what it should have. */
  if (!id)
    {
      g_autoptr (GError) error
          = g_error_new (CT_ERROR, CT_ERROR_BROKEN_ANSWER, "the credential has no id");

      ct_certificate_page_failed (self, error);
      return;
    }

  stop (self);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->bytes, g_bytes_unref);
  show_loading (self);
  ct_document_read_async ((CtDocumentRead) ct_certificate_copy_read,
                          ct_certificate_copy_new (ct_client_get_session (self->client), id,
                                                   self->paper),
                          (GDestroyNotify) ct_certificate_copy_free, self->cancellable, copy_opened,
                          self);
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtCertificatePage *self = user_data;
  g_autofree char *name
      = ct_certificate_file_name (self->credential->title, self->credential->name);

  ct_certificate_save (self->toasts, self->bytes, name);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtCertificatePage *self = user_data;

  ct_certificate_print (self->toasts, self->bytes, self->credential->title, self->paper);
}

static void
share (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtCertificatePage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.share", "s",
                              ct_resource_get_id (CT_RESOURCE (self->credential)));
}

static void
download_logos (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CtCertificatePage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.downloads", "(ss)", "logos",
                              ct_resource_get_id (CT_RESOURCE (self->credential)));
}

static void
change_paper (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  CtCertificatePage *self = user_data;

  self->paper
      = g_str_equal (g_variant_get_string (state, NULL), "a4") ? CT_PAPER_A4 : CT_PAPER_LETTER;
  g_simple_action_set_state (action, state);
  ct_certificate_page_load (self);
}

static void
ct_certificate_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtCertificatePage *self = CT_CERTIFICATE_PAGE (object);

  switch ((CtCertificatePageProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_CREDENTIAL:
      g_value_set_object (value, self->credential);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_certificate_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtCertificatePage *self = CT_CERTIFICATE_PAGE (object);

  switch ((CtCertificatePageProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_CREDENTIAL:
      self->credential = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_certificate_page_constructed (GObject *object)
{
  CtCertificatePage *self = CT_CERTIFICATE_PAGE (object);

  G_OBJECT_CLASS (ct_certificate_page_parent_class)->constructed (object);

  ct_certificate_page_load (self);
}

static void
ct_certificate_page_dispose (GObject *object)
{
  CtCertificatePage *self = CT_CERTIFICATE_PAGE (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_CERTIFICATE_PAGE);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->credential);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_certificate_page_parent_class)->dispose (object);
}

static void
ct_certificate_page_class_init (CtCertificatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_certificate_page_get_property;
  object_class->set_property = ct_certificate_page_set_property;
  object_class->constructed = ct_certificate_page_constructed;
  object_class->dispose = ct_certificate_page_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_CREDENTIAL]
      = g_param_spec_object ("credential", NULL, NULL, CT_TYPE_CREDENTIAL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/certificate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, more);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, view);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, failed);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, save_anyway);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, zoom_bar);
  gtk_widget_class_bind_template_child (widget_class, CtCertificatePage, zoom);
  gtk_widget_class_bind_template_callback (widget_class, ct_certificate_page_failed);
  gtk_widget_class_bind_template_callback (widget_class, ct_certificate_page_load);
}

CtPaper
ct_certificate_page_get_paper (void)
{
  return g_str_equal (gtk_paper_size_get_default (), GTK_PAPER_NAME_LETTER) ? CT_PAPER_LETTER
                                                                            : CT_PAPER_A4;
}

static void
ct_certificate_page_init (CtCertificatePage *self)
{
  const CtPaper paper = ct_certificate_page_get_paper ();
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
  ct_late_menu_set (self->more, self->more_menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "certificate", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "zoom",
                                  ct_document_zoom_get_actions (self->zoom));
}

GtkWidget *
ct_certificate_page_new (CtClient *client, CtCredential *credential)
{
  return g_object_new (CT_TYPE_CERTIFICATE_PAGE, "client", client, "credential", credential, NULL);
}
