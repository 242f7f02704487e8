/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-search-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/ct-shell-search.h"
#include "model/ct-credential.h"
#include "model/ct-exam.h"
#include "widgets/ct-format.h"
#include "widgets/ct-look.h"

struct _CtSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* not owned: it owns this */
  CtShellSearch *skeleton;   /* owned */
  CtSearch *search;          /* owned, nullable */
  GHashTable *found;         /* owned: #CtResource by identifier: what was found last */
};

G_DEFINE_FINAL_TYPE (CtSearchProvider, ct_search_provider, G_TYPE_OBJECT)

/* A question that is answered when the offline copy was read. */
typedef struct
{
  CtSearchProvider *self;            /* owned */
  GDBusMethodInvocation *invocation; /* owned */
  GStrv previous;                    /* owned, nullable: what may be found */
  char *words;                       /* owned, nullable: to be shown in the window */
} Question;

static Question *
question_new (CtSearchProvider *self, GDBusMethodInvocation *invocation)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->invocation = invocation;
  g_application_hold (self->application);
  return question;
}

static void
question_free (Question *question)
{
  g_application_release (question->self->application);
  g_object_unref (question->self);
  g_strfreev (question->previous);
  g_free (question->words);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static const char *
get_page (CtResource *item)
{
  return CT_IS_EXAM (item) ? "exams" : "credentials";
}

/* Finds, and keeps what was found for who asks what that is. */
static GStrv
take_found (Question *question, GAsyncResult *result)
{
  CtSearchProvider *self = question->self;
  g_autoptr (GPtrArray) found = ct_search_find_finish (self->search, result, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_hash_table_remove_all (self->found);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      CtResource *item = found->pdata[i];
      g_autofree char *id = g_strdup_printf ("%s/%s", get_page (item), ct_resource_get_id (item));

      if (question->previous != NULL
          && !g_strv_contains ((const char *const *) question->previous, id))
        continue;
      g_strv_builder_add (ids, id);
      g_hash_table_insert (self->found, g_steal_pointer (&id), g_object_ref (item));
    }
  return g_strv_builder_end (ids);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_auto (GStrv) ids = take_found (question, result);

  g_dbus_method_invocation_return_value (question->invocation, g_variant_new ("(^as)", ids));
}

static gboolean
find (CtSearchProvider *self,
      GDBusMethodInvocation *invocation,
      const char *const *previous,
      const char *const *terms)
{
  if (self->search == NULL)
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  Question *question = question_new (self, invocation);

  question->previous = g_strdupv ((char **) previous);
  ct_search_find_async (self->search, terms, NULL, on_found, question);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
get_initial_result_set (CtSearchProvider *self,
                        GDBusMethodInvocation *invocation,
                        const char *const *terms)
{
  return find (self, invocation, NULL, terms);
}

static gboolean
get_subsearch_result_set (CtSearchProvider *self,
                          GDBusMethodInvocation *invocation,
                          const char *const *previous,
                          const char *const *terms)
{
  return find (self, invocation, previous, terms);
}

static char *
describe (CtResource *item)
{
  if (CT_IS_EXAM (item))
    {
      g_autofree char *kind = ct_format_exam_kind (NULL, CT_EXAM (item)->kind);

      /* Translators: what is found from the desktop: "Exam" or "Assessment", and its code */
      return g_strdup_printf (C_ ("found", "%s %s"), kind, ct_resource_get_id (item));
    }

  CtCredential *credential = CT_CREDENTIAL (item);
  g_autoptr (CtLook) look = ct_look_credential (NULL, credential->state, credential->expires_at);
  g_autofree char *expiry
      = credential->state == CT_CREDENTIAL_STATE_ACTIVE && credential->expires_at != NULL
            ? ct_format_date (NULL, credential->expires_at)
            : NULL;

  if (expiry != NULL)
    /* Translators: of a credential that is found from the desktop; %s is a day */
    return g_strdup_printf (_ ("Credential, valid until %s"), expiry);
  /* Translators: of a credential that is found from the desktop; %s is its state, such as "Active"
   */
  return g_strdup_printf (_ ("Credential, %s"), look->words);
}

static gboolean
get_result_metas (CtSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *ids)
{
  g_auto (GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CtResource *item = g_hash_table_lookup (self->found, ids[i]);
      g_autofree char *description = item != NULL ? describe (item) : NULL;

      if (item == NULL)
        continue;
      g_variant_builder_open (&metas, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (ids[i]));
      g_variant_builder_add (&metas, "{sv}", "name",
                             g_variant_new_string (CT_IS_EXAM (item)
                                                       ? CT_EXAM (item)->title
                                                       : CT_CREDENTIAL (item)->title));
      g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (description));
      g_variant_builder_close (&metas);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* It is what some program on the bus says, and need not be what was found. */
static gboolean
activate_result (CtSearchProvider *self,
                 GDBusMethodInvocation *invocation,
                 const char *id,
                 const char *const *terms,
                 guint timestamp)
{
  g_auto (GStrv) parts = g_strsplit (id, "/", 2);

  g_dbus_method_invocation_return_value (invocation, NULL);
  if (g_strv_length (parts) == 2
      && (strcmp (parts[0], "exams") == 0 || strcmp (parts[0], "credentials") == 0))
    g_action_group_activate_action (G_ACTION_GROUP (self->application), "show",
                                    g_variant_new ("(ss)", parts[0], parts[1]));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
show_words (CtSearchProvider *self, const char *page, const char *words)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "search",
                                  g_variant_new ("(ss)", page, words));
}

/* Exams are what most people look for; whoever meant a credential sees those. */
static void
on_found_for_window (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_auto (GStrv) ids = take_found (question, result);
  gboolean any_exam = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    any_exam |= g_str_has_prefix (ids[i], "exams/");
  show_words (question->self, ids[0] != NULL && !any_exam ? "credentials" : "exams",
              question->words);
}

static gboolean
launch_search (CtSearchProvider *self,
               GDBusMethodInvocation *invocation,
               const char *const *terms,
               guint timestamp)
{
  g_autofree char *words = g_strjoinv (" ", (char **) terms);

  g_dbus_method_invocation_return_value (invocation, NULL);
  if (self->search == NULL)
    show_words (self, "exams", words);
  else
    {
      Question *question = question_new (self, NULL);

      question->words = g_steal_pointer (&words);
      ct_search_find_async (self->search, terms, NULL, on_found_for_window, question);
    }
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
ct_search_provider_set_search (CtSearchProvider *self, CtSearch *search)
{
  g_return_if_fail (CT_IS_SEARCH_PROVIDER (self));
  g_return_if_fail (search == NULL || CT_IS_SEARCH (search));

  g_set_object (&self->search, search);
}

gboolean
ct_search_provider_export (CtSearchProvider *self,
                           GDBusConnection *connection,
                           const char *object_path,
                           GError **error)
{
  g_return_val_if_fail (CT_IS_SEARCH_PROVIDER (self), FALSE);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection,
                                           object_path, error);
}

void
ct_search_provider_unexport (CtSearchProvider *self)
{
  g_return_if_fail (CT_IS_SEARCH_PROVIDER (self));

  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}

static void
ct_search_provider_finalize (GObject *object)
{
  CtSearchProvider *self = CT_SEARCH_PROVIDER (object);

  g_clear_object (&self->skeleton);
  g_clear_object (&self->search);
  g_clear_pointer (&self->found, g_hash_table_unref);

  G_OBJECT_CLASS (ct_search_provider_parent_class)->finalize (object);
}

static void
ct_search_provider_class_init (CtSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_search_provider_finalize;
}

static const struct
{
  const char *signal;
  GCallback handler;
} methods[] = {
  { "handle-get-initial-result-set", G_CALLBACK (get_initial_result_set) },
  { "handle-get-subsearch-result-set", G_CALLBACK (get_subsearch_result_set) },
  { "handle-get-result-metas", G_CALLBACK (get_result_metas) },
  { "handle-activate-result", G_CALLBACK (activate_result) },
  { "handle-launch-search", G_CALLBACK (launch_search) },
};

static void
ct_search_provider_init (CtSearchProvider *self)
{
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->skeleton = ct_shell_search_skeleton_new ();
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    g_signal_connect_object (self->skeleton, methods[i].signal, methods[i].handler, self,
                             G_CONNECT_SWAPPED);
}

CtSearchProvider *
ct_search_provider_new (GApplication *application)
{
  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  CtSearchProvider *self = g_object_new (CT_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}
