/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "service/feed/ct-feed-rows.h"

/* One element of the array, found without understanding it, so that one that is broken does
 * not cost the others. */
typedef struct
{
  const char *text;
  gsize length;
  gsize at;
  guint line;
} Scanner;

static void
step (Scanner *scanner)
{
  if (scanner->text[scanner->at] == '\n')
    scanner->line++;
  scanner->at++;
}

static void
skip (Scanner *scanner, const char *characters)
{
  while (scanner->at < scanner->length && scanner->text[scanner->at] != '\0'
         && strchr (characters, scanner->text[scanner->at]) != NULL)
    step (scanner);
}

/* To the end of a string; there are no line ends in one, so a forgotten quote ends there. */
static void
skip_string (Scanner *scanner)
{
  step (scanner);
  while (scanner->at < scanner->length && scanner->text[scanner->at] != '"'
         && scanner->text[scanner->at] != '\n')
    {
      if (scanner->text[scanner->at] == '\\' && scanner->at + 1 < scanner->length)
        step (scanner);
      step (scanner);
    }
  if (scanner->at < scanner->length)
    step (scanner);
}

/* To the comma or bracket behind the element. */
static void
skip_element (Scanner *scanner)
{
  guint depth = 0;

  while (scanner->at < scanner->length)
    {
      char c = scanner->text[scanner->at];

      if (c == '"')
        {
          skip_string (scanner);
          continue;
        }
      if (depth == 0 && (c == ',' || c == ']'))
        return;
      if (c == '{' || c == '[')
        depth++;
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
      step (scanner);
    }
}

/* A text, or a number as text: ids come as either. */
static char *
get_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : NULL;
}

static CtFeedRow *
read_element (const char *text, gsize length, guint line, char **fault)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_parser_set_strict (parser, TRUE);
  if (!g_utf8_validate (text, length, NULL))
    *fault = g_strdup ("it is not UTF-8");
  else if (!json_parser_load_from_data (parser, text, length, &error)
           || json_parser_get_root (parser) == NULL
           || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    *fault = g_strdup ("it is no JSON object");
  if (*fault != NULL)
    return NULL;

  g_autoptr (CtFeedRow) row = ct_feed_row_new (line);
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *value = get_text (member);

      if (value == NULL)
        {
          *fault = g_strdup_printf ("its “%s” is no text", name);
          return NULL;
        }
      ct_feed_row_set (row, name, value);
    }
  return g_steal_pointer (&row);
}

GPtrArray *
ct_feed_json_read (const char *text, gsize length, GPtrArray *faults, GError **error)
{
  Scanner scanner = { text, length, 0, 1 };

  skip (&scanner, " \t\r\n");
  if (scanner.at >= length || text[scanner.at] != '[')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "It is no JSON array of objects.");
      return NULL;
    }
  step (&scanner);

  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_feed_row_free);
  while (TRUE)
    {
      skip (&scanner, " \t\r\n,");
      if (scanner.at >= length || text[scanner.at] == ']')
        break;

      gsize start = scanner.at;
      guint line = scanner.line;
      g_autofree char *fault = NULL;

      skip_element (&scanner);
      CtFeedRow *row = read_element (text + start, scanner.at - start, line, &fault);
      if (row != NULL)
        g_ptr_array_add (rows, row);
      else
        g_ptr_array_add (faults, ct_feed_fault_new (line, "%s", fault));
    }

  if (scanner.at >= length)
    g_ptr_array_add (faults, ct_feed_fault_new (scanner.line, "the array is not closed"));
  return rows;
}
