// SPDX-License-Identifier: MPL-2.0

#include "pipeline/evidence_words.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::pipeline {

namespace {

constexpr std::string_view header_prefix = "header ";

std::string cut(std::string_view words) {
  if (words.size() > most_shown_bytes) {
    auto end = most_shown_bytes;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) --end;
    return base::valid_utf8(words.substr(0, end)) + "…";
  }
  return base::valid_utf8(words);
}

std::optional<std::string_view> piece_of(std::string_view text,
                                         const stores::EvidencePlace& place) {
  if (place.length == 0 || place.offset > text.size() ||
      place.length > text.size() - static_cast<std::size_t>(place.offset))
    return {};
  return text.substr(static_cast<std::size_t>(place.offset),
                     static_cast<std::size_t>(place.length));
}

std::string words_of_header(const mail::Headers& headers, std::string_view name) {
  // Who got a blind copy is the sender's to know.
  if (base::lower_ascii(name).ends_with("bcc")) return {};
  return cut(headers.field(name));
}

// Each text that the numbers of a place may point into.
std::vector<std::string_view> texts_of(const mail::Mail& mail, std::string_view part) {
  std::vector<std::string_view> texts;
  for (const auto& body : mail.bodies)
    if (body.part == part) texts.emplace_back(body.text);
  for (const auto& attached : mail.attached)
    for (const auto& body : attached.bodies)
      if (body.part == part) texts.emplace_back(body.text);
  if (!texts.empty()) return texts;
  for (const auto& leaf : mail.parts) {
    if (leaf.path != part) continue;
    if (!leaf.text.empty()) texts.emplace_back(leaf.text);
    for (const auto& document : leaf.documents) texts.emplace_back(document.text);
  }
  return texts;
}

}  // namespace

bool stands_in_file(const stores::EvidencePlace& place) {
  return place.where == "attachment";
}

std::string words_at(const mail::Mail& mail, const stores::EvidencePlace& place) {
  if (place.where.starts_with(header_prefix))
    return words_of_header(mail.headers,
                           std::string_view(place.where).substr(header_prefix.size()));
  if (place.where == "subject") {
    const auto words = piece_of(mail.headers.subject, place);
    return cut(words ? *words : mail.headers.subject);
  }
  if (place.part.empty()) return {};
  std::vector<std::string_view> found;
  for (const auto text : texts_of(mail, place.part))
    if (const auto words = piece_of(text, place)) found.push_back(*words);
  // In which of an archive's files it stands, the ledger does not say.
  const bool clear = found.size() == 1 || (found.size() > 1 && !stands_in_file(place));
  return clear ? cut(found.front()) : std::string();
}

}  // namespace candour::pipeline
