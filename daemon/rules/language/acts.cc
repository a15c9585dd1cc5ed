// SPDX-License-Identifier: MPL-2.0

#include "rules/language/acts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "rules/language/clauses.h"
#include "rules/language/deeds.h"
#include "rules/language/levelled.h"
#include "rules/language/moods.h"

namespace candour::rules {

namespace {

/// Deeds of one sort: where they are found and what takes them back.
struct Grammar {
  Deed deed;
  Speech speech;
  SetName set;
  SetName same_words_otherwise;
};

constexpr SetName binding = "obligation.binding";

/// A sentence on its way through the grammars.
struct Reading {
  const LevelledText::Sentence& sentence;
  std::string_view before;  // what was said just before it, levelled
};

class Reader {
 public:
  Reader(const Situation& situation, const Phrases& phrases)
      : situation_(situation), phrases_(phrases) {}

  /// The first act of the sentence; of the grammars the first that finds one.
  std::optional<Act> act(const Reading& reading, std::span<const Grammar> grammars) const {
    const auto& sentence = reading.sentence;
    for (const auto& thought : sentence.thoughts) {
      if (thought.asks) continue;
      for (const auto& grammar : grammars)
        if (const auto match = deed(grammar, thought, reading)) {
          if (is_excused(grammar.deed, thought)) break;
          const auto begin = thought.begin + match->begin;
          return Act{grammar.deed, sentence.plain.origin(begin, begin + match->end - match->begin),
                     sentence.range};
        }
    }
    return std::nullopt;
  }

  /// What the sentence does by what was learned, where nothing that the grammar knows of takes it
  /// back.
  std::optional<Act> learned_act(const LevelledText::Sentence& sentence, const Learned& learned,
                                 Deed deed) const {
    const auto clues = learned.recognise(sentence.plain.text);
    if (!clues || (deed != Deed::official && is_rather_official(sentence, learned)))
      return std::nullopt;
    const auto heaviest = clues->front();
    for (const auto& thought : sentence.thoughts) {
      const auto end = thought.begin + thought.text.size();
      if (heaviest.begin >= end) continue;
      const auto begin = std::max(heaviest.begin, thought.begin) - thought.begin;
      const Match words{begin, std::min(heaviest.end, end) - thought.begin, {}};
      if (thought.asks || words.begin >= words.end || is_excused(deed, thought) ||
          is_excused(Deed::official, thought) ||
          (situation_.affairs == Affairs::perhaps_private &&
           !names_council(thought, {0, thought.text.size(), {}})) ||
          is_taken_back(thought, words, Speech::statement, "mood.idiom", phrases_))
        return std::nullopt;
      Act act{deed, sentence.plain.origin(thought.begin, end), sentence.range};
      for (const auto& clue : *clues)
        act.clues.push_back(sentence.plain.origin(clue.begin, clue.end));
      return act;
    }
    return std::nullopt;
  }

 private:
  /// The first deed in a thought that nothing takes back; of several there the longest.
  std::optional<Match> deed(const Grammar& grammar, const Thought& thought,
                            const Reading& reading) const {
    std::optional<Match> best;
    for (const auto& found : candidates(grammar, thought, reading)) {
      if (best && (found.begin > best->begin || found.end <= best->end)) continue;
      if (situation_.affairs == Affairs::perhaps_private && !names_council(thought, found))
        continue;
      if (!is_taken_back(thought, found, grammar.speech, grammar.same_words_otherwise, phrases_))
        best = found;
    }
    return best;
  }

  std::vector<Match> candidates(const Grammar& grammar, const Thought& thought,
                                const Reading& reading) const {
    auto found = phrases_.find(grammar.set, thought.wording());
    if (grammar.set.text != binding.text) return found;
    for (const auto& deed : council_deeds(thought.wording(), phrases_)) found.push_back(deed);
    // "You need not worry about the hire charge. The Council will meet it."
    const auto earlier = std::string_view(reading.sentence.plain.text).substr(0, thought.begin);
    for (const auto& deed : phrases_.find("obligation.binding-it", thought.wording()))
      if (phrases_.any("obligation.cost-before", earlier) ||
          phrases_.any("obligation.cost-before", reading.before))
        found.push_back(deed);
    return found;
  }

  /// Whether a sentence that speaks for the council reads rather like that than like one that binds
  /// it.
  bool is_rather_official(const LevelledText::Sentence& sentence, const Learned& weights) const {
    const auto* official = phrases_.learned("official");
    if (official == nullptr) return false;
    const bool voiced = std::any_of(
        sentence.thoughts.begin(), sentence.thoughts.end(),
        [&](const auto& thought) { return phrases_.any("official.voice", thought.wording()); });
    return voiced && official->weigh(sentence.plain.text) > weights.weigh(sentence.plain.text);
  }

  static bool names_council(const Thought& thought, const Match& match) {
    return thought.text.substr(match.begin, match.end - match.begin).find("the council") !=
           std::string_view::npos;
  }

  bool is_excused(Deed deed, const Thought& thought) const {
    if (deed != Deed::official) return awaits_own_decision(thought, phrases_);
    return phrases_.any("official.civic", thought.wording()) ||
           phrases_.any("official.disowned", thought.wording());
  }

  const Situation& situation_;
  const Phrases& phrases_;
};

std::span<const Grammar> binding_grammars(Audience audience) {
  static constexpr std::array grammars{
      Grammar{Deed::instruction, Speech::call, "instruction.order", "mood.idiom"},
      Grammar{Deed::obligation, Speech::statement, binding, "mood.idiom"},
      Grammar{Deed::instruction, Speech::call, "instruction.request", "mood.idiom"},
  };
  switch (audience) {
    case Audience::council:
      return std::span(grammars).first(1);
    case Audience::authorities:
      return std::span(grammars).first(2);
    case Audience::public_:
      break;
  }
  return grammars;
}

std::span<const Grammar> official_grammars() {
  static constexpr std::array grammars{
      Grammar{Deed::official, Speech::call, "official.answer", "official.not-voice"},
      Grammar{Deed::official, Speech::statement, "official.voice", "official.not-voice"},
  };
  return grammars;
}

// A closing block that is not known as a signature, "Eastmere Town Council, Quayside Ward", looks
// to the weights like somebody who speaks for the council: most words are names, and nothing is
// said.
bool is_of_names(const ReadText& read, base::Range sentence) {
  const auto [begin, length] = read.folded.original(sentence.begin, sentence.end - sentence.begin);
  const auto words = std::string_view(read.text).substr(begin, length);
  if (words.find_last_of(".!?") == words.size() - 1) return false;
  std::size_t all = 0, named = 0;
  char before = ' ';
  for (const char c : words) {
    if (before == ' ' || before == '\n') {
      ++all;
      named += c >= 'A' && c <= 'Z' ? 1 : 0;
    }
    before = c;
  }
  return named * 4 >= all * 3;
}

std::vector<Act> acts(const ReadText& read, const std::vector<base::Range>& sentences,
                      const Situation& situation, const Phrases& phrases,
                      std::span<const Grammar> grammars, std::string_view learned, Deed deed) {
  const Reader reader(situation, phrases);
  const auto* weights = situation.audience == Audience::public_ && situation.asks_learned
                            ? phrases.learned(learned)
                            : nullptr;
  std::vector<Act> found;
  const auto& text = levelled(read, sentences, situation.council, situation.writer, phrases);
  const LevelledText* own = &text;
  LevelledText as_himself;
  if (weights != nullptr && situation.writer != Writer::himself) {
    // The examples are read as their writers' own words, whoever "I" is.
    as_himself = level(read, sentences, situation.council, Writer::himself, phrases);
    own = &as_himself;
  }
  std::string_view before;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    const auto& sentence = text.sentences[i];
    auto act = reader.act({sentence, before}, grammars);
    before = sentence.plain.text;
    if (!act && weights != nullptr && !is_of_names(read, sentence.range)) {
      act = reader.learned_act(own->sentences[i], *weights, deed);
      before = own->sentences[i].plain.text;
    }
    if (act) found.push_back(std::move(*act));
  }
  return found;
}

}  // namespace

std::vector<Act> binding_acts(const ReadText& read, const std::vector<base::Range>& sentences,
                              const Situation& situation, const Phrases& phrases) {
  return acts(read, sentences, situation, phrases, binding_grammars(situation.audience), "binding",
              Deed::either);
}

std::vector<Act> official_acts(const ReadText& read, const std::vector<base::Range>& sentences,
                               const Situation& situation, const Phrases& phrases) {
  return acts(read, sentences, situation, phrases, official_grammars(), "official", Deed::official);
}

}  // namespace candour::rules
