// SPDX-License-Identifier: MPL-2.0
//
// How much, how many and how long: what the HTTP server agrees to.
#pragma once

#include <chrono>
#include <cstddef>

namespace candour::listeners {

struct HttpLimits {
  std::size_t sessions = 200;
  std::size_t header_octets = 16u << 10;
  std::size_t all_bodies_octets = 256u << 20;  // on their way in, of all sessions together
  std::size_t passwords = 32;                  // to be looked at, waiting ones included
  std::chrono::milliseconds tls_handshake{std::chrono::seconds(10)};
  std::chrono::milliseconds idle{std::chrono::seconds(75)};    // between two requests
  std::chrono::milliseconds header{std::chrono::seconds(10)};  // from its first byte
  std::chrono::milliseconds body{std::chrono::minutes(2)};
  std::chrono::milliseconds answer{std::chrono::minutes(1)};  // to be taken by the client
  std::chrono::milliseconds wrong_token{std::chrono::seconds(1)};
};

}  // namespace candour::listeners
