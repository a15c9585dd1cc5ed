// SPDX-License-Identifier: MPL-2.0
//
// The roster in the console.

#include <gtest/gtest.h>

#include <fstream>

#include "base/replaced_file.h"
#include "unit/console/console_fixture.h"

namespace candour::console {
namespace {

constexpr std::string_view roster =
    "name,role,emails,group,committees,term_start,term_end\r\n"
    "Jane Smith,chair,jane.smith@eastmere-tc.gov.uk,Independent,,09/05/2023,\r\n"
    "Robert Jones,councillor,robert.jones@eastmere-tc.gov.uk,,Planning,,\r\n";

class PeoplePage : public ConsoleTest {
 protected:
  PeoplePage() {
    std::ofstream(file_, std::ios::binary) << roster;
    auto policy = std::make_shared<policy::Policy>(*example_policy());
    policy->roster_file = file_;
    policies_.replace(policy);
  }

  std::string now() const { return base::read_seen_file(file_)->bytes; }
  std::string seen() const { return base::read_seen_file(file_)->digest(); }
  Answer save(const std::string& fields) {
    return send("/people-rows", "seen=" + seen() + "&action=save&" + fields);
  }
  Answer upload(std::string_view content, std::string_view fields = "") {
    auto request = head("POST", "/people-import");
    request.content_type = "multipart/form-data; boundary=x";
    const auto part = [](std::string_view name, std::string_view value) {
      return "--x\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
             std::string(value) + "\r\n";
    };
    return open(request,
                part("token", token()) + part("file", content) + std::string(fields) + "--x--\r\n");
  }
  static std::string hidden(const Answer& answer, std::string_view name) {
    const auto at = answer.body.find("name=\"" + std::string(name) + "\" value=\"");
    const auto begin = answer.body.find("value=\"", at) + 7;
    return answer.body.substr(begin, answer.body.find('"', begin) - begin);
  }

  const std::filesystem::path file_ = folder_.path() / "roster.csv";
};

TEST_F(PeoplePage, ShowsTheFilesRowsWithAWayToEach) {
  const auto page = open("GET", "/people");
  EXPECT_TRUE(says(page, "<a href=\"/people/1\">Jane Smith</a></td><td>chair</td>"));
  EXPECT_TRUE(says(page, "from 9 May 2023"));
  EXPECT_TRUE(says(open("GET", "/people/1"), "value=\"2023-05-09\""));
  for (const auto* path : {"/people/0", "/people/3", "/people/x", "/people/1.5", "/people/-1"})
    EXPECT_EQ(open("GET", path).status, 404u) << path;
}

TEST_F(PeoplePage, SavesOneRowAndNoOtherByte) {
  const auto answer = save(
      "row=2&name=Robert+Jones&role=vice-chair&emails=robert.jones@eastmere-tc.gov.uk"
      "&committees=Planning");
  EXPECT_EQ(answer.status, 303u);
  EXPECT_EQ(now(),
            "name,role,emails,group,committees,term_start,term_end\r\n"
            "Jane Smith,chair,jane.smith@eastmere-tc.gov.uk,Independent,,09/05/2023,\r\n"
            "Robert Jones,vice-chair,robert.jones@eastmere-tc.gov.uk,,Planning,,\r\n");
  const std::vector<std::pair<std::string, std::string>> told{{base::sha256_hex(now()), "helen"}};
  EXPECT_EQ(policy_desk_.expected, told) << "who did it is put on record with it";
}

TEST_F(PeoplePage, LeavesARowThatSaysTheSame) {
  EXPECT_EQ(save("row=1&name=Jane+Smith&role=chair&emails=jane.smith@eastmere-tc.gov.uk"
                 "&group=Independent&term_start=2023-05-09")
                .status,
            303u);
  EXPECT_EQ(now(), roster);
}

TEST_F(PeoplePage, AddsAndTakesOut) {
  EXPECT_EQ(save("row=new&name=Ann+Lee&role=officer&emails=ann@x.example").status, 303u);
  EXPECT_TRUE(now().ends_with("\r\nAnn Lee,officer,ann@x.example,,,,\r\n"));
  EXPECT_EQ(send("/people-rows", "seen=" + seen() + "&action=remove&row=3").status, 303u);
  EXPECT_EQ(now(), roster);
  EXPECT_EQ(send("/people-rows", "seen=" + seen() + "&action=remove&row=new").status, 404u);
  EXPECT_EQ(save("row=9&name=Ann").status, 404u);
}

TEST_F(PeoplePage, SaysWhatIsWrongAndChangesNothing) {
  for (const auto* fields :
       {"row=new&name=&role=officer", "row=new&name=Ann+Lee&role=counciler",
        "row=new&name=Ann+Lee&role=officer&emails=no-address",
        "row=new&name=Ann+Lee&role=officer&term_end=soon",
        "row=new&name=Ann+Lee&role=councillor&emails=jane.smith@eastmere-tc.gov.uk"}) {
    const auto answer = save(fields);
    EXPECT_EQ(answer.status, 400u) << fields;
    EXPECT_TRUE(says(answer, "roster.csv:4:")) << fields;
  }
  EXPECT_EQ(save("row=new&role=officer&name=" + std::string(5'000, 'a')).status, 400u);
  EXPECT_EQ(now(), roster);
}

TEST_F(PeoplePage, RefusesWhereTheFileWasChangedMeanwhile) {
  const auto before = seen();
  std::ofstream(file_, std::ios::app) << "Ann Lee,officer,,,,,\r\n";
  const auto theirs = now();
  const auto answer = send("/people-rows", "action=remove&row=1&seen=" + before);
  EXPECT_EQ(answer.status, 400u);
  EXPECT_TRUE(says(answer, "changed by somebody else meanwhile"));
  EXPECT_EQ(now(), theirs);
}

TEST_F(PeoplePage, ShowsWhatAFileWouldChangeAndThenPutsItInForce) {
  const auto shown = upload(
      "name,role,emails\nJane Smith,chair,jane@new.example\nAnn Lee,officer,ann@x.example\n");
  EXPECT_EQ(shown.status, 200u);
  for (const auto* words : {"Added: 1", "Changed: 1", "Gone: 1", "So far nothing is changed."})
    EXPECT_TRUE(says(shown, words)) << words;
  EXPECT_EQ(now(), roster);
  const auto fields =
      "seen=" + hidden(shown, "seen") + "&rows=" + url_encoded(hidden(shown, "rows"));
  EXPECT_EQ(send("/people-import/in-force", fields).status, 303u);
  EXPECT_EQ(now(),
            "name,role,emails,group,committees,term_start,term_end\r\n"
            "Jane Smith,chair,jane@new.example,,,,\r\n"
            "Ann Lee,officer,ann@x.example,,,,\r\n");
  EXPECT_EQ(send("/people-import/in-force", fields).status, 400u);  // seen before the change
}

TEST_F(PeoplePage, TakesInContactsAndKeepsWhoIsNotAmongThem) {
  const auto shown = upload(
      "BEGIN:VCARD\r\nFN:Jane Smith\r\nEMAIL:jane@home.example\r\nEND:VCARD\r\n"
      "BEGIN:VCARD\r\nFN:<script>alert(1)</script>\r\nEMAIL:x@y.example\r\nEND:VCARD\r\n",
      "--x\r\nContent-Disposition: form-data; name=\"keep\"\r\n\r\nyes\r\n");
  EXPECT_TRUE(says(shown, "jane.smith@eastmere-tc.gov.uk;jane@home.example"));
  EXPECT_TRUE(says(shown, "Left out"));
  EXPECT_FALSE(says(shown, "<script"));
  EXPECT_FALSE(says(shown, "Gone"));
}

TEST_F(PeoplePage, RefusesAFileThatIsNone) {
  for (const auto* content :
       {"", "PK\x03\x04", "name,role,emails\nAnn,counciler,\n", "BEGIN:VCARD\r\nFN:Jane\r\n"})
    EXPECT_EQ(upload(content).status, 400u) << content;
  EXPECT_EQ(now(), roster);
}

TEST_F(PeoplePage, GivesTheRosterOut) {
  const auto csv = open("GET", "/people-export/roster.csv");
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(header(csv, "Content-Disposition"), "attachment; filename=\"roster.csv\"");
  EXPECT_TRUE(says(csv, "Jane Smith,chair,"));
  EXPECT_TRUE(says(open("GET", "/people-export/roster.vcf"), "FN:Jane Smith\r\n"));
  for (const auto* path : {"/people-export/policy.yaml", "/people-export/..%2fledger.sqlite"})
    EXPECT_EQ(open("GET", path).status, 404u) << path;
}

TEST_F(PeoplePage, ChangesNothingWhereTheLastGoodCopyIsInForce) {
  auto policy = std::make_shared<policy::Policy>(*example_policy());
  std::filesystem::create_directory(folder_.path() / "kept");
  policy->roster_file = folder_.path() / "kept" / "roster.csv";
  std::ofstream(policy->roster_file) << roster;
  policies_.replace(policy);
  EXPECT_TRUE(says(open("GET", "/people"), "Mend the policy first"));
  EXPECT_EQ(open("GET", "/people/1").status, 503u);
  EXPECT_EQ(send("/people-rows", "seen=x&action=remove&row=1").status, 503u);
}

TEST_F(PeoplePage, IsForWhoIsSignedInAndHasTheToken) {
  const auto fields = "seen=" + seen() + "&action=remove&row=1&token=";
  EXPECT_EQ(open("POST", "/people-rows", fields + std::string(64, 'a')).status, 403u);
  cookie_ = "candour-session=" + std::string(64, 'a');
  for (const auto* path : {"/people/1", "/people-export/roster.csv"})
    EXPECT_EQ(open("GET", path).status, 303u) << path;
  EXPECT_EQ(open("POST", "/people-import", "x=y").status, 403u);
  EXPECT_EQ(now(), roster);
}

TEST_F(PeoplePage, ProposesAPrivateAddressFromHeldMail) {
  const auto* councillor =
      policies_.current()->roster.councillors(std::chrono::floor<std::chrono::days>(now_)).front();
  desk_.held.emplace(folder_.path() / "held", 1u << 20);
  stores::HeldEnvelope envelope;
  envelope.id = "00112233445566aa";
  envelope.held_at = now_;
  envelope.mail_from = "a@b.example";
  envelope.rcpt_to = {"at-home@mail.example"};
  ASSERT_TRUE(desk_.held->hold(envelope, {"From: a@b.example\r\nTo: " + councillor->name +
                                          " <at-home@mail.example>\r\n\r\nHello\r\n"}));
  EXPECT_TRUE(says(open("GET", "/people"), "at-home@mail.example"));
  EXPECT_TRUE(says(open("GET", "/people"), "may be " + councillor->name + "&#39;s own"));
}

TEST_F(PeoplePage, ProposesAnAddressThatPassedAndFillsItIn) {
  mail::Headers headers;
  headers.from = {{"Jane Smith", "jane+x@home.example"}};
  met_.note(headers, policies_.current()->roster, now_);
  const auto people = open("GET", "/people");
  EXPECT_TRUE(says(people, "jane+x@home.example"));
  EXPECT_TRUE(says(people, "Last met on "));
  EXPECT_TRUE(says(people, "href=\"/people/1?address=jane%2Bx%40home.example\""));
  const auto row = open("GET", "/people/1?address=jane%2Bx%40home.example");
  EXPECT_TRUE(says(row, "value=\"jane.smith@eastmere-tc.gov.uk; jane+x@home.example\""));
  EXPECT_TRUE(says(row, "The proposed address stands last"));
  EXPECT_EQ(now(), roster);
}

TEST_F(PeoplePage, FillsInNothingThatIsNotProposedForTheRow) {
  mail::Headers headers;
  headers.from = {{"Jane Smith", "jane@home.example"}};
  met_.note(headers, policies_.current()->roster, now_);
  for (const auto* path :
       {"/people/1?address=mallory%40evil.example", "/people/2?address=jane%40home.example",
        "/people/new?address=jane%40home.example"}) {
    const auto row = open("GET", path);
    EXPECT_EQ(row.status, 200u) << path;
    EXPECT_FALSE(says(row, "mallory")) << path;
    EXPECT_FALSE(says(row, "jane@home.example")) << path;
  }
}

}  // namespace
}  // namespace candour::console
