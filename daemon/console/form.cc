// SPDX-License-Identifier: MPL-2.0

#include "console/form.h"

#include <algorithm>

#include "base/text.h"
#include "base/wipe.h"

namespace candour::console {

namespace {

base::Error malformed(std::string detail) {
  return {base::Fault::malformed, "console.form", std::move(detail)};
}

base::Error too_many() {
  return {base::Fault::over_limit, "console.form", "too many fields in one form"};
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

base::Result<std::string> decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());  // growing, it would leave copies of passwords behind
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      result += ' ';
    } else if (text[i] != '%') {
      result += text[i];
    } else {
      const int high = i + 2 < text.size() ? hexadecimal(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hexadecimal(text[i + 2]) : -1;
      if (high < 0 || low < 0) return malformed("a % without two hexadecimal digits");
      result += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return result;
}

// The value of name="…" among a field's parameters; browsers write a quote in it as %22.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  for (std::size_t at = field.find(';'); at != field.npos; at = field.find(';', at)) {
    const auto rest = base::trim(field.substr(++at));
    if (rest.size() <= name.size() || rest[name.size()] != '=' ||
        !base::equals_ignoring_case(rest.substr(0, name.size()), name))
      continue;
    const auto value = rest.substr(name.size() + 1);
    if (!value.starts_with('"')) return std::string(base::trim(value.substr(0, value.find(';'))));
    const auto end = value.find('"', 1);
    if (end == value.npos) return {};
    return std::string(value.substr(1, end - 1));
  }
  return {};
}

/// The name of a part's field, from its header.
std::optional<std::string> field_name(std::string_view header) {
  for (const auto line : base::split(header, '\n')) {
    const auto colon = line.find(':');
    if (colon != line.npos &&
        base::equals_ignoring_case(base::trim(line.substr(0, colon)), "content-disposition"))
      return parameter(line.substr(colon + 1), "name");
  }
  return {};
}

base::Result<void> read_part(std::string_view part, Form& form) {
  const auto blank = part.find("\r\n\r\n");
  if (blank == part.npos) return malformed("a part without the blank line after its header");
  auto name = field_name(part.substr(0, blank));
  if (!name) return malformed("a part without a name");
  if (form.fields().size() == most_fields) return too_many();
  form.add(std::move(*name), std::string(part.substr(blank + 4)));
  return {};
}

}  // namespace

void Form::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

void Form::wipe() {
  for (auto& [name, value] : fields_) base::wipe(value);
}

const std::string& Form::operator[](std::string_view name) const {
  static const std::string none;
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const auto& f) { return f.first == name; });
  return found == fields_.end() ? none : found->second;
}

base::Result<Form> read_url_encoded(std::string_view text) {
  Form form;
  form.reserve(std::min<std::size_t>(
      static_cast<std::size_t>(std::count(text.begin(), text.end(), '&')) + 1, most_fields));
  for (const auto field : base::split(text, '&')) {
    if (field.empty()) continue;
    if (form.fields().size() == most_fields) return too_many();
    const auto equals = field.find('=');
    auto name = decoded(field.substr(0, equals));
    if (!name) return name.error();
    auto value = decoded(equals == field.npos ? std::string_view() : field.substr(equals + 1));
    if (!value) return value.error();
    form.add(std::move(*name), std::move(*value));
  }
  return form;
}

base::Result<Form> read_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70)
    return malformed("multipart/form-data without a boundary");
  const auto opening = "--" + *boundary, between = "\r\n" + opening;
  if (!body.starts_with(opening)) return malformed("it does not begin with its boundary");
  Form form;
  auto rest = body.substr(opening.size());
  while (!rest.starts_with("--")) {
    if (!rest.starts_with("\r\n")) return malformed("words after a boundary");
    const auto end = rest.find(between, 2);
    if (end == rest.npos) return malformed("the closing boundary is missing");
    if (auto read = read_part(rest.substr(2, end - 2), form); !read) return read.error();
    rest = rest.substr(end + between.size());
  }
  return form;
}

std::optional<std::string> cookie_named(std::string_view name, std::string_view header) {
  std::optional<std::string> found;
  for (const auto pair : base::split(header, ';')) {
    const auto equals = pair.find('=');
    if (equals == pair.npos || base::trim(pair.substr(0, equals)) != name) continue;
    if (found) return {};
    found = std::string(base::trim(pair.substr(equals + 1)));
  }
  return found;
}

std::string url_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') ||
                       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || c == '-' || c == '_' ||
                       c == '.';
    if (plain)
      result += c;
    else
      result += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return result;
}

}  // namespace candour::console
