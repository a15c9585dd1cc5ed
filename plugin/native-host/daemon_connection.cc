// SPDX-License-Identifier: MPL-2.0

#include "daemon_connection.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "base/socket_path.h"

namespace candour::native_host {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::string_view where = "native_host.daemon_connection";

base::Error unavailable(const std::string& what) {
  return {base::Fault::unavailable, where, what};
}

// Blocking calls of Asio know no deadline; the kernel does.
bool set_deadlines(int socket) {
  const timeval wait{longest_wait.count(), 0};
  return ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0 &&
         ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) == 0;
}

}  // namespace

struct DaemonConnection::Stream {
  asio::io_context context;
  asio::local::stream_protocol::socket socket{context};
  beast::flat_buffer buffer;
};

DaemonConnection::DaemonConnection(std::filesystem::path socket) : socket_(std::move(socket)) {}
DaemonConnection::~DaemonConnection() = default;

base::Result<Answer> DaemonConnection::ask(const Request& request) {
  const bool was_open = stream_ != nullptr;
  if (!was_open)
    if (auto connected = connect(); !connected) return connected.error();
  auto answer = exchange(request);
  if (answer || answer.error().fault != base::Fault::unavailable || !was_open) return answer;
  // A daemon that was restarted has closed the old connection; a new one tells whether it is back.
  // Asking twice does no harm: an assessment records nothing, a file is the same file, and of two
  // acknowledgements one is never used.
  if (auto connected = connect(); !connected) return connected.error();
  return exchange(request);
}

base::Result<void> DaemonConnection::connect() {
  const auto path = base::SocketPath::of(socket_);
  if (!path) return path.error();
  auto stream = std::make_unique<Stream>();
  error_code error;
  stream->socket.connect(asio::local::stream_protocol::endpoint(path->reachable()), error);
  if (!error && !set_deadlines(stream->socket.native_handle()))
    error = error_code(errno, boost::system::system_category());
  if (error) return unavailable(socket_.string() + ": " + error.message());
  stream_ = std::move(stream);
  return {};
}

base::Result<Answer> DaemonConnection::exchange(const Request& request) {
  http::request<http::string_body> asked;
  asked.version(11);
  asked.method_string(request.method);
  asked.target(request.path);
  asked.set(http::field::host, "localhost");
  if (!request.type.empty()) asked.set(http::field::content_type, request.type);
  asked.body() = request.body;
  asked.prepare_payload();

  error_code error;
  http::write(stream_->socket, asked, error);
  http::response_parser<http::string_body> answer;
  answer.body_limit(longest_answer);
  // A daemon that refuses a long request answers before it has read all of it.
  if (!error || error == boost::asio::error::broken_pipe)
    http::read(stream_->socket, stream_->buffer, answer, error);
  if (error || !answer.keep_alive()) stream_.reset();
  if (error == http::error::body_limit)
    return base::Error{base::Fault::over_limit, where, "the daemon's answer is too long"};
  if (error) return unavailable(error.message());
  return Answer{answer.get().result_int(), std::move(answer.get().body())};
}

}  // namespace candour::native_host
