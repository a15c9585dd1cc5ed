// SPDX-License-Identifier: MPL-2.0

#include "console/users_file.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "console/password.h"

namespace candour::console {

namespace {

constexpr std::string_view heading =
    "# Who signs in to Candour's console with a password. Written by `candour user` and the "
    "console.\n"
    "# NAME ROLE PASSWORD-ID HASH\n";
constexpr std::size_t id_digits = 16;
constexpr std::size_t most_faults = 20;

bool is_id(std::string_view text) {
  return text.size() == id_digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (const auto word : base::split(line, ' '))
    if (!word.empty()) words.push_back(word);
  return words;
}

/// A line that says something; `fault` says what is wrong with it.
UserRecord read_line(std::string_view line, std::string& fault) {
  const auto words = words_of(line);
  UserRecord user;
  if (words.size() != 4) {
    fault = "a name, a role, a password's id and its hash are expected";
    return user;
  }
  const auto role = role_named(words[1]);
  if (!is_user_name(words[0]))
    fault = "this is no user's name: small letters, digits and . _ - @ + are allowed";
  else if (!role)
    fault = "the role is reader, clerk or admin";
  else if (!is_id(words[2]))
    fault = "the third word is no password's id";
  else if (!is_password_hash(words[3]))
    fault = "the fourth word is no password's hash";
  else
    user = {std::string(words[0]), *role, std::string(words[2]), std::string(words[3])};
  return user;
}

}  // namespace

bool is_user_name(std::string_view name) {
  constexpr std::string_view first = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view more = "abcdefghijklmnopqrstuvwxyz0123456789._-@+";
  return !name.empty() && name.size() <= longest_user_name &&
         first.find(name.front()) != first.npos && name.find_first_not_of(more) == name.npos;
}

base::Result<std::vector<UserRecord>> read_users(std::string_view text, std::string_view file) {
  std::vector<UserRecord> users;
  std::set<std::string, std::less<>> names;
  std::vector<std::string> faults;
  std::size_t number = 0;
  for (const auto raw : base::split(text, '\n')) {
    ++number;
    const auto line = base::trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    std::string fault;
    auto user = read_line(line, fault);
    if (fault.empty() && !names.insert(user.name).second) fault = "this user stands above already";
    if (fault.empty() && users.size() == most_users) fault = "500 users at most";
    if (fault.empty())
      users.push_back(std::move(user));
    else
      faults.push_back(std::string(file) + ":" + std::to_string(number) + ": " + fault);
    if (faults.size() == most_faults) break;
  }
  if (faults.empty()) return users;
  return base::Error{base::Fault::malformed, "console.users_file", base::join(faults, "\n")};
}

std::string written(std::vector<UserRecord> users) {
  std::ranges::sort(users, {}, &UserRecord::name);
  std::string text(heading);
  for (const auto& user : users)
    text += user.name + " " + std::string(name_of(user.role)) + " " + user.password_id + " " +
            user.hash + "\n";
  return text;
}

}  // namespace candour::console
