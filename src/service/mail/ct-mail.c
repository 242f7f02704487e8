/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/mail/ct-mail.h"

#include <string.h>

static const CtField ct_mail_block_fields[] = {
  CT_FIELD_OF (CtMailBlock, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_mail_block_kind_get_type),
  CT_FIELD (CtMailBlock, text, "text", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtMailBlock, uri, "uri", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtMailBlock, ct_mail_block)

static const CtField ct_mail_fields[] = {
  CT_FIELD (CtMail, recipient, "recipient", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtMail, recipient_name, "recipient-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtMail, subject, "subject", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtMail, blocks, "blocks", LIST, CT_FIELD_OPTIONAL, ct_mail_block_get_type),
  CT_FIELD (CtMail, unsubscribe_uri, "unsubscribe-uri", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtMail, created_at, "created-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtMail, due_at, "due-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtMail, tries, "tries", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtMail, state, "state", ENUM, CT_FIELD_OPTIONAL, ct_mail_state_get_type),
  CT_FIELD (CtMail, failure, "failure", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtMail, ct_mail)

CtMail *
ct_mail_new (const char *recipient, const char *name, const char *subject)
{
  g_autofree char *id = g_uuid_string_random ();

  g_return_val_if_fail (ct_mail_address_is_valid (recipient), NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  return g_object_new (CT_TYPE_MAIL, "id", id, "recipient", recipient, "recipient-name", name,
                       "subject", subject, "tries", 0, NULL);
}

static void
add_block (CtMail *self, CtMailBlockKind kind, const char *text, const char *uri)
{
  g_autoptr (CtMailBlock) block
      = g_object_new (CT_TYPE_MAIL_BLOCK, "kind", kind, "text", text, "uri", uri, NULL);

  g_return_if_fail (CT_IS_MAIL (self));

  ct_resource_append (CT_RESOURCE (self), "blocks", CT_RESOURCE (block));
}

void
ct_mail_add_paragraph (CtMail *self, const char *text)
{
  add_block (self, CT_MAIL_BLOCK_KIND_PARAGRAPH, text, NULL);
}

void
ct_mail_add_code (CtMail *self, const char *code)
{
  add_block (self, CT_MAIL_BLOCK_KIND_CODE, code, NULL);
}

void
ct_mail_add_link (CtMail *self, const char *label, const char *uri)
{
  add_block (self, CT_MAIL_BLOCK_KIND_LINK, label, uri);
}

char *
ct_mail_to_text (CtMail *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = self->blocks != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->blocks)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtMailBlock) block = g_list_model_get_item (G_LIST_MODEL (self->blocks), i);

      if (block->kind == CT_MAIL_BLOCK_KIND_LINK)
        g_string_append_printf (text, "%s:\r\n%s\r\n\r\n", block->text, block->uri);
      else if (block->kind == CT_MAIL_BLOCK_KIND_CODE)
        g_string_append_printf (text, "    %s\r\n\r\n", block->text);
      else
        g_string_append_printf (text, "%s\r\n\r\n", block->text);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Styled in place, since mail readers drop style sheets. */
#define PAGE \
  "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#241f31;" \
  "max-width:36em;margin:0 auto;padding:24px"
#define CODE \
  "font-family:monospace;font-size:24px;letter-spacing:2px;background:#f6f5f4;" \
  "border-radius:9px;padding:12px 18px;display:inline-block"
#define BUTTON \
  "background:#1c71d8;color:#ffffff;text-decoration:none;font-weight:bold;" \
  "border-radius:9px;padding:12px 24px;display:inline-block"

char *
ct_mail_to_html (CtMail *self)
{
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html><html><body style=\"" PAGE "\">");
  guint n = self->blocks != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->blocks)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtMailBlock) block = g_list_model_get_item (G_LIST_MODEL (self->blocks), i);
      g_autofree char *text = g_markup_escape_text (block->text, -1);
      g_autofree char *uri = g_markup_escape_text (block->uri != NULL ? block->uri : "", -1);

      if (block->kind == CT_MAIL_BLOCK_KIND_LINK)
        g_string_append_printf (html, "<p><a style=\"" BUTTON "\" href=\"%s\">%s</a></p>", uri,
                                text);
      else if (block->kind == CT_MAIL_BLOCK_KIND_CODE)
        g_string_append_printf (html, "<p style=\"" CODE "\">%s</p>", text);
      else
        {
          g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
          g_autofree char *joined = g_strjoinv ("<br>", lines);
          g_string_append_printf (html, "<p>%s</p>", joined);
        }
    }
  g_string_append (html, "</body></html>");

  return g_string_free_and_steal (g_steal_pointer (&html));
}

gboolean
ct_mail_address_is_valid (const char *address)
{
  const char *at = address != NULL ? strchr (address, '@') : NULL;

  if (at == NULL || at == address || strlen (address) > 254 || at - address > 64
      || strchr (at + 1, '@') != NULL || !g_utf8_validate (address, -1, NULL))
    return FALSE;

  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || strchr ("<>()[]\\,;:\"", *p) != NULL)
        return FALSE;
    }

  if (g_strcmp0 (at + 1, "localhost") == 0)
    return TRUE;

  return strchr (at + 1, '.') != NULL && at[1] != '.' && !g_str_has_suffix (at, ".")
         && strstr (at, "..") == NULL;
}
