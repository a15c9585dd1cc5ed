// SPDX-License-Identifier: MPL-2.0

#include "rules/language/plain_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "rules/language/spelling.h"

namespace candour::rules {

namespace {

// A line this short was ended on purpose, not wrapped.
constexpr std::size_t short_line = 45;
// Quotation marks round fewer words set a term off ("our 'order'"): those words are still said.
constexpr std::size_t quotation_words = 3;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Word {
  std::string_view text;  // of the reading, or for good
  base::Range origin;     // folded text of the reading
  bool blank_before = false;
  bool is_word = false;
};

/// Cuts a sentence into words and marks.
class Cutter {
 public:
  Cutter(const ReadText& read, base::Range sentence)
      : text_(read.folded.text), at_(sentence.begin), end_(sentence.end) {
    // A sentence may begin within a line; where none begins before it, npos + 1 is the text's
    // start.
    if (at_ > 0) line_ = text_.rfind('\n', at_ - 1) + 1;
  }

  std::vector<Word> cut() {
    std::vector<Word> words;
    words.reserve((end_ - at_) / 4 + 4);
    bool blank = false;
    while (at_ < end_) {
      const std::size_t begin = at_;
      const char c = text_[at_];
      if (is_word_byte(c)) {
        skip_word();
        if (at_ < end_ &&
            text_.compare(begin, at_ + 1 - begin, "e-") == 0) {  // "e-mail" is one word
          ++at_;
          skip_word();
        }
        add_word(words, {begin, at_}, blank);
        blank = false;
        continue;
      }
      ++at_;
      const bool ends_short_line = c == '\n' && begin - line_ < short_line;
      if (c == '\n') line_ = at_;
      if (c == ' ' || (c == '\n' && !ends_short_line)) {
        blank = true;
        continue;
      }
      words.push_back({text_.substr(begin, 1), {begin, at_}, blank, false});
      blank = false;
    }
    return words;
  }

 private:
  void skip_word() {
    while (at_ < end_ && is_word_byte(text_[at_])) ++at_;
  }

  void add_word(std::vector<Word>& words, base::Range range, bool blank) const {
    const auto plain = plain_spelling(text_.substr(range.begin, range.end - range.begin));
    for (auto rest : {plain.words, plain.rest})
      while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (end > 0)
          words.push_back({rest.substr(0, end), range, std::exchange(blank, true), true});
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
  }

  std::string_view text_;
  std::size_t at_, end_;
  std::size_t line_ = 0;  // where the line at `at_` begins
};

/// Whether the words before a quotation hand it to an editor as the writer's own: "Quote for the
/// eight o'clock news: …", not "The residents' statement said …".
bool offers_own_words(const std::vector<Word>& before) {
  static constexpr std::array offers{"quote",     "statement", "comment", "soundbite",
                                     "attribute", "print",     "publish"};
  static constexpr std::array others{"his",  "her",   "their",   "its",   "your",    "he",
                                     "she",  "they",  "who",     "said",  "says",    "saying",
                                     "told", "wrote", "article", "paper", "reported"};
  const auto any = [&](const auto& test) {
    return std::any_of(before.begin(), before.end(),
                       [&](const Word& word) { return test(word.text); });
  };
  return any([](std::string_view word) { return contains(offers, word); }) &&
         !any([](std::string_view word) {
           return contains(others, word) || (word.ends_with("'s") && word != "council's");
         });
}

/// "ill pay", "well sort it" on a phone.
std::vector<Word> with_apostrophes(std::vector<Word> words) {
  const auto text = [&](std::size_t i) {
    return i < words.size() && words[i].is_word ? words[i].text : std::string_view();
  };
  const auto full_of = [&](std::size_t i) {
    return without_apostrophe(i == 0 ? std::string_view() : text(i - 1), text(i), text(i + 1));
  };
  std::size_t first = 0;
  while (first < words.size() && full_of(first).empty()) ++first;
  if (first == words.size()) return words;
  std::vector<Word> mended;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto full = full_of(i);
    mended.push_back(words[i]);
    if (full.empty()) continue;
    const auto blank = full.find(' ');
    mended.back().text = full.substr(0, blank);
    mended.push_back(words[i]);
    mended.back().text = full.substr(blank + 1);
    mended.back().blank_before = true;
  }
  return mended;
}

std::vector<Word> without_quotations(std::vector<Word> words) {
  if (std::none_of(words.begin(), words.end(), [](const Word& word) { return word.text == "\""; }))
    return words;
  std::vector<Word> kept;
  for (auto word = words.begin(); word != words.end(); ++word) {
    kept.push_back(*word);
    if (word->text != "\"") continue;
    if (offers_own_words(kept)) continue;
    const auto close =
        std::find_if(word + 1, words.end(), [](const Word& other) { return other.text == "\""; });
    if (close == words.end()) continue;
    const auto inside =
        std::count_if(word + 1, close, [](const Word& other) { return other.is_word; });
    if (static_cast<std::size_t>(inside) < quotation_words)
      kept.insert(kept.end(), word + 1, close);
    kept.push_back(*close);
    word = close;
  }
  return kept;
}

/// Writes "the council" for the own council and "another council" for others.
class Councils {
 public:
  Councils(const ReadText& read, const CouncilName& council) : read_(read), council_(council) {}

  std::vector<Word> levelled(std::vector<Word> words) const {
    // Most sentences name none.
    const auto first = std::find_if(words.begin(), words.end(),
                                    [&](const Word& word) { return may_name_council(word); });
    if (first == words.end()) return words;
    std::vector<Word> result(words.begin(), first);
    result.reserve(words.size() + 2);
    for (auto at = words.cbegin() + (first - words.begin()); at != words.cend(); ++at) {
      const auto& word = *at;
      if (const auto verb = verb_behind(words, at); !verb.empty()) {
        add_council(result, word, "council");
        result.push_back({verb, word.origin, true, true});
      } else if (word.text == "council")
        add_council(result, word, "council");
      else if (is_genitive(words, at))
        add_council(result, word, "council's");
      else if (is_own_short_name(result, word))
        add_short_name(result, word);
      else if (is_initials(word))
        add(result, "the", "council", word);
      else
        result.push_back(word);
    }
    return result;
  }

 private:
  bool may_name_council(const Word& word) const {
    return word.text.starts_with("council") || (word.text.size() == 2 && word.text[1] == 'c') ||
           is_initials(word);
  }

  bool is_initials(const Word& word) const {
    const auto& initials = council_.initials();
    return !initials.empty() && word.origin.end - word.origin.begin == initials.size() &&
           written(word) == initials;
  }

  std::string_view written(const Word& word) const {
    const auto [begin, length] =
        read_.folded.original(word.origin.begin, word.origin.end - word.origin.begin);
    return std::string_view(read_.text).substr(begin, length);
  }

  bool is_name(const Word& word) const {
    static constexpr std::array function_words{
        "the",    "this",  "our",   "your",   "my",       "a",     "an",    "as",    "if",
        "on",     "of",    "full",  "and",    "or",       "but",   "when",  "once",  "that",
        "so",     "to",    "by",    "for",    "from",     "with",  "in",    "at",    "dear",
        "will",   "has",   "have",  "what",   "does",     "did",   "is",    "are",   "can",
        "should", "would", "until", "unless", "because",  "while", "since", "whole", "local",
        "yes",    "ok",    "hi",    "hello",  "although", "re",    "both",  "no",    "please"};
    const auto text = written(word);
    return word.is_word && !text.empty() && text.front() >= 'A' && text.front() <= 'Z' &&
           !contains(function_words, word.text);
  }

  // "Our town councils view on it".
  static bool is_genitive(const std::vector<Word>& words, std::vector<Word>::const_iterator at) {
    static constexpr std::array owned{"view",   "views", "position", "answer",
                                      "orders", "money", "policy",   "budget",
                                      "fault",  "line",  "word",     "decision"};
    return at->text == "council's" ||
           (at->text == "councils" && at + 1 != words.end() && contains(owned, (at + 1)->text));
  }

  // "The council's paying": no genitive.
  static std::string_view verb_behind(const std::vector<Word>& words,
                                      std::vector<Word>::const_iterator at) {
    if (at->text != "council's") return {};
    const auto text = [&](std::ptrdiff_t places) {
      return words.end() - at > places ? (at + places)->text : std::string_view();
    };
    return verb_in_genitive(text(1), text(2));
  }

  // "Eastmere TC"
  bool is_own_short_name(const std::vector<Word>& result, const Word& word) const {
    return word.text.size() == 2 && word.text.back() == 'c' && ends_with_place(result);
  }

  void add_short_name(std::vector<Word>& result, const Word& word) const {
    Word whole = word;
    for (std::size_t i = 0; i < council_.place().size(); ++i) {
      whole = result.back();
      result.pop_back();
    }
    whole.origin.end = word.origin.end;
    add(result, "the", "council", whole);
  }

  bool ends_with_place(const std::vector<Word>& result) const {
    const auto& place = council_.place();
    return !place.empty() && result.size() >= place.size() &&
           std::equal(place.rbegin(), place.rend(), result.rbegin(),
                      [](const std::string& name, const Word& said) { return name == said.text; });
  }

  // Which council: told by its kind, by the name before it, or else our own.
  void add_council(std::vector<Word>& result, const Word& word, std::string_view noun) const {
    static constexpr std::array kinds{"town",         "parish",  "city",     "community",
                                      "village",      "county",  "district", "borough",
                                      "metropolitan", "unitary", "regional", "shire"};
    static constexpr std::array higher{"county",  "district", "borough", "metropolitan",
                                       "unitary", "regional", "shire",   "city"};
    static constexpr std::array openers{"the", "this", "our",   "your",
                                        "my",  "full", "whole", "local"};
    static constexpr std::array others{"a",     "an",   "another", "any",
                                       "every", "each", "other",   "neighbouring"};
    Word first = word;
    bool other = false;
    const auto take = [&] {
      first = result.back();
      result.pop_back();
    };
    while (!result.empty() && contains(kinds, result.back().text)) {
      other =
          other || (contains(higher, result.back().text) && result.back().text != council_.kind());
      take();
    }
    if (ends_with_place(result)) {
      for (std::size_t i = 0; i < council_.place().size(); ++i) take();
    } else {
      while (!result.empty() && is_name(result.back())) {
        take();
        other = true;
      }
    }
    while (!result.empty() && contains(openers, result.back().text)) take();
    if (!result.empty() && contains(others, result.back().text)) {
      take();
      // "We, as a council, …"
      other = other || first.text != "a" || result.empty() || result.back().text != "as";
    }
    first.origin.end = word.origin.end;
    add(result, other ? "another" : "the", noun, first);
  }

  static void add(std::vector<Word>& result, std::string_view article, std::string_view noun,
                  Word word) {
    word.is_word = true;
    word.text = article;
    result.push_back(word);
    word.text = noun;
    word.blank_before = true;
    result.push_back(word);
  }

  const ReadText& read_;
  const CouncilName& council_;
};

void speak_for_council(std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].text != "i" || !words[i].is_word) continue;
    words[i].text = "we";
    if (i + 1 < words.size() && words[i + 1].text == "am") words[i + 1].text = "are";
  }
}

PlainSentence joined(const std::vector<Word>& words) {
  PlainSentence sentence;
  std::size_t bytes = 0;
  for (const auto& word : words) bytes += word.text.size() + 1;
  sentence.text.reserve(bytes);
  sentence.origins.reserve(bytes);
  for (const auto& word : words) {
    if (word.blank_before && !sentence.text.empty() && sentence.text.back() != ' ') {
      sentence.text += ' ';
      sentence.origins.push_back(word.origin);
    }
    sentence.text += word.text;
    sentence.origins.insert(sentence.origins.end(), word.text.size(), word.origin);
  }
  return sentence;
}

}  // namespace

CouncilName::CouncilName(std::string_view name) {
  std::string written(name);
  for (const auto word : base::split(written, ' ')) {
    if (word.empty()) continue;
    initials_ += word.front();
    place_.push_back(base::folded(word));
  }
  if (!place_.empty() && place_.back() == "council") place_.pop_back();
  static constexpr std::array kinds{"town",   "parish",   "city",    "community",
                                    "county", "district", "borough", "village"};
  if (!place_.empty() && contains(kinds, place_.back())) {
    kind_ = place_.back();
    place_.pop_back();
  }
  if (initials_.size() < 3) initials_.clear();  // too short to mean one thing
}

PlainSentence plain_sentence(const ReadText& read, base::Range sentence, const CouncilName& council,
                             Writer writer) {
  auto words = without_quotations(with_apostrophes(Cutter(read, sentence).cut()));
  words = Councils(read, council).levelled(std::move(words));
  if (writer == Writer::the_council) speak_for_council(words);
  return joined(words);
}

}  // namespace candour::rules
