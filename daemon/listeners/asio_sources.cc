// SPDX-License-Identifier: MPL-2.0
//
// Asio's and Beast's own code, compiled here once for the whole program.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
