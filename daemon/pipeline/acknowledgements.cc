// SPDX-License-Identifier: MPL-2.0

#include "pipeline/acknowledgements.h"

#include <algorithm>

#include "base/digest.h"

namespace candour::pipeline {

namespace {

constexpr std::size_t id_bytes = 16;

bool has(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool has_all(const std::vector<std::string>& keys, const std::vector<std::string>& asked) {
  return std::all_of(asked.begin(), asked.end(),
                     [&](const std::string& key) { return has(keys, key); });
}

}  // namespace

base::Result<std::string> Acknowledgements::give(const Appraisal& seen,
                                                 std::vector<std::string> finding_keys,
                                                 std::string reason, std::string given_by,
                                                 base::Instant now) {
  constexpr std::string_view where = "pipeline.acknowledge";
  if (!has_all(seen.finding_keys, finding_keys))
    return base::Error{base::Fault::malformed, where, "a finding that the assessment has not"};
  if (seen.assessment.verdict == policy::Action::block)
    return base::Error{base::Fault::refused, where, "the policy lets nobody send this"};
  finding_keys.insert(finding_keys.end(), seen.unread_keys.begin(), seen.unread_keys.end());
  const stores::Acknowledgement acknowledgement{base::random_hex(id_bytes),
                                                now,
                                                seen.sender_key,
                                                seen.recipient_keys,
                                                std::move(finding_keys),
                                                std::move(reason),
                                                std::move(given_by)};
  if (auto put = ledger_.put_acknowledgement(acknowledgement); !put) return put.error();
  return acknowledgement.id;
}

std::optional<stores::Acknowledgement> Acknowledgements::take(
    const std::string& id, const std::string& sender_key,
    const std::vector<std::string>& recipient_keys, const std::vector<std::string>& finding_keys,
    base::Instant now) {
  if (id.empty()) return {};
  auto taken = ledger_.take_acknowledgement(id);
  if (!taken || !*taken) return {};
  const auto& acknowledgement = **taken;
  if (now - acknowledgement.given_at > acknowledgement_lifetime ||
      acknowledgement.sender_key != sender_key ||
      acknowledgement.recipient_keys != recipient_keys ||
      !has_all(acknowledgement.finding_keys, finding_keys))
    return {};
  return std::move(*taken);
}

void Acknowledgements::give_back(const stores::Acknowledgement& acknowledgement) {
  // Where the ledger is away the clerk is asked once more, no worse.
  static_cast<void>(ledger_.put_acknowledgement(acknowledgement));
}

}  // namespace candour::pipeline
