// SPDX-License-Identifier: MPL-2.0

#include "console/password.h"

#include <argon2.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/composed_characters.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/unicode.h"
#include "base/wipe.h"

namespace candour::console {

namespace {

constexpr std::size_t salt_octets = 16;  // RFC 9106 section 3.1
constexpr std::size_t tag_octets = 32;   // section 4
constexpr std::size_t longest_hash = 256;
constexpr HashCost most_cost{1u << 20, 64, 64};
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

base::Error failed(int code) {
  return {base::Fault::unavailable, "console.password",
          std::string("Argon2: ") + ::argon2_error_message(code)};
}

std::size_t characters_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

bool taken(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool taken(std::string_view& text, std::uint32_t& number) {
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || text.starts_with('0')) return false;
  text.remove_prefix(static_cast<std::size_t>(stopped - text.data()));
  return true;
}

/// Takes the cost from the hash's beginning: what is left are the salt and the tag.
std::optional<HashCost> take_cost(std::string_view& hash) {
  HashCost cost;
  if (taken(hash, "$argon2id$v=19$m=") && taken(hash, cost.memory_kib) && taken(hash, ",t=") &&
      taken(hash, cost.passes) && taken(hash, ",p=") && taken(hash, cost.lanes) && taken(hash, "$"))
    return cost;
  return {};
}

// Without padding.
constexpr std::size_t base64_length(std::size_t octets) {
  return (octets * 8 + 5) / 6;
}

bool is_base64(std::string_view text, std::size_t octets) {
  return text.size() == base64_length(octets) && text.find_first_not_of(base64_digits) == text.npos;
}

}  // namespace

std::string fault_of_password(std::string_view password, std::string_view user) {
  if (!base::is_valid_utf8(password)) return "The password is no text in UTF-8.";
  if (characters_of(password) < shortest_password)
    return "The password is too short: it has 12 characters or more. Four words that have nothing "
           "to do with each other make a good one.";
  if (password.size() > longest_password) return "The password is too long: 1,024 bytes at most.";
  if (std::all_of(password.begin(), password.end(), [&](char c) { return c == password.front(); }))
    return "The password is one character again and again; take another.";
  if (base::equals_ignoring_case(base::trim(password), user))
    return "The password is the user's name; take another.";
  return {};
}

base::Result<std::string> hash_password(std::string_view password, const HashCost& cost) {
  auto composed = base::composed_characters(password);
  const base::Wiped wiped(composed);
  const auto salt = base::random_bytes(salt_octets);
  std::string hash(longest_hash, '\0');
  const int code = ::argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes,
                                           composed.data(), composed.size(), salt.data(),
                                           salt.size(), tag_octets, hash.data(), hash.size());
  if (code != ARGON2_OK) return failed(code);
  hash.resize(hash.find('\0'));
  return hash;
}

base::Result<bool> is_password(std::string_view password, const std::string& hash) {
  auto composed = base::composed_characters(password.substr(0, longest_password + 1));
  const base::Wiped wiped(composed);
  const int code = ::argon2id_verify(hash.c_str(), composed.data(), composed.size());
  if (code == ARGON2_OK) return true;
  if (code == ARGON2_VERIFY_MISMATCH) return false;
  return failed(code);
}

// All bits zero: whoever found a password for it would have broken Argon2.
std::string nobodys_hash(const HashCost& cost) {
  return "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) +
         ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(cost.lanes) + "$" +
         std::string(base64_length(salt_octets), 'A') + "$" +
         std::string(base64_length(tag_octets), 'A');
}

bool is_password_hash(std::string_view text) {
  if (text.size() >= longest_hash) return false;
  const auto cost = take_cost(text);
  if (!cost || cost->memory_kib > most_cost.memory_kib || cost->passes > most_cost.passes ||
      cost->lanes > most_cost.lanes || cost->passes < 1 || cost->lanes < 1 ||
      cost->memory_kib < 8 * cost->lanes)
    return false;
  const auto dollar = text.find('$');
  return dollar != text.npos && is_base64(text.substr(0, dollar), salt_octets) &&
         is_base64(text.substr(dollar + 1), tag_octets);
}

bool is_of_other_cost(std::string_view hash, const HashCost& cost) {
  const auto its = take_cost(hash);
  return !its || its->memory_kib != cost.memory_kib || its->passes != cost.passes ||
         its->lanes != cost.lanes;
}

}  // namespace candour::console
