// SPDX-License-Identifier: MPL-2.0
//
// political-opinion: an officer who writes to the press or for publication judges a party, a
// politician or an election choice. Facts about them are fine, as are the quoted words of others
// and the council's resolved position. The grammar stands in policies/phrases/political.yaml.

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "people/naming.h"
#include "rules/kinds.h"
#include "rules/language/marked_words.h"
#include "rules/language/phrases.h"
#include "rules/language/plain_words.h"
#include "rules/publication.h"
#include "rules/who/whole_mail.h"

namespace candour::rules {

namespace {

// More places than these help nobody to mend a mail.
constexpr std::size_t most_places = 8;
// Idioms of one pattern in one sentence.
constexpr int most_rounds = 8;

/// Reads a text for opinions, sentence by sentence.
class OpinionReader {
 public:
  explicit OpinionReader(const Correspondence& correspondence)
      : mail_(correspondence), phrases_(correspondence.phrases), council_(correspondence.council) {
    about_election_ = any("political.election", mail_.subject.folded.text) ||
                      std::any_of(mail_.bodies.begin(), mail_.bodies.end(), [&](const auto& body) {
                        return any("political.election", body.authored.folded.text);
                      });
  }

  void read(const ReadText& read, const std::vector<base::Range>& sentences) {
    const auto said = without_attributed_words(read, phrases_);
    bool spoke_of_politician = false;
    for (const auto& sentence : sentences) {
      const auto words = without_idioms(said.substr(sentence.begin, sentence.end - sentence.begin));
      const auto subject = subject_of(words);
      if (judges(words, subject, spoke_of_politician))
        add(read.evidence(sentence.begin, sentence.end));
      else if (may_judge(words, subject, spoke_of_politician) &&
               said.compare(sentence.begin, words.size(), read.folded.text, sentence.begin,
                            words.size()) == 0)
        read_learned(read, sentence);
      spoke_of_politician =
          subject != Subject::none || (spoke_of_politician && any("political.pronoun", words));
    }
  }

  std::vector<Evidence> found() { return std::move(found_); }
  /// Of the first that no pattern fits (known_by()).
  const std::vector<Evidence>& clues() const { return clues_; }

 private:
  enum class Subject { none, local, political };

  bool any(SetName set, std::string_view words) const { return phrases_.any(set, words); }

  std::string without_idioms(std::string words) const {
    for (int round = 0; round < most_rounds; ++round) {
      const auto idioms = phrases_.find("political.idiom", words);
      if (idioms.empty()) break;
      for (const auto& idiom : idioms)
        std::fill(words.begin() + static_cast<std::ptrdiff_t>(idiom.begin),
                  words.begin() + static_cast<std::ptrdiff_t>(idiom.end), ' ');
    }
    return words;
  }

  Subject subject_of(const std::string& words) const {
    if (any("political.party", words) || any("political.politician", words))
      return Subject::political;
    const bool named =
        any("political.local", words) ||
        !people::mentions(words, mail_.roster, mail_.day, people::Naming::in_list).empty();
    return named ? Subject::local : Subject::none;
  }

  bool judges(const std::string& words, Subject subject, bool goes_on) const {
    if (any("political.position", words)) return false;
    std::size_t judged = words.size();
    const auto look = [&](SetName set) {
      for (const auto& match : phrases_.find(set, words)) judged = std::min(judged, match.begin);
    };
    look("political.choice");
    if (about_election_) look("political.verdict");
    if (subject != Subject::none) look("political.judgement");
    if (subject == Subject::political) look("political.praise");
    if (any("political.named-party", words) && !any("political.informs", words))
      look("political.stance");
    if (goes_on && any("political.pronoun", words)) look("political.character");
    if (goes_on && any("political.opens-pronoun", words)) look("political.judgement");
    if (judged == words.size()) return false;
    const auto reports = phrases_.find("political.reported", words);
    return std::none_of(reports.begin(), reports.end(),
                        [&](const Match& report) { return report.begin < judged; });
  }

  // Whether the sentence is about politics, and the writer's own word.
  bool may_judge(const std::string& words, Subject subject, bool goes_on) const {
    return (subject != Subject::none || about_election_ ||
            (goes_on && any("political.pronoun", words))) &&
           !any("political.position", words) && !any("political.reported", words) &&
           !words.ends_with('?');
  }

  // What reads like the opinions that were learned from.
  void read_learned(const ReadText& read, base::Range sentence) {
    const auto* learned = phrases_.learned("political");
    if (learned == nullptr || !speaks_of_council(mail_)) return;
    const auto plain = plain_sentence(read, sentence, council_, Writer::himself);
    const auto clues = learned->recognise(plain.text);
    if (!clues) return;
    add(read.evidence(sentence.begin, sentence.end));
    if (!clues_.empty()) return;
    for (const auto& clue : *clues) {
      const auto told = plain.origin(clue.begin, clue.end);
      clues_.push_back(read.evidence(told.begin, told.end));
    }
  }

  void add(Evidence evidence) {
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Evidence& other) {
      return base::folded(other.text) == base::folded(evidence.text);
    });
    if (!known && found_.size() < most_places) found_.push_back(std::move(evidence));
  }

  const Correspondence& mail_;
  const Phrases& phrases_;
  CouncilName council_;
  bool about_election_ = false;
  std::vector<Evidence> found_;
  std::vector<Evidence> clues_;
};

struct Opinions {
  std::vector<Evidence> places;
  std::vector<Evidence> clues;
};

Opinions opinions_in(const Correspondence& correspondence) {
  OpinionReader reader(correspondence);
  // A reply's subject is another's.
  if (correspondence.mail.headers.in_reply_to.empty() &&
      !correspondence.phrases.any("situation.reply-subject",
                                  wording_of(correspondence.subject, correspondence.phrases)))
    reader.read(correspondence.subject, sentences_of(correspondence.subject));
  for (const auto& body : correspondence.bodies) reader.read(body.authored, body.sentences);
  for (const auto& text : attached_texts(correspondence))
    if (correspondence.phrases.any("publication.piece", base::folded(text.where)))
      reader.read(text, sentences_of(text));
  return {reader.found(), reader.clues()};
}

std::string words_of(const std::vector<Evidence>& opinions) {
  std::vector<std::string> words;
  words.reserve(opinions.size());
  for (const auto& opinion : opinions) words.push_back("\"" + opinion.text + "\"");
  return base::join_as_prose(words);
}

}  // namespace

Outcome political_opinion(const Correspondence& correspondence) {
  Outcome outcome;
  if (!correspondence.sent_by_officer()) return outcome;
  const auto press = press_among(correspondence);
  const auto notices = press.empty() ? printing_notices(correspondence) : std::vector<Evidence>();
  if (press.empty() && notices.empty()) return outcome;
  const auto [opinions, clues] = opinions_in(correspondence);
  if (opinions.empty()) return outcome;

  Finding finding;
  finding.rule = "political-opinion";
  finding.title = "This message gives a political opinion to the press";
  finding.explanation = "The words \"" + opinions.front().text +
                        "\" judge a party, a politician or how people vote. What an officer writes "
                        "to the press or for publication keeps to the facts: take them out." +
                        known_by(clues);
  finding.evidence = opinions;
  for (const auto* recipient : press)
    finding.evidence.push_back(correspondence.evidence(*recipient));
  for (const auto& notice : notices) finding.evidence.push_back(notice);
  finding.fixes.push_back({FixKind::edit_text, "Take out the words " + words_of(opinions) + "."});
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

}  // namespace candour::rules
