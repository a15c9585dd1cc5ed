// SPDX-License-Identifier: MPL-2.0

#include "composed/read.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "composed/json_place.h"
#include "composed/moment.h"
#include "mail/address_list.h"

namespace candour::composed {

namespace {

// An address's local part has 64 bytes at most and its domain 255 (RFC 5321 section 4.5.3.1).
constexpr std::size_t longest_address = 64 + 1 + 255;
constexpr std::size_t longest_line = 998;  // RFC 5322 section 2.1.1: what stands in it unbroken

bool is_token(char c) {
  return c > ' ' && c < 0x7f &&
         std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  });
}

// Written as it would be into a header, it must come back as it was: nothing in it may end the
// address early or begin another.
bool is_address(const std::string& address) {
  const auto at = address.rfind('@');
  if (address.size() > longest_address || at == address.npos || at == 0 || at + 1 == address.size())
    return false;
  const auto list = mail::parse_address_list("<" + address + ">");
  return !list.malformed && list.addresses.size() == 1 && list.addresses[0].name.empty() &&
         list.addresses[0].address == address;
}

mail::Address read_address(const JsonPlace& place) {
  mail::Address address;
  if (place.is_string()) {
    const auto list = mail::parse_address_list(place.line());
    if (list.addresses.size() != 1 || list.malformed) {
      place.wrong(
          "one address is wanted here, as {\"name\": …, \"address\": …} or \"Name <address>\"");
      return {};
    }
    address = list.addresses.front();
  } else {
    place.expect_object({"name", "address"});
    address = {place["name"].line(), place["address"].line()};
  }
  if (!is_address(address.address))
    (place.is_string() ? place : place["address"])
        .wrong(base::quoted(address.address) + " is no address; it has the form name@domain");
  return address;
}

std::vector<mail::Address> read_addresses(const JsonPlace& place) {
  std::vector<mail::Address> addresses;
  for (const auto& item : place.items()) addresses.push_back(read_address(item));
  return addresses;
}

// With or without its angle brackets.
std::string read_id(const JsonPlace& place) {
  auto id = place.line();
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  if (id.find_first_of(" <>") != id.npos || id.size() > longest_line - 32)
    place.wrong("a message's id has no blanks or angle brackets in it, and is not that long");
  return id;
}

std::optional<mail::Date> read_date(const JsonPlace& place) {
  if (place.missing()) return {};
  const auto date = parse_moment(place.line());
  if (!date) place.wrong("a date is written 2026-07-20T17:00:51+01:00");
  return date;
}

mail::Field read_header(const JsonPlace& place) {
  place.expect_object({"name", "value"});
  mail::Field field{place["name"].line(), place["value"].line()};
  const auto name = base::lower_ascii(field.name);
  constexpr std::array own{"from", "sender",  "reply-to",   "to",          "cc",        "bcc",
                           "date", "subject", "message-id", "in-reply-to", "references"};
  const bool plain =
      std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
  if (name.empty() || name.size() > 76 || !plain)
    place["name"].wrong(base::quoted(name) + " is no header's name");
  else if (std::find(own.begin(), own.end(), name) != own.end())
    place["name"].wrong(field.name + " has a key of its own beside \"headers\"");
  else if (name.starts_with("content-") || name == "mime-version" || name.starts_with("resent-"))
    place["name"].wrong(field.name + " is not for the compose window to say; leave it out");
  return field;
}

std::string read_type(const JsonPlace& place) {
  if (place.missing()) return "application/octet-stream";
  auto type = base::lower_ascii(place.line());
  const auto slash = type.find('/');
  const auto is_name = [](std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), is_token);
  };
  if (slash == type.npos || type.size() > 127 ||
      !is_name(std::string_view(type).substr(0, slash)) ||
      !is_name(std::string_view(type).substr(slash + 1)))
    place.wrong(base::quoted(type) + " is no type; \"application/pdf\" is one, without parameters");
  else if (type.starts_with("multipart/"))
    place.wrong("an attachment is one file, never a multipart");
  return type;
}

std::string read_digest(const JsonPlace& place) {
  const auto digest = base::lower_ascii(place.line());
  const bool sound =
      digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!place.missing() && !sound) place.wrong("a SHA-256 has 64 hexadecimal digits");
  return digest;
}

Attachment read_attachment(const JsonPlace& place) {
  place.expect_object({"name", "type", "content", "sha256", "content_id", "inline"});
  Attachment attachment;
  attachment.name = place["name"].line();
  attachment.type = read_type(place["type"]);
  attachment.content_id = read_id(place["content_id"]);
  if (place["inline"].truth()) attachment.disposition = Disposition::in_line;
  const auto content = place["content"];
  attachment.content = content.text();
  attachment.sha256 = read_digest(place["sha256"]);
  if (content.missing() && place["sha256"].missing())
    content.wrong("missing: the file's bytes in base64, or their \"sha256\" in their place");
  else if (!content.missing() && !place["sha256"].missing())
    content.wrong("stands beside \"sha256\", which is for a file that the daemon has already");
  else if (!is_base64(attachment.content))
    content.wrong("not base64 (A to Z, a to z, 0 to 9, + and /, filled up with =, in one line)");
  return attachment;
}

Message read_message(const JsonPlace& root) {
  root.expect_object({"from", "sender", "reply_to", "to", "cc", "bcc", "subject", "date",
                      "message_id", "in_reply_to", "references", "headers", "text", "html",
                      "attachments"});
  Message message;
  if (root["from"].missing())
    root["from"].wrong("missing: whose mail it is, as {\"name\": …, \"address\": …}");
  else
    message.from = read_address(root["from"]);
  if (!root["sender"].missing()) message.sender = read_address(root["sender"]);
  message.reply_to = read_addresses(root["reply_to"]);
  message.to = read_addresses(root["to"]);
  message.cc = read_addresses(root["cc"]);
  message.bcc = read_addresses(root["bcc"]);
  message.subject = root["subject"].line();
  message.date = read_date(root["date"]);
  message.message_id = read_id(root["message_id"]);
  message.in_reply_to = read_id(root["in_reply_to"]);
  for (const auto& item : root["references"].items()) message.references.push_back(read_id(item));
  for (const auto& item : root["headers"].items()) message.headers.push_back(read_header(item));
  if (!root["text"].missing()) message.text = root["text"].text();
  if (!root["html"].missing()) message.html = root["html"].text();
  for (const auto& item : root["attachments"].items())
    message.attachments.push_back(read_attachment(item));
  return message;
}

}  // namespace

base::Result<Message> read(std::string_view json) {
  if (json.size() > json_bytes_limit)
    return base::Error{base::Fault::over_limit, "composed.read",
                       "larger than 50 MB; leave out the largest attachment"};
  const auto document = parse_json(json);
  if (!document) return document.error();
  Faults faults;
  auto message = read_message({&*document, "$", faults});
  if (faults.first()) return *faults.first();
  return message;
}

}  // namespace candour::composed
