// SPDX-License-Identifier: MPL-2.0

#include "rules/language/inflection.h"

#include <algorithm>
#include <array>

namespace candour::rules {

namespace {

struct Irregular {
  std::string_view verb;
  std::string_view past;
};

// Sorted, for the binary search.
constexpr std::array irregulars{
    Irregular{"be", "been"},
    Irregular{"bear", "bore|borne"},
    Irregular{"begin", "began|begun"},
    Irregular{"bind", "bound"},
    Irregular{"break", "broke|broken"},
    Irregular{"bring", "brought"},
    Irregular{"build", "built"},
    Irregular{"buy", "bought"},
    Irregular{"choose", "chose|chosen"},
    Irregular{"come", "came|come"},
    Irregular{"cut", "cut"},
    Irregular{"dig", "dug"},
    Irregular{"do", "did|done"},
    Irregular{"draw", "drew|drawn"},
    Irregular{"drive", "drove|driven"},
    Irregular{"feed", "fed"},
    Irregular{"find", "found"},
    Irregular{"forbid", "forbade|forbidden"},
    Irregular{"forgive", "forgave|forgiven"},
    Irregular{"get", "got"},
    Irregular{"give", "gave|given"},
    Irregular{"go", "went|gone"},
    Irregular{"have", "had"},
    Irregular{"hold", "held"},
    Irregular{"keep", "kept"},
    Irregular{"lay", "laid"},
    Irregular{"leave", "left"},
    Irregular{"lend", "lent"},
    Irregular{"let", "let"},
    Irregular{"light", "lit"},
    Irregular{"make", "made"},
    Irregular{"meet", "met"},
    Irregular{"mow", "mowed|mown"},
    Irregular{"pay", "paid"},
    Irregular{"put", "put"},
    Irregular{"quit", "quit"},
    Irregular{"rebuild", "rebuilt"},
    Irregular{"relay", "relaid"},
    Irregular{"repay", "repaid"},
    Irregular{"run", "ran|run"},
    Irregular{"say", "said"},
    Irregular{"see", "saw|seen"},
    Irregular{"sell", "sold"},
    Irregular{"send", "sent"},
    Irregular{"set", "set"},
    Irregular{"shut", "shut"},
    Irregular{"speak", "spoke|spoken"},
    Irregular{"spend", "spent"},
    Irregular{"stand", "stood"},
    Irregular{"stick", "stuck"},
    Irregular{"strike", "struck"},
    Irregular{"swear", "swore|sworn"},
    Irregular{"take", "took|taken"},
    Irregular{"tear", "tore|torn"},
    Irregular{"tell", "told"},
    Irregular{"throw", "threw|thrown"},
    Irregular{"undertake", "undertook|undertaken"},
    Irregular{"withdraw", "withdrew|withdrawn"},
    Irregular{"write", "wrote|written"},
};

static_assert(std::is_sorted(irregulars.begin(), irregulars.end(),
                             [](const Irregular& a, const Irregular& b) {
                               return a.verb < b.verb;
                             }));

// Stressed on the last syllable, so that its consonant doubles all the same.
constexpr std::array stressed_at_the_end{"commit", "permit", "refer", "transfer", "defer",
                                         "submit", "admit",  "occur", "quit",     "regret"};

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

bool doubles_its_end(std::string_view verb) {
  const auto size = verb.size();
  if (size < 3) return false;
  const char last = verb[size - 1];
  if (is_vowel(last) || !is_vowel(verb[size - 2]) ||
      std::string_view("wxy").find(last) != verb.npos)
    return false;
  // "repair", "clean", "quit": two vowels, though the u of "qu" is none
  if (is_vowel(verb[size - 3]) && !(verb[size - 3] == 'u' && size > 3 && verb[size - 4] == 'q'))
    return false;
  if (last == 'l') return true;  // British: cancelled
  const bool one_syllable = std::count_if(verb.begin(), verb.end(), is_vowel) == 1;
  return one_syllable || std::find(stressed_at_the_end.begin(), stressed_at_the_end.end(), verb) !=
                             stressed_at_the_end.end();
}

bool ends_in_consonant_y(std::string_view verb) {
  return verb.size() >= 2 && verb.back() == 'y' && !is_vowel(verb[verb.size() - 2]);
}

std::string without_last(std::string_view verb) {
  return std::string(verb.substr(0, verb.size() - 1));
}

std::string third_person(std::string_view verb) {
  if (verb == "have") return "has";
  if (verb == "be") return "is";
  if (ends_in_consonant_y(verb)) return without_last(verb) + "ies";
  const bool hisses = verb.ends_with("s") || verb.ends_with("sh") || verb.ends_with("ch") ||
                      verb.ends_with("x") || verb.ends_with("z") || verb.ends_with("o");
  return std::string(verb) + (hisses ? "es" : "s");
}

std::string continuous(std::string_view verb) {
  if (verb.size() > 2 && verb.ends_with("e") && !verb.ends_with("ee"))
    return without_last(verb) + "ing";
  return std::string(verb) + (doubles_its_end(verb) ? std::string(1, verb.back()) : "") + "ing";
}

std::string past(std::string_view verb) {
  const auto irregular = std::lower_bound(
      irregulars.begin(), irregulars.end(), verb,
      [](const Irregular& each, std::string_view wanted) { return each.verb < wanted; });
  if (irregular != irregulars.end() && irregular->verb == verb) return std::string(irregular->past);
  if (verb.ends_with("e")) return std::string(verb) + "d";
  if (ends_in_consonant_y(verb)) return without_last(verb) + "ied";
  return std::string(verb) + (doubles_its_end(verb) ? std::string(1, verb.back()) : "") + "ed";
}

std::string word_inflected(std::string_view verb, VerbForm form) {
  switch (form) {
    case VerbForm::third_person:
      return third_person(verb);
    case VerbForm::continuous:
      return continuous(verb);
    case VerbForm::past:
      return past(verb);
    case VerbForm::base:
      break;
  }
  return std::string(verb);
}

}  // namespace

std::string_view name_of(VerbForm form) {
  static constexpr std::array<std::string_view, 4> names{"", "s", "ing", "ed"};
  return names[static_cast<std::size_t>(form)];
}

std::optional<VerbForm> verb_form_named(std::string_view ending) {
  for (const auto form : {VerbForm::third_person, VerbForm::continuous, VerbForm::past})
    if (ending == name_of(form)) return form;
  return std::nullopt;
}

std::string inflected(std::string_view verb, VerbForm form) {
  const auto blank = std::min(verb.find(' '), verb.size());
  auto word = word_inflected(verb.substr(0, blank), form);
  const auto rest = verb.substr(blank);
  if (!rest.empty() && word.find('|') != word.npos) word = "(?:" + word + ")";
  return word + std::string(rest);
}

}  // namespace candour::rules
