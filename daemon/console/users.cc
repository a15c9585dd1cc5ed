// SPDX-License-Identifier: MPL-2.0

#include "console/users.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/digest.h"
#include "base/private_file.h"
#include "base/text.h"

namespace candour::console {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t id_octets = 8;
constexpr std::size_t most_file_octets = 512u << 10;

base::Error refused(std::string detail) {
  return {base::Fault::refused, "console.users", std::move(detail)};
}

base::Error nobody(std::string_view name) {
  return refused("There is no user " + base::quoted(name, longest_user_name) + ".");
}

std::vector<UserRecord>::iterator named(std::vector<UserRecord>& users, std::string_view name) {
  return std::ranges::find(users, name, &UserRecord::name);
}

/// One writer at a time. The folder is locked, since the file itself is another after each change.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder)
      : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    int answer = -1;
    do answer = descriptor_ < 0 ? -1 : ::flock(descriptor_, LOCK_EX);
    while (answer != 0 && descriptor_ >= 0 && errno == EINTR);
    if (answer != 0) code_ = errno;
  }
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  int code() const { return code_; }  // 0: it is ours

 private:
  const int descriptor_;
  int code_ = 0;
};

bool is_same_file(const struct stat& a, const struct stat& b) {
  const auto same = [](const timespec& x, const timespec& y) {
    return x.tv_sec == y.tv_sec && x.tv_nsec == y.tv_nsec;
  };
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
         a.st_mode == b.st_mode && same(a.st_mtim, b.st_mtim) && same(a.st_ctim, b.st_ctim);
}

}  // namespace

Users::Users(fs::path file, HashCost cost, Complain complain)
    : file_(std::move(file)),
      cost_(cost),
      complain_(std::move(complain)),
      nobodys_hash_(nobodys_hash(cost_)) {}

// A users' file that is not there is a council without users; any other fault is one.
base::Result<Users::List> Users::read() const {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file_, error))) {
    if (!error || error == std::errc::no_such_file_or_directory) return List();
    return base::Error{base::Fault::unavailable, "console.users",
                       file_.string() + ": " + error.message()};
  }
  const auto text = base::read_private_file(file_, most_file_octets);
  if (!text) return text.error();
  return read_users(*text, file_.string());
}

base::Result<std::vector<UserRecord>> Users::all() const {
  const std::lock_guard lock(mutex_);
  // Looked at before it is read: what is saved meanwhile is read again.
  struct stat now {};
  if (::stat(file_.c_str(), &now) != 0) now = {};
  if (seen_ && is_same_file(*seen_, now)) return list_;
  seen_ = now;
  list_ = read();
  if (!list_ && complain_) complain_(list_.error().detail);
  return list_;
}

base::Result<std::optional<UserRecord>> Users::find(std::string_view name) const {
  auto users = all();
  if (!users) return users.error();
  const auto found = named(*users, name);
  if (found == users->end()) return std::optional<UserRecord>();
  return std::optional(*found);
}

base::Result<std::optional<UserRecord>> Users::known(std::string_view name,
                                                     std::string_view password) {
  auto user = find(base::lower_ascii(base::trim(name)));
  if (!user) return user.error();
  const auto right = is_password(password, *user ? (*user)->hash : nobodys_hash_);
  if (!right) return right.error();
  if (!*right || !*user) return std::optional<UserRecord>();
  if (is_of_other_cost((*user)->hash, cost_)) renew_hash(**user, password);
  return std::move(*user);
}

// He is let in whether it can be written or not: next time it is tried again.
void Users::renew_hash(const UserRecord& user, std::string_view password) {
  auto hash = hash_password(password, cost_);
  if (!hash) return;
  static_cast<void>(change([&](List& users) -> base::Result<void> {
    const auto found = named(users, user.name);
    if (found != users.end() && found->password_id == user.password_id)
      found->hash = std::move(*hash);
    return {};
  }));
}

base::Result<void> Users::change(const Change& change) {
  const FolderLock lock(file_.has_parent_path() ? file_.parent_path() : fs::path("."));
  if (lock.code() != 0)
    return base::Error{base::Fault::unavailable, "console.users",
                       file_.string() + ": " + std::system_category().message(lock.code())};
  auto users = read();
  if (!users) return users.error();
  if (auto changed = change(*users); !changed) return changed;
  return base::write_private_file(file_, written(std::move(*users)));
}

base::Result<std::string> Users::hash_of(std::string_view name, std::string_view password) const {
  if (auto fault = fault_of_password(password, name); !fault.empty())
    return refused(std::move(fault));
  return hash_password(password, cost_);
}

base::Result<void> Users::add(std::string_view name, Role role, std::string_view password) {
  if (!is_user_name(name))
    return refused(
        "A user's name is made of small letters a to z, digits and . _ - @ +, 64 characters at "
        "most, and begins with a letter or a digit.");
  const auto taken = find(name);
  if (!taken) return taken.error();
  const auto already = refused("There is a user " + std::string(name) + " already.");
  if (*taken) return already;
  auto hash = hash_of(name, password);
  if (!hash) return hash.error();
  return change([&](List& users) -> base::Result<void> {
    if (named(users, name) != users.end()) return already;
    if (users.size() >= most_users) return refused("There are 500 users, the most there can be.");
    users.push_back({std::string(name), role, base::random_hex(id_octets), std::move(*hash)});
    return {};
  });
}

base::Result<void> Users::remove(std::string_view name) {
  return change([&](List& users) -> base::Result<void> {
    const auto found = named(users, name);
    if (found == users.end()) return nobody(name);
    users.erase(found);
    return {};
  });
}

base::Result<void> Users::set_role(std::string_view name, Role role) {
  return change([&](List& users) -> base::Result<void> {
    const auto found = named(users, name);
    if (found == users.end()) return nobody(name);
    found->role = role;
    return {};
  });
}

base::Result<std::string> Users::set_password(std::string_view name, std::string_view password) {
  const auto there = find(name);
  if (!there) return there.error();
  if (!*there) return nobody(name);
  auto hash = hash_of(name, password);
  if (!hash) return hash.error();
  const auto id = base::random_hex(id_octets);
  const auto changed = change([&](List& users) -> base::Result<void> {
    const auto found = named(users, name);
    if (found == users.end()) return nobody(name);
    found->hash = std::move(*hash);
    found->password_id = id;
    return {};
  });
  if (!changed) return changed.error();
  return id;
}

}  // namespace candour::console
