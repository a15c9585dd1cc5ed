// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/outlook_msg.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "mail/mail.h"
#include "support/compound.h"
#include "support/tnef.h"

namespace candour::extract {
namespace {

using support::CompoundEntry;
using support::little_endian;
using support::number_property;
using support::Property;
using support::storage;
using support::stream;
using support::text_property;

// A set of properties as a storage keeps it: numbers in one stream, each text in its own.
std::vector<CompoundEntry> entries_of(const std::vector<Property>& properties, std::size_t header) {
  std::vector<CompoundEntry> entries;
  std::string fixed(header, '\0');
  for (const auto& [id, type, value] : properties) {
    fixed += little_endian(type, 2) + little_endian(id, 2) + little_endian(6, 4);
    if (type == 0x0003 || type == 0x0040) {
      fixed += value + std::string(8 - value.size(), '\0');
      continue;
    }
    fixed += little_endian(value.size(), 8);
    char name[32];
    std::snprintf(name, sizeof name, "__substg1.0_%04X%04X", id, type);
    entries.push_back(stream(name, value));
  }
  entries.push_back(stream("__properties_version1.0", fixed));
  return entries;
}

CompoundEntry recipient(int number, std::string_view name, std::string_view address,
                        std::uint32_t kind) {
  return storage(
      "__recip_version1.0_#0000000" + std::to_string(number),
      entries_of({text_property(0x3001, name), text_property(0x39FE, address),
                  text_property(0x3003, "/O=EASTMERE/CN=X"), number_property(0x0C15, kind)},
                 8));
}

CompoundEntry file(int number, std::string_view name, std::string content) {
  return storage(
      "__attach_version1.0_#0000000" + std::to_string(number),
      entries_of({text_property(0x3707, name), {0x3701, 0x0102, std::move(content)}}, 8));
}

std::vector<CompoundEntry> letter(std::string_view subject, std::size_t header = 32) {
  auto entries = entries_of({text_property(0x0037, subject),
                             text_property(0x0042, "Ann Carter"),
                             text_property(0x0065, "/O=EASTMERE/CN=ANN"),
                             text_property(0x5D02, "clerk@eastmere-tc.gov.uk"),
                             text_property(0x1000, "The drains."),
                             number_property(0x0036, 2),
                             text_property(0x1035, "<1@eastmere.example>"),
                             {0x1013, 0x0102, "<p>The caf\xE9.</p>"},
                             number_property(0x3FDE, 1252),
                             {0x0039, 0x0040, little_endian(134'290'368'510'000'000, 8)}},
                            header);
  entries.push_back(recipient(0, "Tom Reed", "tom@eastmere-tc.gov.uk", 1));
  entries.push_back(recipient(1, "Herald", "press@herald.example", 2));
  entries.push_back(recipient(2, "Eve", "eve@elsewhere.example", 3));
  return entries;
}

mail::Opened opened(std::string_view content) {
  Opening opening({});
  read_file({"", "letter.msg", content}, opening);
  return opening.take();
}

TEST(OutlookMsg, IsALetter) {
  const auto found = opened(support::compound_file(letter("Drains")));
  ASSERT_EQ(found.messages.size(), 1u);
  const auto mail = mail::read(found.messages[0]);
  EXPECT_EQ(mail.headers.subject, "Drains");
  EXPECT_EQ(mail.headers.from.at(0).address, "clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(mail.headers.to.at(0).address, "tom@eastmere-tc.gov.uk");
  EXPECT_EQ(mail.headers.cc.at(0).name, "Herald");
  ASSERT_TRUE(mail.headers.bcc);
  EXPECT_EQ(mail.headers.bcc->at(0).address, "eve@elsewhere.example");
  EXPECT_EQ(mail.headers.message_id, "1@eastmere.example");
  EXPECT_EQ(mail.headers.field("Sensitivity"), "Private");
  ASSERT_TRUE(mail.headers.date);
  EXPECT_EQ(base::to_string(mail.headers.date->instant), "2026-07-20T16:00:51Z");
  ASSERT_EQ(mail.bodies.size(), 2u);
  EXPECT_EQ(mail.bodies[0].text, "The drains.");
  EXPECT_EQ(mail.bodies[1].text, "The café.\n");
  EXPECT_TRUE(found.unread.empty());
}

TEST(OutlookMsg, KeepsItsSensitivityLabels) {
  auto entries = letter("Drains");
  entries.push_back(
      stream("__substg1.0_8005001F", support::utf16("MSIP_Label_1_Name=Confidential")));
  // Two names: a number, then a text.
  const auto name = support::utf16("msip_labels");
  entries.push_back(
      storage("__nameid_version1.0",
              {stream("__substg1.0_00030102", little_endian(0x8233, 4) + little_endian(6, 2) +
                                                  little_endian(0, 2) + little_endian(4, 4) +
                                                  little_endian(7, 2) + little_endian(5, 2)),
               stream("__substg1.0_00040102", "...." + little_endian(name.size(), 4) + name)}));
  const auto found = opened(support::compound_file(entries));
  ASSERT_EQ(found.messages.size(), 1u);
  EXPECT_EQ(mail::read(found.messages[0]).headers.field("msip_labels"),
            "MSIP_Label_1_Name=Confidential");
}

TEST(OutlookMsg, HasItsFilesOpenedInOrder) {
  auto entries = letter("Drains");
  entries.push_back(file(1, "b.txt", "second"));
  entries.push_back(file(0, "a.rtf", "{\\rtf1{\\header CONFIDENTIAL}first}"));
  const auto found = opened(support::compound_file(entries));
  ASSERT_EQ(found.documents.size(), 2u);
  EXPECT_EQ(found.documents[0].name, "a.rtf");
  EXPECT_EQ(found.documents[0].margins, std::vector<std::string>{"CONFIDENTIAL"});
  EXPECT_EQ(found.documents[1].text, "second");
}

TEST(OutlookMsg, HasLettersAttachedToItReadWithTheirFiles) {
  auto inner = letter("Inner", 24);
  inner.push_back(file(0, "minutes.txt", "In confidence"));
  auto outer = letter("Outer");
  auto attached = entries_of({text_property(0x3001, "Inner"), number_property(0x3705, 5)}, 8);
  attached.push_back(storage("__substg1.0_3701000D", inner));
  outer.push_back(storage("__attach_version1.0_#00000000", attached));
  const auto found = opened(support::compound_file(outer));
  ASSERT_EQ(found.messages.size(), 2u);
  EXPECT_EQ(mail::read(found.messages[1]).headers.subject, "Inner");
  ASSERT_EQ(found.documents.size(), 1u);
  EXPECT_EQ(found.documents[0].name, "Inner/minutes.txt");
}

TEST(OutlookMsg, InsideItselfAThousandTimesIsReadToTheBound) {
  auto entries = letter("Innermost", 24);
  for (int i = 0; i < 1'000; ++i) {
    auto attached = entries_of({text_property(0x3001, "x")}, 8);
    attached.push_back(storage("__substg1.0_3701000D", std::move(entries)));
    entries = entries_of({text_property(0x0037, "Outer")}, i == 999 ? 32 : 24);
    entries.push_back(storage("__attach_version1.0_#00000000", std::move(attached)));
  }
  const auto found = opened(support::compound_file(entries));
  EXPECT_EQ(found.messages.size(), Bounds{}.depth);
  ASSERT_EQ(found.unread.size(), 1u);
  EXPECT_TRUE(found.unread[0].could_change_verdict);
}

TEST(OutlookMsg, ThatIsEncryptedIsTold) {
  auto entries =
      entries_of({text_property(0x0037, "Drains"), text_property(0x001A, "IPM.Note.SMIME")}, 32);
  entries.push_back(file(0, "smime.p7m", "0\x80"));
  const auto found = opened(support::compound_file(entries));
  EXPECT_EQ(found.messages.size(), 1u);
  ASSERT_EQ(found.unread.size(), 1u);
  EXPECT_EQ(found.unread[0].why, "encrypted");
  EXPECT_TRUE(found.unread[0].could_change_verdict);
}

TEST(OutlookMsg, ThatIsSignedHoldsTheLetterAsItWasSent) {
  auto entries = entries_of(
      {text_property(0x0037, "Drains"), text_property(0x001A, "IPM.Note.SMIME.MultipartSigned")},
      32);
  entries.push_back(
      file(0, "smime.p7m",
           "Content-Type: multipart/signed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: "
           "text/plain\r\n\r\nThe drains.\r\n--b--\r\n"));
  const auto found = opened(support::compound_file(entries));
  ASSERT_EQ(found.messages.size(), 1u);
  const auto mail = mail::read(found.messages[0]);
  EXPECT_EQ(mail.headers.subject, "Drains");
  EXPECT_EQ(mail.bodies.at(0).text, "The drains.");
}

TEST(OutlookMsg, TruncatedIsReadOrTold) {
  auto entries = letter("Drains");
  entries.push_back(file(0, "a.txt", std::string(20'000, 'x')));
  const auto bytes = support::compound_file(entries);
  for (std::size_t twentieth = 1; twentieth < 20; ++twentieth) {
    const auto found = opened(std::string_view(bytes).substr(0, bytes.size() * twentieth / 20));
    EXPECT_FALSE(found.messages.empty() && found.unread.empty()) << twentieth;
    for (const auto& message : found.messages) EXPECT_TRUE(base::is_valid_utf8(message));
  }
}

TEST(CompoundKinds, AreToldByTheirStreams) {
  const auto locked = opened(support::compound_file({stream("EncryptedPackage", "x")}));
  ASSERT_EQ(locked.unread.size(), 1u);
  EXPECT_EQ(locked.unread[0].why, "encrypted: it needs a password");
  EXPECT_TRUE(locked.unread[0].could_change_verdict);
  const auto unknown = opened(support::compound_file({stream("VisioDocument", "x")}));
  ASSERT_EQ(unknown.unread.size(), 1u);
  EXPECT_FALSE(unknown.unread[0].could_change_verdict);
}

}  // namespace
}  // namespace candour::extract
