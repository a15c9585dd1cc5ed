// SPDX-License-Identifier: MPL-2.0

#include "base/host_and_port.h"

#include <charconv>

#include "base/text.h"

namespace candour::base {

namespace {

std::optional<std::uint16_t> port_in(std::string_view digits) {
  std::uint16_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (equals_ignoring_case(host, "localhost") || host == "::1") return true;
  // A name may begin with "127." too; only four numbers are an address.
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
}

std::optional<HostAndPort> parse_host_and_port(std::string_view text) {
  HostAndPort result;
  std::string_view rest;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == text.npos) return {};
    result.host = text.substr(1, close - 1);
    rest = text.substr(close + 1);
  } else {
    const auto colon = text.find(':');
    result.host = text.substr(0, colon);
    if (colon != text.npos) rest = text.substr(colon);
  }
  if (result.host.empty()) return {};
  if (rest.empty()) return result;
  if (!rest.starts_with(':')) return {};
  result.port = port_in(rest.substr(1));
  return result.port ? std::optional(result) : std::nullopt;
}

std::string written(const HostAndPort& place) {
  const bool brackets = place.host.find(':') != std::string::npos;
  const auto host = brackets ? "[" + place.host + "]" : place.host;
  return place.port ? host + ":" + std::to_string(*place.port) : host;
}

}  // namespace candour::base
