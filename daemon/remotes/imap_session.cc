// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_session.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "remotes/imap_date.h"

namespace candour::remotes {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds patience_for_an_answer{60};
constexpr std::chrono::seconds patience_for_a_message{300};
// A server may tell of much that nobody asked for, but not without an end.
constexpr std::size_t most_responses_to_a_command = 20'000;

base::Error failed(base::Fault fault, std::string why) {
  return {fault, "remotes.imap_session", std::move(why)};
}

std::string words_of(const ImapResponse& response) {
  return response.name + " " + base::quoted(response.text);
}

base::Result<void> ignore(ImapResponse&) {
  return {};
}

// Moves the message out of a FETCH; nothing where the response tells of something else, as of a
// flag that changed.
std::optional<FetchedMessage> fetched_message(ImapResponse& response) {
  if (response.name != "FETCH" || response.values.size() != 1 || !response.values[0].is_list())
    return {};
  auto& pairs = response.values[0].list;
  const auto* uid = value_named(pairs, "UID");
  const auto number = uid == nullptr ? std::nullopt : imap_number(uid->text);
  if (!number) return {};
  FetchedMessage message;
  message.uid = *number;
  if (const auto* date = value_named(pairs, "INTERNALDATE"))
    message.received = parse_internal_date(date->text).value_or(base::Instant{});
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
    // "BODY[]<0>": what was asked for is a part of it, from the first byte.
    if (base::lower_ascii(pairs[i].text).starts_with("body[") &&
        pairs[i + 1].kind == ImapValue::Kind::string) {
      message.raw = std::move(pairs[i + 1].text);
      return message;
    }
  return {};
}

// A message marked \Deleted is on its way out: many programs remove it for good only later.
bool tells_of_one_that_went(const ImapResponse& response) {
  if (response.name == "EXPUNGE" || response.name == "VANISHED") return true;
  if (response.name != "FETCH" || response.values.size() != 1) return false;
  const auto* flags = value_named(response.values[0].list, "FLAGS");
  return flags != nullptr &&
         std::any_of(flags->list.begin(), flags->list.end(),
                     [](const ImapValue& flag) { return flag.is_atom("\\Deleted"); });
}

void read_code(const ImapCode& code, OpenedFolder& opened) {
  if (code.values.empty()) return;
  const auto& value = code.values.front();
  if (code.name == "UIDVALIDITY") opened.uid_validity = imap_number(value.text).value_or(0);
  if (code.name == "UIDNEXT") opened.uid_next = imap_number(value.text).value_or(0);
  if (code.name == "HIGHESTMODSEQ") opened.highest_modseq = imap_number64(value.text).value_or(0);
  if (code.name != "PERMANENTFLAGS") return;
  for (const auto& flag : value.list) {
    opened.keeps_keywords = opened.keeps_keywords || flag.text == "\\*";
    opened.keeps.push_back(flag.text);
  }
}

}  // namespace

bool OpenedFolder::keeps_keyword(std::string_view keyword) const {
  return keeps_keywords || std::any_of(keeps.begin(), keeps.end(), [&](const std::string& flag) {
           return base::equals_ignoring_case(flag, keyword);
         });
}

std::string ImapSession::next_tag() {
  return "c" + std::to_string(++tag_number_);
}

// Untagged responses come at any time; these count wherever they come.
base::Result<void> ImapSession::note(const ImapResponse& response) {
  if (response.kind != ImapResponse::Kind::untagged) return {};
  if (response.name == "BYE") return failed(base::Fault::unavailable, words_of(response));
  news_.came = news_.came || response.name == "EXISTS";
  news_.went = news_.went || tells_of_one_that_went(response);
  return {};
}

base::Result<ImapResponse> ImapSession::next(Deadline deadline) {
  while (!framer_.has_frame()) {
    const auto bytes = stream_->receive(deadline);
    if (!bytes) return bytes.error();
    if (auto fed = framer_.feed(*bytes); !fed) return fed.error();
  }
  return parse_imap_response(framer_.take());
}

base::Result<ImapResponse> ImapSession::ask(const std::string& text, const Untagged& untagged,
                                            std::chrono::seconds patience,
                                            std::size_t most_responses) {
  const auto tag = next_tag();
  auto deadline = steady_clock::now() + patience_for_an_answer;
  if (auto sent = stream_->send(tag + " " + text + "\r\n", deadline); !sent) return sent.error();
  for (std::size_t responses = 0; responses <= most_responses; ++responses) {
    if (patience > patience_for_an_answer) deadline = steady_clock::now() + patience;
    auto response = next(deadline);
    if (!response) return response.error();
    if (response->kind == ImapResponse::Kind::tagged) {
      if (response->tag != tag)
        return failed(base::Fault::malformed, "an answer to what was not asked");
      if (response->name == "OK") return response;
      return failed(base::Fault::refused, words_of(*response));
    }
    if (auto noted = note(*response); !noted) return noted.error();
    if (auto taken = untagged(*response); !taken) return taken.error();
  }
  return failed(base::Fault::over_limit, "responses without an end");
}

base::Result<void> ImapSession::command(const std::string& text, const Untagged& untagged,
                                        std::chrono::seconds patience, std::size_t most_responses) {
  const auto answer = ask(text, untagged, patience, most_responses);
  return answer ? base::Result<void>{} : answer.error();
}

base::Result<void> ImapSession::command(const std::string& text, const Untagged& untagged) {
  return command(text, untagged, patience_for_an_answer, most_responses_to_a_command);
}

base::Result<void> ImapSession::ask_capabilities() {
  return command("CAPABILITY", [this](ImapResponse& response) -> base::Result<void> {
    if (response.name == "CAPABILITY")
      for (const auto& value : response.values) {
        auto name = base::lower_ascii(value.text);
        if (name == "imap4rev2")  // which has them in it
          capabilities_.insert({"idle", "special-use", "list-extended", "uidplus"});
        if (name == "qresync") capabilities_.insert("condstore");
        capabilities_.insert(std::move(name));
      }
    return {};
  });
}

base::Result<void> ImapSession::list(const std::string& arguments,
                                     std::vector<ListedFolder>& folders) {
  folders.clear();
  return command("LIST " + arguments, [&](ImapResponse& response) -> base::Result<void> {
    if (auto folder = listed_folder(response)) folders.push_back(std::move(*folder));
    return {};
  });
}

base::Result<std::vector<ListedFolder>> ImapSession::list() {
  std::vector<ListedFolder> folders;
  // Some servers tell the use of folders only to who asks, some to everybody.
  if (offers("special-use") && offers("list-extended")) {
    const auto listed = list("\"\" \"*\" RETURN (SPECIAL-USE)", folders);
    if (listed) return folders;
    if (listed.error().fault != base::Fault::refused) return listed.error();
  }
  if (auto listed = list("\"\" \"*\"", folders); !listed) return listed.error();
  return folders;
}

base::Result<OpenedFolder> ImapSession::examine(const std::string& name) {
  return open("EXAMINE", name);
}

base::Result<OpenedFolder> ImapSession::select(const std::string& name) {
  return open("SELECT", name);
}

base::Result<OpenedFolder> ImapSession::open(const std::string& verb, const std::string& name) {
  const auto quoted = quoted_imap(name);
  if (!quoted) return failed(base::Fault::malformed, "no name of a folder");
  OpenedFolder opened;
  auto done = command(verb + " " + *quoted + (offers("condstore") ? " (CONDSTORE)" : ""),
                      [&](ImapResponse& response) -> base::Result<void> {
                        read_code(response.code, opened);
                        return {};
                      });
  news_ = {};
  if (!done) return done.error();
  // Without it nobody could tell tomorrow which messages were seen today.
  if (opened.uid_validity == 0)
    return failed(base::Fault::refused, "the folder has no UIDVALIDITY");
  return opened;
}

base::Result<std::vector<std::uint32_t>> ImapSession::found_by(const std::string& criteria) {
  std::vector<std::uint32_t> uids;
  auto done = command("UID SEARCH " + criteria, [&](ImapResponse& response) -> base::Result<void> {
    uids.insert(uids.end(), response.found.begin(), response.found.end());
    return {};
  });
  if (!done) return done.error();
  std::sort(uids.begin(), uids.end());
  uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
  return uids;
}

base::Result<std::vector<std::uint32_t>> ImapSession::search(std::uint32_t after, base::Day since) {
  if (after == UINT32_MAX) return std::vector<std::uint32_t>{};
  auto uids = found_by("UID " + std::to_string(after + 1) + ":* SINCE " + imap_date(since));
  // "n:*" always has the last message in it, even below n.
  if (uids) std::erase_if(*uids, [&](std::uint32_t uid) { return uid <= after; });
  return uids;
}

base::Result<std::vector<std::uint32_t>> ImapSession::still_there(
    const std::vector<std::uint32_t>& uids) {
  if (uids.empty()) return uids;
  return found_by("UNDELETED UID " + imap_set(uids));
}

base::Result<std::vector<std::uint32_t>> ImapSession::with_message_id(
    const std::string& message_id) {
  return found_by("HEADER Message-ID \"<" + message_id + ">\"");
}

base::Result<std::vector<std::uint32_t>> ImapSession::arrived(base::Day from, base::Day to) {
  return found_by("SINCE " + imap_date(from) + " BEFORE " + imap_date(to));
}

base::Result<void> ImapSession::fetch(const std::vector<std::uint32_t>& uids, const Take& take) {
  return fetch_part(uids, "BODY.PEEK[]<0." + std::to_string(most_bytes_ + 1) + ">", take);
}

base::Result<void> ImapSession::fetch_message_ids(const std::vector<std::uint32_t>& uids,
                                                  const Take& take) {
  return fetch_part(uids, "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]", take);
}

base::Result<void> ImapSession::fetch_part(const std::vector<std::uint32_t>& uids,
                                           const std::string& part, const Take& take) {
  if (uids.empty()) return {};
  auto missing = uids;
  return command(
      "UID FETCH " + imap_set(uids) + " (UID INTERNALDATE " + part + ")",
      [&](ImapResponse& response) -> base::Result<void> {
        auto message = fetched_message(response);
        if (!message) return {};
        const auto asked = std::lower_bound(missing.begin(), missing.end(), message->uid);
        if (asked == missing.end() || *asked != message->uid) return {};
        missing.erase(asked);
        return take(std::move(*message));
      },
      patience_for_a_message, uids.size() + most_responses_to_a_command);
}

base::Result<void> ImapSession::start_idle() {
  idle_tag_ = next_tag();
  const auto deadline = steady_clock::now() + patience_for_an_answer;
  if (auto sent = stream_->send(idle_tag_ + " IDLE\r\n", deadline); !sent) return sent;
  for (std::size_t responses = 0; responses <= most_responses_to_a_command; ++responses) {
    const auto response = next(deadline);
    if (!response) return response.error();
    if (response->kind == ImapResponse::Kind::continuation) return {};
    if (response->kind == ImapResponse::Kind::tagged)
      return failed(base::Fault::unavailable, "IDLE: " + words_of(*response));
    if (auto noted = note(*response); !noted) return noted;
  }
  return failed(base::Fault::over_limit, "responses without an end");
}

base::Result<FolderNews> ImapSession::news() {
  for (;;) {
    while (framer_.has_frame()) {
      const auto response = parse_imap_response(framer_.take());
      if (!response) return response.error();
      if (auto noted = note(*response); !noted) return noted.error();
      // A folder that was deleted under us makes Dovecot say NO; it would say nothing more.
      if (response->is_status() && response->name != "OK")
        return failed(base::Fault::unavailable, words_of(*response));
      if (response->kind == ImapResponse::Kind::tagged)
        return failed(base::Fault::unavailable, "the server ended IDLE");
    }
    const auto bytes = stream_->receive_now();
    if (!bytes) return bytes.error();
    if (bytes->empty()) return std::exchange(news_, {});
    if (auto fed = framer_.feed(*bytes); !fed) return fed.error();
  }
}

base::Result<void> ImapSession::end_idle() {
  const auto deadline = steady_clock::now() + patience_for_an_answer;
  if (auto sent = stream_->send("DONE\r\n", deadline); !sent) return sent;
  const auto tag = std::exchange(idle_tag_, {});
  for (std::size_t responses = 0; responses <= most_responses_to_a_command; ++responses) {
    const auto response = next(deadline);
    if (!response) return response.error();
    if (response->kind == ImapResponse::Kind::tagged && response->tag == tag) {
      if (response->name == "OK") return {};
      return failed(base::Fault::unavailable, "IDLE: " + words_of(*response));
    }
    if (auto noted = note(*response); !noted) return noted;
  }
  return failed(base::Fault::over_limit, "responses without an end");
}

base::Result<FolderNews> ImapSession::poll() {
  if (auto done = command("NOOP", ignore); !done) return done.error();
  return std::exchange(news_, {});
}

void ImapSession::log_out() {
  // Nobody waits for the answer: the server closes, or we do.
  if (idling()) static_cast<void>(stream_->send("DONE\r\n", steady_clock::now()));
  static_cast<void>(stream_->send(next_tag() + " LOGOUT\r\n", steady_clock::now()));
}

}  // namespace candour::remotes
