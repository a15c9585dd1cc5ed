// SPDX-License-Identifier: MPL-2.0
//
// One client of the HTTP server: its requests, one after the other (HTTP/1.1, RFC 9112). A request
// is let in by its header; only then is its body read.
#pragma once

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <string>

#include "listeners/http_service.h"

namespace candour::listeners {

/// Not thread-safe: all calls on its executor.
class HttpSession {
 public:
  /// peer  of a Unix socket
  HttpSession(HttpSocket socket, std::optional<Peer> peer, std::shared_ptr<HttpService> service);

  /// Until the client goes, is turned away, or the session is to end.
  awaitable<void> run();

  /// Instead of run(), where there are too many: says so, but where a handshake would have to come
  /// first.
  awaitable<void> refuse();

  /// Ends after the request under way; at once where there is none.
  void wind_down();
  void abort();

  asio::any_io_executor executor() { return stream_.get_executor(); }

 private:
  using Stream = boost::beast::basic_stream<asio::generic::stream_protocol>;
  using TlsStream = asio::ssl::stream<Stream&>;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  struct Admitted;

  template <class Layer>
  awaitable<void> converse(Layer& layer);
  template <class Layer>
  awaitable<bool> await_request(Layer& layer);
  template <class Layer>
  awaitable<bool> exchange(Layer& layer);
  template <class Layer>
  awaitable<bool> read_header(Layer& layer, Parser& parser);
  template <class Layer>
  awaitable<bool> serve(Layer& layer, Parser& parser, const Admitted& admitted);
  template <class Layer>
  awaitable<bool> read_body(Layer& layer, Parser& parser, std::size_t most_octets);
  template <class Layer>
  awaitable<bool> answer(Layer& layer, const HttpResponse& response, bool goes_on);
  template <class Layer>
  awaitable<bool> turn_away(Layer& layer, const HttpResponse& response);
  void wipe(std::string& body);
  awaitable<HttpResponse> handle(const Admitted& admitted, const HttpRequest& request);
  std::variant<Admitted, TurnedAway> admit(const Parser& parser) const;
  std::variant<Admitted, TurnedAway> admit_caller(const Parser& parser, const Knock& request) const;
  std::variant<Admitted, TurnedAway> admit_visitor(const Parser& parser,
                                                   const Knock& request) const;
  awaitable<void> shut_down();

  std::shared_ptr<HttpService> service_;
  std::optional<Peer> peer_;
  Stream stream_;
  std::unique_ptr<TlsStream> tls_;
  boost::beast::flat_buffer buffer_;
  bool idle_ = false;  // between two requests
  bool ending_ = false;
};

}  // namespace candour::listeners
