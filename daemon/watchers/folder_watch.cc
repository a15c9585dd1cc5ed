// SPDX-License-Identifier: MPL-2.0

#include "watchers/folder_watch.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/digest.h"
#include "mail/mail.h"
#include "watchers/watcher_log.h"

namespace candour::watchers {

namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t messages_a_fetch = 50;
constexpr int hopeless_after = 3;      // failed fetches that begin with the same message
constexpr int most_empty_looks = 20;   // for messages that the server tells of and does not have
constexpr auto between_progress = 5s;  // log lines

}  // namespace

FolderWatch::FolderWatch(const Account& account, remotes::FolderRole role,
                         pipeline::Mailbox& mailbox, Notices& notices,
                         const remotes::WakeUp& wake_up)
    : account_(account), role_(role), mailbox_(mailbox), notices_(notices), wake_up_(wake_up) {}

void FolderWatch::attend(bool readable) {
  const auto now = steady_clock::now();
  const bool asks = readable || now >= due_;
  const auto done = do_what_is_due(readable, now);
  if (!done && !wake_up_.called()) return lose(done.error());
  if (done && asks && session_) note_contact();
}

base::Result<void> FolderWatch::do_what_is_due(bool readable, Moment now) {
  if (!session_) return now < due_ ? base::Result<void>{} : begin();
  remotes::FolderNews told;
  if (session_->idling()) {
    if (now < renew_at_ && !readable) return {};
    const auto news = session_->news();
    if (!news) return news.error();
    if (!*news && now < renew_at_) return {};
    if (auto ended = session_->end_idle(); !ended) return ended;
    told = *news;
  } else {
    if (now < due_) return {};
    const auto news = session_->poll();
    if (!news) return news.error();
    if (!*news && now < renew_at_) {
      due_ = std::min(renew_at_, now + account_.poll_every);
      return {};
    }
    told = *news;
  }
  auto looked = now < renew_at_ ? look_again(told) : open();
  return looked ? wait() : looked;
}

base::Result<void> FolderWatch::begin() {
  auto stream = remotes::open_imap_stream(account_.server, account_.login, wake_up_);
  if (!stream) return stream.error();
  session_ =
      std::make_unique<remotes::ImapSession>(std::move(*stream), mail::Limits{}.message_bytes);
  back_off_.connected(steady_clock::now());
  empty_looks_ = 0;
  if (auto asked = session_->ask_capabilities(); !asked) return asked;
  auto opened = open();
  return opened ? wait() : opened;
}

// Folders are renamed and removed under us, and no server tells: they are looked for each time.
base::Result<void> FolderWatch::open() {
  const auto folders = session_->list();
  if (!folders) return folders.error();
  const auto* folder = remotes::folder_for(role_, *folders, account_.choice(role_).name);
  if (folder == nullptr) {
    session_->log_out();
    session_.reset();
    due_ = steady_clock::now() + account_.renew_after;
    log_folder_missing(account_.login.user, role_);
    set_status("missing");
    return {};
  }
  const auto opened = session_->examine(folder->name);
  if (!opened) return opened.error();
  renew_at_ = steady_clock::now() + account_.renew_after;
  if (std::exchange(folder_, folder->name) != folder->name)
    log_following(account_.login.user, role_, folder->shown, session_->offers("idle"));

  auto position = mailbox_.ledger().find_position(account_.key(), name_of(role_));
  if (!position) return position.error();
  if (!*position) {
    position_ = {account_.key(),  std::string(name_of(role_)), opened->uid_validity, 0, 0, {},
                 opened->uid_next};
    if (auto begun = begin_first_look(); !begun) return begun;
  } else {
    position_ = std::move(**position);
    const bool renumbered = position_.uid_validity != opened->uid_validity;
    // The clock was far ahead when the first look was taken, and has been put right since.
    const bool of_the_future = position_.since > base::now();
    if (renumbered) log_folder_anew(account_.login.user, role_);
    if (renumbered || of_the_future) {
      position_.uid_validity = opened->uid_validity;
      position_.last_uid = 0;
      position_.highest_modseq = 0;
      position_.first_look_to = of_the_future ? opened->uid_next : 0;
    }
    if (of_the_future)
      if (auto begun = begin_first_look(); !begun) return begun;
  }
  if (auto looked = look_at_due_again(); !looked) return looked;
  const bool nothing_came =
      opened->highest_modseq != 0 && position_.highest_modseq == opened->highest_modseq;
  if (!nothing_came)
    if (auto caught_up = catch_up(opened->uid_next, opened->highest_modseq); !caught_up)
      return caught_up;
  notices_.renumbered(role_, position_.uid_validity);
  return look_for_gone();
}

// How far back is settled now, whenever the look comes to its end.
base::Result<void> FolderWatch::begin_first_look() {
  position_.since = base::now() - account_.look_back;
  log_first_look(account_.login.user, role_,
                 std::chrono::floor<std::chrono::days>(position_.since));
  return mailbox_.ledger().put_position(position_);
}

base::Result<void> FolderWatch::look_again(const remotes::FolderNews& news) {
  if (news.came)
    if (auto looked = look_for_new(); !looked) return looked;
  return news.went ? look_for_gone() : base::Result<void>{};
}

// A mail program replaces a draft that is saved again, and removes it when it is sent.
base::Result<void> FolderWatch::look_for_gone() {
  if (role_ != remotes::FolderRole::drafts) return {};
  const auto told = notices_.about(role_, position_.uid_validity);
  const auto there = session_->still_there(told);
  if (!there) return there.error();
  std::vector<std::uint32_t> gone;
  std::set_difference(told.begin(), told.end(), there->begin(), there->end(),
                      std::back_inserter(gone));
  notices_.gone(role_, position_.uid_validity, gone);
  return {};
}

// We were killed before its writer was told, and what to tell stood nowhere but in memory.
base::Result<void> FolderWatch::look_at_due_again() {
  const auto due = notices_.without_words(role_, position_.uid_validity);
  auto gone = due;
  auto fetched = session_->fetch(due, [&](remotes::FetchedMessage message) {
    std::erase(gone, message.uid);
    return look_at(message, position_);
  });
  if (!fetched) return fetched;
  notices_.gone(role_, position_.uid_validity, gone);
  return {};
}

base::Result<void> FolderWatch::look_for_new() {
  const auto before = position_.last_uid;
  auto looked = catch_up(0, 0);
  empty_looks_ = position_.last_uid == before ? empty_looks_ + 1 : 0;
  if (looked && empty_looks_ > most_empty_looks)
    return base::Error{base::Fault::malformed, "watchers.folder_watch",
                       "the server keeps telling of messages that are not there"};
  return looked;
}

/// uid_next   all below it stand in the folder by now; 0: not known
base::Result<void> FolderWatch::catch_up(std::uint32_t uid_next, std::uint64_t highest_modseq) {
  const auto since = std::chrono::floor<std::chrono::days>(position_.since);
  const auto uids = session_->search(position_.last_uid, since);
  if (!uids) return uids.error();
  set_status("looking");
  for (std::size_t done = 0; done < uids->size(); done += messages_a_fetch) {
    progress(done, uids->size());
    const auto first = uids->begin() + static_cast<std::ptrdiff_t>(done);
    const auto count = std::min(messages_a_fetch, uids->size() - done);
    if (auto fetched = fetch({first, first + static_cast<std::ptrdiff_t>(count)}); !fetched)
      return fetched;
  }
  progress(uids->size(), uids->size());
  const auto before = position_;
  position_.highest_modseq = highest_modseq;
  if (uid_next > 0) position_.last_uid = std::max(position_.last_uid, uid_next - 1);
  if (before.last_uid == position_.last_uid && before.highest_modseq == highest_modseq) return {};
  return mailbox_.ledger().put_position(position_);
}

base::Result<void> FolderWatch::fetch(const std::vector<std::uint32_t>& uids) {
  fetching_ = uids;
  last_of_fetch_ = uids.back();
  base::Result<void> taken;
  auto fetched = session_->fetch(
      uids, [&](remotes::FetchedMessage message) { return taken = take(std::move(message)); });
  if (!taken) return taken;
  if (!fetched) {
    skip_if_hopeless(fetching_.empty() ? 0 : fetching_.front());
    return fetched;
  }
  // Those that did not come are gone by now.
  position_.last_uid = last_of_fetch_;
  return {};
}

base::Result<void> FolderWatch::take(remotes::FetchedMessage message) {
  std::erase(fetching_, message.uid);
  auto position = position_;
  // Servers need not send in order: whoever begins again asks once more for those still missing.
  position.last_uid = fetching_.empty() ? last_of_fetch_ : fetching_.front() - 1;
  if (auto looked = look_at(message, position); !looked) return looked;
  position_ = std::move(position);
  return {};
}

base::Result<void> FolderWatch::look_at(const remotes::FetchedMessage& message,
                                        const stores::FolderPosition& position) {
  pipeline::Submission submission;
  submission.id = base::random_hex(8);
  submission.entrance = "mailbox";
  submission.raw = message.raw;
  const auto now = base::now();
  const bool dated = message.received > base::Instant{} && message.received < now;
  submission.received = dated && role_ != remotes::FolderRole::drafts ? message.received : now;
  const stores::MessagePlace place{position.account, position.role, position.uid_validity,
                                   message.uid};
  // Whoever begins to use Candour is not told of what went a month ago.
  const bool may_tell = notices_.wanted() && message.uid >= position.first_look_to;
  const auto told_at = may_tell ? std::optional(place) : std::nullopt;
  const auto look = [&] {
    switch (role_) {
      case remotes::FolderRole::inbox:
        return mailbox_.received(submission, position);
      case remotes::FolderRole::sent:
        return mailbox_.sent(submission, position, told_at);
      case remotes::FolderRole::drafts:
        return mailbox_.draft(submission, position, told_at);
    }
    return mailbox_.received(submission, position);
  };
  const auto found = look();
  if (!found) return found.error();
  log_found(submission.id, account_.login.user, role_, message.uid, *found);
  notices_.looked_at({role_, folder_, place, *found});
  return {};
}

// A message that makes the server hang up would keep us from all that come after it.
void FolderWatch::skip_if_hopeless(std::uint32_t uid) {
  if (uid == 0 || wake_up_.called()) return;
  stuck_times_ = std::exchange(stuck_at_, uid) == uid ? stuck_times_ + 1 : 1;
  if (stuck_times_ < hopeless_after) return;
  log_message_skipped(account_.login.user, role_, uid);
  position_.last_uid = uid;
  stuck_times_ = 0;
  // Where the ledger is away it comes up again, and is skipped again.
  static_cast<void>(role_ == remotes::FolderRole::sent
                        ? mailbox_.not_handed_over(account_.login.user, position_)
                        : mailbox_.ledger().put_position(position_));
}

base::Result<void> FolderWatch::wait() {
  if (!session_) return {};  // the folder is missing
  set_status("following");
  if (!session_->offers("idle")) {
    due_ = std::min(renew_at_, steady_clock::now() + account_.poll_every);
    return {};
  }
  for (;;) {
    if (auto started = session_->start_idle(); !started) return started;
    const auto news = session_->news();
    if (!news) return news.error();
    due_ = renew_at_;
    if (!*news) return {};
    // It came while we looked.
    if (auto ended = session_->end_idle(); !ended) return ended;
    if (auto looked = look_again(*news); !looked) return looked;
    set_status("following");
  }
}

void FolderWatch::lose(const base::Error& error) {
  session_.reset();
  fetching_.clear();
  const auto now = steady_clock::now();
  const auto again_in = back_off_.failed(error.fault, now);
  due_ = now + again_in;
  set_status("away");
  log_lost(account_.login.user, role_, error.detail, again_in);
}

void FolderWatch::close() {
  if (session_) session_->log_out();
  session_.reset();
}

FolderStatus FolderWatch::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

void FolderWatch::note_contact() {
  const std::lock_guard lock(mutex_);
  status_.last_contact = base::now();
}

void FolderWatch::set_status(std::string_view state) {
  const std::lock_guard lock(mutex_);
  status_.state = state;
}

void FolderWatch::progress(std::size_t done, std::size_t of) {
  {
    const std::lock_guard lock(mutex_);
    status_.done = done;
    status_.of = of;
    status_.last_contact = base::now();
  }
  const auto now = steady_clock::now();
  const bool long_look = of > messages_a_fetch;
  if (!long_look || (done < of && now - last_progress_ < between_progress)) return;
  last_progress_ = now;
  log_progress(account_.login.user, role_, done, of);
}

}  // namespace candour::watchers
