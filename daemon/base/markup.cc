// SPDX-License-Identifier: MPL-2.0

#include "base/markup.h"

#include "base/unicode.h"

namespace candour::base {

namespace {

// In text and in double-quoted attributes alike.
std::string escaped(std::string_view words) {
  std::string html;
  html.reserve(words.size() + words.size() / 8);
  for (const char c : valid_utf8(words)) {
    if (c == '\r') continue;  // of a line end; HTML knows LF alone
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else if (c == '>')
      html += "&gt;";
    else if (c == '"')
      html += "&quot;";
    else if (c == '\'')
      html += "&#39;";
    else if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
      html += "\xef\xbf\xbd";
    else
      html += c;
  }
  return html;
}

std::string opening(MarkupName tag, const std::vector<Attribute>& attributes) {
  std::string html = "<" + std::string(tag.text());
  for (const auto& attribute : attributes)
    html += " " + std::string(attribute.name.text()) + "=\"" + escaped(attribute.value) + "\"";
  return html + ">";
}

}  // namespace

Markup text(std::string_view words) {
  Markup markup;
  markup.html_ = escaped(words);
  return markup;
}

Markup element(MarkupName tag, const std::vector<Attribute>& attributes, const Markup& content) {
  Markup markup;
  markup.html_ = opening(tag, attributes) + content.html_ + "</" + std::string(tag.text()) + ">";
  return markup;
}

Markup element(MarkupName tag, const Markup& content) {
  return element(tag, {}, content);
}

Markup element(MarkupName tag, const std::vector<Attribute>& attributes, std::string_view words) {
  return element(tag, attributes, text(words));
}

Markup element(MarkupName tag, std::string_view words) {
  return element(tag, {}, text(words));
}

Markup empty_element(MarkupName tag, const std::vector<Attribute>& attributes) {
  Markup markup;
  markup.html_ = opening(tag, attributes);
  return markup;
}

}  // namespace candour::base
