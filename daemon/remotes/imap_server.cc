// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_server.h"

#include "base/host_and_port.h"
#include "base/text.h"

namespace candour::remotes {

namespace {

base::Error wrong(std::string detail) {
  return {base::Fault::malformed, "remotes.imap_server", std::move(detail)};
}

base::Result<void> set_parameter(ImapServer& server, std::string_view parameter,
                                 const std::filesystem::path& folder) {
  const auto equals = parameter.find('=');
  const auto name = parameter.substr(0, equals);
  const auto value = equals == parameter.npos ? "" : parameter.substr(equals + 1);
  if (name == "ca") {
    if (value.empty()) return wrong("ca= needs a file");
    server.ca = folder / value;
    return {};
  }
  if (name != "tls") {
    const auto meant = base::closest(name, {"tls", "ca"});
    return wrong("unknown parameter " + base::quoted(name) +
                 (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?"));
  }
  if (value != "none") return wrong("tls= can only be none; imap:// is STARTTLS otherwise");
  if (server.tls == ImapTls::implicit) return wrong("imaps:// is TLS: write imap:// for tls=none");
  // A password in the clear, for whoever stands between.
  if (!base::is_loopback(server.host)) return wrong("tls=none is for this machine alone");
  server.tls = ImapTls::none;
  return {};
}

}  // namespace

base::Result<ImapServer> parse_imap_url(std::string_view url, const std::filesystem::path& folder) {
  const auto question = url.find('?');
  auto authority = url.substr(0, question);
  const bool implicit = authority.starts_with("imaps://");
  if (!implicit && !authority.starts_with("imap://"))
    return wrong("it begins with imaps:// or imap://");
  authority.remove_prefix(implicit ? 8 : 7);
  if (authority.ends_with('/')) authority.remove_suffix(1);
  if (authority.find_first_of("@/ ") != authority.npos)
    return wrong("only a host and a port stand behind the slashes, as imaps://mail.example");
  const auto place = base::parse_host_and_port(authority);
  if (!place) return wrong("no host, or an unreadable port, in " + base::quoted(url));
  ImapServer server;
  server.host = place->host;
  server.port = place->port.value_or(implicit ? 993 : 143);
  server.tls = implicit ? ImapTls::implicit : ImapTls::starttls;
  if (question == url.npos) return server;
  for (const auto parameter : base::split(url.substr(question + 1), '&'))
    if (auto set = set_parameter(server, parameter, folder); !set) return set.error();
  return server;
}

}  // namespace candour::remotes
