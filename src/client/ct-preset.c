/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-preset.h"

static const char *
non_empty (const char *text)
{
  return *text != '\0' ? text : NULL;
}

const char *
ct_preset_get_service_address (void)
{
  return non_empty (PRESET_SERVICE_ADDRESS);
}

const char *
ct_preset_get_program_name (void)
{
  return non_empty (PRESET_PROGRAM_NAME);
}

const char *
ct_preset_get_support_address (void)
{
  return non_empty (PRESET_SUPPORT_ADDRESS);
}
