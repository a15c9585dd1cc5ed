// SPDX-License-Identifier: MPL-2.0
//
// The forms that councillors' names and offices take in real mail: short names, initials, joined
// and parted names, accents and apostrophes left out, Welsh titles, committees' chairs.

#include <gtest/gtest.h>

#include "base/text.h"
#include "people/naming.h"

namespace candour::people {
namespace {

const base::Day today = base::parse_day("2026-03-01").value();

const Roster& roster() {
  static const Roster roster = [] {
    const auto file = read_roster(
        "name,role,emails,group,committees,term_start,term_end\n"
        "Patricia Oyelaran,chair,,,Planning,,\n"
        "William Denholm-Price,vice-chair,,,Environment,,\n"
        "Robert Smith,councillor,,,,,\n"
        "Ruth Smith,councillor,,,,,\n"
        "Zoë Marchetti,councillor,,,,,\n"
        "Declan O'Rourke,councillor,,,,,\n"
        "Harbhajan Singh Gill,councillor,,,,,\n"
        "Elizabeth Nutkins,councillor,,,Environment,,\n"
        "Thomas MacAllister,councillor,,,,,\n"
        "Fiona McDonald,councillor,,,,,\n"
        "Jean-Paul Lacey,councillor,,,,,\n"
        "Anne-Marie Duckworth,councillor,,,,,\n"
        "Roland D'Arcy,councillor,,,,,\n"
        "Winifred Hale,councillor,,,,,\n"
        "Huw Bevan,councillor,,,,,\n"
        "Angharad Llwyd,councillor,,,,,\n"
        "Geraint ap Iorwerth,councillor,,,,,\n"
        "Tomos Ellis-Jones,councillor,,,,,\n"
        "Rhys Williams,councillor,,,,,\n"
        "Siân Williams,councillor,,,,,\n"
        "Cllr Dr Christopher St. John-Mollusc,councillor,,,,,\n"
        "Mary-Jane de la Cruz,councillor,,,,,\n"
        "A.J. (Tony) Pritchard-Lloyd,councillor,,,,,\n"
        "Peter May,councillor,,,,,\n",
        "roster.csv");
    if (!file) throw std::invalid_argument(file.error().detail);
    return Roster(file->people, file->lists, {"kingsmarsh-tc.gov.uk"});
  }();
  return roster;
}

// "Jane Smith, David Brown"
std::string named(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& mention : mentions(text, roster(), today, Naming::titled))
    if (names.empty() || names.back() != mention.person->name)
      names.push_back(mention.person->name);
  return base::join(names, ", ");
}

struct Text {
  std::string_view text, names;
};
std::ostream& operator<<(std::ostream& out, const Text& text) {
  return out << text.text;
}

class Forms : public testing::TestWithParam<Text> {};

TEST_P(Forms, NameWhomTheyMean) {
  EXPECT_EQ(named(GetParam().text), GetParam().names) << GetParam().text;
}

constexpr Text names[] = {
    {"Cllr Denholm Price", "William Denholm-Price"},
    {"Cllr Denholm‑Price", "William Denholm-Price"},
    {"Cllr Bill Denholm-Price", "William Denholm-Price"},
    {"Cllr W Denholm-Price", "William Denholm-Price"},
    {"Cllr R Smith", ""},
    {"Cllr Robert Smith", "Robert Smith"},
    {"Cllr Bob Smith", "Robert Smith"},
    {"Cllr Ruth Smith", "Ruth Smith"},
    {"Cllr Rob Smith", "Robert Smith"},
    {"Cllr Smith", ""},
    {"Cllrs Robert and Ruth Smith", "Robert Smith, Ruth Smith"},
    {"Cllrs Ruth & Robert Smith", "Ruth Smith, Robert Smith"},
    {"Cllr Ruth Smith and Cllr Robert Smith", "Ruth Smith, Robert Smith"},
    {"Cllr Zoe Marchetti", "Zoë Marchetti"},
    {"Cllr Zoë Marchetti", "Zoë Marchetti"},
    {"Cllr Z. Marchetti", "Zoë Marchetti"},
    {"Cllr Declan ORourke", "Declan O'Rourke"},
    {"Cllr O' Rourke", "Declan O'Rourke"},
    {"Cllr O’ Rourke", "Declan O'Rourke"},
    {"Cllr Dec O'Rourke", "Declan O'Rourke"},
    {"Cllr Gill", "Harbhajan Singh Gill"},
    {"Cllr Singh Gill", "Harbhajan Singh Gill"},
    {"Cllr H S Gill", "Harbhajan Singh Gill"},
    {"Cllr Harbhajan Gill", "Harbhajan Singh Gill"},
    {"Cllr Singh", ""},
    {"Cllr Liz Nutkins", "Elizabeth Nutkins"},
    {"Cllr Beth Nutkins", "Elizabeth Nutkins"},
    {"Cllr Betty Nutkins", "Elizabeth Nutkins"},
    {"Cllr Mac Allister", "Thomas MacAllister"},
    {"Cllr McAllister", "Thomas MacAllister"},
    {"Cllr Mcallister", "Thomas MacAllister"},
    {"Cllr Macallister", "Thomas MacAllister"},
    {"Cllr MacAlister", ""},
    {"Cllr Tommy MacAllister", "Thomas MacAllister"},
    {"Cllr Jean Paul Lacey", "Jean-Paul Lacey"},
    {"Cllr J-P Lacey", "Jean-Paul Lacey"},
    {"Cllr J.-P. Lacey", "Jean-Paul Lacey"},
    {"Cllr JP Lacey", "Jean-Paul Lacey"},
    {"Cllr Jeanpaul Lacey", "Jean-Paul Lacey"},
    {"Cllr Jean Lacey", "Jean-Paul Lacey"},
    {"Cllr Pat Oyelaran", "Patricia Oyelaran"},
    {"Cllr Trish Oyelaran", "Patricia Oyelaran"},
    {"Fatima", ""},
    {"Cllr ap Iorwerth", "Geraint ap Iorwerth"},
    {"Cllr Iorwerth", "Geraint ap Iorwerth"},
    {"Cllr Ap-Iorwerth", "Geraint ap Iorwerth"},
    {"Cllr D'Arcy", "Roland D'Arcy"},
    {"Cllr Darcy", "Roland D'Arcy"},
    {"Cllr D Arcy", "Roland D'Arcy"},
    {"Cllr D’arcy", "Roland D'Arcy"},
    {"Cllr Anne Marie Duckworth", "Anne-Marie Duckworth"},
    {"Cllr Annemarie Duckworth", "Anne-Marie Duckworth"},
    {"Cllr A-M Duckworth", "Anne-Marie Duckworth"},
    {"Cllr AM Duckworth", "Anne-Marie Duckworth"},
    {"Cllr Anne Duckworth", "Anne-Marie Duckworth"},
    {"Cllr Ann-Marie Duckworth", "Anne-Marie Duckworth"},
    {"Cllr Winnie Hale", "Winifred Hale"},
    {"Cllr Win Hale", "Winifred Hale"},
    {"Cllr Freda Hale", "Winifred Hale"},
    {"Cllr St John Mollusc", "Cllr Dr Christopher St. John-Mollusc"},
    {"Cllr St.John-Mollusc", "Cllr Dr Christopher St. John-Mollusc"},
    {"Cllr Chris St John-Mollusc", "Cllr Dr Christopher St. John-Mollusc"},
    {"Cllr Dr St. John-Mollusc", "Cllr Dr Christopher St. John-Mollusc"},
    {"Cllr Saint John-Mollusc", "Cllr Dr Christopher St. John-Mollusc"},
    {"Cllr de la Cruz", "Mary-Jane de la Cruz"},
    {"Cllr De La Cruz", "Mary-Jane de la Cruz"},
    {"Cllr Delacruz", "Mary-Jane de la Cruz"},
    {"Cllr Cruz", "Mary-Jane de la Cruz"},
    {"Cllr Mary Jane de la Cruz", "Mary-Jane de la Cruz"},
    {"Cllr MJ de la Cruz", "Mary-Jane de la Cruz"},
    {"Cllr Pritchard-Lloyd", "A.J. (Tony) Pritchard-Lloyd"},
    {"Cllr Pritchard Lloyd", "A.J. (Tony) Pritchard-Lloyd"},
    {"Cllr Tony Pritchard-Lloyd", "A.J. (Tony) Pritchard-Lloyd"},
    {"Cllr A J Pritchard-Lloyd", "A.J. (Tony) Pritchard-Lloyd"},
    {"Cllr May", "Peter May"},
    {"Cllr Hugh Bevan", "Huw Bevan"},
    {"Cllr R. and Cllr Ruth Smith", "Ruth Smith"},
    {"Cllr Harry Gill", ""},
    {"Cllr Ames", ""},
    {"Cllr Thomas Mac Allister", "Thomas MacAllister"},
    {"Cllr Jean-Paul Lacey's", "Jean-Paul Lacey"},
    {"Cllr Lacey and Cllr Nutkins", "Jean-Paul Lacey, Elizabeth Nutkins"},
    {"Councillors may attend", ""},
    {"a councillor may", ""},
    {"Cllr Robert (Bob) Smith", "Robert Smith"},
    {"Cllr Robert 'Bob' Smith", "Robert Smith"},
    {"Cllr \"Bob\" Smith", "Robert Smith"},
    {"Cllr (Ruth) Smith", "Ruth Smith"},
    {"Cllr Smith (Ruth)", "Ruth Smith"},
    {"Cllr Smith (S)", ""},
    {"Cllr's Marchetti and Hale", "Zoë Marchetti, Winifred Hale"},
    {"County Councillor Hale", ""},
    {"County Councillor Winifred Hale", "Winifred Hale"},
    {"Cllr Denholm-\nPrice", "William Denholm-Price"},
    {"Cllr MacDonald", "Fiona McDonald"},
    {"Cllr Mc Donald", "Fiona McDonald"},
    {"Cllr Fiona Mac Donald", "Fiona McDonald"},
    {"Cllrs - Hale, Lacey", "Winifred Hale, Jean-Paul Lacey"},
    {"Cllr Zoe", ""},
    {"Cllr Robert", ""},
};
INSTANTIATE_TEST_SUITE_P(Names, Forms, testing::ValuesIn(names));

constexpr Text offices[] = {
    {"Town Mayor Cllr Oyelaran", "Patricia Oyelaran"},
    {"Mayor Oyelaran", "Patricia Oyelaran"},
    {"Mayor Pat", "Patricia Oyelaran"},
    {"Deputy Mayor Bill Denholm-Price", "William Denholm-Price"},
    {"Deputy Mayor Denholm-Price", "William Denholm-Price"},
    {"the Deputy Mayor, Cllr Denholm-Price", "William Denholm-Price"},
    {"our Mayor", "Patricia Oyelaran"},
    {"our Chairman", "Patricia Oyelaran"},
    {"our chairman Patricia", "Patricia Oyelaran"},
    {"the Dep. Mayor", "William Denholm-Price"},
    {"the V-Chair", "William Denholm-Price"},
    {"Chair, Environment Committee", ""},
    {"Chair - Planning", ""},
    {"Chair (Environment)", ""},
    {"Vice Chair, Planning", ""},
    {"Chair, Friends of the Museum", ""},
    {"Cllr Nutkins (Chair)", "Elizabeth Nutkins"},
    {"Cllr Nutkins, Chair, Environment Committee", "Elizabeth Nutkins"},
    {"the Chair, the Planning Committee and all staff", "Patricia Oyelaran"},
    {"Mayor Making", ""},
    {"mayor-making", ""},
    {"the Wells Mayor", ""},
    {"the Acting Mayor", ""},
    {"last year's Mayor", ""},
    {"every mayor since 1974", ""},
};
INSTANTIATE_TEST_SUITE_P(Offices, Forms, testing::ValuesIn(offices));

constexpr Text welsh[] = {
    {"Cyng. Rhys Williams", "Rhys Williams"},
    {"Cyng Rhys Williams", "Rhys Williams"},
    {"y Cynghorydd Bevan", "Huw Bevan"},
    {"Cynghorydd Bevan", "Huw Bevan"},
    {"at y Cynghorydd Huw Bevan", "Huw Bevan"},
    {"i'r Cynghorydd Bevan", "Huw Bevan"},
    {"â'r Cyng. Bevan", "Huw Bevan"},
    {"gan y Cyng. Llwyd", "Angharad Llwyd"},
    {"Cyng. ap Iorwerth", "Geraint ap Iorwerth"},
    {"Cyng. Ap Iorwerth", "Geraint ap Iorwerth"},
    {"Cyng. Geraint ap Iorwerth", "Geraint ap Iorwerth"},
    {"Cyng. Rhys Williams a Cyng. ap Iorwerth", "Rhys Williams, Geraint ap Iorwerth"},
    {"Cyng. Tomos Ellis Jones", "Tomos Ellis-Jones"},
    {"Cyng. T. Ellis-Jones", "Tomos Ellis-Jones"},
    {"Cyng. R Williams", "Rhys Williams"},
    {"Cyng. R. Williams", "Rhys Williams"},
    {"Cyng. Sian Williams", "Siân Williams"},
    {"Cyng. S Williams", "Siân Williams"},
    {"Cynghorwyr Rhys a Siân Williams", "Rhys Williams, Siân Williams"},
    {"Yr oedd y Cynghorydd Llwyd a Chlerc y Cyngor yno", "Angharad Llwyd"},
    {"y Cyng H Bevan", "Huw Bevan"},
    {"Cynghorydd Ellis Jones", "Tomos Ellis-Jones"},
    {"Cyng. Tom Ellis-Jones", "Tomos Ellis-Jones"},
    {"y Cadeirydd", "Patricia Oyelaran"},
    {"i'r Cadeirydd", "Patricia Oyelaran"},
    {"y Gadeirydd", "Patricia Oyelaran"},
    {"y Faeres", "Patricia Oyelaran"},
    {"Dirprwy Faer", "William Denholm-Price"},
    {"yr Is-gadeirydd", "William Denholm-Price"},
    {"Cadeirydd y Pwyllgor Cynllunio", ""},
    {"Cllr Prydderch a gift from us", ""},
};
INSTANTIATE_TEST_SUITE_P(Welsh, Forms, testing::ValuesIn(welsh));

class SignatureLine : public testing::TestWithParam<Text> {};

TEST_P(SignatureLine, IsThatOfOneCouncillorOrOfNone) {
  const auto* person = named_by(GetParam().text, roster(), today);
  EXPECT_EQ(person == nullptr ? "" : person->name, GetParam().names) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, SignatureLine,
    testing::Values(Text{"Elizabeth Nutkins - Chair, Environment Committee", "Elizabeth Nutkins"},
                    Text{"Chair, Environment Committee", ""}, Text{"Chair, Planning", ""},
                    Text{"Chair - Environment", ""}, Text{"Chair: Allotments Working Group", ""},
                    Text{"Chair, Kingsmarsh Community Trust", ""},
                    Text{"Cadeirydd, Pwyllgor Cynllunio", ""},
                    Text{"Chair, Kingsmarsh Town Council", "Patricia Oyelaran"},
                    Text{"Bob Smith", "Robert Smith"}, Text{"Tom McAllister", "Thomas MacAllister"},
                    Text{"Zoe Marchetti", "Zoë Marchetti"}, Text{"R Smith", ""}));

TEST(OfficeAlone, HasNoName) {
  const auto& chair = *named_by("Patricia Oyelaran", roster(), today);
  EXPECT_TRUE(is_office_alone("Mayor of Kingsmarsh", chair));
  EXPECT_FALSE(is_office_alone("Cllr Pat Oyelaran, Mayor", chair));
}

TEST(RosterName, MayHaveAShortFormInBrackets) {
  const auto& tony = *named_by("Tony Pritchard-Lloyd", roster(), today);
  EXPECT_EQ(tony.name, "A.J. (Tony) Pritchard-Lloyd");
}

}  // namespace
}  // namespace candour::people
