// SPDX-License-Identifier: MPL-2.0
//
// Whatever stands in the file of the console's users: it is read within its limits or refused with
// faults that repeat nothing of it, and what was read is written as it was.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "console/password.h"
#include "console/users_file.h"

namespace {

using namespace candour::console;

void must(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const auto users = read_users(input, "console-users");
  if (!users) {
    must(users.error().detail.size() < 4'000);
    return 0;
  }
  must(users->size() <= most_users);
  for (const auto& user : *users) must(is_user_name(user.name) && is_password_hash(user.hash));
  const auto again = read_users(written(*users), "console-users");
  must(again.has_value() && again->size() == users->size());
  must(written(*again) == written(*users));
  return 0;
}
