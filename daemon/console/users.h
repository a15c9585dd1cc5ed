// SPDX-License-Identifier: MPL-2.0
//
// The console's users as their file has them: who may sign in with which password, in which role.
// The file may be changed by others at any time (`candour user`); what it says now counts. One that
// cannot be read lets nobody in and is not written over.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "console/password.h"
#include "console/users_file.h"

namespace candour::console {

/// Thread-safe, and safe beside other processes. What takes a password takes its time: a tenth of a
/// second and 64 MB.
class Users {
 public:
  using Complain = std::function<void(const std::string& fault)>;

  /// file       mode 0600; without it there are no users
  /// complain   told once of a file that cannot be read, each time it is another
  explicit Users(std::filesystem::path file, HashCost cost = {}, Complain complain = {});

  /// By name. Errors   malformed, unavailable: the file cannot be read; the detail says why
  base::Result<std::vector<UserRecord>> all() const;
  base::Result<std::optional<UserRecord>> find(std::string_view name) const;

  /// Whose name and password these are; nothing: nobody's, and that took as long. A hash of another
  /// cost is made anew.
  ///
  /// Errors   malformed, unavailable: the file cannot be read, or memory is short
  base::Result<std::optional<UserRecord>> known(std::string_view name, std::string_view password);

  /// On the disk when they return.
  ///
  /// Errors   refused: the name is taken or no name, nobody has it, or the password will not do;
  ///          the detail says so, to whoever asked, as a sentence
  ///          malformed, unavailable: the file cannot be read or written; it is as it was
  base::Result<void> add(std::string_view name, Role role, std::string_view password);
  base::Result<void> remove(std::string_view name);
  base::Result<void> set_role(std::string_view name, Role role);
  /// Returns the password's new id.
  base::Result<std::string> set_password(std::string_view name, std::string_view password);

  const std::filesystem::path& file() const { return file_; }

 private:
  using List = std::vector<UserRecord>;
  using Change = std::function<base::Result<void>(List&)>;

  base::Result<List> read() const;
  base::Result<void> change(const Change& change);
  base::Result<std::string> hash_of(std::string_view name, std::string_view password) const;
  void renew_hash(const UserRecord& user, std::string_view password);

  const std::filesystem::path file_;
  const HashCost cost_;
  const Complain complain_;
  const std::string nobodys_hash_;
  mutable std::mutex mutex_;  // of what was read
  mutable std::optional<struct stat> seen_;
  mutable base::Result<List> list_ = List();
};

}  // namespace candour::console
