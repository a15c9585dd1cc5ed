// SPDX-License-Identifier: MPL-2.0

#include "stores/sealed_record.h"

#include <charconv>
#include <optional>

#include "base/digest.h"

namespace candour::stores {

namespace {

constexpr std::string_view first_line = "candour-held 1\n";
constexpr std::string_view seal_name = "sha256 ";
constexpr std::size_t seal_bytes = seal_name.size() + 64 + 1;

base::Error broken(std::string detail) {
  return {base::Fault::malformed, "stores.sealed_record", std::move(detail)};
}

bool may_stand(std::string_view name, std::string_view value) {
  constexpr std::string_view line_ends("\r\n\0", 3);
  return !name.empty() && name.find_first_of(" \r\n") == std::string_view::npos &&
         value.find_first_of(line_ends) == std::string_view::npos;
}

std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// The line at the front, without its end, which is taken off; nothing where no line ends.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string_view SealedRecord::first(std::string_view name) const {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return {};
}

std::vector<std::string> SealedRecord::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields)
    if (key == name) values.push_back(value);
  return values;
}

base::Result<SealedFrame> seal(const RecordFields& fields,
                               const std::vector<std::string_view>& body) {
  SealedFrame frame{std::string(first_line), std::string(seal_name)};
  for (const auto& [name, value] : fields) {
    if (!may_stand(name, value)) return broken("the field " + name + " holds a line end");
    frame.head += name + ' ' + value + '\n';
  }
  std::size_t bytes = 0;
  for (const auto piece : body) bytes += piece.size();
  frame.head += "bytes " + std::to_string(bytes) + "\n\n";
  base::Sha256 digest;
  digest.add(frame.head);
  for (const auto piece : body) digest.add(piece);
  frame.seal += digest.hex() + '\n';
  return frame;
}

base::Result<SealedRecord> open_sealed(std::string_view file) {
  if (!file.starts_with(first_line)) return broken("it does not begin as held mail does");
  if (file.size() < first_line.size() + seal_bytes) return broken("its end is missing");
  const auto sealed = file.substr(0, file.size() - seal_bytes);
  const auto expected = std::string(seal_name) + base::sha256_hex(sealed) + '\n';
  if (file.substr(sealed.size()) != expected)
    return broken("its end is missing, or it was changed after it was written");
  SealedRecord record;
  auto rest = sealed.substr(first_line.size());
  for (;;) {
    const auto line = take_line(rest);
    if (!line) return broken("its fields have no end");
    if (line->empty()) break;
    const auto blank = line->find(' ');
    if (blank == std::string_view::npos) return broken("it has a line that is no field");
    record.fields.emplace_back(line->substr(0, blank), line->substr(blank + 1));
  }
  if (number(record.first("bytes")) != rest.size()) return broken("its length is not as it says");
  record.body = rest;
  return record;
}

}  // namespace candour::stores
