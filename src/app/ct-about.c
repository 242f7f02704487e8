/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-about.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "client/ct-demo.h"
#include "client/ct-preset.h"

#define METAINFO "/org/example/CertTracker/about.metainfo.xml"

/* Where it was typed with a name and a password, without them. Returns: (transfer full): */
static char *
describe_address (const char *address)
{
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL)
    return g_strdup ("none");
  return g_uri_to_string_partial (uri,
                                  G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
}

static void
add_line (GString *text, const char *name, const char *value)
{
  g_string_append_printf (text, "%s: %s\n", name, value != NULL ? value : "unknown");
}

static void
add_library (GString *text, const char *name, guint major, guint minor, guint micro)
{
  g_string_append_printf (text, "%s: %u.%u.%u\n", name, major, minor, micro);
}

/* Not translated, as those who read it need not know the reader's language. */
static char *
describe (CtSession *session)
{
  GString *text = g_string_new (NULL);
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *address = describe_address (ct_session_get_address (session));
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  gboolean in_flatpak = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  add_line (text, "CertTracker", PACKAGE_VERSION);
  add_line (text, "Profile", PROFILE);
  add_line (text, "Demo", ct_demo_is_available () ? "included" : "not included");
  add_line (text, "Service", address);
  add_line (text, "Preset", ct_preset_get_service_address () != NULL ? "yes" : "no");
  g_string_append_c (text, '\n');

  add_library (text, "GLib", glib_major_version, glib_minor_version, glib_micro_version);
  add_library (text, "GTK", gtk_get_major_version (), gtk_get_minor_version (),
               gtk_get_micro_version ());
  add_library (text, "libadwaita", adw_get_major_version (), adw_get_minor_version (),
               adw_get_micro_version ());
  add_line (text, "Pango", pango_version_string ());
  add_line (text, "cairo", cairo_version_string ());
  add_library (text, "libsoup", soup_get_major_version (), soup_get_minor_version (),
               soup_get_micro_version ());
  add_line (text, "JSON-GLib, when built", JSON_VERSION_S);
  add_line (text, "Poppler, when built", POPPLER_BUILT_WITH);
  g_string_append_c (text, '\n');

  add_line (text, "System", system);
  add_line (text, "Flatpak", in_flatpak ? "yes" : "no");
  add_line (text, "Desktop", g_getenv ("XDG_CURRENT_DESKTOP"));
  add_line (text, "Display", display != NULL ? G_OBJECT_TYPE_NAME (display) : NULL);
  add_line (text, "Languages", g_get_language_names ()[0]);
  return g_string_free (text, FALSE);
}

static void
add_libraries (AdwAboutDialog *dialog)
{
  static const struct
  {
    const char *title;
    const char *copyright;
    GtkLicense license;
    const char *words; /* of a license that GTK does not know */
    gboolean of_demo;
  } libraries[] = {
    { "GTK, libadwaita, GLib, Pango, libsoup, libsecret, JSON-GLib", "© The GNOME Project",
      GTK_LICENSE_LGPL_2_1, NULL, FALSE },
    { "Poppler", "© The Poppler developers, Glyph &amp; Cog, LLC", GTK_LICENSE_CUSTOM,
      N_ ("Distributed under the GNU General Public License, version 2 or 3."), FALSE },
    { "librsvg, libqrencode", "© Their authors", GTK_LICENSE_LGPL_2_1, NULL, TRUE },
    { "libarchive", "© Tim Kientzle", GTK_LICENSE_BSD, NULL, TRUE },
    { "libcurl", "© Daniel Stenberg", GTK_LICENSE_CUSTOM,
      N_ ("Distributed under the curl license."), TRUE },
    { "libsodium", "© Frank Denis", GTK_LICENSE_CUSTOM, N_ ("Distributed under the ISC license."),
      TRUE },
    { "SQLite", NULL, GTK_LICENSE_CUSTOM, N_ ("In the public domain."), TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++)
    if (!libraries[i].of_demo || ct_demo_is_available ())
      adw_about_dialog_add_legal_section (dialog, libraries[i].title, libraries[i].copyright,
                                          libraries[i].license,
                                          libraries[i].words != NULL ? _ (libraries[i].words)
                                                                     : NULL);
}

AdwDialog *
ct_about_dialog_new (CtSession *session)
{
  AdwDialog *dialog = adw_about_dialog_new_from_appdata (METAINFO, PACKAGE_VERSION);
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);
  const char *support = ct_preset_get_support_address ();
  const char *program = ct_preset_get_program_name ();
  const char *developers[] = { _ ("The CertTracker developers"), NULL };
  g_autofree char *facts = describe (session);

  adw_about_dialog_set_application_icon (about, APPLICATION_ID);
  adw_about_dialog_set_developer_name (about, developers[0]);
  adw_about_dialog_set_developers (about, developers);
  adw_about_dialog_set_copyright (about, _ ("© 2026 The CertTracker developers"));
  adw_about_dialog_set_comments (about, _ ("Follow your exams, achievements and credentials."));
  /* Translators: your name, one a line */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_about_dialog_set_debug_info (about, facts);
  adw_about_dialog_set_debug_info_filename (about, "certtracker.txt");
  add_libraries (about);

  if (support != NULL)
    {
      g_autofree char *uri = g_strconcat ("mailto:", support, NULL);

      adw_about_dialog_set_support_url (about, uri);
    }
  if (program != NULL)
    {
      /* Translators: %s is the name of a certification program */
      g_autofree char *words = g_strdup_printf (_ ("This copy is for candidates of %s."), program);

      adw_about_dialog_set_comments (about, words);
    }
  return dialog;
}
