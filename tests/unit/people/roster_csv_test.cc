// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "people/roster.h"

namespace candour::people {
namespace {

const std::string header = "name,role,emails,group,committees,term_start,term_end\n";

RosterFile read(std::string_view csv) {
  auto file = read_roster(csv, "roster.csv");
  if (!file) throw std::invalid_argument(file.error().detail);
  return *file;
}

std::string faults(std::string_view csv) {
  const auto file = read_roster(csv, "roster.csv");
  return file ? "" : file.error().detail;
}

TEST(ReadRoster, ReadsEveryColumn) {
  const auto file = read(header +
                         "Jane Smith,chair,Jane@x.example; jane@y.example,Independent,"
                         "Planning; Staffing,2023-05-09,11/05/2027\n");
  ASSERT_EQ(file.people.size(), 1u);
  EXPECT_EQ(file.people[0].name, "Jane Smith");
  const auto& position = file.people[0].positions.at(0);
  EXPECT_EQ(position.role, Role::chair);
  EXPECT_EQ(position.emails, (std::vector<std::string>{"jane@x.example", "jane@y.example"}));
  EXPECT_EQ(position.group, "Independent");
  EXPECT_EQ(position.committees, (std::vector<std::string>{"Planning", "Staffing"}));
  EXPECT_EQ(base::to_string(*position.term.start), "2023-05-09");
  EXPECT_EQ(base::to_string(*position.term.end), "2027-05-11");
  EXPECT_TRUE(file.notes.empty());
}

struct SameRoster {
  std::string_view what, csv;
};
class ReadRosterForms : public testing::TestWithParam<SameRoster> {};

TEST_P(ReadRosterForms, GiveTheSameTwoPeople) {
  const auto file = read(GetParam().csv);
  ASSERT_EQ(file.people.size(), 2u) << GetParam().what;
  EXPECT_EQ(file.people[0].name, "Siân O'Malley") << GetParam().what;
  EXPECT_EQ(file.people[1].positions[0].emails.at(0), "b@x.example") << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Spreadsheets, ReadRosterForms,
    testing::Values(
        SameRoster{"LF", "name,role,emails\nSiân O'Malley,councillor,\nBo Orr,clerk,b@x.example\n"},
        SameRoster{"CRLF and BOM",
                   "\xef\xbb\xbfname,role,emails\r\nSiân O'Malley,councillor,a@x.example\r\n"
                   "Bo Orr,clerk,b@x.example\r\n"},
        SameRoster{"CR", "name,role,emails\rSiân O'Malley,councillor,\rBo Orr,clerk,b@x.example"},
        SameRoster{"semicolons",
                   "name;role;emails\nSiân O'Malley;councillor;\"a@x.example;c@x.example\"\n"
                   "Bo Orr;clerk;b@x.example\n"},
        SameRoster{"tabs",
                   "name\trole\temails\nSiân O'Malley\tcouncillor\t\nBo Orr\tclerk\tb@x.example\n"},
        SameRoster{
            "sep line",
            "sep=;\nname;role;emails\nSiân O'Malley;councillor;\nBo Orr;clerk;b@x.example\n"},
        SameRoster{"quotes",
                   "\"name\",\"role\",\"emails\"\n\"Siân O'Malley\",\"councillor\",\"\"\n\"Bo "
                   "\"\"Bob\"\" Orr\",clerk,\"b@x.example\n c@x.example\"\n"},
        SameRoster{"blank rows",
                   "name,role,emails,,\n,,,,\n\n  \nSiân O'Malley,councillor,,,\n,,,,\nBo "
                   "Orr,clerk,b@x.example\n\n\n"},
        SameRoster{"headings as typed",
                   "Name,ROLE,Emails,Term Start\nSiân O'Malley,councillor,,\nBo "
                   "Orr,Clerk,b@x.example,2023-01-01\n"},
        SameRoster{"mailto and angle brackets",
                   "name,role,emails\nSiân O'Malley,vice chair,\nBo "
                   "Orr,clerk,mailto:b@x.example <c@x.example>\n"}));

TEST(ReadRoster, ReadsWindows1252AndSaysSo) {
  const auto file = read("name,role,emails\nSi\xe2n O\x92Malley,councillor,\n");
  EXPECT_EQ(file.people[0].name, "Siân O’Malley");
  EXPECT_EQ(file.notes, (std::vector<std::string>{"roster.csv: not UTF-8, read as Windows-1252"}));
}

TEST(ReadRoster, MakesOnePersonOfRowsThatNameHimInDifferentWays) {
  const auto file = read(header +
                         "Jane Smith,councillor,,,,2019-05-07,\n"
                         "Cllr. Jane Smith MBE,chair,,,,2025-05-12,\n"
                         "\"SMITH, Jane\",clerk,,,,2026-01-05,2026-02-27\n");
  ASSERT_EQ(file.people.size(), 1u);
  EXPECT_EQ(file.people[0].positions.size(), 3u);
}

TEST(ReadRoster, TellsAllFaultsAtOnceInTheirOrder) {
  EXPECT_EQ(faults(header + "Ann Lee,counciler,ann@x.example,,,,\n"
                            ",clerk,,,,,\n"
                            "Bo Orr,clerk,bo(at)x.example,,,2023-13-01,\n"
                            "Cat Poe,clerk,,,,2024-01-01,2023-01-01\n"),
            "roster.csv:2:9: unknown role 'counciler'; did you mean 'councillor'?\n"
            "roster.csv:3:1: the row has no name\n"
            "roster.csv:4:14: address 'bo(at)x.example' has no @; write name@domain, or *@domain "
            "for a whole domain\n"
            "roster.csv:4:32: '2023-13-01' is no date; write it as 2023-05-09 or 09/05/2023 (day "
            "first)\n"
            "roster.csv:5:29: the term ends on 2023-01-01, before it begins on 2024-01-01");
}

TEST(ReadRoster, CountsColumnsInCharactersAndLinesThroughQuotedCells) {
  EXPECT_EQ(faults("name,role,emails\n\"Siân\nLee\",clerk,\nSiân Rhŷs,clrk,\n"),
            "roster.csv:4:11: unknown role 'clrk'; did you mean 'clerk'?");
}

struct Faulty {
  std::string_view csv, fault;
};
class RosterFault : public testing::TestWithParam<Faulty> {};

TEST_P(RosterFault, IsToldWithItsPlaceAndHowToMendIt) {
  const auto told = faults(GetParam().csv);
  EXPECT_NE(told.find(GetParam().fault), told.npos) << told;
}

INSTANTIATE_TEST_SUITE_P(
    Files, RosterFault,
    testing::Values(
        Faulty{"", "roster.csv:1:1: the roster is empty; its first line is name,role"},
        Faulty{"name,role,email\n",
               "roster.csv:1:11: unknown column 'email'; did you mean 'emails'"},
        Faulty{"name,emails\nA,\n", "roster.csv:1:1: column 'role' is missing from the first line"},
        Faulty{"name,role,emails,role\n", "roster.csv:1:18: column 'role' stands here twice"},
        Faulty{"name,role,emails\nA,mayor,\n", "2:3: unknown role 'mayor'; did you mean 'chair'?"},
        Faulty{"name,role,emails\nA,banana,\n", "2:3: unknown role 'banana'; the roles are chair,"},
        Faulty{"name,role,emails\nA,,\n", "2:3: the row has no role; write chair,"},
        Faulty{"name,role,emails\nDorset, Wilts LLP,adviser,a@x.example\n",
               "2:27: more cells than the first line has columns; put a cell that holds a comma in "
               "double quotes"},
        Faulty{"name,role,emails\n\"A,clerk,\nB,clerk,\n", "2:1: this quote is never closed"},
        Faulty{"name,role,emails\n\"A\" B,clerk,\n", "2:4: text after a closing quote"},
        Faulty{"name,role,emails\nA,clerk,a@x.example;a@@x.example\n",
               "2:21: address 'a@@x.example' has two @; put ; between addresses"},
        Faulty{"name,role,emails\nA,adviser,*smith@x.example\n",
               "only a whole domain can be meant"},
        Faulty{"name,role,emails\nA,adviser,*@*\n", "holds a character that no address has there"},
        Faulty{"name,role,emails\nA,list,*@x.example\n", "2:8: a list has an address of its own"},
        Faulty{"name,role,emails\nA,councillor,a@x.example\nB,councillor,A@x.example\n",
               "3:14: address 'a@x.example' is also that of A (line 2); give each his own"},
        Faulty{"name,role,emails\nA,councillor,a@x.example\nB,list,a@x.example\n",
               "3:8: address 'a@x.example' is also that of A (line 2)"},
        Faulty{std::string_view("PK\x03\x04 zip", 8), "this is a workbook, not CSV"},
        Faulty{std::string_view("\xff\xfen\0a\0", 6), "this is not text that CSV is made of"}));

TEST(ReadRoster, OnlyNotesAnAddressThatTwoOfficersShare) {
  const auto file =
      read("name,role,emails\nA,clerk,office@x.example\nB,officer,office@x.example\n");
  EXPECT_EQ(file.notes, (std::vector<std::string>{
                            "roster.csv:3:11: address 'office@x.example' is also that of A (line "
                            "2); the first row counts"}));
}

TEST(ReadRoster, NotesColumnsOfTheCouncilsOwnAndListsOfNobody) {
  const auto file = read(
      "name,role,emails,committees,telephone\n"
      "A,councillor,,Planning,01\n"
      "P,list,p@x.example,Planing,\n"
      "Q,list,,,\n");
  EXPECT_EQ(file.notes,
            (std::vector<std::string>{
                "roster.csv:1:29: column 'telephone' is not read",
                "roster.csv:4:1: the list 'Q' has no address and stands for nobody",
                "roster.csv:3:1: nobody in the roster is of committee 'Planing'; did you mean "
                "'Planning'?"}));
}

TEST(ReadRoster, NotesTwoChairsAtOneTime) {
  EXPECT_EQ(read(header + "A,chair,,,,2025-05-12,\nB,chair,,,,,2025-05-12\n").notes.size(), 1u);
  EXPECT_TRUE(read(header + "A,chair,,,,2025-05-12,\nB,chair,,,,,2025-05-11\n").notes.empty());
}

TEST(ReadRoster, TellsAHundredFaultsAndCountsTheRest) {
  std::string csv = header;
  for (int i = 0; i < 150; ++i) csv += "A,nothing,,,,,\n";
  const auto told = faults(csv);
  EXPECT_NE(told.find("\nroster.csv: and 50 more"), told.npos);
}

TEST(ReadRoster, ReadsFiftyThousandRows) {
  std::string csv = header;
  for (int i = 0; i < 50'000; ++i)
    csv +=
        "Person " + std::to_string(i) + ",complainant,p" + std::to_string(i) + "@x.example,,,,\n";
  const auto file = read(csv);
  EXPECT_EQ(file.people.size(), 50'000u);
  const Roster roster(file.people, {}, {});
  EXPECT_EQ(roster.identify("p49999@x.example", base::Day{}).person->name, "Person 49999");
}

}  // namespace
}  // namespace candour::people
