// SPDX-License-Identifier: MPL-2.0
//
// Which request is answered by what: one table.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "listeners/http_message.h"

namespace candour::listeners {

/// Of no page, and outside /v1: where those who watch servers look.
inline constexpr std::string_view metrics_path = "/metrics";
inline constexpr std::string_view health_path = "/healthz";

struct HttpRoute {
  std::string_view method;  // "POST"
  std::string_view path;    // "/v1/attachments/{sha256}": the last segment may be a parameter
  std::size_t body_octets = 0;
  std::vector<std::string_view> content_types{};  // of the body; none: whatever it is
  /// Blocking; called on a worker, by several at once.
  std::function<HttpResponse(const HttpRequest&)> answer;
};

struct RouteTaken {
  const HttpRoute* route;
  std::string parameter;
};

/// target   as in the request line
/// Returns  the route, or 404, 405 with Allow, 415
std::variant<RouteTaken, HttpResponse> find_route(const std::vector<HttpRoute>& routes,
                                                  std::string_view method, std::string_view target,
                                                  std::string_view content_type);

/// "Application/JSON; charset=utf-8" as "application/json".
std::string bare_content_type(std::string_view field);

}  // namespace candour::listeners
