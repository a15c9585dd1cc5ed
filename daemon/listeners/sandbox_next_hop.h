// SPDX-License-Identifier: MPL-2.0
//
// A Maildir that stands in for a mail server, for trying Candour out: it takes everybody's password
// and every recipient, and keeps the messages as files.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "listeners/next_hop.h"

namespace candour::listeners {

/// Makes DIR/tmp, DIR/new and DIR/cur where they are missing.
base::Result<void> make_maildir(const std::filesystem::path& folder);

/// Writes a message into DIR/new. It is on disk, flushed, when this returns.
base::Result<void> keep_in_maildir(const std::filesystem::path& folder,
                                   const std::vector<std::string_view>& pieces);

class SandboxNextHop : public NextHop {
 public:
  SandboxNextHop(std::filesystem::path folder, std::size_t message_octets,
                 asio::thread_pool& workers);

  awaitable<Reply> greet() override;
  awaitable<std::vector<Reply>> exchange(const std::vector<std::string>& commands) override;
  awaitable<Delivery> deliver(const std::vector<std::string_view>& pieces) override;
  bool lost() const override { return false; }
  void close() override {}

 private:
  enum class Authentication { none, wants_response, wants_password };

  Reply answer(std::string_view line);
  Reply answer_to_auth(std::string_view argument);
  Reply answer_to_response(std::string_view line);

  std::filesystem::path folder_;
  std::size_t message_octets_;
  asio::thread_pool& workers_;
  Authentication authentication_ = Authentication::none;
  bool has_sender_ = false;
};

}  // namespace candour::listeners
