// SPDX-License-Identifier: MPL-2.0
//
// A place on the network, as people write it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candour::base {

struct HostAndPort {
  std::string host;  // without brackets
  std::optional<std::uint16_t> port;
};

/// "127.0.0.1:2587", "[::1]:25", "mail.example"; nothing where it is neither.
std::optional<HostAndPort> parse_host_and_port(std::string_view text);
/// As it would be parsed.
std::string written(const HostAndPort& place);

/// "localhost", 127.0.0.0/8, ::1
bool is_loopback(std::string_view host);

}  // namespace candour::base
