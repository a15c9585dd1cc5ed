// SPDX-License-Identifier: MPL-2.0
#include "mail/calendar.h"

#include <gtest/gtest.h>

namespace candour::mail {
namespace {

std::vector<Invitation> read(std::string_view text) {
  return read_calendar(text, Limits{}).invitations;
}

Invitation event(std::string_view lines) {
  const auto all = read("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n" +
                        std::string(lines) + "END:VEVENT\r\nEND:VCALENDAR\r\n");
  EXPECT_EQ(all.size(), 1u);
  return all.empty() ? Invitation{} : all.front();
}

TEST(Calendar, TellsWhoAsksWhom) {
  const auto found = event(
      "ORGANIZER;CN=\"Ward, Helen\";SENT-BY=\"mailto:office@eastmere-tc.gov.uk\":mailto:"
      "clerk@eastmere-tc.gov.uk\r\n"
      "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CUTYPE=INDIVIDUAL;CN=Jane Smith:"
      "MAILTO:jane.smith@eastmere-tc.gov.uk\r\n"
      "ATTENDEE;CUTYPE=ROOM;CN=chamber@eastmere-tc.gov.uk:mailto:chamber@eastmere-tc.gov.uk\r\n");
  EXPECT_EQ(found.method, "REQUEST");
  EXPECT_EQ(found.component, "VEVENT");
  EXPECT_EQ(found.organizer.name, "Ward, Helen");
  EXPECT_EQ(found.organizer.address, "clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(found.sent_by.address, "office@eastmere-tc.gov.uk");
  ASSERT_EQ(found.attendees.size(), 2u);
  EXPECT_EQ(found.attendees[0].address.name, "Jane Smith");
  EXPECT_EQ(found.attendees[0].address.address, "jane.smith@eastmere-tc.gov.uk");
  EXPECT_EQ(found.attendees[0].role, "REQ-PARTICIPANT");
  EXPECT_EQ(found.attendees[0].status, "NEEDS-ACTION");
  EXPECT_EQ(found.attendees[1].kind, "ROOM");
  EXPECT_EQ(found.attendees[1].address.name, "");
}

TEST(Calendar, JoinsFoldedLinesAndTakesEscapesOff) {
  const auto found = event(
      "SUMMARY:Pay\\, grading\\; and \r\n more\r\nLOCATION:Room \\\\2\r\n"
      "DESCRIPTION:One\\nTwo\\N\r\n\tThree\r\n");
  EXPECT_EQ(found.summary, "Pay, grading; and more");
  EXPECT_EQ(found.location, "Room \\2");
  EXPECT_EQ(found.description, "One\nTwo\nThree");
}

TEST(Calendar, ReadsHtmlWhereAReaderSeesIt) {
  EXPECT_EQ(event("X-ALT-DESC;FMTTYPE=text/html:<p>Private\\, please</p>\r\n").description,
            "Private, please\n");
  EXPECT_EQ(event("DESCRIPTION:plain\r\nX-ALT-DESC;FMTTYPE=text/html:<p>html</p>\r\n").description,
            "plain");
  EXPECT_EQ(event("DESCRIPTION:One<br>Two\r\n").description, "One\nTwo\n");
}

TEST(Calendar, LeavesAlarmsAndTimeZonesOut) {
  const auto found = event(
      "BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nATTENDEE:mailto:x@x.example\r\nEND:VALARM\r\n"
      "SUMMARY:Pay\r\n");
  EXPECT_EQ(found.description, "");
  EXPECT_EQ(found.summary, "Pay");
  EXPECT_TRUE(found.attendees.empty());
  EXPECT_TRUE(
      read("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\nEND:VCALENDAR").empty());
}

TEST(Calendar, ReadsSeveralEvents) {
  const auto found = read(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:One\nEND:VEVENT\nBEGIN:VTODO\nSUMMARY:Two\n"
      "END:VTODO\nMETHOD:cancel\nEND:VCALENDAR\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].summary, "One");
  EXPECT_EQ(found[1].component, "VTODO");
  EXPECT_EQ(found[0].method, "CANCEL");
}

TEST(Calendar, ReadsAsFarAsItGoes) {
  const auto found =
      read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Pay\nATTENDEE;CN=\"Jane:mailto:j@x.example");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].summary, "Pay");
  ASSERT_EQ(found[0].attendees.size(), 1u);
  EXPECT_EQ(found[0].attendees[0].address.address, "j@x.example");
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("SUMMARY:Pay\nATTENDEE:mailto:x@x.example").empty());
}

TEST(Calendar, SaysWhereItHoldsMoreAttendeesThanWeRead) {
  std::string text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n";
  for (int i = 0; i < 10'001; ++i) text += "ATTENDEE:a" + std::to_string(i) + "@x.example\n";
  EXPECT_TRUE(read_calendar(text, Limits{}).cut);
  EXPECT_EQ(read(text).front().attendees.size(), 10'000u);
}

TEST(Calendar, SaysWhereItsHtmlIsMoreThanWeRead) {
  std::string tags;
  for (int i = 0; i < 110'000; ++i) tags += "<i>x</i>";
  for (const auto* property : {"X-ALT-DESC;FMTTYPE=text/html:", "DESCRIPTION:<br>"})
    EXPECT_TRUE(read_calendar("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + (property + tags) +
                                  "\nEND:VEVENT\nEND:VCALENDAR\n",
                              Limits{})
                    .cut)
        << property;
}

TEST(Calendar, TakesNoExchangeNameForAnAddress) {
  const auto found = event("ATTENDEE;CN=Jane:invalid:nomail\r\nATTENDEE:/o=Eastmere/cn=jane\r\n");
  ASSERT_EQ(found.attendees.size(), 1u);
  EXPECT_EQ(found.attendees[0].address.name, "Jane");
  EXPECT_EQ(found.attendees[0].address.address, "");
}

TEST(Calendar, IsLinearInWhateverItHolds) {
  const auto begin = std::chrono::steady_clock::now();
  std::string folded = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:x";
  for (int i = 0; i < 500'000; ++i) folded += "\n y";
  EXPECT_EQ(read(folded).front().description.size(), 500'001u);
  std::string parameters = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE";
  for (int i = 0; i < 200'001; ++i) parameters += ";a\"b";
  EXPECT_EQ(read(parameters).size(), 1u);
  std::string events = "BEGIN:VCALENDAR";
  for (int i = 0; i < 100'000; ++i) events += "\nBEGIN:VEVENT\nBEGIN:VALARM";
  EXPECT_EQ(read(events).size(), Limits{}.parts);
  EXPECT_TRUE(read(std::string(8 << 20, '\n')).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

std::string alternative(std::string_view plain, std::string_view html, std::string_view event) {
  std::string raw =
      "From: clerk@eastmere-tc.gov.uk\nTo: jane.smith@eastmere-tc.gov.uk\nSubject: Pay\n"
      "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n";
  if (!plain.empty()) raw += "--b\nContent-Type: text/plain\n\n" + std::string(plain) + "\n";
  if (!html.empty()) raw += "--b\nContent-Type: text/html\n\n" + std::string(html) + "\n";
  return raw +
         "--b\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\n\nBEGIN:VCALENDAR\n"
         "METHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Pay\n" +
         std::string(event) + "\nEND:VEVENT\nEND:VCALENDAR\n--b--\n";
}

TEST(AnInvitation, IsReadFromItsMessage) {
  const auto mail =
      mail::read(alternative("We meet on Monday.", "", "ATTENDEE:mailto:j@x.example"));
  ASSERT_EQ(mail.invitations.size(), 1u);
  EXPECT_EQ(mail.invitations[0].part, "2");
  EXPECT_EQ(mail.invitations[0].attendees[0].address.address, "j@x.example");
}

TEST(AnInvitation, ThatRepeatsTheTextIsSaidOnce) {
  EXPECT_EQ(mail::read(alternative("We meet on\nMonday in the chamber.", "",
                                   "DESCRIPTION:We meet on Monday in the chamber."))
                .bodies.size(),
            1u);
  EXPECT_EQ(mail::read(alternative("We meet on Monday.", "<p>We <b>meet</b> on Monday.</p>",
                                   "DESCRIPTION:We meet on Monday."))
                .bodies.size(),
            2u);
}

TEST(AnInvitation, SaysWhatNoTextSaysInABodyOfItsOwn) {
  const auto mail = mail::read(
      alternative("We meet on Monday.", "", "DESCRIPTION:We meet on Monday.\\nBring the keys."));
  ASSERT_EQ(mail.bodies.size(), 2u);
  EXPECT_EQ(mail.bodies[1].part, "2");
  EXPECT_EQ(mail.bodies[1].authored(), "Bring the keys.\n");
}

TEST(AnInvitation, SaysAShortLineUnlessItIsALineOfTheText) {
  const auto bodies = [](std::string_view plain) {
    return mail::read(alternative(plain, "", "DESCRIPTION:CONFIDENTIAL\\nWe meet on Monday."))
        .bodies.size();
  };
  EXPECT_EQ(bodies("It is not confidential at all. We meet on Monday."), 2u);
  EXPECT_EQ(bodies("Confidential\n\nWe meet on Monday."), 1u);
}

TEST(AnInvitation, AloneIsTheLetter) {
  const auto mail = mail::read(
      "Subject: Pay\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n"
      "METHOD:REQUEST\nBEGIN:VEVENT\nDESCRIPTION:Bring the keys.\nEND:VEVENT\nEND:VCALENDAR\n");
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_EQ(mail.bodies[0].kind, Body::Kind::plain);
  EXPECT_EQ(mail.bodies[0].authored(), "Bring the keys.\n");
}

TEST(AnInvitation, BesideHtmlAloneMakesNoVersionThatNobodySees) {
  const auto mail = mail::read(alternative("", "<p>We meet.</p>", "DESCRIPTION:Bring the keys."));
  for (const auto& body : mail.bodies) EXPECT_EQ(body.kind, Body::Kind::html);
}

TEST(AnInvitation, SentTwiceIsOne) {
  const std::string calendar =
      "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Pay\nEND:VEVENT\nEND:VCALENDAR\n";
  const auto mail = mail::read(
      "Subject: Pay\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\nContent-Type: text/calendar\n\n" +
      calendar +
      "--b\nContent-Type: application/ics; name=invite.ics\nContent-Disposition: attachment; "
      "filename=invite.ics\n\n" +
      calendar + "--b--\n");
  EXPECT_EQ(mail.invitations.size(), 1u);
  EXPECT_TRUE(mail.unchecked.empty());
}

TEST(AnInvitation, InAnAttachedMessageIsThatMessages) {
  const auto mail = mail::read(
      "Subject: Fw\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\nContent-Type: message/rfc822\n\nSubject: x\nContent-Type: text/calendar\n\n"
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Pay\nEND:VEVENT\nEND:VCALENDAR\n--b--\n");
  EXPECT_TRUE(mail.invitations.empty());
}

TEST(AnInvitation, OfMoreEventsThanWeReadSaysSo) {
  std::string raw = "Subject: Pay\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n";
  for (int i = 0; i < 3'000; ++i)
    raw += "BEGIN:VEVENT\nSUMMARY:Event " + std::to_string(i) + "\nEND:VEVENT\n";
  const auto mail = mail::read(raw);
  EXPECT_EQ(mail.invitations.size(), Limits{}.parts);
  EXPECT_TRUE(mail.has_anomaly("calendar-limit"));
  EXPECT_EQ(mail.bodies.size(), 1u);
}

}  // namespace
}  // namespace candour::mail
