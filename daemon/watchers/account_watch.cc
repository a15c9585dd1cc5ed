// SPDX-License-Identifier: MPL-2.0

#include "watchers/account_watch.h"

#include <poll.h>

#include <algorithm>
#include <exception>

#include "watchers/watcher_log.h"

namespace candour::watchers {

namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

// No longer than that in one poll(), so that no clock's oddity matters.
constexpr std::chrono::milliseconds longest_sleep = 1min;

int sleep_until(Moment due) {
  const auto now = steady_clock::now();
  if (due <= now) return 0;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - now);
  return static_cast<int>(std::min(left, longest_sleep).count());
}

}  // namespace

AccountWatch::AccountWatch(Account account, pipeline::Mailbox& mailbox)
    : account_(std::move(account)), notices_(account_, mailbox, wake_up_) {
  using remotes::FolderRole;
  for (const auto role : {FolderRole::inbox, FolderRole::sent, FolderRole::drafts})
    if (account_.choice(role).followed)
      folders_.push_back(
          std::make_unique<FolderWatch>(account_, role, mailbox, notices_, wake_up_));
}

AccountWatch::~AccountWatch() {
  stop();
  if (thread_.joinable()) thread_.join();
}

void AccountWatch::start() {
  thread_ = std::thread([this] { run(); });
}

void AccountWatch::run() {
  try {
    follow();
  } catch (const std::exception& error) {  // a bug of ours: this account's end, nobody else's
    log_watch_failed(account_.login.user, error.what());
  }
  for (const auto& folder : folders_) folder->close();
}

void AccountWatch::follow() {
  std::vector<pollfd> waiting(folders_.size() + 1);
  while (!wake_up_.called()) {
    auto due = Moment::max();
    for (std::size_t i = 0; i < folders_.size(); ++i) {
      folders_[i]->attend(waiting[i].revents != 0);
      if (wake_up_.called()) return;
      waiting[i] = {folders_[i]->descriptor(), POLLIN, 0};  // a negative one is passed over
      due = std::min(due, folders_[i]->due());
    }
    // What was just looked at; a server that is slow to take it keeps nobody waiting but itself.
    notices_.attend();
    due = std::min(due, notices_.due());
    waiting.back() = {wake_up_.descriptor(), POLLIN, 0};
    ::poll(waiting.data(), waiting.size(), sleep_until(due));
  }
}

std::vector<std::pair<remotes::FolderRole, FolderStatus>> AccountWatch::status() const {
  std::vector<std::pair<remotes::FolderRole, FolderStatus>> all;
  for (const auto& folder : folders_) all.emplace_back(folder->role(), folder->status());
  return all;
}

}  // namespace candour::watchers
