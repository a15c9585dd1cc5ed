// SPDX-License-Identifier: MPL-2.0

#include "remotes/dns.h"

#include <gtest/gtest.h>

namespace candour::remotes {
namespace {

// A DNS answer of one question for "a.example" and records that point back to its name.
class Answer {
 public:
  explicit Answer(unsigned count) {
    numbers({7, 0x8180, 1, count, 0, 0});
    name({"a", "example"});
    numbers({33, 1});
  }
  Answer& record(unsigned type, std::initializer_list<unsigned> fields,
                 std::initializer_list<const char*> host) {
    numbers({0xC00C, type, 1, 0, 60, 0});
    const auto length_at = bytes.size() - 2, begin = bytes.size();
    numbers(fields);
    name(host);
    bytes[length_at + 1] = static_cast<unsigned char>(bytes.size() - begin);
    return *this;
  }
  std::vector<unsigned char> bytes;

 private:
  void numbers(std::initializer_list<unsigned> list) {
    for (const auto number : list) {
      bytes.push_back(static_cast<unsigned char>(number >> 8));
      bytes.push_back(static_cast<unsigned char>(number));
    }
  }
  void name(std::initializer_list<const char*> labels) {
    for (const std::string label : labels) {
      bytes.push_back(static_cast<unsigned char>(label.size()));
      bytes.insert(bytes.end(), label.begin(), label.end());
    }
    bytes.push_back(0);
  }
};

TEST(ServiceRecords, ComeWithTheBestFirst) {
  const auto answer = Answer(3)
                          .record(33, {20, 0, 993}, {"c", "example"})
                          .record(33, {10, 1, 993}, {"b", "example"})
                          .record(33, {10, 9, 10'993}, {"a", "example"});
  const auto services = read_services(answer.bytes);
  ASSERT_EQ(services.size(), 3u);
  EXPECT_EQ(services[0].host, "a.example");
  EXPECT_EQ(services[0].port, 10'993);
  EXPECT_EQ(services[1].host, "b.example");
  EXPECT_EQ(services[2].host, "c.example");
}

TEST(ServiceRecords, TellThatThereIsNoSuchService) {
  const auto services = read_services(Answer(1).record(33, {0, 0, 0}, {}).bytes);
  ASSERT_EQ(services.size(), 1u);
  EXPECT_EQ(services[0].host, "");
}

TEST(ServiceRecords, WithANameThatIsNoneAreLeftOut) {
  EXPECT_TRUE(read_services(Answer(1).record(33, {0, 0, 993}, {"a/b", "example"}).bytes).empty());
}

TEST(ServiceRecords, OfEveryBrokenAnswerAreNone) {
  const auto whole = Answer(1).record(33, {0, 0, 993}, {"a", "example"}).bytes;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::vector<unsigned char> part(whole.begin(),
                                          whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_TRUE(read_services(part).empty()) << size;
  }
}

TEST(MailExchangers, AreReadFromTheirOwnRecordsAlone) {
  const auto answer =
      Answer(2).record(15, {10}, {"mx", "example"}).record(33, {0, 0, 1}, {"a", "example"});
  EXPECT_EQ(read_mail_exchangers(answer.bytes), std::vector<std::string>{"mx.example"});
}

}  // namespace
}  // namespace candour::remotes
