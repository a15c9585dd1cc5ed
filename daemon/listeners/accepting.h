// SPDX-License-Identifier: MPL-2.0
//
// What every listener does alike: takes connections, and runs a session for each to its end. What
// speaks over them is the session's.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <string_view>
#include <utility>

#include "listeners/asio.h"
#include "listeners/sessions.h"

namespace candour::listeners {

// Without a free descriptor accept() fails at once, again and again.
inline constexpr std::chrono::milliseconds accept_pause{100};

/// An event's log line; `error` says what happened.
using LogError = void (*)(std::string_view error);

/// Hands each connection to `serve`, on a strand of its own so that several threads may run
/// `context`, until the acceptor is closed.
template <class Acceptor, class Serve>
awaitable<void> accept_all(asio::io_context& context, Acceptor& acceptor, Serve serve,
                           LogError log_failed) {
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(asio::make_strand(context), as_result);
    if (!acceptor.is_open()) break;
    if (error) {
      log_failed(error.message());
      asio::steady_timer pause(acceptor.get_executor(), accept_pause);
      co_await pause.async_wait(as_result);
      continue;
    }
    const auto executor = socket.get_executor();
    auto session = serve(std::move(socket));
    asio::co_spawn(executor, std::move(session), asio::detached);
  }
}

/// A bug of ours ends this session alone.
template <class Session>
awaitable<void> run_to_its_end(Sessions<Session>& sessions, std::shared_ptr<Session> session,
                               LogError log_failed) {
  try {
    co_await session->run();
  } catch (const std::exception& failure) {
    log_failed(failure.what());
  }
  sessions.remove(session);
}

}  // namespace candour::listeners
