// SPDX-License-Identifier: MPL-2.0

#include "pipeline/confirmations.h"

#include <algorithm>

namespace candour::pipeline {

namespace {

bool covers(const std::vector<std::string>& named, const std::vector<std::string>& found) {
  return std::all_of(found.begin(), found.end(), [&](const std::string& key) {
    return std::find(named.begin(), named.end(), key) != named.end();
  });
}

}  // namespace

std::optional<stores::PendingConfirmation> Confirmations::find(const std::string& content_digest) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = recent_.find(content_digest); found != recent_.end())
      return found->second;
  }
  auto stored = ledger_.find_confirmation(content_digest);
  if (!stored) return {};
  return *stored;
}

Confirmations::Answer Confirmations::look_up(const std::string& content_digest,
                                             const std::vector<std::string>& finding_keys,
                                             base::Instant now) {
  const auto pending = find(content_digest);
  if (!pending || !covers(pending->finding_keys, finding_keys)) return Answer::none;
  const auto waited = now - pending->refused_at;
  if (waited > stores::latest_resend) return Answer::none;
  return waited < earliest_resend ? Answer::too_soon : Answer::confirmed;
}

void Confirmations::refused(const std::string& content_digest,
                            std::vector<std::string> finding_keys, base::Instant now) {
  const auto before = find(content_digest);
  if (before && now - before->refused_at < earliest_resend &&
      covers(before->finding_keys, finding_keys))
    return;
  const stores::PendingConfirmation pending{content_digest, now, std::move(finding_keys)};
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(recent_, [&](const auto& entry) {
      return now - entry.second.refused_at > stores::latest_resend;
    });
    recent_[content_digest] = pending;
  }
  // A ledger that is away is no loss here: memory has it, and the decision's own row tells the gap.
  static_cast<void>(ledger_.put_confirmation(pending));
}

void Confirmations::used(const std::string& content_digest) {
  {
    const std::lock_guard lock(mutex_);
    recent_.erase(content_digest);
  }
  static_cast<void>(ledger_.take_confirmation(content_digest));
}

}  // namespace candour::pipeline
