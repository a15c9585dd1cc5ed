// SPDX-License-Identifier: MPL-2.0

#include "stores/chain.h"

#include <charconv>

#include "base/digest.h"

namespace candour::stores {

namespace {

constexpr std::size_t link_bytes = 32;

void add(std::string& text, std::string_view value) {
  text += std::to_string(value.size()) + ':';
  text += value;
  text += '\n';
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() != 2 * link_bytes) return std::nullopt;
  std::string bytes;
  for (; !hex.empty(); hex.remove_prefix(2)) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + 2, value, 16);
    if (error != std::errc() || end != hex.data() + 2) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

}  // namespace

std::string to_string(const ChainHead& head) {
  return std::to_string(head.number) + '-' + base::to_hex(head.link);
}

std::optional<ChainHead> parse_head(std::string_view text) {
  ChainHead head;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.number);
  if (error != std::errc() || head.number < 1 || end == text.data() + text.size() || *end != '-')
    return std::nullopt;
  auto link = from_hex(std::string_view(end + 1, text.data() + text.size()));
  if (!link) return std::nullopt;
  head.link = std::move(*link);
  return head;
}

std::string first_link() {
  return std::string(link_bytes, '\0');
}

std::string link_of(std::string_view before, const JournalEvent& event) {
  std::string text(before);
  text += "candour-link 1\n";
  add(text, std::to_string(event.number));
  add(text, std::to_string(event.time.time_since_epoch().count()));
  add(text, event.kind);
  add(text, event.subject);
  add(text, event.told);
  add(text, event.content);
  return base::sha256_bytes(text);
}

}  // namespace candour::stores
