// SPDX-License-Identifier: MPL-2.0

#include "rules/publication.h"

#include <algorithm>

#include "rules/language/phrases.h"
#include "rules/marked/attached_file.h"

namespace candour::rules {

namespace {

using people::Standing;

// How far from a quotation the words that attribute it are looked for.
constexpr std::size_t attribution_bytes = 160;

bool is_blank(char c) {
  return c == ' ' || c == '\n';
}

bool is_press(const Recipient& recipient, const Phrases& phrases) {
  if (recipient.standing.kind == Standing::Kind::press) return true;
  return recipient.standing.kind == Standing::Kind::third_party &&
         phrases.any("publication.address", people::normalised(recipient.address));
}

bool goes_outside(const Correspondence& correspondence) {
  return correspondence.recipients.empty() ||
         std::any_of(correspondence.recipients.begin(), correspondence.recipients.end(),
                     [](const Recipient& each) { return each.standing.is_outsider(); });
}

void add_notices(const ReadText& read, const Phrases& phrases, std::vector<Evidence>& notices) {
  const auto wordings = wordings_of(read, phrases);
  for (std::size_t i = 0; i < wordings.size(); ++i) {
    const auto found = phrases.find("publication.for-print", wordings[i], 1);
    if (found.empty() || phrases.any("publication.not-for-print", wordings[i])) continue;
    // The end of a sentence is not that of the text.
    if (!phrases.any("publication.for-print", wording_of(read, phrases))) return;
    const auto begin = sentences_of(read)[i].begin;
    notices.push_back(read.evidence(begin + found[0].begin, begin + found[0].end));
    return;
  }
}

bool is_draft(const Correspondence& correspondence) {
  const auto& phrases = correspondence.phrases;
  return phrases.any("publication.draft", wording_of(correspondence.subject, phrases)) ||
         std::any_of(correspondence.bodies.begin(), correspondence.bodies.end(),
                     [&](const ReadBody& body) {
                       return phrases.any("publication.draft", wording_of(body.authored, phrases));
                     });
}

bool opens_quotation(std::string_view text, std::size_t at) {
  const bool after_gap = at == 0 || is_blank(text[at - 1]) || text[at - 1] == '(' ||
                         text[at - 1] == ':' || text[at - 1] == '-';
  return after_gap && at + 1 < text.size() && !is_blank(text[at + 1]);
}

bool opens_paragraph(std::string_view text, std::size_t at) {
  return at >= 2 && text[at - 1] == '\n' && text[at - 2] == '\n';
}

/// Where the quotation that opens at `open` ends. Printers open each of its paragraphs anew and
/// close only the last; one that is never closed ends with its paragraph.
std::size_t end_of_quotation(std::string_view text, std::size_t open) {
  auto close = text.find('"', open + 1);
  while (close != text.npos && opens_paragraph(text, close)) close = text.find('"', close + 1);
  if (close != text.npos) return close + 1;
  return std::min(text.find("\n\n", open), text.size());
}

/// Single quotation marks are told from apostrophes by the stop before the closing one.
std::size_t end_of_single_quotation(std::string_view text, std::size_t open) {
  const auto limit = std::min(text.find("\n\n", open), text.size());
  for (auto close = text.find('\'', open + 1); close < limit; close = text.find('\'', close + 1)) {
    const char last = text[close - 1];
    if (last == '.' || last == ',' || last == '!' || last == '?') return close + 1;
  }
  return open;
}

/// The sentence before a quotation: "Councillor Smith said:".
std::string_view lead_in(std::string_view text, std::size_t open) {
  const auto from = open > attribution_bytes ? open - attribution_bytes : 0;
  auto lead = text.substr(from, open - from);
  while (!lead.empty() && is_blank(lead.back())) lead.remove_suffix(1);
  for (std::size_t at = lead.size(); at > 1; --at) {
    const char c = lead[at - 2];
    const bool ends = (c == '.' || c == '!' || c == '?' || c == '\n') && is_blank(lead[at - 1]);
    if (ends) return lead.substr(at);
  }
  return lead;
}

/// What follows one on its line: ", she added."
std::string_view follow_up(std::string_view text, std::size_t end) {
  const auto rest = text.substr(end, attribution_bytes);
  const auto stop = std::min({rest.find('\n'), rest.find("\"", 1), rest.size()});
  return rest.substr(0, stop);
}

bool is_attributed(std::string_view text, std::size_t open, std::size_t end,
                   const Phrases& phrases) {
  const auto before = lead_in(text, open);
  const auto after = follow_up(text, end);
  const bool follows = phrases.any("publication.attributed-after", after);
  if (!follows && !phrases.any("publication.attributed-before", before)) return false;
  return !phrases.any("publication.own-words", before) &&
         !(follows && phrases.any("publication.own-words", after));
}

}  // namespace

std::vector<const Recipient*> press_among(const Correspondence& correspondence) {
  std::vector<const Recipient*> press;
  for (const auto& recipient : correspondence.recipients)
    if (is_press(recipient, correspondence.phrases)) press.push_back(&recipient);
  return press;
}

std::vector<Evidence> printing_notices(const Correspondence& correspondence) {
  std::vector<Evidence> notices;
  if (!goes_outside(correspondence) && is_draft(correspondence)) return notices;
  const auto& phrases = correspondence.phrases;
  add_notices(correspondence.subject, phrases, notices);
  for (const auto& body : correspondence.bodies) add_notices(body.authored, phrases, notices);
  return notices;
}

std::string without_attributed_words(const ReadText& read, const Phrases& phrases) {
  std::string text = read.folded.text;
  const std::string_view whole = read.folded.text;
  for (std::size_t at = 0; at < whole.size();) {
    if ((whole[at] != '"' && whole[at] != '\'') || !opens_quotation(whole, at)) {
      ++at;
      continue;
    }
    const auto end =
        whole[at] == '"' ? end_of_quotation(whole, at) : end_of_single_quotation(whole, at);
    if (end > at && is_attributed(whole, at, end, phrases))
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    at = std::max(at + 1, whole[at] == '"' ? end : at + 1);
  }
  return text;
}

std::vector<ReadText> attached_texts(const Correspondence& correspondence) {
  std::vector<ReadText> texts;
  for (const auto& part : correspondence.mail.parts) {
    if (!is_file(part)) continue;
    const auto where =
        part.filename.empty() ? "attachment " + part.type : "attachment " + part.filename;
    if (!part.text.empty()) texts.push_back(read_text(part.text, where, part.path));
    for (const auto& document : part.documents)
      if (!document.text.empty()) texts.push_back(read_text(document.text, where, part.path));
  }
  return texts;
}

}  // namespace candour::rules
