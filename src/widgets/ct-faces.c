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
  char *empty_icon_name;    /* nullable */
  char *empty_title;        /* nullable */
  char *empty_description;  /* nullable */
  GtkWidget *empty_child;   /* owned, nullable */

  GtkStack *stack;
  AdwBin *content;

  /* Most pages never need these, so they are made for the first time that they are shown. */
  AdwBanner *banner;      /* nullable */
  AdwStatusPage *status;  /* nullable */
  CtCollectionState said; /* by the status page */
  GtkWidget *try_again;   /* owned, nullable */
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

static void
ct_faces_try_again (CtFaces *self)
{
  if (self->collection)
    ct_collection_refresh (self->collection);
}

static GtkWidget *
get_try_again (CtFaces *self)
{
  if (self->try_again == NULL)
    {
      self->try_again = g_object_ref_sink (gtk_button_new_with_label (_ ("Try Again")));
      gtk_widget_set_halign (self->try_again, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (self->try_again, "pill");
      gtk_widget_add_css_class (self->try_again, "suggested-action");
      g_signal_connect_object (self->try_again, "clicked", G_CALLBACK (ct_faces_try_again), self,
                               G_CONNECT_SWAPPED);
    }

  return self->try_again;
}

static void
say_loading (CtFaces *self)
{
  g_autoptr (GdkPaintable) spinner
      = GDK_PAINTABLE (adw_spinner_paintable_new (GTK_WIDGET (self->status)));

  adw_status_page_set_title (self->status, _ ("Loading…"));
  adw_status_page_set_description (self->status, NULL);
  adw_status_page_set_paintable (self->status, spinner);
  adw_status_page_set_child (self->status, NULL);
}

static void
say_empty (CtFaces *self)
{
  adw_status_page_set_paintable (self->status, NULL);
  adw_status_page_set_icon_name (self->status, self->empty_icon_name);
  adw_status_page_set_title (self->status, self->empty_title ? self->empty_title : "");
  adw_status_page_set_description (self->status, self->empty_description);
  adw_status_page_set_child (self->status, self->empty_child);
}

static void
say_failed (CtFaces *self, const GError *error)
{
  g_autofree char *body = NULL, *escaped = NULL;
  const char *title = NULL;

  /* A description is markup, and a service's own words may be in it. */
  ct_words_for_error (error, &title, &body);
  escaped = g_markup_escape_text (body, -1);
  adw_status_page_set_icon_name (self->status, "ct-warning-symbolic");
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  adw_status_page_set_child (self->status, get_try_again (self));
}

char *
ct_faces_describe_copy (const GError *error, GDateTime *time)
{
  g_autofree char *when = ct_format_date_time (NULL, time);
  g_autofree char *body = NULL;
  const char *reason;

  g_return_val_if_fail (error != NULL, NULL);

  ct_words_for_error (error, &reason, &body);
  /* Translators: a reason, such as "You are offline", and a date with its time */
  return time != NULL ? g_strdup_printf (_ ("%s. This is as of %s."), reason, when)
                      : g_strdup_printf (_ ("%s. This may be out of date."), reason);
}

static AdwBanner *
get_banner (CtFaces *self)
{
  if (self->banner == NULL)
    {
      self->banner = ADW_BANNER (adw_banner_new (""));
      adw_banner_set_button_label (self->banner, _ ("Try Again"));
      g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (ct_faces_try_again),
                               self, G_CONNECT_SWAPPED);
      gtk_box_prepend (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), GTK_WIDGET (self->banner));
    }

  return self->banner;
}

static void
show_banner (CtFaces *self, CtCollectionState state, const GError *error)
{
  gboolean is_copy = state == CT_COLLECTION_STATE_COPY || state == CT_COLLECTION_STATE_EMPTY;
  gboolean shown = is_copy && error != NULL;

  if (shown)
    {
      AdwBanner *banner = get_banner (self);
      g_autofree char *title
          = ct_faces_describe_copy (error, ct_collection_get_copy_time (self->collection));

      adw_banner_set_title (banner, title);
    }
  if (self->banner == NULL)
    return;

  /* One that is only not revealed would still be read aloud. */
  gtk_widget_set_visible (GTK_WIDGET (self->banner), shown);
  adw_banner_set_revealed (self->banner, shown);
}

static void
show_child (CtFaces *self, const char *name)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (!g_str_equal (shown, name))
    gtk_stack_set_visible_child_full (self->stack, name,
                                      g_str_equal (shown, "blank")
                                          ? GTK_STACK_TRANSITION_TYPE_NONE
                                          : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

static void
show_status (CtFaces *self, CtCollectionState state, const GError *error)
{
  if (self->status == NULL)
    {
      self->status = ADW_STATUS_PAGE (adw_status_page_new ());
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
    }

  if (state == CT_COLLECTION_STATE_LOADING)
    say_loading (self);
  else if (state == CT_COLLECTION_STATE_EMPTY)
    say_empty (self);
  else
    say_failed (self, error);
  self->said = state;
  show_child (self, "status");
}

static gboolean
is_said (CtFaces *self, CtCollectionState state)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "status")
         && self->said == state;
}

static void
blink_over (gpointer user_data)
{
  CtFaces *self = user_data;

  self->blink = 0;
  show_status (self, CT_COLLECTION_STATE_LOADING, NULL);
}

/* What comes within a blink is there at once, with neither spinner nor transition. */
static void
wait_for_content (CtFaces *self)
{
  if (self->blink != 0 || is_said (self, CT_COLLECTION_STATE_LOADING))
    return;

  self->blink = g_timeout_add_once (BLINK, blink_over, self);
  gtk_stack_set_visible_child_name (self->stack, "blank");
}

static void
update (CtFaces *self)
{
  CtCollectionState state = CT_COLLECTION_STATE_LOADING;
  const GError *error = NULL;
  gboolean refreshing = FALSE;

  /* Bindings may speak up while it goes. */
  if (self->stack == NULL)
    return;

  if (self->collection)
    {
      state = ct_collection_get_state (self->collection);
      error = ct_collection_get_error (self->collection);
      g_object_get (self->collection, "refreshing", &refreshing, NULL);
    }
  show_banner (self, state, error);

  if (state == CT_COLLECTION_STATE_LOADING)
    {
      wait_for_content (self);
      return;
    }

  g_clear_handle_id (&self->blink, g_source_remove);
  if (state == CT_COLLECTION_STATE_READY || state == CT_COLLECTION_STATE_COPY)
    show_child (self, "content");
  else
    show_status (self, state, error);
  if (self->try_again)
    gtk_widget_set_sensitive (self->try_again, !refreshing);
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
      g_value_set_string (value, self->empty_icon_name);
      break;
    case PROP_EMPTY_TITLE:
      g_value_set_string (value, self->empty_title);
      break;
    case PROP_EMPTY_DESCRIPTION:
      g_value_set_string (value, self->empty_description);
      break;
    case PROP_EMPTY_CHILD:
      g_value_set_object (value, self->empty_child);
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
      g_set_str (&self->empty_icon_name, g_value_get_string (value));
      break;
    case PROP_EMPTY_TITLE:
      g_set_str (&self->empty_title, g_value_get_string (value));
      break;
    case PROP_EMPTY_DESCRIPTION:
      g_set_str (&self->empty_description, g_value_get_string (value));
      break;
    case PROP_EMPTY_CHILD:
      g_clear_object (&self->empty_child);
      if (g_value_get_object (value))
        self->empty_child = g_object_ref_sink (g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }

  if (self->stack && is_said (self, CT_COLLECTION_STATE_EMPTY))
    say_empty (self);
}

static void
ct_faces_dispose (GObject *object)
{
  CtFaces *self = CT_FACES (object);

  if (self->collection)
    g_signal_handlers_disconnect_by_data (self->collection, self);
  g_clear_object (&self->collection);
  g_clear_handle_id (&self->blink, g_source_remove);
  g_clear_object (&self->try_again);
  g_clear_object (&self->empty_child);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_FACES);

  G_OBJECT_CLASS (ct_faces_parent_class)->dispose (object);
}

static void
ct_faces_finalize (GObject *object)
{
  CtFaces *self = CT_FACES (object);

  g_free (self->empty_icon_name);
  g_free (self->empty_title);
  g_free (self->empty_description);

  G_OBJECT_CLASS (ct_faces_parent_class)->finalize (object);
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
  object_class->finalize = ct_faces_finalize;

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
  gtk_widget_class_bind_template_child (widget_class, CtFaces, content);
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
