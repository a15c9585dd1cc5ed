// SPDX-License-Identifier: MPL-2.0
//
// Earlier mail, as rules see it: digests and people, never text. The ledger answers for the daemon,
// a folder of mail for `candour check --history`; both give the same rows
// (policies/rules.md, "Earlier mail").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace candour::rules {

/// What stands for an address: its keyed digest.
using AddressKey = std::string;

/// Where an earlier message came from.
enum class Direction { sent, received };

struct EarlierMail {
  Direction direction = Direction::sent;
  base::Instant time;
  std::string message_id_key;
  std::vector<std::string> thread_keys;  // digests of Message-ID, In-Reply-To and References
  AddressKey sender;
  std::vector<AddressKey> visible, blind;
  bool recipients_known = true;
  bool marked = false;                // something in it is marked confidential
  bool released = false;              // an officer's release stands in it (sent mail only)
  std::size_t fingerprint_count = 0;  // so many are kept of it
  /// Of its marked passages and attachments (fingerprint.h), sorted: all, or those asked for.
  std::vector<std::string> fingerprints;
};

/// Where rules look for earlier mail. Implementations answer without blocking for long; an answer
/// that cannot be had throws nothing and is reported as `unchecked` by who implements it.
class History {
 public:
  virtual ~History() = default;
  /// What stands for an address or an id in this history.
  virtual std::string key_of(std::string_view text) const = 0;
  /// Whether any marked mail may be remembered; where not, marked_with() finds nothing.
  virtual bool remembers_marked() const { return true; }
  /// Earlier mails of the thread that any of these message ids belongs to, oldest first.
  virtual std::vector<EarlierMail> thread(const std::vector<std::string>& message_ids) const = 0;
  /// Earlier marked mails that share any of these fingerprints, oldest first, with at least those
  /// they share. May leave out mails that share too few to carry anything on, and of very many
  /// those that share least.
  virtual std::vector<EarlierMail> marked_with(
      const std::vector<std::string>& fingerprints) const = 0;
};

}  // namespace candour::rules
