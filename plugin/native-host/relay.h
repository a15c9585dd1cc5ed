// SPDX-License-Identifier: MPL-2.0
//
// A mail client's messages, each led to the daemon and answered. The JSON of both:
//
//   {"id": 1, "bytes": "aGVsbG8="}                      a piece of what request 1 will send
//   {"id": 1, "method": "PUT", "path": "/v1/attachments/…", "type": "application/octet-stream",
//    "body": ""}                                        request 1: the pieces, or this body
//   {"id": 1, "forget": true}                           its pieces are let go
//   {"id": 1, "status": 201, "body": …}                 its answer, the daemon's JSON
//   {"id": 1, "error": "…"}                             the daemon is not there, or the request is
//   wrong
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "daemon_connection.h"

namespace candour::native_host {

class Relay {
 public:
  using Ask = std::function<base::Result<Answer>(const Request&)>;
  explicit Relay(Ask ask) : ask_(std::move(ask)) {}

  /// The answer to one message; empty for a piece, which has none.
  std::string answer(std::string_view message);

 private:
  Ask ask_;
  std::map<std::int64_t, std::string> pieces_;
  std::size_t held_ = 0;
};

}  // namespace candour::native_host
