// SPDX-License-Identifier: MPL-2.0
#include "mail/uuencoded.h"

#include <optional>

#include "base/text.h"
#include "mail/codec.h"
#include "mail/raw_lines.h"

namespace candour::mail {

namespace {

// The name in "begin 644 name".
std::optional<std::string_view> announced_name(std::string_view line) {
  constexpr std::string_view begin = "begin ";
  if (!line.starts_with(begin)) return {};
  line.remove_prefix(begin.size());
  const auto mode = line.find_first_not_of("01234567");
  if ((mode != 3 && mode != 4) || line[mode] != ' ') return {};
  const auto name = base::trim(line.substr(mode));
  return name.empty() ? std::nullopt : std::optional(name);
}

// A line of data says in its first character how many bytes it holds; four characters carry three.
// Some encoders add a checksum character, some lose trailing blanks on the way.
bool is_data(std::string_view line) {
  if (line.empty() || line.front() < ' ' || line.front() > '`') return false;
  const auto bytes = static_cast<std::size_t>((line.front() - ' ') & 0x3F);
  const auto characters = (bytes + 2) / 3 * 4;
  const auto found = line.size() - 1;
  if (found > characters + 2 || found + 3 < characters) return false;
  return line.find_first_not_of(
             " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`") ==
         std::string_view::npos;
}

struct Block {
  std::size_t end;  // past it, in the text
  bool complete;    // ended by its "end" line
};

std::optional<Block> data_after(std::string_view text, std::size_t position) {
  bool any = false;
  while (position < text.size()) {
    const auto line = line_at(text, position);
    if (any && line.text == "end") return Block{line.end, true};
    if (!is_data(line.text)) break;
    any = true;
    position = line.end;
  }
  return any ? std::optional(Block{position, false}) : std::nullopt;
}

}  // namespace

WithoutFiles take_uuencoded(std::string_view text, std::size_t limit) {
  WithoutFiles result;
  if (text.find("begin ") == std::string_view::npos) return result;
  for (std::size_t position = 0; position < text.size();) {
    const auto line = line_at(text, position);
    position = line.end;
    const auto name = result.files.size() < limit ? announced_name(line.text) : std::nullopt;
    const auto block = name ? data_after(text, line.end) : std::nullopt;
    if (!block) {
      result.text += text.substr(line.begin, line.end - line.begin);
      continue;
    }
    auto decoded = decode_uuencode(text.substr(line.begin, block->end - line.begin));
    result.malformed |= decoded.malformed || !block->complete;
    result.files.push_back({std::string(*name), std::move(decoded.bytes)});
    position = block->end;
  }
  return result;
}

}  // namespace candour::mail
