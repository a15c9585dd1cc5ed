// SPDX-License-Identifier: MPL-2.0

#include "watchers/notice_box.h"

#include "base/digest.h"

namespace candour::watchers {

namespace {

constexpr auto inbox = "INBOX";                      // its name everywhere (RFC 9051 section 5.1)
constexpr std::size_t most_notice_bytes = 1u << 20;  // one cut off there is not the one we wrote

}  // namespace

std::string_view name_of(Withdrawal withdrawal) {
  switch (withdrawal) {
    case Withdrawal::removed:
      return "removed";
    case Withdrawal::gone:
      return "gone";
    case Withdrawal::not_ours:
      return "not-ours";
    case Withdrawal::stays:
      return "stays";
    case Withdrawal::renumbered:
      return "renumbered";
  }
  return "removed";
}

base::Result<NoticeBox> NoticeBox::open(const Account& account, const remotes::WakeUp& wake_up) {
  auto stream = remotes::open_imap_stream(account.server, account.login, wake_up);
  if (!stream) return stream.error();
  auto session = std::make_unique<remotes::ImapSession>(std::move(*stream), most_notice_bytes);
  if (auto asked = session->ask_capabilities(); !asked) return asked.error();
  return NoticeBox(std::move(session));
}

base::Result<std::optional<remotes::AppendedAt>> NoticeBox::put(std::string_view notice) {
  return session_->append(inbox, notice);
}

base::Result<std::vector<remotes::AppendedAt>> NoticeBox::find(const std::string& message_id) {
  const auto opened = session_->select(inbox);
  if (!opened) return opened.error();
  const auto uids = session_->with_message_id(message_id);
  if (!uids) return uids.error();
  std::vector<remotes::AppendedAt> places;
  for (const auto uid : *uids) places.push_back({opened->uid_validity, uid});
  return places;
}

base::Result<std::optional<std::string>> NoticeBox::read(const remotes::AppendedAt& at) {
  const auto opened = session_->select(inbox);
  if (!opened) return opened.error();
  if (opened->uid_validity != at.uid_validity) return std::optional<std::string>{};
  return bytes_of(at.uid);
}

base::Result<std::optional<std::string>> NoticeBox::bytes_of(std::uint32_t uid) {
  std::optional<std::string> bytes;
  auto fetched = session_->fetch({uid}, [&](remotes::FetchedMessage message) {
    bytes = std::move(message.raw);
    return base::Result<void>{};
  });
  if (!fetched) return fetched.error();
  return bytes;
}

base::Result<Withdrawal> NoticeBox::withdraw(const stores::NoticeRow& notice) {
  if (!session_->offers("uidplus")) return Withdrawal::stays;
  const auto opened = session_->select(inbox);
  if (!opened) return opened.error();
  if (opened->uid_validity != notice.inbox_uid_validity) return Withdrawal::renumbered;
  const auto standing = bytes_of(notice.inbox_uid);
  if (!standing) return standing.error();
  if (!*standing) return Withdrawal::gone;
  if (base::sha256_hex(**standing) != notice.digest) return Withdrawal::not_ours;
  if (auto removed = session_->remove(notice.inbox_uid); !removed) return removed.error();
  return Withdrawal::removed;
}

base::Result<bool> NoticeBox::holds(const std::string& folder,
                                    const stores::MessagePlace& message) {
  const auto opened = session_->select(folder);
  if (!opened) return opened.error();
  if (opened->uid_validity != message.uid_validity) return false;
  const auto there = session_->still_there({message.uid});
  if (!there) return there.error();
  return !there->empty();
}

base::Result<bool> NoticeBox::mark(const std::string& folder, const stores::MessagePlace& message,
                                   Mark mark) {
  const auto opened = session_->select(folder);
  if (!opened) return opened.error();
  if (opened->uid_validity != message.uid_validity || !opened->keeps_keyword(notice_keyword))
    return false;
  auto stored = mark == Mark::set ? session_->add_keyword(message.uid, notice_keyword)
                                  : session_->take_keyword(message.uid, notice_keyword);
  if (!stored) return stored.error();
  return true;
}

}  // namespace candour::watchers
