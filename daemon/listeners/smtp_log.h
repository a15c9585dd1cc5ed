// SPDX-License-Identifier: MPL-2.0
//
// The proxy's log lines: one function an event, one line an event. Never addresses, subjects,
// credentials, or what the next hop wrote, since its words quote addresses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace candour::listeners {

void log_listening(std::string_view address, std::uint16_t port);
void log_accept_failed(std::string_view error);
void log_session_refused(std::size_t sessions);
void log_session_failed(std::string_view error);
void log_client_tls_failed(std::string_view error);

/// step  "connect", "tls", "reply" …
void log_next_hop_lost(std::string_view step, std::string_view error);
/// How often that was logged since the daemon's start.
std::uint64_t times_next_hop_lost();

void log_relayed(std::string_view mail_id, int code, std::size_t octets, std::size_t recipients);
void log_refused(std::string_view mail_id, int code);
void log_held(std::string_view mail_id, std::size_t octets, std::size_t recipients);
void log_not_held(std::string_view mail_id, std::string_view error);
void log_not_taken(std::string_view why, int code);
void log_check_failed(std::string_view mail_id, std::string_view error);
void log_spool_failed(std::string_view error);

}  // namespace candour::listeners
