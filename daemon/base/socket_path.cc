// SPDX-License-Identifier: MPL-2.0

#include "base/socket_path.h"

#include <fcntl.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace candour::base {

Result<SocketPath> SocketPath::of(const std::filesystem::path& path) {
  if (path.native().size() < sizeof sockaddr_un::sun_path) return SocketPath(-1, path.string());
  const auto parent = path.parent_path();
  const int folder = ::open(parent.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return Error{Fault::unavailable, "base.socket_path",
                 parent.string() + ": " + std::strerror(errno)};
  return SocketPath(folder,
                    "/proc/self/fd/" + std::to_string(folder) + "/" + path.filename().string());
}

SocketPath::SocketPath(SocketPath&& other) noexcept
    : folder_(std::exchange(other.folder_, -1)), reachable_(std::move(other.reachable_)) {}

SocketPath::~SocketPath() {
  if (folder_ >= 0) ::close(folder_);
}

}  // namespace candour::base
