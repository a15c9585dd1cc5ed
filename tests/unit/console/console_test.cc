// SPDX-License-Identifier: MPL-2.0
//
// The console with the example council, without a socket.

#include "console/health.h"
#include "console/month.h"
#include "console/phrase_files.h"
#include "console/words.h"
#include "unit/console/console_fixture.h"

namespace candour::console {
namespace {

TEST_F(ConsoleTest, SignsInByALinkAndSetsACookie) {
  const auto answer = open("GET", console_.make_link({"helen"}));
  EXPECT_EQ(answer.status, 303u);
  EXPECT_EQ(header(answer, "Location"), "/");
  const auto cookie = header(answer, "Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("candour-session=")) << cookie;
  EXPECT_TRUE(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict")) << cookie;
}

TEST_F(ConsoleTest, TellsTheCookieNeverToGoWithoutTls) {
  auto request = head("GET", console_.make_link({"helen"}));
  request.tls = true;
  const auto cookie = header(open(request), "Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("__Host-candour-session=")) << cookie;
  EXPECT_TRUE(cookie.ends_with("; Secure")) << cookie;
}

TEST_F(ConsoleTest, ShowsNothingToWhoIsNotSignedIn) {
  cookie_ = "candour-session=" + std::string(64, 'a');
  for (const auto* path : {"/", "/findings", "/findings/one.0", "/rules", "/people"}) {
    const auto answer = open("GET", path);
    EXPECT_EQ(answer.status, 303u) << path;
    EXPECT_EQ(header(answer, "Location"), "/sign-in") << path;
  }
  EXPECT_EQ(open("POST", "/false-alarms", "finding=one.0&reason=x").status, 403u);
  EXPECT_EQ(open("GET", "/sign-in").status, 200u);
  EXPECT_EQ(open("GET", "/style.css").content_type, "text/css; charset=utf-8");
}

TEST_F(ConsoleTest, AnswersEachRequestSafely) {
  for (const auto& answer : {open("GET", "/"), open("GET", "/nothing"), open("GET", "/sign-in")}) {
    EXPECT_TRUE(header(answer, "Content-Security-Policy").starts_with("default-src 'none'"));
    EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(answer, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
    EXPECT_FALSE(says(answer, "<script"));
    EXPECT_FALSE(says(answer, "style=\""));
  }
}

TEST_F(ConsoleTest, TakesFormsFromItsOwnPagesAlone) {
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  const auto body = "token=" + token() + "&finding=one.0&reason=No";
  const auto from = [&](std::optional<std::string> origin, std::optional<std::string> site) {
    auto request = head("POST", "/false-alarms");
    request.origin = std::move(origin);
    request.fetch_site = std::move(site);
    return open(request, body).status;
  };
  EXPECT_EQ(from("http://evil.example", "cross-site"), 403u);
  EXPECT_EQ(from("http://evil.example", {}), 403u);
  EXPECT_EQ(from("http://127.0.0.1:9999", "same-site"), 403u);
  EXPECT_EQ(from("https://127.0.0.1:8425", {}), 403u);
  EXPECT_EQ(from("null", {}), 403u);
  EXPECT_EQ(from({}, {}), 403u);
  EXPECT_EQ(from({}, "none"), 403u);
  EXPECT_FALSE((*review_.find("one"))->false_alarms.at(0));
  EXPECT_EQ(from("null", "same-origin"), 303u);
  EXPECT_EQ(from("http://127.0.0.1:8425", {}), 303u);
}

TEST_F(ConsoleTest, TakesFormsWithTheSessionsTokenAlone) {
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  for (const auto& given :
       {std::string(), std::string("token=&"), "token=" + std::string(64, 'a') + "&"})
    EXPECT_EQ(open("POST", "/false-alarms", given + "finding=one.0&reason=No").status, 403u);
  const auto of_another = token();
  cookie_ = "";
  for (const auto& [name, value] : open("GET", console_.make_link({"tom"})).headers)
    if (name == "Set-Cookie") cookie_ = value.substr(0, value.find(';'));
  EXPECT_EQ(
      open("POST", "/false-alarms", "token=" + of_another + "&finding=one.0&reason=No").status,
      403u);
  EXPECT_FALSE((*review_.find("one"))->false_alarms.at(0));
}

TEST_F(ConsoleTest, SignsOut) {
  EXPECT_EQ(open("POST", "/sign-out").status, 403u);
  EXPECT_EQ(open("GET", "/").status, 200u);
  const auto answer = send("/sign-out", "");
  EXPECT_EQ(answer.status, 303u);
  EXPECT_NE(header(answer, "Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(open("GET", "/").status, 303u);
}

TEST_F(ConsoleTest, KnowsItsPathsAlone) {
  for (const auto* path : {"/nothing", "/..", "/../etc/passwd", "/findings/../people", "//",
                           "/%2e%2e", "/style.css/", "/sign-in/", "/findings/a/b"})
    EXPECT_EQ(open("GET", path).status, 404u) << path;
  EXPECT_EQ(open("DELETE", "/").status, 405u);
  EXPECT_EQ(open("GET", "/try").status, 405u);
  EXPECT_EQ(open("GET", "/findings?rule=%").status, 400u);
}

TEST_F(ConsoleTest, ShowsToday) {
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  ASSERT_TRUE(
      ledger_->record_outcome({"one", now_, stores::OutcomeKind::acknowledged, 250, "Yes"}));
  const auto answer = open("GET", "/");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_TRUE(says(answer, "All is well."));
  EXPECT_TRUE(says(answer, "Mail goes on to mail.example:587."));
  EXPECT_TRUE(says(answer, "<dt>sent with a reason</dt><dd>1</dd>"));
  EXPECT_TRUE(says(answer, "1 in 30 days, 1 of them with something found"));
}

TEST_F(ConsoleTest, ShowsTodayWithoutItsLedger) {
  review_.away = true;
  const auto answer = open("GET", "/");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_TRUE(says(answer, "It cannot be read now."));
  EXPECT_EQ(open("GET", "/findings").status, 503u);
  EXPECT_EQ(open("GET", "/findings/one.0").status, 503u);
}

TEST_F(ConsoleTest, ListsFindingsByItsFilter) {
  auto other = decision("two", now_);
  other.findings[0].rule = "over-familiar";
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  ASSERT_TRUE(ledger_->record_decision(other));
  EXPECT_TRUE(says(open("GET", "/findings"), "/findings/one.0"));
  const auto by_rule = open("GET", "/findings?rule=over-familiar");
  EXPECT_TRUE(says(by_rule, "/findings/two.0"));
  EXPECT_FALSE(says(by_rule, "/findings/one.0"));
  EXPECT_TRUE(says(by_rule, "<option value=\"over-familiar\" selected=\"\">"));
  EXPECT_TRUE(says(open("GET", "/findings?person=Nobody"), "Nothing to list."));
  EXPECT_TRUE(says(open("GET", "/findings?from=yesterday"), "The days are written"));
  EXPECT_TRUE(says(open("GET", "/findings?to=2000-01-01"), "Nothing to list."));
  EXPECT_TRUE(says(open("GET", "/findings?page=99999999999999999999"), "Findings"));
}

TEST_F(ConsoleTest, PagesThroughFindings) {
  for (int i = 0; i < 51; ++i)
    ASSERT_TRUE(ledger_->record_decision(decision("d" + std::to_string(i), now_ - i * 1min)));
  const auto first = open("GET", "/findings?rule=silent-copy");
  EXPECT_TRUE(says(first, "/findings/d49.0"));
  EXPECT_FALSE(says(first, "/findings/d50.0"));
  EXPECT_TRUE(says(first, "href=\"/findings?page=1&amp;rule=silent-copy\""));
  const auto second = open("GET", "/findings?page=1&rule=silent-copy");
  EXPECT_TRUE(says(second, "/findings/d50.0"));
  EXPECT_FALSE(says(second, ">Older<"));
  EXPECT_TRUE(says(second, ">Newer<"));
}

TEST_F(ConsoleTest, ShowsAFindingWithItsGround) {
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  const auto answer = open("GET", "/findings/one.0");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_TRUE(says(answer, "No silent copies"));
  EXPECT_TRUE(says(answer, "envelope: 4 bytes from byte 3 on"));
  EXPECT_TRUE(says(answer, "version 0123456789ab; another is in force now"));
  for (const auto* path : {"/findings/one.1", "/findings/two.0", "/findings/one", "/findings/one.",
                           "/findings/one.x", "/findings/one.-1", "/findings/.0"})
    EXPECT_EQ(open("GET", path).status, 404u) << path;
}

TEST_F(ConsoleTest, MarksAFalseAlarmWithReasonAndName) {
  ASSERT_TRUE(ledger_->record_decision(decision("one", now_)));
  EXPECT_EQ(send("/false-alarms", "finding=one.0&reason=++").status, 400u);
  EXPECT_EQ(send("/false-alarms", "finding=one.7&reason=x").status, 404u);
  EXPECT_EQ(send("/false-alarms", "finding=one.0&reason=" + std::string(2'001, 'x')).status, 400u);
  const auto marked = send("/false-alarms", "finding=one.0&reason=She+was+<b>named</b>");
  EXPECT_EQ(marked.status, 303u);
  EXPECT_EQ(header(marked, "Location"), "/findings/one.0");
  const auto answer = open("GET", "/findings/one.0");
  EXPECT_TRUE(says(answer, "Marked by helen"));
  EXPECT_TRUE(says(answer, "She was &lt;b&gt;named&lt;/b&gt;"));
  EXPECT_TRUE(says(open("GET", "/findings"), "a false alarm"));
  EXPECT_EQ(send("/false-alarms/withdrawn", "finding=one.0").status, 303u);
  EXPECT_FALSE(says(open("GET", "/findings/one.0"), "Marked by"));
}

TEST_F(ConsoleTest, EscapesNamesFromWhereverTheyAre) {
  auto row = decision("one", now_);
  row.sender_name = "<script>alert(1)</script>";
  row.findings[0].people = {"\"><img src=x onerror=alert(1)>"};
  row.findings[0].evidence = {{"attachment <svg onload=x>.pdf", "1", 0, 1}};
  ASSERT_TRUE(ledger_->record_decision(row));
  for (const auto* path : {"/findings", "/findings/one.0"}) {
    const auto answer = open("GET", path);
    EXPECT_FALSE(says(answer, "<script")) << path;
    EXPECT_FALSE(says(answer, "<img")) << path;
    EXPECT_FALSE(says(answer, "<svg")) << path;
  }
}

TEST_F(ConsoleTest, ShowsEachRuleWithItsClauseAndPhrases) {
  const auto answer = open("GET", "/rules");
  EXPECT_EQ(answer.status, 200u);
  for (const auto& rule : all_rules()) {
    EXPECT_TRUE(says(answer, "<li id=\"" + rule + "\">")) << rule;
    EXPECT_FALSE(rule_sentence(rule).empty()) << rule;
  }
  EXPECT_TRUE(says(answer, "No silent copies"));
  EXPECT_TRUE(says(answer, "over-familiar.yaml ("));
}

const std::string silent_copy =
    "From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nTo: tom.baker@resident.example\r\n"
    "Bcc: jane.smith@eastmere-tc.gov.uk\r\nSubject: The bench\r\n\r\n"
    "Dear Mr Baker,\r\n\r\nThe bench is mended.\r\n";

TEST_F(ConsoleTest, TriesAPastedMailAndKeepsNothing) {
  const auto answer = send("/try", "words=" + url_encoded(silent_copy));
  EXPECT_EQ(answer.status, 200u);
  EXPECT_TRUE(says(answer, "Candour asks before it goes."));
  EXPECT_TRUE(says(answer, "CC Councillor Jane Smith"));
  EXPECT_TRUE(says(answer, "The bench is mended."));
  EXPECT_TRUE(review_.tally(base::Instant::min(), base::Instant::max())->empty());
}

TEST_F(ConsoleTest, TriesAnUploadedMail) {
  auto request = head("POST", "/try");
  request.content_type = "multipart/form-data; boundary=xyz";
  const auto body = "--xyz\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + token() +
                    "\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; "
                    "filename=\"a.eml\"\r\n\r\n" +
                    silent_copy + "\r\n--xyz--\r\n";
  EXPECT_TRUE(says(open(request, body), "Candour asks before it goes."));
}

TEST_F(ConsoleTest, SaysWhyATextIsNoMail) {
  EXPECT_EQ(send("/try", "words=").status, 400u);
  const auto answer = send("/try", "words=Dear+Tom%2C+the+bench+is+mended");
  EXPECT_EQ(answer.status, 400u);
  EXPECT_TRUE(says(answer, "This is not a whole mail"));
}

TEST_F(ConsoleTest, ShowsTheRoster) {
  const auto answer = open("GET", "/people");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_TRUE(says(answer, ">Jane Smith</a></td><td>chair</td>"));
  EXPECT_TRUE(says(answer, "Terms that end in the next 60 days"));
}

TEST(Health, TellsWhatIsNotWell) {
  auto ill = status();
  ill["reads_documents"] = false;
  ill["ledger"] = {{"waiting", 2}, {"dropped", 1}};
  ill["policy"].as_object()["faulty"] = true;
  ill["accounts"] = {
      {{"account", "clerk@eastmere-tc.gov.uk"},
       {"folders", {{{"role", "sent"}, {"state", "away"}, {"done", 0}, {"of", 0}}}}}};
  std::vector<std::string> parts;
  for (const auto& part : health_of(ill, {{{}, stores::OutcomeKind::unknown, false, false, 1}}))
    if (!part.well) parts.push_back(part.part);
  EXPECT_EQ(parts, (std::vector<std::string>{"Policy", "Mail server", "Mailbox", "Ledger",
                                             "Document reader"}));
  for (const auto& part : health_of(status(), {})) EXPECT_TRUE(part.well) << part.words;
}

TEST(Month, CountsEachMessageOnItsBritishDay) {
  // 23:30 UTC on 1 July is 2 July in Britain.
  const base::Instant now = std::chrono::sys_days(std::chrono::year(2026) / 7 / 10) + 12h;
  const base::Instant late = std::chrono::sys_days(std::chrono::year(2026) / 7 / 1) + 23h;
  const auto month = month_of({{late, stores::OutcomeKind::refused, true, false, 3},
                               {late - 24h * 60, stores::OutcomeKind::delivered, false, false, 9}},
                              {}, now);
  EXPECT_EQ(month.days.size(), 30u);
  EXPECT_EQ(month.whole.checked, 3u);
  EXPECT_EQ(month.days.at(std::chrono::sys_days(std::chrono::year(2026) / 7 / 2)).asked, 3u);
  EXPECT_LE(month_start(now), base::Instant(month.days.begin()->first) - 1h);
}

TEST(PhraseFiles, AreThere) {
  for (const auto& rule : all_rules())
    for (const auto& file : phrase_files(policies / "phrases", rule)) {
      EXPECT_TRUE(std::filesystem::exists(policies / "phrases" / file.name)) << file.name;
      EXPECT_GT(file.phrases, 1u) << file.name;
    }
}

TEST(PhraseFiles, AreAllReadByARule) {
  for (const auto& entry : std::filesystem::directory_iterator(policies / "phrases")) {
    bool read = false;
    for (const auto& rule : all_rules())
      for (const auto name : phrase_files_of(rule)) read = read || entry.path().stem() == name;
    EXPECT_TRUE(read) << entry.path();
  }
}

TEST(Words, AreForPeople) {
  EXPECT_EQ(rule_title("obligation-in-councillor-name"), "Obligation in councillor's name");
  EXPECT_EQ(rule_title("silent-copy"), "Silent copy");
  EXPECT_EQ(person_words(std::string(64, 'a')), "an outsider (aaaaaaaa)");
  EXPECT_EQ(counted(1'234, "message", "messages"), "1,234 messages");
  EXPECT_EQ(moment_words(std::chrono::sys_days(std::chrono::year(2026) / 7 / 1) + 23h + 5min),
            "2 July 2026, 00:05");
}

}  // namespace
}  // namespace candour::console
