// SPDX-License-Identifier: MPL-2.0
//
// `candour findings`: what the ledger holds, newest first.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace candour::app {

struct FindingsOptions {
  std::filesystem::path ledger;  // the ledger's file, or the daemon's data folder
  std::filesystem::path config;  // or candourd's configuration, which names the data folder
  std::string rule;
  std::string since;  // "2026-07-20" or "20/07/2026"
  std::string until;  // inclusive
  bool all = false;   // messages without findings too
  bool json = false;
  std::size_t limit = 1'000;
};

/// Exit status: 0 listed, 2 the input or usage is bad.
int list_findings(const FindingsOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
