// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/rtf.h"

#include <array>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/readers.h"
#include "extract/readers/rtf_tokens.h"
#include "extract/readers/rtf_words.h"
#include "mail/html_text.h"

namespace candour::extract {

namespace {

using Destination = RtfDestination;
using Meaning = RtfMeaning;

constexpr std::size_t max_depth = 100'000;
constexpr std::size_t max_fonts = 10'000;
constexpr std::size_t max_margins = 1'000;
constexpr std::size_t max_properties = 1'000;

// What a group hands down to the groups inside it.
struct Group {
  Destination destination = Destination::body;
  Destination flow = Destination::body;  // where a note or text box in here stands: body or margin
  bool opened = false;                   // its destination begins here, and ends with it
  bool flowing = false;                  // ends with a line end
  bool ignorable = false;                // \* was seen: an unknown word skips the group
  bool suppressed = false;               // \htmlrtf
  std::uint16_t stand_ins = 1;           // \uc
  std::int32_t font = -1;                // none chosen: the default font
};

class Reader {
 public:
  Reader(std::string_view rtf, std::size_t text_bytes) : tokens_(rtf), allowed_(text_bytes) {}

  RtfText read();

 private:
  Group& group() { return groups_.back(); }
  void open();
  void close();
  void word(const RtfToken& token);
  void character_word(const RtfToken& token, const RtfWord& word);
  void begin(Destination destination);
  void end(Destination destination);

  void bytes(std::string_view text);
  void unicode(std::int32_t number);
  void character(char32_t code_point);
  void flush();
  void put(std::string_view utf8, Destination destination);

  void add_margin(std::string_view words);
  void add_property(std::string name, std::string_view value);
  bool unseen();
  std::uint32_t code_page();

  RtfTokens tokens_;
  RtfText result_;
  std::vector<Group> groups_{Group{}};
  std::array<std::string, static_cast<std::size_t>(Destination::count_)> sinks_;
  std::set<std::string, std::less<>> margins_seen_;
  std::unordered_map<std::int32_t, std::uint32_t> fonts_;  // their code pages; 0: the text's own
  std::int32_t default_font_ = 0;
  std::int32_t described_font_ = 0;  // in the font table
  std::uint32_t ansi_page_ = 1252;
  bool from_html_ = false;

  std::string pending_;  // bytes not yet decoded, all of one page and destination
  std::uint32_t pending_page_ = 1252;
  Destination pending_destination_ = Destination::body;
  std::size_t stand_ins_left_ = 0;  // to leave out after \u
  char32_t high_surrogate_ = 0;
  std::size_t allowed_;
};

RtfText Reader::read() {
  while (!result_.cut) {
    const auto token = tokens_.next();
    if (token.kind == RtfToken::Kind::end) break;
    switch (token.kind) {
      case RtfToken::Kind::open:
        open();
        break;
      case RtfToken::Kind::close:
        close();
        break;
      case RtfToken::Kind::word:
        word(token);
        break;
      case RtfToken::Kind::byte:
        bytes({&token.byte, 1});
        break;
      default:
        bytes(token.text);
    }
  }
  result_.unfinished = groups_.size() > 1;
  while (groups_.size() > 1) close();
  flush();
  result_.text = std::move(sinks_[static_cast<std::size_t>(Destination::body)]);
  return std::move(result_);
}

void Reader::open() {
  stand_ins_left_ = 0;
  if (groups_.size() > max_depth) {
    result_.cut = true;
    return;
  }
  auto inner = group();
  inner.opened = inner.flowing = inner.ignorable = false;
  groups_.push_back(inner);
}

void Reader::close() {
  stand_ins_left_ = 0;
  if (groups_.size() == 1) return;  // more closed than opened
  flush();
  if (group().flowing) bytes("\n");
  flush();
  const auto closed = group();
  groups_.pop_back();
  if (closed.opened) end(closed.destination);
}

void Reader::word(const RtfToken& token) {
  const auto* word = rtf_word(token.text);
  if (word == nullptr) {
    if (group().ignorable) begin(Destination::skipped);
    group().ignorable = false;
    return;
  }
  const auto number = token.number.value_or(0);
  switch (word->meaning) {
    case Meaning::ignorable:
      group().ignorable = true;
      return;
    case Meaning::destination:
      begin(static_cast<Destination>(word->value));
      break;
    case Meaning::flowing:
    case Meaning::unicode_words:
      begin(group().flow);
      group().opened = false;
      if (word->meaning == Meaning::flowing && group().destination == group().flow) {
        group().flowing = true;
        bytes("\n");
      }
      break;
    case Meaning::html_tag:
      begin(Destination::body);
      group().opened = false;
      break;
    case Meaning::two_versions:
      begin(Destination::skipped);
      break;
    case Meaning::from_html:
      from_html_ = number != 0;
      break;
    case Meaning::html_rtf:
      group().suppressed = token.number != 0;
      break;
    case Meaning::binary:
      tokens_.skip(static_cast<std::size_t>(std::max(number, 0)));
      break;
    default:
      character_word(token, *word);
  }
  group().ignorable = false;
}

void Reader::character_word(const RtfToken& token, const RtfWord& word) {
  const auto number = token.number.value_or(0);
  switch (word.meaning) {
    case Meaning::mark: {
      const char mark = static_cast<char>(word.value);
      stand_ins_left_ = 0;  // never one: what writers leave out after \\u is the stand-in
      bytes({&mark, 1});
      return;
    }
    case Meaning::character:
      character(word.value);
      return;
    case Meaning::unicode:
      unicode(number);
      return;
    case Meaning::unicode_skip:
      group().stand_ins = static_cast<std::uint16_t>(std::clamp(number, 0, 100));
      return;
    case Meaning::code_page:
      ansi_page_ = word.value != 0 ? word.value : static_cast<std::uint32_t>(std::max(number, 0));
      return;
    case Meaning::default_font:
      default_font_ = number;
      return;
    case Meaning::font:
      if (group().destination == Destination::fonts)
        described_font_ = number;
      else
        group().font = number;
      return;
    case Meaning::font_charset:
    case Meaning::font_page:
      if (group().destination != Destination::fonts || fonts_.size() >= max_fonts) return;
      if (const auto page = word.meaning == Meaning::font_page
                                ? static_cast<std::uint32_t>(std::max(number, 0))
                                : code_page_of_font(number);
          page != 0)
        fonts_[described_font_] = page;
      return;
    default:
      return;
  }
}

void Reader::begin(Destination destination) {
  if (group().destination == Destination::silenced) return;
  flush();
  if (group().opened) end(group().destination);  // two destinations in one group
  group().destination = destination;
  group().opened = true;
  if (destination == Destination::margin || destination == Destination::body)
    group().flow = destination;
}

void Reader::end(Destination destination) {
  auto& words = sinks_[static_cast<std::size_t>(destination)];
  switch (destination) {
    case Destination::body:
    case Destination::skipped:
    case Destination::silenced:
    case Destination::fonts:
    case Destination::shape_name:
    case Destination::custom_name:
      return;  // kept: its meaning is with its value
    case Destination::margin:
      add_margin(words);
      break;
    case Destination::shape_value:
      if (base::trim(sinks_[static_cast<std::size_t>(Destination::shape_name)]) == "gtextUNICODE")
        add_margin(words);
      sinks_[static_cast<std::size_t>(Destination::shape_name)].clear();
      break;
    case Destination::custom_value: {
      auto& name = sinks_[static_cast<std::size_t>(Destination::custom_name)];
      add_property(std::string(base::trim(name)), words);
      name.clear();
      break;
    }
    default: {
      constexpr std::array names{"title", "subject", "keywords", "comments", "category", "company"};
      const auto first = static_cast<std::size_t>(Destination::title);
      add_property(names.at(static_cast<std::size_t>(destination) - first), words);
    }
  }
  words.clear();
}

void Reader::bytes(std::string_view text) {
  const auto left_out = std::min(stand_ins_left_, text.size());
  stand_ins_left_ -= left_out;
  text.remove_prefix(left_out);
  if (text.empty() || unseen()) return;
  const auto destination = group().destination;
  const auto page = code_page();
  if (page != pending_page_ || destination != pending_destination_) {
    flush();
    pending_page_ = page;
    pending_destination_ = destination;
  }
  pending_ += text;
}

void Reader::unicode(std::int32_t number) {
  if (number < 0) number += 0x10000;  // RTF's numbers are 16 bits with a sign
  const auto unit = static_cast<char32_t>(number & 0x1fffff);
  if (unit >= 0xd800 && unit < 0xdc00)
    high_surrogate_ = unit;
  else if (unit >= 0xdc00 && unit < 0xe000 && high_surrogate_ != 0)
    character(0x10000 + ((high_surrogate_ - 0xd800) << 10) + (unit - 0xdc00));
  else if (unit >= 0xf000 && unit < 0xf100)
    character(0x2022);  // a symbol font's glyph, nearly always a list's bullet
  else
    character(unit);
  stand_ins_left_ = group().stand_ins;
}

void Reader::character(char32_t code_point) {
  if (code_point < 0xd800 || code_point >= 0xdc00) high_surrogate_ = 0;
  stand_ins_left_ = 0;
  if (unseen()) return;
  flush();
  std::string utf8;
  append_utf8(code_point, utf8);
  put(utf8, group().destination);
}

void Reader::flush() {
  if (pending_.empty()) return;
  const auto text = from_code_page(pending_, pending_page_);
  pending_.clear();
  put(text, pending_destination_);
}

void Reader::put(std::string_view utf8, Destination destination) {
  if (utf8.size() > allowed_) result_.cut = true;
  utf8 = utf8.substr(0, allowed_);
  allowed_ -= utf8.size();
  const bool html = from_html_ && destination == Destination::body;
  (html ? result_.html : sinks_[static_cast<std::size_t>(destination)]) += utf8;
}

void Reader::add_margin(std::string_view words) {
  words = base::trim(words);
  if (words.empty() || result_.margins.size() >= max_margins) return;
  if (margins_seen_.emplace(words).second) result_.margins.emplace_back(words);
}

void Reader::add_property(std::string name, std::string_view value) {
  value = base::trim(value);
  if (name.empty() || value.empty() || result_.properties.size() >= max_properties) return;
  result_.properties.push_back({std::move(name), std::string(value)});
}

bool Reader::unseen() {
  const auto destination = group().destination;
  return destination == Destination::skipped || destination == Destination::silenced ||
         destination == Destination::fonts || (from_html_ && group().suppressed);
}

std::uint32_t Reader::code_page() {
  const auto font = fonts_.find(group().font < 0 ? default_font_ : group().font);
  return font == fonts_.end() ? ansi_page_ : font->second;
}

}  // namespace

bool is_rtf(std::string_view content) {
  const auto begin = content.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && content.substr(begin).starts_with("{\\rt");
}

RtfText rtf_to_text(std::string_view rtf, std::size_t text_bytes) {
  return Reader(rtf, text_bytes).read();
}

void read_rtf(const File& file, Opening& opening) {
  auto read = rtf_to_text(file.content, opening.bounds().text_bytes);
  if (read.cut)
    opening.unread("broke the limit of text or of groups inside each other",
                   Opening::Weight::decisive);
  else if (read.unfinished)
    opening.unread("damaged: it ends too early", Opening::Weight::aside);
  mail::Document document;
  document.text = std::move(read.text);
  if (!read.html.empty()) {
    auto html = mail::html_to_text(read.html);
    if (html.over_limit)
      opening.unread("too long or too complex HTML: the rest of it", Opening::Weight::decisive);
    document.text = std::move(html.text);
  }
  document.margins = std::move(read.margins);
  document.properties = std::move(read.properties);
  opening.add_document(document);
}

}  // namespace candour::extract
