// SPDX-License-Identifier: MPL-2.0

#include "watchers/mail_finder.h"

#include <algorithm>

#include "mail/mail.h"
#include "remotes/imap_session.h"

namespace candour::watchers {

namespace {

using remotes::FetchedMessage;
using remotes::FolderRole;

using Found = base::Result<std::optional<std::string>>;

constexpr std::chrono::days either_side{3};
constexpr std::size_t ids_a_fetch = 500;
constexpr std::size_t most_messages = 50'000;  // of one folder in those days

base::Result<std::optional<std::uint32_t>> uid_of(remotes::ImapSession& session,
                                                  const std::vector<std::uint32_t>& uids,
                                                  const IsMessage& is_message) {
  std::optional<std::uint32_t> found;
  for (std::size_t i = 0; i < uids.size() && !found; i += ids_a_fetch) {
    const auto end = std::min(uids.size(), i + ids_a_fetch);
    const std::vector<std::uint32_t> some(uids.begin() + static_cast<std::ptrdiff_t>(i),
                                          uids.begin() + static_cast<std::ptrdiff_t>(end));
    auto fetched = session.fetch_message_ids(some, [&](FetchedMessage message) {
      const auto& id = mail::read(message.raw).headers.message_id;
      if (!id.empty() && is_message(id)) found = message.uid;
      return base::Result<void>{};
    });
    if (!fetched) return fetched.error();
  }
  return found;
}

Found find_in_folder(remotes::ImapSession& session, const std::string& folder,
                     const IsMessage& is_message, base::Instant around) {
  if (const auto opened = session.examine(folder); !opened) return opened.error();
  const auto day = std::chrono::floor<std::chrono::days>(around);
  const auto uids = session.arrived(day - either_side, day + either_side);
  if (!uids) return uids.error();
  if (uids->size() > most_messages)
    return base::Error{base::Fault::unavailable, "watchers.mail_finder",
                       "too many messages of those days"};
  const auto uid = uid_of(session, *uids, is_message);
  if (!uid) return uid.error();
  std::optional<std::string> bytes;
  if (!*uid) return bytes;
  auto fetched = session.fetch({**uid}, [&](FetchedMessage message) {
    bytes = std::move(message.raw);
    return base::Result<void>{};
  });
  if (!fetched) return fetched.error();
  return bytes;
}

Found find_in_account(const Account& account, const IsMessage& is_message, base::Instant around,
                      const remotes::WakeUp& wake_up) {
  auto stream = remotes::open_imap_stream(account.server, account.login, wake_up);
  if (!stream) return stream.error();
  remotes::ImapSession session(std::move(*stream), mail::Limits{}.message_bytes);
  if (auto asked = session.ask_capabilities(); !asked) return asked.error();
  const auto folders = session.list();
  if (!folders) return folders.error();
  for (const auto role : {FolderRole::sent, FolderRole::inbox, FolderRole::drafts}) {
    const auto& choice = account.choice(role);
    const auto* folder =
        choice.followed ? remotes::folder_for(role, *folders, choice.name) : nullptr;
    if (folder == nullptr) continue;
    auto found = find_in_folder(session, folder->name, is_message, around);
    if (!found || *found) {
      if (found) session.log_out();
      return found;
    }
  }
  session.log_out();
  return std::optional<std::string>();
}

}  // namespace

Found find_mail(const std::vector<const Account*>& accounts, const IsMessage& is_message,
                base::Instant around, const remotes::WakeUp& wake_up) {
  std::optional<base::Error> failure;
  for (const auto* account : accounts) {
    auto found = find_in_account(*account, is_message, around, wake_up);
    if (found && *found) return found;
    if (!found) failure = found.error();
  }
  if (failure) return *failure;
  return std::optional<std::string>();
}

}  // namespace candour::watchers
