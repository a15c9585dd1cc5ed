// SPDX-License-Identifier: MPL-2.0
//
// A browser's request and its answer, as plain values: the console knows no sockets.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace candour::console {

/// What is known before a byte of the body is read.
struct Head {
  std::string method;        // "GET"
  std::string target;        // as in the request line: "/findings?rule=silent-copy"
  std::string host;          // already known to be ours
  std::string content_type;  // the whole field
  std::string cookies;       // all Cookie fields, joined by "; "
  std::optional<std::string> origin;
  std::optional<std::string> fetch_site;  // Sec-Fetch-Site (W3C Fetch Metadata)
  bool tls = false;
  std::string address{};  // from where it comes, as listeners/http_places.h writes it
};

struct Answer {
  unsigned status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers{};
  bool runs_script = false;  // the console's own; every other page runs none
};

}  // namespace candour::console
