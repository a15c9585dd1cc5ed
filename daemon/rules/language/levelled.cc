// SPDX-License-Identifier: MPL-2.0

#include "rules/language/levelled.h"

#include <algorithm>
#include <memory>

namespace candour::rules {

namespace {

bool is_of(const LevelledText& known, const std::vector<base::Range>& sentences, Writer writer) {
  return known.writer == writer &&
         std::equal(known.sentences.begin(), known.sentences.end(), sentences.begin(),
                    sentences.end(), [](const auto& sentence, const base::Range& range) {
                      return sentence.range.begin == range.begin && sentence.range.end == range.end;
                    });
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
    sentence.thoughts = thoughts_of(sentence.plain.text, phrases);
  }
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
