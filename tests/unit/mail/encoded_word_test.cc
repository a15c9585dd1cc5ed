// SPDX-License-Identifier: MPL-2.0

#include "mail/encoded_word.h"

#include <gtest/gtest.h>

#include "base/unicode.h"

namespace candour::mail {
namespace {

using namespace std::string_view_literals;

struct Sample {
  std::string_view value;
  std::string_view text;
};

class WellFormedWords : public testing::TestWithParam<Sample> {};

TEST_P(WellFormedWords, AreDecoded) {
  EXPECT_EQ(decode_encoded_words(GetParam().value), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, WellFormedWords,
    testing::Values(Sample{"", ""}, Sample{"Planning committee", "Planning committee"},
                    Sample{"=?utf-8?Q?Caf=C3=A9?=", "Café"}, Sample{"=?UTF-8?b?Q2Fmw6k=?=", "Café"},
                    Sample{"=?iso-8859-1?q?Sw=E2n_Lee?=", "Swân Lee"},
                    Sample{"=?utf-8*cy?Q?D=C5=B5r?=", "Dŵr"},
                    Sample{"=?ISO-2022-JP?B?GyRCJCIbKEI=?=", "あ"},
                    Sample{"Re: =?utf-8?Q?D=C5=B5r?= and =?utf-8?Q?t=C3=A2n?=", "Re: Dŵr and tân"},
                    Sample{"=?utf-8?Q?"
                           "?=",
                           ""},
                    Sample{"a  b", "a  b"}));

// The table of RFC 2047 section 8.
INSTANTIATE_TEST_SUITE_P(Rfc2047, WellFormedWords,
                         testing::Values(Sample{"=?ISO-8859-1?Q?a?=", "a"},
                                         Sample{"=?ISO-8859-1?Q?a?= b", "a b"},
                                         Sample{"=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"},
                                         Sample{"=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=", "ab"},
                                         Sample{"=?ISO-8859-1?Q?a?=\r\n  =?ISO-8859-1?Q?b?=", "ab"},
                                         Sample{"=?ISO-8859-1?Q?a_b?=", "a b"},
                                         Sample{"=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"}));

class SloppyWords : public testing::TestWithParam<Sample> {};

TEST_P(SloppyWords, AreReadAsMailClientsDo) {
  EXPECT_EQ(decode_encoded_words(GetParam().value), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, SloppyWords,
    testing::Values(Sample{"=?utf-8?Q?Hello World?=", "Hello World"},
                    Sample{"=?utf-8?Q?What?_Now?=", "What? Now"},
                    Sample{"(=?utf-8?Q?a?=)=?utf-8?Q?b?=c", "(a)bc"},
                    Sample{"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"},
                    Sample{"=?utf-8?B?Q2Fmw6k?=", "Café"}, Sample{"=?utf-8?B?Q2Fm w6k=?=", "Café"},
                    Sample{"=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"},
                    Sample{"=?utf-8?B?ww==?= =?UTF-8?Q?=A9?=", "é"},
                    Sample{"=?utf-8?Q?=C3?= x =?utf-8?Q?=A9?=", "\uFFFD x \uFFFD"},
                    Sample{"=?x-unknown?Q?Sw=E2n?=", "Swân"},
                    Sample{"=?us-ascii?Q?Sw=C3=A2n?=", "Swân"}, Sample{"=?utf-8?Q?50=?=", "50="},
                    Sample{"=?utf-8?Q?one=0D=0Atwo=00?=", "one  two "}));

class MalformedWords : public testing::TestWithParam<std::string_view> {};

TEST_P(MalformedWords, StayAsTheyStand) {
  EXPECT_EQ(decode_encoded_words(GetParam()), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Samples, MalformedWords,
                         testing::Values("=?",
                                         "=?"
                                         "?=",
                                         "=?utf-8", "=?utf-8?", "=?utf-8?Q", "=?utf-8?Q?",
                                         "=?utf-8?Q?no end", "=?utf-8?Q?=", "=?utf-8?X?text?=",
                                         "=?utf-8?QQ?text?=", "=??Q?text?=", "=?utf 8?Q?text?=",
                                         "=?utf-8?B?!!!!?=", "=?utf-8?B?Q?Q?=", "is 1=?2",
                                         "really?= yes"));

TEST(RawBytes, AreReadAsUtf8OrElseAsWindows1252) {
  EXPECT_EQ(decode_encoded_words("Swân"), "Swân");
  EXPECT_EQ(decode_encoded_words("Sw\xE2n \x96 plan"), "Swân – plan");
  EXPECT_EQ(decode_encoded_words("Sw\xE2n =?utf-8?Q?t=C3=A2n?="), "Swân tân");
  EXPECT_EQ(decode_encoded_words("=?utf-8?Q?t\xC3\xA2n?="), "tân");
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string result;
  while (result.size() < bytes) result += text;
  return result;
}

TEST(HostileWords, TakeLinearTime) {
  constexpr std::size_t size = 1u << 17;
  for (const auto text :
       {"=?"sv, "=?a?q?"sv, "=?a?q?x "sv, "=?a?b?!"sv, "=?a?b?! "sv, "=?a?b?!?="sv, "=?a?q?=?="sv,
        "=?utf-8?q?=C3?= "sv, "=?x"sv, "?="sv, "\xE2"sv}) {
    const auto value = repeated(text, size);
    EXPECT_TRUE(base::is_valid_utf8(decode_encoded_words(value))) << text;
    EXPECT_TRUE(base::is_valid_utf8(decode_encoded_words(value + "?="))) << text;
  }
}

}  // namespace
}  // namespace candour::mail
