// SPDX-License-Identifier: MPL-2.0
//
// Where checked mail goes, as the admin writes it:
//
//   smtp://HOST[:PORT]      port 587; STARTTLS, required unless the host is this machine
//   smtps://HOST[:PORT]     port 465; TLS from the first byte (RFC 8314)
//   sandbox:DIR             a Maildir that stands in for a mail server
//
// with these parameters, as in smtp://mail.example?ca=own-ca.pem&timeout=60:
//
//   tls=starttls | none       insist on STARTTLS, or speak without TLS wherever the host is
//   certificate=unchecked     take any certificate
//   ca=FILE                   trust this CA instead of the system's
//   timeout=SECONDS           wait no longer for any answer; by default as RFC 5321 section 4.5.3.2
//   says
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/host_and_port.h"
#include "base/result.h"

namespace candour::listeners {

enum class NextHopTls {
  none,
  /// STARTTLS where it is offered, certificate unchecked. Only towards this machine itself: nobody
  /// stands between, and a server that insists on TLS is reached all the same.
  if_offered,
  starttls,
  implicit,
};

enum class CertificateCheck { required, left_out };

struct NextHopUrl {
  std::string host;  // without the brackets of an IPv6 address; empty for a sandbox
  std::uint16_t port = 0;
  NextHopTls tls = NextHopTls::starttls;
  CertificateCheck certificate = CertificateCheck::required;
  std::filesystem::path ca;       // empty: the system's
  std::filesystem::path sandbox;  // empty: a mail server
  std::optional<std::chrono::seconds> timeout;
};

/// folder   relative paths start here
/// Errors   malformed: what is wrong, in words for the admin
base::Result<NextHopUrl> parse_next_hop_url(std::string_view url,
                                            const std::filesystem::path& folder);

using base::HostAndPort;
using base::is_loopback;
using base::parse_host_and_port;
using base::written;

}  // namespace candour::listeners
