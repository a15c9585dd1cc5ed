// SPDX-License-Identifier: MPL-2.0
//
// A thread that follows the folders of one account, asleep in poll() for nearly all of its life.
#pragma once

#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "watchers/folder_watch.h"

namespace candour::watchers {

class AccountWatch {
 public:
  /// mailbox   must outlive the watch
  AccountWatch(Account account, pipeline::Mailbox& mailbox);
  /// Stops, and waits for the thread.
  ~AccountWatch();
  AccountWatch(const AccountWatch&) = delete;
  AccountWatch& operator=(const AccountWatch&) = delete;

  void start();
  /// Tells the thread to end; it is at its end within a second or two, or the message it is at.
  void stop() { wake_up_.call(); }

  const Account& account() const { return account_; }
  std::vector<std::pair<remotes::FolderRole, FolderStatus>> status() const;

 private:
  void run();
  void follow();

  const Account account_;
  const remotes::WakeUp wake_up_;
  Notices notices_;
  // The Inbox first: what was answered is to be known when the answer is judged.
  std::vector<std::unique_ptr<FolderWatch>> folders_;
  std::thread thread_;
};

}  // namespace candour::watchers
