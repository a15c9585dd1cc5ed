// SPDX-License-Identifier: MPL-2.0
//
// over-familiar: kisses, endearments and love-signs between officer and councillor, whichever of
// the two writes, in what the sender wrote or signed. What is quoted is not the sender's, and what
// goes to a friend with the other merely copied in is meant for the friend.

#include <algorithm>

#include "people/person_name.h"
#include "rules/kinds.h"
#include "rules/language/marked_words.h"
#include "rules/who/copied_people.h"

namespace candour::rules {

namespace {

using Kind = people::Standing::Kind;

// How many lines at the end of the words, and at the head of the signature, a lone "x" closes.
constexpr std::size_t closing_lines = 3;
constexpr std::size_t shortest_form = 3;
// So many crosses at the ends of lines are those of a list.
constexpr std::size_t most_last_kisses = 2;

/// The officers a councillor writes to, or the councillors an officer writes to. None where they
/// are copied in and somebody else is written to.
std::vector<const Recipient*> opposite_side(const Correspondence& correspondence) {
  std::vector<const Recipient*> opposite;
  if (!correspondence.sent_by_officer() && !correspondence.sent_by_councillor()) return opposite;
  const auto wanted = correspondence.sent_by_officer() ? Kind::councillor : Kind::officer;
  bool in_to = false;
  bool others_in_to = false;
  for (const auto& recipient : correspondence.recipients)
    if (recipient.standing.kind == wanted) opposite.push_back(&recipient);
  for (const auto* recipient : written_to(correspondence))
    (recipient->standing.kind == wanted ? in_to : others_in_to) = true;
  if (others_in_to && !in_to) opposite.clear();
  return opposite;
}

using Forenames = std::vector<std::string>;

void add_forenames(std::string_view name, Forenames& forenames) {
  for (auto& forename : people::parse_person_name(name).forenames)
    if (forename.size() > 1) forenames.push_back(std::move(forename));
}

Forenames forenames_of(const std::vector<const Recipient*>& recipients) {
  Forenames forenames;
  for (const auto* recipient : recipients) {
    add_forenames(recipient->name, forenames);
    if (recipient->standing.person != nullptr)
      add_forenames(recipient->standing.person->name, forenames);
  }
  return forenames;
}

bool is_one_of(std::string_view word, const Forenames& forenames) {
  const auto plain = base::folded_name(word);
  return std::any_of(forenames.begin(), forenames.end(), [&](const std::string& forename) {
    // "Tam" for Tamsin is in no list of names.
    return (plain.size() >= shortest_form && forename.starts_with(plain)) ||
           people::are_forms_of_one_name(forename, plain);
  });
}

class Reader {
 public:
  Reader(const Correspondence& correspondence, const std::vector<const Recipient*>& readers)
      : phrases_(correspondence.phrases), readers_(forenames_of(readers)) {
    add_forenames(correspondence.sender_name, writer_);
    if (correspondence.sender.person != nullptr)
      add_forenames(correspondence.sender.person->name, writer_);
  }

  void read(const ReadBody& body, Places& places) const {
    const auto lines = lines_of(body.authored);
    read(body.authored, lines, lines.size() - std::min(lines.size(), closing_lines), lines.size(),
         places);
    read(body.signature, lines_of(body.signature), 0, closing_lines, places);
  }

 private:
  // A single cross counts in the lines from `close` to before `end`.
  void read(const ReadText& text, const std::vector<base::Range>& lines, std::size_t close,
            std::size_t end, Places& places) const {
    const auto crosses = std::count_if(lines.begin(), lines.end(), [&](const base::Range& line) {
      return text.folded_text(line).ends_with(" x");
    });
    if (static_cast<std::size_t>(crosses) > most_last_kisses) close = end;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      auto line = words_of(text, lines[i]);
      mark_names(line);
      take_out(line, "over-familiar.harmless", phrases_);
      std::vector<SetName> sets{"over-familiar.kisses", "over-familiar.endearments",
                                "over-familiar.love"};
      if (i >= close && i < end) sets.push_back("over-familiar.last-kiss");
      for (const auto& place : places_of(line, sets, phrases_)) {
        const auto origin = line.origin(place.begin, place.end);
        places.add(text.evidence(origin.begin, origin.end));
      }
    }
  }

  // From the last word to the first, so that the places before it stay true.
  void mark_names(PlainSentence& line) const {
    const auto is_letter = [&](std::size_t at) {
      const auto c = static_cast<unsigned char>(line.text[at]);
      return (c >= 'a' && c <= 'z') || c >= 0x80;
    };
    for (std::size_t end = line.text.size(); end > 0; --end) {
      if (!is_letter(end - 1)) continue;
      std::size_t begin = end - 1;
      while (begin > 0 && is_letter(begin - 1)) --begin;
      const auto word = line.text.substr(begin, end - begin);
      if (is_one_of(word, readers_))
        put_mark(line, {begin, end}, "<you>");
      else if (is_one_of(word, writer_))
        put_mark(line, {begin, end}, "<me>");
      end = begin + 1;
    }
  }

  const Phrases& phrases_;
  Forenames readers_, writer_;
};

Finding familiar(const Correspondence& correspondence, std::vector<Evidence> places) {
  Finding finding;
  finding.rule = "over-familiar";
  finding.title = "Closer in tone than officer and councillor should be";
  finding.explanation =
      "Between officers and councillors kisses, endearments and love-signs read as too close, to "
      "anybody who may see the mail later. " +
      std::string(correspondence.sent_by_officer() ? "Here a councillor is written to"
                                                   : "Here an officer is written to") +
      " with " + in_quotes(places) +
      ". Leave that out; a friendly \"Best wishes\" and the first name say as much.";
  finding.fixes.push_back({FixKind::edit_text, "Take out " + in_quotes(places) + "."});
  finding.evidence = std::move(places);
  return finding;
}

}  // namespace

Outcome over_familiar(const Correspondence& correspondence) {
  const auto readers = opposite_side(correspondence);
  if (readers.empty()) return {};
  const Reader reader(correspondence, readers);
  Places places;
  for (const auto& body : correspondence.bodies) reader.read(body, places);
  Outcome outcome;
  if (!places.empty()) outcome.findings.push_back(familiar(correspondence, places.take()));
  return outcome;
}

}  // namespace candour::rules
