// SPDX-License-Identifier: MPL-2.0

#include "listeners/relayed_bytes.h"

#include "base/text.h"

namespace candour::listeners {

namespace {

/// A header field with its folded lines and line ends, or a line that is no field.
struct RawField {
  std::string_view name;   // as written; empty where it is no field
  std::string_view value;  // not unfolded
  std::string_view bytes;  // the whole field
};

std::size_t end_of_line(std::string_view text, std::size_t from) {
  const auto end = text.find('\n', from);
  return end == text.npos ? text.size() : end + 1;
}

bool is_empty_line(std::string_view text) {
  return text.starts_with("\r\n") || text.starts_with('\n');
}

/// Takes the first field off `header`.
RawField take_field(std::string_view& header) {
  auto end = end_of_line(header, 0);
  while (end < header.size() && (header[end] == ' ' || header[end] == '\t'))
    end = end_of_line(header, end);
  RawField field{{}, {}, header.substr(0, end)};
  header.remove_prefix(end);
  const auto colon = field.bytes.find(':');
  if (colon == field.bytes.npos) return field;
  // Blanks before the colon are obsolete, yet some readers allow them (RFC 5322 section 4.5.3).
  auto name = field.bytes.substr(0, colon);
  name = name.substr(0, name.find_last_not_of(" \t\r\n") + 1);
  if (name.empty() || name.find_first_of(" \t\r\n") != name.npos) return field;
  field.name = name;
  field.value = field.bytes.substr(colon + 1);
  return field;
}

bool is_ours(const RawField& field) {
  constexpr std::string_view prefix = "X-Candour-";
  return base::equals_ignoring_case(field.name.substr(0, prefix.size()), prefix);
}

bool is_blind_copy(const RawField& field) {
  return base::equals_ignoring_case(field.name, "Bcc") ||
         base::equals_ignoring_case(field.name, "Resent-Bcc");
}

}  // namespace

std::vector<std::string_view> relayed_pieces(std::string_view message) {
  std::vector<std::string_view> pieces;
  std::size_t kept_from = 0;
  std::string_view rest = message;
  while (!rest.empty() && !is_empty_line(rest)) {
    const std::size_t begin = message.size() - rest.size();
    const auto field = take_field(rest);
    if (!is_ours(field) && !is_blind_copy(field)) continue;
    if (begin > kept_from) pieces.push_back(message.substr(kept_from, begin - kept_from));
    kept_from = begin + field.bytes.size();
  }
  if (kept_from < message.size()) pieces.push_back(message.substr(kept_from));
  return pieces;
}

std::string relayed_bytes(std::string_view message) {
  std::string bytes;
  for (const auto piece : relayed_pieces(message)) bytes.append(piece);
  return bytes;
}

std::string acknowledgement_in(std::string_view message) {
  std::string value;
  int count = 0;
  while (!message.empty() && !is_empty_line(message)) {
    const auto field = take_field(message);
    if (!base::equals_ignoring_case(field.name, "X-Candour-Ack")) continue;
    ++count;
    value = base::trim(field.value);
  }
  return count == 1 ? value : std::string();
}

}  // namespace candour::listeners
