// SPDX-License-Identifier: MPL-2.0

#include "people/roster_document.h"

#include <gtest/gtest.h>

#include "people/roster.h"
#include "people/roster_change.h"
#include "people/roster_import.h"
#include "people/roster_remarks.h"

namespace candour::people {
namespace {

constexpr std::string_view file =
    "\xef\xbb\xbfName,Role,Emails,Phone\r\n"
    "\"Smith, Jane\",chair,jane@x.example,01234\r\n"
    "\r\n"
    "Robert Jones,councillor,\"rob@x.example;r@y.example\",\"5, 6\"\r\n"
    "All members,list,all@x.example";

RosterDocument document(std::string_view bytes = file) {
  return RosterDocument::read(bytes, "roster.csv").value();
}

RosterRow row(std::string name, std::string role, std::string emails = "") {
  RosterRow made;
  made.name = std::move(name);
  made.role = std::move(role);
  made.emails = std::move(emails);
  return made;
}

TEST(RosterDocument, GivesBackWhatItRead) {
  EXPECT_EQ(document().bytes(), file);
  ASSERT_EQ(document().rows().size(), 3u);
  EXPECT_EQ(document().rows()[0].name, "Smith, Jane");
  EXPECT_EQ(document().place_of(1).line, 4u);
}

TEST(RosterDocument, ChangesOneRowAndNoOtherByte) {
  auto changed = document();
  auto cells = changed.rows()[1];
  cells.emails = "rob@x.example";
  changed.replace(1, cells);
  EXPECT_EQ(changed.bytes(),
            "\xef\xbb\xbfName,Role,Emails,Phone\r\n"
            "\"Smith, Jane\",chair,jane@x.example,01234\r\n"
            "\r\n"
            "Robert Jones,councillor,rob@x.example,\"5, 6\"\r\n"
            "All members,list,all@x.example");
}

TEST(RosterDocument, AddsBelowALineWithoutEndAndTakesOut) {
  auto changed = document();
  changed.add(row("Ann \"Nan\" Lee", "officer", "ann@x.example"));
  EXPECT_TRUE(changed.bytes().ends_with(
      "All members,list,all@x.example\r\n\"Ann \"\"Nan\"\" Lee\",officer,ann@x.example,\r\n"));
  changed.remove(0);
  changed.remove(0);
  EXPECT_EQ(changed.rows().size(), 2u);
  EXPECT_EQ(changed.rows()[1].name, "Ann \"Nan\" Lee");
}

TEST(RosterDocument, GivesTheFileAColumnThatItLacks) {
  auto changed = document();
  auto cells = changed.rows()[0];
  cells.term_end = "2027-05-06";
  changed.replace(0, cells);
  EXPECT_TRUE(
      changed.bytes().starts_with("\xef\xbb\xbfName,Role,Emails,Phone,term_end\r\n"
                                  "\"Smith, Jane\",chair,jane@x.example,01234,2027-05-06\r\n"));
  const auto read = read_roster(changed.bytes(), "roster.csv");
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_TRUE(read->people[0].positions[0].term.end);
}

TEST(RosterDocument, KeepsSemicolonsAndMakesUtf8OfWindows1252) {
  auto changed = document("name;role;emails\nSi\xe2n;clerk;s@x.example\n");
  changed.add(row("A;B", "officer"));
  EXPECT_EQ(changed.bytes(),
            "\xef\xbb\xbfname;role;emails\nSi\xc3\xa2n;clerk;s@x.example\n\"A;B\";officer;\n");
}

TEST(RosterDocument, IsRefusedWhereItIsNone) {
  for (const std::string_view bad :
       {"", "name,role\nA,clerk\n", "name,role,emails\n\"open\n", "PK\x03\x04", "\xff\xfe"})
    EXPECT_FALSE(RosterDocument::read(bad, "roster.csv")) << bad;
}

TEST(RosterDifference, KnowsRowsByNameAndRoleWhateverTheirOrder) {
  const std::vector<RosterRow> now{row("Jane Smith", "chair", "a@x.example;b@x.example"),
                                   row("Rob Jones", "councillor"), row("Old Hand", "press")};
  const std::vector<RosterRow> next{row("New Hand", "press"),
                                    row("Rob Jones", "councillor", "rob@x.example"),
                                    row("Jane Smith", "Chair", "B@x.example, a@x.example")};
  const auto found = difference(now, next, Others::go);
  ASSERT_EQ(found.added.size(), 1u);
  EXPECT_EQ(found.added[0].name, "New Hand");
  ASSERT_EQ(found.changed.size(), 1u);
  EXPECT_EQ(found.changed[0].row, 1u);
  EXPECT_EQ(found.gone, std::vector<std::size_t>{2});
  EXPECT_TRUE(difference(now, next, Others::stay).gone.empty());
}

TEST(RosterDifference, TellsTwoTermsOfOneOfficeApart) {
  auto first = row("Jane Smith", "chair"), second = first, third = first;
  first.term_end = "2025-05-01";
  second.term_start = "02/05/2025";
  third.term_start = "2025-05-02";
  EXPECT_TRUE(difference({first, second}, {third, first}, Others::go).empty());
}

TEST(RosterImport, AddsTheAddressesOfAnAddressBookToTheNamesake) {
  const std::vector<RosterRow> now{row("Jane Smith", "chair", "jane@x.example")};
  const std::string_view cards =
      "BEGIN:VCARD\nVERSION:3.0\nN:Smith;Jane;;;\nFN:Jane Smith\n"
      "EMAIL;TYPE=INTERNET:JANE@x.example\nEMAIL:js@home.example\nEND:VCARD\n"
      "BEGIN:VCARD\nFN:Somebody\nEMAIL:s@y.example\nEND:VCARD\n";
  const auto incoming = read_incoming(cards, "c.vcf", now, "");
  ASSERT_EQ(incoming->rows.size(), 1u);
  EXPECT_EQ(incoming->rows[0].emails, "jane@x.example;js@home.example");
  EXPECT_EQ(incoming->left_out, std::vector<std::string>{"Somebody"});
  EXPECT_EQ(read_incoming(cards, "c.vcf", now, "press")->rows.size(), 2u);
}

TEST(RosterImport, IsRefusedWhereNoRosterWouldComeOfIt) {
  const auto roster = document("name,role,emails\nJane Smith,chair,jane@x.example\n");
  EXPECT_FALSE(with_incoming(roster, {row("Rob Jones", "chairman", "")}, Others::stay, "r.csv"));
  EXPECT_FALSE(
      with_incoming(roster, {row("Rob", "councillor", "jane@x.example")}, Others::stay, "r.csv"));
  const auto next =
      with_incoming(roster, {row("Rob Jones", "councillor", "rob@x.example")}, Others::go, "r.csv");
  EXPECT_EQ(next->bytes, "name,role,emails\nRob Jones,councillor,rob@x.example\n");
}

class Remarks : public testing::Test {
 protected:
  static constexpr base::Day today_ = std::chrono::sys_days(std::chrono::days(20'780));
  const std::string_view csv_ =
      "name,role,emails,group,committees,term_start,term_end\n"
      "Jane Smith,chair,jane.smith@council.example,,,,\n"
      "Robert Jones,councillor,,,,,\n"
      "Ann Lee,councillor,ann@home.example,,,,2020-05-01\n"
      "Planners,list,plan@council.example,,Planning,,\n";
  const RosterFile file_ = read_roster(csv_, "r.csv").value();
  const Roster roster_{file_.people, file_.lists, {"council.example"}};

  std::string councillor(std::string_view name, std::string_view address) const {
    const auto proposal = proposal_for(name, address, roster_, today_);
    return proposal ? proposal->councillor : "";
  }
};

TEST_F(Remarks, NameWhoHasNoAddressWhoseTermIsOverAndListsOfNobody) {
  const auto remarks = remarks_on(document(csv_), roster_, today_);
  ASSERT_EQ(remarks.size(), 3u);
  EXPECT_EQ(remarks[0].place.line, 3u);
  EXPECT_NE(remarks[0].what.find("has no address"), std::string::npos);
  EXPECT_NE(remarks[1].what.find("Ann Lee"), std::string::npos);
  EXPECT_NE(remarks[2].what.find("stands for nobody"), std::string::npos);
}

TEST_F(Remarks, ProposeAnAddressThatBearsACouncillorsName) {
  EXPECT_EQ(councillor("Cllr Jane Smith", "js77@mail.example"), "Jane Smith");
  EXPECT_EQ(councillor("", "robert.jones61@mail.example"), "Robert Jones");
}

TEST_F(Remarks, ProposeNoneThatIsKnownOrNobodys) {
  EXPECT_EQ(councillor("Jane Smith", "jane.smith@council.example"), "");
  EXPECT_EQ(councillor("Jane Smith", "chair@council.example"), "");  // the council's own
  EXPECT_EQ(councillor("Ann Lee", "ann@home.example"), "");          // a former councillor's
  EXPECT_EQ(councillor("Tom Baker", "tom@mail.example"), "");
  EXPECT_EQ(councillor("", "smith@mail.example"), "");
  EXPECT_EQ(councillor("Jane Smith", "no address"), "");
}

}  // namespace
}  // namespace candour::people
