// SPDX-License-Identifier: MPL-2.0

#include "rules/who/insiders.h"

#include <algorithm>
#include <optional>
#include <string>

#include "people/person_name.h"
#include "people/titles.h"
#include "rules/language/marked_words.h"
#include "rules/language/quotations.h"
#include "rules/who/copied_people.h"
#include "rules/who/names_nearby.h"

namespace candour::rules {

namespace {

constexpr std::string_view who = "<who>";
constexpr std::string_view whose = "<who>'s";
// "He" still means whom a sentence so far back was about.
constexpr std::size_t memory_sentences = 4;
// So many councillors are written to one by one; more are a circle in which each is "another".
constexpr std::size_t few_readers = 3;

struct Known {
  const people::Person* person;
  people::PersonName name;
};

/// A stretch of a sentence that speaks of an insider.
struct Mention {
  base::Range place;
  const people::Person* person = nullptr;
};

struct Word {
  base::Range place;
  std::string text;  // without possessive, as in people::PersonName
  bool capital = false;
  bool possessive = false;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Word> words_in(const PlainSentence& sentence, const ReadText& read) {
  std::vector<Word> words;
  const auto& text = sentence.text;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    Word word;
    word.place.begin = at;
    while (at < text.size() && is_word_byte(text[at])) ++at;
    word.place.end = at;
    auto plain = base::folded_name(text.substr(word.place.begin, at - word.place.begin));
    if (plain.ends_with("'s")) {
      plain.resize(plain.size() - 2);
      word.possessive = true;
    }
    std::erase(plain, '\'');
    const auto origin = sentence.origins[word.place.begin].begin;
    const auto written = read.text.substr(read.folded.original(origin, 1).first, 1);
    word.capital = !written.empty() && written[0] != read.folded.text[origin];
    word.text = std::move(plain);
    words.push_back(std::move(word));
  }
  return words;
}

class Insiders {
 public:
  explicit Insiders(const Correspondence& correspondence) : mail_(correspondence) {
    const auto readers = readers_of(correspondence);
    for (const auto& person : correspondence.roster.people()) {
      if (&person == correspondence.sender.person || contains(readers, &person)) continue;
      if (!is_insider(person)) continue;
      if (auto name = people::parse_person_name(person.name); !name.surname.empty())
        known_.push_back({&person, std::move(name)});
    }
    for (const auto& person : readers)
      if (const auto* position = person->councillor_position_on(correspondence.day))
        reader_is_chair_ = reader_is_chair_ || position->role == people::Role::chair;
    const auto* sender = correspondence.sender.position;
    sender_is_clerk_ = sender != nullptr && sender->role == people::Role::clerk;
  }

  /// In order, none inside another.
  std::vector<Mention> mentions(const PlainSentence& sentence, const ReadText& read) const {
    std::vector<Mention> found = offices(sentence);
    const auto words = words_in(sentence, read);
    for (std::size_t at = 0; at < words.size(); ++at)
      if (const auto mention = name_at(words, at)) {
        found.push_back(*mention);
        while (at + 1 < words.size() && words[at + 1].place.begin < mention->place.end) ++at;
      }
    std::sort(found.begin(), found.end(),
              [](const Mention& a, const Mention& b) { return a.place.begin < b.place.begin; });
    std::vector<Mention> apart;
    for (const auto& mention : found)
      if (apart.empty() || mention.place.begin >= apart.back().place.end) apart.push_back(mention);
    return apart;
  }

 private:
  static Councillors readers_of(const Correspondence& correspondence) {
    auto readers = copied(correspondence, Visibility::visible);
    return readers.size() > few_readers ? Councillors{} : readers;
  }

  bool is_insider(const people::Person& person) const {
    return std::any_of(
        person.positions.begin(), person.positions.end(), [&](const people::Position& position) {
          return position.term.covers(mail_.day) &&
                 (people::is_councillor(position.role) || people::is_officer(position.role));
        });
  }

  std::vector<Mention> offices(const PlainSentence& sentence) const {
    auto text = sentence;
    take_out(text, "conduct-remark.not-ours", mail_.phrases);
    std::vector<Mention> found;
    for (const auto& place : places_of(text, {"conduct-remark.role"}, mail_.phrases)) {
      const auto words = text.text.substr(place.begin, place.end - place.begin);
      const bool second = words.find("deputy") != words.npos || words.find("vice") != words.npos ||
                          words.find("assistant") != words.npos;
      const bool own =
          !second &&
          ((sender_is_clerk_ && words.ends_with("clerk")) ||
           (reader_is_chair_ && (words.ends_with("mayor") || words.find("chair") != words.npos)));
      if (!own) found.push_back({place, nullptr});
    }
    return found;
  }

  /// "Cllr Khan", "Robert Jones", "Anton", "R Smith"; a surname by itself with a capital, where it
  /// is no first word: "Brown bins" are nobody.
  std::optional<Mention> name_at(const std::vector<Word>& words, std::size_t at) const {
    std::size_t first = at;
    while (first < words.size() && first < at + 3 && is_title(words[first].text)) ++first;
    const bool titled = first > at;
    if (first >= words.size() || (!titled && !words[first].capital)) return std::nullopt;
    for (const auto& known : known_)
      if (const auto end = end_of_name(words, first, titled, known); end > first)
        return Mention{{words[at].place.begin, words[end - 1].place.end}, known.person};
    return std::nullopt;
  }

  static bool is_title(const std::string& word) {
    return people::is_personal_title(word) || word == "cllr" || word == "councillor" ||
           word == "cllrs" || word == "clr" || word == "coun" || word == "cyng" ||
           word == "mayor" || word == "cynghorydd" || word == "councilor";
  }

  // Behind the name of a person that begins at a word; `first` where it does not.
  static std::size_t end_of_name(const std::vector<Word>& words, std::size_t first, bool titled,
                                 const Known& known) {
    std::size_t at = first;
    bool forename = false;
    while (at < words.size() && at < first + 3 && is_forename(words[at], known.name)) {
      forename = true;
      ++at;
    }
    if (const auto end = end_of_surname(words, at, known.name.surname); end > at) {
      // "Susan Brown" is not David, and "Brown bins" are nobody.
      const bool alone = !titled && !forename && end == at + 1;
      return alone && (first == 0 || words[first - 1].capital) ? first : end;
    }
    if (!forename || words[first].text.size() < 2) return first;
    // "Robert Harding" is somebody else.
    const bool other_surname =
        at < words.size() && words[at].capital && !words[at - 1].possessive &&
        words[at].place.begin == words[at - 1].place.end + 1 && words[at].text != "i";
    return other_surname ? first : at;
  }

  static bool is_forename(const Word& word, const people::PersonName& name) {
    return std::any_of(name.forenames.begin(), name.forenames.end(),
                       [&](const std::string& forename) {
                         return word.text == forename ||
                                (word.text.size() == 1 && forename.starts_with(word.text)) ||
                                people::are_forms_of_one_name(word.text, forename);
                       });
  }

  // A double-barrelled or Mc surname may stand in several words.
  static std::size_t end_of_surname(const std::vector<Word>& words, std::size_t at,
                                    const std::string& surname) {
    std::string joined;
    for (std::size_t end = at; end < words.size() && joined.size() < surname.size(); ++end) {
      joined += words[end].text;
      if (joined == surname) return end + 1;
    }
    return at;
  }

  const Correspondence& mail_;
  std::vector<Known> known_;
  bool reader_is_chair_ = false;
  bool sender_is_clerk_ = false;
};

/// Reads a letter sentence by sentence and remembers of whom the talk is.
class Listener {
 public:
  Listener(const ReadText& read, const Correspondence& correspondence)
      : read_(read), mail_(correspondence), insiders_(correspondence) {
    for (const auto& quotation : quotations_in(read.folded.text))
      if (!mail_.phrases.any("conduct-remark.own-quotation", lead_in(read.folded.text, quotation)))
        others_words_.push_back(quotation);
  }

  /// "Cllr Jones and the hedge": he is whom the letter is about, until it speaks of somebody else.
  void take_subject(const ReadText& subject, const CouncilName& council) {
    for (const auto& range : sentences_of(subject)) {
      const auto words = plain_sentence(subject, range, council, Writer::himself);
      const auto mentions = insiders_.mentions(words, subject);
      if (mentions.empty() || mail_.phrases.any("conduct-remark.reported", words.text)) continue;
      topic_ = mentions.front().person;
      topic_left_ = memory_sentences;
    }
  }

  AboutInsiders hear(base::Range range, const CouncilName& council) {
    // A complaint passed on "exactly as written" is its writer's.
    if (is_others_words(range)) {
      topic_left_ = 0;
      return {};
    }
    AboutInsiders heard{plain_sentence(read_, range, council, Writer::himself), {}};
    auto& words = heard.words;
    auto mentions = insiders_.mentions(words, read_);
    heard.goes_on = mentions.empty() && topic_left_ == memory_sentences;
    if (mentions.empty() && topic_left_ > 0) mentions = same_person(words);
    if (mentions.empty() && turns_to_outsider(words, range)) topic_left_ = 0;
    const bool known_before = topic_left_ > 0;
    // Before the first mention "he" is whom the talk was of.
    const auto from = known_before       ? 0
                      : mentions.empty() ? words.text.size()
                                         : mentions.front().place.end;
    const bool he = mark(words, mentions, from);
    if (he && known_before) add(topic_, heard.people);
    for (const auto& mention : mentions) add(mention.person, heard.people);
    // "He says that Cllr Khan was rude": a "he" that is left is somebody from outside.
    if (mail_.phrases.any("conduct-remark.reported", words.text)) {
      topic_left_ = 0;
      return {};
    }
    if (!mentions.empty()) {
      topic_ = mentions.front().person;
      topic_left_ = memory_sentences;
    } else if (topic_left_ > 0) {
      topic_left_ = he ? memory_sentences : topic_left_ - 1;
    }
    return heard;
  }

 private:
  // Whether a whole sentence stands in a quotation; words quoted within one are left out of it by
  // plain_sentence().
  bool is_others_words(base::Range sentence) const {
    return std::any_of(others_words_.begin(), others_words_.end(), [&](const base::Range& quoted) {
      return quoted.begin <= sentence.begin && sentence.end <= quoted.end;
    });
  }

  static void add(const people::Person* person, std::vector<const people::Person*>& people) {
    if (person != nullptr && std::find(people.begin(), people.end(), person) == people.end())
      people.push_back(person);
  }

  // Whether the talk turns to somebody from outside: not where "he" comes first and does
  // something to them.
  bool turns_to_outsider(const PlainSentence& words, base::Range range) const {
    auto outsider = words.text.size();
    for (const auto& match : mail_.phrases.find("conduct-remark.outsider", words.text, 1))
      outsider = match.begin;
    const auto named = names_in(read_, range);
    if (outsider == words.text.size() && named.empty()) return false;
    const auto before = [&](const Word& word) {
      const bool he =
          word.text == "he" || word.text == "she" || word.text == "his" || word.text == "her";
      return he && word.place.begin < outsider &&
             (named.empty() || words.origins[word.place.begin].begin < named.front().place.begin);
    };
    const auto all = words_in(words, read_);
    return std::none_of(all.begin(), all.end(), before);
  }

  // "The man" close behind a sentence about an insider is still he.
  std::vector<Mention> same_person(const PlainSentence& words) const {
    const auto matches = mail_.phrases.find("conduct-remark.same-person", words.text, 1);
    if (matches.empty()) return {};
    // The pattern ends with the verb.
    const auto noun_end = words.text.rfind(' ', matches.front().end - 1);
    return {{{matches.front().begin, noun_end}, topic_}};
  }

  // From the last to the first, so that the places before stay true. Whether somebody is "he".
  bool mark(PlainSentence& words, const std::vector<Mention>& mentions, std::size_t from) const {
    std::vector<std::pair<base::Range, std::string_view>> marks;
    for (const auto& mention : mentions) {
      const auto text = std::string_view(words.text).substr(0, mention.place.end);
      marks.emplace_back(mention.place, text.ends_with("'s") || text.ends_with("s'") ? whose : who);
    }
    for (const auto& word : words_in(words, read_)) {
      if (word.place.begin < from) continue;
      const bool inside =
          std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
            return word.place.begin >= mention.place.begin && word.place.end <= mention.place.end;
          });
      if (inside) continue;
      if (word.text == "he" || word.text == "she" || word.text == "him")
        marks.emplace_back(word.place, who);
      else if (word.text == "his" || word.text == "her")
        marks.emplace_back(word.place, whose);
    }
    std::sort(marks.begin(), marks.end(),
              [](const auto& a, const auto& b) { return a.first.begin > b.first.begin; });
    for (const auto& [place, mark] : marks) put_mark(words, place, mark);
    return marks.size() > mentions.size();
  }

  const ReadText& read_;
  const Correspondence& mail_;
  Insiders insiders_;
  std::vector<base::Range> others_words_;
  const people::Person* topic_ = nullptr;
  std::size_t topic_left_ = 0;  // sentences for which "he" is the topic
};

}  // namespace

std::vector<AboutInsiders> about_insiders(const ReadBody& body,
                                          const Correspondence& correspondence) {
  const CouncilName council(correspondence.council);
  Listener listener(body.authored, correspondence);
  // A reply's subject is another's.
  if (correspondence.mail.headers.in_reply_to.empty() &&
      !correspondence.phrases.any("situation.reply-subject",
                                  wording_of(correspondence.subject, correspondence.phrases)))
    listener.take_subject(correspondence.subject, council);
  std::vector<AboutInsiders> sentences;
  sentences.reserve(body.sentences.size());
  for (const auto& sentence : body.sentences) sentences.push_back(listener.hear(sentence, council));
  return sentences;
}

}  // namespace candour::rules
