// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_log.h"

#include <spdlog/spdlog.h>

#include "base/text.h"

namespace candour::listeners {

void log_http_listening(std::string_view place, std::string_view protocol) {
  spdlog::info("http listening place={} protocol={}", base::quoted(place), protocol);
}

void log_http_accept_failed(std::string_view error) {
  spdlog::warn("http accept-failed error={}", base::quoted(error));
}

void log_http_full(std::size_t sessions) {
  spdlog::warn("http full sessions={}", sessions);
}

void log_http_session_failed(std::string_view error) {
  spdlog::error("http session-failed error={}", base::quoted(error));
}

void log_http_tls_failed(std::string_view error) {
  spdlog::info("http tls-failed error={}", base::quoted(error));
}

void log_http_turned_away(unsigned status, std::string_view title) {
  spdlog::warn("http turned-away status={} why={}", status, base::quoted(title));
}

void log_http_answered(std::string_view method, std::string_view route, unsigned status,
                       std::size_t body_octets, std::chrono::milliseconds taken) {
  spdlog::debug("http answered method={} route={} status={} octets={} ms={}", method, route, status,
                body_octets, taken.count());
}

}  // namespace candour::listeners
