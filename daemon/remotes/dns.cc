// SPDX-License-Identifier: MPL-2.0

#include "remotes/dns.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>

#include <algorithm>
#include <array>

#include "remotes/host_name.h"

namespace candour::remotes {

namespace {

constexpr std::size_t longest_answer = 65'535;
constexpr std::size_t most_records = 64;

// The host named at `at` in the answer; nothing where it is none. "." is an empty name.
std::optional<std::string> host_at(const ns_msg& message, const unsigned char* at) {
  std::array<char, NS_MAXDNAME> name{};
  if (::dn_expand(ns_msg_base(message), ns_msg_end(message), at, name.data(),
                  static_cast<int>(name.size())) < 0)
    return {};
  std::string host = name.data();
  if (!host.empty() && !is_host_name(host)) return {};
  return host;
}

// Calls `take` for every answer record of a type, with its data.
template <class Take>
void each_record(std::span<const unsigned char> answer, int type, const Take& take) {
  ns_msg message;
  if (::ns_initparse(answer.data(), static_cast<int>(answer.size()), &message) != 0) return;
  const auto count = std::min<std::size_t>(ns_msg_count(message, ns_s_an), most_records);
  for (std::size_t i = 0; i < count; ++i) {
    ns_rr record;
    if (::ns_parserr(&message, ns_s_an, static_cast<int>(i), &record) != 0) return;
    if (ns_rr_type(record) == type)
      take(message, std::span(ns_rr_rdata(record), ns_rr_rdlen(record)));
  }
}

}  // namespace

std::vector<ServiceRecord> read_services(std::span<const unsigned char> answer) {
  std::vector<ServiceRecord> services;
  each_record(answer, ns_t_srv, [&](const ns_msg& message, std::span<const unsigned char> bytes) {
    constexpr std::size_t numbers = 6;
    if (bytes.size() <= numbers) return;
    const auto number = [&](std::size_t at) {
      return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
    };
    if (auto host = host_at(message, bytes.data() + numbers))
      services.push_back({number(0), number(2), number(4), std::move(*host)});
  });
  std::stable_sort(services.begin(), services.end(), [](const auto& a, const auto& b) {
    return a.priority != b.priority ? a.priority < b.priority : a.weight > b.weight;
  });
  return services;
}

std::vector<std::string> read_mail_exchangers(std::span<const unsigned char> answer) {
  std::vector<std::string> hosts;
  each_record(answer, ns_t_mx, [&](const ns_msg& message, std::span<const unsigned char> bytes) {
    constexpr std::size_t preference = 2;
    if (bytes.size() <= preference) return;
    if (auto host = host_at(message, bytes.data() + preference); host && !host->empty())
      hosts.push_back(std::move(*host));
  });
  return hosts;
}

std::vector<unsigned char> Dns::ask(const std::string& name, int type) const {
  struct __res_state state {};
  if (::res_ninit(&state) != 0) return {};
  state.retrans = 3;  // seconds
  state.retry = 2;
  if (server_) {
    auto& place = state.nsaddr_list[0];
    place = {};
    place.sin_family = AF_INET;
    place.sin_port = htons(server_->port);
    state.nscount = ::inet_pton(AF_INET, server_->address.c_str(), &place.sin_addr) == 1 ? 1 : 0;
  }
  std::vector<unsigned char> answer(longest_answer);
  const int size = state.nscount == 0
                       ? -1
                       : ::res_nquery(&state, name.c_str(), ns_c_in, type, answer.data(),
                                      static_cast<int>(answer.size()));
  ::res_nclose(&state);
  answer.resize(size < 0 ? 0 : std::min(static_cast<std::size_t>(size), answer.size()));
  return answer;
}

std::vector<ServiceRecord> Dns::services(const std::string& name) const {
  return read_services(ask(name, ns_t_srv));
}

std::vector<std::string> Dns::mail_exchangers(const std::string& domain) const {
  return read_mail_exchangers(ask(domain, ns_t_mx));
}

}  // namespace candour::remotes
