// SPDX-License-Identifier: MPL-2.0
//
// conduct-remark: an officer writes to a councillor about the conduct or capability of another
// councillor or officer, or takes the office's own affairs to him, outside the agreed procedure.
// That procedure is a report to the monitoring officer, or to the whole staffing committee. What
// residents say of somebody is theirs, quoted or reported, and so is an answer to them.

#include <algorithm>

#include "base/text.h"
#include "rules/kinds.h"
#include "rules/language/marked_words.h"
#include "rules/who/copied_people.h"
#include "rules/who/insiders.h"
#include "rules/who/whole_mail.h"

namespace candour::rules {

namespace {

Councillors readers_of(const Correspondence& correspondence) {
  auto readers = copied(correspondence, Visibility::visible);
  for (const auto* blind : copied(correspondence, Visibility::blind)) readers.push_back(blind);
  return readers;
}

bool is_staffing(std::string_view committee, const Phrases& phrases) {
  return phrases.any("conduct-remark.staffing-committee", base::folded(committee));
}

bool has_address(const people::Person& person) {
  return std::any_of(person.positions.begin(), person.positions.end(),
                     [](const people::Position& position) { return !position.emails.empty(); });
}

bool sits_on_staffing(const people::Person& person, const Correspondence& correspondence) {
  return std::any_of(person.positions.begin(), person.positions.end(),
                     [&](const people::Position& position) {
                       return position.term.covers(correspondence.day) &&
                              std::any_of(position.committees.begin(), position.committees.end(),
                                          [&](const std::string& committee) {
                                            return is_staffing(committee, correspondence.phrases);
                                          });
                     });
}

/// Whether the readers are the members of the staffing committee, all together and nobody else.
/// Whoever has no address cannot be written to, and whom it is about need not be.
bool is_staffing_committee(const Councillors& readers, const Councillors& about,
                           const Correspondence& correspondence) {
  const bool outsiders =
      std::any_of(correspondence.recipients.begin(), correspondence.recipients.end(),
                  [](const Recipient& recipient) { return recipient.standing.is_outsider(); });
  if (outsiders || readers.size() < 2) return false;
  if (!std::all_of(readers.begin(), readers.end(), [&](const people::Person* reader) {
        return sits_on_staffing(*reader, correspondence);
      }))
    return false;
  const auto members = correspondence.roster.councillors(correspondence.day);
  return std::all_of(members.begin(), members.end(), [&](const people::Person* member) {
    return contains(readers, member) || contains(about, member) || !has_address(*member) ||
           !sits_on_staffing(*member, correspondence);
  });
}

/// Whether it is written to somebody from outside, and councillors merely have a copy: "I am sorry
/// that our caretaker was rude" is an answer to him.
bool is_written_to_outsider(const Correspondence& correspondence) {
  bool outsider = false;
  for (const auto* recipient : written_to(correspondence)) {
    if (recipient->standing.kind == people::Standing::Kind::councillor) return false;
    outsider = outsider || recipient->standing.is_outsider();
  }
  return outsider;
}

struct Remarks {
  Places places;
  Councillors about;  // officers too
  bool of_the_office = false;
  std::vector<Evidence> clues;  // of the first that was learned
};

/// What no pattern fits, and yet reads like the remarks that were learned from: a sentence about an
/// insider.
void read_learned(const AboutInsiders& sentence, const ReadBody& body,
                  const Correspondence& correspondence, Remarks& remarks) {
  const auto* learned = correspondence.phrases.learned("conduct");
  const auto& words = sentence.words;
  if (learned == nullptr || words.text.find("<who>") == words.text.npos ||
      words.text.ends_with('?') || (sentence.people.empty() && !speaks_of_council(correspondence)))
    return;
  const auto clues = learned->recognise(words.text);
  if (!clues) return;
  const auto place = words.origin(0, words.text.size());
  remarks.places.add(body.authored.evidence(place.begin, place.end));
  if (!remarks.clues.empty()) return;
  for (const auto& clue : *clues) {
    const auto told = words.origin(clue.begin, clue.end);
    remarks.clues.push_back(body.authored.evidence(told.begin, told.end));
  }
}

void add_people(const AboutInsiders& sentence, Remarks& remarks) {
  for (const auto* person : sentence.people)
    if (!contains(remarks.about, person)) remarks.about.push_back(person);
}

void read(const ReadBody& body, const Correspondence& correspondence, Remarks& remarks) {
  for (auto& sentence : about_insiders(body, correspondence)) {
    if (sentence.words.text.empty()) continue;
    const auto before = remarks.places.count();
    const auto whole = sentence;
    take_out(sentence.words, "conduct-remark.harmless", correspondence.phrases);
    const auto add = [&](SetName set) {
      const auto places = places_of(sentence.words, {set}, correspondence.phrases);
      if (places.empty()) return false;
      const auto words = sentence.words.origin(
          places.front().begin,
          std::max_element(places.begin(), places.end(),
                           [](const base::Range& a, const base::Range& b) { return a.end < b.end; })
              ->end);
      remarks.places.add(body.authored.evidence(words.begin, words.end));
      return true;
    };
    if (add("conduct-remark.blame")) add_people(sentence, remarks);
    if (sentence.goes_on) add("conduct-remark.verdict");
    if (add("conduct-remark.office")) remarks.of_the_office = true;
    // Where a pattern fitted, or blame is denied, examples have nothing to add.
    if (remarks.places.count() > before || sentence.words.text != whole.words.text) continue;
    read_learned(whole, body, correspondence, remarks);
    if (remarks.places.count() > before) add_people(sentence, remarks);
  }
}

Finding remark(Remarks remarks) {
  auto places = remarks.places.take();
  Finding finding;
  finding.rule = "conduct-remark";
  finding.people = names_of(remarks.about);
  finding.title = "Remarks on how a councillor, an officer or the office does its work";
  const std::string about = !finding.people.empty() ? base::join_as_prose(finding.people)
                            : remarks.of_the_office ? std::string("the running of the office")
                                                    : std::string("a colleague");
  finding.explanation =
      "This tells a councillor what you think of " + about + " (" + in_quotes(places) +
      "). Conduct and capability of councillors and officers, and how the office is run, are taken "
      "up by the agreed procedure: with the monitoring officer, or with the staffing committee as "
      "a whole. Leave the remark out, or take that way." +
      known_by(remarks.clues);
  finding.fixes.push_back(
      {FixKind::edit_text, "Take out or change the words " + in_quotes(places) + "."});
  finding.evidence = std::move(places);
  return finding;
}

}  // namespace

Outcome conduct_remark(const Correspondence& correspondence) {
  if (!correspondence.sent_by_officer()) return {};
  const auto readers = readers_of(correspondence);
  if (readers.empty() || is_written_to_outsider(correspondence)) return {};
  Remarks remarks;
  for (const auto& body : correspondence.bodies) read(body, correspondence, remarks);
  if (remarks.places.empty() || is_staffing_committee(readers, remarks.about, correspondence))
    return {};
  Outcome outcome;
  outcome.findings.push_back(remark(std::move(remarks)));
  return outcome;
}

}  // namespace candour::rules
