// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_routes.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace candour::listeners {

namespace {

// What stands in the parameter's place (empty for a path without one), or nothing: another path.
std::optional<std::string_view> match(std::string_view path, std::string_view target) {
  const auto brace = path.find('{');
  if (brace == path.npos) {
    if (target != path) return {};
    return std::string_view();
  }
  if (!target.starts_with(path.substr(0, brace))) return {};
  const auto parameter = target.substr(brace);
  if (parameter.empty() || parameter.find('/') != parameter.npos) return {};
  return parameter;
}

HttpResponse not_allowed(const std::vector<std::string>& methods) {
  auto response = http_problem(405, "Not with this method",
                               "This path is asked with " + base::join(methods, " or ") + ".");
  response.headers.emplace_back("Allow", base::join(methods, ", "));
  return response;
}

HttpResponse wrong_type(const HttpRoute& route) {
  const std::vector<std::string> types(route.content_types.begin(), route.content_types.end());
  return http_problem(415, "Not this kind of content",
                      "Send it as " + base::join(types, " or ") + " and say so in Content-Type.");
}

}  // namespace

std::variant<RouteTaken, HttpResponse> find_route(const std::vector<HttpRoute>& routes,
                                                  std::string_view method, std::string_view target,
                                                  std::string_view content_type) {
  std::vector<std::string> methods;
  for (const auto& route : routes) {
    const auto parameter = match(route.path, target);
    if (!parameter) continue;
    if (route.method != method) {
      methods.emplace_back(route.method);
      continue;
    }
    const auto& types = route.content_types;
    if (!types.empty() &&
        std::find(types.begin(), types.end(), bare_content_type(content_type)) == types.end())
      return wrong_type(route);
    return RouteTaken{&route, std::string(*parameter)};
  }
  if (!methods.empty()) return not_allowed(methods);
  return http_problem(404, "Nothing here",
                      "The paths are listed in policies/schema/local-api.openapi.yaml.");
}

std::string bare_content_type(std::string_view field) {
  return base::lower_ascii(base::trim(field.substr(0, field.find(';'))));
}

}  // namespace candour::listeners
