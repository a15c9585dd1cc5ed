// SPDX-License-Identifier: MPL-2.0

#include "base/socket_path.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "support/temporary_folder.h"

namespace candour::base {

namespace {

using Call = int (*)(int, const sockaddr*, socklen_t);

// 0, or what is wrong.
int by(Call call, int socket, const SocketPath& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.reachable().c_str(), sizeof address.sun_path - 1);
  return call(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
}

// Whether a socket at this path can be listened on and connected to.
bool works(const std::filesystem::path& path) {
  const auto bound = SocketPath::of(path), called = SocketPath::of(path);
  if (!bound || !called) return false;
  const int server = ::socket(AF_UNIX, SOCK_STREAM, 0), client = ::socket(AF_UNIX, SOCK_STREAM, 0);
  const bool both = by(::bind, server, *bound) == 0 && ::listen(server, 1) == 0 &&
                    by(::connect, client, *called) == 0 && std::filesystem::is_socket(path);
  ::close(server);
  ::close(client);
  return both;
}

TEST(SocketPath, IsItselfWhereItIsShort) {
  EXPECT_EQ(SocketPath::of("/run/candour.sock")->reachable(), "/run/candour.sock");
}

TEST(SocketPath, IsReachedBelowItsFolderWhereItIsLong) {
  const support::TemporaryFolder folder;
  const auto deep = folder.path() / std::string(100, 'a') / std::string(100, 'b');
  std::filesystem::create_directories(deep);
  EXPECT_TRUE(works(deep / "candour.sock"));
}

TEST(SocketPath, IsReachedAtTheEdgeOfWhatAnAddressHolds) {
  const support::TemporaryFolder folder;
  const auto room = sizeof sockaddr_un::sun_path - folder.path().native().size() - 2;
  for (const auto length : {room, room + 1})
    EXPECT_TRUE(works(folder.path() / std::string(length, 'c')));
}

TEST(SocketPath, SaysWhichFolderIsMissing) {
  const auto missing = "/nowhere/" + std::string(120, 'a');
  const auto path = SocketPath::of(missing + "/candour.sock");
  ASSERT_FALSE(path);
  EXPECT_NE(path.error().detail.find(missing), std::string::npos);
}

}  // namespace

}  // namespace candour::base
