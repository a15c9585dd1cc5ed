// SPDX-License-Identifier: MPL-2.0
//
// `candour policy clauses`: what the protocol asks of correspondence, clause by clause, and which
// rules keep it or why no program can.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace candour::app {

struct ClausesOptions {
  std::filesystem::path policy;  // the council's policy, whose pack it is; or
  std::string pack;              // a pack by name
  std::filesystem::path packs;   // --packs; empty: where they are installed
  bool json = false;
};

/// Exit status: 0 printed, 2 the input is bad.
int print_clauses(const ClausesOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
