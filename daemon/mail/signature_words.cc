// SPDX-License-Identifier: MPL-2.0

#include "mail/signature_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::mail {

namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

std::string_view without_end(std::string_view text, std::string_view characters) {
  const auto last = text.find_last_not_of(characters);
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

template <std::size_t n>
bool contains_any(std::string_view text, const std::array<std::string_view, n>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return text.find(phrase) != text.npos; });
}

template <std::size_t n>
bool contains_any_word(std::string_view text, const std::array<std::string_view, n>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view word) { return find_word(text, word) != text.npos; });
}

constexpr std::array<std::string_view, 42> formal{"thanks and kind regards",
                                                  "many thanks and kind regards",
                                                  "thanks and regards",
                                                  "thanks and best wishes",
                                                  "many thanks and best wishes",
                                                  "with kind regards",
                                                  "with kindest regards",
                                                  "with best regards",
                                                  "with best wishes",
                                                  "with regards",
                                                  "with many thanks and best wishes",
                                                  "kind regards",
                                                  "kindest regards",
                                                  "kinds regards",
                                                  "best regards",
                                                  "warm regards",
                                                  "warmest regards",
                                                  "regards",
                                                  "rgds",
                                                  "best wishes",
                                                  "all good wishes",
                                                  "with all good wishes",
                                                  "very best wishes",
                                                  "all best wishes",
                                                  "all the best",
                                                  "yours sincerely",
                                                  "yours faithfully",
                                                  "yours truly",
                                                  "yours respectfully",
                                                  "yours",
                                                  "sincerely",
                                                  "respectfully",
                                                  "faithfully",
                                                  "cofion gorau",
                                                  "cofion cynnes",
                                                  "cofion",
                                                  "dymuniadau gorau",
                                                  "yn gywir",
                                                  "yr eiddoch yn gywir",
                                                  "gyda dymuniadau gorau",
                                                  "pob dymuniad da",
                                                  "best"};

constexpr std::array<std::string_view, 20> thanks{"many thanks indeed",
                                                  "many thanks",
                                                  "thanks very much",
                                                  "thanks so much",
                                                  "thanks again",
                                                  "thanks in advance",
                                                  "many thanks in advance",
                                                  "thank you in advance",
                                                  "thank you very much",
                                                  "thank you",
                                                  "thanks",
                                                  "thx",
                                                  "cheers",
                                                  "ta",
                                                  "with thanks",
                                                  "with many thanks",
                                                  "diolch yn fawr iawn",
                                                  "diolch yn fawr",
                                                  "llawer o ddiolch",
                                                  "diolch"};

bool is_name_word(std::string_view word) {
  static constexpr std::array<std::string_view, 10> particles{"de", "van", "von", "ap", "ferch",
                                                              "of", "the", "and", "la", "der"};
  if (std::find(particles.begin(), particles.end(), word) != particles.end()) return true;
  if (word == "&" || word == "-" || word == "/") return true;
  if (!is_upper(word[0]) && word[0] != '(' && static_cast<unsigned char>(word[0]) < 0x80)
    return false;
  return std::none_of(word.begin(), word.end(), [](char c) {
    return (c >= '0' && c <= '9') ||
           std::string_view("@:;!?/=<>[]{}#*_").find(c) != std::string_view::npos;
  });
}

// What is left of a line behind a sign-off, where the line begins with one.
struct Opening {
  SignOff kind = SignOff::none;
  std::string_view behind;  // of Line::plain
};

Opening read_one_sign_off(std::string_view plain, std::string_view lower) {
  Opening best;
  std::size_t length = 0;
  const auto consider = [&](std::string_view phrase, SignOff kind) {
    if (phrase.size() <= length || !lower.starts_with(phrase)) return;
    if (!is_whole_word(lower, 0, phrase.size())) return;
    length = phrase.size();
    best = {kind, plain.substr(phrase.size())};
  };
  for (const auto phrase : formal) consider(phrase, SignOff::formal);
  for (const auto phrase : thanks) consider(phrase, SignOff::thanks);
  return best;
}

// "Cofion gorau / Kind regards": in Wales people close a letter in both languages.
Opening read_sign_off(const Line& line) {
  if (line.lower.size() > 80) return {};
  auto first = read_one_sign_off(line.plain, line.lower);
  const auto other = first.behind.find_first_not_of(" ,/|-");
  if (first.kind == SignOff::none || other == first.behind.npos) return first;
  const auto at = line.plain.size() - first.behind.size() + other;
  const auto second = read_one_sign_off(line.plain.substr(at), line.lower.substr(at));
  return second.kind == SignOff::none ? first : Opening{SignOff::formal, second.behind};
}

// Behind a sign-off nothing but stops, or somebody's name.
bool is_only_a_name(std::string_view behind) {
  const auto rest = without_end(
      behind.substr(std::min(behind.find_first_not_of(" ,.!-"), behind.size())), " ,.!");
  const auto parts = words_of(rest);
  return parts.size() <= 4 && std::all_of(parts.begin(), parts.end(), is_name_word);
}

}  // namespace

SignOff sign_off_of(const Line& line) {
  const auto opening = read_sign_off(line);
  return opening.kind != SignOff::none && is_only_a_name(opening.behind) ? opening.kind
                                                                         : SignOff::none;
}

bool has_name_behind(const Line& line) {
  const auto opening = read_sign_off(line);
  return opening.kind != SignOff::none &&
         opening.behind.find_first_not_of(" ,.!-") != std::string_view::npos;
}

bool is_device_line(const Line& line) {
  static constexpr std::array<std::string_view, 21> starts{
      "sent from my ",      "sent from outlook",  "sent from mail for",
      "sent from yahoo",    "sent from samsung",  "sent from gmail",
      "sent from proton",   "sent from a mobile", "sent from an ",
      "sent from the ",     "sent via ",          "get outlook for",
      "sent on the move",   "sent from windows",  "sent from blackberry",
      "yahoo mail: search", "anfonwyd o fy",      "anfonwyd o ",
      "anfonwyd gan fy ",   "cael outlook",       "lawrlwythwch outlook"};
  if (line.lower.size() > 120) return false;
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return line.lower.starts_with(start); });
}

bool is_copy_line(const Line& line) {
  static constexpr std::array<std::string_view, 17> starts{
      "cc",   "c.c",        "c/c",          "bcc",       "b.c.c",     "copy to",
      "copy", "copies to",  "copies",       "copied to", "copied in", "copied",
      "cc'd", "blind copy", "blind copied", "copi at",   "copi i"};
  auto lower = line.lower;
  lower.remove_prefix(std::min(lower.find_first_not_of("(*-[ _"), lower.size()));
  for (const auto start : starts) {
    if (!lower.starts_with(start) || !is_whole_word(lower, 0, start.size())) continue;
    // "copy" and "copies" by themselves begin many a sentence.
    if (start == "copy" || start == "copies" || start == "copied") {
      const auto rest = base::trim(lower.substr(start.size()));
      if (!rest.starts_with(':')) continue;
    }
    return true;
  }
  return false;
}

bool is_name(const Line& line) {
  static constexpr std::array<std::string_view, 22> markings{
      "confidential", "private",   "publication", "exempt",     "embargoed",    "embargo",
      "official",     "sensitive", "restricted",  "privileged", "members only", "confidence",
      "draft",        "urgent",    "agenda",      "minutes",    "dear",         "hello",
      "hi",           "yes",       "no",          "agreed"};
  const auto text = without_end(line.plain, " ,.");
  if (text.empty() || text.size() > 60) return false;
  const auto parts = words_of(text);
  if (parts.size() > 5 || !std::all_of(parts.begin(), parts.end(), is_name_word)) return false;
  return !contains_any_word(line.lower, markings);
}

bool is_contact(const Line& line) {
  static constexpr std::array<std::string_view, 8> signs{"www.", "http", ".gov.uk", ".co.uk",
                                                         "tel:", "tel.", "mob:",    "@"};
  static constexpr std::array<std::string_view, 34> names{
      "clerk",         "council", "councillor", "cllr",       "officer", "manager",  "assistant",
      "administrator", "deputy",  "chairman",   "chair",      "mayor",   "director", "secretary",
      "hall",          "offices", "street",     "road",       "lane",    "avenue",   "tel",
      "telephone",     "phone",   "mobile",     "email",      "e-mail",  "web",      "website",
      "fax",           "clerc",   "cyngor",     "cynghorydd", "ffon",    "ward"};
  if (line.plain.size() > 200) return false;
  const auto digits = std::count_if(line.plain.begin(), line.plain.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 6 || contains_any(line.lower, signs) || contains_any_word(line.lower, names);
}

bool is_prose(const Line& line) {
  static constexpr std::array<std::string_view, 28> standing{
      "working hours",     "office hours", "opening hours",      "working days",
      "my days",           "i work ",      "part time",          "part-time",
      "office is open",    "open monday",  "open to the public", "normal hours",
      "follow us",         "find us",      "like us on",         "visit our website",
      "visit us at",       "visit www",    "newsletter",         "working pattern",
      "expect a response", "outside your", "outside of your",    "serving the",
      "working for ",      "pronouns",     "working together",   "proud to"};
  static constexpr std::array<std::string_view, 40> verbs{
      "is",    "are",    "was",     "were",   "has",    "have",  "had",    "will",
      "shall", "can",    "could",   "must",   "should", "would", "please", "copied",
      "agree", "accept", "proceed", "pay",    "send",   "see",   "i",      "we",
      "you",   "i'm",    "i'll",    "i've",   "it's",   "we'll", "we've",  "don't",
      "let",   "know",   "sent",    "forgot", "may",    "do",    "did",    "be"};
  const auto& lower = line.lower;
  for (const std::string_view start : {"p.s", "ps ", "ps:", "ps.", "ps,", "ps-", "pps", "p.p.s",
                                       "n.b", "nb ", "nb:", "on.", "o.n."})
    if (lower.starts_with(start)) return true;
  const auto parts = words_of(line.plain);
  if (parts.size() < 3 || contains_any(lower, standing)) return false;
  const auto small = static_cast<std::size_t>(std::count_if(
      parts.begin(), parts.end(), [](std::string_view word) { return is_lower(word[0]); }));
  const bool sentence = std::string_view(".!?").find(line.plain.back()) != std::string_view::npos;
  const bool has_verb = contains_any_word(lower, verbs);
  // Roles and addresses are capitalised and have no verb; a slogan is short.
  if (parts.size() >= 6 && small * 2 >= parts.size() && (has_verb || sentence)) return true;
  if (parts.size() >= 9 && small * 3 >= parts.size() * 2) return true;
  return has_verb && (sentence || lower.starts_with("please ")) && small >= 1;
}

bool ends_in_kisses(const Line& line) {
  const auto text = without_end(line.lower, " .!");
  const auto last_blank = text.rfind(' ');
  const auto last = last_blank == text.npos ? text : text.substr(last_blank + 1);
  return (!last.empty() && last.find_first_not_of('x') == last.npos) ||
         text.find("\xe2\x9d\xa4") != text.npos || text.find("\xf0\x9f\x98\x98") != text.npos ||
         text.find("<3") != text.npos;
}

}  // namespace candour::mail
