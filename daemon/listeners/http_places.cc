// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_places.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <cerrno>
#include <cstring>

#include "base/socket_path.h"

namespace candour::listeners {

namespace {

constexpr std::size_t most_groups = 65'536;  // NGROUPS_MAX

using Unix = asio::local::stream_protocol;

base::Error failed(const std::string& where, const std::string& why) {
  return {base::Fault::unavailable, "listeners.http_places",
          "http: cannot listen on " + where + ": " + why};
}

// Whether somebody answers there.
bool is_alive(const Unix::endpoint& endpoint) {
  asio::io_context context(1);
  Unix::socket probe(context);
  error_code error;
  probe.connect(endpoint, error);
  return !error;
}

}  // namespace

base::Result<void> listen_on_tcp(HttpAcceptor& acceptor, const std::string& address,
                                 std::uint16_t& port) {
  error_code error;
  const auto ip = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
  if (error)
    return base::Error{base::Fault::malformed, "listeners.http_places",
                       "http: not an IP address to listen on: " + address};
  Tcp::endpoint endpoint(ip, port);
  const std::string where = address + ":" + std::to_string(port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failed(where, error.message());
  const auto bound = acceptor.local_endpoint(error);
  std::memcpy(endpoint.data(), bound.data(), bound.size());
  port = endpoint.port();
  return {};
}

base::Result<void> listen_on_unix(HttpAcceptor& acceptor, const std::filesystem::path& path,
                                  std::optional<unsigned> group) {
  const auto reached = base::SocketPath::of(path);
  if (!reached) return failed(path.string(), reached.error().detail);
  const Unix::endpoint endpoint(reached->reachable());
  struct stat found {};
  if (::lstat(path.c_str(), &found) == 0) {
    if (!S_ISSOCK(found.st_mode)) return failed(path.string(), "something else is in its place");
    if (is_alive(endpoint)) return failed(path.string(), "another candourd is at work here");
    ::unlink(path.c_str());
  }
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.bind(endpoint, error);
  if (error) return failed(path.string(), error.message());
  // Nobody can connect before listen(). Where the group cannot be given, its members are kept out.
  const bool grouped = group && ::chown(path.c_str(), static_cast<uid_t>(-1), *group) == 0;
  if (::chmod(path.c_str(), grouped ? 0660 : 0600) != 0)
    return failed(path.string(), std::strerror(errno));
  acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failed(path.string(), error.message());
  return {};
}

std::string client_address(const HttpSocket& socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return {};
  if (endpoint.protocol().family() == AF_INET && endpoint.size() >= sizeof(sockaddr_in)) {
    sockaddr_in place{};
    std::memcpy(&place, endpoint.data(), sizeof place);
    return asio::ip::address_v4(ntohl(place.sin_addr.s_addr)).to_string();
  }
  if (endpoint.protocol().family() != AF_INET6 || endpoint.size() < sizeof(sockaddr_in6)) return {};
  sockaddr_in6 place{};
  std::memcpy(&place, endpoint.data(), sizeof place);
  asio::ip::address_v6::bytes_type bytes{};
  std::memcpy(bytes.data(), &place.sin6_addr, bytes.size());
  const asio::ip::address_v6 whole(bytes);
  if (whole.is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, whole).to_string();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return asio::ip::address_v6(bytes).to_string() + "/64";
}

std::optional<Peer> peer_of(HttpSocket& socket) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
    return {};
  Peer peer{credentials.uid, {credentials.gid}};
  std::vector<gid_t> groups(64);
  for (;;) {
    size = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size) == 0)
      break;
    if (errno != ERANGE || groups.size() > most_groups) return peer;
    groups.resize(size / sizeof(gid_t));
  }
  groups.resize(size / sizeof(gid_t));
  peer.groups.insert(peer.groups.end(), groups.begin(), groups.end());
  return peer;
}

}  // namespace candour::listeners
