// SPDX-License-Identifier: MPL-2.0

#include "app/exposition.h"

#include <array>
#include <charconv>
#include <cmath>

namespace candour::app {

namespace {

std::string escaped(std::string_view text, bool quotes) {
  std::string words;
  for (const char c : text) {
    if (c == '\\') {
      words += "\\\\";
    } else if (c == '\n') {
      words += "\\n";
    } else if (c == '"' && quotes) {
      words += "\\\"";
    } else {
      words += c;
    }
  }
  return words;
}

}  // namespace

void Exposition::family(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_ += "# HELP " + name_ + " " + escaped(help, false) + "\n";
  text_ += "# TYPE " + name_ + " " + std::string(type) + "\n";
}

void Exposition::sample(double value, Labels labels, std::string_view suffix) {
  text_ += name_;
  text_ += suffix;
  char separator = '{';
  for (const auto& [name, words] : labels) {
    text_ += separator;
    text_ += name;
    text_ += "=\"" + escaped(words, true) + "\"";
    separator = ',';
  }
  if (separator == ',') text_ += '}';
  text_ += " " + written_number(value) + "\n";
}

std::string written_number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

}  // namespace candour::app
