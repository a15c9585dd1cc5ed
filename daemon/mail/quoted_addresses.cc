// SPDX-License-Identifier: MPL-2.0

#include "mail/quoted_addresses.h"

#include <algorithm>

#include "base/text.h"
#include "mail/lines.h"

namespace candour::mail {

namespace {

bool is_address_character(char c) {
  return static_cast<unsigned char>(c) > ' ' &&
         std::string_view("<>()[]\",;:").find(c) == std::string_view::npos;
}

// The address around the first '@', with "mailto:" and brackets left outside.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Found find_address(std::string_view entry) {
  const auto at = entry.find('@');
  if (at == entry.npos) return {};
  Found found{at, at + 1};
  while (found.begin > 0 && is_address_character(entry[found.begin - 1])) --found.begin;
  while (found.end < entry.size() && is_address_character(entry[found.end])) ++found.end;
  while (found.end > at + 1 && entry[found.end - 1] == '.') --found.end;
  return found;
}

// What is left of a display name once brackets and quotes around it are gone.
std::string clean_name(std::string_view name) {
  name = base::trim(name);
  for (bool changed = true; changed && !name.empty();) {
    changed = false;
    for (const std::string_view end : {"mailto:", "on behalf of"})
      if (base::lower_ascii(name.substr(name.size() - std::min(name.size(), end.size()))) == end) {
        name.remove_suffix(end.size());
        changed = true;
      }
    name = base::trim(name);
    if (!name.empty() &&
        std::string_view("<([\"'*,;:").find(name.back()) != std::string_view::npos) {
      name.remove_suffix(1);
      changed = true;
    }
    if (!name.empty() &&
        std::string_view("<([\"'*,;:>").find(name.front()) != std::string_view::npos) {
      name.remove_prefix(1);
      changed = true;
    }
  }
  // "Jane Smith < mailto:Jane Smith <": a link around name and address.
  return std::string(base::trim(name.substr(0, name.find("< mailto:"))));
}

Address read_entry(std::string_view entry) {
  const auto [begin, end] = find_address(entry);
  if (begin == end) return {clean_name(entry), ""};
  Address address{clean_name(entry.substr(0, begin)),
                  std::string(entry.substr(begin, end - begin))};
  if (address.name == address.address) address.name.clear();
  return address;
}

// Cuts at separators outside quotes and brackets.
std::vector<std::string_view> entries(std::string_view value, char separator) {
  std::vector<std::string_view> result;
  bool quoted = false;
  int brackets = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const char c = i < value.size() ? value[i] : separator;
    if (c == '"') quoted = !quoted;
    if (c == '<' || c == '[' || c == '(') ++brackets;
    if (c == '>' || c == ']' || c == ')') brackets = std::max(0, brackets - 1);
    if (i < value.size() && (c != separator || quoted || brackets > 0)) continue;
    if (const auto entry = base::trim(value.substr(begin, i - begin)); !entry.empty())
      result.push_back(entry);
    begin = i + 1;
  }
  return result;
}

bool is_one_word(std::string_view entry) {
  return entry.find_first_of(" @<") == entry.npos;
}

std::vector<Address> parse_list(std::string_view value) {
  std::vector<Address> addresses;
  const auto by_semicolon = entries(value, ';');
  if (by_semicolon.size() > 1 || value.find(';') != value.npos) {
    for (const auto entry : by_semicolon) addresses.push_back(read_entry(entry));
  } else {
    const auto by_comma = entries(value, ',');
    for (std::size_t i = 0; i < by_comma.size(); ++i) {
      // "Smith, Jane <a@b.example>" is one person, "Jane Smith, Bob Jones" are two.
      if (is_one_word(by_comma[i]) && i + 1 < by_comma.size()) {
        auto address = read_entry(by_comma[i + 1]);
        const auto surname = clean_name(by_comma[i]);
        if (!address.name.empty() || address.address.empty()) {
          address.name = surname + ", " + address.name;
          addresses.push_back(std::move(address));
          ++i;
          continue;
        }
      }
      addresses.push_back(read_entry(by_comma[i]));
    }
  }
  std::erase_if(addresses,
                [](const Address& each) { return each.name.empty() && each.address.empty(); });
  return addresses;
}

}  // namespace

std::vector<Address> parse_quoted_addresses(std::string_view value) {
  const auto lower = base::lower_ascii(value);
  for (const std::string_view words : {" on behalf of ", " ar ran "}) {
    const auto at = lower.find(words);
    if (at == lower.npos) continue;
    auto people = parse_list(value.substr(at + words.size()));
    for (auto& sender : parse_list(value.substr(0, at))) people.push_back(std::move(sender));
    return people;
  }
  return parse_list(value);
}

bool looks_like_a_person(const Address& address) {
  if (!address.address.empty()) return true;
  const auto parts = words_of(address.name);
  return !parts.empty() && parts.size() <= 6 && (parts[0][0] < 'a' || parts[0][0] > 'z');
}

}  // namespace candour::mail
