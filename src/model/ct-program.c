/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-program.h"

#include "model/ct-company.h"

static const CtField ct_question_fields[] = {
  CT_FIELD (CtQuestion, question, "question", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtQuestion, answer, "answer", STRING, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtQuestion, ct_question)

static const CtField ct_agreement_fields[] = {
  CT_FIELD (CtAgreement, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAgreement, version, "version", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAgreement, text, "text", STRING, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtAgreement, ct_agreement)

static const CtField ct_topic_fields[] = {
  CT_FIELD (CtTopic, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtTopic, summary, "summary", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtTopic, form, "form", ENUM, CT_FIELD_OPTIONAL, ct_topic_form_get_type),
};

CT_DEFINE_RESOURCE (CtTopic, ct_topic)

static const CtField ct_program_fields[] = {
  CT_FIELD (CtProgram, name, "name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgram, issuer, "issuer", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgram, summary, "summary", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, is_sample, "is-sample", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, support_email, "support-email", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgram, partner_support_email, "partner-support-email", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, partner_guidance, "partner-guidance", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, verification_uri, "verification-uri", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, privacy_notice, "privacy-notice", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, privacy_version, "privacy-version", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, terms, "terms", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, terms_version, "terms-version", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgram, retention_notice, "retention-notice", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtProgram,
               certificate_rule,
               "certificate-rule",
               OBJECT,
               CT_FIELD_OPTIONAL,
               ct_download_rule_get_type),
  CT_FIELD_OF (CtProgram,
               logo_rule,
               "logo-rule",
               OBJECT,
               CT_FIELD_OPTIONAL,
               ct_download_rule_get_type),
  CT_FIELD_OF (CtProgram, questions, "questions", LIST, CT_FIELD_OPTIONAL, ct_question_get_type),
  CT_FIELD_OF (CtProgram, agreements, "agreements", LIST, CT_FIELD_OPTIONAL, ct_agreement_get_type),
  CT_FIELD_OF (CtProgram, topics, "topics", LIST, CT_FIELD_OPTIONAL, ct_topic_get_type),
  CT_FIELD_OF (CtProgram, companies, "companies", LIST, CT_FIELD_OPTIONAL, ct_company_get_type),
};

CT_DEFINE_RESOURCE (CtProgram, ct_program)
