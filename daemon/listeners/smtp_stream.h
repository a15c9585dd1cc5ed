// SPDX-License-Identifier: MPL-2.0
//
// One side of an SMTP session: a socket that may turn into TLS, read by lines or in pieces, under a
// deadline. It knows bytes and lines, no commands.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "listeners/asio.h"
#include "listeners/next_hop_url.h"

namespace candour::listeners {

/// Not thread-safe: all calls on the executor of its socket. Every failure of the peer is
/// `unavailable`.
class SmtpStream : public std::enable_shared_from_this<SmtpStream> {
 public:
  explicit SmtpStream(Tcp::socket socket);

  awaitable<base::Result<void>> connect(const Tcp::resolver::results_type& endpoints);

  /// TLS as the server; what was read before and is still unused is thrown away: it came in the
  /// clear, from whoever stood on the line (CVE-2011-0411).
  awaitable<base::Result<void>> accept_tls(asio::ssl::context& context);
  /// TLS as the client of `host`, whose certificate must name it unless the check is left out.
  awaitable<base::Result<void>> start_tls(asio::ssl::context& context, const std::string& host,
                                          CertificateCheck check);
  bool has_tls() const { return tls_ != nullptr; }

  /// What is under way when that time has passed fails, and so does all that follows until another
  /// time is set; the socket stays open, so that the peer can be told. Set before each wait.
  void expires_after(std::chrono::milliseconds time);
  bool timed_out() const { return timed_out_; }

  /// The next line with its line end.
  /// Errors   over_limit: longer than `limit` octets; it is skipped to its end
  awaitable<base::Result<std::string>> read_line(std::size_t limit);
  /// The line that read_line() would give without waiting, or an empty view.
  std::string_view buffered_line() const;

  /// What has come and is not consumed yet; waits where there is nothing.
  awaitable<base::Result<std::string_view>> read_some();
  void consume(std::size_t octets);

  awaitable<base::Result<void>> write(std::string_view bytes);

  /// Ends what is under way; the stream stays usable.
  void cancel();
  /// Says goodbye, in TLS too where there is TLS, waits a moment for the peer to close, and closes.
  awaitable<void> shut_down();
  void close();

  const Tcp::socket& socket() const { return socket_; }
  asio::any_io_executor executor() { return socket_.get_executor(); }

 private:
  awaitable<base::Result<void>> fill();
  awaitable<base::Result<void>> handshake(asio::ssl::stream_base::handshake_type role);
  std::string_view unread() const { return std::string_view(input_).substr(consumed_); }

  Tcp::socket socket_;
  std::unique_ptr<asio::ssl::stream<Tcp::socket&>> tls_;
  asio::steady_timer watchdog_;
  bool timed_out_ = false;
  std::string input_;
  std::size_t consumed_ = 0;  // of input_
};

}  // namespace candour::listeners
