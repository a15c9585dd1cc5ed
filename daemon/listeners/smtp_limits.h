// SPDX-License-Identifier: MPL-2.0
//
// How much, how many and how long: what the SMTP proxy agrees to.
#pragma once

#include <chrono>
#include <cstddef>

namespace candour::listeners {

/// Time-outs: RFC 5321 section 4.5.3.2, but for the connection, of which it says nothing.
struct SmtpTimeouts {
  std::chrono::milliseconds client{std::chrono::minutes(5)};  // each command, each piece of data
  std::chrono::milliseconds tls_handshake{std::chrono::seconds(60)};
  std::chrono::milliseconds connect{std::chrono::seconds(30)};
  std::chrono::milliseconds greeting{std::chrono::minutes(5)};
  std::chrono::milliseconds command{std::chrono::minutes(5)};
  std::chrono::milliseconds data{std::chrono::minutes(2)};
  std::chrono::milliseconds block{std::chrono::minutes(3)};
  std::chrono::milliseconds final_dot{std::chrono::minutes(10)};
};

struct SmtpLimits {
  std::size_t sessions = 500;
  std::size_t line_octets = 12'288;  // a command with its CRLF; RFC 4954 section 4 asks for this
  std::size_t message_octets = 64u << 20;
  std::size_t spool_memory_octets = 1u << 20;
  std::size_t recipients = 10'000;  // a message
  std::size_t bad_commands = 50;    // a session; then it is ended
  SmtpTimeouts timeouts;
};

}  // namespace candour::listeners
