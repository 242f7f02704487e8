/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-program-check.h"

#include <string.h>

#include "model/ct-company.h"
#include "service/mail/ct-mail.h"

/* Deeper than anyone reads; and all that walks a tree may recurse. */
#define MAX_DEPTH 16
/* So that a chain of them does not exhaust the stack. */
#define MAX_ACHIEVEMENTS 1000
/* In bytes. */
#define MAX_URI 2000
#define MAX_SYLLABUS 20000

typedef struct
{
  CtCatalog *catalog;
  GPtrArray *faults;
} Check;

G_GNUC_PRINTF (3, 4)
static void
report (Check *self, const char *place, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *words = g_strdup_vprintf (format, args);
  va_end (args);

  g_ptr_array_add (self->faults, g_strdup_printf ("%s: %s", place, words));
}

/* Every resource of a list has an id, and no other has the same. */
static void
check_ids (Check *self, GListModel *list, const char *place)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CtResource) resource = g_list_model_get_item (list, i);
      const char *id = ct_resource_get_id (resource);
      g_autofree char *here = g_strdup_printf ("%s/%u/id", place, i);

      if (id == NULL || *id == '\0')
        report (self, here, "an id is missing");
      else if (!g_hash_table_add (seen, g_strdup (id)))
        report (self, here, "“%s” is there already", id);
    }
}

static GListModel *
as_list (GPtrArray *resources)
{
  GListStore *store = g_list_store_new (CT_TYPE_RESOURCE);

  g_list_store_splice (store, 0, 0, resources->pdata, resources->len);
  return G_LIST_MODEL (store);
}

/* Whoever is led to a partner contact finds one. */
static void
check_company (Check *self, CtCompany *company, const char *place)
{
  g_autofree char *contact = g_strconcat (place, "/contact_email", NULL);
  g_autofree char *domains = g_strconcat (place, "/domains", NULL);

  if (company->is_partner && company->contact_email == NULL)
    report (self, contact, "a partner company needs a contact");
  if (company->contact_email != NULL && !ct_mail_address_is_valid (company->contact_email))
    report (self, contact, "“%s” is no e-mail address", company->contact_email);

  for (char **domain = company->domains; domain != NULL && *domain != NULL; domain++)
    {
      if (strchr (*domain, '.') == NULL || strchr (*domain, '@') != NULL)
        report (self, domains, "“%s” is no domain", *domain);
    }
}

static void
check_companies (Check *self, GListModel *companies)
{
  check_ids (self, companies, "/program/companies");
  for (guint i = 0; companies != NULL && i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (CtCompany) company = g_list_model_get_item (companies, i);
      g_autofree char *place = g_strdup_printf ("/program/companies/%u", i);

      check_company (self, company, place);
    }
}

/* What is accepted has a version, by which it is recorded. */
static void
check_texts (Check *self, CtProgram *program)
{
  if ((program->terms == NULL) != (program->terms_version == NULL))
    report (self, "/program/terms_version", "the terms and their version belong together");
  if (program->privacy_notice == NULL && program->privacy_version != NULL)
    report (self, "/program/privacy_version", "there is no privacy notice");
}

static void
check_rule (Check *self, CtDownloadRule *rule, const char *place)
{
  GEnumClass *kinds = g_type_class_get (CT_TYPE_ACHIEVEMENT_KIND);
  g_autofree char *agreement = g_strconcat (place, "/agreement_id", NULL);

  if (rule == NULL)
    return;

  for (guint i = 0; rule->kinds != NULL && rule->kinds[i] != NULL; i++)
    {
      g_autofree char *here = g_strdup_printf ("%s/kinds/%u", place, i);

      if (g_enum_get_value_by_nick (kinds, rule->kinds[i]) == NULL)
        report (self, here, "“%s” is no kind of achievement", rule->kinds[i]);
    }
  if (rule->agreement_id != NULL
      && ct_catalog_get_agreement (self->catalog, rule->agreement_id) == NULL)
    report (self, agreement, "there is no agreement “%s”", rule->agreement_id);
}

static void
check_program (Check *self, CtProgram *program)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (program));

  if (id == NULL || *id == '\0')
    report (self, "/program/id", "an id is missing");

  if (program->verification_uri != NULL
      && g_strcmp0 (g_uri_peek_scheme (program->verification_uri), "https") != 0)
    report (self, "/program/verification_uri", "an https address was expected");

  check_texts (self, program);
  check_ids (self, (GListModel *) program->agreements, "/program/agreements");
  check_ids (self, (GListModel *) program->topics, "/program/topics");
  check_companies (self, (GListModel *) program->companies);
  check_rule (self, program->certificate_rule, "/program/certificate_rule");
  check_rule (self, program->logo_rule, "/program/logo_rule");
}

/* It is opened in the candidate's browser. */
static void
check_uri (Check *self, const char *uri, const char *place, const char *member)
{
  g_autofree char *here = g_strconcat (place, "/", member, NULL);
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL)
    return;
  if (parsed == NULL || strcmp (g_uri_get_scheme (parsed), "https") != 0
      || g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0')
    report (self, here, "an https address was expected");
  else if (strlen (uri) > MAX_URI)
    report (self, here, "an address has at most %d bytes", MAX_URI);
}

static void
check_ways (Check *self, CtExam *exam, const char *place)
{
  g_autofree char *start = g_strconcat (place, "/start_uri", NULL);
  g_autofree char *syllabus = g_strconcat (place, "/syllabus", NULL);

  check_uri (self, exam->start_uri, place, "start_uri");
  check_uri (self, exam->study_uri, place, "study_uri");
  check_uri (self, exam->syllabus_uri, place, "syllabus_uri");
  if (exam->start_uri != NULL && exam->kind != CT_EXAM_KIND_ASSESSMENT)
    report (self, start, "an exam is taken at Pearson VUE, not at an address");
  if (exam->syllabus != NULL && strlen (exam->syllabus) > MAX_SYLLABUS)
    report (self, syllabus, "a syllabus has at most %d bytes", MAX_SYLLABUS);
}

static void
check_exam (Check *self, CtExam *exam, const char *place)
{
  g_autofree char *score = g_strconcat (place, "/passing_score", NULL);
  g_autofree char *minutes = g_strconcat (place, "/minutes", NULL);
  g_autofree char *price = g_strconcat (place, "/price", NULL);
  g_autofree char *successor = g_strconcat (place, "/replaced_by", NULL);

  if (exam->passing_score > 100)
    report (self, score, "a percentage was expected");
  if (exam->minutes == 0)
    report (self, minutes, "it cannot take no time");
  if (exam->price > 0 && (exam->currency == NULL || strlen (exam->currency) != 3))
    report (self, price, "a price needs a currency of three letters");

  check_ways (self, exam, place);

  if (exam->replaced_by == NULL)
    return;
  if (ct_catalog_get_exam (self->catalog, exam->replaced_by) == NULL)
    report (self, successor, "there is no exam or assessment “%s”", exam->replaced_by);
  else if (g_strcmp0 (exam->replaced_by, ct_resource_get_id (CT_RESOURCE (exam))) == 0)
    report (self, successor, "it replaces itself");
}

/* Trees. */

static void check_node (Check *self, CtRequirement *node, const char *place, int depth);

static void
check_exam_leaf (Check *self, CtRequirement *leaf, const char *place, CtExamKind kind)
{
  CtExam *exam = ct_catalog_get_exam (self->catalog, leaf->ref);
  const char *kind_name = kind == CT_EXAM_KIND_EXAM ? "exam" : "assessment";

  if (exam == NULL)
    report (self, place, "there is no %s “%s”", kind_name, leaf->ref);
  else if (exam->kind != kind)
    report (self, place, "“%s” is no %s", leaf->ref, kind_name);
}

static void
check_leaf (Check *self, CtRequirement *leaf, const char *place)
{
  g_autofree char *ref = g_strconcat (place, "/ref", NULL);
  g_autofree char *age = g_strconcat (place, "/max_age_months", NULL);
  gboolean is_pass
      = leaf->kind == CT_REQUIREMENT_KIND_EXAM || leaf->kind == CT_REQUIREMENT_KIND_ASSESSMENT;

  if (leaf->requirements != NULL)
    report (self, place, "only all-of, any-of and n-of have requirements of their own");
  if (leaf->max_age_months == 0 || (leaf->max_age_months > 0 && !is_pass))
    report (self, age,
            is_pass ? "it cannot count for no time"
                    : "only exams and assessments have a greatest age");

  if (leaf->ref == NULL)
    report (self, ref, "a reference is missing");
  else if (is_pass)
    check_exam_leaf (self, leaf, ref,
                     leaf->kind == CT_REQUIREMENT_KIND_EXAM ? CT_EXAM_KIND_EXAM
                                                            : CT_EXAM_KIND_ASSESSMENT);
  else if (leaf->kind == CT_REQUIREMENT_KIND_ACHIEVEMENT
           && ct_catalog_get_achievement (self->catalog, leaf->ref) == NULL)
    report (self, ref, "there is no achievement “%s”", leaf->ref);
  else if (leaf->kind == CT_REQUIREMENT_KIND_AGREEMENT
           && ct_catalog_get_agreement (self->catalog, leaf->ref) == NULL)
    report (self, ref, "there is no agreement “%s”", leaf->ref);
}

static void
check_group (Check *self, CtRequirement *group, const char *place, int depth)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *needed = g_strconcat (place, "/needed", NULL);
  GListModel *list = (GListModel *) group->requirements;
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  if (group->ref != NULL)
    report (self, place, "a group has no reference");
  if (n == 0)
    report (self, place, "a group needs requirements");

  if (group->kind != CT_REQUIREMENT_KIND_N_OF && group->needed != -1)
    report (self, needed, "only n-of has a number");
  else if (group->kind == CT_REQUIREMENT_KIND_N_OF
           && (group->needed < 1 || (guint) group->needed > n))
    report (self, needed, "a number from 1 to %u was expected", n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (list, i);
      g_autofree char *here = g_strdup_printf ("%s/requirements/%u", place, i);

      if (child->ref != NULL
          && !g_hash_table_add (seen, g_strdup_printf ("%d %s", child->kind, child->ref)))
        report (self, here, "“%s” is in the group already", child->ref);
      check_node (self, child, here, depth + 1);
    }
}

static void
check_node (Check *self, CtRequirement *node, const char *place, int depth)
{
  if (depth > MAX_DEPTH)
    report (self, place, "it is nested too deep");
  else if (node->kind <= CT_REQUIREMENT_KIND_N_OF)
    check_group (self, node, place, depth);
  else
    check_leaf (self, node, place);
}

/* Whether the node is met by whoever accepts every agreement and takes nothing. */
static gboolean
needs_only_agreements (CtRequirement *node)
{
  GListModel *list = (GListModel *) node->requirements;
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;
  guint n_met = 0;

  if (node->kind > CT_REQUIREMENT_KIND_N_OF)
    return node->kind == CT_REQUIREMENT_KIND_AGREEMENT;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (list, i);
      n_met += needs_only_agreements (child);
    }

  if (node->kind == CT_REQUIREMENT_KIND_ALL_OF)
    return n > 0 && n_met == n;
  return n_met >= (node->kind == CT_REQUIREMENT_KIND_N_OF ? (guint) MAX (node->needed, 1) : 1);
}

/* Circles: the trail is the achievements on the way from the first to here. */

static void find_circle (Check *self,
                         CtAchievement *achievement,
                         GPtrArray *trail,
                         GHashTable *done,
                         const char *place);

static void
follow (Check *self, CtRequirement *node, GPtrArray *trail, GHashTable *done, const char *place)
{
  GListModel *list = (GListModel *) node->requirements;
  CtAchievement *next = node->kind == CT_REQUIREMENT_KIND_ACHIEVEMENT
                            ? ct_catalog_get_achievement (self->catalog, node->ref)
                            : NULL;

  if (next != NULL)
    find_circle (self, next, trail, done, place);

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (list, i);
      follow (self, child, trail, done, place);
    }
}

static void
find_circle (Check *self,
             CtAchievement *achievement,
             GPtrArray *trail,
             GHashTable *done,
             const char *place)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (achievement));
  guint from;

  if (g_ptr_array_find (trail, id, &from))
    {
      g_autoptr (GString) circle = g_string_new (NULL);

      for (guint i = from; i < trail->len; i++)
        g_string_append_printf (circle, "%s → ", (char *) trail->pdata[i]);
      report (self, place, "it needs itself: %s%s", circle->str, id);
      return;
    }

  if (!g_hash_table_add (done, (gpointer) id))
    return;

  g_ptr_array_add (trail, (gpointer) id);
  follow (self, achievement->requirement, trail, done, place);
  g_ptr_array_remove_index (trail, trail->len - 1);
}

static void
check_achievements (Check *self, GPtrArray *achievements)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) trail = g_ptr_array_new ();

  for (guint i = 0; i < achievements->len; i++)
    {
      CtAchievement *achievement = achievements->pdata[i];
      g_autofree char *validity = g_strdup_printf ("/achievements/%u/validity_months", i);
      g_autofree char *tree = g_strdup_printf ("/achievements/%u/requirement", i);

      if (achievement->validity_months == 0)
        report (self, validity, "it cannot last for no time");
      check_node (self, achievement->requirement, tree, 1);
      if (needs_only_agreements (achievement->requirement))
        report (self, tree, "it can be met by agreements alone");
      if (ct_resource_get_id (CT_RESOURCE (achievement)) != NULL)
        find_circle (self, achievement, trail, done, tree);
    }
}

GPtrArray *
ct_program_check (CtProgram *program, GPtrArray *exams, GPtrArray *achievements)
{
  g_autoptr (CtCatalog) catalog = ct_catalog_new (program, exams, achievements);
  g_autoptr (GListModel) exam_list = as_list (exams);
  g_autoptr (GListModel) achievement_list = as_list (achievements);
  Check check = { catalog, g_ptr_array_new_with_free_func (g_free) };

  check_program (&check, program);

  check_ids (&check, exam_list, "/exams");
  for (guint i = 0; i < exams->len; i++)
    {
      g_autofree char *place = g_strdup_printf ("/exams/%u", i);
      check_exam (&check, exams->pdata[i], place);
    }

  check_ids (&check, achievement_list, "/achievements");
  if (achievements->len <= MAX_ACHIEVEMENTS)
    check_achievements (&check, achievements);
  else
    report (&check, "/achievements", "there are more than %d", MAX_ACHIEVEMENTS);

  return check.faults;
}
