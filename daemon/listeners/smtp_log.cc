// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_log.h"

#include <spdlog/spdlog.h>

#include <atomic>

#include "base/text.h"

namespace candour::listeners {

namespace {

std::atomic<std::uint64_t> next_hop_lost = 0;

}  // namespace

void log_listening(std::string_view address, std::uint16_t port) {
  spdlog::info("smtp listening address={} port={}", address, port);
}

void log_accept_failed(std::string_view error) {
  spdlog::warn("smtp accept-failed error={}", base::quoted(error));
}

void log_session_refused(std::size_t sessions) {
  spdlog::warn("smtp session-refused sessions={}", sessions);
}

void log_session_failed(std::string_view error) {
  spdlog::error("smtp session-failed error={}", base::quoted(error));
}

void log_client_tls_failed(std::string_view error) {
  spdlog::info("smtp client-tls-failed error={}", base::quoted(error));
}

void log_next_hop_lost(std::string_view step, std::string_view error) {
  ++next_hop_lost;
  spdlog::warn("smtp next-hop-lost step={} error={}", step, base::quoted(error));
}

std::uint64_t times_next_hop_lost() {
  return next_hop_lost;
}

void log_relayed(std::string_view mail_id, int code, std::size_t octets, std::size_t recipients) {
  spdlog::info("{} relayed code={} octets={} recipients={}", mail_id, code, octets, recipients);
}

void log_refused(std::string_view mail_id, int code) {
  spdlog::info("{} refused code={}", mail_id, code);
}

void log_held(std::string_view mail_id, std::size_t octets, std::size_t recipients) {
  spdlog::info("{} held octets={} recipients={}", mail_id, octets, recipients);
}

void log_not_held(std::string_view mail_id, std::string_view error) {
  spdlog::error("{} not-held error={}: its sender was asked to try again", mail_id,
                base::quoted(error, 400));
}

void log_not_taken(std::string_view why, int code) {
  spdlog::info("smtp not-taken why={} code={}", why, code);
}

void log_check_failed(std::string_view mail_id, std::string_view error) {
  spdlog::error("{} check-failed error={}", mail_id, base::quoted(error));
}

void log_spool_failed(std::string_view error) {
  spdlog::error("smtp spool-failed error={}", base::quoted(error));
}

}  // namespace candour::listeners
