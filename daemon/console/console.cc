// SPDX-License-Identifier: MPL-2.0

#include "console/console.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "console/pages.h"
#include "console/stylesheet.h"

namespace candour::console {

/// What a route wants and who answers it.
struct Route {
  enum class Kind { style, about_signing_in, sign_in, sign_out, page };
  std::string_view method, path;  // the last segment may be a parameter: "/findings/{finding}"
  Kind kind = Kind::page;
  std::size_t body_octets = 0;
  Answer (*page)(const Sources&, const Visit&) = nullptr;
};

namespace {

constexpr std::size_t small_form = 64u << 10;
constexpr std::size_t people_form = 17u << 20;  // contacts of 16 MB
constexpr std::size_t policy_form = 2u << 20;   // a policy of 1 MiB, its line ends, and boundaries
constexpr std::size_t mail_form = 51u << 20;    // a mail of 50 MB and its boundaries

constexpr Route routes[] = {
    {"GET", "/style.css", Route::Kind::style},
    {"GET", "/sign-in", Route::Kind::about_signing_in},
    {"GET", "/sign-in/{link}", Route::Kind::sign_in},
    {"POST", "/sign-out", Route::Kind::sign_out, small_form},
    {"GET", "/", Route::Kind::page, 0, today_page},
    {"GET", "/findings", Route::Kind::page, 0, findings_page},
    {"GET", "/findings/{finding}", Route::Kind::page, 0, finding_page},
    {"POST", "/finding-words", Route::Kind::page, small_form, show_finding_words},
    {"POST", "/false-alarms", Route::Kind::page, small_form, mark_false_alarm},
    {"POST", "/false-alarms/withdrawn", Route::Kind::page, small_form, unmark_false_alarm},
    {"GET", "/held", Route::Kind::page, 0, held_page},
    {"GET", "/held/{mail}", Route::Kind::page, 0, held_mail_page},
    {"POST", "/held-decisions", Route::Kind::page, small_form, decide_on_held},
    {"GET", "/rules", Route::Kind::page, 0, rules_page},
    {"POST", "/try", Route::Kind::page, mail_form, trial_page},
    {"GET", "/change", Route::Kind::page, 0, change_page},
    {"POST", "/change", Route::Kind::page, policy_form, change_text},
    {"POST", "/change/rules", Route::Kind::page, small_form, change_rules},
    {"POST", "/change/live", Route::Kind::page, small_form, put_change_live},
    {"POST", "/change/dropped", Route::Kind::page, small_form, drop_change},
    {"GET", "/change/replay", Route::Kind::page, 0, replay_page},
    {"POST", "/change/replay", Route::Kind::page, mail_form, start_replay},
    {"POST", "/change/replay/stopped", Route::Kind::page, small_form, stop_replay},
    {"GET", "/change/versions/{number}", Route::Kind::page, 0, version_page},
    {"POST", "/change/brought-back", Route::Kind::page, small_form, bring_version_back},
    {"GET", "/people", Route::Kind::page, 0, people_page},
    {"GET", "/people/{row}", Route::Kind::page, 0, person_page},
    {"POST", "/people-rows", Route::Kind::page, small_form, save_person},
    {"GET", "/people-export/{file}", Route::Kind::page, 0, export_roster},
    {"POST", "/people-import", Route::Kind::page, people_form, import_people},
    {"POST", "/people-import/in-force", Route::Kind::page, people_form, put_people_in_force},
};

bool wants_session(const Route& route) {
  return route.kind == Route::Kind::page || route.kind == Route::Kind::sign_out;
}

// A name with this beginning is set by HTTPS pages of this very host alone (RFC 6265bis, 4.1.3.2).
std::string_view cookie_name(bool tls) {
  return tls ? "__Host-candour-session" : "candour-session";
}

std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  const auto brace = pattern.find('{');
  if (brace == pattern.npos) return path == pattern ? std::optional<std::string>("") : std::nullopt;
  if (!path.starts_with(pattern.substr(0, brace))) return {};
  const auto parameter = path.substr(brace);
  if (parameter.empty() || parameter.find('/') != parameter.npos) return {};
  return std::string(parameter);
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
  answer.headers.emplace_back("Content-Security-Policy", policy);
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

Answer about_signing_in() {
  return bare_page(
      "Sign in",
      element("p", "On the machine where candourd runs, give the command") +
          element("p", element("code", "candour console --config FILE")) +
          element("p",
                  "with candourd's configuration for FILE. It opens this console, or prints a "
                  "link that is good once, for two minutes. A session lasts twelve hours, or "
                  "one hour without a click."),
      200);
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

std::variant<const Route*, Answer> find_route(const Head& head, std::string_view path,
                                              std::string& parameter) {
  bool known = false;
  for (const auto& route : routes) {
    auto matched = match(route.path, path);
    if (!matched) continue;
    known = true;
    if (route.method != head.method) continue;
    parameter = std::move(*matched);
    return &route;
  }
  if (known) return refusal(405, "Not with this method", "This page is not asked for like this.");
  return refusal(404, "Nothing here", "There is no such page.");
}

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

Console::Console(Sources sources, base::Clock clock)
    : sources_(std::move(sources)), clock_(clock), sessions_(std::move(clock)) {}

std::string Console::make_link(User user) {
  return "/sign-in/" + sessions_.make_link(std::move(user));
}

std::variant<Entry, Answer> Console::admit(const Head& head) {
  const auto question = head.target.find('?');
  Entry entry;
  const auto route = find_route(head, head.target.substr(0, question), entry.parameter);
  if (const auto* unknown = std::get_if<Answer>(&route)) return safe(*unknown);
  entry.route = std::get<const Route*>(route);
  entry.content_type = head.content_type;
  entry.tls = head.tls;
  if (question != head.target.npos) {
    auto query = read_url_encoded(std::string_view(head.target).substr(question + 1));
    if (!query) return safe(refusal(400, "Not readable", "The address of this page is garbled."));
    entry.query = std::move(*query);
  }
  entry.session = cookie_named(cookie_name(head.tls), head.cookies).value_or("");
  if (!entry.session.empty()) entry.user = sessions_.find(entry.session);
  if (head.method == "POST" && !is_from_our_page(head))
    return safe(refusal(403, "Not from another page",
                        "This was sent by another page than Candour's. Nothing was changed."));
  if (wants_session(*entry.route) && !entry.user) {
    if (head.method == "GET") return safe(see_other("/sign-in"));
    return safe(
        refusal(403, "Signed out", "The session is over. Nothing was changed; sign in again."));
  }
  return entry;
}

Answer Console::answer(const Entry& entry, const std::string& body) {
  return safe(answer_route(entry, body));
}

Answer Console::answer_route(const Entry& entry, const std::string& body) {
  switch (entry.route->kind) {
    case Route::Kind::style:
      return {200, "text/css; charset=utf-8", std::string(stylesheet)};
    case Route::Kind::about_signing_in:
      return about_signing_in();
    case Route::Kind::sign_in:
      return sign_in(entry);
    case Route::Kind::sign_out:
    case Route::Kind::page:
      break;
  }
  return answer_page(entry, body);
}

Answer Console::sign_in(const Entry& entry) {
  const auto session = sessions_.enter(entry.parameter, entry.session);
  if (!session)
    return refusal(403, "This link is not good any more",
                   "A link signs in once, within two minutes. Get another: candour console.");
  auto answer = see_other("/");
  answer.headers.emplace_back("Set-Cookie", session_cookie(*session, entry.tls, session_lifetime));
  return answer;
}

Answer Console::answer_page(const Entry& entry, const std::string& body) {
  Visit visit{*entry.user, sessions_.form_token(entry.session), entry.parameter, entry.query, {},
              clock_()};
  if (entry.route->method == "POST") {
    auto form = read_form(entry, body);
    if (!form) return refusal(400, "Not readable", "The form came garbled. Send it again.");
    visit.form = std::move(*form);
    if (!is_same_secret(visit.form["token"], visit.form_token))
      return refusal(403, "Not from this session",
                     "The form is not of this session. Nothing was changed; load the page again.");
  }
  if (entry.route->kind != Route::Kind::sign_out) return entry.route->page(sources_, visit);
  sessions_.leave(entry.session);
  auto answer = see_other("/sign-in");
  answer.headers.emplace_back("Set-Cookie", session_cookie("", entry.tls, std::chrono::seconds(0)));
  return answer;
}

}  // namespace candour::console
