// SPDX-License-Identifier: MPL-2.0
//
// The HTTP server's log lines: one function an event, one line an event. Never tokens, bodies, or
// what stands in a target.
#pragma once

#include <chrono>
#include <string_view>

namespace candour::listeners {

/// place  "127.0.0.1:8425", or the socket's path
void log_http_listening(std::string_view place, std::string_view protocol);
void log_http_accept_failed(std::string_view error);
void log_http_full(std::size_t sessions);
void log_http_session_failed(std::string_view error);
void log_http_tls_failed(std::string_view error);
void log_http_turned_away(unsigned status, std::string_view title);
/// route  the table's path, not the request's
void log_http_answered(std::string_view method, std::string_view route, unsigned status,
                       std::size_t body_octets, std::chrono::milliseconds taken);

}  // namespace candour::listeners
