// SPDX-License-Identifier: MPL-2.0
//
// candour user: who signs in to the console with a password. The users' file is the daemon's own,
// so only its user and root may; a running candourd goes by it at once.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace candour::app {

struct UserOptions {
  std::filesystem::path config;
  std::string name;
  std::string role;  // "reader", "clerk", "admin"
  bool json = false;
};

/// Each returns the program's exit status: 0 done; 1 it may not or cannot be done; 2 the usage, the
/// configuration or the users' file is bad.
int add_user(const UserOptions& options, std::ostream& out, std::ostream& err);
int list_users(const UserOptions& options, std::ostream& out, std::ostream& err);
int remove_user(const UserOptions& options, std::ostream& out, std::ostream& err);
int change_password(const UserOptions& options, std::ostream& out, std::ostream& err);
int change_role(const UserOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
