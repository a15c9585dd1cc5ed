// SPDX-License-Identifier: MPL-2.0

#include "people/roster.h"

#include <gtest/gtest.h>

namespace candour::people {
namespace {

using Kind = Standing::Kind;

base::Day day(std::string_view text) {
  return base::parse_day(text).value();
}

Roster eastmere(std::string_view rows) {
  const std::string csv =
      "name,role,emails,group,committees,term_start,term_end\n" + std::string(rows);
  auto file = read_roster(csv, "roster.csv");
  if (!file) throw std::invalid_argument(file.error().detail);
  return {file->people, file->lists, {"eastmere-tc.gov.uk"}};
}

struct AddressForms {
  std::string_view written, normalised;
};
class Normalised : public testing::TestWithParam<AddressForms> {};

TEST_P(Normalised, IsTheFormAddressesAreComparedIn) {
  EXPECT_EQ(normalised(GetParam().written), GetParam().normalised);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, Normalised,
    testing::Values(AddressForms{" <Jane.Smith@Eastmere-TC.gov.uk> ",
                                 "jane.smith@eastmere-tc.gov.uk"},
                    AddressForms{"Jane Smith <jane@x.example>", "jane@x.example"},
                    AddressForms{"jane+planning+2026@x.example", "jane@x.example"},
                    AddressForms{"+jane@x.example", "+jane@x.example"},
                    AddressForms{"\"jane\"@x.example", "jane@x.example"},
                    AddressForms{"jane@x.example.", "jane@x.example"},
                    AddressForms{"sian@Llŷn.example", "sian@xn--lln-k2a.example"},
                    AddressForms{"SIÂN@x.example", "siân@x.example"},
                    AddressForms{"*@DW-Law.example", "*@dw-law.example"},
                    AddressForms{"nobody", "nobody"}, AddressForms{"", ""}));

TEST(Identify, KnowsAPersonAtAnyOfHisAddresses) {
  const auto roster = eastmere("Jane Smith,chair,jane@eastmere-tc.gov.uk;jane@home.example,,,,\n");
  for (const auto* address : {"jane@eastmere-tc.gov.uk", "JANE+cc@Home.example"}) {
    const auto standing = roster.identify(address, day("2026-03-01"));
    EXPECT_EQ(standing.kind, Kind::councillor);
    ASSERT_NE(standing.person, nullptr);
    EXPECT_EQ(standing.person->name, "Jane Smith");
    EXPECT_EQ(standing.position->role, Role::chair);
  }
}

TEST(Identify, CountsTheFirstAndTheLastDayOfATermAsInOffice) {
  const auto roster = eastmere("Ann Lee,councillor,ann@home.example,,,2023-05-09,2026-05-11\n");
  const auto kind_on = [&](std::string_view on) {
    return roster.identify("ann@home.example", day(on)).kind;
  };
  EXPECT_EQ(kind_on("2023-05-08"), Kind::third_party);
  EXPECT_EQ(kind_on("2023-05-09"), Kind::councillor);
  EXPECT_EQ(kind_on("2026-05-11"), Kind::councillor);
  EXPECT_EQ(kind_on("2026-05-12"), Kind::third_party);
}

TEST(Identify, TakesAFormerCouncillorOnACouncilAddressForAThirdParty) {
  const auto roster = eastmere("Ann Lee,councillor,ann@eastmere-tc.gov.uk,,,,2025-05-11\n");
  const auto standing = roster.identify("ann@eastmere-tc.gov.uk", day("2026-01-01"));
  EXPECT_EQ(standing.kind, Kind::third_party);
  EXPECT_TRUE(standing.is_outsider());
}

TEST(Identify, LeavesAFormerOfficersMailboxToTheCouncil) {
  const auto roster =
      eastmere("Tom Ray,clerk,clerk@eastmere-tc.gov.uk;tom@home.example,,,,2025-05-11\n");
  const auto mailbox = roster.identify("clerk@eastmere-tc.gov.uk", day("2026-01-01"));
  EXPECT_EQ(mailbox.kind, Kind::officer);
  EXPECT_EQ(mailbox.person, nullptr);
  EXPECT_EQ(roster.identify("tom@home.example", day("2026-01-01")).kind, Kind::third_party);
}

TEST(Identify, FindsTheOfficeSomebodyHoldsNowAtHisFormerAddress) {
  const auto roster = eastmere(
      "Ann Lee,councillor,ann@home.example,,,2019-05-07,2023-05-08\n"
      "Ann Lee,officer,ann.lee@eastmere-tc.gov.uk,,,2024-01-01,\n");
  EXPECT_EQ(roster.people().size(), 1u);
  EXPECT_EQ(roster.identify("ann@home.example", day("2020-01-01")).kind, Kind::councillor);
  EXPECT_EQ(roster.identify("ann@home.example", day("2023-09-01")).kind, Kind::third_party);
  EXPECT_EQ(roster.identify("ann@home.example", day("2024-09-01")).kind, Kind::officer);
}

TEST(Identify, KnowsWhoHeldAMailboxThatPassedOn) {
  const auto roster = eastmere(
      "Tom Ray,clerk,clerk@eastmere-tc.gov.uk,,,,2025-05-11\n"
      "Helen Ward,clerk,clerk@eastmere-tc.gov.uk,,,2025-05-12,\n");
  const auto holder = [&](std::string_view on) {
    return roster.identify("clerk@eastmere-tc.gov.uk", day(on)).person->name;
  };
  EXPECT_EQ(holder("2025-05-11"), "Tom Ray");
  EXPECT_EQ(holder("2025-05-12"), "Helen Ward");
}

TEST(Identify, SeesAnActingClerkAsOfficerOnTheClerksAddressOnly) {
  const auto roster = eastmere(
      "Ann Lee,councillor,ann@home.example,,,,\n"
      "Cllr Ann Lee,clerk,acting.clerk@eastmere-tc.gov.uk,,,2026-01-05,2026-02-27\n");
  const auto acting = day("2026-01-20");
  EXPECT_EQ(roster.identify_sender("acting.clerk@eastmere-tc.gov.uk", acting).kind, Kind::officer);
  EXPECT_EQ(roster.identify_sender("ann@home.example", acting).kind, Kind::councillor);
  EXPECT_EQ(roster.identify("acting.clerk@eastmere-tc.gov.uk", day("2026-03-01")).kind,
            Kind::councillor);
}

TEST(Identify, DecidesByDirectionWhereAnActingClerkHasOneAddress) {
  const auto roster = eastmere(
      "Ann Lee,councillor,ann@home.example,,,,\n"
      "Ann Lee,clerk,ann@home.example,,,2026-01-05,2026-02-27\n");
  EXPECT_EQ(roster.identify("ann@home.example", day("2026-01-20")).kind, Kind::councillor);
  EXPECT_EQ(roster.identify_sender("ann@home.example", day("2026-01-20")).kind, Kind::officer);
}

TEST(Identify, GivesTheListWhoseAddressItIs) {
  const auto roster = eastmere("All members,list,councillors@eastmere-tc.gov.uk,,,,\n");
  const auto standing = roster.identify("Councillors@eastmere-tc.gov.uk", day("2026-01-01"));
  EXPECT_EQ(standing.kind, Kind::list);
  ASSERT_NE(standing.list, nullptr);
  EXPECT_EQ(standing.list->name, "All members");
}

TEST(Identify, PutsAnAddressBeforeAPatternAndANearPatternBeforeAWideOne) {
  const auto roster = eastmere(
      "Wide,press,*@*.example,,,,\n"
      "Dorset & Wilts LLP,adviser,*@dw-law.example,,,,\n"
      "Colin Frost,complainant,colin@dw-law.example,,,,\n");
  const auto kind = [&](std::string_view address) {
    return roster.identify(address, day("2026-01-01")).kind;
  };
  EXPECT_EQ(kind("anybody@DW-law.example"), Kind::adviser);
  EXPECT_EQ(kind("colin@dw-law.example"), Kind::complainant);
  EXPECT_EQ(kind("news@gazette.example"), Kind::press);
  EXPECT_EQ(kind("a@notdw-law.invalid"), Kind::third_party);
}

TEST(Identify, TakesStrangersInTheCouncilsDomainsForSharedMailboxes) {
  const Roster roster({}, {}, {"Eastmere-TC.gov.uk", "llŷn.example"});
  for (const auto* address :
       {"allotments@eastmere-tc.gov.uk", "a@office.eastmere-tc.gov.uk", "a@xn--lln-k2a.example"}) {
    const auto standing = roster.identify(address, day("2026-01-01"));
    EXPECT_EQ(standing.kind, Kind::officer) << address;
    EXPECT_EQ(standing.person, nullptr) << address;
  }
  for (const auto* address : {"a@noteastmere-tc.gov.uk", "a@gov.uk", "eastmere-tc.gov.uk", ""})
    EXPECT_EQ(roster.identify(address, day("2026-01-01")).kind, Kind::third_party) << address;
}

std::vector<std::string> names(const std::vector<const Person*>& people) {
  std::vector<std::string> names;
  for (const auto* person : people) names.push_back(person->name);
  return names;
}

TEST(Members, AreTheCouncillorsInOfficeOfTheListsCommitteeOrGroup) {
  const auto roster = eastmere(
      "Ann Lee,chair,,Labour,Planning;Staffing,,\n"
      "Ben Orr,councillor,,Conservative,Planning Committee,,\n"
      "Cat Poe,councillor,,labour,Finance,,\n"
      "Dan Ray,councillor,,Labour,Planning,,2025-01-01\n"
      "Helen Ward,clerk,,,Planning,,\n"
      "All,list,all@x.example,,,,\n"
      "Planning Committee,list,planning@x.example,,PLANNING committee,,\n"
      "Labour Group,list,labour@x.example,Labour Group,,,\n"
      "Two,list,two@x.example,,Finance;Staffing,,\n"
      "Both,list,both@x.example,Labour,Planning,,\n");
  const auto members = [&](std::size_t list) {
    return names(roster.members(roster.lists()[list], day("2026-01-01")));
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(members(0), (Names{"Ann Lee", "Ben Orr", "Cat Poe"}));
  EXPECT_EQ(members(1), (Names{"Ann Lee", "Ben Orr"}));
  EXPECT_EQ(members(2), (Names{"Ann Lee", "Cat Poe"}));
  EXPECT_EQ(members(3), (Names{"Ann Lee", "Cat Poe"}));
  EXPECT_EQ(members(4), (Names{"Ann Lee"}));
}

TEST(Person, HoldsTheHighestOfHisOfficesWithTheGroupOfAny) {
  const auto roster = eastmere(
      "Ann Lee,councillor,,Labour,Planning,2019-05-07,\n"
      "Ann Lee,chair,,,,2025-05-12,\n");
  const auto& ann = roster.people().front();
  EXPECT_EQ(ann.councillor_position_on(day("2024-01-01"))->role, Role::councillor);
  EXPECT_EQ(ann.councillor_position_on(day("2026-01-01"))->role, Role::chair);
  EXPECT_EQ(ann.group_on(day("2026-01-01")), "Labour");
  EXPECT_TRUE(ann.sits_on("planning committee", day("2026-01-01")));
}

}  // namespace
}  // namespace candour::people
