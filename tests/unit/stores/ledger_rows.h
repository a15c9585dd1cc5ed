// SPDX-License-Identifier: MPL-2.0
//
// Rows for the tests of a store.
#pragma once

#include "stores/ledger.h"

namespace candour::stores {

inline base::Instant at_minute(int minute) {
  return base::Instant{std::chrono::minutes{minute} + std::chrono::hours{480'000}};
}

/// A sent message with one finding, in thread "t-<id>".
inline DecisionRow decision(const std::string& id, int minute = 0) {
  DecisionRow row;
  row.id = id;
  row.time = at_minute(minute);
  row.entrance = "smtp";
  row.council = "Eastmere Town Council";
  row.policy_version = "0123456789ab";
  row.verdict = "confirm";
  row.sender_key = "clerk-key";
  row.sender_name = "Helen Ward";
  row.visible_keys = {"a", "b"};
  row.blind_keys = {"c"};
  row.message_key = "m-" + id;
  row.thread_keys = {"t-" + id};
  row.findings = {{"silent-copy", "", "confirm", {"Jane Smith"}, {{"envelope", "", 3, 4}}}};
  row.unchecked = {"attachment: encrypted"};
  return row;
}

inline OutcomeRow outcome(const std::string& id, OutcomeKind kind) {
  return {id, at_minute(1), kind, 250, ""};
}

}  // namespace candour::stores
