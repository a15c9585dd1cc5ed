// SPDX-License-Identifier: MPL-2.0
//
// How a council's policy is changed: put live from a text, whether by the command line or by the
// console, or edited by hand and found by candourd. Every policy that was in force is on record.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/configuration.h"
#include "app/policy_source.h"
#include "stores/policy_versions.h"

namespace candour::app {

/// Where a daemon's policy is.
struct PolicyPlaces {
  std::filesystem::path policy;  // the council's file
  std::filesystem::path kept;    // the folder of the last good one
  std::filesystem::path ledger;
  policy::DataFolder data;
};

/// Errors   unavailable: no packs are there
base::Result<PolicyPlaces> policy_places(const Configuration& configuration);

/// The council's policy or, where that has a fault, the last good one.
/// Errors   as policy::load() gave for the council's own
base::Result<PolicySnapshot> policy_in_force(const PolicyPlaces& places);

/// Who saved the roster of that digest in the console; nothing where nobody did.
using RosterAuthor = std::function<std::optional<std::string>(const std::string& digest)>;

/// Puts on record what was found to be in force, as edited by hand unless somebody put it live; its
/// author is the owner of the file that changed, or who saved the roster in the console.
base::Result<void> record_found_policy(stores::PolicyVersions& versions,
                                       const std::filesystem::path& file,
                                       const policy::Policy& in_force,
                                       const RosterAuthor& roster_author = {});

struct PolicyChange {
  std::string text;
  stores::PolicyOrigin how = stores::PolicyOrigin::applied;
  std::string author;
  std::string note;
  /// SHA-256 of the policy file's text that it was made from; empty: it may replace any.
  std::string made_from{};
  RosterAuthor roster_author{};
};

/// Puts a text live in one step and on record. candourd takes it up within a second.
///
/// Returns   the version's number
/// Errors    malformed: the text has faults, as policy::load_text() tells them
///           refused: the file was changed since, or says the same already
///           unavailable: a disk's fault; the file is as it was
base::Result<std::int64_t> put_live(stores::PolicyVersions& versions, const PolicyPlaces& places,
                                    const PolicyChange& change);

}  // namespace candour::app
