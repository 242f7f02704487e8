/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-faces.h"

#include <glib/gi18n.h>

#include "client/ct-words.h"
#include "widgets/ct-format.h"

#define BLINK 400 /* in ms: what takes longer shows that it goes on */

struct _CtFaces
{
  AdwBin parent_instance;

  CtCollection *collection; /* owned */
  guint blink;              /* until it shows that it is loading */

  GtkStack *stack;
  AdwBanner *banner;
  AdwBin *content;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkWidget *try_again;
};

G_DEFINE_FINAL_TYPE (CtFaces, ct_faces, ADW_TYPE_BIN)

typedef enum
{
  PROP_COLLECTION = 1,
  PROP_CONTENT,
  PROP_EMPTY_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_EMPTY_CHILD,
} CtFacesProperty;

static GParamSpec *properties[PROP_EMPTY_CHILD + 1];

static const char *const face_names[] = {
  [CT_COLLECTION_STATE_LOADING] = "loading", [CT_COLLECTION_STATE_READY] = "content",
  [CT_COLLECTION_STATE_EMPTY] = "empty",     [CT_COLLECTION_STATE_FAILED] = "failed",
  [CT_COLLECTION_STATE_COPY] = "content",
};

static void
show_failure (CtFaces *self, const GError *error)
{
  g_autofree char *body = NULL, *escaped = NULL;
  const char *title = NULL;

  if (error == NULL)
    return;

  /* A description is markup, and a service's own words may be in it. */
  ct_words_for_error (error, &title, &body);
  escaped = g_markup_escape_text (body, -1);
  adw_status_page_set_title (self->failed, title);
  adw_status_page_set_description (self->failed, escaped);
}

static void
show_banner (CtFaces *self, CtCollectionState state, const GError *error)
{
  GDateTime *time = ct_collection_get_copy_time (self->collection);
  gboolean is_copy = state == CT_COLLECTION_STATE_COPY || state == CT_COLLECTION_STATE_EMPTY;
  gboolean shown = is_copy && error != NULL;

  if (shown)
    {
      g_autofree char *when = ct_format_date_time (NULL, time);
      g_autofree char *body = NULL, *title = NULL;
      const char *reason = NULL;

      ct_words_for_error (error, &reason, &body);
      /* Translators: a reason, such as "You are offline", and a date with its time */
      title = time ? g_strdup_printf (_ ("%s. This is as of %s."), reason, when)
                   : g_strdup_printf (_ ("%s. This may be out of date."), reason);
      adw_banner_set_title (self->banner, title);
    }
  /* One that is only not revealed would still be read aloud. */
  gtk_widget_set_visible (GTK_WIDGET (self->banner), shown);
  adw_banner_set_revealed (self->banner, shown);
}

static void
blink_over (gpointer user_data)
{
  CtFaces *self = user_data;

  self->blink = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* What comes within a blink is there at once, with neither spinner nor transition. */
static void
show_face (CtFaces *self, const char *name)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (name, "loading"))
    {
      if (self->blink == 0 && !g_str_equal (shown, "loading"))
        self->blink = g_timeout_add_once (BLINK, blink_over, self);
      if (!g_str_equal (shown, "loading"))
        gtk_stack_set_visible_child_name (self->stack, "blank");
      return;
    }

  g_clear_handle_id (&self->blink, g_source_remove);
  if (!g_str_equal (shown, name))
    gtk_stack_set_visible_child_full (self->stack, name,
                                      g_str_equal (shown, "blank")
                                          ? GTK_STACK_TRANSITION_TYPE_NONE
                                          : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

static void
update (CtFaces *self)
{
  CtCollectionState state;
  const GError *error;
  gboolean refreshing;

  /* Bindings may speak up while it goes. */
  if (self->stack == NULL)
    return;

  if (self->collection == NULL)
    {
      show_face (self, "loading");
      adw_banner_set_revealed (self->banner, FALSE);
      return;
    }

  state = ct_collection_get_state (self->collection);
  error = ct_collection_get_error (self->collection);
  g_object_get (self->collection, "refreshing", &refreshing, NULL);

  show_failure (self, error);
  show_banner (self, state, error);
  gtk_widget_set_sensitive (self->try_again, !refreshing);

  show_face (self, face_names[state]);
}

static void
ct_faces_try_again (CtFaces *self)
{
  if (self->collection)
    ct_collection_refresh (self->collection);
}

static void
set_collection (CtFaces *self, CtCollection *collection)
{
  static const char *const watched[]
      = { "notify::state", "notify::error", "notify::copy-time", "notify::refreshing" };

  if (self->collection == collection)
    return;

  if (self->collection)
    g_signal_handlers_disconnect_by_data (self->collection, self);
  g_set_object (&self->collection, collection);
  for (guint i = 0; collection && i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (collection, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLECTION]);
}

/* The words of the empty face live in its status page, and nowhere twice. */
static const char *
empty_property (guint id)
{
  switch ((CtFacesProperty) id)
    {
    case PROP_EMPTY_ICON_NAME:
      return "icon-name";
    case PROP_EMPTY_TITLE:
      return "title";
    case PROP_EMPTY_DESCRIPTION:
      return "description";
    case PROP_EMPTY_CHILD:
      return "child";
    default:
      return NULL;
    }
}

static void
ct_faces_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtFaces *self = CT_FACES (object);

  switch ((CtFacesProperty) id)
    {
    case PROP_COLLECTION:
      g_value_set_object (value, self->collection);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->content));
      break;
    case PROP_EMPTY_ICON_NAME:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_DESCRIPTION:
    case PROP_EMPTY_CHILD:
      g_object_get_property (G_OBJECT (self->empty), empty_property (id), value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_faces_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtFaces *self = CT_FACES (object);

  switch ((CtFacesProperty) id)
    {
    case PROP_COLLECTION:
      set_collection (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (self->content, g_value_get_object (value));
      break;
    case PROP_EMPTY_ICON_NAME:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_DESCRIPTION:
    case PROP_EMPTY_CHILD:
      g_object_set_property (G_OBJECT (self->empty), empty_property (id), value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_faces_dispose (GObject *object)
{
  CtFaces *self = CT_FACES (object);

  if (self->collection)
    g_signal_handlers_disconnect_by_data (self->collection, self);
  g_clear_object (&self->collection);
  g_clear_handle_id (&self->blink, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_FACES);

  G_OBJECT_CLASS (ct_faces_parent_class)->dispose (object);
}

static void
ct_faces_class_init (CtFacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_faces_get_property;
  object_class->set_property = ct_faces_set_property;
  object_class->dispose = ct_faces_dispose;

  properties[PROP_COLLECTION] = g_param_spec_object ("collection", NULL, NULL, CT_TYPE_COLLECTION,
                                                     flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_EMPTY_ICON_NAME]
      = g_param_spec_string ("empty-icon-name", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, "", flags);
  properties[PROP_EMPTY_DESCRIPTION]
      = g_param_spec_string ("empty-description", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_CHILD]
      = g_param_spec_object ("empty-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/faces.ui");
  gtk_widget_class_bind_template_child (widget_class, CtFaces, stack);
  gtk_widget_class_bind_template_child (widget_class, CtFaces, banner);
  gtk_widget_class_bind_template_child (widget_class, CtFaces, content);
  gtk_widget_class_bind_template_child (widget_class, CtFaces, empty);
  gtk_widget_class_bind_template_child (widget_class, CtFaces, failed);
  gtk_widget_class_bind_template_child (widget_class, CtFaces, try_again);
  gtk_widget_class_bind_template_callback (widget_class, ct_faces_try_again);
}

static void
ct_faces_init (CtFaces *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

GtkWidget *
ct_faces_new (void)
{
  return g_object_new (CT_TYPE_FACES, NULL);
}
