// SPDX-License-Identifier: MPL-2.0
//
// What all sessions of one HTTP server share.
#pragma once

#include <atomic>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <vector>

#include "console/console.h"
#include "listeners/asio.h"
#include "listeners/http_gate.h"
#include "listeners/http_limits.h"
#include "listeners/http_routes.h"

namespace candour::listeners {

/// TCP and Unix sockets alike.
using HttpSocket = asio::generic::stream_protocol::socket;
using HttpAcceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

struct HttpService {
  HttpService(HouseRules by, std::vector<HttpRoute> through, HttpLimits within,
              asio::thread_pool& on, console::Console* with_pages)
      : rules(std::move(by)),
        routes(std::move(through)),
        limits(within),
        workers(on),
        console(with_pages) {}

  const HouseRules rules;
  const std::vector<HttpRoute> routes;
  const HttpLimits limits;
  asio::thread_pool& workers;
  console::Console* const console;                // what it shows outside /v1; null: nothing
  asio::thread_pool* password_workers = nullptr;  // null: `workers`
  std::atomic<std::size_t> passwords = 0;         // being looked at, or waiting for it
  std::unique_ptr<asio::ssl::context> tls;        // null: none
  std::atomic<std::size_t> body_octets = 0;       // promised to requests on their way in
};

}  // namespace candour::listeners
