// SPDX-License-Identifier: MPL-2.0

#include "mail/codec.h"

#include <gtest/gtest.h>

namespace candour::mail {
namespace {

using namespace std::string_view_literals;

struct Sample {
  std::string_view encoded;
  std::string_view bytes;
  bool malformed;
};

class Base64 : public testing::TestWithParam<Sample> {};

TEST_P(Base64, DecodesWhatItCanAndSaysSo) {
  const auto decoded = decode_base64(GetParam().encoded);
  EXPECT_EQ(decoded.bytes, GetParam().bytes);
  EXPECT_EQ(decoded.malformed, GetParam().malformed);
}

INSTANTIATE_TEST_SUITE_P(Samples, Base64,
                         testing::Values(Sample{"", "", false},                                 //
                                         Sample{"QQ==", "A", false},                            //
                                         Sample{"QUI=", "AB", false},                           //
                                         Sample{"QUJD", "ABC", false},                          //
                                         Sample{"QU\r\nJD\r\n", "ABC", false},                  //
                                         Sample{" Q U\tJ D ", "ABC", false},                    //
                                         Sample{"QUI", "AB", true},                             //
                                         Sample{"QUJDR", "ABC", true},                          //
                                         Sample{"QUJDQUJD\r\nQUJDQUI=", "ABCABCABCAB", false},  //
                                         Sample{"QUJDQU-JD", "ABCABC", true},                   //
                                         Sample{"QUJDQUJDQ-UJD", "ABCABCABC", true},            //
                                         Sample{"QUJDQQ", "ABCA", true},                        //
                                         Sample{"QUJDQQ==", "ABCA", false},                     //
                                         Sample{"QQ=", "A", true},                              //
                                         Sample{"QQ=\n=", "A", false},                          //
                                         Sample{"====", "", true},                              //
                                         Sample{"QQ==QUJD", "A", true},                         //
                                         Sample{"QUJD\r\n-- \r\nlist", "ABC\x96+-", true},      //
                                         Sample{"Q|U{J\x80"
                                                "D",
                                                "ABC", true},  //
                                         Sample{"AP+/\0"sv, "\0\xff\xbf"sv, true}));

class QuotedPrintable : public testing::TestWithParam<Sample> {};

TEST_P(QuotedPrintable, DecodesWhatItCanAndSaysSo) {
  const auto decoded = decode_quoted_printable(GetParam().encoded);
  EXPECT_EQ(decoded.bytes, GetParam().bytes);
  EXPECT_EQ(decoded.malformed, GetParam().malformed);
}

INSTANTIATE_TEST_SUITE_P(Samples, QuotedPrintable,
                         testing::Values(Sample{"", "", false},                              //
                                         Sample{"caf=C3=A9", "caf\xC3\xA9", false},          //
                                         Sample{"caf=c3=a9", "caf\xC3\xA9", false},          //
                                         Sample{"one=\r\ntwo", "onetwo", false},             //
                                         Sample{"one=\ntwo", "onetwo", false},               //
                                         Sample{"one= \t\r\ntwo", "onetwo", false},          //
                                         Sample{"one=", "one", false},                       //
                                         Sample{"one= ", "one", false},                      //
                                         Sample{"one \ntwo\t \r\n", "one\ntwo\r\n", false},  //
                                         Sample{"one ", "one", false},                       //
                                         Sample{"one=20\r\ntwo", "one \r\ntwo", false},      //
                                         Sample{"a=b", "a=b", true},                         //
                                         Sample{"1 = 2", "1 = 2", true},                     //
                                         Sample{"=4", "=4", true},                           //
                                         Sample{"=4G=ZZ", "=4G=ZZ", true},                   //
                                         Sample{"==41", "=A", true},                         //
                                         Sample{"a\rb \r", "a\rb \r", false},                //
                                         Sample{"\0\x01\xE9"sv, "\0\x01\xE9"sv, false}));

class Q : public testing::TestWithParam<Sample> {};

TEST_P(Q, DecodesWhatItCanAndSaysSo) {
  const auto decoded = decode_q(GetParam().encoded);
  EXPECT_EQ(decoded.bytes, GetParam().bytes);
  EXPECT_EQ(decoded.malformed, GetParam().malformed);
}

INSTANTIATE_TEST_SUITE_P(Samples, Q,
                         testing::Values(Sample{"", "", false},                //
                                         Sample{"Ann_Lee", "Ann Lee", false},  //
                                         Sample{"=5F=e9", "_\xE9", false},     //
                                         Sample{"Ann Lee", "Ann Lee", false},  //
                                         Sample{"1=2", "1=2", true},           //
                                         Sample{"=", "=", true}));

class Uuencode : public testing::TestWithParam<Sample> {};

TEST_P(Uuencode, DecodesWhatItCanAndSaysSo) {
  const auto decoded = decode_uuencode(GetParam().encoded);
  EXPECT_EQ(decoded.bytes, GetParam().bytes);
  EXPECT_EQ(decoded.malformed, GetParam().malformed);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, Uuencode,
    testing::Values(Sample{"begin 644 cat.txt\n#0V%T\n`\nend\n", "Cat", false},
                    Sample{"begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n", "Cat", false},
                    Sample{"begin 644 cat.txt\n#0V%T\n \nend\n", "Cat", false},
                    Sample{"begin 644 two.txt\n#0V%T\n#0V%T\n`\nend", "CatCat", false},
                    Sample{"begin 644 a\n!00``\n`\nend", "A", false},
                    Sample{"\n\nbegin 644 cat.txt\n#0V%T\n`\nend\nRegards", "Cat", false},
                    Sample{"Dear all\nbegin 644 cat.txt\n#0V%T\n`\nend\n", "Cat", true},
                    Sample{"begin 644 cat.txt\n#0V%T\n", "Cat", true},
                    Sample{"begin 644 blanks lost\n$0V%T\n`\nend\n", "Cat", true},
                    Sample{"begin 644 blanks lost\n#0\n`\nend\n", "@\0\0"sv, true},
                    Sample{"begin 644 too short\nM0V%T\n`\nend\n", "Cat", true},
                    Sample{"begin again with the minutes\n#0V%T\n", "", true},
                    Sample{"begin 644 x", "", true}, Sample{"", "", true}));

TEST(Decoders, TakeBinaryRubbishOfAnyLength) {
  std::string rubbish;
  for (int i = 0; i < 100'000; ++i) rubbish += static_cast<char>(i * 7919 >> 3);
  for (std::size_t length : {0u, 1u, 2u, 3u, 77u, 100'000u}) {
    const auto part = std::string_view(rubbish).substr(0, length);
    decode_base64(part);
    decode_quoted_printable(part);
    decode_q(part);
    decode_uuencode("begin 644 x\n" + std::string(part));
  }
}

}  // namespace
}  // namespace candour::mail
