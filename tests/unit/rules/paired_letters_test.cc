// SPDX-License-Identifier: MPL-2.0

#include "rules/paired_letters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace candour::rules {
namespace {

using Kind = ExchangedLetter::Kind;

struct Written {
  const char* id;
  Kind kind = Kind::asks;
  int hour = 0;
  std::vector<std::string> people = {"tom"};
  std::vector<std::string> thread{};
  const char* subject = "";
  Asked asked = Asked::enquiry;
  Reply::By by = Reply::By::officer;
};

std::vector<ExchangedLetter> letters(const std::vector<Written>& written) {
  std::vector<ExchangedLetter> all;
  for (const auto& each : written) {
    ExchangedLetter letter;
    letter.id = each.id;
    letter.kind = each.kind;
    letter.time = base::Instant(std::chrono::hours(each.hour));
    letter.people = each.people;
    letter.thread = each.thread;
    letter.thread.emplace_back(each.id);
    letter.subject = each.subject;
    letter.asked = each.asked;
    letter.by = each.by;
    all.push_back(std::move(letter));
  }
  return all;
}

/// "a<b" for: b answers a; "a~b" where b's letter only acknowledges.
std::string paired(std::vector<ExchangedLetter> all) {
  const auto result = pair_letters(std::move(all));
  std::string text;
  for (const auto& request : result.requests) {
    text += (text.empty() ? "" : " ") + request.id;
    for (const auto& reply : result.replies)
      if (reply.request == request.id)
        text += (reply.kind == Reply::Kind::acknowledgement ? "~" : "<") +
                std::to_string(
                    std::chrono::floor<std::chrono::hours>(reply.at).time_since_epoch().count());
  }
  return text;
}

struct Exchange {
  const char* name;
  std::vector<Written> letters;
  const char* paired;
};

class Pairing : public testing::TestWithParam<Exchange> {};

TEST_P(Pairing, BringsTogetherWhatBelongsTogether) {
  EXPECT_EQ(paired(letters(GetParam().letters)), GetParam().paired);
}

// A phone's copy may be found before the Inbox is looked at.
TEST_P(Pairing, IsTheSameInWhateverOrderLettersBecomeKnown) {
  auto all = letters(GetParam().letters);
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(all.begin(), all.end(), random);
    EXPECT_EQ(paired(all), GetParam().paired);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, Pairing,
    testing::Values(
        Exchange{"NothingSent", {{"a"}}, "a"},
        Exchange{"AnAnswerInTheThread", {{"a"}, {"b", Kind::answers, 5, {"tom"}, {"a"}}}, "a<5"},
        Exchange{"AnAnswerBySubject",
                 {{"a", Kind::asks, 0, {"tom"}, {}, "bench"},
                  {"b", Kind::answers, 5, {"tom"}, {}, "bench"}},
                 "a<5"},
        Exchange{"TwoLettersWithoutSubject", {{"a"}, {"b", Kind::answers, 5}}, "a"},
        Exchange{"AForwardToAColleague", {{"a"}, {"b", Kind::answers, 5, {"deputy"}, {"a"}}}, "a"},
        Exchange{"AnAnswerToAnotherAddressOfHis",
                 {{"a", Kind::asks, 0, {"tom", "tom at work"}},
                  {"b", Kind::answers, 5, {"tom at work"}, {"a"}}},
                 "a<5"},
        Exchange{"WhatWasSentBefore",
                 {{"b", Kind::answers, 0, {"tom"}, {}, "bench"},
                  {"a", Kind::asks, 5, {"tom"}, {}, "bench"}},
                 "a"},
        Exchange{"AnAcknowledgementAndTheAnswer",
                 {{"a"},
                  {"b", Kind::acknowledges, 1, {"tom"}, {"a"}},
                  {"c", Kind::answers, 5, {"tom"}, {"a"}}},
                 "a~1<5"},
        Exchange{
            "AChaser",
            {{"a"}, {"b", Kind::asks, 3, {"tom"}, {"a"}}, {"c", Kind::answers, 5, {"tom"}, {"b"}}},
            "a<5"},
        Exchange{"AChaserAfterAnAcknowledgement",
                 {{"a"},
                  {"b", Kind::acknowledges, 1, {"tom"}, {"a"}},
                  {"c", Kind::asks, 3, {"tom"}, {"b", "a"}}},
                 "a~1"},
        Exchange{"AQuestionAfterTheAnswer",
                 {{"a"},
                  {"b", Kind::answers, 5, {"tom"}, {"a"}},
                  {"c", Kind::asks, 6, {"tom"}, {"b", "a"}}},
                 "a<5 c"},
        Exchange{"TwoWhoAskTheSame",
                 {{"a", Kind::asks, 0, {"tom"}, {}, "bench"},
                  {"b", Kind::asks, 1, {"ann"}, {}, "bench"},
                  {"c", Kind::answers, 5, {"ann"}, {"b"}, "bench"}},
                 "a b<5"},
        Exchange{"OneAnswerToBothOfThem",
                 {{"a", Kind::asks, 0, {"tom"}, {}, "bench"},
                  {"b", Kind::asks, 1, {"ann"}, {}, "bench"},
                  {"c", Kind::answers, 5, {"ann", "tom"}, {"b"}, "bench"}},
                 "a<5 b<5"},
        Exchange{"ARequestUnderAnActInAnOldThread",
                 {{"a"},
                  {"b", Kind::asks, 3, {"tom"}, {"a"}, "", Asked::information},
                  {"c", Kind::asks, 4, {"tom"}, {"b"}, "", Asked::information}},
                 "a b"},
        Exchange{
            "ACouncillorsAnswerWhichIsNotAnOfficers",
            {{"a"},
             {"b", Kind::answers, 2, {"tom"}, {"a"}, "", Asked::enquiry, Reply::By::councillor},
             {"c", Kind::answers, 5, {"tom"}, {"a"}}},
            "a<2<5"},
        Exchange{
            "ATelephoneCall", {{"a"}, {"b", Kind::answered_otherwise, 5, {"tom"}, {"a"}}}, "a<5"},
        Exchange{"BothOfTwoThatGrewTogether",
                 {{"a"},
                  {"b", Kind::asks, 1},
                  {"c", Kind::asks, 2, {"tom"}, {"a", "b"}},
                  {"d", Kind::answers, 5, {"tom"}, {"b"}}},
                 "a<5 b<5"}),
    [](const auto& row) { return row.param.name; });

TEST(PairedLetters, TakeTheStricterKindOfAChaser) {
  const auto result =
      pair_letters(letters({{"a"}, {"b", Kind::asks, 1, {"tom"}, {"a"}, "", Asked::complaint}}));
  ASSERT_EQ(result.requests.size(), 1u);
  EXPECT_EQ(result.requests[0].kind, Asked::complaint);
}

TEST(SubjectOfExchange, LeavesOutWhatProgramsPutBeforeIt) {
  for (const auto* subject :
       {"plot nine", "re: plot nine", "re: re: fw: plot nine", "atb: plot nine", "re[2]: plot nine",
        "[external] re: plot nine", "  re : plot nine ", "fwd: [ext] plot nine"})
    EXPECT_EQ(subject_of_exchange(subject), "plot nine") << subject;
  EXPECT_EQ(subject_of_exchange("plot 9: the fence"), "plot 9: the fence");
  EXPECT_EQ(subject_of_exchange("re:"), "");
  EXPECT_EQ(subject_of_exchange("[open"), "[open");
}

}  // namespace
}  // namespace candour::rules
