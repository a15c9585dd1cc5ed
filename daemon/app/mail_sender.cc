// SPDX-License-Identifier: MPL-2.0

#include "app/mail_sender.h"

#include "app/secret_file.h"
#include "app/smtp_server.h"
#include "listeners/sandbox_next_hop.h"

namespace candour::app {

namespace {

using remotes::Sending;

watchers::SendMail into_sandbox(const std::filesystem::path& folder) {
  return
      [folder](const remotes::OutgoingMail& mail, const std::function<bool()>& before_last_byte) {
        Sending sending;
        if (!before_last_byte()) return sending;
        const auto kept = listeners::keep_in_maildir(folder, {mail.bytes});
        sending.kind = kept ? Sending::Kind::accepted : Sending::Kind::later;
        sending.answer = kept ? "kept in the sandbox" : kept.error().detail;
        return sending;
      };
}

}  // namespace

base::Result<watchers::SendMail> mail_sender(const OutgoingServer& outgoing) {
  const auto& url = outgoing.send_through;
  if (!url.sandbox.empty()) {
    if (auto made = listeners::make_maildir(url.sandbox); !made) return made.error();
    return into_sandbox(url.sandbox);
  }
  std::optional<remotes::SmtpLogin> login;
  if (!outgoing.user.empty())
    login = remotes::SmtpLogin{outgoing.user,
                               [file = outgoing.password_file] { return read_secret(file); }};
  return watchers::SendMail(
      [server = smtp_server(url), login](const remotes::OutgoingMail& mail,
                                         const std::function<bool()>& before_last_byte) {
        return remotes::send_mail(server, login, mail, before_last_byte);
      });
}

}  // namespace candour::app
