// SPDX-License-Identifier: MPL-2.0

#include "listeners/next_hop_url.h"

#include <charconv>

#include "base/text.h"

namespace candour::listeners {

namespace {

template <class Number>
std::optional<Number> number(std::string_view digits) {
  Number value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

base::Error wrong(std::string detail) {
  return {base::Fault::malformed, "listeners.next_hop_url", std::move(detail)};
}

base::Result<void> set_parameter(NextHopUrl& hop, std::string_view parameter,
                                 const std::filesystem::path& folder) {
  const auto equals = parameter.find('=');
  const auto name = parameter.substr(0, equals);
  const auto value = equals == parameter.npos ? "" : parameter.substr(equals + 1);
  if (name == "tls") {
    if (hop.tls == NextHopTls::implicit) return wrong("smtps:// is TLS already: leave tls= out");
    if (value != "none" && value != "starttls") return wrong("tls= is starttls or none");
    hop.tls = value == "none" ? NextHopTls::none : NextHopTls::starttls;
  } else if (name == "certificate") {
    if (value != "unchecked") return wrong("certificate= can only be unchecked");
    hop.certificate = CertificateCheck::left_out;
  } else if (name == "ca") {
    if (value.empty()) return wrong("ca= needs a file");
    hop.ca = folder / value;
  } else if (name == "timeout") {
    const auto seconds = number<std::uint32_t>(value);
    if (!seconds || *seconds == 0) return wrong("timeout= is a number of seconds");
    hop.timeout = std::chrono::seconds(*seconds);
  } else {
    const auto meant = base::closest(name, {"tls", "certificate", "ca", "timeout"});
    return wrong("unknown parameter " + base::quoted(name) +
                 (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?"));
  }
  return {};
}

}  // namespace

base::Result<NextHopUrl> parse_next_hop_url(std::string_view url,
                                            const std::filesystem::path& folder) {
  NextHopUrl hop;
  constexpr std::string_view sandbox = "sandbox:";
  if (url.starts_with(sandbox)) {
    url.remove_prefix(sandbox.size());
    if (url.empty()) return wrong("sandbox: needs a folder");
    hop.tls = NextHopTls::none;
    hop.sandbox = folder / url;
    return hop;
  }
  const auto question = url.find('?');
  std::string_view authority = url.substr(0, question);
  const bool implicit = authority.starts_with("smtps://");
  if (!implicit && !authority.starts_with("smtp://"))
    return wrong("it begins with smtp://, smtps:// or sandbox:");
  authority.remove_prefix(implicit ? 8 : 7);
  if (authority.ends_with('/')) authority.remove_suffix(1);
  if (authority.find('@') != authority.npos)
    return wrong("no user or password here: the mail client's own are passed on");
  const auto place = parse_host_and_port(authority);
  if (!place) return wrong("no host, or an unreadable port, in " + base::quoted(url));
  hop.host = place->host;
  hop.port = place->port.value_or(implicit ? 465 : 587);
  if (implicit) {
    hop.tls = NextHopTls::implicit;
  } else if (is_loopback(hop.host)) {
    hop.tls = NextHopTls::if_offered;
  }
  if (question == url.npos) return hop;
  for (const auto parameter : base::split(url.substr(question + 1), '&'))
    if (auto set = set_parameter(hop, parameter, folder); !set) return set.error();
  return hop;
}

}  // namespace candour::listeners
