/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-company.h"

#include <string.h>

static const CtField ct_company_fields[] = {
  CT_FIELD (CtCompany, name, "name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtCompany, is_partner, "is-partner", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCompany, domains, "domains", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCompany, contact_name, "contact-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCompany, contact_email, "contact-email", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtCompany, ct_company)

typedef gboolean (*Fits) (CtCompany *company, const char *what);

static CtCompany *
find (GListModel *companies, Fits fits, const char *what)
{
  guint n = companies != NULL && what != NULL ? g_list_model_get_n_items (companies) : 0;

  for (guint i = 0; i < n; i++)
    {
      /* The list keeps it. */
      g_autoptr (CtCompany) company = g_list_model_get_item (companies, i);

      if (fits (company, what))
        return company;
    }
  return NULL;
}

static gboolean
has_id (CtCompany *company, const char *id)
{
  return g_strcmp0 (ct_resource_get_id (CT_RESOURCE (company)), id) == 0;
}

static char *
fold (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *composed = g_utf8_normalize (stripped, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (composed != NULL ? composed : "", -1);
}

static gboolean
has_name (CtCompany *company, const char *name)
{
  g_autofree char *own = fold (company->name);
  g_autofree char *other = fold (name);

  return has_id (company, name) || g_str_equal (own, other);
}

static gboolean
has_address (CtCompany *company, const char *address)
{
  const char *at = strrchr (address, '@');
  g_autofree char *domain = at != NULL ? g_ascii_strdown (at + 1, -1) : NULL;

  if (domain == NULL)
    return FALSE;

  g_strchomp (domain);
  for (char **own = company->domains; own != NULL && *own != NULL; own++)
    {
      g_autofree char *lower = g_ascii_strdown (*own, -1);
      gsize rest = strlen (domain) >= strlen (lower) ? strlen (domain) - strlen (lower) : 0;

      if (*lower != '\0' && g_str_has_suffix (domain, lower)
          && (rest == 0 || domain[rest - 1] == '.'))
        return TRUE;
    }
  return FALSE;
}

CtCompany *
ct_company_find (GListModel *companies, const char *id)
{
  return find (companies, has_id, id);
}

CtCompany *
ct_company_find_by_name (GListModel *companies, const char *name)
{
  return find (companies, has_name, name);
}

CtCompany *
ct_company_find_by_address (GListModel *companies, const char *address)
{
  return find (companies, has_address, address);
}
