// SPDX-License-Identifier: MPL-2.0
//
// Whatever the header: nobody gets in without the token and under another name, no page does, and
// what is let in finds a route of the table or is told why not.
//
// Input: lines of method, target, Host, Origin, Authorization, Content-Type; an empty Origin is
// none.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "listeners/http_gate.h"
#include "listeners/http_routes.h"

namespace {

using namespace candour::listeners;
namespace base = candour::base;

void must(bool condition) {
  if (!condition) std::abort();
}

const std::string token(64, 'a');
const HouseRules rules{
    {"candour.example"}, {"moz-extension://0b1c"}, std::make_shared<AccessToken>(token), 990, 991};
const std::vector<HttpRoute> routes{
    {"GET", "/v1/status", 0, {}, {}},
    {"POST", "/v1/assess", 100, {"application/json", "message/rfc822"}, {}},
    {"PUT", "/v1/attachments/{sha256}", 100, {}, {}},
};

void is_let_in_rightly(const Knock& request) {
  const auto host = base::lower_ascii(request.hosts.front());
  const auto name = host.substr(0, host.starts_with('[') ? host.find(']') : host.find(':'));
  must(name == "localhost" || name == "127.0.0.1" || name == "candour.example" || name == "[::1" ||
       name == "[localhost" || name == "[127.0.0.1" || name == "[candour.example");
  must(!request.origin || *request.origin == rules.origins.front());
  must(request.authorization.find(token) != request.authorization.npos);
}

void is_a_problem(const HttpResponse& response) {
  must(response.status >= 400 && response.status < 500);
  must(response.body.contains("title") && response.body.contains("detail"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  auto lines = base::split({reinterpret_cast<const char*>(bytes), size}, '\n');
  lines.resize(6);
  Knock request;
  request.hosts = {lines[2]};
  if (!lines[3].empty()) request.origin = lines[3];
  request.authorization = lines[4];
  const auto known = knock(rules, request);
  if (const auto* away = std::get_if<TurnedAway>(&known))
    is_a_problem(away->answer);
  else
    is_let_in_rightly(request);

  const auto found = find_route(routes, lines[0], lines[1], lines[5]);
  if (const auto* problem = std::get_if<HttpResponse>(&found)) {
    is_a_problem(*problem);
  } else {
    const auto& taken = std::get<RouteTaken>(found);
    must(taken.route->method == lines[0]);
    must(taken.parameter.find('/') == std::string::npos);
  }
  return 0;
}
