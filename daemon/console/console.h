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

#include "console/back_off.h"
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
  std::string address;

  std::size_t body_octets() const;
  std::string_view method() const;
  std::string_view path() const;  // the route's, not the request's
  /// Its body is to be wiped; answering takes a tenth of a second and 64 MB.
  bool takes_password() const;
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
  void sweep();

 private:
  std::optional<User> user_of(const std::string& session);
  std::optional<Answer> objection(const Head& head, const Entry& entry) const;
  Answer answer_route(const Entry& entry, const std::string& body);
  Answer sign_in_by_link(const Entry& entry);
  Answer show_sign_in(const Entry& entry, const std::string& name, const std::string& fault,
                      unsigned status) const;
  Answer sign_in_by_password(const Entry& entry, const std::string& body);
  Answer answer_page(const Entry& entry, const std::string& body);
  Answer change_password(const Entry& entry, const Visit& visit);
  Answer sign_out(const Entry& entry);
  Answer begin_session(const Entry& entry, User user, std::string to);
  void tell(std::string_view what, const std::string& user, const std::string& address) const;

  const Sources sources_;
  const base::Clock clock_;
  Sessions sessions_;
  BackOff back_off_;
};

}  // namespace candour::console
