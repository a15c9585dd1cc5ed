// SPDX-License-Identifier: MPL-2.0

#include "mail/html_style.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <vector>

#include "base/text.h"

namespace candour::mail {

namespace {

using base::equals_ignoring_case;
using base::trim;

bool contains_ignoring_case(std::string_view text, std::string_view word) {
  const auto found = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                 [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  return found != text.end();
}

bool starts_ignoring_case(std::string_view text, std::string_view start) {
  return equals_ignoring_case(text.substr(0, start.size()), start);
}

// A CSS length in pixels, roughly: what matters is whether it is next to nothing.
struct Length {
  double pixels = 0;
};

std::optional<Length> parse_length(std::string_view value) {
  value = trim(value);
  double number = 0;
  if (value.starts_with('+')) value.remove_prefix(1);
  const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{}) return std::nullopt;
  const auto unit = trim(value.substr(static_cast<std::size_t>(rest - value.data())));
  if (starts_ignoring_case(unit, "em") || starts_ignoring_case(unit, "rem"))
    return Length{number * 16};
  if (unit.starts_with('%')) return Length{number * 0.16};
  if (starts_ignoring_case(unit, "in")) return Length{number * 96};
  if (starts_ignoring_case(unit, "cm")) return Length{number * 38};
  return Length{number};
}

bool is_nothing(std::string_view value) {
  const auto length = parse_length(value);
  return length && std::abs(length->pixels) < 0.5;
}

std::optional<Colour> parse_hex(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [rest, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || rest != digits.data() + digits.size()) return std::nullopt;
  const auto byte = [&](unsigned shift) { return static_cast<std::uint8_t>(value >> shift); };
  const auto nibble = [&](unsigned shift) {
    return static_cast<std::uint8_t>(((value >> shift) & 0xfu) * 17u);
  };
  if (digits.size() == 3) return Colour{nibble(8), nibble(4), nibble(0)};
  if (digits.size() == 6) return Colour{byte(16), byte(8), byte(0)};
  if (digits.size() == 8) return Colour{byte(24), byte(16), byte(8), byte(0) == 0};
  return std::nullopt;
}

// "rgb(1, 2, 3)", "rgba(1 2 3 / 0)"
std::optional<Colour> parse_rgb(std::string_view value) {
  const auto open = value.find('(');
  if (open == value.npos) return std::nullopt;
  std::array<double, 4> numbers{0, 0, 0, 1};
  std::size_t count = 0;
  const char* at = value.data() + open + 1;
  const char* const end = value.data() + value.size();
  while (at < end && count < numbers.size()) {
    const auto [rest, error] = std::from_chars(at, end, numbers[count]);
    if (error == std::errc{}) {
      if (rest < end && *rest == '%' && count < 3) numbers[count] *= 2.55;
      at = rest;
      ++count;
    } else {
      ++at;
    }
  }
  if (count < 3) return std::nullopt;
  const auto byte = [](double number) {
    return static_cast<std::uint8_t>(std::clamp(number, 0.0, 255.0));
  };
  return Colour{byte(numbers[0]), byte(numbers[1]), byte(numbers[2]), numbers[3] <= 0.01};
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  constexpr std::string_view blanks = " \t\r\n\f";
  for (auto at = text.find_first_not_of(blanks); at != text.npos;) {
    const auto end = std::min(text.find_first_of(blanks, at), text.size());
    result.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(blanks, end);
  }
  return result;
}

// `background: #003 url(x.png) no-repeat`
void declare_background(std::string_view value, Declared& into) {
  if (contains_ignoring_case(value, "url(") || contains_ignoring_case(value, "gradient")) {
    into.background_image = true;
    return;
  }
  if (const auto whole = parse_colour(value)) {
    into.background = whole;
    return;
  }
  for (const auto word : words(value))
    if (const auto colour = parse_colour(word)) into.background = colour;
}

// The third of three or four values, else the first, is the margin below.
bool has_no_margin_below(std::string_view value) {
  const auto values = words(value);
  if (values.empty()) return false;
  const auto length = parse_length(values.size() >= 3 ? values[2] : values[0]);
  return length && length->pixels < 4;
}

bool is_tiny(std::string_view value) {
  const auto length = parse_length(value);
  return length && length->pixels <= 1.4;
}

void declare_box(std::string_view property, std::string_view value, Declared& into) {
  if (property == "width" || property == "max-width") {
    into.no_width = is_nothing(value);
  } else if (property == "height" || property == "max-height") {
    into.no_height = is_nothing(value);
  } else if (property == "overflow") {
    into.clips = starts_ignoring_case(value, "hidden");
  } else if (property == "text-indent" || property == "left" || property == "top") {
    const auto length = parse_length(value);
    if (length && length->pixels <= -500) into.gone = true;
  } else if (property == "margin") {
    into.tight = has_no_margin_below(value);
  } else if (property == "margin-bottom") {
    const auto length = parse_length(value);
    into.tight = length && length->pixels < 4;
  } else if (property == "border") {
    into.no_border = starts_ignoring_case(value, "none") || is_nothing(value);
  } else if (property == "border-top") {
    into.rule_above = contains_ignoring_case(value, "solid");
  }
}

void declare(std::string_view property, std::string_view value, Declared& into) {
  if (property == "display") {
    into.display_none = starts_ignoring_case(value, "none");
  } else if (property == "visibility") {
    into.invisible =
        starts_ignoring_case(value, "hidden") || starts_ignoring_case(value, "collapse");
  } else if (property == "font-size") {
    into.tiny = is_tiny(value);
  } else if (property == "white-space") {
    into.keeps_lines = starts_ignoring_case(value, "pre");
  } else if (property == "opacity") {
    const auto opacity = parse_length(value);
    if (opacity && opacity->pixels <= 0.02) into.gone = true;
  } else if (property == "mso-hide") {
    if (starts_ignoring_case(value, "all")) into.gone = true;
  } else if (property == "color") {
    into.colour = parse_colour(value);
  } else if (property == "background" || property == "background-color") {
    declare_background(value, into);
  } else if (property == "background-image") {
    into.background_image = !starts_ignoring_case(value, "none");
  } else {
    declare_box(property, value, into);
  }
}

}  // namespace

bool Colour::is_near(const Colour& other) const {
  const auto distance = [](std::uint8_t a, std::uint8_t b) { return a > b ? a - b : b - a; };
  return distance(red, other.red) <= 10 && distance(green, other.green) <= 10 &&
         distance(blue, other.blue) <= 10;
}

std::optional<Colour> parse_colour(std::string_view value) {
  struct Named {
    std::string_view name;
    Colour colour;
  };
  static constexpr std::array named{Named{"white", {255, 255, 255}},
                                    Named{"black", {0, 0, 0}},
                                    Named{"transparent", {0, 0, 0, true}},
                                    Named{"red", {255, 0, 0}},
                                    Named{"blue", {0, 0, 255}},
                                    Named{"green", {0, 128, 0}},
                                    Named{"navy", {0, 0, 128}},
                                    Named{"gray", {128, 128, 128}},
                                    Named{"grey", {128, 128, 128}},
                                    Named{"silver", {192, 192, 192}},
                                    Named{"yellow", {255, 255, 0}},
                                    Named{"maroon", {128, 0, 0}},
                                    Named{"purple", {128, 0, 128}},
                                    Named{"orange", {255, 165, 0}},
                                    Named{"teal", {0, 128, 128}},
                                    Named{"windowtext", {0, 0, 0}},
                                    Named{"window", {255, 255, 255}},
                                    Named{"whitesmoke", {245, 245, 245}},
                                    Named{"snow", {255, 250, 250}},
                                    Named{"ivory", {255, 255, 240}}};
  value = trim(value);
  if (value.starts_with('#')) return parse_hex(value.substr(1));
  if (starts_ignoring_case(value, "rgb")) return parse_rgb(value);
  for (const auto& [name, colour] : named)
    if (equals_ignoring_case(value, name)) return colour;
  // <font color="FFFFFF"> needs no '#'.
  return value.size() == 6 ? parse_hex(value) : std::nullopt;
}

bool Declared::says_nothing() const {
  return !display_none && !invisible && !tiny && !keeps_lines && !tight && !colour && !background &&
         !background_image && !gone && !no_width && !no_height && !clips;
}

void Declared::add(const Declared& later) {
  const auto take = [](auto& into, const auto& from) {
    if (from) into = from;
  };
  take(display_none, later.display_none);
  take(invisible, later.invisible);
  take(tiny, later.tiny);
  take(keeps_lines, later.keeps_lines);
  take(tight, later.tight);
  take(colour, later.colour);
  take(background, later.background);
  background_image |= later.background_image;
  gone |= later.gone;
  no_width |= later.no_width;
  no_height |= later.no_height;
  clips |= later.clips;
  no_border |= later.no_border;
  rule_above |= later.rule_above;
}

Declared parse_declarations(std::string_view css) {
  Declared declared;
  while (!css.empty()) {
    const auto end = std::min(css.find(';'), css.size());
    const auto declaration = css.substr(0, end);
    css.remove_prefix(std::min(end + 1, css.size()));
    const auto colon = declaration.find(':');
    if (colon == declaration.npos) continue;
    auto value = declaration.substr(colon + 1);
    value = value.substr(0, value.find('!'));  // "!important" changes nothing here
    declare(base::lower_ascii(trim(declaration.substr(0, colon))), trim(value), declared);
  }
  return declared;
}

void StyleSheet::add_rule(std::string_view selectors, const Declared& declared) {
  for (const auto part : base::split(selectors, ',')) {
    const auto selector = base::lower_ascii(trim(part));
    if (selector.empty() || selector.find_first_of(" >+~:[*\t\n\r") != selector.npos) continue;
    rules_[selector].add(declared);
  }
}

void StyleSheet::add(std::string_view css) {
  std::size_t at = 0;
  while (at < css.size()) {
    const auto open = css.find('{', at);
    if (open == css.npos) return;
    auto selectors = css.substr(at, open - at);
    // What stands before a comment's end or the "<!--" of old clients is no selector.
    for (const std::string_view end : {"*/", "<!--", ";"})
      if (const auto last = selectors.rfind(end); last != selectors.npos)
        selectors.remove_prefix(last + end.size());
    if (trim(selectors).starts_with('@')) {
      // A rule for some screens only (@media …{ a{} b{} }): left out with its blocks.
      int depth = 1;
      for (at = open + 1; at < css.size() && depth > 0; ++at)
        depth += css[at] == '{' ? 1 : css[at] == '}' ? -1 : 0;
      continue;
    }
    const auto close = std::min(css.find('}', open), css.size());
    const auto declared = parse_declarations(css.substr(open + 1, close - open - 1));
    if (!declared.says_nothing()) add_rule(selectors, declared);
    at = close + 1;
  }
}

void StyleSheet::find(std::string_view selector, Declared& into) const {
  if (const auto rule = rules_.find(selector); rule != rules_.end()) into.add(rule->second);
}

Declared StyleSheet::of(std::string_view tag, std::string_view classes, std::string_view id) const {
  Declared declared;
  find(tag, declared);
  if (!classes.empty()) {
    std::string selector;
    for (const auto name : words(classes)) {
      selector.assign(tag).append(".").append(base::lower_ascii(name));
      find(std::string_view(selector).substr(tag.size()), declared);
      find(selector, declared);
    }
  }
  if (!id.empty()) find("#" + base::lower_ascii(id), declared);
  return declared;
}

}  // namespace candour::mail
