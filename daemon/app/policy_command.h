// SPDX-License-Identifier: MPL-2.0
//
// `candour policy check|diff|explain`: a policy looked at before it is in force, and a rule as it
// is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "app/policy_change.h"

namespace candour::app {

struct PolicyOptions {
  std::filesystem::path file;
  std::filesystem::path config;    // candourd's configuration; or
  std::filesystem::path in_force;  // the policy in force
  std::filesystem::path packs;     // --packs; empty: where they are installed
  std::string rule;
  std::string note;
  std::int64_t number = 0;                  // of a version
  std::int64_t made_from = 0;               // likewise; 0: not told
  std::vector<std::filesystem::path> mail;  // for a replay; empty: of the mailboxes followed
  int days = 0;                             // so far back; 0: not told
  bool json = false;
};

/// Where the policies are that the options name.
base::Result<PolicyPlaces> places_of(const PolicyOptions& options);
/// The policy of `options.file`, read where it would stand once it is live.
/// Errors   as policy::load(), with the file called as it was named
base::Result<PolicySnapshot> read_policy_change(const PolicyOptions& options,
                                                const PolicyPlaces& places,
                                                const policy::Policy* in_force);
/// Says what is wrong, a line each; returns `status`.
int complain_of_policy(const base::Error& error, std::ostream& err, int status = 2);

/// Each returns the exit status: 0 done; 2 the policy has faults, or the usage is bad.
int check_policy_file(const PolicyOptions& options, std::ostream& out, std::ostream& err);
int compare_policies(const PolicyOptions& options, std::ostream& out, std::ostream& err);
int explain_rule(const PolicyOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
