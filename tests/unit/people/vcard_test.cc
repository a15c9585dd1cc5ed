// SPDX-License-Identifier: MPL-2.0

#include "people/vcard.h"

#include <gtest/gtest.h>

namespace candour::people {
namespace {

std::vector<Contact> read(std::string_view cards) {
  auto contacts = read_vcards(cards, "c.vcf");
  EXPECT_TRUE(contacts) << contacts.error().detail;
  return contacts ? *contacts : std::vector<Contact>();
}

std::string fault(std::string_view cards, const VcardLimits& limits = {}) {
  const auto contacts = read_vcards(cards, "c.vcf", limits);
  return contacts ? "" : contacts.error().detail;
}

TEST(Vcard, IsReadAsProgramsWriteIt) {
  const auto contacts = read(
      "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Siân O\\, Bevan\r\nitem1.EMAIL;PREF=1;X=\"a:b;c\":mailto"
      ":s@x.example\r\nemail:t@x.exa\r\n mple\r\nROLE:Vice Chair\r\nPHOTO:data:image/png;base64,"
      "AAAA\r\n AAAA\r\nEND:VCARD\r\n");
  ASSERT_EQ(contacts.size(), 1u);
  EXPECT_EQ(contacts[0].row.name, "Siân O, Bevan");
  EXPECT_EQ(contacts[0].row.emails, "s@x.example;t@x.example");
  EXPECT_EQ(contacts[0].row.role, "vice-chair");
  EXPECT_FALSE(contacts[0].ours);
}

TEST(Vcard, IsReadInItsOldForm) {
  const auto contacts = read(
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Bevan;Si=C3=A2=\r\n"
      "n;;;\r\nEMAIL;INTERNET:s@x.example\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Another\r\nEMAIL:no@x"
      ".example\r\nEND:VCARD\r\nEND:VCARD\r\n");
  ASSERT_EQ(contacts.size(), 1u);
  EXPECT_EQ(contacts[0].row.name, "Siân Bevan");
  EXPECT_EQ(contacts[0].row.emails, "s@x.example");
}

TEST(Vcard, SaysWhereItBreaksItsForm) {
  EXPECT_EQ(fault("FN:Jane\n"), "c.vcf:1: this stands outside BEGIN:VCARD and END:VCARD");
  EXPECT_EQ(fault("BEGIN:VCARD\nFN:Jane\n"), "c.vcf:2: the last contact has no END:VCARD");
  EXPECT_NE(fault(""), "");
  EXPECT_NE(fault(std::string_view("BEGIN:VCARD\0", 12)), "");
}

TEST(Vcard, KeepsToItsLimits) {
  VcardLimits limits;
  limits.contacts = 1;
  limits.addresses = 1;
  limits.value_bytes = 100;
  const std::string card = "BEGIN:VCARD\nFN:" + std::string(5'000, 'a') + "\nEND:VCARD\n";
  EXPECT_NE(fault(card + card, limits).find("more than 1 contacts"), std::string::npos);
  EXPECT_EQ(read_vcards(card, "c.vcf", limits)->front().row.name.size(), 100u);
  EXPECT_NE(fault("BEGIN:VCARD\nEMAIL:a@b.c\nEMAIL:d@e.f\nEND:VCARD\n", limits), "");
  limits.file_bytes = 10;
  EXPECT_NE(fault(card, limits), "");
}

TEST(Vcard, GoesOutAndComesBackTheSame) {
  RosterRow row;
  row.name =
      "Jane; \"J\" Smith, née \\ Ŵyn of a name so long that its line has to be folded, twice "
      "as it happens, since names may be long";
  row.role = "chair";
  row.emails = "a@x.example;b@x.example";
  row.group = "Independent";
  row.committees = "Planning;Staffing";
  row.term_start = "2023-05-09";
  RosterRow list;
  list.name = "All members";
  list.role = "list";
  const auto cards = write_vcards({row, list});
  for (std::size_t at = 0; at < cards.size(); at = cards.find("\r\n", at) + 2)
    EXPECT_LE(cards.find("\r\n", at) - at, 75u);
  const auto contacts = read(cards);
  ASSERT_EQ(contacts.size(), 2u);
  EXPECT_EQ(contacts[0].row, row);
  EXPECT_EQ(contacts[1].row, list);
  EXPECT_TRUE(contacts[0].ours);
}

}  // namespace
}  // namespace candour::people
