// SPDX-License-Identifier: MPL-2.0
//
// Held mail and who decides on it, as candourd's configuration has them: for the daemon, its
// console and the command line.
#pragma once

#include "app/configuration.h"
#include "pipeline/held_desk.h"

namespace candour::app {

pipeline::HeldDesk held_desk(const Configuration& configuration);

/// The council's roster; where its policy does not load, that of the last one that did.
/// Errors   as policy::load()
base::Result<people::Roster> roster_of(const Configuration& configuration);

}  // namespace candour::app
