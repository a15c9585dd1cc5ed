// SPDX-License-Identifier: MPL-2.0
//
// HTML and SVG that cannot hold a stranger's tags: text gets in by being escaped, tags and
// attribute names are written in the source. Knows no page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::base {

/// A name of a tag or an attribute: only a literal can be one.
class MarkupName {
 public:
  template <std::size_t size>
  consteval MarkupName(const char (&literal)[size]) : text_(literal, size - 1) {}
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct Attribute {
  MarkupName name;
  std::string value{};
};

/// Escaped markup.
class Markup {
 public:
  Markup() = default;

  Markup& operator+=(const Markup& more) {
    html_ += more.html_;
    return *this;
  }
  friend Markup operator+(Markup a, const Markup& b) { return a += b; }

  bool empty() const { return html_.empty(); }
  const std::string& html() const { return html_; }

 private:
  friend Markup text(std::string_view words);
  friend Markup element(MarkupName tag, const std::vector<Attribute>& attributes,
                        const Markup& content);
  friend Markup empty_element(MarkupName tag, const std::vector<Attribute>& attributes);

  std::string html_;
};

/// Words of whatever origin, escaped; malformed UTF-8 and control characters become U+FFFD, CRLF
/// becomes LF.
Markup text(std::string_view words);

/// <tag name="value">content</tag>
Markup element(MarkupName tag, const std::vector<Attribute>& attributes, const Markup& content);
Markup element(MarkupName tag, const Markup& content);
Markup element(MarkupName tag, const std::vector<Attribute>& attributes, std::string_view words);
Markup element(MarkupName tag, std::string_view words);

/// <input>, <meta>, <link>: what has no content and no end.
Markup empty_element(MarkupName tag, const std::vector<Attribute>& attributes);

}  // namespace candour::base
