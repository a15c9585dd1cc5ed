// SPDX-License-Identifier: MPL-2.0

#include "mail/html_guard.h"

#include <array>
#include <cstdint>
#include <vector>

#include "base/text.h"

namespace candour::mail {

namespace {

constexpr std::size_t attributes_per_tag = 1'000;
constexpr std::size_t most_tags = 100'000;
constexpr std::size_t partner_steps = 20'000'000;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view name_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && !is_blank(html[end]) && html[end] != '>' && html[end] != '/') ++end;
  return html.substr(at, end - at);
}

// A name as a number, case ignored; that two names share one costs nothing but accuracy.
std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ (static_cast<unsigned char>(c) | 0x20u)) * 16777619u;
  return hash;
}

bool has_no_end_tag(std::string_view name) {
  static constexpr std::array names{"br",    "img", "hr",   "meta", "link",
                                    "input", "col", "area", "base", "wbr"};
  for (const std::string_view candidate : names)
    if (base::equals_ignoring_case(name, candidate)) return true;
  return false;
}

struct Tag {
  std::size_t end = 0;  // past the '>'
  std::size_t attributes = 0;
};

// Counts rather too many attributes than too few: every word and every '=' outside quotes.
Tag measure_tag(std::string_view html, std::size_t at) {
  Tag tag;
  char before = 'a';  // the last byte that is no blank
  bool blank_before = false;
  for (; at < html.size() && html[at] != '>'; ++at) {
    const char c = html[at];
    if (is_blank(c)) {
      blank_before = true;
      continue;
    }
    if ((c == '"' || c == '\'') && before == '=') {
      const auto close = html.find(c, at + 1);
      if (close == html.npos) break;
      at = close;
      blank_before = true;
    } else {
      if (blank_before || c == '=') ++tag.attributes;
      blank_before = false;
    }
    before = c;
  }
  tag.end = at < html.size() ? at + 1 : html.size();
  return tag;
}

// The elements open at a point, as libxml2 would hold them.
class OpenElements {
 public:
  void open(std::string_view name) {
    if (!has_no_end_tag(name)) names_.push_back(hash_of(name));
  }

  /// False once the search has cost too much.
  bool close(std::string_view name) {
    const auto wanted = hash_of(name);
    for (std::size_t i = names_.size(); i > 0; --i) {
      if (++steps_ > partner_steps) return false;
      if (names_[i - 1] != wanted) continue;
      names_.resize(i - 1);
      break;
    }
    return true;
  }

 private:
  std::vector<std::uint32_t> names_;
  std::size_t steps_ = 0;
};

}  // namespace

GuardedHtml guard_html(std::string_view html) {
  OpenElements elements;
  std::size_t tags = 0;
  for (auto at = html.find('<'); at != html.npos; at = html.find('<', at)) {
    const auto begin = at++;
    if (html.substr(at).starts_with("!--")) {
      const auto close = html.find("-->", at + 3);
      if (close == html.npos) break;
      at = close;
    } else if (at < html.size() && is_letter(html[at])) {
      const auto name = name_at(html, at);
      const auto tag = measure_tag(html, at + name.size());
      if (tag.attributes > attributes_per_tag || ++tags > most_tags)
        return {html.substr(0, begin), true};
      elements.open(name);
      at = tag.end;
    } else if (at < html.size() && html[at] == '/') {
      if (!elements.close(name_at(html, at + 1))) return {html.substr(0, begin), true};
    }
  }
  return {html, false};
}

}  // namespace candour::mail
