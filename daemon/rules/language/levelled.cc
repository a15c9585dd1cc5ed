// SPDX-License-Identifier: MPL-2.0

#include "rules/language/levelled.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace candour::rules {

namespace {

bool is_of(const LevelledText& known, const std::vector<base::Range>& sentences, Writer writer) {
  return known.writer == writer &&
         std::equal(known.sentences.begin(), known.sentences.end(), sentences.begin(),
                    sentences.end(), [](const auto& sentence, const base::Range& range) {
                      return sentence.range.begin == range.begin && sentence.range.end == range.end;
                    });
}

// All thoughts in one pass, which takes half the time of a pass for each.
void look_over_thoughts(LevelledText& text, const Phrases& phrases) {
  std::string all;
  std::vector<base::Range> ranges;
  for (const auto& sentence : text.sentences) {
    for (const auto& thought : sentence.thoughts)
      ranges.push_back(
          {all.size() + thought.begin, all.size() + thought.begin + thought.text.size()});
    all += sentence.plain.text;
    all += '\n';
  }
  std::vector<PhraseFilter::Words> words;
  phrases.look_over(all, ranges, words);
  auto next = words.begin();
  for (auto& sentence : text.sentences)
    for (auto& thought : sentence.thoughts) thought.words = std::move(*next++);
}

}  // namespace

LevelledText level(const ReadText& read, const std::vector<base::Range>& sentences,
                   const CouncilName& council, Writer writer, const Phrases& phrases) {
  LevelledText made;
  made.writer = writer;
  made.sentences.reserve(sentences.size());
  for (const auto& range : sentences) {
    auto& sentence = made.sentences.emplace_back();
    sentence.range = range;
    sentence.plain = plain_sentence(read, range, council, writer);
    sentence.thoughts = thoughts_of(sentence.plain.text);
  }
  look_over_thoughts(made, phrases);
  return made;
}

const LevelledText& levelled(const ReadText& read, const std::vector<base::Range>& sentences,
                             const CouncilName& council, Writer writer, const Phrases& phrases) {
  if (read.levelled != nullptr && is_of(*read.levelled, sentences, writer)) return *read.levelled;
  read.levelled =
      std::make_shared<const LevelledText>(level(read, sentences, council, writer, phrases));
  return *read.levelled;
}

}  // namespace candour::rules
