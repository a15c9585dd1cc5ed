// SPDX-License-Identifier: MPL-2.0

#include "pipeline/replay.h"

#include <gtest/gtest.h>

#include "support/source_folder.h"

namespace candour::pipeline {
namespace {

using policy::Action;

const policy::DataFolder data{std::filesystem::path(source_folder()) / "policies"};
const auto place = data.path / "examples" / "eastmere.yaml";

std::shared_ptr<const policy::Policy> council() {
  static const auto policy = policy::load(place, data).value();
  return policy;
}

/// Eastmere's policy with other actions.
std::shared_ptr<const policy::Policy> with(const std::map<std::string, Action>& actions,
                                           const std::string& more = {}) {
  auto policy = std::make_shared<policy::Policy>(*council());
  for (const auto& [rule, action] : actions) {
    policy->rules[rule].action = action;
    policy->rules[rule].by_grade.clear();
  }
  if (!more.empty()) policy->roster_digest = more;
  return policy;
}

class NoDocuments final : public mail::DocumentReader {
  mail::Opened open(std::string_view, std::string_view, std::string_view,
                    std::chrono::milliseconds) override {
    return {};
  }
};

std::string silent_copy(int number, std::string_view day = "20 Jul 2026") {
  return "From clerk\nFrom: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: tom.baker@resident.example\n"
         "Bcc: jane.smith@eastmere-tc.gov.uk\nSubject: Allotments " +
         std::to_string(number) + "\nMessage-ID: <" + std::to_string(number) +
         "@eastmere-tc.gov.uk>\nDate: " + std::string(day) +
         " 17:00:00 +0100\n\nDear Mr Baker,\n\nThe plot is free.\n\nHelen Ward\n\n";
}

class ReplayTest : public testing::Test {
 protected:
  ReplayTest() {
    settings_.before = with({{"silent-copy", Action::confirm}});
    settings_.after = settings_.before;
  }

  Replay run(const std::string& mbox) {
    mail::StoredMail mail;
    EXPECT_TRUE(mail.add_text(mbox));
    return replay(mail, documents_, settings_).value();
  }

  NoDocuments documents_;
  ReplaySettings settings_;
};

TEST_F(ReplayTest, FindsNoDifferenceBetweenAPolicyAndItself) {
  const auto result = run(silent_copy(1) + silent_copy(2));
  EXPECT_EQ(result.mails, 2u);
  EXPECT_EQ(result.judged, 2u);
  EXPECT_EQ(result.differing, 0u);
  EXPECT_EQ(result.verdicts_before.at("confirm"), 2u);
}

TEST_F(ReplayTest, TellsFindingsThatAreGoneNewAndAltered) {
  settings_.after = with({{"silent-copy", Action::off}});
  auto result = run(silent_copy(1));
  EXPECT_EQ(result.all.gone, 1u);
  ASSERT_EQ(result.differences.size(), 1u);
  EXPECT_EQ(result.differences[0].subject, "Allotments 1");
  EXPECT_EQ(result.differences[0].sender, "Helen Ward");
  EXPECT_EQ(result.differences[0].findings.at(0).before, Action::confirm);
  EXPECT_TRUE(result.differences[0].findings.at(0).is_gone());

  std::swap(settings_.before, settings_.after);
  EXPECT_EQ(run(silent_copy(1)).by_rule.at("silent-copy").fresh, 1u);

  settings_.before = with({{"silent-copy", Action::warn}});
  EXPECT_EQ(run(silent_copy(1)).all.altered, 1u);
}

TEST_F(ReplayTest, IsTheSameWhereThePoliciesKnowOtherPeople) {
  settings_.after = with({{"silent-copy", Action::warn}}, "another roster");
  const auto result = run(silent_copy(1) + silent_copy(2));
  EXPECT_EQ(result.judged, 2u);
  EXPECT_EQ(result.all.altered, 2u);
}

TEST_F(ReplayTest, JudgesEachMailByWhatCameBeforeItWhereverItLies) {
  // The correspondent's letter stands behind the answer that was copied, and in front of it.
  const std::string answer =
      "From clerk\nFrom: clerk@eastmere-tc.gov.uk\nTo: tom.baker@resident.example\n"
      "Cc: jane.smith@eastmere-tc.gov.uk\nSubject: Re: Bench\nMessage-ID: <2@e.example>\n"
      "In-Reply-To: <1@r.example>\nDate: 21 Jul 2026 10:00:00 +0100\n\nDear Mr Baker,\n\n"
      "It is mended.\n\nHelen Ward\n\n";
  const std::string letter =
      "From tom\nFrom: tom.baker@resident.example\nTo: clerk@eastmere-tc.gov.uk\n"
      "Subject: Bench\nMessage-ID: <1@r.example>\nDate: 20 Jul 2026 10:00:00 +0100\n\n"
      "Dear clerk,\n\nThe bench is broken.\n\nTom Baker\n\n";
  settings_.before = with({{"copied-correspondence", Action::off}});
  settings_.after = with({{"copied-correspondence", Action::confirm}});
  const auto behind = run(answer + letter), in_front = run(letter + answer);
  EXPECT_EQ(behind.all.fresh, in_front.all.fresh);
  EXPECT_EQ(behind.judged, 1u);
}

TEST_F(ReplayTest, CountsTheSameMailOfTwoFoldersOnce) {
  EXPECT_EQ(run(silent_copy(1) + silent_copy(1)).judged, 1u);
}

TEST_F(ReplayTest, JudgesNoneOlderThanAsked) {
  settings_.from = base::Instant{base::Day{std::chrono::year{2026} / 7 / 15}};
  EXPECT_EQ(run(silent_copy(1, "01 Jul 2026") + silent_copy(2)).judged, 1u);
}

TEST_F(ReplayTest, GivesTheSameWithOneThreadAndWithMany) {
  std::string mbox;
  for (int i = 0; i < 60; ++i) mbox += silent_copy(i);
  settings_.after = with({{"silent-copy", Action::warn}});
  settings_.threads = 1;
  const auto one = run(mbox);
  settings_.threads = 4;
  const auto many = run(mbox);
  ASSERT_EQ(one.differences.size(), 60u);
  ASSERT_EQ(many.differences.size(), 60u);
  for (std::size_t i = 0; i < 60; ++i)
    EXPECT_EQ(one.differences[i].subject, many.differences[i].subject);
}

TEST_F(ReplayTest, TellsHowFarItIsAndStopsWhenTold) {
  std::string mbox;
  for (int i = 0; i < 120; ++i) mbox += silent_copy(i);
  std::size_t last = 0;
  settings_.progress = [&](std::size_t done, std::size_t of) {
    EXPECT_EQ(of, 120u);
    EXPECT_GE(done, last);
    last = done;
    return true;
  };
  run(mbox);
  EXPECT_EQ(last, 120u);
  settings_.progress = [](std::size_t done, std::size_t) { return done < 50; };
  mail::StoredMail mail;
  ASSERT_TRUE(mail.add_text(mbox));
  const auto stopped = replay(mail, documents_, settings_);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().fault, base::Fault::refused);
}

}  // namespace
}  // namespace candour::pipeline
