// SPDX-License-Identifier: MPL-2.0
//
// The table beside a pack: every clause of its protocol that bears on an officer's correspondence,
// and the rules that keep it or the reason why no program can. A test holds tables and packs to
// each other.
//
//   # packs/model-2026.clauses.yaml
//   document: Councillor-Officer Protocol (2026 model)
//   clauses:
//     - section: Correspondence
//       asks: The officer makes clear what is shared in confidence, and why.
//       kept-by: [confidential-without-reason]
//       why-not: Whether the reason is a good one is for the reader.   # with kept-by: of the rest
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace candour::policy {

struct ProtocolClause {
  std::string section;               // as the protocol numbers or calls it
  std::string asks;                  // summed up in our words
  std::vector<std::string> kept_by;  // rules; empty where none can keep it
  std::string why_not;  // why none can, or what the rules do not see of it; may be empty then
};

struct ClauseTable {
  std::string pack;
  std::string document;
  std::vector<ProtocolClause> clauses;  // in the protocol's order
};

/// The names of the packs in a data folder, sorted; the files beside them that are tables are none.
std::vector<std::string> pack_names(const DataFolder& data);

/// The protocol that a pack stands for: "Councillor-Officer Protocol (2026 model)". The pack's own
/// name where its file cannot be read.
std::string protocol_of(const std::string& pack, const DataFolder& data);

/// Reads the table of a pack.
/// Errors   malformed: every fault on a line of its own, "packs/own.clauses.yaml:4:15: …"
///          unavailable: the pack has none
///          refused: there is no such pack; the detail says what was probably meant
base::Result<ClauseTable> load_clauses(const std::string& pack, const DataFolder& data);

}  // namespace candour::policy
