// SPDX-License-Identifier: MPL-2.0
//
// Passwords as Argon2id (RFC 9106) keeps them, by libargon2: slow and hungry for memory on purpose,
// so whoever gets hold of the users' file has to spend as much on each guess.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::console {

/// What one hash costs. As it stands: RFC 9106 section 4, the second recommended option, for where
/// memory is scarce.
struct HashCost {
  std::uint32_t memory_kib = 64u << 10;
  std::uint32_t passes = 3;
  std::uint32_t lanes = 4;
};

inline constexpr std::size_t shortest_password = 12;    // characters
inline constexpr std::size_t longest_password = 1'024;  // bytes

/// What is wrong with it as that user's password, as a sentence; empty: nothing.
std::string fault_of_password(std::string_view password, std::string_view user);

/// "$argon2id$v=19$m=65536,t=3,p=4$…" with a salt of its own; the cost stands in it.
///
/// Errors   unavailable: there is not enough memory
base::Result<std::string> hash_password(std::string_view password, const HashCost& cost);

/// Takes as long whether it is the password or not.
///
/// hash     is_password_hash()
/// Errors   unavailable: there is not enough memory
base::Result<bool> is_password(std::string_view password, const std::string& hash);

/// Of that cost, and no password's.
std::string nobodys_hash(const HashCost& cost);

/// Whether it can be one, at a cost that this machine is ready to pay (1 GiB at most).
bool is_password_hash(std::string_view text);

/// Whether the hash was made at another cost.
bool is_of_other_cost(std::string_view hash, const HashCost& cost);

}  // namespace candour::console
