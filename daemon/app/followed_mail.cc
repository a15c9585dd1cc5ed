// SPDX-License-Identifier: MPL-2.0

#include "app/followed_mail.h"

#include "mail/mail.h"
#include "remotes/imap_session.h"
#include "remotes/imap_stream.h"

namespace candour::app {

namespace {

class Fetching {
 public:
  Fetching(const std::filesystem::path& spool, const std::function<bool(std::size_t)>& fetched,
           const remotes::WakeUp& stop)
      : spool_(spool), fetched_(fetched), stop_(stop) {}

  base::Result<void> fetch(const watchers::Account& account, base::Day since) {
    auto stream = remotes::open_imap_stream(account.server, account.login, stop_);
    if (!stream) return stream.error();
    remotes::ImapSession session(std::move(*stream), mail::Limits{}.message_bytes);
    if (auto asked = session.ask_capabilities(); !asked) return asked;
    const auto folders = session.list();
    if (!folders) return folders.error();
    for (const auto role : {remotes::FolderRole::inbox, remotes::FolderRole::sent}) {
      const auto& choice = account.choice(role);
      const auto* folder =
          choice.followed ? remotes::folder_for(role, *folders, choice.name) : nullptr;
      if (folder == nullptr) continue;
      if (auto got = fetch_folder(session, folder->name, since); !got) return got;
    }
    session.log_out();
    return {};
  }

  mail::StoredMail take() { return std::move(mail_); }

 private:
  base::Result<void> fetch_folder(remotes::ImapSession& session, const std::string& folder,
                                  base::Day since) {
    const auto opened = session.examine(folder);
    if (!opened) return opened.error();
    const auto uids = session.search(0, since);
    if (!uids) return uids.error();
    constexpr std::size_t at_once = 50;
    for (std::size_t i = 0; i < uids->size(); i += at_once) {
      const auto first = uids->begin() + static_cast<std::ptrdiff_t>(i);
      const auto last = first + static_cast<std::ptrdiff_t>(std::min(at_once, uids->size() - i));
      const auto got = session.fetch(
          {first, last}, [&](remotes::FetchedMessage message) { return keep(message); });
      if (!got) return got;
    }
    return {};
  }

  base::Result<void> keep(const remotes::FetchedMessage& message) {
    if (auto added = mail_.add_message(message.raw, spool_); !added) return added;
    if (fetched_ && !fetched_(mail_.size()))
      return base::Error{base::Fault::refused, "app.followed_mail", "it was stopped"};
    return {};
  }

  const std::filesystem::path& spool_;
  const std::function<bool(std::size_t)>& fetched_;
  const remotes::WakeUp& stop_;
  mail::StoredMail mail_;
};

}  // namespace

base::Result<mail::StoredMail> fetch_followed_mail(const std::vector<watchers::Account>& accounts,
                                                   base::Day since,
                                                   const std::filesystem::path& spool,
                                                   const std::function<bool(std::size_t)>& fetched,
                                                   const remotes::WakeUp& stop) {
  Fetching fetching(spool, fetched, stop);
  for (const auto& account : accounts)
    if (auto done = fetching.fetch(account, since); !done) {
      auto error = done.error();
      if (error.fault != base::Fault::refused || error.detail != "it was stopped")
        error.detail = account.login.user + ": " + error.detail;
      return error;
    }
  return fetching.take();
}

}  // namespace candour::app
