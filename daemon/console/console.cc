// SPDX-License-Identifier: MPL-2.0

#include "console/console.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "console/change_script.h"
#include "console/pages.h"
#include "console/routes.h"
#include "console/sign_in_page.h"
#include "console/stylesheet.h"
#include "console/words.h"

namespace candour::console {

namespace {

// A name with this beginning is set by HTTPS pages of this very host alone (RFC 6265bis, 4.1.3.2).
std::string_view cookie_name(bool tls) {
  return tls ? "__Host-candour-session" : "candour-session";
}

Answer refusal(unsigned status, std::string_view title, std::string_view words) {
  return bare_page(
      title, element("p", words) + element("p", element("a", {{"href", "/"}}, "To the start")),
      status);
}

// Whether a form comes from a page of ours. Our pages send no referrer, for which browsers write
// Origin: null; then Sec-Fetch-Site alone tells.
bool is_from_our_page(const Head& head) {
  if (head.fetch_site && *head.fetch_site != "same-origin") return false;
  if (head.origin && *head.origin != "null")
    return base::equals_ignoring_case(*head.origin,
                                      (head.tls ? "https://" : "http://") + head.host);
  return head.fetch_site.has_value();
}

Answer safe(Answer answer) {
  constexpr std::string_view policy =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
      "frame-ancestors 'none'; base-uri 'none'";
  constexpr std::string_view own_script = "; script-src 'self'; connect-src 'self'";
  answer.headers.emplace_back(
      "Content-Security-Policy",
      std::string(policy) + std::string(answer.runs_script ? own_script : ""));
  answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
  answer.headers.emplace_back("X-Frame-Options", "DENY");
  answer.headers.emplace_back("Referrer-Policy", "no-referrer");
  answer.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  answer.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

std::string session_cookie(std::string_view id, bool tls, std::chrono::seconds lifetime) {
  return std::string(cookie_name(tls)) + "=" + std::string(id) +
         "; Path=/; Max-Age=" + std::to_string(lifetime.count()) + "; HttpOnly; SameSite=Strict" +
         (tls ? "; Secure" : "");
}

base::Result<Form> read_form(const Entry& entry, const std::string& body) {
  if (base::lower_ascii(entry.content_type).starts_with("multipart/form-data"))
    return read_multipart(entry.content_type, body);
  return read_url_encoded(body);
}

// Digests first: equal in length, and the time taken tells nothing of the token.
bool is_same_secret(std::string_view given, std::string_view ours) {
  return base::sha256_hex(given) == base::sha256_hex(ours);
}

std::string wait_words(std::chrono::seconds wait) {
  return "Too many tries. Wait " +
         counted(static_cast<std::size_t>(wait.count()), "second", "seconds") +
         ", then try again. The administrator of candourd's machine can sign in by a link "
         "meanwhile.";
}

Answer with_wait(Answer answer, std::chrono::seconds wait) {
  answer.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return answer;
}

constexpr std::string_view no_passwords_now =
    "Nobody can sign in with a password now. The administrator finds the reason in candourd's log; "
    "he can sign in by a link meanwhile.";

/// Wipes a form that holds passwords.
class WipedForm {
 public:
  explicit WipedForm(Form& form) : form_(form) {}
  ~WipedForm() { form_.wipe(); }
  WipedForm(const WipedForm&) = delete;
  WipedForm& operator=(const WipedForm&) = delete;

 private:
  Form& form_;
};

}  // namespace

std::size_t Entry::body_octets() const {
  return route->body_octets;
}

std::string_view Entry::method() const {
  return route->method;
}

std::string_view Entry::path() const {
  return route->path;
}

bool Entry::takes_password() const {
  return route->takes_password;
}

Console::Console(Sources sources, base::Clock clock)
    : sources_(std::move(sources)), clock_(clock), sessions_(clock), back_off_(std::move(clock)) {}

std::string Console::make_link(User user) {
  return "/sign-in/" + sessions_.make_link(std::move(user));
}

void Console::sweep() {
  sessions_.sweep();
  back_off_.sweep();
}

void Console::tell(std::string_view what, const std::string& user,
                   const std::string& address) const {
  if (sources_.user_event) sources_.user_event({what, user, "", address});
}

/// Whose session it is, with the role he has now. One of a password that is no more is over; where
/// the users cannot be read, nobody is anybody.
std::optional<User> Console::user_of(const std::string& session) {
  auto user = sessions_.find(session);
  if (!user || user->password_id.empty()) return user;
  const auto known = sources_.users.find(user->name);
  if (!known) return {};
  if (!*known || (*known)->password_id != user->password_id) {
    sessions_.leave(session);
    return {};
  }
  user->role = (*known)->role;
  return user;
}

std::variant<Entry, Answer> Console::admit(const Head& head) {
  const auto question = head.target.find('?');
  Entry entry;
  auto found = match(head.method, std::string_view(head.target).substr(0, question));
  if (found.route == nullptr && found.is_path)
    return safe(refusal(405, "Not with this method", "This page is not asked for like this."));
  if (found.route == nullptr) return safe(refusal(404, "Nothing here", "There is no such page."));
  entry.route = found.route;
  entry.parameter = std::move(found.parameter);
  entry.content_type = head.content_type;
  entry.tls = head.tls;
  entry.address = head.address;
  if (question != head.target.npos) {
    auto query = read_url_encoded(std::string_view(head.target).substr(question + 1));
    if (!query) return safe(refusal(400, "Not readable", "The address of this page is garbled."));
    entry.query = std::move(*query);
  }
  entry.session = cookie_named(cookie_name(head.tls), head.cookies).value_or("");
  if (!entry.session.empty()) entry.user = user_of(entry.session);
  if (auto answer = objection(head, entry)) return safe(std::move(*answer));
  return entry;
}

/// Why the request goes no further, before a byte of its body is read.
std::optional<Answer> Console::objection(const Head& head, const Entry& entry) const {
  if (head.method == "POST" && !is_from_our_page(head))
    return refusal(403, "Not from another page",
                   "This was sent by another page than Candour's. Nothing was changed.");
  const auto access = entry.route->access;
  if (access == Access::anybody) return {};
  if (!entry.user) {
    if (head.method == "GET") return see_other("/sign-in");
    return refusal(403, "Signed out", "The session is over. Nothing was changed; sign in again.");
  }
  if (may(entry.user->role, access)) return {};
  const auto needed = access == Access::clerk ? "a clerk or an admin" : "an admin";
  return refusal(403, "Not in your role",
                 "This is for " + std::string(needed) + ". You are signed in as " +
                     entry.user->name + ", " + std::string(role_words(entry.user->role)) +
                     ". Nothing was changed.");
}

Answer Console::answer(const Entry& entry, const std::string& body) {
  return safe(answer_route(entry, body));
}

Answer Console::answer_route(const Entry& entry, const std::string& body) {
  switch (entry.route->kind) {
    case Route::Kind::style:
      return {200, "text/css; charset=utf-8", std::string(stylesheet)};
    case Route::Kind::script:
      return {200, "text/javascript; charset=utf-8", std::string(change_script)};
    case Route::Kind::sign_in_page:
      return show_sign_in(entry, "", "", 200);
    case Route::Kind::sign_in_by_link:
      return sign_in_by_link(entry);
    case Route::Kind::sign_in_by_password:
      return sign_in_by_password(entry, body);
    case Route::Kind::change_password:
    case Route::Kind::sign_out:
    case Route::Kind::page:
      break;
  }
  return answer_page(entry, body);
}

Answer Console::begin_session(const Entry& entry, User user, std::string to) {
  auto answer = see_other(std::move(to));
  answer.headers.emplace_back(
      "Set-Cookie",
      session_cookie(sessions_.begin(std::move(user), entry.session), entry.tls, session_lifetime));
  return answer;
}

Answer Console::sign_in_by_link(const Entry& entry) {
  const auto session = sessions_.enter(entry.parameter, entry.session);
  if (!session)
    return refusal(403, "This link is not good any more",
                   "A link signs in once, within two minutes. Get another: candour console.");
  auto answer = see_other("/");
  answer.headers.emplace_back("Set-Cookie", session_cookie(*session, entry.tls, session_lifetime));
  return answer;
}

Answer Console::show_sign_in(const Entry& entry, const std::string& name, const std::string& fault,
                             unsigned status) const {
  using Passwords = SignInForm::Passwords;
  if (!entry.tls) return sign_in_page({});
  const auto users = sources_.users.all();
  if (!users) return sign_in_page({Passwords::none, "", std::string(no_passwords_now), 503});
  return sign_in_page({users->empty() ? Passwords::none : Passwords::taken, name, fault, status});
}

Answer Console::sign_in_by_password(const Entry& entry, const std::string& body) {
  if (!entry.tls)
    return refusal(403, "Over HTTPS alone",
                   "A password is taken over HTTPS alone, where nobody on the way can read it.");
  auto form = read_form(entry, body);
  if (!form) return refusal(400, "Not readable", "The form came garbled. Send it again.");
  const WipedForm wiped(*form);
  const auto name = (*form)["name"].substr(0, longest_user_name);
  const auto& address = entry.address;
  if (const auto wait = back_off_.begin(name, address); wait.count() > 0) {
    tell("slowed-down", "", address);
    return with_wait(show_sign_in(entry, name, wait_words(wait), 429), wait);
  }
  auto known = sources_.users.known(name, (*form)["password"]);
  if (!known) {
    back_off_.take_back(name, address);
    return show_sign_in(entry, name, std::string(no_passwords_now), 503);
  }
  if (!*known) {
    tell("not-signed-in", "", address);
    return show_sign_in(entry, name, "The name or the password is not right.", 403);
  }
  auto& user = **known;
  back_off_.succeeded(name, address);
  tell("signed-in", user.name, address);
  return begin_session(entry, {user.name, user.role, user.password_id}, "/");
}

Answer Console::answer_page(const Entry& entry, const std::string& body) {
  Visit visit{*entry.user, sessions_.form_token(entry.session), entry.parameter, entry.query, {},
              clock_()};
  std::optional<WipedForm> wiped;
  if (entry.takes_password()) wiped.emplace(visit.form);
  if (entry.route->method == "POST") {
    auto form = read_form(entry, body);
    if (!form) return refusal(400, "Not readable", "The form came garbled. Send it again.");
    visit.form = std::move(*form);
    if (!is_same_secret(visit.form["token"], visit.form_token))
      return refusal(403, "Not from this session",
                     "The form is not of this session. Nothing was changed; load the page again.");
  }
  if (entry.route->kind == Route::Kind::sign_out) return sign_out(entry);
  if (entry.route->kind == Route::Kind::change_password) return change_password(entry, visit);
  return entry.route->page(sources_, visit);
}

Answer Console::sign_out(const Entry& entry) {
  sessions_.leave(entry.session);
  auto answer = see_other("/sign-in");
  answer.headers.emplace_back("Set-Cookie", session_cookie("", entry.tls, std::chrono::seconds(0)));
  return answer;
}

/// The session goes on under another id; the user's others end, since they are of another password.
Answer Console::change_password(const Entry& entry, const Visit& visit) {
  auto user = *entry.user;
  const auto again = [&](std::string_view fault, unsigned status) {
    return password_page_with(sources_, visit, fault, status);
  };
  if (user.password_id.empty()) return again("", 400);
  if (visit.form["new"] != visit.form["again"])
    return again("The two new passwords are not the same.", 400);
  if (const auto wait = back_off_.begin(user.name, entry.address); wait.count() > 0)
    return with_wait(again(wait_words(wait), 429), wait);
  const auto known = sources_.users.known(user.name, visit.form["present"]);
  if (!known) {
    back_off_.take_back(user.name, entry.address);
    return again("The users cannot be read now. Nothing was changed.", 503);
  }
  if (!*known) return again("The present password is not right. Nothing was changed.", 403);
  back_off_.succeeded(user.name, entry.address);
  auto changed = sources_.users.set_password(user.name, visit.form["new"]);
  if (!changed && changed.error().fault == base::Fault::refused)
    return again(changed.error().detail, 400);
  if (!changed) return again("The new password cannot be kept now. Nothing was changed.", 503);
  user.password_id = std::move(*changed);
  tell("password-changed", user.name, entry.address);
  return begin_session(entry, std::move(user), "/password?changed=yes");
}

}  // namespace candour::console
