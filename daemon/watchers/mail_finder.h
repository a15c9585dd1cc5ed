// SPDX-License-Identifier: MPL-2.0
//
// One mail looked for in the mailboxes that are followed, while somebody waits: a connection of its
// own, which reads and changes nothing. The ledger has a digest of its Message-ID alone, so the
// messages of those days are asked for theirs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "remotes/wake_up.h"
#include "watchers/account.h"

namespace candour::watchers {

/// Whether a Message-ID, without angle brackets, is the one that is looked for.
using IsMessage = std::function<bool(std::string_view message_id)>;

/// Looks in Sent, then Inbox and Drafts of each account, at messages of three days before `around`
/// to three days after it.
///
/// wake_up  ends the looking once it is called
/// Returns  its bytes; nothing where all were looked through and none has it
/// Errors   unavailable, refused: one could not be looked through, and the others have it not
base::Result<std::optional<std::string>> find_mail(const std::vector<const Account*>& accounts,
                                                   const IsMessage& is_message,
                                                   base::Instant around,
                                                   const remotes::WakeUp& wake_up);

}  // namespace candour::watchers
