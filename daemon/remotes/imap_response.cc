// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_response.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace candour::remotes {

namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t most_values = 100'000;

constexpr std::array<std::string_view, 5> statuses{"OK", "NO", "BAD", "BYE", "PREAUTH"};

base::Error malformed(std::string what) {
  return {base::Fault::malformed, "remotes.imap_response", std::move(what)};
}

base::Error over_limit(std::string what) {
  return {base::Fault::over_limit, "remotes.imap_response", std::move(what)};
}

std::string upper_ascii(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

// Walks over a frame's texts and the literals between them.
class Parser {
 public:
  explicit Parser(ImapFrame frame) : frame_(std::move(frame)) {}

  base::Result<ImapResponse> response() {
    ImapResponse response;
    const auto first = word();
    skip_blanks();
    if (first == "+") {
      response.kind = ImapResponse::Kind::continuation;
      response.text = rest();
      return response;
    }
    if (first.empty()) return malformed("a response without a tag");
    if (first != "*") {
      response.kind = ImapResponse::Kind::tagged;
      response.tag = first;
    }
    response.name = upper_ascii(word());
    skip_blanks();
    if (response.kind == ImapResponse::Kind::untagged)
      if (const auto number = imap_number(response.name)) {
        response.number = number;
        response.name = upper_ascii(word());
        skip_blanks();
      }
    if (response.name.empty()) return malformed("a response without a name");
    if (response.is_status()) {
      read_status(response);
      return response;
    }
    if (response.kind == ImapResponse::Kind::tagged) return malformed("a tag without a status");
    // A SEARCH of a large mailbox has more numbers than anything else has values.
    auto read = response.name == "SEARCH" ? read_numbers(response.found)
                                          : read_values(response.values, '\0', 0);
    if (!read) return read.error();
    return response;
  }

 private:
  std::string_view text() const { return frame_.texts[piece_]; }
  bool at_end() const { return at_ == text().size() && piece_ + 1 == frame_.texts.size(); }
  bool at_literal() const { return at_ == text().size() && piece_ < frame_.literals.size(); }
  char next() const { return at_ < text().size() ? text()[at_] : '\0'; }
  void skip_blanks() {
    while (next() == ' ') ++at_;
  }
  std::string rest() { return std::string(text().substr(std::exchange(at_, text().size()))); }

  std::string word() {
    const auto begin = at_;
    while (at_ < text().size() && text()[at_] != ' ') ++at_;
    return std::string(text().substr(begin, at_ - begin));
  }

  base::Result<void> read_numbers(std::vector<std::uint32_t>& numbers) {
    // "(MODSEQ 917162500)" may stand behind them (RFC 7162 section 3.1.5).
    for (skip_blanks(); at_ < text().size() && next() != '('; skip_blanks()) {
      const auto number = imap_number(word());
      if (!number) return malformed("a SEARCH that found no number");
      numbers.push_back(*number);
    }
    return {};
  }

  // A code that we cannot read is left out: it is advice, and the words after it are for people.
  void read_status(ImapResponse& response) {
    if (next() == '[') {
      ++at_;
      const auto begin = at_;
      while (at_ < text().size() && text()[at_] != ' ' && text()[at_] != ']') ++at_;
      response.code.name = upper_ascii(text().substr(begin, at_ - begin));
      if (!read_values(response.code.values, ']', 0)) response.code = {};
      skip_blanks();
    }
    response.text = rest();
  }

  // Values up to `close`, which is taken too; up to the response's end where there is none.
  base::Result<void> read_values(std::vector<ImapValue>& values, char close, std::size_t depth) {
    if (depth > deepest) return over_limit("lists in lists in lists");
    for (;;) {
      skip_blanks();
      if (at_end()) {
        if (close == '\0') return {};
        return malformed("a list without an end");
      }
      if (close != '\0' && next() == close) {
        ++at_;
        return {};
      }
      if (++count_ > most_values) return over_limit("too many values");
      if (auto read = read_value(values.emplace_back(), close, depth); !read) return read;
    }
  }

  base::Result<void> read_value(ImapValue& value, char close, std::size_t depth) {
    if (at_literal()) {
      value.kind = ImapValue::Kind::string;
      value.text = std::move(frame_.literals[piece_++]);
      at_ = 0;
      return {};
    }
    if (next() == '"') return read_quoted(value);
    if (next() == '(') {
      ++at_;
      value.kind = ImapValue::Kind::list;
      return read_values(value.list, ')', depth + 1);
    }
    return read_atom(value, close);
  }

  base::Result<void> read_quoted(ImapValue& value) {
    value.kind = ImapValue::Kind::string;
    for (++at_; at_ < text().size(); ++at_) {
      if (next() == '"') {
        ++at_;
        return {};
      }
      if (next() == '\\' && ++at_ == text().size()) break;
      value.text += next();
    }
    return malformed("a quoted string without an end");
  }

  // "BODY[HEADER.FIELDS (DATE)]<0>" is one: brackets hold together what stands in them.
  base::Result<void> read_atom(ImapValue& value, char close) {
    const auto begin = at_;
    bool in_brackets = false;
    for (; at_ < text().size(); ++at_) {
      const char c = next();
      if (in_brackets) {
        in_brackets = c != ']';
      } else if (c == '[' && close != ']') {
        in_brackets = true;
      } else if (c == ' ' || c == '(' || c == ')' || c == '"' || (close == ']' && c == ']')) {
        break;
      }
    }
    if (at_ == begin) return malformed("a ) too many");
    value.text = text().substr(begin, at_ - begin);
    value.kind = base::equals_ignoring_case(value.text, "NIL") ? ImapValue::Kind::nil
                                                               : ImapValue::Kind::atom;
    return {};
  }

  ImapFrame frame_;
  std::size_t piece_ = 0, at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

bool ImapValue::is_atom(std::string_view name) const {
  return kind == Kind::atom && base::equals_ignoring_case(text, name);
}

bool ImapResponse::is_status() const {
  return kind != Kind::continuation &&
         std::find(statuses.begin(), statuses.end(), name) != statuses.end();
}

base::Result<ImapResponse> parse_imap_response(ImapFrame frame) {
  if (frame.texts.size() != frame.literals.size() + 1) return malformed("a frame cut short");
  return Parser(std::move(frame)).response();
}

std::optional<std::uint32_t> imap_number(std::string_view text) {
  return number_in<std::uint32_t>(text);
}

std::optional<std::uint64_t> imap_number64(std::string_view text) {
  return number_in<std::uint64_t>(text);
}

const ImapValue* value_named(const std::vector<ImapValue>& pairs, std::string_view name) {
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
    if (pairs[i].is_atom(name)) return &pairs[i + 1];
  return nullptr;
}

}  // namespace candour::remotes
