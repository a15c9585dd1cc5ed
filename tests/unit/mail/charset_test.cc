// SPDX-License-Identifier: MPL-2.0

#include "mail/charset.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/unicode.h"

namespace candour::mail {
namespace {

using namespace std::string_view_literals;

struct Sample {
  std::string_view bytes;
  std::string_view charset;
  std::string_view text;
};

class KnownCharset : public testing::TestWithParam<Sample> {};

TEST_P(KnownCharset, IsConverted) {
  const auto [bytes, charset, text] = GetParam();
  const auto converted = to_utf8(bytes, charset);
  EXPECT_EQ(converted.text, text);
  EXPECT_FALSE(converted.unknown_charset);
  EXPECT_FALSE(converted.malformed);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, KnownCharset,
    testing::Values(Sample{"", "utf-8", ""},                                     //
                    Sample{"Sw\xC3\xA2n", "UTF-8", "Swân"},                      //
                    Sample{"Sw\xC3\xA2n", "utf8", "Swân"},                       //
                    Sample{"Sw\xC3\xA2n", " \"utf-8\" ", "Swân"},                //
                    Sample{"\xEF\xBB\xBFHello", "utf-8", "Hello"},               //
                    Sample{"Sw\xE2n", "iso-8859-1", "Swân"},                     //
                    Sample{"\x93Plan\x94 \x80\x35", "ISO-8859-1", "“Plan” €5"},  //
                    Sample{"\x93Plan\x94", "latin1", "“Plan”"},                  //
                    Sample{"\x93Plan\x94", "windows-1252", "“Plan”"},            //
                    Sample{"\x93Plan\x94", "cp1252", "“Plan”"},                  //
                    Sample{"\xA4", "iso-8859-15", "€"},                          //
                    Sample{"\xD0", "iso-8859-9", "Ğ"},                           //
                    Sample{"\xF0", "iso-8859-14", "ŵ"},                          //
                    Sample{"\xCC\xCF", "koi8-r", "ло"},                          //
                    Sample{"\xE9", "ibm850", "Ú"},                               //
                    Sample{"\x8E", "macintosh", "é"},                            //
                    Sample{"\x8E", "x-mac-roman", "é"},                          //
                    Sample{"\xB0\xA1", "ks_c_5601-1987", "가"},                  //
                    Sample{"\x81\x41", "KS_C_5601-1987", "갂"},                  //
                    Sample{"\xB0\xA1", "euc-kr", "가"},                          //
                    Sample{"\xC4\xE3", "gb2312", "你"},                          //
                    Sample{"\x81\x40", "gb2312", "丂"},                          //
                    Sample{"\xA7\x41", "big5", "你"},                            //
                    Sample{"\x82\xA0\x87\x40", "shift_jis", "あ①"},              //
                    Sample{"\xA4\xA2", "euc-jp", "あ"},                          //
                    Sample{"\x1B$B$\"\x1B(B", "iso-2022-jp", "あ"},              //
                    Sample{"\x1B$B$\"\x1B(B\x1B$B$\"\x1B(B", "iso-2022-jp", "ああ"},
                    Sample{"Hi +AKMAow-", "utf-7", "Hi ££"},          //
                    Sample{"Hi +AKM-", "unicode-1-1-utf-7", "Hi £"},  //
                    Sample{"\xA3\0"sv, "utf-16le", "£"},              //
                    Sample{"\xFE\xFF\0\xA3"sv, "utf-16", "£"},        //
                    Sample{"\xF9", "iso-8859-8-i", "ש"},              //
                    Sample{"Swân", "us-ascii", "Swân"},               //
                    Sample{"Sw\xE2n", "us-ascii", "Swân"},            //
                    Sample{"Sw\xE2n", "", "Swân"},                    //
                    Sample{"Swân", "", "Swân"}));

struct UnknownSample {
  std::string_view charset;
};

class UnknownCharset : public testing::TestWithParam<std::string_view> {};

TEST_P(UnknownCharset, IsReadAsUtf8OrElseAsWindows1252) {
  const auto utf8 = to_utf8("Swân", GetParam());
  EXPECT_EQ(utf8.text, "Swân");
  EXPECT_TRUE(utf8.unknown_charset);
  const auto other = to_utf8("Sw\xE2n \x96", GetParam());
  EXPECT_EQ(other.text, "Swân –");
  EXPECT_TRUE(other.unknown_charset);
}

INSTANTIATE_TEST_SUITE_P(
    Labels, UnknownCharset,
    testing::Values("x-unknown", "none", "unknown-8bit", "?", "utf-8,swaplfnl",
                    "../../../etc/passwd", "\xFF\xFE", "a\0b"sv,
                    "a-label-longer-than-any-that-was-ever-registered-anywhere"));

TEST(TextWithoutCharset, IsReadAsUtf8WhereMostOfItIs) {
  EXPECT_EQ(to_utf8("Siân, Swân a Mô\xC3", "").text, "Siân, Swân a Mô\uFFFD");
  EXPECT_TRUE(to_utf8("Siân, Swân a Mô\xC3", "").malformed);
  EXPECT_EQ(to_utf8("Si\xE2n, Sw\xE2n a M\xF4", "").text, "Siân, Swân a Mô");
}

class MalformedText : public testing::TestWithParam<Sample> {};

TEST_P(MalformedText, IsMarkedAndStaysValid) {
  const auto [bytes, charset, text] = GetParam();
  const auto converted = to_utf8(bytes, charset);
  EXPECT_EQ(converted.text, text);
  EXPECT_TRUE(converted.malformed);
}

INSTANTIATE_TEST_SUITE_P(Samples, MalformedText,
                         testing::Values(Sample{"Sw\xE2n", "utf-8", "Sw\uFFFDn"},  //
                                         Sample{"\xC3", "utf-8", "\uFFFD"},        //
                                         Sample{"\xA4", "euc-jp", "\uFFFD"},       //
                                         Sample{"\xA3", "utf-16le", "\uFFFD"},     //
                                         Sample{"\x00\xD8x\0"sv, "utf-16le", "\uFFFDx"}));

TEST(Charset, TurnsAnyBytesIntoValidUtf8) {
  std::string rubbish;
  for (unsigned i = 0; i < 20'000; ++i) rubbish += static_cast<char>(i * 7919u >> 3);
  for (const auto* charset : {"",
                              "utf-8",
                              "utf-7",
                              "utf-16",
                              "utf-32",
                              "iso-2022-jp",
                              "iso-2022-kr",
                              "iso-2022-cn",
                              "hz",
                              "gb18030",
                              "big5",
                              "euc-kr",
                              "euc-jp",
                              "shift_jis",
                              "windows-1252",
                              "scsu",
                              "bocu-1",
                              "cesu-8",
                              "imap-mailbox-name",
                              "x-iscii-de",
                              "ibm-37",
                              "lmbcs-1",
                              "koi8-u",
                              "x-unknown"})
    EXPECT_TRUE(base::is_valid_utf8(to_utf8(rubbish, charset).text)) << charset;
}

TEST(Charset, ForgetsTheStateOfTheTextBefore) {
  to_utf8("\x1B$B$", "iso-2022-jp");
  EXPECT_EQ(to_utf8("plain", "iso-2022-jp").text, "plain");
}

TEST(Charset, ServesSeveralThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([] {
      for (int turn = 0; turn < 200; ++turn)
        EXPECT_EQ(to_utf8("\x1B$B$\"\x1B(B", "iso-2022-jp").text, "あ");
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace candour::mail
