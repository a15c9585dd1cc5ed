// SPDX-License-Identifier: MPL-2.0
//
// The little of CSS that decides whether a reader can see a text: inline declarations and the
// simple rules of style sheets (`p`, `.note`, `#x`, `td.note`; no combinators, no @media).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace candour::mail {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  bool transparent = false;

  /// Too near for a reader to tell apart.
  bool is_near(const Colour& other) const;
};

/// "#fff", "#ffffff", "rgb(255, 255, 255)", "white"; case ignored. Nothing for what is none.
std::optional<Colour> parse_colour(std::string_view value);

/// What declarations say of the properties that matter here; nothing where they are silent.
struct Declared {
  std::optional<bool> display_none;
  std::optional<bool> invisible;    // visibility: hidden or collapse
  std::optional<bool> tiny;         // font-size of at most a pixel
  std::optional<bool> keeps_lines;  // white-space: pre, pre-wrap, pre-line
  std::optional<bool> tight;        // a paragraph without a margin below
  std::optional<Colour> colour;
  std::optional<Colour> background;
  bool background_image = false;
  bool gone = false;  // opacity 0, mso-hide: all, moved off the page
  bool no_width = false;
  bool no_height = false;
  bool clips = false;  // overflow: hidden
  bool no_border = false;
  bool rule_above = false;  // border-top: solid, as Outlook draws above a quoted header

  bool says_nothing() const;
  /// Later declarations win.
  void add(const Declared& later);
};

Declared parse_declarations(std::string_view css);

class StyleSheet {
 public:
  void add(std::string_view css);
  bool empty() const { return rules_.empty(); }
  /// What the rules say of an element; `classes` as in the attribute.
  Declared of(std::string_view tag, std::string_view classes, std::string_view id) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  void add_rule(std::string_view selectors, const Declared& declared);
  void find(std::string_view selector, Declared& into) const;

  std::unordered_map<std::string, Declared, Hash, std::equal_to<>> rules_;  // by selector
};

}  // namespace candour::mail
