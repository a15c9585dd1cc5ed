// SPDX-License-Identifier: MPL-2.0

#include "mail/parameters.h"

#include <gtest/gtest.h>

#include "base/unicode.h"

namespace candour::mail {
namespace {

using namespace std::string_view_literals;

struct Sample {
  std::string_view field;
  std::string_view written;  // "value|name=value|…", and "!" where malformed, "2" where duplicate
};

std::string written(const Parameterized& read) {
  std::string text = read.value;
  for (const auto& [name, value] : read.parameters) text += "|" + name + "=" + value;
  if (read.malformed) text += "!";
  if (read.duplicate) text += "2";
  return text;
}

class Parameters : public testing::TestWithParam<Sample> {};

TEST_P(Parameters, AreReadAndFaultsTold) {
  EXPECT_EQ(written(parse_parameters(GetParam().field)), GetParam().written) << GetParam().field;
}

INSTANTIATE_TEST_SUITE_P(
    Plain, Parameters,
    testing::Values(Sample{"", ""}, Sample{"text/plain", "text/plain"},
                    Sample{"Text/HTML; Charset=UTF-8", "text/html|charset=UTF-8"},
                    Sample{"attachment;filename=plan.pdf;size=12",
                           "attachment|filename=plan.pdf|size=12"},
                    Sample{"text/plain ; charset = utf-8 ; ", "text/plain|charset=utf-8"},
                    Sample{"text/plain;", "text/plain"},
                    Sample{"text/plain;;charset=a", "text/plain|charset=a"},
                    Sample{"multipart/mixed; boundary=----=_Part_1_2.3",
                           "multipart/mixed|boundary=----=_Part_1_2.3"},
                    Sample{"a/b; x=1; x=2; y=3", "a/b|x=1|y=32"}));

INSTANTIATE_TEST_SUITE_P(
    Comments, Parameters,
    testing::Values(
        Sample{"(c) multipart/mixed", "multipart/mixed"},
        Sample{"multipart /mixed (a (b) ;c); boundary=x", "multipart/mixed|boundary=x"},
        Sample{"multipart/(c)mixed; (c) boundary (c) = (c) x (c) ; y=z",
               "multipart/mixed|boundary=x|y=z"},
        Sample{"text/plain; charset=us-ascii (Plain; text)", "text/plain|charset=us-ascii"},
        Sample{"text/plain; charset=\"us-ascii\" (Plain text)", "text/plain|charset=us-ascii"},
        Sample{"attachment; filename=plan(1).pdf", "attachment|filename=plan(1).pdf"},
        Sample{"text/plain (never closed; charset=x", "text/plain|charset=x!"}));

INSTANTIATE_TEST_SUITE_P(
    Quoted, Parameters,
    testing::Values(
        Sample{R"(a/b; name="a;b.txt")", "a/b|name=a;b.txt"},
        Sample{R"(a/b; name="say \"hi\" \\ now.txt")", R"(a/b|name=say "hi" \ now.txt)"},
        Sample{R"(a/b; boundary="a\-\b\"")", R"(a/b|boundary=a-b")"},
        Sample{R"(a/b; filename="C:\fakepath\plan.doc")", "a/b|filename=C:fakepathplan.doc"},
        Sample{R"(a/b; name=""; x=y)", "a/b|name=|x=y"},
        Sample{"a/b; name=\"(no comment)\"", "a/b|name=(no comment)"},
        Sample{R"(a/b; name="  kept  ")", "a/b|name=  kept  "}));

INSTANTIATE_TEST_SUITE_P(
    Malformed, Parameters,
    testing::Values(
        Sample{R"(a/b; name="never closed; x=y)", "a/b|name=never closed|x=y!"},
        Sample{R"(a/b; filename="the "new" plan.doc"; x=y)",
               R"(a/b|filename=the "new" plan.doc|x=y!)"},
        Sample{R"(a/b; name="a"b; x="c")", "a/b|name=a|x=c!"},
        Sample{R"(a/b; name="a" charset="c")", "a/b|name=a|charset=c!"},
        Sample{"a/b charset=c", "a/b|charset=c!"},
        Sample{"a/b; boundary=x charset=c", "a/b|boundary=x|charset=c!"},
        Sample{"a/b; filename=the new plan.doc; x=y", "a/b|filename=the new plan.doc|x=y!"},
        Sample{"attachment; filename=plan (1).pdf", "attachment|filename=plan (1).pdf!"},
        Sample{"a/b; charset=; x=y", "a/b|charset=|x=y!"}, Sample{"a/b; charset", "a/b!"},
        Sample{"a/b; charset; x=y", "a/b|x=y!"}, Sample{"a/b; =v; x=y", "a/b|x=y!"},
        Sample{"a/b; two words=v", "a/b|words=v!"}, Sample{"a/b c/d; x=y", "a/b|x=y!"},
        Sample{"filename=plan.pdf", "|filename=plan.pdf!"},
        Sample{R"("attachment"; x=y)", "attachment|x=y!"}, Sample{";x=y", "|x=y"},
        Sample{"\"", "!"}, Sample{";\"", "!"}));

INSTANTIATE_TEST_SUITE_P(
    Rfc2231, Parameters,
    testing::Values(
        Sample{"a/b; filename*=utf-8'en'caf%C3%A9.txt", "a/b|filename=café.txt"},
        Sample{"a/b; filename*=iso-8859-1''caf%e9.txt", "a/b|filename=café.txt"},
        Sample{"a/b; filename*=\"utf-8''caf%C3%A9.txt\"", "a/b|filename=café.txt"},
        Sample{"a/b; filename=cafe.txt; filename*=utf-8''caf%C3%A9.txt", "a/b|filename=café.txt"},
        Sample{"a/b; filename*=utf-8''caf%C3%A9.txt; filename=cafe.txt", "a/b|filename=café.txt"},
        Sample{"a/b; filename*0=\"min\"; filename*1=utes.txt", "a/b|filename=minutes.txt"},
        Sample{"a/b; filename*1=utes.txt; filename*0=\"min\"", "a/b|filename=minutes.txt"},
        Sample{"a/b; filename*0*=utf-8''caf%C3; filename*1*=%A9%20; filename*2=\"50%25.txt\"",
               "a/b|filename=café 50%25.txt"},
        Sample{"a/b; filename*0=one; filename*2=two", "a/b|filename=onetwo!"},
        Sample{"a/b; filename*0=one; filename*0=two", "a/b|filename=one2"},
        Sample{"a/b; filename*=caf%C3%A9.txt", "a/b|filename=café.txt!"},
        Sample{"a/b; filename*=utf-8''50%.txt%4", "a/b|filename=50%.txt%4"},
        Sample{"a/b; filename*=utf-8''a%0D%0Ab", "a/b|filename=a  b"},
        Sample{"a/b; boundary*=us-ascii''a%20b", "a/b|boundary=a b"},
        Sample{"a/b; boundary*0=a; boundary*1=b", "a/b|boundary=ab"},
        Sample{"a/b; x*99999999999=a", "a/b|x*99999999999=a"}, Sample{"a/b; *=a", "a/b!"}));

INSTANTIATE_TEST_SUITE_P(
    EncodedWords, Parameters,
    testing::Values(
        Sample{"a/b; name=\"=?utf-8?Q?caf=C3=A9.txt?=\"", "a/b|name=café.txt"},
        Sample{"a/b; name==?utf-8?Q?caf=C3=A9.txt?=", "a/b|name=café.txt"},
        Sample{"a/b; name=\"=?utf-8?B?Y2Fmw6k=?= =?utf-8?Q?.txt?=\"", "a/b|name=café.txt"},
        Sample{"a/b; name*0=\"=?utf-8?Q?caf=C3\"; name*1=\"=A9.txt?=\"", "a/b|name=café.txt"},
        Sample{"a/b; name=\"caf\xE9.txt\"", "a/b|name=café.txt"},
        Sample{"a/b; name=\"café.txt\"", "a/b|name=café.txt"},
        Sample{"a/b; boundary=\"=?a?q?b?=\"", "a/b|boundary==?a?q?b?="},
        Sample{"a/b; boundary=\"\xE9\"", "a/b|boundary=\xE9"}));

TEST(Parameters, AreFoundByName) {
  const auto read = parse_parameters("a/b; Name=x; charset=y");
  EXPECT_EQ(read.parameter("name"), "x");
  EXPECT_EQ(read.parameter("charset"), "y");
  EXPECT_EQ(read.parameter("boundary"), "");
}

TEST(Parameters, BeyondAThousandAreLeftOut) {
  std::string field = "a/b";
  for (int i = 0; i < 1'000; ++i) field += "; p" + std::to_string(i) + "=v";
  EXPECT_FALSE(parse_parameters(field).malformed);
  const auto read = parse_parameters(field + "; more=v");
  EXPECT_EQ(read.parameters.size(), 1'000u);
  EXPECT_TRUE(read.malformed);
}

TEST(HostileParameters, TakeLinearTime) {
  constexpr std::size_t size = 1u << 17;
  for (const auto text :
       {"("sv,         "(a) "sv,      "a ("sv,  ";a=( "sv, "\""sv,     "\"a"sv,
        ";a=\"b\"c"sv, ";a=\"b\" "sv, " a"sv,   "a "sv,    ";"sv,      "="sv,
        ";="sv,        "a="sv,        ";a"sv,   ";a*=%"sv, ";a*0=b"sv, "\\"sv,
        ";a=\\\""sv,   ";a=\"\\\""sv, "\xE9"sv, "*"sv,     ";*"sv,     "; (\""sv}) {
    std::string field;
    while (field.size() < size) field += text;
    for (const auto* begin : {"", "a/b", "a/b;c=", "a/b;c=d ", "a/b;c=\""})
      for (const auto& parameter : parse_parameters(begin + field).parameters)
        EXPECT_TRUE(base::is_valid_utf8(parameter.value)) << begin << text;
  }
}

}  // namespace
}  // namespace candour::mail
