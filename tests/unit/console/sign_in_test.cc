// SPDX-License-Identifier: MPL-2.0
//
// Signing in with a password, what each role may ask for, and what becomes of sessions when a user
// changes.

#include <set>

#include "console/routes.h"
#include "unit/console/console_fixture.h"

namespace candour::console {
namespace {

const std::string sound = "correct horse battery", other = "another four words here";

class SignInTest : public ConsoleTest {
 protected:
  SignInTest() {
    cookie_ = "";
    for (const auto role : {Role::reader, Role::clerk, Role::admin})
      EXPECT_TRUE(users_.add(std::string(name_of(role)), role, sound));
  }

  Head over_tls(std::string_view method, std::string_view target) const {
    auto request = head(method, target);
    request.tls = true;
    request.address = "192.0.2.1";
    return request;
  }
  Answer ask(std::string_view method, std::string_view target, const std::string& body = "") {
    auto answer = open(over_tls(method, target), body);
    if (const auto cookie = header(answer, "Set-Cookie"); !cookie.empty())
      cookie_ = cookie.substr(0, cookie.find(';'));
    return answer;
  }
  Answer sign_in(const std::string& name, const std::string& password) {
    return ask("POST", "/sign-in",
               "name=" + url_encoded(name) + "&password=" + url_encoded(password));
  }
  std::string form_token() {
    const auto page = ask("GET", "/").body;
    const auto at = page.find("name=\"token\" value=\"");
    return at == std::string::npos ? "" : page.substr(at + 20, 64);
  }
  Answer submit(std::string_view target, const std::string& fields) {
    return ask("POST", target, "token=" + form_token() + "&" + fields);
  }
  bool is_signed_in() { return ask("GET", "/").status == 200; }
  std::string events() const {
    std::string all;
    for (const auto& event : events_)
      all +=
          std::string(event.what) + " " + event.user + " " + event.by + " " + event.address + "\n";
    return all;
  }
};

TEST_F(SignInTest, AsksForNameAndPassword) {
  const auto page = ask("GET", "/sign-in");
  EXPECT_EQ(page.status, 200u);
  EXPECT_TRUE(says(page, "autocomplete=\"username\""));
  EXPECT_TRUE(says(page, "type=\"password\" autocomplete=\"current-password\""));
  EXPECT_TRUE(says(page, "<label for=\"password\">"));
}

TEST_F(SignInTest, BeginsASessionUnderANewId) {
  cookie_ = "__Host-candour-session=" + std::string(64, 'a');
  const auto answer = sign_in("clerk", sound);
  EXPECT_EQ(answer.status, 303u);
  EXPECT_EQ(header(answer, "Location"), "/");
  const auto cookie = header(answer, "Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("__Host-candour-session=")) << cookie;
  EXPECT_EQ(cookie.find(std::string(64, 'a')), std::string::npos);
  EXPECT_TRUE(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"))
      << cookie;
  EXPECT_TRUE(is_signed_in());
  EXPECT_EQ(events(), "signed-in clerk  192.0.2.1\n");
}

TEST_F(SignInTest, SaysTheSameOfAWrongNameAndAWrongPassword) {
  const auto wrong_name = sign_in("nobody", sound), wrong_password = sign_in("clerk", other);
  EXPECT_EQ(wrong_name.status, 403u);
  auto expected = wrong_name.body;
  expected.replace(expected.find("value=\"nobody\""), 14, "value=\"clerk\"");
  EXPECT_EQ(wrong_password.body, expected);
  EXPECT_TRUE(says(wrong_password, "The name or the password is not right."));
  EXPECT_FALSE(says(wrong_password, other));
  EXPECT_FALSE(is_signed_in());
  EXPECT_EQ(events(), "not-signed-in   192.0.2.1\nnot-signed-in   192.0.2.1\n");
}

TEST_F(SignInTest, MakesWhoTriesTooOftenWait) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("clerk", other).status, 403u);
  const auto slowed = sign_in("clerk", sound);
  EXPECT_EQ(slowed.status, 429u);
  EXPECT_EQ(header(slowed, "Retry-After"), "1");
  EXPECT_TRUE(says(slowed, "Wait 1 second, then try again."));
  now_ += 1s;
  EXPECT_EQ(sign_in("clerk", sound).status, 303u);
}

TEST_F(SignInTest, TakesAPasswordOverTlsAlone) {
  const auto answer = open("POST", "/sign-in", "name=clerk&password=" + url_encoded(sound));
  EXPECT_EQ(answer.status, 403u);
  EXPECT_TRUE(says(answer, "over HTTPS alone"));
  EXPECT_FALSE(says(open("GET", "/sign-in"), "type=\"password\""));
}

TEST_F(SignInTest, TakesAPasswordFromItsOwnPageAlone) {
  auto request = over_tls("POST", "/sign-in");
  request.fetch_site = "cross-site";
  request.origin = "https://evil.example";
  EXPECT_EQ(open(request, "name=clerk&password=" + url_encoded(sound)).status, 403u);
  EXPECT_EQ(events(), "");
}

TEST_F(SignInTest, LetsNobodyInWhileTheFileIsBroken) {
  ASSERT_EQ(sign_in("clerk", sound).status, 303u);
  const auto file = folder_.path() / "console-users";
  std::filesystem::permissions(file, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  EXPECT_FALSE(is_signed_in());
  const auto page = sign_in("admin", sound);
  EXPECT_EQ(page.status, 503u);
  EXPECT_TRUE(says(page, "Nobody can sign in with a password now."));
  EXPECT_FALSE(says(page, file.string()));
  std::filesystem::permissions(file, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::remove);
  EXPECT_TRUE(is_signed_in()) << "sessions go on once it is mended";
}

TEST_F(SignInTest, EndsTheSessionsOfWhoIsRemoved) {
  ASSERT_EQ(sign_in("clerk", sound).status, 303u);
  ASSERT_TRUE(users_.remove("clerk"));
  EXPECT_FALSE(is_signed_in());
  ASSERT_TRUE(users_.add("clerk", Role::admin, sound));
  EXPECT_FALSE(is_signed_in()) << "another user of that name is another";
}

TEST_F(SignInTest, GoesByTheRoleOfNow) {
  ASSERT_EQ(sign_in("clerk", sound).status, 303u);
  EXPECT_EQ(ask("GET", "/held").status, 200u);
  ASSERT_TRUE(users_.set_role("clerk", Role::reader));
  EXPECT_EQ(ask("GET", "/held").status, 403u);
  ASSERT_TRUE(users_.set_role("clerk", Role::admin));
  EXPECT_EQ(ask("GET", "/users").status, 200u);
}

TEST_F(SignInTest, IsOverAfterAnHourWithoutAClickAndAfterTwelve) {
  ASSERT_EQ(sign_in("clerk", sound).status, 303u);
  now_ += 59min;
  EXPECT_TRUE(is_signed_in());
  now_ += 1h;
  EXPECT_FALSE(is_signed_in());
  ASSERT_EQ(sign_in("clerk", sound).status, 303u);
  for (int i = 0; i < 23; ++i) {
    now_ += 31min;
    EXPECT_TRUE(is_signed_in()) << i;
  }
  now_ += 31min;
  EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInTest, ChangesOnesOwnPasswordAndEndsTheOtherSessions) {
  ASSERT_EQ(sign_in("reader", sound).status, 303u);
  const auto elsewhere = cookie_;
  ASSERT_EQ(sign_in("reader", sound).status, 303u);
  const auto before = cookie_;
  const auto fields = [](const std::string& present, const std::string& fresh,
                         const std::string& again) {
    return "present=" + url_encoded(present) + "&new=" + url_encoded(fresh) +
           "&again=" + url_encoded(again);
  };
  EXPECT_TRUE(
      says(submit("/password", fields(other, other, other)), "present password is not right"));
  EXPECT_TRUE(says(submit("/password", fields(sound, other, sound)), "not the same"));
  EXPECT_TRUE(says(submit("/password", fields(sound, "short", "short")), "12 characters or more"));
  EXPECT_TRUE(is_signed_in());
  const auto changed = submit("/password", fields(sound, other, other));
  EXPECT_EQ(changed.status, 303u);
  EXPECT_NE(cookie_, before) << "a new session";
  EXPECT_TRUE(is_signed_in());
  for (const auto& old : {elsewhere, before}) {
    cookie_ = old;
    EXPECT_FALSE(is_signed_in());
  }
  EXPECT_EQ(sign_in("reader", sound).status, 403u);
  EXPECT_EQ(sign_in("reader", other).status, 303u);
}

TEST_F(SignInTest, HasAdminsAddChangeAndRemoveUsers) {
  ASSERT_EQ(sign_in("admin", sound).status, 303u);
  const auto passwords = "&new=" + url_encoded(other) + "&again=" + url_encoded(other);
  EXPECT_EQ(submit("/users", "name=ann%2Bx@x.example&role=reader" + passwords).status, 303u);
  EXPECT_TRUE(says(ask("GET", "/users"), "href=\"/users/ann%2Bx%40x.example\""));
  EXPECT_EQ(ask("GET", "/users/ann%2Bx%40x.example").status, 200u);
  EXPECT_TRUE(says(submit("/users", "name=ann%2Bx@x.example&role=reader" + passwords), "already"));
  EXPECT_TRUE(says(submit("/users", "name=<b>&role=reader" + passwords), "small letters"));
  EXPECT_TRUE(says(submit("/users", "name=tom&role=boss" + passwords), "Choose a role."));
  EXPECT_EQ(submit("/user-role", "name=ann%2Bx@x.example&role=clerk").status, 303u);
  EXPECT_EQ((*users_.find("ann+x@x.example"))->role, Role::clerk);
  EXPECT_EQ(submit("/user-password", "name=reader" + passwords).status, 303u);
  EXPECT_TRUE(users_.known("reader", other).value());
  EXPECT_EQ(submit("/user-removed", "name=ann%2Bx@x.example").status, 303u);
  EXPECT_EQ(submit("/user-removed", "name=ann%2Bx@x.example").status, 404u);
  EXPECT_EQ(ask("GET", "/users/ann%2Bx%40x.example").status, 404u);
  EXPECT_EQ(ask("GET", "/users/%zz").status, 404u);
  EXPECT_TRUE(
      events().ends_with("added ann+x@x.example admin \nrole-changed ann+x@x.example admin \n"
                         "password-changed reader admin \nremoved ann+x@x.example admin \n"))
      << events();
}

// What each role may, by itself: the table in routes.cc must say the same, no more and no less.
const std::set<std::string> for_anybody{"GET /style.css", "GET /sign-in", "POST /sign-in",
                                        "GET /sign-in/{link}"};
const std::set<std::string> for_readers{"GET /",         "GET /findings", "GET /findings/{finding}",
                                        "GET /rules",    "GET /password", "POST /password",
                                        "POST /sign-out"};
const std::set<std::string> for_clerks{"POST /finding-words",
                                       "POST /false-alarms",
                                       "POST /false-alarms/withdrawn",
                                       "GET /held",
                                       "GET /held/{mail}",
                                       "POST /held-decisions",
                                       "POST /try"};

TEST_F(SignInTest, GivesEachRoleItsPagesAndNoOther) {
  std::set<std::string> all;
  for (const auto role : {Role::reader, Role::clerk, Role::admin}) {
    ASSERT_EQ(sign_in(std::string(name_of(role)), sound).status, 303u);
    for (const auto& route : routes()) {
      const auto what = std::string(route.method) + " " + std::string(route.path);
      all.insert(what);
      const bool reads = for_anybody.contains(what) || for_readers.contains(what);
      const bool allowed =
          reads || role == Role::admin || (role == Role::clerk && for_clerks.contains(what));
      const auto path = std::string(route.path.substr(0, route.path.find('{')));
      const auto target = path == route.path ? path : path + "x";
      const auto admission = console_.admit(over_tls(route.method, target));
      ASSERT_EQ(std::holds_alternative<Entry>(admission), allowed) << name_of(role) << ": " << what;
      if (allowed) continue;
      const auto& refusal = std::get<Answer>(admission);
      EXPECT_EQ(refusal.status, 403u) << what;
      EXPECT_TRUE(says(refusal, "You are signed in as " + std::string(name_of(role))))
          << refusal.body;
    }
    for (const auto& route : routes())
      for (const auto* method : {"PUT", "DELETE", "HEAD", "PATCH"})
        EXPECT_TRUE(std::holds_alternative<Answer>(console_.admit(over_tls(method, route.path))));
  }
  for (const auto* list : {&for_anybody, &for_readers, &for_clerks})
    for (const auto& what : *list) EXPECT_TRUE(all.contains(what)) << what;
}

TEST_F(SignInTest, GivesWhoIsNotSignedInNothing) {
  for (const auto& route : routes()) {
    const auto what = std::string(route.method) + " " + std::string(route.path);
    const auto path = std::string(route.path.substr(0, route.path.find('{')));
    const auto admission =
        console_.admit(over_tls(route.method, path == route.path ? path : path + "x"));
    EXPECT_EQ(std::holds_alternative<Entry>(admission), for_anybody.contains(what)) << what;
  }
}

TEST_F(SignInTest, IsForNobodyWhereTheTableNamesNobody) {
  for (const auto role : {Role::reader, Role::clerk, Role::admin})
    EXPECT_FALSE(may(role, Route{}.access));
}

TEST_F(SignInTest, OffersNoRoleWhatItMayNot) {
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  const auto offered = [&](Role role) {
    EXPECT_EQ(sign_in(std::string(name_of(role)), sound).status, 303u);
    std::string pages;
    for (const auto* path : {"/", "/findings", "/findings/one.0", "/rules", "/password"}) {
      const auto page = ask("GET", path);
      EXPECT_EQ(page.status, 200u) << path;
      pages += page.body;
    }
    return pages;
  };
  const auto has = [](const std::string& pages, const std::string& what) {
    return pages.find("=\"" + what + "\"") != std::string::npos;
  };
  const auto reader = offered(Role::reader), clerk = offered(Role::clerk),
             admin = offered(Role::admin);
  for (const auto* what : {"/false-alarms", "/finding-words", "/try", "/held", "#try"}) {
    EXPECT_FALSE(has(reader, what)) << what;
    EXPECT_TRUE(has(clerk, what)) << what;
  }
  for (const auto* what : {"/change", "/people", "/users"}) {
    EXPECT_FALSE(has(reader, what)) << what;
    EXPECT_FALSE(has(clerk, what)) << what;
    EXPECT_TRUE(has(admin, what)) << what;
  }
}

}  // namespace
}  // namespace candour::console
