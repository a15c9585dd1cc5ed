// SPDX-License-Identifier: MPL-2.0

#include "rules/who/left_out.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "base/unicode.h"
#include "people/naming.h"
#include "people/person_name.h"
#include "people/tokens.h"
#include "rules/language/phrases.h"
#include "rules/who/named_people.h"

namespace candour::rules {

namespace {

using People = std::set<const people::Person*>;

// No honest mail speaks more often of who does not get it.
constexpr std::size_t most_sentences = 40;

// One sentence with what it says of members, and of whom.
struct Said {
  bool interest = false;
  bool left_out = false;
  bool on_paper = false;
  People people;
};

class Reader {
 public:
  Reader(const Correspondence& correspondence, const Councillors& missing)
      : correspondence_(correspondence), missing_(missing) {
    for (const auto* member : missing) add_words_of(member->name);
  }

  /// All whom a text excuses.
  void read(const ReadText& text, const std::vector<base::Range>& sentences) {
    Said before;
    std::size_t sought = 0;
    for (std::size_t i = 0; i < sentences.size() && sought < most_sentences; ++i) {
      Said said;
      if (may_excuse(text, sentences, i)) {
        const auto words = text.folded_text(sentences[i]);
        const auto [begin, length] = text.folded.original(sentences[i].begin, words.size());
        said = read_sentence(std::string_view(text.text).substr(begin, length));
        ++sought;
      }
      excuse(before, said);
      before = std::move(said);
    }
  }

  /// Who wrote it, where a title or the head of a document says so.
  void read_writer(const ReadText& text) {
    if (names_somebody(text.folded.text)) add_writers(mask_names(text.text, correspondence_));
  }

  const People& excused() const { return excused_; }

 private:
  // To look for names costs more than all the rest: it is done where one of the missing may be
  // named, or next to where an interest is spoken of.
  bool may_excuse(const ReadText& text, const std::vector<base::Range>& sentences,
                  std::size_t at) const {
    for (auto i = at > 0 ? at - 1 : at; i <= at + 1 && i < sentences.size(); ++i)
      if (phrases().any("circulation.interest-hint", text.folded_text(sentences[i]))) return true;
    const auto words = text.folded_text(sentences[at]);
    return phrases().any("circulation.on-paper-hint", words) ||
           (names_somebody(words) && phrases().any("circulation.writer-hint", words));
  }

  // Whether a word of a missing member's name stands there.
  bool names_somebody(std::string_view folded) const {
    const auto tokens = people::tokens_of(folded);
    return std::any_of(tokens.begin(), tokens.end(), [&](const people::Token& token) {
      return token.is_word() && words_.contains(token.text);
    });
  }

  void add_words_of(std::string_view name) {
    for (auto& token : people::tokens_of(name))
      if (token.is_word()) words_.insert(std::move(token.text));
    for (auto& surname : people::parse_person_name(name).other_surnames)
      words_.insert(std::move(surname));
  }

  const Phrases& phrases() const { return correspondence_.phrases; }

  Said read_sentence(std::string_view sentence) {
    const auto masked = mask_names(sentence, correspondence_);
    add_writers(masked);
    Said said;
    for (const auto& named : masked.named)
      if (named.kind == NamedPeople::Kind::councillor)
        said.people.insert(named.people.begin(), named.people.end());
    const auto text = mask_forenames(sentence, masked.text, said.people);
    said.interest = phrases().any("circulation.interest", text) &&
                    !phrases().any("circulation.no-interest", text);
    said.left_out = phrases().any("circulation.left-out", text);
    said.on_paper = phrases().any("circulation.on-paper", text);
    return said;
  }

  // "Cllr Brown has declared an interest. I have left him out." The name may stand in either.
  void excuse(const Said& before, const Said& said) {
    if ((said.interest && said.left_out) || said.on_paper) add(said.people);
    const bool together = (before.interest && said.left_out) || (before.left_out && said.interest);
    if (!together || (said.interest && said.left_out)) return;
    if (said.people.empty()) add(before.people);
    if (before.people.empty()) add(said.people);
  }

  void add(const People& people) { excused_.insert(people.begin(), people.end()); }

  void add_writers(const MaskedText& masked) {
    for (const auto& match : phrases().find("circulation.writer", masked.text))
      for (const auto& named : masked.named)
        if (named.kind == NamedPeople::Kind::councillor && named.begin >= match.begin &&
            named.begin < match.end)
          excused_.insert(named.people.begin(), named.people.end());
  }

  // Among colleagues "Susan" is enough, where only one councillor is called that.
  std::string mask_forenames(std::string_view sentence, std::string text, People& people) const {
    for (const auto& token : people::tokens_of(sentence)) {
      if (!token.is_word() || !token.capital || token.text.size() < 3) continue;
      const auto* bearer = only_one_called(token.text);
      if (bearer == nullptr || !contains(missing_, bearer) || !people.insert(bearer).second)
        continue;
      const auto word = base::folded(sentence.substr(token.begin, token.end - token.begin));
      if (const auto at = text.find(word); at != text.npos) text.replace(at, word.size(), "<name>");
    }
    return text;
  }

  const people::Person* only_one_called(const std::string& forename) const {
    const people::Person* bearer = nullptr;
    for (const auto* councillor : correspondence_.roster.councillors(correspondence_.day)) {
      if (!is_called(*councillor, forename)) continue;
      if (bearer != nullptr) return nullptr;
      bearer = councillor;
    }
    return bearer;
  }

  static bool is_called(const people::Person& person, const std::string& forename) {
    const auto name = people::parse_person_name(person.name);
    return !name.forenames.empty() && fit_of({forename}, name) >= people::Fit::usual;
  }

  const Correspondence& correspondence_;
  const Councillors& missing_;
  std::set<std::string, std::less<>> words_;  // of the missing members' names
  People excused_;
};

void keep_common(People& people, const People& others) {
  std::erase_if(people, [&](const auto* person) { return !others.contains(person); });
}

// What is passed on was written by whom it came from.
void add_writers_of_originals(const Correspondence& correspondence, People& writers) {
  const auto add = [&](const std::vector<mail::Address>& from) {
    for (const auto& address : from)
      writers.insert(correspondence.roster.identify(address.address, correspondence.day).person);
  };
  for (const auto& attached : correspondence.mail.attached) add(attached.headers.from);
  for (const auto& body : correspondence.mail.bodies)
    for (const auto& quote : body.quotes)
      if (quote.kind == mail::Quote::Kind::forward) add(quote.from);
}

void add_authors_of_documents(const Correspondence& correspondence, People& writers) {
  for (const auto& part : correspondence.mail.parts)
    for (const auto& document : part.documents)
      for (const auto& property : document.properties)
        if (const auto name = base::lower_ascii(property.name);
            name == "author" || name == "creator" || name == "dc:creator")
          writers.insert(
              people::named_by(property.value, correspondence.roster, correspondence.day));
}

People said_in_text(const Correspondence& correspondence, const Councillors& missing) {
  People said;
  bool first = true;
  for (const auto& version : correspondence.versions()) {
    Reader reader(correspondence, missing);
    for (const auto* body : version) {
      reader.read(body->authored, body->sentences);
      // A short last line right under the name is easily taken for a line of the signature.
      reader.read(body->signature, sentences_of(body->signature));
    }
    if (first)
      said = reader.excused();
    else
      keep_common(said, reader.excused());
    first = false;
  }
  return said;
}

}  // namespace

Councillors rightly_left_out(const Correspondence& correspondence, const Councillors& missing,
                             const std::vector<Label>& labels) {
  auto excused = said_in_text(correspondence, missing);
  Reader papers(correspondence, missing);
  papers.read_writer(correspondence.subject);
  for (const auto& label : labels) {
    papers.read_writer(label.name);
    papers.read_writer(label.head);
  }
  excused.insert(papers.excused().begin(), papers.excused().end());
  add_writers_of_originals(correspondence, excused);
  add_authors_of_documents(correspondence, excused);

  Councillors result;
  std::copy_if(missing.begin(), missing.end(), std::back_inserter(result),
               [&](const auto* member) { return excused.contains(member); });
  return result;
}

}  // namespace candour::rules
