// SPDX-License-Identifier: MPL-2.0

#include "rules/who/copy_notice.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "people/naming.h"
#include "rules/language/phrases.h"
#include "rules/language/plain_words.h"
#include "rules/who/named_people.h"

namespace candour::rules {

namespace {

// Bounds that no honest letter meets: they keep a hostile one from costing more than its length.
constexpr std::size_t most_notices = 64;                  // in one sentence
constexpr std::size_t longest_list = 4'000;               // bytes of a CC line with what follows it
constexpr std::size_t most_lines_without_councillor = 3;  // officers in a list below "CC:"

// Names on a foot line before "all councillors" reads better, where it is true.
constexpr std::size_t longest_roll = 3;

/// Everybody a version of the text tells of.
class Notices {
 public:
  explicit Notices(const Correspondence& correspondence)
      : correspondence_(correspondence), council_(correspondence.council) {}

  /// sentences  of `words`, as sentences_of() gives them
  void read(const ReadText& words, const std::vector<base::Range>& sentences) {
    for (const auto& sentence : sentences) read_sentence(words, sentence);
    read_lines(words);
  }

  /// All members are told of where all received it, a committee where those who are left sit on it.
  Councillors not_told_of(const Councillors& copied) const {
    Councillors rest;
    std::copy_if(copied.begin(), copied.end(), std::back_inserter(rest),
                 [&](const people::Person* person) { return !people_.contains(person); });
    if (everyone_ && everyone_received(correspondence_)) return {};
    for (const auto& body : bodies_)
      if (std::all_of(rest.begin(), rest.end(), [&](const people::Person* person) {
            return std::find(body.begin(), body.end(), person) != body.end();
          }))
        return {};
    return rest;
  }

 private:
  const Phrases& phrases() const { return correspondence_.phrases; }

  void add(const MaskedText& masked, std::size_t begin, std::size_t end) {
    for (const auto& named : masked.named) {
      if (named.begin < begin || named.begin >= end) continue;
      if (named.kind == NamedPeople::Kind::everyone) everyone_ = true;
      if (named.kind == NamedPeople::Kind::body) bodies_.push_back(named.people);
      if (named.kind == NamedPeople::Kind::councillor)
        people_.insert(named.people.begin(), named.people.end());
    }
  }

  void read_sentence(const ReadText& words, base::Range sentence) {
    const bool hinted = phrases().any("copies.hint", words.folded_text(sentence));
    const auto* learned = phrases().learned("copy");
    if (!hinted && learned == nullptr) return;
    const auto masked = mask(words, sentence);
    if (masked.named.empty() || phrases().any("copies.denies", masked.text)) return;
    if (hinted) read_notices(masked, "copies.says");
    if (phrases().any("copies.tells-not", masked.text)) return;
    if (hinted) read_notices(masked, "copies.tells");
    if (learned != nullptr && names_councillors_in_one_list(masked) && reads_like(*learned, masked))
      add(masked, 0, masked.text.size());
  }

  /// "<name>, <name> and <name>": whatever is told there is told of each of them.
  static bool names_councillors_in_one_list(const MaskedText& masked) {
    std::size_t behind = masked.named.front().begin;
    for (const auto& named : masked.named) {
      const auto between = std::string_view(masked.text).substr(behind, named.begin - behind);
      if (named.kind != NamedPeople::Kind::councillor) return false;
      if (between.find_first_not_of(" ,&+/\n") != between.npos && base::trim(between) != "and" &&
          base::trim(between) != ", and")
        return false;
      behind = named.begin + std::string_view("<name>").size();
    }
    return true;
  }

  bool reads_like(const Learned& learned, const MaskedText& masked) const {
    const auto read = read_text(masked.text, {}, {});
    const auto plain =
        plain_sentence(read, {0, read.folded.text.size()}, council_, Writer::himself);
    return !plain.text.ends_with('?') && learned.recognise(plain.text);
  }

  void read_notices(const MaskedText& masked, std::string_view set) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < most_notices; ++i) {
      const auto found = phrases().find(set, std::string_view(masked.text).substr(from));
      if (found.empty()) return;
      for (const auto& notice : found) add(masked, from + notice.begin, from + notice.end);
      from += found.front().end;
    }
  }

  void read_lines(const ReadText& words) {
    const auto lines = lines_of(words);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto marker = phrases().find("copies.cc-line", words.folded_text(lines[i]), 1);
      if (marker.empty()) continue;
      base::Range names{lines[i].begin + marker.front().end, lines[i].end};
      i = last_line_of_list(words, lines, i, names);
      names.end = lines[i].end;
      read_list(words, names);
    }
  }

  // A list may stand below "CC:", and a long one is wrapped.
  std::size_t last_line_of_list(const ReadText& words, const std::vector<base::Range>& lines,
                                std::size_t marker, base::Range list) const {
    const bool bare = list.begin == list.end;
    std::size_t last = marker;
    for (std::size_t i = marker + 1; i < lines.size(); ++i) {
      if (lines[i].end - list.begin > longest_list) break;
      if (!(bare && last == marker) && is_blank_between(words, lines[i - 1], lines[i])) break;
      if (goes_on(words, {list.begin, lines[last].end}, lines[i]))
        last = i;
      else if (!bare || i - last > most_lines_without_councillor)
        break;
    }
    return last;
  }

  static bool is_blank_between(const ReadText& words, base::Range line, base::Range next) {
    const auto gap = words.folded_text({line.end, next.begin});
    return std::count(gap.begin(), gap.end(), '\n') > 1;
  }

  bool goes_on(const ReadText& words, base::Range list, base::Range line) const {
    const auto before = mask(words, list).named.size();
    if (mask(words, {list.begin, line.end}).named.size() == before) return false;
    const auto alone = mask(words, line);
    return alone.named.empty() || phrases().any("copies.list-line", alone.text);
  }

  void read_list(const ReadText& words, base::Range list) {
    if (list.end - list.begin > longest_list) return;
    const auto masked = mask(words, list);
    if (masked.named.empty()) return;
    const auto ends = phrases().find("copies.list-end", masked.text, 1);
    const auto end = ends.empty() ? masked.text.size() : ends.front().begin;
    if (!phrases().any("copies.no-list", std::string_view(masked.text).substr(0, end)))
      add(masked, 0, end);
  }

  MaskedText mask(const ReadText& words, base::Range range) const {
    const auto [begin, length] = words.folded.original(range.begin, range.end - range.begin);
    return mask_names(std::string_view(words.text).substr(begin, length), correspondence_);
  }

  const Correspondence& correspondence_;
  const CouncilName council_;
  std::set<const people::Person*> people_;
  std::vector<Councillors> bodies_;
  bool everyone_ = false;
};

}  // namespace

Councillors unnamed(const Correspondence& correspondence, const Councillors& copied,
                    NoticePlace place) {
  std::set<const people::Person*> missing;
  const auto versions = correspondence.versions();
  for (const auto& version : versions) {
    Notices notices(correspondence);
    for (const auto* body : version) {
      if (place == NoticePlace::foot)
        notices.read(body->foot, sentences_of(body->foot));
      else
        notices.read(body->authored, body->sentences);
      // A short notice right under the name is easily taken for a line of the signature.
      notices.read(body->signature, sentences_of(body->signature));
    }
    const auto rest = notices.not_told_of(copied);
    missing.insert(rest.begin(), rest.end());
  }
  if (versions.empty()) return copied;
  Councillors result;
  std::copy_if(copied.begin(), copied.end(), std::back_inserter(result),
               [&](const people::Person* person) { return missing.contains(person); });
  return result;
}

std::string notice_for(const Correspondence& correspondence, const Councillors& copied) {
  if (copied.size() > longest_roll && everyone_received(correspondence))
    return "CC all councillors";
  std::vector<std::string> names;
  for (const auto* person : copied) names.push_back(people::with_title(*person));
  return "CC " + base::join(names, ", ");
}

}  // namespace candour::rules
