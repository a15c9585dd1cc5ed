// SPDX-License-Identifier: MPL-2.0
//
// `candour summary`: the correspondence-compliance summary of a month, a quarter or a year.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "base/calendar.h"
#include "reports/formats.h"

namespace candour::app {

struct SummaryOptions {
  std::filesystem::path config;
  std::filesystem::path packs;
  std::string month;            // "2026-10"; empty: the last that is over
  std::string from, to;         // months, in place of `month`
  bool internal = false;        // with names; else the public reading
  std::string format = "text";  // "html", "pdf", "csv", "json"
  std::filesystem::path out;    // a file; empty: standard output
  base::Clock clock = base::now;
};

/// Exit status: 0, or 2 where something cannot be read or written.
int summarise(const SummaryOptions& options, std::ostream& out, std::ostream& err);

/// Reads what a summary is made of.
///
/// config  candourd's configuration
/// Errors  malformed, unavailable: as its parts have them
base::Result<reports::Summary> make_summary(const std::filesystem::path& config,
                                            const std::filesystem::path& packs,
                                            const reports::Period& period, reports::Reading reading,
                                            base::Instant now);

/// The picture that candourd's configuration names for it.
/// Errors  as read_configuration and read_crest have them
base::Result<reports::Crest> crest_of(const std::filesystem::path& config);

}  // namespace candour::app
