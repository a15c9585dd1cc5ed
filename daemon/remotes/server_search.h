// SPDX-License-Identifier: MPL-2.0
//
// Which IMAP server an address belongs to: the providers known by name, the domain's SRV records
// (RFC 6186), its mail exchangers, autoconfig; in that order, the first that knows.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "remotes/dns.h"
#include "remotes/http_client.h"
#include "remotes/provider.h"

namespace candour::remotes {

struct FoundServer {
  std::string imap;      // a URL; empty: nobody knows
  std::string user;      // empty: not said
  std::string provider;  // where one signs in by OAuth2: its id
  std::string how;       // "by the domain's SRV record"
  bool confirmed =
      true;  // false: unsigned DNS names a host outside the domain (RFC 6186 section 6)
  std::vector<std::string> tried;  // what knew nothing
};

/// What is asked; tests put answers in its place.
struct ServerSources {
  std::function<std::vector<ServiceRecord>(const std::string&)> services;
  std::function<std::vector<std::string>(const std::string&)> mail_exchangers;
  Exchange exchange;
};

FoundServer find_server(std::string_view address, const std::vector<Provider>& providers,
                        const ServerSources& sources);

/// An address whose domain could be looked up.
bool is_address(std::string_view text);

}  // namespace candour::remotes
