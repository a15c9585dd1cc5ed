// SPDX-License-Identifier: MPL-2.0
//
// candour-traits, a developer's tool: reads passages as the rules read a mail and prints each
// sentence's traits, from which policies/learned/train learns weights. Not installed.
//
//   in   a passage a line: council TAB text, with `\n` for a line end and {} round what counts
//   out  a sentence a line: number of the passage TAB whether {} stand in it TAB whether the
//        grammar finds an act TAB the sentence levelled TAB its traits, parted by TABs

#include <iostream>

#include "app/data_folder.h"
#include "base/text.h"
#include "rules/language/acts.h"
#include "rules/language/traits.h"

namespace {

using namespace candour;

struct Passage {
  std::string council, text;
  base::Range marked;  // bytes of `text`; empty: nothing is marked
};

Passage passage_of(std::string_view line) {
  Passage passage;
  const auto tab = line.find('\t');
  passage.council = line.substr(0, tab);
  const auto written = tab == line.npos ? std::string_view() : line.substr(tab + 1);
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (written[at] == '{') {
      passage.marked.begin = passage.text.size();
    } else if (written[at] == '}') {
      passage.marked.end = passage.text.size();
    } else if (written.substr(at, 2) == "\\n") {
      passage.text += '\n';
      ++at;
    } else {
      passage.text += written[at];
    }
  }
  return passage;
}

void print(std::size_t number, const Passage& passage, const rules::Phrases& phrases) {
  const auto read = rules::read_text(passage.text, "text");
  const rules::CouncilName council(passage.council);
  const auto& sentences = rules::sentences_of(read);
  std::vector<std::string> plain;
  for (const auto& sentence : sentences)
    plain.push_back(rules::plain_sentence(read, sentence, council, rules::Writer::himself).text);
  const rules::Situation situation{council};
  const auto binding = rules::binding_acts(read, sentences, situation, phrases);
  const auto official = rules::official_acts(read, sentences, situation, phrases);
  const auto has = [](const std::vector<rules::Act>& acts, base::Range sentence) {
    for (const auto& act : acts)
      if (act.sentence.begin == sentence.begin) return true;
    return false;
  };
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto [begin, length] =
        read.folded.original(sentences[i].begin, sentences[i].end - sentences[i].begin);
    const bool marked = passage.marked.begin < begin + length && begin < passage.marked.end;
    std::string shown = plain[i];
    for (char& c : shown)
      if (c == '\n' || c == '\t') c = ' ';
    std::cout << number << '\t' << marked << '\t' << has(binding, sentences[i])
              << has(official, sentences[i]) << '\t' << shown;
    for (const auto& name : rules::trait_names_of(plain[i])) std::cout << '\t' << name;
    std::cout << '\n';
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  const auto data = app::find_data_folder({});
  const auto phrases = data ? rules::Phrases::load(data->path / "phrases") : data.error();
  if (!phrases) {
    std::cerr << phrases.error().detail << '\n';
    return 1;
  }
  std::string line;
  for (std::size_t number = 0; std::getline(std::cin, line); ++number)
    print(number, passage_of(line), *phrases);
}
