// SPDX-License-Identifier: MPL-2.0
//
// confidential-without-reason: an officer sends a councillor something marked confidential and does
// not say why. Cured by a sentence of the authored text that gives a reason, by a pattern or by
// what was learned from such sentences; not raised for what the councillors marked themselves or
// had before. Advice only.

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "rules/kinds.h"
#include "rules/language/levelled.h"
#include "rules/marked/matter.h"

namespace candour::rules {

namespace {

// Blotted out: "because it is confidential" must not lend its "because".
std::string without_empty_reasons(const Wording& sentence, const Phrases& phrases) {
  std::string words(sentence.text);
  for (const auto& empty : phrases.find("reason.empty", sentence))
    std::fill(words.begin() + static_cast<std::ptrdiff_t>(empty.begin),
              words.begin() + static_cast<std::ptrdiff_t>(empty.end), ';');
  return words;
}

// "Confidential. His sons don't know yet.": without a word that joins them, a reason counts only
// in the sentence that asks for confidence or in one right beside it.
bool gives_reason(const ReadBody& body, const Phrases& phrases) {
  bool asked = false;        // in the sentence before
  bool told_beside = false;  // likewise
  const auto sentences = wordings_of(body.authored, phrases);
  return std::any_of(sentences.begin(), sentences.end(), [&](const Wording& sentence) {
    const auto text = without_empty_reasons(sentence, phrases);
    const auto of_text = phrases.look_over(text);
    const Wording words{text, of_text};
    if (phrases.any("reason.given", words) || phrases.any("reason.in-own-words", words))
      return true;
    const bool asks = phrases.any("reason.asks", words);
    const bool tells = phrases.any("reason.beside", words);
    const bool gives = (tells && (asks || asked)) || (asks && told_beside);
    asked = asks;
    told_beside = tells;
    return gives;
  });
}

/// What no pattern fits, and yet reads like the reasons that were learned from.
bool reads_like_reason(const ReadBody& body, const CouncilName& council, const Phrases& phrases) {
  const auto* learned = phrases.learned("reason");
  if (learned == nullptr) return false;
  const auto& text = levelled(body.authored, body.sentences, council, Writer::himself, phrases);
  return std::any_of(text.sentences.begin(), text.sentences.end(), [&](const auto& sentence) {
    return !sentence.plain.text.ends_with('?') &&
           !phrases.any("reason.empty", body.authored.folded_text(sentence.range)) &&
           learned->recognise(sentence.plain.text);
  });
}

// A cure must stand in the text and in the HTML version, where there are both.
bool gives_reason(const Correspondence& correspondence) {
  using Kind = mail::Body::Kind;
  const CouncilName council(correspondence.council);
  const auto in = [&](Kind kind, bool with_reason) {
    return std::any_of(correspondence.bodies.begin(), correspondence.bodies.end(),
                       [&](const ReadBody& body) {
                         return body.body->kind == kind &&
                                (!with_reason || gives_reason(body, correspondence.phrases) ||
                                 reads_like_reason(body, council, correspondence.phrases));
                       });
  };
  const bool plain = !in(Kind::plain, false) || in(Kind::plain, true);
  const bool html = !in(Kind::html, false) || in(Kind::html, true);
  return plain && html && !correspondence.bodies.empty();
}

std::vector<const Recipient*> councillors_of(const Correspondence& correspondence) {
  auto all = correspondence.councillors(Visibility::visible);
  for (const auto* blind : correspondence.councillors(Visibility::blind)) all.push_back(blind);
  return all;
}

// The matter came from him or went to him before: he knows what it is about. What is new below a
// heading he knows only where he set it.
bool knows(const Matter& matter, const Recipient& councillor, const Correspondence& c) {
  const bool heading = matter.kind == Matter::Kind::heading;
  return std::any_of(
      matter.originals.begin(), matter.originals.end(), [&](const Original& original) {
        return wrote(original, councillor, c) || (!heading && was_sent(original, councillor, c));
      });
}

bool is_unknown_reply(const Matter& matter) {
  return matter.kind == Matter::Kind::heading && matter.originals.empty();
}

bool is_aside(const Marking& marking, const Phrases& phrases) {
  return marking.kind == Marking::Kind::statement &&
         phrases.any("statement.aside", base::folded(base::trim(marking.evidence.text)));
}

Finding unreasoned(const std::vector<const Recipient*>& councillors,
                   std::vector<Evidence> evidence) {
  Finding finding;
  finding.rule = "confidential-without-reason";
  finding.ceiling = Ceiling::note;
  for (const auto* councillor : councillors)
    finding.people.push_back(councillor->standing.person != nullptr
                                 ? councillor->standing.person->name
                                 : councillor->address);
  finding.title = "Marked confidential without saying why";
  finding.explanation =
      "This goes to " + base::join_as_prose(finding.people) + " marked confidential (\"" +
      evidence.front().text +
      "\"), but your text does not say what is to be held in confidence and why. A sentence of "
      "your own makes it clear.";
  finding.fixes.push_back(
      {FixKind::add_reason, "Say what is to be held in confidence, and for what reason."});
  finding.evidence = std::move(evidence);
  return finding;
}

}  // namespace

Outcome confidential_without_reason(const Correspondence& correspondence) {
  if (!correspondence.sent_by_officer()) return {};
  const auto councillors = councillors_of(correspondence);
  if (councillors.empty() || releases(correspondence)) return {};

  std::vector<const Recipient*> uninformed;
  std::vector<Evidence> evidence;
  for (const auto& matter : matters_of(correspondence)) {
    const bool asks = std::any_of(
        matter.markings.begin(), matter.markings.end(),
        [&](const Marking& marking) { return !is_aside(marking, correspondence.phrases); });
    if (!asks || is_unknown_reply(matter)) continue;
    bool new_to_somebody = false;
    for (const auto* councillor : councillors) {
      if (knows(matter, *councillor, correspondence)) continue;
      new_to_somebody = true;
      if (std::find(uninformed.begin(), uninformed.end(), councillor) == uninformed.end())
        uninformed.push_back(councillor);
    }
    if (!new_to_somebody) continue;
    for (const auto& marking : matter.markings) evidence.push_back(marking.evidence);
  }
  // Asked last: it takes longest, and hardly a mail gets here.
  if (uninformed.empty() || gives_reason(correspondence)) return {};
  Outcome outcome;
  outcome.findings.push_back(unreasoned(uninformed, std::move(evidence)));
  return outcome;
}

}  // namespace candour::rules
