// SPDX-License-Identifier: MPL-2.0

#include "app/summary_configuration.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/configuration.h"
#include "support/temporary_folder.h"

namespace candour::app {
namespace {

using namespace std::chrono_literals;

class SummarySection : public testing::Test {
 protected:
  base::Result<Configuration> read(const std::string& section, const std::string& hops = one_hop) {
    const auto file = folder_.path() / "candourd.yaml";
    std::ofstream(file) << "policy: p\n" << hops << "summary: " << section << "\n";
    return read_configuration(file);
  }
  SummaryPost post(const std::string& section) {
    const auto configuration = read(section);
    return configuration ? configuration->summary.post.value() : throw configuration.error();
  }
  std::string fault(const std::string& section, const std::string& hops = one_hop) {
    const auto configuration = read(section, hops);
    return configuration ? "none" : configuration.error().detail;
  }
  static constexpr auto one_hop =
      "smtp: [{listen: '127.0.0.1:2587', next-hop: 'smtp://127.0.0.1:587'}]\n";
  support::TemporaryFolder folder_;
};

TEST_F(SummarySection, SaysTheFirstOfTheMonthAtEightInLondonWhereItSaysNothing) {
  const auto sent = post("{send-to: clerk@e.gov.uk, from: candour@e.gov.uk}");
  EXPECT_EQ(sent.schedule.day, 1u);
  EXPECT_EQ(sent.schedule.time_of_day, 8h);
  EXPECT_EQ(sent.schedule.zone.name(), "Europe/London");
  EXPECT_EQ(sent.reading, SummaryReading::open);
  EXPECT_EQ(sent.server.send_through.host, "127.0.0.1");
  EXPECT_EQ(sent.server.send_through.port, 587);
  EXPECT_FALSE(sent.reply_to);
}

TEST_F(SummarySection, IsReadWhole) {
  const auto sent = post(
      "\n  send-to: [clerk@e.gov.uk, '\"Si\xc3\xa2n O''Malley, chair\" <chair@e.gov.uk>']\n"
      "  from: Cyngor Tref Llanf\xc3\xa2n <candour@e.gov.uk>\n  reply-to: clerk@e.gov.uk\n"
      "  day: 31\n  hour: 7:05\n  time-zone: Atlantic/Stanley\n  reading: internal\n"
      "  send-through: smtps://mail.example\n  user: candour\n  password-file: a.password");
  ASSERT_EQ(sent.send_to.size(), 2u);
  EXPECT_EQ(sent.send_to[1].name, "Si\xc3\xa2n O'Malley, chair");
  EXPECT_EQ(sent.send_to[1].address, "chair@e.gov.uk");
  EXPECT_EQ(sent.from.name, "Cyngor Tref Llanf\xc3\xa2n");
  EXPECT_EQ(sent.reply_to->address, "clerk@e.gov.uk");
  EXPECT_EQ(sent.schedule.day, 31u);
  EXPECT_EQ(sent.schedule.time_of_day, 7h + 5min);
  EXPECT_EQ(sent.schedule.zone.name(), "Atlantic/Stanley");
  EXPECT_EQ(sent.reading, SummaryReading::internal);
  EXPECT_EQ(sent.server.send_through.host, "mail.example");
  EXPECT_EQ(sent.server.user, "candour");
  EXPECT_EQ(sent.server.password_file, folder_.path() / "a.password");
}

TEST_F(SummarySection, IsNotSentWhereNobodyIsNamed) {
  EXPECT_FALSE(read("{}")->summary.post);
  EXPECT_NE(fault("{day: 3}").find("3:10: `send-to:` is missing"), std::string::npos)
      << fault("{day: 3}");
}

TEST_F(SummarySection, SaysWhatIsWrong) {
  const std::string sound = "send-to: a@e.gov.uk, from: c@e.gov.uk, ";
  const std::vector<std::pair<std::string, std::string>> faults{
      {"[a@e.gov.uk]", "3:10: keys are expected"},
      {"{from: c@e.gov.uk, sendto: a@e.gov.uk}", "unknown key 'sendto'; did you mean 'send-to'?"},
      {"{send-to: a@e.gov.uk}", "3:10: `from:` is missing"},
      {"{send-to: [], from: c@e.gov.uk}", "3:20: from one to 100 addresses"},
      {"{send-to: [a@e.gov.uk, A@e.gov.uk], from: c@e.gov.uk}", "A@e.gov.uk stands twice"},
      {"{send-to: the clerk, from: c@e.gov.uk}", "3:20: an address is expected"},
      {"{send-to: 'a@e.gov.uk, b@e.gov.uk', from: c@e.gov.uk}", "an address is expected"},
      {"{send-to: \"a@e.gov.uk\\r\\nBcc: b@e.gov.uk\", from: c@e.gov.uk}",
       "an address is expected"},
      {"{send-to: s\xc3\xa2n@e.gov.uk, from: c@e.gov.uk}", "an address is expected"},
      {"{" + sound + "day: 0}", "a whole number from 1 to 31"},
      {"{" + sound + "day: 32}", "a whole number from 1 to 31"},
      {"{" + sound + "hour: 24:00}", "a time of day is expected"},
      {"{" + sound + "hour: 8}", "a time of day is expected"},
      {"{" + sound + "hour: '008:00'}", "a time of day is expected"},
      {"{" + sound + "time-zone: Europe/Lundon}", "did you mean 'Europe/London'?"},
      {"{" + sound + "reading: pubic}", "unknown reading 'pubic'; did you mean 'public'?"},
      {"{" + sound + "send-through: 'http://x'}", "smtp://"},
      {"{" + sound + "user: candour}", "`user:` and `password-file:` come together"},
  };
  for (const auto& [section, complaint] : faults) {
    const auto told = fault(section);
    EXPECT_NE(told.find(complaint), std::string::npos) << section << "\n" << told;
  }
}

TEST_F(SummarySection, WantsToKnowWhereItGoesWhereThereIsNoOneNextHop) {
  EXPECT_NE(fault("{send-to: a@e.gov.uk, from: c@e.gov.uk}", "").find("`send-through:` is missing"),
            std::string::npos);
}

TEST_F(SummarySection, MayHaveACrestAloneAndSendNothing) {
  const auto configuration = read("{crest: arms.png}");
  ASSERT_TRUE(configuration) << configuration.error().detail;
  EXPECT_EQ(configuration->summary.crest, folder_.path() / "arms.png");
  EXPECT_FALSE(configuration->summary.post);
}

}  // namespace
}  // namespace candour::app
