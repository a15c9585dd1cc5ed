// SPDX-License-Identifier: MPL-2.0

#include "remotes/url_text.h"

#include <algorithm>

#include "base/text.h"

namespace candour::remotes {

namespace {

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::size_t digit_value(char c) {
  return hexadecimal.find(c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c);
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto high = at + 2 < text.size() ? digit_value(text[at + 1]) : hexadecimal.npos;
    const auto low = at + 2 < text.size() ? digit_value(text[at + 2]) : hexadecimal.npos;
    if (text[at] == '%' && high != hexadecimal.npos && low != hexadecimal.npos) {
      plain += static_cast<char>(high << 4 | low);
      at += 2;
    } else {
      plain += text[at] == '+' ? ' ' : text[at];
    }
  }
  return plain;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', hexadecimal[byte >> 4], hexadecimal[byte & 15]};
  }
  return encoded;
}

std::string form_encoded(const Form& form) {
  std::string text;
  for (const auto& [name, value] : form)
    text += (text.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return text;
}

Form parse_form(std::string_view text) {
  Form form;
  for (const auto field : base::split(text, '&')) {
    if (field.empty()) continue;
    const auto equals = field.find('=');
    form.emplace_back(decoded(field.substr(0, equals)),
                      equals == field.npos ? "" : decoded(field.substr(equals + 1)));
  }
  return form;
}

std::string_view value_of(const Form& form, std::string_view name) {
  const auto found = std::find_if(form.begin(), form.end(),
                                  [&](const auto& field) { return field.first == name; });
  return found == form.end() ? std::string_view() : found->second;
}

bool is_https_url(std::string_view url) {
  return !host_in(url).empty() &&
         std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::string_view host_in(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  if (!url.starts_with(scheme)) return {};
  url.remove_prefix(scheme.size());
  url = url.substr(0, url.find_first_of("/?#"));
  return url.find('@') == url.npos ? url : std::string_view();
}

}  // namespace candour::remotes
