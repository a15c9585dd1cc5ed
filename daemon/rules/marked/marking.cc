// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/marking.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "base/unicode.h"
#include "rules/marked/embargo.h"

namespace candour::rules {

namespace {

constexpr std::size_t longest_line = 300;  // bytes; past it a line is prose
constexpr std::size_t head_lines = 5;
constexpr std::size_t foot_lines = 10;           // policies/rules.md: the foot
constexpr std::size_t document_edge_lines = 10;  // titles and dates stand above a marking
constexpr std::size_t running_edge_lines = 2;    // at head and foot of a later page
constexpr std::size_t wrapped_line = 50;         // bytes; a line this long may run on in the next
constexpr std::size_t disclaimer_reach = 800;    // bytes; where a disclaimer's heading is tested
constexpr std::size_t business_bytes = 1000;     // behind "Part 2", where its matter shows

bool is_letter_or_digit(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

bool begins_with_capital(std::string_view raw) {
  const auto first = std::find_if(raw.begin(), raw.end(), is_letter_or_digit);
  return first != raw.end() && !std::islower(static_cast<unsigned char>(*first));
}

// "- Confidential session" is an entry of somebody's list; "- CONFIDENTIAL -" is a marking.
bool is_list_entry(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("\u2022"))
    return is_letter_or_digit(line.back()) || line.back() == '.';
  return false;
}

// The words of a match without the blanks, dashes and brackets that the pattern took along.
std::pair<std::size_t, std::size_t> words_of(std::string_view text, const Match& match) {
  auto begin = match.begin;
  auto end = match.end;
  while (begin < end && !is_letter_or_digit(text[begin])) ++begin;
  while (end > begin && !is_letter_or_digit(text[end - 1])) --end;
  return {begin, end};
}

// The rest of a paragraph, or, behind a blank line, the next one.
std::string_view paragraph_at(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n-_=*#");
  if (begin == text.npos) return {};
  const auto end = text.find("\n\n", begin);
  return text.substr(begin, std::min(end, begin + disclaimer_reach) - begin);
}

}  // namespace

/// One line of what somebody wrote.
struct MarkingReader::Line {
  std::string folded;
  std::string_view raw;
  bool stands_alone = true;  // not a piece of a wrapped sentence
  Evidence evidence;
  std::string_view after;  // the part's text behind it
};

std::optional<Marking> MarkingReader::sensitivity(const mail::Headers& headers,
                                                  std::string_view where) const {
  const auto value = base::trim(headers.field("Sensitivity"));
  const auto known = base::lower_ascii(value);
  // RFC 2156 section 5.3.7; "Company Confidential" and "Confidential" are what people type.
  for (const std::string_view marks :
       {"private", "personal", "company-confidential", "company confidential", "confidential"})
    if (known == marks)
      return Marking{Marking::Kind::header,
                     {std::string(where), std::string(value), "", 0, value.size()}};
  return std::nullopt;
}

std::optional<Marking> MarkingReader::classification(const mail::Invitation& invitation) {
  const auto& value = invitation.classification;
  if (value != "PRIVATE" && value != "CONFIDENTIAL") return std::nullopt;
  return Marking{Marking::Kind::header, {"invitation's CLASS", value, invitation.part, 0, 0}};
}

std::optional<Marking> MarkingReader::quoted_sensitivity(std::string_view introduction,
                                                         std::string_view where,
                                                         std::string_view part) const {
  const auto read = read_text(introduction, where, part);
  const auto found = phrases_.find("label.quoted", read.folded.text);
  if (found.empty()) return std::nullopt;
  const auto [begin, end] = words_of(read.folded.text, found.front());
  return Marking{Marking::Kind::header, read.evidence(begin, end)};
}

std::string MarkingReader::without_prefixes(std::string_view folded, bool* inherited) const {
  std::string rest(folded);
  const auto strip = [&](SetName set) {
    const auto found = phrases_.find(set, rest);
    if (found.empty() || found.front().begin != 0 || found.front().end == 0) return false;
    rest.erase(0, found.front().end);
    return true;
  };
  for (bool found = true; found;) {
    rest.erase(0, std::min(rest.find_first_not_of(" \n"), rest.size()));
    const bool reply = strip("marking.reply-prefix");
    if (reply && inherited != nullptr) *inherited = true;
    found = reply || strip("marking.list-prefix");
  }
  return rest;
}

bool MarkingReader::is_inherited(std::string_view subject) const {
  bool inherited = false;
  without_prefixes(base::folded(subject), &inherited);
  return inherited;
}

std::optional<SubjectMarking> MarkingReader::subject(std::string_view subject,
                                                     std::string_view where) const {
  const auto read = read_text(subject, where);
  SubjectMarking result;
  const auto text = without_prefixes(read.folded.text, &result.inherited);
  const auto prefix = read.folded.text.size() - text.size();
  if (phrases_.any("talk.negated", text)) return std::nullopt;

  const auto take = [&](SetName set, std::string_view words) {
    const auto found = phrases_.find(set, words, 1);
    if (found.empty()) return false;
    const auto [begin, end] = words_of(words, found.front());
    result.marking = {Marking::Kind::subject, read.evidence(prefix + begin, prefix + end)};
    return true;
  };
  // "Not for publication before 1 June" is an embargo and no more.
  const auto rest = without("embargo.words", text);
  if (take("marking.subject", rest)) return result;
  if (!phrases_.any("talk.subject", rest) && take("marking.subject-opening", rest)) return result;
  if (!phrases_.any("talk.part-two", rest) && take("marking.part-two", rest)) return result;
  if (phrases_.any("embargo.over", text) || lapsed(text)) return std::nullopt;
  if (!take("embargo.words", text)) return std::nullopt;
  result.marking.embargo = true;
  return result;
}

std::optional<Marking> MarkingReader::file_name(std::string_view name) const {
  const auto text = base::folded(words_of_file_name(name));
  for (const SetName talk :
       {SetName("talk.negated"), SetName("talk.subject"), SetName("talk.name")})
    if (phrases_.any(talk, text)) return std::nullopt;
  const bool part_two =
      phrases_.any("marking.part-two", text) && !phrases_.any("talk.part-two", text);
  const bool embargo = phrases_.any("embargo.words", text);
  if (embargo && lapsed(text)) return std::nullopt;
  if (!embargo && !part_two && !phrases_.any("marking.name", text)) return std::nullopt;
  return Marking{Marking::Kind::name,
                 {"attachment " + std::string(name), std::string(name), "", 0, 0},
                 embargo};
}

bool MarkingReader::lapsed(std::string_view folded) const {
  const auto found = phrases_.find("embargo.words", folded, 1);
  const auto begin = found.empty() ? 0 : found.front().begin;
  const auto end = embargo_end(folded.substr(begin), day_);
  return end && *end <= time_;
}

bool MarkingReader::opens_disclaimer(std::string_view folded_line, std::string_view after) const {
  if (phrases_.any("disclaimer.text", folded_line)) return true;
  if (!phrases_.any("disclaimer.heading", folded_line)) return false;
  return phrases_.any("disclaimer.text",
                      std::string(folded_line) + ' ' + base::folded(paragraph_at(after)));
}

std::optional<Marking> MarkingReader::line(const Line& line, Place place) const {
  const auto& text = line.folded;
  if (text.empty() || text.size() > longest_line || !line.stands_alone || text.back() == '?' ||
      is_list_entry(text))
    return std::nullopt;
  for (const SetName talk : {SetName("talk.negated"), SetName("talk.line")})
    if (phrases_.any(talk, text)) return std::nullopt;

  Marking marking{Marking::Kind::line, line.evidence};
  if (phrases_.any("embargo.line", text) && phrases_.any("embargo.words", text)) {
    marking.embargo = true;
    if (lapsed(text) || phrases_.any("embargo.over", text)) return std::nullopt;
    return marking;
  }
  const bool marks = phrases_.any("marking.line", text) ||
                     (place == Place::head && phrases_.any("marking.closed-part-line", text));
  if (!marks || opens_disclaimer(text, line.after)) return std::nullopt;
  if (phrases_.any("marking.bare-part", text) &&
      !phrases_.any("marking.business", base::folded(line.after.substr(0, business_bytes))))
    return std::nullopt;
  return marking;
}

std::vector<Marking> MarkingReader::lines(const ReadText& text, std::string_view whole) const {
  std::vector<Marking> markings;
  const auto ranges = lines_of(text);
  const std::string_view folded = text.folded.text;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const bool head = i < head_lines;
    if (!head && i + foot_lines < ranges.size()) continue;
    Line line;
    line.folded = text.folded_text(ranges[i]);
    line.evidence = text.evidence(ranges[i].begin, ranges[i].end);
    const auto after = line.evidence.offset + line.evidence.length;
    if (after < whole.size()) line.after = whole.substr(after);
    if (i > 0) {
      const auto before = text.folded_text(ranges[i - 1]);
      const auto gap = folded.substr(ranges[i - 1].end, ranges[i].begin - ranges[i - 1].end);
      line.stands_alone = std::count(gap.begin(), gap.end(), '\n') > 1 ||
                          (begins_with_capital(line.evidence.text) &&
                           (before.size() < wrapped_line || !is_letter_or_digit(before.back())));
    }
    if (auto found = this->line(line, head ? Place::head : Place::foot))
      markings.push_back(std::move(*found));
  }
  return markings;
}

std::vector<Marking> MarkingReader::document_lines(std::string_view text, std::string_view where,
                                                   std::string_view part) const {
  std::vector<Marking> markings;
  const auto pages = base::split(text, '\f');
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::vector<std::string_view> filled;
    for (const auto line : base::split(pages[page], '\n'))
      if (const auto trimmed = base::trim(line); !trimmed.empty()) filled.push_back(trimmed);
    const auto head = page == 0 ? document_edge_lines : running_edge_lines;
    const auto foot = page + 1 == pages.size() ? document_edge_lines : running_edge_lines;
    for (std::size_t i = 0; i < filled.size(); ++i) {
      if (i >= head && i + foot < filled.size()) continue;
      if (filled[i].size() > longest_line) continue;
      Line line;
      line.folded = base::folded(filled[i]);
      const auto offset = static_cast<std::size_t>(filled[i].data() - text.data());
      line.evidence = {std::string(where), std::string(filled[i]), std::string(part), offset,
                       filled[i].size()};
      line.after = text.substr(offset + filled[i].size());
      line.stands_alone =
          i == 0 || (begins_with_capital(filled[i]) && (filled[i - 1].size() < wrapped_line ||
                                                        !is_letter_or_digit(filled[i - 1].back())));
      if (auto found = this->line(line, page == 0 && i < head ? Place::head : Place::foot))
        markings.push_back(std::move(*found));
    }
  }
  return markings;
}

std::optional<Marking> MarkingReader::line_by_itself(std::string_view text,
                                                     std::string_view where) const {
  if (text.size() > longest_line) return std::nullopt;
  Line line;
  line.folded = base::folded(text);
  line.evidence = {std::string(where), std::string(text), "", 0, 0};
  return this->line(line, Place::head);
}

// Blots out every match, so that no pattern reads across it; the text keeps its length.
std::string MarkingReader::without(SetName set, std::string text) const {
  for (int round = 0; round < 8; ++round) {
    const auto found = phrases_.find(set, text);
    if (found.empty()) break;
    for (const auto& match : found)
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(match.begin),
                text.begin() + static_cast<std::ptrdiff_t>(match.end), ';');
  }
  return text;
}

// Standing legal text that no zone holds: a quoted mail brings its own. From the first sentence
// that is plainly of the kind to the end of its paragraph, and the neighbours that belong to it.
std::vector<base::Range> MarkingReader::disclaimers(const ReadText& text) const {
  const auto& sentences = sentences_of(text);
  const std::string_view folded = text.folded.text;
  std::vector<bool> legal(sentences.size(), false);
  const auto same_paragraph = [&](std::size_t a, std::size_t b) {
    return folded.substr(sentences[a].end, sentences[b].begin - sentences[a].end).find("\n\n") ==
           folded.npos;
  };
  const auto wordings = wordings_of(text, phrases_);
  for (std::size_t i = 0; i < sentences.size(); ++i)
    legal[i] = phrases_.any("disclaimer.text", wordings[i]) ||
               (i > 0 && legal[i - 1] && same_paragraph(i - 1, i));
  const auto belongs = [&](std::size_t i) {
    return phrases_.any("disclaimer.neighbour", wordings[i]);
  };
  for (std::size_t i = 1; i < sentences.size(); ++i)
    if (legal[i - 1] && belongs(i)) legal[i] = true;
  for (std::size_t i = sentences.size(); i-- > 1;)
    if (legal[i] && belongs(i - 1)) legal[i - 1] = true;

  std::vector<base::Range> found;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    if (legal[i]) found.push_back(sentences[i]);
  return found;
}

std::vector<Marking> MarkingReader::statements(const ReadText& text) const {
  std::vector<Marking> markings;
  // Hardly any sentence says anything of the kind; the rest is not taken apart.
  const auto may_mark = [&](const Wording& words) {
    return phrases_.any("statement.marks", words) || phrases_.any("statement.of-another", words) ||
           phrases_.any("embargo.words", words);
  };
  const auto wordings = wordings_of(text, phrases_);
  if (std::none_of(wordings.begin(), wordings.end(), may_mark)) return markings;
  const auto legal = disclaimers(text);
  auto next_legal = legal.begin();
  for (const auto& sentence : sentences_of(text)) {
    if (next_legal != legal.end() && next_legal->begin == sentence.begin) {
      ++next_legal;
      continue;
    }
    auto words = without("talk.sentence", std::string(text.folded_text(sentence)));
    const auto add = [&](SetName set, Marking::Kind kind) {
      const auto found = phrases_.find(set, words, 1);
      if (found.empty()) return false;
      const auto [begin, end] = words_of(words, found.front());
      markings.push_back({kind, text.evidence(sentence.begin + begin, sentence.begin + end)});
      return true;
    };
    if (add("statement.of-another", Marking::Kind::told)) continue;
    words = without("statement.release", std::move(words));
    if (add("statement.marks", Marking::Kind::statement)) continue;
    if (!phrases_.any("embargo.over", words) && !lapsed(words) &&
        add("embargo.words", Marking::Kind::statement))
      markings.back().embargo = true;
  }
  return markings;
}

bool MarkingReader::releases(const ReadText& text) const {
  const auto wordings = wordings_of(text, phrases_);
  return std::any_of(wordings.begin(), wordings.end(), [&](const Wording& words) {
    if (words.text.ends_with('?') || phrases_.any("statement.release-limited", words)) return false;
    if (!phrases_.any("statement.release-denied", words))
      return phrases_.any("statement.release", words);
    return phrases_.any("statement.release",
                        without("statement.release-denied", std::string(words.text)));
  });
}

}  // namespace candour::rules
