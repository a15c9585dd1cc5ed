// SPDX-License-Identifier: MPL-2.0
//
// Held mail in the console.

#include <gtest/gtest.h>

#include <fstream>

#include "unit/console/console_fixture.h"

namespace candour::console {
namespace {

using stores::HeldStage;

constexpr std::string_view id = "00112233445566aa";

class HeldPage : public ConsoleTest {
 protected:
  HeldPage() { desk_.held.emplace(folder_.path() / "held", 1u << 20); }

  void hold(const std::string& mail, std::string_view with_id = id) {
    stores::HeldEnvelope envelope;
    envelope.id = with_id;
    envelope.held_at = now_;
    envelope.mail_from = "clerk@eastmere-tc.gov.uk";
    envelope.rcpt_to = {"bob@resident.example", "jane.smith@eastmere-tc.gov.uk"};
    envelope.sender_name = "Helen Ward";
    envelope.rules = {"silent-copy"};
    ASSERT_TRUE(desk_.held->hold(envelope, {mail}));
  }
  void hold() { hold(words_); }
  void put(HeldStage stage) {
    const auto now = desk_.held->mark_of(id);
    stores::HeldMark mark;
    mark.stage = stage;
    mark.time = now_;
    mark.by = "agnes";
    ASSERT_TRUE(desk_.held->put_mark(id, now->stage, mark));
  }
  HeldStage stage() { return desk_.held->mark_of(id)->stage; }
  Answer decide(const std::string& fields) {
    return send("/held-decisions", "mail=" + std::string(id) + "&" + fields);
  }
  Answer page() { return open("GET", "/held/" + std::string(id)); }

  const std::string words_ =
      "From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nTo: bob@resident.example\r\n"
      "Subject: Allotments\r\n\r\nDear Bob,\r\n\r\nThe plot is free.\r\n";
};

TEST_F(HeldPage, SaysWhereNoMailIsHeld) {
  desk_.held.reset();
  EXPECT_TRUE(says(open("GET", "/held"), "No mail is held."));
  EXPECT_TRUE(says(open("GET", "/held/00112233445566aa"), "No mail is held."));
  EXPECT_FALSE(says(open("GET", "/"), "for a decision"));
}

TEST_F(HeldPage, ListsWhatWaitsAndTodaySaysHowMany) {
  EXPECT_TRUE(says(open("GET", "/held"), "No mail is held."));
  EXPECT_FALSE(says(open("GET", "/"), "for a decision"));
  hold();
  const auto list = open("GET", "/held");
  EXPECT_TRUE(says(list, "Helen Ward &lt;clerk@eastmere-tc.gov.uk&gt;"));
  EXPECT_TRUE(says(list, "href=\"/held/00112233445566aa\""));
  EXPECT_TRUE(says(list, "2 recipients"));
  EXPECT_TRUE(says(open("GET", "/"), "1 held mail waits for a decision"));
}

TEST_F(HeldPage, LeavesOutOurOwnNotices) {
  stores::HeldEnvelope envelope;
  envelope.id = id;
  envelope.held_at = now_;
  envelope.rcpt_to = {"clerk@eastmere-tc.gov.uk"};
  envelope.notice = true;
  ASSERT_TRUE(desk_.held->hold_due(envelope, "Subject: Sent\r\n\r\nIt went.\r\n"));
  EXPECT_FALSE(says(open("GET", "/held"), "00112233445566aa"));
  EXPECT_EQ(open("GET", "/held/00112233445566aa").status, 404u);
  decide("decision=discard&reason=No");
  EXPECT_EQ(stage(), HeldStage::due);
}

TEST_F(HeldPage, ShowsTheMailsTextAndWhoGetsItBlind) {
  hold();
  EXPECT_TRUE(says(page(), "The plot is free."));
  EXPECT_TRUE(says(page(), "Allotments"));
  EXPECT_TRUE(says(page(), "Blind copies"));
  EXPECT_TRUE(says(page(), "jane.smith@eastmere-tc.gov.uk"));
}

TEST_F(HeldPage, ShowsTheFindingWithClauseAndTheVeryWords) {
  auto row = decision(std::string(id), now_);
  row.findings = {{"over-familiar", "", "hold", {"Jane Smith"}, {{"text", "1", 11, 8}}}};
  ASSERT_TRUE(ledger_->record_decision(row));
  hold();
  EXPECT_TRUE(says(page(), "href=\"/findings/00112233445566aa.0\""));
  EXPECT_TRUE(says(page(), "<q><bdi>The plot</bdi></q>")) << page().body;
  EXPECT_TRUE(says(page(), "Background"));
}

TEST_F(HeldPage, ShowsHtmlAsItsTextAndFilesByNameAlone) {
  hold(
      "From: <clerk@eastmere-tc.gov.uk>\r\nSubject: =?utf-8?q?<script>alert(1)</script>?=\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
      "Content-Type: text/html\r\n\r\n<p onclick=\"steal()\">Hello <img "
      "src=\"http://spy.example/x.gif\"><b>there</b></p><script>alert(2)</script>\r\n--x\r\n"
      "Content-Type: application/pdf\r\nContent-Disposition: attachment; "
      "filename=\"<img src=x onerror=alert(3)>.pdf\"\r\n\r\nPDF\r\n--x--\r\n");
  EXPECT_TRUE(says(page(), "Hello there"));
  EXPECT_TRUE(says(page(), "&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_TRUE(says(page(), "&lt;img src=x onerror=alert(3)&gt;.pdf, application/pdf, 3 bytes"));
  for (const auto* tag : {"<script", "<img", "spy.example", "steal", "alert(2)"})
    EXPECT_FALSE(says(page(), tag)) << tag;
}

TEST_F(HeldPage, ReleasesAndDiscards) {
  hold();
  const auto answer = decide("decision=release&reason=She+knows.");
  EXPECT_EQ(answer.status, 303u);
  EXPECT_EQ(header(answer, "Location"), "/held/00112233445566aa");
  EXPECT_EQ(stage(), HeldStage::due);
  EXPECT_EQ(desk_.held->mark_of(id)->by, "helen");
  EXPECT_EQ(desk_.held->mark_of(id)->reason, "She knows.");
  EXPECT_TRUE(says(page(), "It is about to be sent. It was released by helen"));
  EXPECT_EQ(decide("decision=discard&reason=On+second+thoughts").status, 303u);
  EXPECT_EQ(stage(), HeldStage::discarded);
  EXPECT_FALSE(says(page(), "name=\"decision\""));
}

TEST_F(HeldPage, WantsADecisionAndAReason) {
  hold();
  EXPECT_EQ(decide("decision=release&reason=+").status, 400u);
  EXPECT_EQ(decide("decision=keep&reason=So").status, 400u);
  EXPECT_EQ(decide("reason=So").status, 400u);
  EXPECT_EQ(stage(), HeldStage::waiting);
}

TEST_F(HeldPage, KeepsASenderFromHisOwnMailWhereFourEyesAreAskedFor) {
  hold();
  desk_.four_eyes = true;
  desk_.deciders = {{"helen", "clerk@eastmere-tc.gov.uk"}};
  EXPECT_TRUE(says(page(), "nobody decides on a mail of his own"));
  EXPECT_FALSE(says(page(), "name=\"decision\""));
  EXPECT_EQ(decide("decision=release&reason=Mine").status, 400u);
  EXPECT_EQ(stage(), HeldStage::waiting);
  desk_.deciders = {{"helen", "deputy.clerk@eastmere-tc.gov.uk"}};
  EXPECT_TRUE(says(page(), "name=\"decision\""));
  EXPECT_EQ(decide("decision=release&reason=Hers").status, 303u);
}

TEST_F(HeldPage, WantsToKnowWhoseLoginItIsWhereFourEyesAreAskedFor) {
  hold();
  desk_.four_eyes = true;
  EXPECT_EQ(decide("decision=release&reason=Mine").status, 400u);
  EXPECT_TRUE(says(page(), "is not known"));
  EXPECT_EQ(stage(), HeldStage::waiting);
}

TEST_F(HeldPage, SendsAnUnknownOneAgainOnlyOnceItIsConfirmed) {
  hold();
  put(HeldStage::due);
  put(HeldStage::sending);
  put(HeldStage::unknown);
  EXPECT_TRUE(says(page(), "Whether it was sent nobody knows"));
  EXPECT_TRUE(says(page(), "Send it again"));
  EXPECT_TRUE(says(decide("stage=unknown&decision=release&reason=Go"), "Tick the box"));
  // Seen while it waited, and unknown by now.
  EXPECT_EQ(decide("stage=waiting&decision=release&reason=Go").status, 400u);
  EXPECT_EQ(stage(), HeldStage::unknown);
  EXPECT_EQ(decide("stage=unknown&decision=release&reason=Go&again=yes").status, 303u);
  EXPECT_EQ(stage(), HeldStage::due);
}

TEST_F(HeldPage, ShowsADamagedOneAndLeavesIt) {
  hold();
  std::ofstream(folder_.path() / "held" / (std::string(id) + ".held"), std::ios::app) << "x";
  EXPECT_TRUE(says(open("GET", "/held"), "Damaged: 00112233445566aa"));
  EXPECT_TRUE(says(page(), "are damaged"));
  const auto answer = decide("decision=release&reason=Go");
  EXPECT_TRUE(says(answer, "are damaged"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "held" / (std::string(id) + ".stage")));
}

TEST_F(HeldPage, TellsWhatBecameOfOneThatIsGone) {
  ASSERT_TRUE(ledger_->record_decision(decision(std::string(id), now_)));
  ASSERT_TRUE(ledger_->record_outcome(
      {std::string(id), now_, stores::OutcomeKind::released, 0, "She knows.", "agnes"}));
  EXPECT_TRUE(says(page(), "Decided by agnes"));
  EXPECT_TRUE(says(page(), "She knows."));
}

TEST_F(HeldPage, FindsNoOtherFile) {
  for (const auto* path : {"/held/..%2fledger.sqlite", "/held/%2e%2e", "/held/0011223344556600",
                           "/held/ledger", "/held/00112233445566aa.held"})
    EXPECT_EQ(open("GET", path).status, 404u) << path;
  EXPECT_EQ(send("/held-decisions", "mail=..%2f..%2fx&decision=discard&reason=x").status, 404u);
}

TEST_F(HeldPage, IsForWhoIsSignedInAndHasTheToken) {
  hold();
  EXPECT_EQ(
      open("POST", "/held-decisions",
           "token=" + std::string(64, 'a') + "&mail=00112233445566aa&decision=discard&reason=x")
          .status,
      403u);
  cookie_ = "candour-session=" + std::string(64, 'a');
  EXPECT_EQ(open("GET", "/held").status, 303u);
  EXPECT_EQ(open("GET", "/held/00112233445566aa").status, 303u);
  EXPECT_EQ(open("POST", "/held-decisions", "mail=00112233445566aa").status, 403u);
  EXPECT_EQ(stage(), HeldStage::waiting);
}

}  // namespace
}  // namespace candour::console
