// SPDX-License-Identifier: MPL-2.0

#include "pipeline/same_message.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "people/roster.h"

namespace candour::pipeline {

namespace {

// A field with its length, so that no two different messages are written alike.
void add(std::string& canonical, std::string_view field) {
  canonical += std::to_string(field.size());
  canonical += ':';
  canonical += field;
}

bool is_signature(const mail::Part& part) {
  return part.type == "application/pgp-signature" || part.type == "application/pkcs7-signature" ||
         part.type == "application/x-pkcs7-signature";
}

// Every `cid:ID` in HTML as the digest of what it shows.
std::string without_content_ids(std::string_view html,
                                const std::map<std::string, std::string, std::less<>>& shown) {
  std::string result;
  std::size_t from = 0;
  for (auto at = html.find("cid:"); at != html.npos; at = html.find("cid:", from)) {
    const auto id_begin = at + 4;
    const auto id_end = std::min(html.find_first_of("\"'> \t\r\n)&", id_begin), html.size());
    result += html.substr(from, id_begin - from);
    const auto found = shown.find(html.substr(id_begin, id_end - id_begin));
    if (found != shown.end()) result += found->second;
    from = id_end;
  }
  return result += html.substr(from);
}

// Decoded text with LF alone: a client may wrap its line ends anew.
std::string plain_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text)
    if (c != '\r') result += c;
  return result;
}

}  // namespace

std::string content_digest(const mail::Mail& mail, const rules::Envelope& envelope,
                           std::string_view key) {
  std::string canonical;
  add(canonical, people::normalised(envelope.mail_from.value_or("")));
  std::vector<std::string> recipients;
  if (envelope.rcpt_to)
    for (const auto& address : *envelope.rcpt_to) recipients.push_back(people::normalised(address));
  std::sort(recipients.begin(), recipients.end());
  recipients.erase(std::unique(recipients.begin(), recipients.end()), recipients.end());
  add(canonical, std::to_string(recipients.size()));
  for (const auto& address : recipients) add(canonical, address);
  add(canonical, mail.headers.subject);

  std::map<std::string, std::string, std::less<>> shown;  // Content-ID -> digest
  for (const auto& part : mail.parts)
    if (!part.content_id.empty()) shown[part.content_id] = base::sha256_hex(part.content);
  for (const auto& part : mail.parts) {
    if (is_signature(part)) continue;
    add(canonical, part.type);
    add(canonical, part.content_id.empty() ? part.filename : "");
    if (part.type == "text/html")
      add(canonical, without_content_ids(plain_line_ends(part.content), shown));
    else if (part.type.starts_with("text/"))
      add(canonical, plain_line_ends(part.content));
    else
      add(canonical, base::sha256_hex(part.content));
  }
  return base::keyed_digest(key, canonical);
}

}  // namespace candour::pipeline
