// SPDX-License-Identifier: MPL-2.0
//
// The admin's console: who may see which page, and which page answers a request.
//
// A request is let in by its head, before a byte of its body is read. Pages want a session; what
// changes something is a form with method post, and comes from a page of ours: told by Origin and
// Sec-Fetch-Site, and by a token that only our pages know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "console/exchange.h"
#include "console/page.h"
#include "console/sessions.h"

namespace candour::console {

struct Route;

/// A request whose body may come.
struct Entry {
  const Route* route = nullptr;
  std::string parameter;
  Form query;
  std::string content_type;
  std::string session;       // its id; empty for who is not signed in
  std::optional<User> user;  // signed in
  bool tls = false;

  std::size_t body_octets() const;
  std::string_view method() const;
  std::string_view path() const;  // the route's, not the request's
};

/// Thread-safe; blocking, so run it on a worker.
class Console {
 public:
  explicit Console(Sources sources, base::Clock clock = base::now);

  /// Where somebody signs in, once and within `link_lifetime`: "/sign-in/…".
  std::string make_link(User user);

  std::variant<Entry, Answer> admit(const Head& head);
  Answer answer(const Entry& entry, const std::string& body);

  /// Forgets what is over; to be called now and then.
  void sweep() { sessions_.sweep(); }

 private:
  Answer answer_route(const Entry& entry, const std::string& body);
  Answer sign_in(const Entry& entry);
  Answer answer_page(const Entry& entry, const std::string& body);

  const Sources sources_;
  const base::Clock clock_;
  Sessions sessions_;
};

}  // namespace candour::console
