// SPDX-License-Identifier: MPL-2.0
//
// candour account progress: how far candourd is with the mailboxes that it follows, as the daemon
// itself tells; at a terminal with bars that grow, until the first look back is done.
#pragma once

#include <boost/json/object.hpp>
#include <iosfwd>
#include <string>

#include "app/account_command.h"

namespace candour::app {

int show_progress(const AccountOptions& options, std::ostream& out, std::ostream& err);

/// What the daemon's status tells of its accounts, a line a folder; told twice it has as many
/// lines.
///
/// status  what GET /v1/status answers
std::string progress_text(const boost::json::object& status);

/// Whether a folder is still to be connected to, or looked through.
bool is_under_way(const boost::json::object& status);

}  // namespace candour::app
