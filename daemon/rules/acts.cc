// SPDX-License-Identifier: MPL-2.0

#include "rules/acts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace candour::rules {

namespace {

/// One thought of a sentence that runs on: "ok thats agreed. start monday".
struct Thought {
  std::string_view text;
  std::size_t begin = 0;  // bytes into the plain sentence
  bool asks = false;
};

// A full stop before a blank, since hurried writers begin sentences in lower case.
std::vector<Thought> thoughts_of(std::string_view plain) {
  std::vector<Thought> thoughts;
  for (std::size_t begin = 0; begin < plain.size();) {
    auto end = begin;
    while (end < plain.size() &&
           !((plain[end] == '.' || plain[end] == '!' || plain[end] == '?' || plain[end] == ';') &&
             (end + 1 == plain.size() || plain[end + 1] == ' ' || plain[end + 1] == '\n')))
      ++end;
    const bool asks = end < plain.size() && plain[end] == '?';
    thoughts.push_back({plain.substr(begin, end - begin), begin, asks});
    begin = end + 1;
  }
  return thoughts;
}

/// The clause round a match: what stands before it and all of it.
struct Clause {
  std::string_view before;
  std::string_view whole;
  std::string_view from_match;
};

Clause clause_round(std::string_view thought, const Match& match, const Phrases& phrases) {
  std::size_t begin = 0;
  while (true) {  // the last break before the match
    const auto head = thought.substr(begin, match.begin - begin);
    const auto breaks = phrases.find("obligation.clause-break", head);
    if (breaks.empty()) break;
    std::size_t last = 0;
    for (const auto& found : breaks) last = std::max(last, found.end);
    if (last == 0) break;
    // A break that ends in the clause's own first word ("and please ") leaves that word to it.
    begin += last;
  }
  const auto tail = thought.substr(match.end);
  std::size_t end = thought.size();
  for (const auto& found : phrases.find("obligation.clause-break", tail))
    end = std::min(end, match.end + found.begin);
  return {thought.substr(begin, match.begin - begin), thought.substr(begin, end - begin),
          thought.substr(match.begin)};
}

/// A set of phrases, what it tells, and what takes it back.
struct Grammar {
  std::string_view set;
  Deed deed;
  std::string_view report;  // the set that makes it a mere report; empty: none does
  std::string_view idiom;
};

class Reader {
 public:
  Reader(const Situation& situation, const Phrases& phrases)
      : situation_(situation), phrases_(phrases) {}

  /// The first match in a thought that nothing takes back; of several there the longest.
  std::optional<Match> match(const Grammar& grammar, const Thought& thought) const {
    std::optional<Match> best;
    for (const auto& found : phrases_.find(grammar.set, thought.text)) {
      if (best && (found.begin > best->begin || found.end <= best->end)) continue;
      if (situation_.affairs == Affairs::perhaps_private && !names_council(thought, found))
        continue;
      if (!taken_back(grammar, thought.text, found)) best = found;
    }
    return best;
  }

  bool any(std::string_view set, std::string_view text) const { return phrases_.any(set, text); }

 private:
  static bool names_council(const Thought& thought, const Match& match) {
    return thought.text.substr(match.begin, match.end - match.begin).find("the council") !=
           std::string_view::npos;
  }

  bool taken_back(const Grammar& grammar, std::string_view thought, const Match& match) const {
    const auto clause = clause_round(thought, match, phrases_);
    return phrases_.any("obligation.embedded", clause.before) ||
           (!grammar.report.empty() && phrases_.any(grammar.report, clause.whole)) ||
           phrases_.any(grammar.idiom, clause.from_match.substr(0, 120));
  }

  const Situation& situation_;
  const Phrases& phrases_;
};

Act act_of(Deed deed, const PlainSentence& plain, const Thought& thought, const Match& match,
           base::Range sentence) {
  const auto begin = thought.begin + match.begin;
  return {deed, plain.origin(begin, begin + match.end - match.begin), sentence};
}

std::span<const Grammar> binding_grammars(Audience audience) {
  static constexpr std::array grammars{
      Grammar{"obligation.order", Deed::instruction, "", "obligation.idiom"},
      Grammar{"obligation.binding", Deed::obligation, "obligation.report", "obligation.idiom"},
      Grammar{"obligation.request", Deed::instruction, "", "obligation.idiom"},
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

template <class Judge>
std::vector<Act> acts(const ReadText& read, const std::vector<base::Range>& sentences,
                      const Situation& situation, const Judge& judge) {
  std::vector<Act> found;
  for (const auto& sentence : sentences) {
    const auto plain = plain_sentence(read, sentence, situation.council, situation.writer);
    for (const auto& thought : thoughts_of(plain.text)) {
      if (thought.asks) continue;
      if (const auto act = judge(plain, thought, sentence)) {
        found.push_back(*act);
        break;
      }
    }
  }
  return found;
}

}  // namespace

std::vector<Act> binding_acts(const ReadText& read, const std::vector<base::Range>& sentences,
                              const Situation& situation, const Phrases& phrases) {
  const Reader reader(situation, phrases);
  return acts(read, sentences, situation,
              [&](const PlainSentence& plain, const Thought& thought,
                  base::Range sentence) -> std::optional<Act> {
                for (const auto& grammar : binding_grammars(situation.audience))
                  if (const auto match = reader.match(grammar, thought)) {
                    if (reader.any("obligation.own-decision", thought.text)) return std::nullopt;
                    return act_of(grammar.deed, plain, thought, *match, sentence);
                  }
                return std::nullopt;
              });
}

std::vector<Act> official_acts(const ReadText& read, const std::vector<base::Range>& sentences,
                               const Situation& situation, const Phrases& phrases) {
  static constexpr std::array grammars{
      Grammar{"official.answer", Deed::official, "", "official.not-voice"},
      Grammar{"official.voice", Deed::official, "obligation.report", "official.not-voice"},
  };
  const Reader reader(situation, phrases);
  return acts(read, sentences, situation,
              [&](const PlainSentence& plain, const Thought& thought,
                  base::Range sentence) -> std::optional<Act> {
                for (const auto& grammar : grammars)
                  if (const auto match = reader.match(grammar, thought)) {
                    if (reader.any("official.civic", thought.text)) return std::nullopt;
                    return act_of(Deed::official, plain, thought, *match, sentence);
                  }
                return std::nullopt;
              });
}

}  // namespace candour::rules
