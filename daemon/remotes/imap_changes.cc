// SPDX-License-Identifier: MPL-2.0
//
// Everything that Candour changes in a mailbox: a message appended, a keyword, one message removed.
// Never EXPUNGE or CLOSE, which would remove what somebody else marked.

#include <string>

#include "remotes/imap_session.h"

namespace candour::remotes {

namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::size_t most_responses = 20'000;
constexpr std::size_t most_unasked_bytes = 4'096;  // LITERAL- (RFC 7888 section 5)

base::Error failed(base::Fault fault, std::string why) {
  return {fault, "remotes.imap_changes", std::move(why)};
}

base::Result<void> ignore(ImapResponse&) {
  return {};
}

std::optional<AppendedAt> appended_at(const ImapCode& code) {
  if (code.name != "APPENDUID" || code.values.size() != 2) return {};
  const auto validity = imap_number(code.values[0].text), uid = imap_number(code.values[1].text);
  if (!validity || !uid || *validity == 0 || *uid == 0) return {};
  return AppendedAt{*validity, *uid};
}

}  // namespace

base::Result<std::optional<AppendedAt>> ImapSession::append(const std::string& folder,
                                                            std::string_view message) {
  const auto quoted = quoted_imap(folder);
  if (!quoted) return failed(base::Fault::malformed, "no name of a folder");
  const bool may_send_at_once =
      offers("literal+") || (offers("literal-") && message.size() <= most_unasked_bytes);
  const auto command = "APPEND " + *quoted + " {" + std::to_string(message.size());
  bool sent = may_send_at_once;
  const auto answer = ask(
      may_send_at_once ? command + "+}\r\n" + std::string(message) : command + "}",
      [&](ImapResponse& response) -> base::Result<void> {
        if (response.kind != ImapResponse::Kind::continuation || std::exchange(sent, true))
          return {};
        return stream_->send(std::string(message) + "\r\n",
                             std::chrono::steady_clock::now() + patience);
      },
      patience, most_responses);
  if (!answer) return answer.error();
  if (!sent) return failed(base::Fault::malformed, "APPEND: done before the message was sent");
  return appended_at(answer->code);
}

base::Result<void> ImapSession::store(std::uint32_t uid, const std::string& what) {
  return command("UID STORE " + std::to_string(uid) + " " + what, ignore);
}

base::Result<void> ImapSession::add_keyword(std::uint32_t uid, std::string_view keyword) {
  return store(uid, "+FLAGS.SILENT (" + std::string(keyword) + ")");
}

base::Result<void> ImapSession::take_keyword(std::uint32_t uid, std::string_view keyword) {
  return store(uid, "-FLAGS.SILENT (" + std::string(keyword) + ")");
}

base::Result<void> ImapSession::remove(std::uint32_t uid) {
  if (!offers("uidplus")) return failed(base::Fault::refused, "the server has no UIDPLUS");
  if (auto marked = store(uid, "+FLAGS.SILENT (\\Deleted)"); !marked) return marked;
  return command("UID EXPUNGE " + std::to_string(uid), ignore);
}

}  // namespace candour::remotes
