// SPDX-License-Identifier: MPL-2.0
//
// What all sessions of one SMTP proxy share.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "listeners/asio.h"
#include "listeners/judge.h"
#include "listeners/next_hop_url.h"
#include "listeners/smtp_limits.h"

namespace candour::listeners {

/// TLS towards the client.
enum class ClientTls {
  none,      // on loopback alone
  starttls,  // AUTH and mail only after STARTTLS
  implicit,  // from the first byte (RFC 8314)
};

struct SmtpProxyConfig {
  std::string address = "127.0.0.1";  // to listen on; an IP address or localhost
  std::uint16_t port = 0;             // 0: any free one
  ClientTls tls = ClientTls::none;
  std::filesystem::path certificate;  // PEM, the whole chain; not for `none`
  std::filesystem::path key;          // PEM
  NextHopUrl next_hop;
  std::filesystem::path spool_folder;  // must exist
  SmtpLimits limits;
};

struct SmtpService {
  SmtpService(SmtpProxyConfig with, Judge by, asio::thread_pool& on)
      : config(std::move(with)), judge(std::move(by)), workers(on) {}

  const SmtpProxyConfig config;
  const Judge judge;
  asio::thread_pool& workers;
  asio::ssl::context client_tls{asio::ssl::context::tls_server};
  asio::ssl::context next_hop_tls{asio::ssl::context::tls_client};
};

}  // namespace candour::listeners
