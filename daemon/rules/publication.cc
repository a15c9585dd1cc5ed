// SPDX-License-Identifier: MPL-2.0

#include "rules/publication.h"

#include <algorithm>

#include "rules/language/phrases.h"
#include "rules/language/quotations.h"
#include "rules/marked/attached_file.h"

namespace candour::rules {

namespace {

using people::Standing;

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

bool is_attributed(std::string_view text, base::Range quotation, const Phrases& phrases) {
  const auto before = lead_in(text, quotation);
  const auto after = follow_up(text, quotation);
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
  for (const auto& quotation : quotations_in(whole))
    if (is_attributed(whole, quotation, phrases))
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(quotation.begin),
                text.begin() + static_cast<std::ptrdiff_t>(quotation.end), ' ');
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
