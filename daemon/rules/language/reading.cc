// SPDX-License-Identifier: MPL-2.0

#include "rules/language/reading.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace candour::rules {

namespace {

// The same words as Body::zone_text(), with the way back to where each stretch stood.
ReadText read_zone(const mail::Body& body, mail::Zone zone, std::string_view where) {
  ReadText read;
  read.where = where;
  read.part = body.part;
  for (const auto& stretch : body.stretches) {
    if (stretch.zone != zone || stretch.begin == stretch.end) continue;
    if (!read.text.empty() && read.text.back() != '\n') read.text += '\n';
    read.pieces.push_back({read.text.size(), stretch.begin});
    read.text.append(body.text, stretch.begin, stretch.end - stretch.begin);
  }
  read.folded = base::fold(read.text);
  return read;
}

base::Range folded_range(const base::Folded& folded, base::Range original) {
  const auto at = [&](std::size_t offset) {
    const auto place = std::lower_bound(folded.offsets.begin(), folded.offsets.end(), offset);
    return std::min(static_cast<std::size_t>(place - folded.offsets.begin()), folded.text.size());
  };
  return {at(original.begin), at(original.end)};
}

void look_over_sentences(const ReadText& read, const Phrases& phrases) {
  if (read.words_of_sentences != nullptr) return;
  std::vector<PhraseFilter::Words> of_sentences;
  auto whole = phrases.look_over(read.folded.text, sentences_of(read), of_sentences);
  read.words_of_sentences =
      std::make_shared<const std::vector<PhraseFilter::Words>>(std::move(of_sentences));
  if (read.words == nullptr)
    read.words = std::make_shared<const PhraseFilter::Words>(std::move(whole));
}

}  // namespace

Evidence ReadText::evidence(std::size_t begin, std::size_t end) const {
  const auto [from, length] = folded.original(begin, end - begin);
  const auto written = std::string_view(text).substr(from, length);
  // Where lines were broken says nothing: the same words are the same evidence in any version.
  Evidence evidence{where, base::in_one_line(written), part, from, length};
  const auto after =
      std::upper_bound(pieces.begin(), pieces.end(), from,
                       [](std::size_t offset, const Piece& piece) { return offset < piece.begin; });
  if (after != pieces.begin()) {
    const auto& piece = *std::prev(after);
    evidence.offset = piece.origin + (from - piece.begin);
  }
  return evidence;
}

std::string_view ReadText::folded_text(base::Range range) const {
  return std::string_view(folded.text).substr(range.begin, range.end - range.begin);
}

ReadText read_text(std::string_view text, std::string_view where, std::string_view part) {
  return {std::string(where), std::string(part), std::string(text), base::fold(text), {}};
}

std::string words_of_file_name(std::string_view name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (i > 0 && std::isupper(c) != 0 && std::islower(static_cast<unsigned char>(name[i - 1])))
      words += ' ';
    const bool joins = c == '_' || c == '+' || c == '-' || (c == '.' && i != name.rfind('.'));
    words += joins ? ' ' : static_cast<char>(c);
  }
  return words.substr(0, words.rfind('.'));
}

const std::vector<base::Range>& sentences_of(const ReadText& read) {
  if (read.sentences) return *read.sentences;
  // Cut before folding: capitals tell where a sentence begins.
  auto& ranges = read.sentences.emplace();
  for (const auto& sentence : base::sentences(read.text))
    if (const auto range = folded_range(read.folded, sentence); range.begin < range.end)
      ranges.push_back(range);
  return ranges;
}

Wording wording_of(const ReadText& read, const Phrases& phrases) {
  // A document may be long, and its sentences never asked for.
  if (read.sentences) look_over_sentences(read, phrases);
  if (read.words == nullptr)
    read.words = std::make_shared<const PhraseFilter::Words>(phrases.look_over(read.folded.text));
  return {read.folded.text, *read.words};
}

std::vector<Wording> wordings_of(const ReadText& read, const Phrases& phrases) {
  look_over_sentences(read, phrases);
  const auto& sentences = sentences_of(read);
  std::vector<Wording> wordings;
  wordings.reserve(sentences.size());
  for (std::size_t i = 0; i < sentences.size(); ++i)
    wordings.push_back({read.folded_text(sentences[i]), (*read.words_of_sentences)[i]});
  return wordings;
}

std::vector<base::Range> lines_of(const ReadText& read) {
  std::vector<base::Range> lines;
  const std::string_view text = read.folded.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    if (const auto first = line.find_first_not_of(' '); first != line.npos)
      lines.push_back({begin + first, begin + line.find_last_not_of(' ') + 1});
    begin = end + 1;
  }
  return lines;
}

ReadBody read_body(const mail::Body& body, std::string_view where) {
  ReadBody read;
  read.body = &body;
  const std::string quoted = where == "text" ? "quoted text" : "quote in " + std::string(where);
  read.authored = read_zone(body, mail::Zone::authored, where);
  read.quoted = read_zone(body, mail::Zone::quoted, quoted);
  read.signature = read_zone(body, mail::Zone::signature, where);
  read.disclaimer = read_zone(body, mail::Zone::disclaimer, where);
  read.foot = read_text(body.foot(), where, body.part);
  read.sentences = sentences_of(read.authored);
  return read;
}

}  // namespace candour::rules
