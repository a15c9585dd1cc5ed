// SPDX-License-Identifier: MPL-2.0
//
// How this folder speaks Asio: coroutines that get an error_code, never an exception.
//
// One co_await a statement, its arguments names and plain calls; no ?: on class types, no lambda
// with values captured, no braces beside it: g++ 12 destroys such temporaries twice.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace candour::listeners {

namespace asio = boost::asio;
using asio::awaitable;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

/// The result of an operation as a tuple that begins with its error_code.
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

}  // namespace candour::listeners
