// SPDX-License-Identifier: MPL-2.0

#include "mail/address_list.h"

#include <gtest/gtest.h>

#include "base/unicode.h"

namespace candour::mail {
namespace {

using namespace std::string_view_literals;

struct Sample {
  std::string_view field;
  std::string_view written;  // "name<address>" joined by "|"
};

std::string written(const AddressList& list) {
  std::string text;
  for (const auto& [name, address] : list.addresses)
    text += (text.empty() ? "" : "|") + name + "<" + address + ">";
  return text;
}

class WellFormedList : public testing::TestWithParam<Sample> {};

TEST_P(WellFormedList, IsRead) {
  const auto list = parse_address_list(GetParam().field);
  EXPECT_EQ(written(list), GetParam().written) << GetParam().field;
  EXPECT_FALSE(list.malformed) << GetParam().field;
}

INSTANTIATE_TEST_SUITE_P(
    Simple, WellFormedList,
    testing::Values(
        Sample{"", ""}, Sample{"  ", ""}, Sample{"a@b.example", "<a@b.example>"},
        Sample{"<a@b.example>", "<a@b.example>"},
        Sample{"Ann Lee <a@b.example>", "Ann Lee<a@b.example>"},
        Sample{"Ann  Lee<a@b.example> , \r\n c@d.example", "Ann Lee<a@b.example>|<c@d.example>"},
        Sample{"\"Lee, Ann\" <a@b.example>, c@d.example", "Lee, Ann<a@b.example>|<c@d.example>"},
        Sample{R"("Ann \"Nan\" Lee" <a@b.example>)", "Ann \"Nan\" Lee<a@b.example>"},
        Sample{"\"a@b.example\" <c@d.example>", "a@b.example<c@d.example>"},
        Sample{"Ann O'Neill <a@b.example>", "Ann O'Neill<a@b.example>"},
        Sample{"Ann J. Lee <a@b.example>", "Ann J. Lee<a@b.example>"},
        Sample{"a@b.example <c@d.example>", "a@b.example<c@d.example>"},
        Sample{"[External] Ann <a@b.example>", "[External] Ann<a@b.example>"},
        Sample{"'Ann' <a@b.example>", "'Ann'<a@b.example>"},
        Sample{"'a@b.example'", "<a@b.example>"}, Sample{"<a@b.example> ", "<a@b.example>"},
        Sample{"Siân <siân@dŵr.example>", "Siân<siân@dŵr.example>"},
        Sample{"Si\xE2n <a@b.example>", "Siân<a@b.example>"}));

INSTANTIATE_TEST_SUITE_P(EmptyMembers, WellFormedList,
                         testing::Values(Sample{",", ""},
                                         Sample{",,a@b.example,, ,c@d.example,",
                                                "<a@b.example>|<c@d.example>"},
                                         Sample{";", ""}));

INSTANTIATE_TEST_SUITE_P(Semicolons, WellFormedList,
                         testing::Values(Sample{"a@b.example; c@d.example",
                                                "<a@b.example>|<c@d.example>"},
                                         Sample{"Ann <a@b.example>; \"Lee; Bob\" <c@d.example>;",
                                                "Ann<a@b.example>|Lee; Bob<c@d.example>"}));

INSTANTIATE_TEST_SUITE_P(
    Groups, WellFormedList,
    testing::Values(Sample{"undisclosed-recipients:;", ""}, Sample{"Undisclosed recipients: ;", ""},
                    Sample{"Council: Ann <a@b.example>, c@d.example;, e@f.example",
                           "Ann<a@b.example>|<c@d.example>|<e@f.example>"},
                    Sample{"x@y.example, \"A, B\":a@b.example;, C : c@d.example ;",
                           "<x@y.example>|<a@b.example>|<c@d.example>"},
                    Sample{"A:; B:;", ""}));

INSTANTIATE_TEST_SUITE_P(
    Comments, WellFormedList,
    testing::Values(
        Sample{"a@b.example (Ann Lee)", "Ann Lee<a@b.example>"},
        Sample{"<a@b.example> (Ann Lee)", "Ann Lee<a@b.example>"},
        Sample{"a@b.example (Lee, Ann), c@d.example", "Lee, Ann<a@b.example>|<c@d.example>"},
        Sample{"Ann (the (acting) clerk, \\) you know) <a@b.example>", "Ann<a@b.example>"},
        Sample{"Pete(A \\) chap) <pete(his, account)@silly.example(host)>",
               "Pete<pete@silly.example>"},
        Sample{"(nobody) , a@b.example", "<a@b.example>"},
        Sample{"a@b.example (=?utf-8?Q?Si=C3=A2n?=)", "Siân<a@b.example>"}));

INSTANTIATE_TEST_SUITE_P(
    OddAddresses, WellFormedList,
    testing::Values(Sample{"ann . lee @ b . example", "<ann.lee@b.example>"},
                    Sample{"Ann < ann . lee@b.example >", "Ann<ann.lee@b.example>"},
                    Sample{"<@relay.example,@other.example:a@b.example>", "<a@b.example>"},
                    Sample{"\"a, b\"@c.example", "<\"a, b\"@c.example>"},
                    Sample{"Ann <\"a>b\"@c.example>", "Ann<\"a>b\"@c.example>"},
                    Sample{"Ann <a@[192.0.2.1]>", "Ann<a@[192.0.2.1]>"},
                    Sample{"a@[IPv6:2001:db8::1], c@d.example",
                           "<a@[IPv6:2001:db8::1]>|<c@d.example>"},
                    Sample{"Ann <a@[IPv6:2001:db8::1]>", "Ann<a@[IPv6:2001:db8::1]>"}));

INSTANTIATE_TEST_SUITE_P(
    EncodedNames, WellFormedList,
    testing::Values(
        Sample{"=?utf-8?Q?Si=C3=A2n_Lee?= <a@b.example>", "Siân Lee<a@b.example>"},
        Sample{"=?utf-8?Q?Si=C3?= =?utf-8?Q?=A2n?= <a@b.example>", "Siân<a@b.example>"},
        Sample{"Cllr =?utf-8?Q?Si=C3=A2n?= Lee <a@b.example>", "Cllr Siân Lee<a@b.example>"},
        Sample{"\"=?utf-8?Q?Lee=2C_Si=C3=A2n?=\" <a@b.example>", "Lee, Siân<a@b.example>"},
        Sample{"=?utf-8?Q?Lee,_Si=C3=A2n_(Clerk)?= <a@b.example>",
               "Lee, Siân (Clerk)<a@b.example>"},
        Sample{"=?utf-8?Q?Lee, Si=C3=A2n?= <a@b.example>", "Lee, Siân<a@b.example>"},
        Sample{"=?utf-8?Q?a@b.example?= <a@b.example>", "a@b.example<a@b.example>"},
        Sample{"=?utf-8?Q?Ann_=3Cx=40y.example=3E=2C?= <a@b.example>",
               "Ann <x@y.example>,<a@b.example>"}));

class MalformedList : public testing::TestWithParam<Sample> {};

TEST_P(MalformedList, KeepsEveryAddressAndSaysSo) {
  const auto list = parse_address_list(GetParam().field);
  EXPECT_EQ(written(list), GetParam().written) << GetParam().field;
  EXPECT_TRUE(list.malformed) << GetParam().field;
}

INSTANTIATE_TEST_SUITE_P(
    Colons, MalformedList,
    testing::Values(Sample{"foo:", ""},
                    Sample{"Council: a@b.example, c@d.example", "<a@b.example>|<c@d.example>"},
                    Sample{"Cllr: Ann <a@b.example>", "Cllr: Ann<a@b.example>"},
                    Sample{"Meeting 10:30 <a@b.example>", "Meeting 10:30<a@b.example>"},
                    Sample{"Ann <mailto:a@b.example>", "Ann<a@b.example>"},
                    Sample{"mailto:a@b.example", "<a@b.example>"},
                    Sample{"x@y.example A:a@b.example;", "A<x@y.example>|<a@b.example>"},
                    Sample{"x@y.example A:a@b.example", "<x@y.example>|<a@b.example>"},
                    Sample{"<a@b.example:c@d.example>", "<a@b.example>|<c@d.example>"},
                    Sample{"Council: postmaster", "<postmaster>"},
                    Sample{"A:B:a@b.example;", "<a@b.example>"}, Sample{":", ""}));

INSTANTIATE_TEST_SUITE_P(
    Angles, MalformedList,
    testing::Values(Sample{"Ann <a@b.example, c@d.example", "Ann<a@b.example>|<c@d.example>"},
                    Sample{"Ann <a@b.example", "Ann<a@b.example>"},
                    Sample{"<<a@b.example>>", "<a@b.example>"},
                    Sample{"Ann <of Eastmere <a@b.example>", "Ann of Eastmere<a@b.example>"},
                    Sample{"Ann <a@b.example <c@d.example>", "Ann<a@b.example>|<c@d.example>"},
                    Sample{"<a@b.example,c@d.example>", "<a@b.example>|<c@d.example>"},
                    Sample{"<a@b.example> <c@d.example>", "<a@b.example>|<c@d.example>"},
                    Sample{"<a@b.example> Ann <c@d.example>", "<a@b.example>|Ann<c@d.example>"},
                    Sample{"<a@b.example> Ann", "Ann<a@b.example>"},
                    Sample{"<a@b.example> c@d.example", "<a@b.example>|<c@d.example>"},
                    Sample{"a@b.example>", "<a@b.example>"}, Sample{"<>", ""},
                    Sample{"Ann <>", "Ann<>"}, Sample{"x@y.example, <> (Ann)", "<x@y.example>"},
                    Sample{"Ann <clerk>", "Ann<clerk>"},
                    Sample{"<ann lee@b.example>", "<ann lee@b.example>"},
                    Sample{"<=?utf-8?Q?a=40b.example?=>", "<a@b.example>"}));

INSTANTIATE_TEST_SUITE_P(
    Bare, MalformedList,
    testing::Values(Sample{"Ann Lee a@b.example", "Ann Lee<a@b.example>"},
                    Sample{"a@b.example Ann Lee", "Ann Lee<a@b.example>"},
                    Sample{"a@b.example c@d.example", "<a@b.example>|<c@d.example>"},
                    Sample{"Ann J. Lee a@b.example", "Ann J. Lee<a@b.example>"},
                    Sample{"postmaster", "<postmaster>"}, Sample{"Ann Lee", "Ann Lee<>"},
                    Sample{"\"Ann Lee\"", "Ann Lee<>"}, Sample{"\"a@b.example\"", "<a@b.example>"},
                    Sample{"=?utf-8?Q?a=40b.example?=", "<a@b.example>"},
                    Sample{"=?utf-8?Q?Si=C3=A2n?=", "Siân<>"},
                    Sample{"=?utf-8?Q?Si=C3=A2n_=3Ca=40b?= =?utf-8?Q?=2Eexample=3E?=",
                           "Siân<a@b.example>"},
                    Sample{"=?utf-8?Q?=3Cb=3E?= x", "<b> x<>"}, Sample{"@", "<@>"}));

INSTANTIATE_TEST_SUITE_P(
    Unclosed, MalformedList,
    testing::Values(Sample{"Ann (work <a@b.example>, c@d.example",
                           "Ann work<a@b.example>|<c@d.example>"},
                    Sample{"\"Ann <a@b.example>, c@d.example", "Ann<a@b.example>|<c@d.example>"},
                    Sample{"Ann) <a@b.example>", "Ann<a@b.example>"},
                    Sample{"a@[192.0.2.1, c@d.example", "<a@[192.0.2.1>|<c@d.example>"},
                    Sample{"(", ""}, Sample{"\"", ""}, Sample{"<", ""}, Sample{"\\", "<\\>"}));

TEST(AddressList, StopsAtItsLimit) {
  const auto list = parse_address_list("a@x.example, b@x.example, c@x.example", 2);
  EXPECT_EQ(written(list), "<a@x.example>|<b@x.example>");
  EXPECT_TRUE(list.over_limit);
  EXPECT_FALSE(parse_address_list("a@x.example, b@x.example", 2).over_limit);
}

TEST(AddressList, HoldsAHundredThousandAddresses) {
  std::string field;
  for (int i = 0; i < 100'000; ++i)
    field += "\"Resident, " + std::to_string(i) + "\" <r" + std::to_string(i) + "@town.example>, ";
  const auto list = parse_address_list(field);
  ASSERT_EQ(list.addresses.size(), 100'000u);
  EXPECT_EQ(list.addresses.back().name, "Resident, 99999");
  EXPECT_FALSE(list.malformed);
}

TEST(HostileAddressLists, TakeLinearTime) {
  constexpr std::size_t size = 1u << 17;
  for (const auto text :
       {"("sv,    "()"sv,    "(a"sv,     "\""sv,      "\"\""sv,    "\"a\\"sv,      "<"sv,
        "<>"sv,   "<a@b"sv,  "<@a,"sv,   ":"sv,       "a:"sv,      "a: "sv,        ";"sv,
        ","sv,    "@"sv,     "@["sv,     "a@["sv,     "[ "sv,      "\\"sv,         "a "sv,
        ". "sv,   "=?"sv,    "=?a?q?"sv, "=?a?q?<"sv, "=?a?q?,"sv, "=?a?q?@?= "sv, "=?a?b?, "sv,
        "\xE2"sv, "a@b c"sv, "<a:"sv,    "a@b:"sv,    "a;:"sv}) {
    std::string field;
    while (field.size() < size) field += text;
    for (const auto* end : {"", "?=", ";", ")"})
      for (const auto& [name, address] : parse_address_list(field + end).addresses)
        ASSERT_TRUE(base::is_valid_utf8(name) && base::is_valid_utf8(address)) << text;
  }
}

TEST(HostileAddressLists, NestCommentsAsDeepAsTheyLike) {
  constexpr std::size_t depth = 1u << 20;
  const auto list =
      parse_address_list(std::string(depth, '(') + std::string(depth, ')') + "a@b.example");
  EXPECT_EQ(list.addresses.size(), 1u);
  EXPECT_FALSE(list.malformed);
}

}  // namespace
}  // namespace candour::mail
