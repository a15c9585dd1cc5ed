// SPDX-License-Identifier: MPL-2.0
//
// `candour ledger`: whether the records are those that were written, and what to note so that it
// can be told later.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "base/result.h"

namespace candour::app {

struct LedgerOptions {
  std::filesystem::path ledger;  // the ledger's file, or the daemon's data folder
  std::filesystem::path config;  // or candourd's configuration, which names the data folder
  std::string head;              // one that was noted; empty: none
  bool json = false;
};

/// Exit status: 0 nothing is wrong, 1 something is, 2 the input or usage is bad.
int verify_ledger(const LedgerOptions& options, std::ostream& out, std::ostream& err);

/// Exit status: 0 printed, 2 the input or usage is bad.
int print_head(const LedgerOptions& options, std::ostream& out, std::ostream& err);

struct PruneOptions {
  std::filesystem::path config;
  bool dry_run = false;
  bool json = false;
};

/// `candour ledger prune`: what candourd does once a day, now. Exit status: 0 done, 2 the input or
/// usage is bad.
int prune_ledger(const PruneOptions& options, std::ostream& out, std::ostream& err);

/// The ledger's file, by either.
/// Errors   malformed: the configuration cannot be read
base::Result<std::filesystem::path> ledger_file_of(const std::filesystem::path& ledger,
                                                   const std::filesystem::path& config);

}  // namespace candour::app
