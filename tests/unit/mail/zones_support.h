// SPDX-License-Identifier: MPL-2.0
//
// Mails written with the expected zone before each line: "A|Dear Jane", "Q|> old", "S|Helen",
// "D|This email …". Empty lines carry no letter.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"
#include "mail/html_text.h"
#include "mail/mail.h"
#include "mail/zones.h"

namespace candour::mail {

/// The text of a mail so written, without the letters.
inline std::string without_letters(std::string_view lettered) {
  std::string text;
  for (const auto line : base::split(lettered, '\n'))
    text.append(line.size() > 1 && line[1] == '|' ? line.substr(2) : line).append("\n");
  text.pop_back();
  return text;
}

/// The body's written lines, each with the letter of its zone.
inline std::string with_letters(const Body& body) {
  constexpr std::string_view letters = "AQSD";
  std::string result;
  for (const auto& stretch : body.stretches) {
    const auto text =
        std::string_view(body.text).substr(stretch.begin, stretch.end - stretch.begin);
    for (const auto line : base::split(text, '\n')) {
      if (base::trim(line).empty()) continue;
      result += letters[static_cast<std::size_t>(stretch.zone)];
      result.append("|").append(line).append("\n");
    }
  }
  return result;
}

inline std::string without_empty_lines(std::string_view lettered) {
  std::string result;
  for (const auto line : base::split(lettered, '\n'))
    if (!base::trim(line).empty()) result.append(line).append("\n");
  return result;
}

inline Body divided(std::string text) {
  Body body;
  body.text = std::move(text);
  divide(body, {});
  return body;
}

inline Body divided_html(std::string_view html) {
  auto read = html_to_text(html);
  Body body;
  body.kind = Body::Kind::html;
  body.text = std::move(read.text);
  body.hidden = std::move(read.hidden);
  divide(body, read.marks);
  return body;
}

}  // namespace candour::mail
