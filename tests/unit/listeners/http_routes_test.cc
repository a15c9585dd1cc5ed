// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_routes.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

const std::vector<HttpRoute> routes{
    {"GET", "/v1/status", 0, {}, {}},
    {"POST", "/v1/assess", 100, {"application/json", "message/rfc822"}, {}},
    {"PUT", "/v1/attachments/{sha256}", 100, {}, {}},
    {"DELETE", "/v1/attachments/{sha256}", 0, {}, {}},
};

/// The path of the route and its parameter, or the status of the answer in its place.
std::string found(std::string_view method, std::string_view target,
                  std::string_view content_type = "") {
  const auto taken = find_route(routes, method, target, content_type);
  if (const auto* problem = std::get_if<HttpResponse>(&taken))
    return std::to_string(problem->status);
  const auto& [route, parameter] = std::get<RouteTaken>(taken);
  return std::string(route->path) + (parameter.empty() ? "" : " " + parameter);
}

TEST(Routes, FindByMethodAndPath) {
  EXPECT_EQ(found("GET", "/v1/status"), "/v1/status");
  EXPECT_EQ(found("PUT", "/v1/attachments/abc"), "/v1/attachments/{sha256} abc");
}

TEST(Routes, KnowNoOtherPath) {
  for (const auto* target :
       {"", "/", "*", "/v1/status/", "/v1/status?x=1", "/v2/status", "/v1/attachments/",
        "/v1/attachments/a/b", "//v1/status", "http://localhost/v1/status", "/v1/attachments"})
    EXPECT_EQ(found("GET", target), "404") << target;
}

TEST(Routes, SayWhichMethodsAPathHas) {
  EXPECT_EQ(found("OPTIONS", "/v1/assess"), "405");
  const auto taken = find_route(routes, "GET", "/v1/attachments/abc", "");
  const auto& response = std::get<HttpResponse>(taken);
  EXPECT_EQ(response.headers.front(),
            (std::pair<std::string, std::string>("Allow", "PUT, DELETE")));
}

TEST(Routes, TakeOnlyTheirKindsOfContent) {
  EXPECT_EQ(found("POST", "/v1/assess", "Application/JSON ; charset=utf-8"), "/v1/assess");
  EXPECT_EQ(found("POST", "/v1/assess", "text/plain"), "415");
  EXPECT_EQ(found("POST", "/v1/assess"), "415");
}

}  // namespace
}  // namespace candour::listeners
