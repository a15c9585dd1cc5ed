// SPDX-License-Identifier: MPL-2.0
//
// One folder of a mailbox and the connection that follows it: look at what came since the last
// time, wait for more, and after every failure begin again where it was.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "remotes/imap_session.h"
#include "watchers/account.h"
#include "watchers/back_off.h"
#include "watchers/notices.h"

namespace candour::watchers {

/// How far a folder's watch is, for the admin.
struct FolderStatus {
  std::string_view state = "connecting";  // "looking", "following", "missing", "away"
  std::size_t done = 0, of = 0;           // messages, of the look that is or was taken last
  base::Instant last_contact{};           // when the server last answered; the epoch: never yet
};

/// Blocking; one thread, but for status().
class FolderWatch {
 public:
  FolderWatch(const Account& account, remotes::FolderRole role, pipeline::Mailbox& mailbox,
              Notices& notices, const remotes::WakeUp& wake_up);

  /// Does what is due.
  ///
  /// readable   descriptor() has something to read
  void attend(bool readable);
  void close();

  int descriptor() const { return session_ ? session_->descriptor() : -1; }
  Moment due() const { return due_; }
  remotes::FolderRole role() const { return role_; }
  FolderStatus status() const;

 private:
  base::Result<void> do_what_is_due(bool readable, Moment now);
  base::Result<void> begin();
  base::Result<void> open();
  base::Result<void> begin_first_look();
  base::Result<void> look_again(const remotes::FolderNews& news);
  base::Result<void> look_for_new();
  base::Result<void> look_for_gone();
  base::Result<void> look_at_due_again();
  base::Result<void> catch_up(std::uint32_t uid_next, std::uint64_t highest_modseq);
  base::Result<void> fetch(const std::vector<std::uint32_t>& uids);
  base::Result<void> take(remotes::FetchedMessage message);
  base::Result<void> look_at(const remotes::FetchedMessage& message,
                             const stores::FolderPosition& position);
  base::Result<void> wait();
  void lose(const base::Error& error);
  void skip_if_hopeless(std::uint32_t uid);
  void note_contact();
  void set_status(std::string_view state);
  void progress(std::size_t done, std::size_t of);

  const Account& account_;
  const remotes::FolderRole role_;
  pipeline::Mailbox& mailbox_;
  Notices& notices_;
  const remotes::WakeUp& wake_up_;

  std::unique_ptr<remotes::ImapSession> session_;
  std::string folder_;
  stores::FolderPosition position_;
  std::vector<std::uint32_t> fetching_;  // asked for, and not here yet; ascending
  std::uint32_t last_of_fetch_ = 0;
  std::uint32_t stuck_at_ = 0;  // the message at which the last fetch failed
  int stuck_times_ = 0;
  int empty_looks_ = 0;  // one after the other, on this connection

  BackOff back_off_;
  Moment due_{};
  Moment renew_at_ = Moment::max();
  Moment last_progress_{};

  mutable std::mutex mutex_;
  FolderStatus status_;
};

}  // namespace candour::watchers
