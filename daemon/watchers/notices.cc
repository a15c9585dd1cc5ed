// SPDX-License-Identifier: MPL-2.0

#include "watchers/notices.h"

#include <algorithm>

#include "base/digest.h"
#include "mail/mail.h"
#include "watchers/watcher_log.h"

namespace candour::watchers {

using remotes::FolderRole;
using std::chrono::steady_clock;
using stores::NoticeRow;
using stores::NoticeState;

namespace {

bool is_in(const NoticeRow& row, FolderRole role, std::uint32_t uid_validity) {
  return row.about.role == name_of(role) && row.about.uid_validity == uid_validity;
}

// Opaque, and of no domain that could be anybody's (RFC 2606 section 2).
std::string message_id_of(const pipeline::Notice& notice, std::size_t number) {
  const auto words = std::to_string(number) + "\n" + notice.subject + "\n" + notice.text;
  return base::sha256_hex(words).substr(0, 32) + "@notice.candour.invalid";
}

std::string digest_of(const pipeline::Notice& notice, std::string_view key) {
  return base::keyed_digest(key, notice.subject + "\n" + notice.text);
}

}  // namespace

Notices::Notices(const Account& account, pipeline::Mailbox& mailbox, const remotes::WakeUp& wake_up)
    : account_(account), ledger_(mailbox.ledger()), wake_up_(wake_up) {
  if (!wanted()) due_ = Moment::max();
}

/// Calls it for every notice of the account.
template <class Change>
void Notices::change(const Change& change_row) {
  if (!wanted()) return;
  const auto rows = ledger_.notices(account_.key());
  if (!rows) return try_again(rows.error());
  for (const auto& row : *rows)
    if (base::Result<void> changed = change_row(row); !changed) return try_again(changed.error());
}

void Notices::try_again(const base::Error& error) {
  const auto now = steady_clock::now();
  const auto again_in = back_off_.failed(error.fault, now);
  due_ = now + again_in;
  log_notices_wait(account_.login.user, error.detail, again_in);
}

void Notices::looked_at(const LookedAt& message) {
  if (!wanted() || message.role == FolderRole::inbox) return;
  const auto& mail = message.mail;
  if (mail.to_be_told) {
    const auto stage =
        message.role == FolderRole::drafts ? pipeline::Stage::draft : pipeline::Stage::sent;
    words_.insert_or_assign(message.place,
                            Words{pipeline::notice_of(mail, stage), std::string(message.folder)});
    due_ = {};
    return;
  }
  const bool settled_elsewhere = message.role == FolderRole::sent && mail.went_through;
  if (!mail.assessment.findings.empty() && !settled_elsewhere) return;
  // Mended, or sent by somebody who had been asked: what was told of the draft is over.
  change([&](const NoticeRow& row) -> base::Result<void> {
    if (row.concerns != mail.concerns || row.about == message.place ||
        row.about.role != name_of(FolderRole::drafts))
      return {};
    // Mail programs may copy keywords from the draft that they replace.
    unmarkings_.push_back({std::string(message.folder), message.place});
    return take_back(row);
  });
}

void Notices::gone(FolderRole role, std::uint32_t uid_validity,
                   const std::vector<std::uint32_t>& uids) {
  if (uids.empty()) return;
  change([&](const NoticeRow& row) -> base::Result<void> {
    const bool is_one = is_in(row, role, uid_validity) &&
                        std::find(uids.begin(), uids.end(), row.about.uid) != uids.end();
    return is_one ? take_back(row) : base::Result<void>{};
  });
}

void Notices::renumbered(FolderRole role, std::uint32_t uid_validity) {
  change([&](const NoticeRow& row) -> base::Result<void> {
    if (row.about.role != name_of(role) || row.about.uid_validity == uid_validity) return {};
    // What was told of a sent mail stays told; it is known by its Message-ID.
    const bool stays = role == FolderRole::sent && row.state == NoticeState::standing;
    return stays ? base::Result<void>{} : take_back(row);
  });
}

base::Result<void> Notices::take_back(NoticeRow row) {
  words_.erase(row.about);
  due_ = {};
  if (row.state == NoticeState::due) return ledger_.remove_notice(row.about);
  row.state = NoticeState::unwanted;
  return ledger_.put_notice(row);
}

std::vector<std::uint32_t> Notices::about(FolderRole role, std::uint32_t uid_validity) const {
  std::vector<std::uint32_t> uids;
  const auto rows = ledger_.notices(account_.key());
  if (!wanted() || !rows) return uids;  // asked again when the folder is opened anew
  for (const auto& row : *rows)
    if (is_in(row, role, uid_validity) && row.state != NoticeState::unwanted)
      uids.push_back(row.about.uid);
  std::sort(uids.begin(), uids.end());
  return uids;
}

std::vector<std::uint32_t> Notices::without_words(FolderRole role,
                                                  std::uint32_t uid_validity) const {
  std::vector<std::uint32_t> uids;
  const auto rows = ledger_.notices(account_.key());
  if (!wanted() || !rows) return uids;
  for (const auto& row : *rows) {
    const bool to_be_told = row.state == NoticeState::due || row.state == NoticeState::under_way;
    if (to_be_told && is_in(row, role, uid_validity) && !words_.contains(row.about))
      uids.push_back(row.about.uid);
  }
  std::sort(uids.begin(), uids.end());
  return uids;
}

void Notices::attend() {
  if (steady_clock::now() < due_) return;
  due_ = Moment::max();
  if (auto done = work(); !done && !wake_up_.called()) try_again(done.error());
}

bool Notices::has_work(const NoticeRow& row) const {
  return row.state == NoticeState::under_way || row.state == NoticeState::unwanted ||
         (row.state == NoticeState::due && words_.contains(row.about));
}

base::Result<void> Notices::work() {
  if (auto forgotten = forget_all_but_the_newest_due(); !forgotten) return forgotten;
  const auto rows = ledger_.notices(account_.key());
  if (!rows) return rows.error();
  const bool nothing_to_do =
      unmarkings_.empty() &&
      std::none_of(rows->begin(), rows->end(), [&](const NoticeRow& row) { return has_work(row); });
  if (nothing_to_do) return {};
  auto box = NoticeBox::open(account_, wake_up_);
  if (!box) return box.error();
  back_off_.connected(steady_clock::now());
  auto done = work_through(*box);
  box->close();
  return done;
}

// A draft that was saved once more before anybody was told of it.
base::Result<void> Notices::forget_all_but_the_newest_due() {
  const auto rows = ledger_.notices(account_.key());
  if (!rows) return rows.error();
  for (auto row = rows->begin(); row != rows->end(); ++row) {
    const bool superseded =
        row->state == NoticeState::due &&
        std::any_of(row + 1, rows->end(), [&](const NoticeRow& later) {
          return later.state == NoticeState::due && later.concerns == row->concerns;
        });
    if (!superseded) continue;
    words_.erase(row->about);
    if (auto removed = ledger_.remove_notice(row->about); !removed) return removed;
  }
  return {};
}

base::Result<void> Notices::work_through(NoticeBox& box) {
  // Each pass may leave work for the next: what did not get there is told anew, and what is told
  // anew takes an older notice's place. A plain no keeps nothing else from being done: an Inbox
  // that is full has room again when a notice goes.
  base::Result<void> refused;
  for (const auto state : {NoticeState::under_way, NoticeState::due, NoticeState::unwanted}) {
    const auto rows = ledger_.notices(account_.key());
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
      if (row.state != state || !has_work(row)) continue;
      auto done = state == NoticeState::under_way ? find_out(box, row)
                  : state == NoticeState::due     ? tell(box, row, words_.at(row.about))
                                                  : withdraw(box, row);
      if (!done && done.error().fault != base::Fault::refused) return done;
      if (!done) refused = done;
    }
  }
  for (const auto& [folder, message] : std::exchange(unmarkings_, {}))
    if (auto marked = box.mark(folder, message, NoticeBox::Mark::taken_off);
        !marked && marked.error().fault != base::Fault::refused)
      return marked.error();
  return refused;
}

/// We were killed, or the connection was lost, between APPEND and its answer.
base::Result<void> Notices::find_out(NoticeBox& box, NoticeRow row) {
  const auto found = find_ours(box, row);
  if (!found) return found.error();
  if (*found) {
    row.state = NoticeState::standing;
    words_.erase(row.about);
  } else {
    row.state = NoticeState::due;
    row.says = row.message_id = row.digest = "";
  }
  return ledger_.put_notice(row);
}

base::Result<void> Notices::tell(NoticeBox& box, NoticeRow row, const Words& words) {
  row.says = digest_of(words.notice, ledger_.digest_key());
  const auto folder = words.folder;
  if (account_.notices.mail) {
    if (auto told = tell_by_mail(box, row, words); !told) return told;
    // Second, so that a server which cannot do it keeps no mail away.
    return account_.notices.keyword ? mark(box, folder, row.about) : base::Result<void>{};
  }
  if (auto marked = mark(box, folder, row.about); !marked) return marked;
  return replace(standing_about(row), row);
}

base::Result<void> Notices::mark(NoticeBox& box, const std::string& folder,
                                 const stores::MessagePlace& message) {
  const auto marked = box.mark(folder, message, NoticeBox::Mark::set);
  const bool will_never_be = !marked && marked.error().fault == base::Fault::refused;
  return marked || will_never_be ? base::Result<void>{} : marked.error();
}

/// Notices that are to go when this one stands.
base::Result<Notices::Rows> Notices::standing_about(const NoticeRow& row) const {
  auto rows = ledger_.notices(account_.key());
  if (rows)
    std::erase_if(*rows, [&](const NoticeRow& other) {
      return other.state != NoticeState::standing || other.concerns != row.concerns;
    });
  return rows;
}

/// The notice that says the same of what `row` was before it was saved once more. Thunderbird gives
/// a draft another Message-ID each time; it is the same one if the older is gone by now.
base::Result<std::optional<NoticeRow>> Notices::same_before(NoticeBox& box, const NoticeRow& row,
                                                            const std::string& folder) const {
  const auto rows = ledger_.notices(account_.key());
  if (!rows) return rows.error();
  for (const auto& other : *rows) {
    if (other.says != row.says || other.message_id.empty()) continue;
    if (other.state == NoticeState::standing && other.concerns == row.concerns) return other;
    const bool earlier_draft = row.about.role == name_of(FolderRole::drafts) &&
                               is_in(other, FolderRole::drafts, row.about.uid_validity) &&
                               other.about.uid < row.about.uid;
    if (!earlier_draft) continue;
    if (other.state == NoticeState::unwanted) return other;
    const auto held = box.holds(folder, other.about);
    if (!held) return held.error();
    if (!*held) return other;
  }
  return std::optional<NoticeRow>{};
}

base::Result<void> Notices::tell_by_mail(NoticeBox& box, NoticeRow row, const Words& words) {
  const auto older = standing_about(row);
  if (!older) return older.error();
  const auto same = same_before(box, row, words.folder);
  if (!same) return same.error();
  if (!*same) {
    if (auto done = put(box, row, words); !done) return done;
    return replace(*older, row);
  }
  auto moved = **same;
  moved.about = row.about;
  moved.concerns = row.concerns;
  moved.state = NoticeState::standing;
  words_.erase(row.about);
  return ledger_.put_notice(moved, (*same)->about);
}

base::Result<void> Notices::put(NoticeBox& box, NoticeRow& row, const Words& words) {
  const auto due = row;
  auto message_id = message_id_for(row, words.notice);
  if (!message_id) return message_id.error();
  row.message_id = std::move(*message_id);
  const auto told_by_another = box.find(row.message_id);
  if (!told_by_another) return told_by_another.error();
  if (!told_by_another->empty()) return {};
  const auto bytes = pipeline::notice_mail(words.notice, account_.login.user, row.message_id,
                                           base::now(), ledger_.digest_key());
  row.digest = base::sha256_hex(bytes);
  row.state = NoticeState::under_way;
  if (auto written = ledger_.put_notice(row); !written) return written;
  auto at = box.put(bytes);
  if (!at) {
    // After a plain no it is not there; else nobody knows, and it is looked for.
    if (at.error().fault == base::Fault::refused)
      if (auto written = ledger_.put_notice(due); !written) return written;
    return at.error();
  }
  if (*at) {
    if (auto noted = note_place(box, row, **at); !noted) return noted;
  } else if (const auto found = find_ours(box, row); !found) {
    return found.error();
  }
  log_notice_put(account_.login.user, row.about);
  return give_way(box, row);
}

/// Two drafts may be alike to the word: each has a notice of its own.
base::Result<std::string> Notices::message_id_for(const NoticeRow& row,
                                                  const pipeline::Notice& notice) const {
  const auto rows = ledger_.notices(account_.key());
  if (!rows) return rows.error();
  for (std::size_t number = 0;; ++number) {
    auto id = message_id_of(notice, number);
    if (std::none_of(rows->begin(), rows->end(), [&](const NoticeRow& other) {
          return other.about != row.about && other.message_id == id;
        }))
      return id;
  }
}

/// Another watcher put the same in the same instant: the older one stays.
base::Result<void> Notices::give_way(NoticeBox& box, NoticeRow& row) {
  const auto all = box.find(row.message_id);
  if (!all) return all.error();
  if (row.inbox_uid == 0 || all->empty() || all->front().uid >= row.inbox_uid) return {};
  const auto done = box.withdraw(row);
  if (!done) return done.error();
  log_notice_withdrawn(account_.login.user, row.about, name_of(*done));
  row.digest = "";
  row.inbox_uid_validity = row.inbox_uid = 0;
  return {};
}

/// Whether the notice stands, and where: of several with its Message-ID the one that carries the
/// mark which nobody else can make.
base::Result<bool> Notices::find_ours(NoticeBox& box, NoticeRow& row) {
  const auto places = box.find(row.message_id);
  if (!places) return places.error();
  for (const auto& at : *places) {
    const auto standing = box.read(at);
    if (!standing) return standing.error();
    if (!*standing || !pipeline::is_notice(mail::read(**standing), ledger_.digest_key())) continue;
    row.inbox_uid_validity = at.uid_validity;
    row.inbox_uid = at.uid;
    row.digest = base::sha256_hex(**standing);
    return true;
  }
  return false;
}

/// Some servers, Exchange for one, write a message anew in their own way. What stands there counts,
/// where it carries the mark that nobody else can make.
base::Result<void> Notices::note_place(NoticeBox& box, NoticeRow& row,
                                       const remotes::AppendedAt& at) {
  row.inbox_uid_validity = at.uid_validity;
  row.inbox_uid = at.uid;
  const auto standing = box.read(at);
  if (!standing) return standing.error();
  if (*standing && pipeline::is_notice(mail::read(**standing), ledger_.digest_key()))
    row.digest = base::sha256_hex(**standing);
  return {};
}

/// `row` stands, in the place of what stood about that message.
base::Result<void> Notices::replace(base::Result<Rows> older, NoticeRow row) {
  if (!older) return older.error();
  row.state = NoticeState::standing;
  words_.erase(row.about);
  if (auto written = ledger_.put_notice(row); !written) return written;
  for (const auto& replaced : *older)
    if (auto taken = take_back(replaced); !taken) return taken;
  return {};
}

base::Result<void> Notices::withdraw(NoticeBox& box, NoticeRow row) {
  if (!row.message_id.empty()) {
    if (row.inbox_uid == 0)
      if (const auto found = find_ours(box, row); !found) return found.error();
    auto done = row.inbox_uid == 0 ? Withdrawal::gone : box.withdraw(row);
    if (!done) return done.error();
    log_notice_withdrawn(account_.login.user, row.about, name_of(*done));
  }
  return ledger_.remove_notice(row.about);
}

}  // namespace candour::watchers
