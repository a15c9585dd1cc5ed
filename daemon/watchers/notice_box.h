// SPDX-License-Identifier: MPL-2.0
//
// The connection on which Candour writes into a mailbox: a notice put into the Inbox, one of its
// own taken out, a keyword set. It is opened when there is something to write and closed after
// that; the folders that are followed stay read-only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remotes/imap_session.h"
#include "stores/ledger.h"
#include "watchers/account.h"

namespace candour::watchers {

inline constexpr std::string_view notice_keyword = "$Candour";

/// What became of a notice that was to be taken out.
enum class Withdrawal {
  removed,
  gone,        // somebody else removed or moved it
  not_ours,    // what stands there is not what we put there
  stays,       // the server cannot remove one message alone
  renumbered,  // the Inbox has other UIDs now: nobody can tell which it was
};

std::string_view name_of(Withdrawal withdrawal);

/// Blocking. After an error other than `refused` make another.
class NoticeBox {
 public:
  static base::Result<NoticeBox> open(const Account& account, const remotes::WakeUp& wake_up);

  base::Result<std::optional<remotes::AppendedAt>> put(std::string_view notice);
  /// Where notices of that Message-ID stand, the oldest first: ours, or another watcher's.
  base::Result<std::vector<remotes::AppendedAt>> find(const std::string& message_id);
  /// The bytes of the message that stands there; nothing where there is none any more.
  base::Result<std::optional<std::string>> read(const remotes::AppendedAt& at);
  /// Takes out that very notice: UID, UIDVALIDITY and the digest of its bytes must all be as they
  /// were written down.
  base::Result<Withdrawal> withdraw(const stores::NoticeRow& notice);

  /// Whether a message stands in its folder still.
  base::Result<bool> holds(const std::string& folder, const stores::MessagePlace& message);

  enum class Mark { set, taken_off };
  /// Returns   false where the server does not keep it, or the folder has other UIDs now
  base::Result<bool> mark(const std::string& folder, const stores::MessagePlace& message,
                          Mark mark);

  void close() { session_->log_out(); }

 private:
  explicit NoticeBox(std::unique_ptr<remotes::ImapSession> session)
      : session_(std::move(session)) {}

  base::Result<std::optional<std::string>> bytes_of(std::uint32_t uid);

  std::unique_ptr<remotes::ImapSession> session_;
};

}  // namespace candour::watchers
