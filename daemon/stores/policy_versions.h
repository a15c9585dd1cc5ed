// SPDX-License-Identifier: MPL-2.0
//
// Every policy that was in force: its text, who put it there and why. Of the roster a digest alone:
// it is a list of people, and stands in its own file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::stores {

/// How a policy came into force.
enum class PolicyOrigin {
  applied,   // put live by `candour policy apply` or the console
  edited,    // a file edited by hand; the author is then the file's owner
  reverted,  // an earlier version brought back
  packs,     // its own files are as they were; Candour's packs or phrases changed
};

std::string_view name_of(PolicyOrigin how);

struct PolicyVersion {
  std::int64_t number = 0;  // from 1; given when it is recorded
  base::Instant time;
  std::string version;  // policy::Policy::version, which decisions name
  PolicyOrigin how = PolicyOrigin::edited;
  std::string author;         // a login: "helen"
  std::string note;           // why, in the author's words; may be empty
  std::string roster_digest;  // SHA-256
  std::string text;           // of the policy file
};

/// Thread-safe; also between programs that have the same ledger open. Errors are the ledger's.
class PolicyVersions {
 public:
  virtual ~PolicyVersions() = default;

  /// Newest first; without their texts.
  virtual base::Result<std::vector<PolicyVersion>> list(std::size_t limit) const = 0;
  virtual base::Result<std::optional<PolicyVersion>> find(std::int64_t number) const = 0;
  virtual base::Result<std::optional<PolicyVersion>> newest() const = 0;

  /// Puts a policy on record. Nothing is recorded where the newest is the same (by `version`).
  ///
  /// put_live  puts it where it is read; what is recorded stays only if that goes well, and nobody
  ///           else records a policy meanwhile
  /// Returns   its number
  using PutLive = std::function<base::Result<void>()>;
  virtual base::Result<std::int64_t> record(const PolicyVersion& policy,
                                            const PutLive& put_live) = 0;
  base::Result<std::int64_t> record(const PolicyVersion& policy) { return record(policy, {}); }
};

}  // namespace candour::stores
