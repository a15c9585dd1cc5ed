// SPDX-License-Identifier: MPL-2.0

#include "pipeline/held_desk.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace candour::pipeline {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view id = "00112233445566aa";

people::Roster roster() {
  auto file = people::read_roster(
      "name,role,emails\n"
      "Helen Ward,clerk,clerk@eastmere-tc.gov.uk;helen.ward@eastmere-tc.gov.uk\n"
      "Jane Smith,councillor,jane.smith@eastmere-tc.gov.uk\n",
      "roster.csv");
  return {file->people, file->lists, {"eastmere-tc.gov.uk"}};
}

class Desk : public testing::Test {
 protected:
  Desk() {
    desk_.held.emplace(folder_.path() / "held", 1u << 20);
    stores::HeldEnvelope envelope;
    envelope.id = id;
    envelope.held_at = now_;
    envelope.mail_from = "clerk@eastmere-tc.gov.uk";
    envelope.rcpt_to = {"bob@resident.example"};
    envelope.sender_name = "Helen Ward";
    EXPECT_TRUE(desk_.held->hold(envelope, {"Subject: x\r\n\r\nx\r\n"}));
  }
  base::Result<void> release(std::string by, std::string reason = "So be it.") {
    return decide(desk_, roster_, id,
                  {HeldRuling::Kind::release, std::move(by), std::move(reason), false, now_});
  }

  const base::Instant now_ = base::Instant(1'780'000'000'000ms);
  const people::Roster roster_ = roster();
  support::TemporaryFolder folder_;
  HeldDesk desk_;
};

TEST_F(Desk, LetsAnybodyDecideWhereTwoEyesAreEnough) {
  EXPECT_TRUE(release("anybody"));
}

TEST_F(Desk, KnowsTheSenderByHisOtherAddress) {
  desk_.four_eyes = true;
  desk_.deciders = {{"helen", "Helen.Ward@Eastmere-TC.gov.uk"},
                    {"jane", "jane.smith@eastmere-tc.gov.uk"}};
  EXPECT_EQ(release("helen").error().fault, base::Fault::refused);
  EXPECT_TRUE(release("jane"));
}

TEST_F(Desk, KeepsALongReasonToItsLimitAndNeverHalfACharacter) {
  std::string reason;
  for (int i = 0; i < 300; ++i) reason += "é";
  ASSERT_TRUE(release("anybody", "a\r\nb " + reason));
  const auto kept = desk_.held->mark_of(id)->reason;
  EXPECT_TRUE(kept.starts_with("a b é"));
  EXPECT_LE(kept.size(), most_reason_bytes);
  EXPECT_TRUE(kept.ends_with("é"));
}

TEST_F(Desk, IsClosedWhereNoMailIsHeld) {
  desk_.held.reset();
  EXPECT_EQ(release("anybody").error().fault, base::Fault::refused);
}

}  // namespace
}  // namespace candour::pipeline
