// SPDX-License-Identifier: MPL-2.0

#include "remotes/server_search.h"

#include <algorithm>

#include "base/text.h"
#include "remotes/autoconfig.h"
#include "remotes/host_name.h"

namespace candour::remotes {

namespace {

std::string_view domain_of(std::string_view address) {
  return address.substr(address.rfind('@') + 1);
}

FoundServer of_provider(const Provider& provider, std::string how) {
  FoundServer found;
  found.imap = provider.imap;
  found.provider = provider.id;
  found.how = std::move(how);
  return found;
}

// A provider's own server, named by somebody else than the provider.
const Provider* provider_of_host(const std::vector<Provider>& providers, std::string_view host) {
  const auto found = std::find_if(providers.begin(), providers.end(), [&](const Provider& known) {
    const auto place = known.imap.find("://");
    return place != std::string::npos &&
           base::equals_ignoring_case(known.imap.substr(place + 3), host);
  });
  return found == providers.end() ? nullptr : &*found;
}

FoundServer by_services(std::string_view domain, const std::vector<Provider>& providers,
                        const ServerSources& sources) {
  struct Service {
    const char *label, *scheme;
    std::uint16_t usual_port;
  };
  for (const auto& [label, scheme, usual_port] :
       {Service{"_imaps._tcp.", "imaps://", 993}, Service{"_imap._tcp.", "imap://", 143}}) {
    const auto records = sources.services(label + std::string(domain));
    if (records.empty() || records.front().host.empty()) continue;
    const auto& best = records.front();
    const std::string how = "by the domain's SRV record";
    if (const auto* provider = provider_of_host(providers, best.host))
      return of_provider(*provider, how);
    FoundServer found;
    found.imap = scheme + best.host;
    if (best.port != usual_port) found.imap += ":" + std::to_string(best.port);
    found.how = how;
    found.confirmed = lies_in(best.host, domain);
    return found;
  }
  return {};
}

FoundServer by_autoconfig(std::string_view address, const ServerSources& sources) {
  for (const auto& url : autoconfig_urls(domain_of(address))) {
    const auto answer = sources.exchange({url, {}});
    if (!answer || answer->status != 200) continue;
    if (const auto server = read_autoconfig(answer->body, address)) {
      FoundServer found;
      found.imap = server->imap;
      found.user = server->user;
      found.how = "by autoconfig at " + std::string(host_in(url));
      return found;
    }
  }
  return {};
}

}  // namespace

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  return at != text.npos && at != 0 && text.size() <= 320 && is_host_name(text.substr(at + 1)) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != 0x7f; }) &&
         text.find_first_of("/\\\"") == text.npos;
}

FoundServer find_server(std::string_view address, const std::vector<Provider>& providers,
                        const ServerSources& sources) {
  const auto domain = domain_of(address);
  if (const auto* provider = provider_for(providers, domain, {}))
    return of_provider(*provider, "by the address's domain");
  auto found = by_services(domain, providers, sources);
  if (!found.imap.empty()) return found;
  const auto exchangers = sources.mail_exchangers(std::string(domain));
  if (const auto* provider = provider_for(providers, domain, exchangers))
    return of_provider(*provider, "by the domain's mail exchanger");
  found = by_autoconfig(address, sources);
  if (found.imap.empty())
    found.tried = {"SRV records of " + std::string(domain), "its mail exchangers", "autoconfig"};
  return found;
}

}  // namespace candour::remotes
