/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-program-dialog.h"

#include "model/ct-program.h"
#include "pages/ct-question-row.h"
#include "pages/ct-write-mail.h"
#include "widgets/ct-format.h"

struct _CtProgramDialog
{
  AdwDialog parent_instance;

  CtClient *client; /* owned */

  AdwToastOverlay *toasts;
  GtkListBox *questions;
  GListModel *questions_model;
};

G_DEFINE_FINAL_TYPE (CtProgramDialog, ct_program_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtProgramDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static void
write_to (CtProgramDialog *self, gsize address_offset)
{
  g_autoptr (CtProgram) program = NULL;

  g_object_get (ct_client_get_program (self->client), "first", &program, NULL);
  if (program != NULL)
    ct_write_mail (GTK_WIDGET (self), G_STRUCT_MEMBER (char *, program, address_offset),
                   self->toasts);
}

static void
ct_program_dialog_write_support (CtProgramDialog *self)
{
  write_to (self, G_STRUCT_OFFSET (CtProgram, support_email));
}

static void
ct_program_dialog_write_partner_support (CtProgramDialog *self)
{
  write_to (self, G_STRUCT_OFFSET (CtProgram, partner_support_email));
}

static void
ct_program_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtProgramDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_PROGRAM_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_program_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtProgramDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_PROGRAM_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_program_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_PROGRAM_DIALOG);
  g_clear_object (&CT_PROGRAM_DIALOG (object)->client);

  G_OBJECT_CLASS (ct_program_dialog_parent_class)->dispose (object);
}

static void
ct_program_dialog_class_init (CtProgramDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_program_dialog_get_property;
  object_class->set_property = ct_program_dialog_set_property;
  object_class->dispose = ct_program_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/program-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtProgramDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtProgramDialog, questions);
  gtk_widget_class_bind_template_child (widget_class, CtProgramDialog, questions_model);
  gtk_widget_class_bind_template_callback (widget_class, ct_program_dialog_write_support);
  gtk_widget_class_bind_template_callback (widget_class, ct_program_dialog_write_partner_support);
  ct_format_bind_closures (widget_class);
}

static void
ct_program_dialog_init (CtProgramDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->questions, self->questions_model, ct_question_row_new, NULL, NULL);
}

AdwDialog *
ct_program_dialog_new (CtClient *client)
{
  return g_object_new (CT_TYPE_PROGRAM_DIALOG, "client", client, NULL);
}
