// SPDX-License-Identifier: MPL-2.0
//
// A mailbox that is followed: where it is, who logs in, which of its folders, how its owner is
// told.
#pragma once

#include <array>
#include <chrono>
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

/// How the owner is told of what a draft or a sent mail raises.
struct NoticeForm {
  bool mail = true;     // a mail in the Inbox
  bool keyword = true;  // $Candour on the message itself, where the server keeps keywords
  bool none() const { return !mail && !keyword; }
};

struct Account {
  remotes::ImapServer server;
  remotes::ImapLogin login;
  FolderChoice inbox, sent, drafts;
  NoticeForm notices;
  std::chrono::days look_back{30};        // how far the first look goes
  std::chrono::seconds renew_after{540};  // IDLE anew, folders looked for anew; NAT forgets sooner
                                          // than the 29 minutes of RFC 2177
  std::chrono::seconds poll_every{15};    // where the server has no IDLE

  const FolderChoice& choice(remotes::FolderRole role) const;
  /// What positions in the ledger are kept under.
  std::string key() const;
};

}  // namespace candour::watchers
