// SPDX-License-Identifier: MPL-2.0

#include "mail/quotes.h"

#include <algorithm>
#include <map>
#include <optional>

#include "mail/introductions.h"
#include "mail/wrapped_rest.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_levels = 64;     // deeper nesting tells nothing more
constexpr std::size_t most_quotes = 1'000;  // past them the last one takes in what follows

// How deep each line stands in `>` marks and containers, and where containers of forwards begin.
struct Structure {
  std::vector<std::size_t> levels;
  std::vector<bool> forward_begins;
};

// Outlook marks only the header; its quote lasts to the end of the container around it.
std::size_t end_of_quote(const std::vector<Mark>& marks, std::size_t index,
                         const std::vector<std::size_t>& enclosing, std::size_t text_end) {
  if (marks[index].kind != Mark::Kind::reply_header) return marks[index].end;
  return enclosing.empty() ? text_end : marks[enclosing.back()].end;
}

// A header block in another language, as Outlook's markup shows it: three "Word: …" lines or more.
bool is_header_like_block(const Lines& lines, std::size_t first) {
  std::size_t count = 0;
  for (auto i = lines.next_written(first); i < lines.size() && !lines[i].is_blank(); ++i) {
    const auto colon = lines[i].plain.substr(0, 24).find(':');
    if (colon == std::string_view::npos || colon == 0) break;
    if (++count == 3) return true;
  }
  return false;
}

bool quotes(Mark::Kind kind) {
  return kind != Mark::Kind::signature;
}

// An empty line belongs to the shallower of its neighbours. Where it has marks itself, it goes with
// a neighbour that has some.
std::size_t level_of_empty(const Line& line, std::size_t before, std::size_t after) {
  const auto level = std::min(before, after);
  return line.marks == 0 ? level : std::max(level, std::min(line.marks, std::max(before, after)));
}

// A marked line's depth, and that of its end where some program wrapped it.
void add_marks(const Lines& lines, std::vector<std::size_t>& levels) {
  for (std::size_t i = 0; i < lines.size();) {
    levels[i] += lines[i].marks;
    const auto end = end_of_wrapped_rest(lines, i);
    for (auto rest = i; rest < end; ++rest) levels[rest] += lines[i - 1].marks;
    i = std::max(end, i + 1);
  }
}

// Each run of empty lines stands between two others. The marked ones first, so that those without
// marks may go with them.
void settle_empty_lines(const Lines& lines, std::vector<std::size_t>& levels) {
  const auto settle = [&](auto is_settled) {
    for (std::size_t begin = 0; begin < lines.size();) {
      auto end = begin;
      while (end < lines.size() && !is_settled(lines[end])) ++end;
      const auto before = begin > 0 ? levels[begin - 1] : 0;
      const auto after = end < lines.size() ? levels[end] : 0;
      for (auto i = begin; i < end; ++i) levels[i] = level_of_empty(lines[i], before, after);
      begin = end + 1;
    }
  };
  settle([](const Line& line) { return !line.is_blank(); });
  settle([](const Line& line) { return !line.is_blank() || line.marks > 0; });
}

Structure read_structure(const Lines& lines, const std::vector<Mark>& marks) {
  Structure structure{std::vector<std::size_t>(lines.size()), std::vector<bool>(lines.size())};
  std::vector<long> changes(lines.size() + 1);
  std::vector<std::size_t> enclosing;  // containers open at this mark, by index
  const auto text_end = lines.size() > 0 ? lines[lines.size() - 1].end : 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto& mark = marks[i];
    if (!quotes(mark.kind)) continue;
    while (!enclosing.empty() && marks[enclosing.back()].end <= mark.begin) enclosing.pop_back();
    const auto begin = lines.next_written(lines.at_byte(mark.begin));
    if (mark.kind == Mark::Kind::reply_header) {
      if (begin >= lines.size() ||
          (!introduction_at(lines, begin) && !is_header_like_block(lines, begin)))
        continue;  // a line drawn above something else
      // A container that begins with the header is the same quote.
      if (!enclosing.empty() &&
          lines.next_written(lines.at_byte(marks[enclosing.back()].begin)) == begin)
        continue;
    }
    const auto end = lines.at_byte(end_of_quote(marks, i, enclosing, text_end));
    if (begin < end) {
      ++changes[begin];
      --changes[end];
      if (mark.kind == Mark::Kind::forward) structure.forward_begins[begin] = true;
    }
    if (mark.kind != Mark::Kind::reply_header) enclosing.push_back(i);
  }
  long open = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    open += changes[i];
    structure.levels[i] = std::min(static_cast<std::size_t>(std::max(open, 0L)), most_levels);
  }
  add_marks(lines, structure.levels);
  settle_empty_lines(lines, structure.levels);
  return structure;
}

struct OpenQuote {
  std::size_t quote = 0;             // index into the result
  std::size_t level = 0;             // closes at a line that stands less deep
  std::size_t structural_level = 0;  // of it, or of the nearest structural one around it
  bool structural = false;           // marks or a container quote it, not an introduction alone
  bool has_content = false;          // something besides its introduction has been read
  bool introduced = false;
};

class QuoteFinder {
 public:
  QuoteFinder(const Lines& lines, Structure structure)
      : lines_(lines), structure_(std::move(structure)) {
    result_.depths.resize(lines.size());
  }

  QuotedLines find() {
    for (std::size_t i = 0; i < lines_.size();) {
      close_down_to(structure_.levels[i], i);
      if (!lines_[i].is_blank() || lines_[i].marks > 0) open_up_to(structure_.levels[i], i);
      const auto introduction = introduction_at(lines_, i);
      const auto end = introduction ? introduction->end : i;
      if (introduction && take_introduction(*introduction, i)) {
        for (; i < end; ++i) result_.depths[i] = open_.size();
        continue;
      }
      result_.depths[i] = open_.size();
      if (!open_.empty()) add_content(i);
      ++i;
    }
    close_down_to(0, lines_.size());
    while (!open_.empty()) close_one(lines_.size());
    return std::move(result_);
  }

 private:
  Quote& quote_of(const OpenQuote& open) { return result_.quotes[open.quote]; }

  std::size_t structural_level() const { return open_.empty() ? 0 : open_.back().structural_level; }

  void close_one(std::size_t line) {
    auto& quote = quote_of(open_.back());
    quote.end = line < lines_.size() ? lines_[line].begin
                : lines_.size() > 0  ? lines_[lines_.size() - 1].end
                                     : 0;
    last_at_depth_[quote.depth] = open_.back().quote;
    open_.pop_back();
  }

  void close_down_to(std::size_t level, std::size_t line) {
    while (!open_.empty() && level < open_.back().level && !awaits_its_run(line)) close_one(line);
  }

  // "On … wrote:" has been read and an empty line stands before the marks.
  bool awaits_its_run(std::size_t line) const {
    return line < lines_.size() && !open_.back().has_content && open_.back().introduced &&
           open_.back().structural && lines_[line].is_blank();
  }

  void open_quote(std::size_t line, std::size_t level, bool structural) {
    const OpenQuote open{std::min(result_.quotes.size(), most_quotes - 1), level,
                         structural ? level : structural_level(), structural};
    if (result_.quotes.size() < most_quotes) add_quote(line);
    open_.push_back(open);
  }

  void add_quote(std::size_t line) {
    Quote quote;
    quote.begin = lines_[line].begin;
    quote.depth = open_.size() + 1;
    if (structure_.forward_begins[line]) quote.kind = Quote::Kind::forward;
    result_.quotes.push_back(std::move(quote));
  }

  void open_up_to(std::size_t level, std::size_t line) {
    for (auto at = structural_level() + 1; at <= level; ++at) {
      open_quote(line, at, true);
      continue_earlier(line);
    }
  }

  // An answer written between two stretches of a quote: the second has the first one's writer.
  void continue_earlier(std::size_t line) {
    if (result_.quotes.size() == most_quotes) return;
    const auto earlier = last_at_depth_.find(open_.size());
    if (earlier == last_at_depth_.end()) return;
    const auto begin = lines_.next_written(line);
    if (begin < lines_.size() && introduction_at(lines_, begin)) return;
    auto& quote = quote_of(open_.back());
    const auto& before = result_.quotes[earlier->second];
    quote.kind = before.kind;
    quote.from = before.from;
    quote.to = before.to;
    quote.cc = before.cc;
    quote.recipients_known = before.recipients_known;
    quote.subject = before.subject;
    quote.sent = before.sent;
  }

  /// Finds the quote that an introduction belongs to, opening it if need be. False: it is only a
  /// sentence that looks like one.
  bool take_introduction(const Introduction& introduction, std::size_t line) {
    const auto level = structure_.levels[line];
    const auto next = lines_.next_written(introduction.end);
    if (next < lines_.size() && structure_.levels[next] > level) {
      open_quote(line, level + 1, true);
    } else if (!open_.empty() && !open_.back().has_content && quote_of(open_.back()).from.empty()) {
      // The first words of a container or a run of marks, or the block below a line of dashes.
    } else if (introduction.certain) {
      open_quote(line, level, false);
    } else {
      return false;
    }
    if (result_.quotes.size() < most_quotes) describe(quote_of(open_.back()), introduction);
    open_.back().introduced = true;
    return true;
  }

  static void describe(Quote& quote, const Introduction& introduction) {
    if (introduction.kind == Quote::Kind::forward) quote.kind = Quote::Kind::forward;
    quote.from = introduction.from;
    quote.to = introduction.to;
    quote.cc = introduction.cc;
    quote.recipients_known = introduction.recipients_known;
    quote.subject = introduction.subject;
    quote.sent = introduction.sent;
  }

  void add_content(std::size_t line) {
    auto& open = open_.back();
    if (lines_[line].is_blank() && !open.has_content) return;
    open.has_content = true;
    quote_of(open).text.append(lines_.written(line)).append("\n");
  }

  const Lines& lines_;
  Structure structure_;
  QuotedLines result_;
  std::vector<OpenQuote> open_;
  std::map<std::size_t, std::size_t> last_at_depth_;  // depth -> quote
};

}  // namespace

QuotedLines find_quotes(const Lines& lines, const std::vector<Mark>& marks) {
  return QuoteFinder(lines, read_structure(lines, marks)).find();
}

}  // namespace candour::mail
