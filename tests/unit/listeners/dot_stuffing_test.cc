// SPDX-License-Identifier: MPL-2.0

#include "listeners/dot_stuffing.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

struct Taken {
  std::string content;
  std::string left;
  bool finished;
  bool bare;
};

Taken take(std::string_view bytes, std::size_t piece) {
  DotUnstuffer unstuffer;
  Taken taken{};
  while (!bytes.empty() && !unstuffer.finished()) {
    const auto part = bytes.substr(0, piece);
    bytes.remove_prefix(unstuffer.feed(part, taken.content));
  }
  taken.left = bytes;
  taken.finished = unstuffer.finished();
  taken.bare = unstuffer.bare_line_end();
  return taken;
}

struct DataCase {
  std::string wire;
  std::string content;
  std::string left;
};

// Wherever the network cuts the stream, the message is the same.
class Message : public testing::TestWithParam<DataCase> {};

TEST_P(Message, EndsAtTheFinalDot) {
  for (const std::size_t piece : {1u, 2u, 3u, 100u}) {
    const auto taken = take(GetParam().wire, piece);
    EXPECT_TRUE(taken.finished);
    EXPECT_FALSE(taken.bare);
    EXPECT_EQ(taken.content, GetParam().content);
    EXPECT_EQ(taken.left, GetParam().left);
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, Message,
                         testing::Values(DataCase{".\r\n", "", ""},
                                         DataCase{"a\r\n.\r\n", "a\r\n", ""},
                                         DataCase{"a\r\n.\r\nQUIT\r\n", "a\r\n", "QUIT\r\n"},
                                         DataCase{"..\r\n.\r\n", ".\r\n", ""},
                                         DataCase{"...a\r\n.b\r\n.\r\n", "..a\r\nb\r\n", ""},
                                         DataCase{"a.\r\n.\r\n", "a.\r\n", ""},
                                         DataCase{"\r\n\r\n.\r\n", "\r\n\r\n", ""}));

// CVE-2023-51764: what one server takes for the end of a message, another must not.
class Smuggling : public testing::TestWithParam<std::string> {};

TEST_P(Smuggling, EndsNothingAndIsNoticed) {
  for (const std::size_t piece : {1u, 2u, 100u}) {
    const auto taken = take("a" + GetParam() + "MAIL FROM:<b@c.example>\r\n.\r\n", piece);
    EXPECT_TRUE(taken.finished);
    EXPECT_TRUE(taken.bare);
    EXPECT_NE(taken.content.find("MAIL FROM"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(Ends, Smuggling,
                         testing::Values("\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r",
                                         "\r.\r\n", "\n", "\r", "\r\r\n", "\n.\r"));

TEST(DotStuffer, DoublesALeadingDotAndEndsTheMessage) {
  for (const std::size_t piece : {1u, 3u, 100u}) {
    const std::string content = ".a\r\nb.\r\n..\r\n";
    DotStuffer stuffer;
    std::string bytes;
    for (std::size_t at = 0; at < content.size(); at += piece)
      stuffer.feed(std::string_view(content).substr(at, piece), bytes);
    stuffer.finish(bytes);
    EXPECT_EQ(bytes, "..a\r\nb.\r\n...\r\n.\r\n");
  }
}

TEST(DotStuffer, EndsAnUnfinishedLineFirst) {
  DotStuffer stuffer;
  std::string bytes;
  stuffer.feed("a", bytes);
  stuffer.finish(bytes);
  EXPECT_EQ(bytes, "a\r\n.\r\n");
}

}  // namespace
}  // namespace candour::listeners
