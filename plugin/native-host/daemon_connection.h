// SPDX-License-Identifier: MPL-2.0
//
// HTTP/1.1 to the daemon's Unix socket, one request after another over one connection that is made
// when it is needed and again after the daemon was restarted.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"

namespace candour::native_host {

struct Request {
  std::string method;
  std::string path;
  std::string type;  // Content-Type; empty: no body
  std::string body;
};

struct Answer {
  unsigned status = 0;
  std::string body;
};

/// Neither the connection nor an answer takes longer; the mail client has given up by then.
inline constexpr std::chrono::seconds longest_wait{30};
inline constexpr std::size_t longest_answer = 4u << 20;

class DaemonConnection {
 public:
  explicit DaemonConnection(std::filesystem::path socket);
  ~DaemonConnection();

  /// Errors   unavailable: the daemon is not running, or does not answer; over_limit: it answers
  /// too
  ///          much; malformed: what it answers is no HTTP
  base::Result<Answer> ask(const Request& request);

 private:
  struct Stream;
  base::Result<void> connect();
  base::Result<Answer> exchange(const Request& request);

  std::filesystem::path socket_;
  std::unique_ptr<Stream> stream_;
};

}  // namespace candour::native_host
