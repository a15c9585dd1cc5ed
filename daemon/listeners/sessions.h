// SPDX-License-Identifier: MPL-2.0
//
// The sessions of one listener: so many at a time, and told together to come to an end. A Session
// has executor(), wind_down(), which lets it finish what is under way, and abort(), both called on
// its executor.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>

#include "listeners/asio.h"

namespace candour::listeners {

using ListenerStrand = asio::strand<asio::io_context::executor_type>;

/// Thread-safe; held by a shared_ptr, since its timer may outlive the listener.
template <class Session>
class Sessions : public std::enable_shared_from_this<Sessions<Session>> {
 public:
  /// most  at a time
  Sessions(ListenerStrand strand, std::size_t most)
      : strand_(std::move(strand)), grace_(strand_), most_(most) {}

  /// The session that `make` gives; null, and `make` not called, where there are too many.
  template <class Make>
  std::shared_ptr<Session> admit(Make make) {
    const std::lock_guard lock(mutex_);
    if (sessions_.size() >= most_) return nullptr;
    return *sessions_.insert(make()).first;
  }

  void remove(const std::shared_ptr<Session>& session) {
    {
      const std::lock_guard lock(mutex_);
      sessions_.erase(session);
    }
    asio::post(strand_, [self = this->shared_from_this()] { self->end_grace_if_done(); });
  }

  /// Called on the strand, once no more are admitted: what is left after `grace` is broken off.
  void wind_down(std::chrono::milliseconds grace) {
    winding_down_ = true;
    tell([](Session& session) { session.wind_down(); });
    grace_.expires_after(grace);
    grace_.async_wait([self = this->shared_from_this()](const error_code& error) {
      if (!error) self->tell([](Session& session) { session.abort(); });
    });
    end_grace_if_done();
  }

 private:
  template <class Call>
  void tell(Call call) {
    const std::lock_guard lock(mutex_);
    for (const auto& session : sessions_)
      asio::post(session->executor(), [session, call] { call(*session); });
  }

  // A timer that runs would keep the context from returning.
  void end_grace_if_done() {
    const std::lock_guard lock(mutex_);
    if (winding_down_ && sessions_.empty()) grace_.cancel();
  }

  ListenerStrand strand_;
  asio::steady_timer grace_;
  const std::size_t most_;
  bool winding_down_ = false;  // on the strand alone
  std::mutex mutex_;
  std::set<std::shared_ptr<Session>> sessions_;
};

}  // namespace candour::listeners
