/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-download-rule.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_QUESTION (ct_question_get_type ())
G_DECLARE_FINAL_TYPE (CtQuestion, ct_question, CT, QUESTION, CtResource)

/**
 * CtQuestion:
 * @question: the question
 * @answer: the answer; paragraphs are separated by an empty line
 *
 * A question that first-time users ask, and its answer.
 */
struct _CtQuestion
{
  CtResource parent_instance;

  char *question;
  char *answer;
};

#define CT_TYPE_AGREEMENT (ct_agreement_get_type ())
G_DECLARE_FINAL_TYPE (CtAgreement, ct_agreement, CT, AGREEMENT, CtResource)

/**
 * CtAgreement:
 * @title: what it is called
 * @version: changes with the text
 * @text: the whole text; paragraphs are separated by an empty line
 *
 * A text that candidates accept.
 */
struct _CtAgreement
{
  CtResource parent_instance;

  char *title;
  char *version;
  char *text;
};

#define CT_TYPE_TOPIC (ct_topic_get_type ())
G_DECLARE_FINAL_TYPE (CtTopic, ct_topic, CT, TOPIC, CtResource)

/**
 * CtTopic:
 * @title: a few words
 * @summary: what to write and what to attach
 * @form: what is asked for besides a text
 *
 * What candidates write to the Program Support Team about.
 */
struct _CtTopic
{
  CtResource parent_instance;

  char *title;
  char *summary;
  CtTopicForm form;
};

#define CT_TYPE_PROGRAM (ct_program_get_type ())
G_DECLARE_FINAL_TYPE (CtProgram, ct_program, CT, PROGRAM, CtResource)

/**
 * CtProgram:
 * @name: full name
 * @issuer: the organisation that stands behind a certificate
 * @summary: a sentence or two
 * @is_sample: whether it is the sample program
 * @support_email: the Program Support Team
 * @partner_support_email: for employees of partner companies
 * @partner_guidance: how employees of partner companies get an account
 * @verification_uri: where a verification code is checked; the code is put behind it
 * @privacy_notice: the whole text
 * @privacy_version: changes with it
 * @terms: the terms of use, the whole text; whoever gets an account accepts them
 * @terms_version: changes with them
 * @retention_notice: what is kept after an account was deleted, and why; paragraphs are
 *   separated by an empty line
 * @certificate_rule: who may have certificates; unset: whoever holds or held the credential
 * @logo_rule: who may have logos; unset: nobody
 * @questions: of #CtQuestion: the first-time FAQ
 * @agreements: of #CtAgreement
 * @topics: of #CtTopic
 * @companies: of #CtCompany: the managed list of employers
 *
 * The program of accreditations and certifications: its name, its texts, its addresses.
 */
struct _CtProgram
{
  CtResource parent_instance;

  char *name;
  char *issuer;
  char *summary;
  gboolean is_sample;
  char *support_email;
  char *partner_support_email;
  char *partner_guidance;
  char *verification_uri;
  char *privacy_notice;
  char *privacy_version;
  char *terms;
  char *terms_version;
  char *retention_notice;
  CtDownloadRule *certificate_rule;
  CtDownloadRule *logo_rule;
  GListStore *questions;
  GListStore *agreements;
  GListStore *topics;
  GListStore *companies;
};

G_END_DECLS
