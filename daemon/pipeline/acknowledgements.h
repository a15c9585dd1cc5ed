// SPDX-License-Identifier: MPL-2.0
//
// What a clerk saw before she sent, and her word that it goes all the same. A draft is judged and
// nothing recorded; her acknowledgement lets the mail that she saw through, once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/assessment.h"
#include "stores/ledger.h"

namespace candour::pipeline {

inline constexpr std::chrono::minutes acknowledgement_lifetime{15};

/// A draft as it was judged, and what an acknowledgement of it would be good for.
struct Appraisal {
  engine::Assessment assessment;
  std::vector<std::string> finding_keys;  // of assessment.findings, in their order
  std::vector<std::string> unread_keys;   // of what stayed unread and acts
  std::string sender_key;
  std::vector<std::string> recipient_keys;  // sorted, each once
};

/// Thread-safe.
class Acknowledgements {
 public:
  explicit Acknowledgements(stores::Ledger& ledger) : ledger_(ledger) {}

  /// The id that travels with the mail. What stayed unread is shown with the findings, so whoever
  /// acknowledges them acknowledges that too.
  ///
  /// finding_keys  of `seen`
  /// Errors   malformed: a key that is none of `seen`; refused: the policy blocks a finding of it;
  ///          unavailable: the ledger does not take it
  base::Result<std::string> give(const Appraisal& seen, std::vector<std::string> finding_keys,
                                 std::string reason, std::string given_by, base::Instant now);

  /// The acknowledgement of that id, if it was given not long ago for this sender, these recipients
  /// and all these findings. Used up whatever the answer.
  std::optional<stores::Acknowledgement> take(const std::string& id, const std::string& sender_key,
                                              const std::vector<std::string>& recipient_keys,
                                              const std::vector<std::string>& finding_keys,
                                              base::Instant now);

  /// The mail did not go out: the same one may try again, as long as the acknowledgement lasts.
  void give_back(const stores::Acknowledgement& acknowledgement);

 private:
  stores::Ledger& ledger_;
};

}  // namespace candour::pipeline
