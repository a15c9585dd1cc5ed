// SPDX-License-Identifier: MPL-2.0
//
// A month's summary in the forms in which it is sent.
#pragma once

#include "app/summary_configuration.h"
#include "pipeline/summary_mail.h"

namespace candour::app {

/// config   candourd's configuration
/// Errors   unavailable: it cannot be made now, and why
base::Result<pipeline::SummaryForms> summary_forms(const std::filesystem::path& config,
                                                   base::Month month, SummaryReading reading);

}  // namespace candour::app
