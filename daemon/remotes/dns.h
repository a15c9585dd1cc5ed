// SPDX-License-Identifier: MPL-2.0
//
// What a domain's DNS says of its mail: SRV records (RFC 2782, RFC 6186) and mail exchangers. Asked
// by the resolver of the C library. An answer proves nothing: it may be forged.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace candour::remotes {

struct ServiceRecord {
  std::uint16_t priority = 0, weight = 0, port = 0;
  std::string host;  // without the last dot; empty: the domain says that it has no such service
};

/// Where questions go in the place of the machine's own resolver; an IPv4 address.
struct DnsServer {
  std::string address;
  std::uint16_t port = 53;
};

class Dns {
 public:
  explicit Dns(std::optional<DnsServer> server = {}) : server_(std::move(server)) {}

  /// By "_imaps._tcp.eastmere-tc.gov.uk"; the best first. Empty where there are none or nobody
  /// answers within some ten seconds.
  std::vector<ServiceRecord> services(const std::string& name) const;
  std::vector<std::string> mail_exchangers(const std::string& domain) const;

 private:
  std::vector<unsigned char> ask(const std::string& name, int type) const;

  std::optional<DnsServer> server_;
};

/// From a whole answer as it came (RFC 1035 section 4); what cannot be read is not there.
std::vector<ServiceRecord> read_services(std::span<const unsigned char> answer);
std::vector<std::string> read_mail_exchangers(std::span<const unsigned char> answer);

}  // namespace candour::remotes
