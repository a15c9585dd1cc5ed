// SPDX-License-Identifier: MPL-2.0

#include "rules/late_reply.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

namespace candour::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using State = Awaited::State;

const std::filesystem::path calendars = source_folder() + "/policies/calendars";

base::Day on(std::string_view text) {
  return base::parse_day(text).value();
}

/// "2026-07-20 17:00", UTC.
base::Instant at(std::string_view text) {
  const auto number = [&](std::size_t from) {
    return std::stoi(std::string(text.substr(from, 2)));
  };
  return base::Instant(on(text.substr(0, 10))) + hours(number(11)) + minutes(number(14));
}

const ResponseTimes& times() {
  static const auto england = WorkingDays::load(calendars, Region::england).value();
  static const auto kingdom = WorkingDays::load_united_kingdom(calendars).value();
  static const ResponseTimes times{10, england, kingdom};
  return times;
}

Awaited judged(const Request& request, const std::vector<Reply>& replies, std::string_view now) {
  return judge_replies({request}, replies, times(), at(now)).at(0);
}

struct LastDay {
  const char* name;
  Asked kind;
  const char* received;  // UTC
  const char* last_day;
};

class Deadline : public testing::TestWithParam<LastDay> {};

TEST_P(Deadline, IsTheLastDay) {
  const auto& row = GetParam();
  const Request request{"r", Asker::resident, row.kind, at(row.received)};
  EXPECT_EQ(base::to_string(last_day_for(request, times()).value()), row.last_day);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Deadline,
    testing::Values(
        // ten working days, the first being the working day after receipt
        LastDay{"AnEnquiry", Asked::enquiry, "2026-07-06 09:00", "2026-07-20"},
        LastDay{"AComplaint", Asked::complaint, "2026-07-06 09:00", "2026-07-20"},
        LastDay{"OneReceivedOnAFriday", Asked::enquiry, "2026-07-03 09:00", "2026-07-17"},
        LastDay{"OneReceivedOnASaturday", Asked::enquiry, "2026-07-04 09:00", "2026-07-17"},
        LastDay{"OneReceivedOnASunday", Asked::enquiry, "2026-07-05 09:00", "2026-07-17"},
        LastDay{"OneReceivedLateAtNight", Asked::enquiry, "2026-07-06 22:30", "2026-07-20"},
        LastDay{"OneReceivedAfterMidnightInBritain", Asked::enquiry, "2026-07-06 23:30",
                "2026-07-21"},
        LastDay{"OneReceivedBeforeMidnightInWinter", Asked::enquiry, "2026-01-12 23:30",
                "2026-01-26"},
        LastDay{"OneOverEaster", Asked::enquiry, "2026-03-30 09:00", "2026-04-15"},
        LastDay{"OneReceivedOnGoodFriday", Asked::enquiry, "2026-04-03 09:00", "2026-04-20"},
        LastDay{"OneOverTheMayHolidays", Asked::enquiry, "2026-05-22 09:00", "2026-06-08"},
        LastDay{"OneOverBoxingDayOnASaturday", Asked::enquiry, "2026-12-18 09:00", "2027-01-06"},
        LastDay{"OneOverChristmasOnASaturday", Asked::enquiry, "2027-12-20 09:00", "2028-01-06"},
        LastDay{"OneOverNewYearOnASaturday", Asked::enquiry, "2027-12-31 09:00", "2028-01-17"},
        LastDay{"OneThatScotlandsHolidayDoesNotDelay", Asked::enquiry, "2026-07-27 09:00",
                "2026-08-10"},
        // twenty working days, less all bank holidays of the kingdom
        LastDay{"ARequestForInformation", Asked::information, "2026-09-01 09:00", "2026-09-29"},
        LastDay{"ARequestOverStPatricksDay", Asked::information, "2026-03-02 09:00", "2026-03-31"},
        LastDay{"ARequestOverTheNewYear", Asked::information, "2025-12-15 09:00", "2026-01-16"},
        // one month
        LastDay{"ASubjectAccessRequest", Asked::subject_access, "2026-09-03 09:00", "2026-10-05"},
        LastDay{"OneThatEndsOnAWorkingDay", Asked::subject_access, "2026-07-20 09:00",
                "2026-08-20"},
        LastDay{"AccessFromTheEndOfJanuary", Asked::subject_access, "2029-01-31 09:00",
                "2029-02-28"},
        LastDay{"AccessFromTheEndOfJanuaryToASaturday", Asked::subject_access, "2026-01-31 09:00",
                "2026-03-02"},
        LastDay{"AccessFromTheEndOfJanuaryInALeapYear", Asked::subject_access, "2028-01-31 09:00",
                "2028-02-29"},
        LastDay{"AccessFromTheEndOfMay", Asked::subject_access, "2026-05-31 09:00", "2026-06-30"},
        LastDay{"AccessThatEndsAtChristmas", Asked::subject_access, "2026-11-25 09:00",
                "2026-12-29"},
        LastDay{"AccessOverTheTurnOfTheYear", Asked::subject_access, "2026-12-15 09:00",
                "2027-01-15"}),
    [](const auto& row) { return row.param.name; });

const Request enquiry{"e", Asker::resident, Asked::enquiry, at("2026-07-06 09:00")};  // to 20 July

TEST(LateReply, IsOpenUntilTheLastDayHasEnded) {
  EXPECT_EQ(judged(enquiry, {}, "2026-07-06 09:00").state, State::open);
  const auto awaited = judged(enquiry, {}, "2026-07-20 22:59");  // 23:59 in Britain
  EXPECT_EQ(awaited.state, State::open);
  EXPECT_EQ(awaited.late_since, std::nullopt);
}

TEST(LateReply, IsLateFromTheDayAfter) {
  const auto awaited = judged(enquiry, {}, "2026-07-20 23:00");  // midnight in Britain
  EXPECT_EQ(awaited.state, State::late);
  EXPECT_EQ(awaited.late_since, on("2026-07-21"));
}

TEST(LateReply, IsAnsweredByAnOfficersAnswer) {
  const Reply answer{"e", Reply::Kind::answer, Reply::By::officer, at("2026-07-20 22:30")};
  const auto awaited = judged(enquiry, {answer}, "2026-07-30 09:00");
  EXPECT_EQ(awaited.state, State::answered);
  EXPECT_EQ(awaited.answered, answer.at);
  EXPECT_EQ(awaited.late_since, std::nullopt);
}

TEST(LateReply, RemembersThatAnAnswerCameTooLate) {
  const Reply answer{"e", Reply::Kind::answer, Reply::By::officer, at("2026-07-22 09:00")};
  const auto awaited = judged(enquiry, {answer}, "2026-07-30 09:00");
  EXPECT_EQ(awaited.state, State::answered_late);
  EXPECT_EQ(awaited.late_since, on("2026-07-21"));
}

TEST(LateReply, IsNotAnsweredByAnAcknowledgement) {
  const Reply had{"e", Reply::Kind::acknowledgement, Reply::By::officer, at("2026-07-07 09:00")};
  const auto awaited = judged(enquiry, {had}, "2026-07-21 09:00");
  EXPECT_EQ(awaited.state, State::late);
  EXPECT_TRUE(awaited.acknowledged);
}

TEST(LateReply, IsAnsweredByWhatIsRecordedOtherwise) {
  const Reply call{"e", Reply::Kind::otherwise, Reply::By::officer, at("2026-07-08 09:00")};
  EXPECT_EQ(judged(enquiry, {call}, "2026-07-21 09:00").state, State::answered);
}

TEST(LateReply, IsNotAnsweredByACouncillor) {
  const Reply answer{"e", Reply::Kind::answer, Reply::By::councillor, at("2026-07-07 09:00")};
  EXPECT_EQ(judged(enquiry, {answer}, "2026-07-21 09:00").state, State::late);
}

TEST(LateReply, TakesTheFirstAnswerThatCameAfterTheRequest) {
  const auto answered = [](std::string_view when) {
    return Reply{"e", Reply::Kind::answer, Reply::By::officer, at(when)};
  };
  const auto awaited = judged(
      enquiry,
      {answered("2026-07-23 09:00"), answered("2026-07-09 09:00"), answered("2026-07-01 09:00")},
      "2026-07-30 09:00");
  EXPECT_EQ(awaited.state, State::answered);
  EXPECT_EQ(awaited.answered, at("2026-07-09 09:00"));
}

TEST(LateReply, DoesNotKnowAnswersToCome) {
  const Reply answer{"e", Reply::Kind::answer, Reply::By::officer, at("2026-07-22 09:00")};
  EXPECT_EQ(judged(enquiry, {answer}, "2026-07-21 09:00").state, State::late);
}

TEST(LateReply, IsAskedForCouncillorsAndResidentsAlone) {
  const auto from = [](Asker asker) {
    return Request{"e", asker, Asked::enquiry, at("2026-07-06 09:00")};
  };
  const auto count = [&](Asker asker) {
    return judge_replies({from(asker)}, {}, times(), at("2026-07-21 09:00")).size();
  };
  EXPECT_EQ(count(Asker::councillor), 1u);
  EXPECT_EQ(count(Asker::resident), 1u);
  EXPECT_EQ(count(Asker::other), 0u);
}

TEST(LateReply, KeepsRequestsApartAndInOrder) {
  const Request other{"f", Asker::councillor, Asked::complaint, at("2026-07-06 10:00")};
  const Reply answer{"f", Reply::Kind::answer, Reply::By::officer, at("2026-07-07 09:00")};
  const auto judged = judge_replies({enquiry, other}, {answer}, times(), at("2026-07-21 09:00"));
  ASSERT_EQ(judged.size(), 2u);
  EXPECT_EQ(judged[0].id, "e");
  EXPECT_EQ(judged[0].state, State::late);
  EXPECT_EQ(judged[1].id, "f");
  EXPECT_EQ(judged[1].state, State::answered);
}

TEST(LateReply, FollowsTheCouncilsOwnResponseTime) {
  const ResponseTimes five{5, times().council, times().information};
  EXPECT_EQ(last_day_for(enquiry, five), on("2026-07-13"));
  const Request information{"i", Asker::resident, Asked::information, at("2026-09-01 09:00")};
  EXPECT_EQ(last_day_for(information, five), on("2026-09-29"));
}

TEST(LateReply, SaysWhereTheCalendarEnds) {
  const Request request{"e", Asker::resident, Asked::enquiry, at("2030-12-30 09:00")};
  const auto awaited = judged(request, {}, "2031-06-01 09:00");
  EXPECT_EQ(awaited.state, State::uncounted);
  EXPECT_EQ(awaited.last_day, std::nullopt);
}

}  // namespace
}  // namespace candour::rules
