// SPDX-License-Identifier: MPL-2.0

#include "console_fixture.h"

namespace candour::console {
namespace {

constexpr std::string_view live =
    "# adopted on 4 May\ncouncil: {name: Eastmere Town Council, domains: [eastmere-tc.gov.uk]}\n"
    "extends: model-2026\nroster: eastmere.csv\nrules:\n  silent-copy: confirm\n";

class ChangePage : public ConsoleTest {
 protected:
  ChangePage() { policy_desk_.live = live; }

  void draft(std::string text) {
    policy_desk_.drafts().keep("helen", {std::move(text), base::sha256_hex(policy_desk_.live)});
  }
  static std::string with(std::string_view action) {
    std::string text(live);
    text.replace(text.find("confirm"), 7, action);
    return text;
  }
};

TEST_F(ChangePage, ShowsTheFileAsItStandsAndAFieldForEachRule) {
  const auto page = open("GET", "/change");
  EXPECT_TRUE(says(page, "# adopted on 4 May"));
  EXPECT_TRUE(says(page, "name=\"rule.silent-copy\""));
  EXPECT_TRUE(says(page, "name=\"rule.confidential-disclosure.outgoing\""));
  EXPECT_FALSE(says(page, "Put it live"));
}

TEST_F(ChangePage, TellsWhereAFaultIs) {
  draft(with("confrim"));
  const auto page = open("GET", "/change");
  EXPECT_TRUE(says(page, "column 16"));
  EXPECT_TRUE(says(page, "did you mean"));
  EXPECT_FALSE(says(page, "Put it live"));
}

TEST_F(ChangePage, ChangesARulesWordAndKeepsTheRest) {
  EXPECT_EQ(send("/change/rules", "rule.silent-copy=warn").status, 303u);
  EXPECT_EQ(policy_desk_.drafts().find("helen")->text, with("warn"));
}

TEST_F(ChangePage, PutsLiveUnderTheNameOfWhoIsSignedIn) {
  draft(with("warn"));
  EXPECT_EQ(send("/change/live", "note=Minute+12").status, 303u);
  EXPECT_EQ(policy_desk_.live, with("warn"));
  ASSERT_EQ(policy_desk_.kept.all.size(), 1u);
  EXPECT_EQ(policy_desk_.kept.all[0].author, "helen");
  EXPECT_FALSE(policy_desk_.drafts().find("helen"));
}

TEST_F(ChangePage, SaysWhenSomebodyElseChangedIt) {
  draft(with("warn"));
  policy_desk_.live = with("block");
  EXPECT_TRUE(says(open("GET", "/change"), "was changed while you worked"));
  EXPECT_EQ(send("/change/live", "note=x").status, 409u);
  EXPECT_EQ(policy_desk_.live, with("block"));
}

TEST_F(ChangePage, LooksAgainWhileAReplayRunsAndNoLonger) {
  EXPECT_EQ(send("/change/replay", "source=path.0&days=30").status, 303u);
  EXPECT_EQ(policy_desk_.ordered.days, 30);
  EXPECT_EQ(policy_desk_.ordered.user, "helen");
  policy_desk_.state.done = 5;
  policy_desk_.state.of = 20;
  const auto running = open("GET", "/change/replay");
  EXPECT_EQ(header(running, "Refresh"), "2");
  EXPECT_TRUE(says(running, "max=\"20\" value=\"5\""));
  EXPECT_EQ(send("/change/replay/stopped", "").status, 303u);
  EXPECT_EQ(header(open("GET", "/change/replay"), "Refresh"), "");
}

TEST_F(ChangePage, ShowsASubjectAsTextAlone) {
  auto replay = std::make_shared<pipeline::Replay>();
  replay->mails = replay->judged = replay->differing = 1;
  replay->differences.push_back(
      {"past.mbox, message 1",
       now_,
       "Helen Ward",
       "<script>alert(1)</script>",
       {{"silent-copy", "", {"Jane Smith"}, "t", policy::Action::off, policy::Action::warn}}});
  policy_desk_.state.stage = ReplayState::Stage::done;
  policy_desk_.state.result = replay;
  const auto page = open("GET", "/change/replay");
  EXPECT_FALSE(says(page, "<script"));
  EXPECT_TRUE(says(page, "New: Silent copy (Jane Smith): goes, with a warning"));
}

TEST_F(ChangePage, BringsAnEarlierVersionBack) {
  stores::PolicyVersion version;
  version.text = with("block");
  ASSERT_TRUE(policy_desk_.kept.record(version, {}));
  EXPECT_TRUE(says(open("GET", "/change/versions/1"), "silent-copy: block"));
  EXPECT_EQ(open("GET", "/change/versions/2").status, 404u);
  EXPECT_EQ(send("/change/brought-back", "number=1&note=").status, 400u);
  EXPECT_EQ(send("/change/brought-back", "number=1&note=better").status, 303u);
  EXPECT_EQ(policy_desk_.live, with("block"));
  EXPECT_EQ(policy_desk_.kept.all.back().how, stores::PolicyOrigin::reverted);
}

}  // namespace
}  // namespace candour::console
