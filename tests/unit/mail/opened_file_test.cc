// SPDX-License-Identifier: MPL-2.0
//
// What becomes of what a DocumentReader found in an attached file.
#include <gtest/gtest.h>

#include <string>

#include "mail/mail.h"
#include "support/fake_document_reader.h"

namespace candour::mail {
namespace {

using support::FakeDocumentReader;

std::string mail_with(const std::string& names) {
  std::string raw = "From: clerk@eastmere-tc.gov.uk\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (std::size_t begin = 0; begin < names.size();) {
    const auto end = std::min(names.find(' ', begin), names.size());
    raw += "--b\nContent-Type: application/octet-stream; name=\"" +
           names.substr(begin, end - begin) + "\"\n\nbytes\n";
    begin = end + 1;
  }
  return raw + "--b--\n";
}

bool asks(const Mail& mail, std::string_view what) {
  for (const auto& unread : mail.unchecked)
    if (unread.what == what && unread.could_change_verdict) return true;
  return false;
}

TEST(OpenedFile, SaysWhatOfALetterInItStayedUnread) {
  FakeDocumentReader reader;
  const auto longer = std::string(Limits{}.letter_bytes, 'x') + "\nCONFIDENTIAL\n";
  reader.add("a.msg", {{}, {"From: b@x.example\n\n" + longer}, {}});
  const auto mail = read(mail_with("a.msg"), {}, &reader);
  ASSERT_EQ(mail.attached.size(), 1u);
  EXPECT_TRUE(asks(mail, "attachment a.msg: the message's text"))
      << (mail.unchecked.empty() ? "nothing" : mail.unchecked.front().what);
}

TEST(OpenedFile, DoesNotAskAboutALetterWithoutAHeader) {
  FakeDocumentReader reader;
  reader.add("winmail.dat", {{}, {"\nDear Jane\n"}, {}});
  EXPECT_TRUE(read(mail_with("winmail.dat"), {}, &reader).unchecked.empty());
}

TEST(OpenedFile, SharesTheBoundOfTextWithAllFilesOfTheMessage) {
  Limits limits;
  limits.text_bytes = 100;
  FakeDocumentReader reader;
  for (const auto* name : {"a.pdf", "b.pdf"})
    reader.add(name, {{{"", std::string(80, 'x'), {}, {}, ""}}, {}, {}});
  const auto mail = read(mail_with("a.pdf b.pdf"), limits, &reader);
  ASSERT_EQ(mail.parts.size(), 2u);
  EXPECT_EQ(mail.parts[0].documents.at(0).text.size(), 80u);
  EXPECT_EQ(mail.parts[1].documents.at(0).text.size(), 20u);
  EXPECT_LT(mail.parts[1].documents.at(0).text.capacity(), 80u) << "what is cut is given back";
  EXPECT_FALSE(asks(mail, "attachment a.pdf"));
  EXPECT_TRUE(asks(mail, "attachment b.pdf"));
}

TEST(OpenedFile, SaysNothingOfAnEmptyOne) {
  FakeDocumentReader reader;
  const auto mail =
      read("Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\n", {},
           &reader);
  EXPECT_TRUE(mail.unchecked.empty());
}

}  // namespace
}  // namespace candour::mail
