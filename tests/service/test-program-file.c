/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-program-file.h"

#include <string.h>

#define PROGRAM \
  "'program':{'id':'p','name':'P','issuer':'I','support_email':'help@example.com'," \
  "'agreements':[{'id':'terms','title':'T','version':'1','text':'Be good.'}]}"
#define EXAMS \
  "'exams':[{'id':'E','title':'E','kind':'exam'},{'id':'A','title':'A','kind':'assessment'}]"
#define ACHIEVEMENT(id, rest) "{'id':'" id "','title':'T','kind':'certification'," rest "}"
#define TREE(tree) \
  PROGRAM "," EXAMS ",'achievements':[" ACHIEVEMENT ("x", "'requirement':" tree) "]"
#define NEEDS(id, other) ACHIEVEMENT (id, "'requirement':{'kind':'achievement','ref':'" other "'}")
#define EXAM_LEAF "{'kind':'exam','ref':'E'}"

static CtCatalog *
parse (const char *quoted, GError **error)
{
  g_autofree char *text = g_strdelimit (g_strconcat ("{", quoted, "}", NULL), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ct_program_file_parse (bytes, error);
}

static const struct
{
  const char *protects;
  const char *members;
  const char *expected;
} faults[] = {
  { "no program", EXAMS ",'achievements':[]", "/program: it is missing" },
  { "no exams", PROGRAM ",'achievements':[]", "/exams: it is missing" },
  { "no achievements", PROGRAM "," EXAMS, "/achievements: it is missing" },
  { "the wrong shape", "'program':3," EXAMS ",'achievements':[]",
    "/program: an object was expected" },
  { "a list that is none", PROGRAM ",'exams':{},'achievements':[]",
    "/exams: an array was expected" },
  { "a wrong type, deep inside",
    TREE ("{'kind':'all-of','requirements':[{'kind':'exam','ref':7}]}"),
    "/achievements/0/requirement/requirements/0/ref: a string was expected" },
  { "all that is wrong at once",
    "'program':{'id':7,'name':'P','issuer':'I','companies':[{'id':'c'},3]},"
    "'exams':[{'id':'E','title':'E','kind':'quiz','minutes':'long'}],"
    "'achievements':[" ACHIEVEMENT ("x",
                                    "'requirement':{'kind':'all-of','requirements':["
                                    "{'kind':'exam','ref':7},{'ref':'E'}]}") "]",
    "/program/id: a string was expected\n"
    "/program/support_email: it is missing\n"
    "/program/companies/0/name: it is missing\n"
    "/program/companies/1: an object was expected\n"
    "/exams/0/kind: no such kind\n"
    "/exams/0/minutes: a whole number from 0 to 2147483647 was expected\n"
    "/achievements/0/requirement/requirements/0/ref: a string was expected\n"
    "/achievements/0/requirement/requirements/1/kind: it is missing" },
  { "nothing of it", "'programme':{}",
    "/program: it is missing\n/exams: it is missing\n/achievements: it is missing" },
  { "a kind that there is not", TREE ("{'kind':'none-of'}"),
    "/achievements/0/requirement/kind: no such kind" },
  { "an achievement without a tree",
    PROGRAM "," EXAMS ",'achievements':[{'id':'x','title':'T','kind':'certification'}]",
    "/achievements/0/requirement: it is missing" },

  { "rules about what there is not",
    "'program':{'id':'p','name':'P','issuer':'I','support_email':'help@example.com',"
    "'certificate_rule':{'kinds':['certification','prize']},'logo_rule':{'agreement_id':'no'}}"
    "," EXAMS ",'achievements':[]",
    "/program/certificate_rule/kinds/1: “prize” is no kind of achievement\n"
    "/program/logo_rule/agreement_id: there is no agreement “no”" },
  { "ids that are missing",
    "'program':{'name':'P','issuer':'I','support_email':'help@example.com',"
    "'agreements':[{'title':'T','version':'1','text':'Be good.'}]},"
    "'exams':[{'title':'E','kind':'exam'}],"
    "'achievements':[{'title':'T','kind':'certification','requirement':" EXAM_LEAF "}]",
    "/program/id: an id is missing\n"
    "/program/agreements/0/id: an id is missing\n"
    "/exams/0/id: an id is missing\n"
    "/achievements/0/id: an id is missing\n"
    "/achievements/0/requirement/ref: there is no exam “E”" },
  { "an empty id", PROGRAM ",'exams':[{'id':'','title':'E','kind':'exam'}],'achievements':[]",
    "/exams/0/id: an id is missing" },
  { "two exams of one code",
    PROGRAM ",'exams':[{'id':'E','title':'1','kind':'exam'},{'id':'E','title':'2','kind':'exam'}]"
            ",'achievements':[]",
    "/exams/1/id: “E” is there already" },
  { "two achievements of one id",
    PROGRAM "," EXAMS ",'achievements':[" ACHIEVEMENT (
        "x",
        "'requirement':" EXAM_LEAF) "," ACHIEVEMENT ("x", "'requirement':" EXAM_LEAF) "]",
    "/achievements/1/id: “x” is there already" },

  { "codes checked in the clear",
    "'program':{'id':'p','name':'P','issuer':'I','support_email':'help@example.com',"
    "'verification_uri':'http://example.com/'}," EXAMS ",'achievements':[]",
    "/program/verification_uri: an https address was expected" },
  { "an exam that makes no sense",
    PROGRAM ",'exams':[{'id':'E','title':'E','kind':'exam','passing_score':101,'minutes':0,"
            "'price':150}],'achievements':[]",
    "/exams/0/passing_score: a percentage was expected\n"
    "/exams/0/minutes: it cannot take no time\n"
    "/exams/0/price: a price needs a currency of three letters" },
  { "ways to an assessment that cannot be opened",
    PROGRAM ",'exams':[{'id':'S','title':'S','kind':'assessment','start_uri':'http://example.com/',"
            "'study_uri':'https:///','syllabus_uri':'file:///etc/passwd'}],'achievements':[]",
    "/exams/0/start_uri: an https address was expected\n"
    "/exams/0/study_uri: an https address was expected\n"
    "/exams/0/syllabus_uri: an https address was expected" },
  { "an exam that is started past Pearson VUE",
    PROGRAM ",'exams':[{'id':'E','title':'E','kind':'exam','start_uri':'https://example.com/'}],"
            "'achievements':[]",
    "/exams/0/start_uri: an exam is taken at Pearson VUE, not at an address" },
  { "a successor that there is not",
    PROGRAM ",'exams':[{'id':'E','title':'E','kind':'exam','replaced_by':'F'}],'achievements':[]",
    "/exams/0/replaced_by: there is no exam or assessment “F”" },
  { "an exam that replaces itself",
    PROGRAM ",'exams':[{'id':'E','title':'E','kind':'exam','replaced_by':'E'}],'achievements':[]",
    "/exams/0/replaced_by: it replaces itself" },
  { "a credential that never is",
    PROGRAM
    "," EXAMS
    ",'achievements':[" ACHIEVEMENT ("x", "'validity_months':0,'requirement':" EXAM_LEAF) "]",
    "/achievements/0/validity_months: it cannot last for no time" },

  { "an exam that there is not", TREE ("{'kind':'exam','ref':'250-999'}"),
    "/achievements/0/requirement/ref: there is no exam “250-999”" },
  { "an assessment that is an exam", TREE ("{'kind':'assessment','ref':'E'}"),
    "/achievements/0/requirement/ref: “E” is no assessment" },
  { "an exam that is an assessment", TREE ("{'kind':'exam','ref':'A'}"),
    "/achievements/0/requirement/ref: “A” is no exam" },
  { "an achievement that there is not", TREE ("{'kind':'achievement','ref':'y'}"),
    "/achievements/0/requirement/ref: there is no achievement “y”" },
  { "an agreement that there is not",
    TREE ("{'kind':'all-of','requirements':[" EXAM_LEAF ",{'kind':'agreement','ref':'manners'}]}"),
    "/achievements/0/requirement/requirements/1/ref: there is no agreement “manners”" },
  { "a leaf that points nowhere", TREE ("{'kind':'exam'}"),
    "/achievements/0/requirement/ref: a reference is missing" },
  { "a leaf with children", TREE ("{'kind':'exam','ref':'E','requirements':[" EXAM_LEAF "]}"),
    "/achievements/0/requirement: only all-of, any-of and n-of have requirements of their own" },
  { "a pass that never counts", TREE ("{'kind':'exam','ref':'E','max_age_months':0}"),
    "/achievements/0/requirement/max_age_months: it cannot count for no time" },
  { "an age of what has none",
    TREE ("{'kind':'all-of','requirements':[" EXAM_LEAF
          ",{'kind':'agreement','ref':'terms','max_age_months':12}]}"),
    "/achievements/0/requirement/requirements/1/max_age_months: "
    "only exams and assessments have a greatest age" },

  { "an empty group", TREE ("{'kind':'all-of'}"),
    "/achievements/0/requirement: a group needs requirements" },
  { "a group that is a leaf too",
    TREE ("{'kind':'any-of','ref':'E','requirements':[" EXAM_LEAF "]}"),
    "/achievements/0/requirement: a group has no reference" },
  { "none of some", TREE ("{'kind':'n-of','needed':0,'requirements':[" EXAM_LEAF "]}"),
    "/achievements/0/requirement/needed: a number from 1 to 1 was expected" },
  { "more than there are", TREE ("{'kind':'n-of','needed':2,'requirements':[" EXAM_LEAF "]}"),
    "/achievements/0/requirement/needed: a number from 1 to 1 was expected" },
  { "an n-of without its n", TREE ("{'kind':'n-of','requirements':[" EXAM_LEAF "]}"),
    "/achievements/0/requirement/needed: a number from 1 to 1 was expected" },
  { "a number where none belongs",
    TREE ("{'kind':'any-of','needed':1,'requirements':[" EXAM_LEAF "]}"),
    "/achievements/0/requirement/needed: only n-of has a number" },
  { "one exam for two",
    TREE ("{'kind':'n-of','needed':2,'requirements':[" EXAM_LEAF "," EXAM_LEAF "]}"),
    "/achievements/0/requirement/requirements/1: “E” is in the group already" },
  { "a certification for a signature",
    TREE ("{'kind':'any-of','requirements':[" EXAM_LEAF ",{'kind':'agreement','ref':'terms'}]}"),
    "/achievements/0/requirement: it can be met by agreements alone" },

  { "an achievement that needs itself", PROGRAM "," EXAMS ",'achievements':[" NEEDS ("x", "x") "]",
    "/achievements/0/requirement: it needs itself: x → x" },
  { "a circle, told once",
    PROGRAM "," EXAMS
            ",'achievements':[" NEEDS ("x", "y") "," NEEDS ("y", "z") "," NEEDS ("z", "y") "]",
    "/achievements/0/requirement: it needs itself: y → z → y" },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtCatalog) catalog = parse (faults[i].members, &error);

      g_test_message ("%s", faults[i].protects);
      g_assert_error (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, faults[i].expected);
      g_assert_null (catalog);
    }
}

static void
test_not_json (void)
{
  static const char *const texts[] = { "", "{", "[]", "\xff\xfe", "null", "{\"program\":null}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (ct_program_file_parse (bytes, &error));
      g_assert_error (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID);
    }
}

/* What nests or chains without end is refused with words, whatever its length. */
static void
test_endless (void)
{
  for (int depth = 10; depth <= 100000; depth *= 10)
    {
      g_autoptr (GString) tree = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (int i = 0; i < depth; i++)
        g_string_append (tree, "{'kind':'all-of','requirements':[");
      g_string_append (tree, EXAM_LEAF);
      for (int i = 0; i < depth; i++)
        g_string_append (tree, "]}");

      g_autofree char *members = g_strdup_printf (TREE ("%s"), tree->str);
      g_autoptr (CtCatalog) catalog = parse (members, &error);

      if (depth == 10)
        g_assert_no_error (error);
      else
        g_assert_error (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID);
    }

  g_autoptr (GString) chain = g_string_new (PROGRAM "," EXAMS ",'achievements':[");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (
        chain, ACHIEVEMENT ("%d", "'requirement':{'kind':'achievement','ref':'%d'}") ",", i, i + 1);
  g_string_append (chain, ACHIEVEMENT ("5000", "'requirement':" EXAM_LEAF) "]");
  g_assert_null (parse (chain->str, &error));
  g_assert_cmpstr (error->message, ==, "/achievements: there are more than 1000");
}

/* Two that share what they rest on are no circle. */
static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtCatalog) catalog = parse (
      PROGRAM "," EXAMS ",'achievements':[" ACHIEVEMENT (
          "top", "'validity_months':24,'requirement':{'kind':'all-of','requirements':["
                 "{'kind':'achievement','ref':'left'},{'kind':'achievement','ref':'right'}]"
                 "}") "," NEEDS ("left", "base") "," NEEDS ("right",
                                                            "base") "," ACHIEVEMENT ("base",
                                                                                     "'requirement'"
                                                                                     ":{'kind':'n-"
                                                                                     "of','needed':"
                                                                                     "2,'"
                                                                                     "requirements'"
                                                                                     ":["
                                                                                     "{'kind':'"
                                                                                     "exam','ref':'"
                                                                                     "E','max_age_"
                                                                                     "months':12},"
                                                                                     "{'kind':'"
                                                                                     "assessment','"
                                                                                     "ref':'A'},{'"
                                                                                     "kind':'"
                                                                                     "agreement','"
                                                                                     "ref':'terms'}"
                                                                                     "]}") "]",
      &error);

  g_assert_no_error (error);
  g_assert_cmpuint (catalog->achievements->len, ==, 4);
  g_assert_cmpstr (ct_catalog_get_exam (catalog, "A")->title, ==, "A");
  g_assert_cmpint (ct_catalog_get_achievement (catalog, "top")->validity_months, ==, 24);
  g_assert_cmpstr (ct_catalog_get_agreement (catalog, "terms")->version, ==, "1");
  g_assert_null (ct_catalog_get_exam (catalog, "nowhere"));
  g_assert_null (ct_catalog_get_exam (catalog, NULL));
  g_assert_null (ct_catalog_get_agreement (catalog, "nowhere"));
}

static void
test_no_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/program.json");
  g_autoptr (GError) error = NULL;

  g_assert_null (ct_program_file_load (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program-file/faults", test_faults);
  g_test_add_func ("/program-file/not-json", test_not_json);
  g_test_add_func ("/program-file/endless", test_endless);
  g_test_add_func ("/program-file/good", test_good);
  g_test_add_func ("/program-file/no-file", test_no_file);
  return g_test_run ();
}
