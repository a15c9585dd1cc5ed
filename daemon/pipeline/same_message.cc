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

// Decoded text with LF alone: a client may wrap its line ends anew.
void add_lines(base::Sha256& digest, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\r'), text.size());
    digest.add(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Every `cid:ID` in HTML as the digest of what it shows.
void add_html(base::Sha256& digest, std::string_view html,
              const std::map<std::string, std::string, std::less<>>& shown) {
  for (auto at = html.find("cid:"); at != html.npos; at = html.find("cid:")) {
    const auto id_begin = at + 4;
    const auto id_end = std::min(html.find_first_of("\"'> \t\r\n)&", id_begin), html.size());
    add_lines(digest, html.substr(0, id_begin));
    const auto found = shown.find(html.substr(id_begin, id_end - id_begin));
    if (found != shown.end()) digest.add(found->second);
    html.remove_prefix(id_end);
  }
  add_lines(digest, html);
}

/// A text is hashed in its pieces: a copy of it would be as large as the message.
std::string digest_of(const mail::Part& part,
                      const std::map<std::string, std::string, std::less<>>& shown) {
  if (!part.type.starts_with("text/")) return base::sha256_hex(part.content);
  base::Sha256 digest;
  if (part.type == "text/html")
    add_html(digest, part.content, shown);
  else
    add_lines(digest, part.content);
  return digest.hex();
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
    add(canonical, digest_of(part, shown));
  }
  return base::keyed_digest(key, canonical);
}

}  // namespace candour::pipeline
