// SPDX-License-Identifier: MPL-2.0
//
// The roster's file as the pages of the roster read and write it: as it is on the disk, which is in
// force a moment later.
#pragma once

#include <string>

#include "base/replaced_file.h"
#include "console/page.h"
#include "people/roster_document.h"

namespace candour::console {

struct RosterOnDisk {
  std::filesystem::path path;
  std::string seen;  // digest of its bytes, for forms
  people::RosterDocument document;

  std::string name() const { return path.filename().string(); }
};

/// Errors   refused: the daemon runs on its last good copy, which is nobody's to change
///          malformed, unavailable: as it says
base::Result<RosterOnDisk> open_roster(const Sources& sources);

/// Checks the bytes, and puts them in the place of what was seen; the visitor stands on record for
/// it.
/// Errors   malformed: they are no roster; refused: somebody changed it meanwhile; unavailable
base::Result<void> save_roster(const Sources& sources, const Visit& visit,
                               const RosterOnDisk& roster, std::string_view seen,
                               const std::string& bytes);

/// Faults that stand on lines of their own.
Markup fault_lines(std::string_view faults);

}  // namespace candour::console
