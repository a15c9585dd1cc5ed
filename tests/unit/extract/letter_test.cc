// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/letter.h"

#include <gtest/gtest.h>

#include "mail/mail.h"

namespace candour::extract {
namespace {

TEST(ToMessage, GivesBothTextsAsAlternatives) {
  Letter letter;
  letter.text = "Café – plain";
  letter.html = "<p>Café – rich</p>";
  const auto mail = mail::read(to_message(letter));
  ASSERT_EQ(mail.bodies.size(), 2u);
  EXPECT_EQ(mail.bodies[0].text, "Café – plain");
  EXPECT_EQ(mail.bodies[1].text, "Café – rich\n");
}

TEST(ToMessage, LetsNoValueBeginAFieldOfItsOwn) {
  Letter letter;
  letter.subject = "Drains\r\nBcc: eve@elsewhere.example\n\nbody";
  letter.from = {"Ann \"A\" <Carter>\n", "ann@eastmere.example>\nX: y"};
  letter.text = "Drains";
  const auto mail = mail::read(to_message(letter));
  EXPECT_FALSE(mail.headers.bcc);
  EXPECT_EQ(mail.headers.from.at(0).name, "Ann \"A\" <Carter>");
  EXPECT_EQ(mail.bodies.at(0).text, "Drains\n");
}

TEST(ToMessage, TakesFromTheTransportHeaderWhatIsMissing) {
  Letter letter;
  letter.from = {"Ann Carter", ""};
  letter.to = {{"Tom Reed", "tom@eastmere.example"}};
  letter.subject = "Drains";
  letter.text = "x";
  letter.transport_header =
      "Received: from a\r\nReceived: from b\r\n\tby c\r\nFrom: Ann Carter "
      "<ann@eastmere.example>\r\n"
      "To: other@eastmere.example\r\nSubject: other\r\nContent-Type: multipart/mixed\r\n"
      "Sensitivity: Private\r\n\r\n";
  const auto headers = mail::read(to_message(letter)).headers;
  EXPECT_EQ(headers.from.at(0).address, "ann@eastmere.example");
  EXPECT_EQ(headers.to.at(0).address, "tom@eastmere.example");
  EXPECT_EQ(headers.subject, "Drains");
  EXPECT_EQ(headers.field("Sensitivity"), "Private");
  EXPECT_EQ(headers.field("Content-Type"), "text/plain; charset=utf-8");
}

TEST(ToMessage, NamesPeopleWithoutAddress) {
  Letter letter;
  letter.from = {"Ann Carter", ""};
  letter.text = "x";
  EXPECT_EQ(mail::read(to_message(letter)).headers.from.at(0).name, "Ann Carter");
}

}  // namespace
}  // namespace candour::extract
