// SPDX-License-Identifier: MPL-2.0
//
// Addresses in the headers of mail that passes which look like a councillor's own. They are in
// memory alone, as long as candourd runs: the ledger keeps outsiders by keyed digests, which nobody
// can read.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "mail/mail.h"
#include "people/roster_remarks.h"

namespace candour::pipeline {

struct MetAddress {
  people::ProposedAddress proposal;
  base::Instant last;  // when the latest mail with it came by
};

/// Thread-safe.
class MetAddresses {
 public:
  /// From, To and Cc of a mail, at most 50 addresses of it. Of more than 200 in all, those that
  /// were met longest ago are forgotten.
  void note(const mail::Headers& headers, const people::Roster& roster, base::Instant time);

  /// Those that still look so by this roster; the latest first.
  std::vector<MetAddress> list(const people::Roster& roster, base::Day today) const;

 private:
  struct Seen {
    std::string name, address;  // as the mail had them
    base::Instant last;
  };
  void keep(const std::string& name, const std::string& address, base::Instant time);

  mutable std::mutex mutex_;
  std::map<std::string, Seen> seen_;  // by the address, normalised
};

}  // namespace candour::pipeline
