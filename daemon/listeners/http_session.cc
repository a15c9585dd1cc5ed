// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_session.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <exception>
#include <functional>

#include "base/text.h"
#include "base/wipe.h"
#include "listeners/http_log.h"
#include "listeners/http_places.h"
#include "listeners/workers.h"

namespace candour::listeners {

namespace http = boost::beast::http;

namespace {

constexpr std::size_t read_octets = 64u << 10;
constexpr std::chrono::seconds goodbye_time{2};

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

// Errors of the wire (closed, timed out) get no answer: nobody is there to read it.
std::optional<HttpResponse> answer_to(const error_code& error, std::size_t most_octets) {
  if (error == http::error::header_limit)
    return http_problem(431, "Too long a header", "A request's header has 16 KB at most.");
  if (error == http::error::body_limit)
    return http_problem(
        413, "Too large",
        "The body of this request has " + std::to_string(most_octets) + " bytes at most.");
  if (error == http::error::end_of_stream || error == http::error::partial_message) return {};
  if (error.category() != make_error_code(http::error::bad_method).category()) return {};
  return http_problem(400, "Not HTTP", "The request cannot be read: " + error.message() + ".");
}

HttpResponse too_busy(std::string_view detail) {
  auto response = http_problem(503, "Not now", detail);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

/// Room for so much among what all sessions have together, given back at the end.
class Room {
 public:
  Room(std::atomic<std::size_t>& taken, std::size_t wanted, std::size_t most)
      : taken_(taken), wanted_(wanted), granted_(taken.fetch_add(wanted) + wanted <= most) {}
  ~Room() { taken_ -= wanted_; }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  bool granted() const { return granted_; }

 private:
  std::atomic<std::size_t>& taken_;
  const std::size_t wanted_;
  const bool granted_;
};

http::response<http::string_body> message_of(const HttpResponse& response, bool goes_on) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  const auto& document = response.document;
  message.set(http::field::content_type, document ? document->content_type : "application/json");
  message.set(http::field::cache_control, "no-store");
  message.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.body() = document ? document->text : boost::json::serialize(response.body) + "\n";
  message.keep_alive(goes_on);
  message.prepare_payload();
  return message;
}

HttpResponse document_of(console::Answer&& answer) {
  HttpResponse response;
  response.status = answer.status;
  response.headers = std::move(answer.headers);
  response.document = {std::move(answer.content_type), std::move(answer.body)};
  return response;
}

std::optional<std::string> field_of(const http::fields& header, std::string_view name) {
  const auto field = header.find(boost::beast::string_view(name.data(), name.size()));
  if (field == header.end()) return {};
  return std::string(view(field->value()));
}

console::Head head_of(const http::request<http::string_body>& header, const Knock& request,
                      bool tls) {
  console::Head head;
  head.method = view(header.method_string());
  head.target = view(header.target());
  head.host = request.hosts.front();
  head.content_type = view(header[http::field::content_type]);
  const auto cookies = header.equal_range(http::field::cookie);
  for (auto cookie = cookies.first; cookie != cookies.second; ++cookie)
    head.cookies += (head.cookies.empty() ? "" : "; ") + std::string(view(cookie->value()));
  if (request.origin) head.origin = *request.origin;
  head.fetch_site = field_of(header, "Sec-Fetch-Site");
  head.tls = tls;
  return head;
}

/// What is wrong with a body before it comes; `most` octets are agreed to.
template <class Parser>
std::optional<HttpResponse> fault_of_body(const Parser& parser, std::size_t most) {
  const auto length = parser.content_length();
  if (!length && !parser.chunked() && most > 0)
    return http_problem(411, "How long?", "A body is wanted, with Content-Length.");
  if (length && *length > most) return answer_to(http::error::body_limit, most);
  if (const auto expect = view(parser.get()[http::field::expect]);
      !expect.empty() && !base::equals_ignoring_case(expect, "100-continue"))
    return http_problem(417, "Unknown expectation", "Leave out the header Expect.");
  return {};
}

}  // namespace

/// A request whose body may come.
struct HttpSession::Admitted {
  std::string caller;
  std::string parameter;
  std::string_view method, path;  // the route's, for the log
  std::size_t body_octets = 0;
  std::function<HttpResponse(const HttpRequest&)> answer;  // blocking
  bool takes_password = false;  // it is slow, and nothing of its body may stay in memory
};

HttpSession::HttpSession(HttpSocket socket, std::optional<Peer> peer,
                         std::shared_ptr<HttpService> service)
    : service_(std::move(service)), peer_(std::move(peer)), stream_(std::move(socket)) {
  if (service_->tls) tls_ = std::make_unique<TlsStream>(stream_, *service_->tls);
}

awaitable<void> HttpSession::run() {
  if (tls_) {
    stream_.expires_after(service_->limits.tls_handshake);
    const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, as_result);
    if (error) {
      log_http_tls_failed(error.message());
      co_return;
    }
    co_await converse(*tls_);
  } else {
    co_await converse(stream_);
  }
  co_await shut_down();
}

awaitable<void> HttpSession::refuse() {
  if (tls_) co_return;
  const auto response = too_busy("Too many are connected. Try again in a moment.");
  co_await turn_away(stream_, response);
  co_await shut_down();
}

template <class Layer>
awaitable<void> HttpSession::converse(Layer& layer) {
  for (bool goes_on = true; goes_on && !ending_;) {
    goes_on = co_await await_request(layer);
    if (goes_on) goes_on = co_await exchange(layer);
  }
}

/// Whether a request's first byte came.
template <class Layer>
awaitable<bool> HttpSession::await_request(Layer& layer) {
  if (buffer_.size() > 0) co_return true;
  stream_.expires_after(service_->limits.idle);
  const auto space = buffer_.prepare(read_octets);
  idle_ = true;
  const auto [error, octets] = co_await layer.async_read_some(space, as_result);
  idle_ = false;
  if (error) co_return false;
  buffer_.commit(octets);
  co_return true;
}

/// A request and its answer. Returns whether another may follow.
template <class Layer>
awaitable<bool> HttpSession::exchange(Layer& layer) {
  Parser parser;
  const bool has_header = co_await read_header(layer, parser);
  if (!has_header) co_return false;
  const auto admission = admit(parser);
  if (const auto* admitted = std::get_if<Admitted>(&admission))
    co_return co_await serve(layer, parser, *admitted);
  const auto& away = std::get<TurnedAway>(admission);
  if (away.guessed) {
    asio::steady_timer pause(stream_.get_executor(), service_->limits.wrong_token);
    co_await pause.async_wait(as_result);
  }
  co_return co_await turn_away(layer, away.answer);
}

/// Whether it is there; where not, what could be said was said.
template <class Layer>
awaitable<bool> HttpSession::read_header(Layer& layer, Parser& parser) {
  parser.header_limit(static_cast<std::uint32_t>(service_->limits.header_octets));
  parser.body_limit(boost::none);  // its route's, once that is known
  stream_.expires_after(service_->limits.header);
  const auto [error, octets] = co_await http::async_read_header(layer, buffer_, parser, as_result);
  if (!error) co_return true;
  const auto problem = answer_to(error, 0);
  if (problem) co_await turn_away(layer, *problem);
  co_return false;
}

/// What is left of a request that was let in.
template <class Layer>
awaitable<bool> HttpSession::serve(Layer& layer, Parser& parser, const Admitted& admitted) {
  const std::size_t announced = parser.content_length().value_or(admitted.body_octets);
  const Room room(service_->body_octets, announced, service_->limits.all_bodies_octets);
  if (!room.granted()) {
    const auto busy = too_busy("Too much is on its way in. Try again in a moment.");
    co_return co_await turn_away(layer, busy);
  }
  const bool has_body = co_await read_body(layer, parser, admitted.body_octets);
  if (!has_body) co_return false;
  // Only now: who sends slowly keeps nobody from signing in.
  const Room turn(service_->passwords, admitted.takes_password ? 1u : 0u,
                  service_->limits.passwords);
  if (!turn.granted()) {
    wipe(parser.get().body());
    const auto busy = too_busy("Too many are signing in. Try again in a moment.");
    co_return co_await turn_away(layer, busy);
  }

  HttpRequest request;
  request.caller = admitted.caller;
  request.parameter = admitted.parameter;
  request.content_type = bare_content_type(view(parser.get()[http::field::content_type]));
  request.body = std::move(parser.get().body());
  const auto response = co_await handle(admitted, request);
  if (admitted.takes_password) wipe(request.body);
  const bool goes_on = parser.keep_alive() && !ending_;
  co_return co_await answer(layer, response, goes_on);
}

/// All that the header decides, in the order in which a caller may learn of it.
std::variant<HttpSession::Admitted, TurnedAway> HttpSession::admit(const Parser& parser) const {
  const auto& header = parser.get();
  Knock request;
  request.peer = peer_;
  const auto hosts = header.equal_range(http::field::host);
  for (auto host = hosts.first; host != hosts.second; ++host)
    request.hosts.push_back(view(host->value()));
  if (const auto origin = header.find(http::field::origin); origin != header.end())
    request.origin = view(origin->value());
  request.authorization = view(header[http::field::authorization]);
  const auto target = view(header.target());
  request.for_figures = target == metrics_path || target == health_path;
  const bool for_pages =
      service_->console != nullptr && !target.starts_with("/v1/") && !request.for_figures;
  auto admission = for_pages ? admit_visitor(parser, request) : admit_caller(parser, request);
  if (const auto* admitted = std::get_if<Admitted>(&admission))
    if (auto problem = fault_of_body(parser, admitted->body_octets))
      return TurnedAway{std::move(*problem)};
  return admission;
}

std::variant<HttpSession::Admitted, TurnedAway> HttpSession::admit_caller(
    const Parser& parser, const Knock& request) const {
  auto known = knock(service_->rules, request);
  if (const auto* away = std::get_if<TurnedAway>(&known); away != nullptr && away->guessed &&
                                                          service_->rules.token != nullptr &&
                                                          service_->rules.token->renew())
    known = knock(service_->rules, request);
  if (auto* away = std::get_if<TurnedAway>(&known)) return std::move(*away);

  const auto& header = parser.get();
  auto found = find_route(service_->routes, view(header.method_string()), view(header.target()),
                          view(header[http::field::content_type]));
  if (auto* problem = std::get_if<HttpResponse>(&found)) return TurnedAway{std::move(*problem)};
  auto& taken = std::get<RouteTaken>(found);
  return Admitted{std::get<LetIn>(known).caller, std::move(taken.parameter),
                  taken.route->method,           taken.route->path,
                  taken.route->body_octets,      taken.route->answer};
}

std::variant<HttpSession::Admitted, TurnedAway> HttpSession::admit_visitor(
    const Parser& parser, const Knock& request) const {
  if (auto away = turned_away_by_host(service_->rules, request)) return std::move(*away);
  const auto& header = parser.get();
  auto head = head_of(header, request, tls_ != nullptr);
  head.address = client_address(stream_.socket());
  auto admission = service_->console->admit(head);
  if (auto* answer = std::get_if<console::Answer>(&admission))
    return TurnedAway{document_of(std::move(*answer))};
  auto& entry = std::get<console::Entry>(admission);
  Admitted admitted;
  admitted.caller = "console";
  admitted.method = entry.method();
  admitted.path = entry.path();
  admitted.body_octets = entry.body_octets();
  admitted.takes_password = entry.takes_password();
  admitted.answer = [console = service_->console,
                     entry = std::move(entry)](const HttpRequest& asked) {
    return document_of(console->answer(entry, asked.body));
  };
  return admitted;
}

/// As read_header().
template <class Layer>
awaitable<bool> HttpSession::read_body(Layer& layer, Parser& parser, std::size_t most_octets) {
  stream_.expires_after(service_->limits.body);
  if (!parser.get()[http::field::expect].empty()) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto words = asio::buffer(go_on);
    const auto [failed, written] = co_await asio::async_write(layer, words, as_result);
    if (failed) co_return false;
  }
  parser.body_limit(most_octets);
  const auto [error, octets] = co_await http::async_read(layer, buffer_, parser, as_result);
  if (!error) co_return true;
  const auto problem = answer_to(error, most_octets);
  if (problem) co_await turn_away(layer, *problem);
  co_return false;
}

/// A body that was answered, and the buffer it came through. A request that has come behind it
/// already keeps the buffer; no browser sends one.
void HttpSession::wipe(std::string& body) {
  base::wipe(body);
  if (buffer_.size() > 0) return;
  buffer_.clear();
  const auto all = buffer_.prepare(buffer_.capacity());
  ::explicit_bzero(all.data(), all.size());
}

awaitable<HttpResponse> HttpSession::handle(const Admitted& admitted, const HttpRequest& request) {
  stream_.expires_never();
  const auto started = std::chrono::steady_clock::now();
  const auto work = [&] { return admitted.answer(request); };
  auto& workers = admitted.takes_password && service_->password_workers != nullptr
                      ? *service_->password_workers
                      : service_->workers;
  HttpResponse response;
  try {
    response = co_await on_worker(workers, work);
  } catch (const std::exception& failure) {
    // A bug of ours: this request fails, everybody else's go on.
    log_http_session_failed(failure.what());
    response = http_problem(500, "A fault of Candour's", "Its log says more.");
  }
  log_http_answered(admitted.method, admitted.path, response.status, request.body.size(),
                    std::chrono::duration_cast<std::chrono::milliseconds>(
                        std::chrono::steady_clock::now() - started));
  co_return response;
}

template <class Layer>
awaitable<bool> HttpSession::answer(Layer& layer, const HttpResponse& response, bool goes_on) {
  const auto message = message_of(response, goes_on);
  stream_.expires_after(service_->limits.answer);
  const auto [error, octets] = co_await http::async_write(layer, message, as_result);
  co_return goes_on && !error;
}

/// What follows on the line is not read, so nothing can follow.
template <class Layer>
awaitable<bool> HttpSession::turn_away(Layer& layer, const HttpResponse& response) {
  const auto title = response.body.if_contains("title");
  log_http_turned_away(response.status, title == nullptr ? "a page" : view(title->as_string()));
  co_return co_await answer(layer, response, false);
}

// Closing with bytes unread resets the connection, and the client may lose our answer to that: what
// still comes is thrown away for a moment.
awaitable<void> HttpSession::shut_down() {
  stream_.expires_after(goodbye_time);
  if (tls_) co_await tls_->async_shutdown(as_result);
  error_code error;
  stream_.socket().shutdown(asio::socket_base::shutdown_send, error);
  buffer_.clear();
  while (!error) {
    const auto space = buffer_.prepare(read_octets);
    std::size_t octets = 0;
    std::tie(error, octets) = co_await stream_.async_read_some(space, as_result);
  }
  stream_.close();
}

void HttpSession::wind_down() {
  ending_ = true;
  if (idle_) stream_.cancel();
}

void HttpSession::abort() {
  ending_ = true;
  stream_.close();
}

}  // namespace candour::listeners
