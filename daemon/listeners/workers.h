// SPDX-License-Identifier: MPL-2.0
//
// Blocking work off the event loop.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <type_traits>
#include <utility>

#include "listeners/asio.h"

namespace candour::listeners {

template <class Work>
awaitable<std::invoke_result_t<const Work&>> call(const Work& work) {
  co_return work();
}

/// Runs `work` on the pool and comes back to the caller's executor; what it throws is thrown here.
/// `work` must outlive the wait: name it before the co_await.
template <class Work>
awaitable<std::invoke_result_t<const Work&>> on_worker(asio::thread_pool& workers,
                                                       const Work& work) {
  co_return co_await asio::co_spawn(workers, call(work), asio::use_awaitable);
}

}  // namespace candour::listeners
