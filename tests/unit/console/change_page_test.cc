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

TEST_F(ChangePage, CountsColumnsInCharacters) {
  draft(with("confirm") + "  Tŷ-croes: note\n  over-familiar: {ŷŷ: 1}\n");
  const auto page = open("GET", "/change");
  EXPECT_TRUE(says(page, "data-line=\"8\" data-column=\"19\"")) << page.body;
  draft(with("confirm") + "watch: [\"ŷŷŷŷ@eastmere-tc.gov.uk\", \"nobody\"]\n");
  EXPECT_TRUE(says(open("GET", "/change"), "data-line=\"7\" data-column=\"36\""));
}

json::object checked_as_json(const Answer& answer) {
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.content_type, "application/json");
  return json::parse(answer.body).as_object();
}

TEST_F(ChangePage, ChecksATextForItsScriptAndKeepsNothing) {
  const auto found =
      checked_as_json(send("/change/checked", "text=" + url_encoded(with("confrim"))));
  ASSERT_EQ(found.at("faults").as_array().size(), 1u);
  const auto& fault = found.at("faults").as_array()[0].as_object();
  EXPECT_EQ(fault.at("where"), "Line 6, column 16");
  EXPECT_EQ(fault.at("line"), 6);
  EXPECT_EQ(fault.at("column"), 16);
  EXPECT_EQ(fault.at("words"), "unknown action 'confrim'; did you mean 'confirm'?");
  EXPECT_FALSE(policy_desk_.drafts().find("helen"));
  EXPECT_EQ(policy_desk_.live, live);
}

TEST_F(ChangePage, TellsItsScriptWhatATextWouldChange) {
  const auto found = checked_as_json(send("/change/checked", "text=" + url_encoded(with("warn"))));
  EXPECT_TRUE(found.at("faults").as_array().empty());
  const auto changes = json::serialize(found.at("changes"));
  EXPECT_NE(changes.find("Silent copy: mail that it finds: goes, with a warning"), changes.npos)
      << changes;
}

TEST_F(ChangePage, ChecksNoTextThatIsTooLarge) {
  auto request = head("POST", "/change/checked");
  const auto large =
      open(request, "token=" + token() + "&text=" + std::string(policy::largest_policy + 1, 'x'));
  EXPECT_EQ(large.status, 400u);
  EXPECT_TRUE(says(large, "\"refused\":\"The text is larger than 1 MiB"));
}

TEST_F(ChangePage, ChecksNothingForAnotherPageOrWithoutTheToken) {
  const auto body = "token=" + token() + "&text=x";
  auto request = head("POST", "/change/checked");
  request.fetch_site = "cross-site";
  EXPECT_EQ(open(request, body).status, 403u);
  EXPECT_EQ(open("POST", "/change/checked", "token=" + std::string(64, 'a') + "&text=x").status,
            403u);
  EXPECT_EQ(open("POST", "/change/checked", body).status, 200u);
}

TEST_F(ChangePage, AloneRunsAScriptAndOnlyTheConsolesOwn) {
  const auto policy_of = [&](std::string_view path) {
    return header(open("GET", path), "Content-Security-Policy");
  };
  EXPECT_EQ(policy_of("/change"), policy_of("/") + "; script-src 'self'; connect-src 'self'");
  EXPECT_EQ(policy_of("/").find("script-src"), std::string::npos);
  EXPECT_EQ(policy_of("/change/replay"), policy_of("/"));
  const auto script = open("GET", "/change.js");
  EXPECT_EQ(script.content_type, "text/javascript; charset=utf-8");
  for (const auto* risky : {"innerHTML", "eval", "insertAdjacent", "document.write", "Function("})
    EXPECT_FALSE(says(script, risky)) << risky;
  const auto page = open("GET", "/change");
  EXPECT_EQ(page.body.find("<script"), page.body.rfind("<script")) << "one, by its path";
  EXPECT_TRUE(says(page, "<script type=\"module\" src=\"/change.js\"></script>"));
}

TEST_F(ChangePage, PicksAProtocolFromAList) {
  const auto page = open("GET", "/change");
  EXPECT_TRUE(
      says(page, "Protocol for Councillor/Officer Relations (Broseley Town Council, 2018)"));
  EXPECT_TRUE(says(page, "value=\"model-2026\" checked=\"\""));
  EXPECT_EQ(send("/change/pack", "pack=broseley-2018").status, 303u);
  auto expected = std::string(live);
  expected.replace(expected.find("model-2026"), 10, "broseley-2018");
  EXPECT_EQ(policy_desk_.drafts().find("helen")->text, expected);
  const auto drafted = open("GET", "/change");
  EXPECT_TRUE(says(drafted, "value=\"broseley-2018\" checked=\"\""));
  EXPECT_TRUE(says(drafted, "What the draft changes"));
  EXPECT_EQ(send("/change/pack", "pack=../../etc/passwd").status, 400u);
  EXPECT_EQ(send("/change/pack", "").status, 400u);
}

TEST_F(ChangePage, LetsAFaultyDraftBeThrownAway) {
  draft(with("confrim"));
  EXPECT_TRUE(says(open("GET", "/change"), "Throw the draft away"));
  EXPECT_EQ(send("/change/dropped", "").status, 303u);
  EXPECT_FALSE(says(open("GET", "/change"), "Throw the draft away"));
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
