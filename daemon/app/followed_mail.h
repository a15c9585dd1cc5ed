// SPDX-License-Identifier: MPL-2.0
//
// Past mail of the mailboxes that candourd follows, fetched for a replay: what was sent, and what
// came in, since that is its history. It lies in a file without a name, which is gone with it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "mail/stored_mail.h"
#include "remotes/wake_up.h"
#include "watchers/account.h"

namespace candour::app {

/// stop      once called, ends what a server is waited for
/// fetched   told after each mail, with their number; false: stop
/// spool     a folder with room for it
/// Errors    refused: `fetched` said stop
///           unavailable: a server does not answer, or a folder is not there; the account is named
base::Result<mail::StoredMail> fetch_followed_mail(const std::vector<watchers::Account>& accounts,
                                                   base::Day since,
                                                   const std::filesystem::path& spool,
                                                   const std::function<bool(std::size_t)>& fetched,
                                                   const remotes::WakeUp& stop);

}  // namespace candour::app
