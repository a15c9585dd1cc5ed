// SPDX-License-Identifier: MPL-2.0

#include "app/sole_daemon.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "app/http_access.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr auto where = "app.sole_daemon";
constexpr auto lock_name = "candourd.lock";

base::Result<void> make_private_folder(const fs::path& folder) {
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (!error && made) fs::permissions(folder, fs::perms::owner_all, error);
  // Who may use the socket in it has to get there; files beside it are their owner's alone.
  if (const auto group = candour_group();
      !error && made && group && ::chown(folder.c_str(), static_cast<uid_t>(-1), *group) == 0)
    fs::permissions(folder, fs::perms::group_exec, fs::perm_options::add, error);
  if (error)
    return base::Error{base::Fault::unavailable, where,
                       "data: " + folder.string() + ": " + error.message()};
  return {};
}

}  // namespace

base::Result<SoleDaemon> SoleDaemon::of(const fs::path& data) {
  if (auto made = make_private_folder(data); !made) return made.error();
  const auto path = data / lock_name;
  const auto failed = [&] {
    return base::Error{base::Fault::unavailable, where,
                       "data: " + path.string() + ": " + std::system_category().message(errno)};
  };
  // A file of its own: the folder itself is what writers of the users and of tokens lock. It stays
  // when the daemon ends; removed, it could be another's by then.
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return failed();
  SoleDaemon sole(file);
  int answer = -1;
  do answer = ::flock(file, LOCK_EX | LOCK_NB);
  while (answer != 0 && errno == EINTR);
  if (answer == 0) return sole;
  if (errno != EWOULDBLOCK) return failed();
  return base::Error{base::Fault::refused, where,
                     "data: " + data.string() +
                         ": another candourd is at work on this folder. Stop that one first "
                         "(systemctl stop candourd), or name another folder as `data:`"};
}

SoleDaemon::SoleDaemon(SoleDaemon&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

SoleDaemon::~SoleDaemon() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace candour::app
