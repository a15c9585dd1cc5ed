// SPDX-License-Identifier: MPL-2.0
//
// A request that was let in and its answer, as plain values: what answers requests knows no
// sockets. Bodies are JSON, but where a route says otherwise and for documents.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace candour::listeners {

struct HttpRequest {
  std::string caller;        // "uid 1000", "token"
  std::string parameter;     // what stands in the place of the route's {…}
  std::string content_type;  // lower case, without parameters; empty where there is none
  std::string body;
};

/// A page or a stylesheet.
struct HttpDocument {
  std::string content_type;
  std::string text;
};

struct HttpResponse {
  unsigned status = 200;
  boost::json::object body;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::optional<HttpDocument> document{};  // in the place of `body`
};

/// What went wrong, for a person who has to mend it.
///
/// title    in a few words, the same for each case of its kind
/// detail   what, where, and how to mend it
HttpResponse http_problem(unsigned status, std::string_view title, std::string_view detail);

/// The status that stands for a fault: the one place where it is chosen.
unsigned http_status(base::Fault fault);

/// A fault as an answer. Its detail goes out only where it is about what the caller sent; of our
/// own troubles (a disk, the ledger) the log has the details.
HttpResponse http_problem(const base::Error& error);

}  // namespace candour::listeners
