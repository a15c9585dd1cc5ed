// SPDX-License-Identifier: MPL-2.0
//
// A mailbox that is followed: where it is, who logs in, which of its folders.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/mailbox.h"
#include "remotes/imap_folders.h"
#include "remotes/imap_server.h"

namespace candour::watchers {

struct FolderChoice {
  bool followed = true;
  std::string name;  // as people see it, UTF-8; empty: found by itself
};

struct Account {
  remotes::ImapServer server;
  remotes::ImapLogin login;
  FolderChoice inbox, sent, drafts;
  std::chrono::days look_back{30};        // how far the first look goes
  std::chrono::seconds renew_after{540};  // IDLE anew, folders looked for anew; NAT forgets sooner
                                          // than the 29 minutes of RFC 2177
  std::chrono::seconds poll_every{15};    // where the server has no IDLE

  const FolderChoice& choice(remotes::FolderRole role) const;
  /// What positions in the ledger are kept under.
  std::string key() const;
};

/// A message of a followed folder that has been looked at, for whoever writes notices.
struct AssessedMessage {
  std::string_view account;  // the user
  remotes::FolderRole role;
  std::string_view folder;  // its name, as the server has it
  std::uint32_t uid_validity, uid;
  std::string_view raw;  // until the call returns
  const pipeline::FoundMail& mail;
};

/// Called on the account's own thread, after the message is on record.
using OnAssessed = std::function<void(const AssessedMessage&)>;

}  // namespace candour::watchers
