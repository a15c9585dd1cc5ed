// SPDX-License-Identifier: MPL-2.0
//
// Where the HTTP server listens: a TCP address or a Unix socket; and who calls over the latter.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "listeners/http_gate.h"
#include "listeners/http_service.h"

namespace candour::listeners {

/// port     0: any free one; set to the one it is
/// Errors   malformed: no IP address; unavailable: the port is taken
base::Result<void> listen_on_tcp(HttpAcceptor& acceptor, const std::string& address,
                                 std::uint16_t& port);

/// The socket of a daemon that is no more is taken over, that of a living one is not. Mode 0660.
///
/// group    whose members may connect
/// Errors   unavailable: a living daemon has it, or it cannot be made there
base::Result<void> listen_on_unix(HttpAcceptor& acceptor, const std::filesystem::path& path,
                                  std::optional<unsigned> group);

/// From where a TCP client comes, for telling one from another: "192.0.2.7"; of IPv6 the network of
/// 64 bits, "2001:db8:0:1::/64", since one client has all of it. Empty where it is gone already,
/// and for Unix sockets.
std::string client_address(const HttpSocket& socket);

/// Whom the kernel names at the other end of a Unix socket.
std::optional<Peer> peer_of(HttpSocket& socket);

}  // namespace candour::listeners
