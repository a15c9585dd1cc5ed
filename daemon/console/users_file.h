// SPDX-License-Identifier: MPL-2.0
//
// The file of the console's users, a line each:
//
//   NAME ROLE PASSWORD-ID HASH
//   helen clerk 0f1e2d3c4b5a6978 $argon2id$v=19$m=65536,t=3,p=4$…$…
//
// Blank lines and those that begin with # say nothing. The password's id is another with each
// password: a session of an earlier one is known by it. Pure, fuzzed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "console/role.h"

namespace candour::console {

struct UserRecord {
  std::string name;
  Role role = Role::reader;
  std::string password_id;  // 16 hexadecimal digits
  std::string hash;         // is_password_hash()
};

inline constexpr std::size_t most_users = 500;
inline constexpr std::size_t longest_user_name = 64;

/// Small letters, digits and . _ - @ + of ASCII, 64 at most; the first a letter or a digit.
bool is_user_name(std::string_view name);

/// file     its name, for faults
/// Errors   malformed: every fault on a line of its own, "console-users:3: …". Never what stands
///          there: it may be a password that went astray.
base::Result<std::vector<UserRecord>> read_users(std::string_view text, std::string_view file);

/// As read_users() reads it, by name.
std::string written(std::vector<UserRecord> users);

}  // namespace candour::console
