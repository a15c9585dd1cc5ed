// SPDX-License-Identifier: MPL-2.0

#include "people/naming.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace candour::people {
namespace {

const base::Day today = base::parse_day("2026-03-01").value();

const Roster& roster() {
  static const Roster roster = [] {
    const auto file = read_roster(
        "name,role,emails,group,committees,term_start,term_end\n"
        "Jane Smith,chair,,,Planning;Staffing,,\n"
        "Cllr Robert Jones MBE,vice-chair,,,Planning,,\n"
        "David Brown,councillor,,,,,\n"
        "Susan Brown,councillor,,,,,\n"
        "Siân O'Malley,councillor,,,,,\n"
        "Peter Hartley-Cole,councillor,,,,,\n"
        "\"GREEN, Elizabeth Mary\",councillor,,,,,\n"
        "Cllr Mrs M van der Berg,councillor,,,,,\n"
        "Ann James,councillor,,,,,\n"
        "John St John,councillor,,,,,\n"
        "Tom Reed,councillor,,,,,\n"
        "Tim Reed,councillor,,,,,\n"
        "George Taylor,councillor,,,,,2025-11-30\n"
        "Helen Ward,clerk,,,,,\n"
        "Tina Hall,councillor,,,,,\n"
        "Tony Hall,clerk,,,,,\n",
        "roster.csv");
    if (!file) throw std::invalid_argument(file.error().detail);
    return Roster(file->people, file->lists, {"eastmere-tc.gov.uk"});
  }();
  return roster;
}

// "Jane Smith, David Brown"
std::string named(std::string_view text, Naming naming) {
  std::vector<std::string> names;
  for (const auto& mention : mentions(text, roster(), today, naming))
    names.push_back(mention.person->name);
  return base::join(names, ", ");
}

struct Text {
  std::string_view text, names;
};
std::ostream& operator<<(std::ostream& out, const Text& text) {
  return out << text.text;
}

class Titled : public testing::TestWithParam<Text> {};

TEST_P(Titled, NamesTheCouncillorsItMeans) {
  EXPECT_EQ(named(GetParam().text, Naming::titled), GetParam().names) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Titles, Titled,
    testing::Values(
        Text{"Councillor Smith", "Jane Smith"}, Text{"Councilor Smith", "Jane Smith"},
        Text{"Cllr Smith", "Jane Smith"}, Text{"CLLR. SMITH", "Jane Smith"},
        Text{"cllr smith", "Jane Smith"}, Text{"Coun. Smith", "Jane Smith"},
        Text{"Clr Smith", "Jane Smith"}, Text{"Y Cynghorydd Smith", "Jane Smith"},
        Text{"Cyng. Jane Smith", "Jane Smith"}, Text{"Mayor Smith", "Jane Smith"},
        Text{"Chairman Smith", "Jane Smith"}, Text{"Madam Chair Smith", "Jane Smith"},
        Text{"Leader Smith", "Jane Smith"}, Text{"the Mayor, Cllr Smith", "Jane Smith, Jane Smith"},
        Text{"Mayor Councillor Jane Smith", "Jane Smith"},
        Text{"Councillor Mrs Smith", "Jane Smith"}, Text{"Cllr. (Mrs.) J. Smith", "Jane Smith"},
        Text{"Councillor\u00a0Smith", "Jane Smith"}, Text{"Councillor\nSmith", "Jane Smith"},
        Text{"Counsellor Smith", "Jane Smith"}, Text{"Alderman Smith", "Jane Smith"}));

INSTANTIATE_TEST_SUITE_P(
    Names, Titled,
    testing::Values(
        Text{"Cllr Jane Smith", "Jane Smith"}, Text{"Cllr J Smith", "Jane Smith"},
        Text{"Cllr J. Smith", "Jane Smith"}, Text{"Cllr J.A. Smith", "Jane Smith"},
        Text{"Cllr JA Smith", "Jane Smith"}, Text{"Cllr J. A. Smith", "Jane Smith"},
        Text{"Cllr Jane Elizabeth Smith", "Jane Smith"}, Text{"Cllr Janie Smith", "Jane Smith"},
        Text{"Cllr SMITH, Jane", "Jane Smith"}, Text{"Cllr SMITH Jane", "Jane Smith"},
        Text{"Cllr Smith's", "Jane Smith"}, Text{"Cllr Smith’s view", "Jane Smith"},
        Text{"Cllr Smith.", "Jane Smith"}, Text{"(Cllr Smith)", "Jane Smith"},
        Text{"Cllr Bob Jones", "Cllr Robert Jones MBE"},
        Text{"Cllr Robert Jones", "Cllr Robert Jones MBE"}, Text{"Cllr O'Malley", "Siân O'Malley"},
        Text{"Cllr O’Malley", "Siân O'Malley"}, Text{"Cllr OMalley", "Siân O'Malley"},
        Text{"Cllr O`Malley", "Siân O'Malley"}, Text{"Cllr O Malley", "Siân O'Malley"},
        Text{"Cllr Sian O'Malley", "Siân O'Malley"}, Text{"Cllr SIÂN O'MALLEY", "Siân O'Malley"},
        Text{"Cllr Hartley-Cole", "Peter Hartley-Cole"},
        Text{"Cllr Hartley Cole", "Peter Hartley-Cole"},
        Text{"Cllr Hartley–Cole", "Peter Hartley-Cole"},
        Text{"Cllr Pete Hartley-Cole", "Peter Hartley-Cole"},
        Text{"Cllr Liz Green", "GREEN, Elizabeth Mary"},
        Text{"Cllr E.M. Green", "GREEN, Elizabeth Mary"},
        Text{"Cllr Mary Green", "GREEN, Elizabeth Mary"},
        Text{"Cllr van der Berg", "Cllr Mrs M van der Berg"},
        Text{"Cllr Maria van der Berg", "Cllr Mrs M van der Berg"},
        Text{"Cllr St. John", "John St John"}, Text{"Cllr Susan Brown", "Susan Brown"},
        Text{"Cllr S Brown", "Susan Brown"}, Text{"Cllr Sue Brown", "Susan Brown"},
        Text{"Cllr Tom Reed", "Tom Reed"}));

INSTANTIATE_TEST_SUITE_P(
    Nobody, Titled,
    testing::Values(Text{"Cllr Smithson", ""}, Text{"Cllr Smith-Baker", ""},
                    Text{"Cllr Baker-Smith", ""}, Text{"Cllr John Smith", ""},
                    Text{"Cllr K Smith", ""}, Text{"Cllr Brown", ""}, Text{"Cllr T Reed", ""},
                    Text{"Cllr Cole", ""}, Text{"Cllr Taylor", ""}, Text{"Cllr Ward", ""},
                    Text{"Smith", ""}, Text{"Jane Smith", ""}, Text{"Mrs Smith", ""},
                    Text{"Cllr James Baker", ""}, Text{"Cllr James Smith", ""},
                    Text{"former Cllr Smith", ""}, Text{"ex-Councillor Smith", ""},
                    Text{"Councillors", ""}, Text{"a councillor", ""}, Text{"Cllr", ""},
                    Text{"", ""}, Text{"Jane and Cllr Baker", ""},
                    Text{"Cllr smith@x.example", ""}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Titled,
    testing::Values(Text{"Cllrs Smith and Jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"Cllrs. Smith, Jones & O'Malley",
                         "Jane Smith, Cllr Robert Jones MBE, Siân O'Malley"},
                    Text{"Councillors Smith / Jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"Cllr Smith and Cllr Jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"Cllr Smith & Jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"Cllr Smith, Jane Brown", "Jane Smith"},
                    Text{"Cllrs Brown, Smith and S Brown", "Jane Smith, Susan Brown"},
                    Text{"Cllrs D Brown and S Brown", "David Brown, Susan Brown"},
                    Text{"Cllrs David and Susan Brown", "David Brown, Susan Brown"},
                    Text{"Cllrs D & S Brown", "David Brown, Susan Brown"},
                    Text{"Cllrs Baker, Nobody and Smith", "Jane Smith"},
                    Text{"Cllrs Smith,\nJones and\nGreen",
                         "Jane Smith, Cllr Robert Jones MBE, GREEN, Elizabeth Mary"},
                    Text{"Councillors:\n- Smith\n- Jones\n", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"cllrs smith and jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"Cllr Smith, green bins are emptied on Monday", "Jane Smith"},
                    Text{"Cllr Smith\nGreen bins are emptied on Monday", "Jane Smith"},
                    Text{"Cllrs Mrs Smith, Mr Jones and Dr O'Malley",
                         "Jane Smith, Cllr Robert Jones MBE, Siân O'Malley"}));

INSTANTIATE_TEST_SUITE_P(
    Offices, Titled,
    testing::Values(
        Text{"I have copied the Mayor into this email", "Jane Smith"}, Text{"Chair", "Jane Smith"},
        Text{"our Chairman", "Jane Smith"}, Text{"the chair agrees", "Jane Smith"},
        Text{"CC Town Mayor", "Jane Smith"}, Text{"Mr Mayor", "Jane Smith"},
        Text{"the Deputy Mayor", "Cllr Robert Jones MBE"},
        Text{"Vice-Chair", "Cllr Robert Jones MBE"},
        Text{"the vice chairman", "Cllr Robert Jones MBE"},
        Text{"the Mayor and Deputy Mayor", "Jane Smith, Cllr Robert Jones MBE"},
        Text{"the Chair and Vice-Chair", "Jane Smith, Cllr Robert Jones MBE"},
        Text{"the Mayor of Eastmere", "Jane Smith"}, Text{"Chair of the Council", "Jane Smith"},
        Text{"Chair of Eastmere Town Council", "Jane Smith"}, Text{"the Mayor of London", ""},
        Text{"Mayor Burnham", ""}, Text{"the Chair of Planning", ""},
        Text{"the Chair of the Planning Committee", ""}, Text{"the Planning Chair", ""},
        Text{"Planning Committee Chairman", ""}, Text{"the Chair and Vice-Chair of Planning", ""},
        Text{"Chair of Governors", ""}, Text{"the former Mayor", ""}, Text{"the ex-Mayor", ""},
        Text{"the Mayor-elect", ""}, Text{"the Mayor's Parlour", ""}, Text{"mayoral", ""},
        Text{"the Leader", ""}, Text{"he will chair the meeting", ""},
        Text{"with a member in the Chair", ""}, Text{"she took the chair", ""},
        Text{"please bring a chair", ""}, Text{"chairs", ""}));

class InList : public testing::TestWithParam<Text> {};

TEST_P(InList, NamesTheCouncillorsItMeans) {
  EXPECT_EQ(named(GetParam().text, Naming::in_list), GetParam().names) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    CopyLines, InList,
    testing::Values(Text{"CC Councillor Smith", "Jane Smith"}, Text{"CC Jane Smith", "Jane Smith"},
                    Text{"CC: Bob Jones; Sian O'Malley", "Cllr Robert Jones MBE, Siân O'Malley"},
                    Text{"Cc: Smith, Jane; Brown, David", "Jane Smith, David Brown"},
                    Text{"CC Cllr Smith, Jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"CC the Mayor, Cllr Jones", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"cc chair and vice chair", "Jane Smith, Cllr Robert Jones MBE"},
                    Text{"Cc:\n- Jane Smith\n- Cllr O'Malley", "Jane Smith, Siân O'Malley"},
                    Text{"CC Jane Smith (Mayor), Tom Reed", "Jane Smith, Tom Reed"},
                    Text{"CC Mrs Smith (Cllr)", "Jane Smith"},
                    Text{"CC Mrs Smith, our Mayor", "Jane Smith, Jane Smith"},
                    Text{"CC Mrs Smith, the printer", ""},
                    Text{"CC M van der Berg", "Cllr Mrs M van der Berg"}, Text{"CC Smith", ""},
                    Text{"CC J Smith", ""}, Text{"CC Jane Smithers", ""},
                    Text{"CC Jane Smith-Baker", ""}, Text{"CC jane.smith@x.example", ""},
                    Text{"CC Jane", ""}, Text{"Jane and Smith", ""}, Text{"CC Helen Ward", ""}));

TEST(Mentions, GiveThePlaceInTheTextAsWritten) {
  const std::string text = "Regards\n\nCC\u00a0Cllr. Siân O’Malley, and our Mayor.";
  const auto found = mentions(text, roster(), today, Naming::titled);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "Cllr. Siân O’Malley");
  EXPECT_EQ(text.substr(found[1].begin, found[1].end - found[1].begin), "Mayor");
}

TEST(Mentions, KnowWhoIsInOfficeOnTheDay) {
  const auto before = base::parse_day("2025-11-30").value();
  EXPECT_EQ(mentions("Cllr Taylor", roster(), before, Naming::titled).size(), 1u);
  EXPECT_EQ(mentions("Cllr Taylor", roster(), today, Naming::titled).size(), 0u);
}

class DisplayName : public testing::TestWithParam<Text> {};

TEST_P(DisplayName, IsThatOfOneCouncillorOrOfNone) {
  const auto* person = named_by(GetParam().text, roster(), today);
  EXPECT_EQ(person == nullptr ? "" : person->name, GetParam().names) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    DisplayNames, DisplayName,
    testing::Values(Text{"Jane Smith", "Jane Smith"}, Text{"Cllr J Smith", "Jane Smith"},
                    Text{"Councillor Smith", "Jane Smith"}, Text{"Smith, Jane", "Jane Smith"},
                    Text{"SMITH Jane (Cllr)", "Jane Smith"}, Text{"J Smith", "Jane Smith"},
                    Text{"Jane Smith MBE", "Jane Smith"}, Text{"Mrs Jane Smith", "Jane Smith"},
                    Text{"Jane Smith - Mayor of Eastmere", "Jane Smith"},
                    Text{"Jane Smith, Councillor", "Jane Smith"},
                    Text{"Jane Smith | Eastmere Town Council", "Jane Smith"},
                    Text{"Jane Smith at Eastmere", "Jane Smith"},
                    Text{"\"Cllr Jane Smith\"", "Jane Smith"}, Text{"The Mayor", "Jane Smith"},
                    Text{"Mayor of Eastmere", "Jane Smith"},
                    Text{"Chairman, Eastmere Town Council", "Jane Smith"},
                    Text{"The Mayor, Councillor Jane Smith", "Jane Smith"},
                    Text{"Deputy Mayor Bob Jones", "Cllr Robert Jones MBE"}, Text{"Smith", ""},
                    Text{"Jane", ""}, Text{"Jane Smithers", ""},
                    Text{"Jane Smith and Tom Reed", ""}, Text{"Helen Ward", ""},
                    Text{"Mayor's Office", ""}, Text{"PA to Cllr Jane Smith", ""},
                    Text{"John Smith", ""}, Text{"T Hall", ""}, Text{"Tina Hall", "Tina Hall"},
                    Text{"Cllr T Hall", "Tina Hall"}, Text{"George Taylor", ""}, Text{"", ""},
                    Text{"Eastmere Town Council", ""}, Text{"Chair of Planning", ""}));

TEST(WithTitle, PutsTheTitleBeforeANameThatHasNone) {
  const auto titled = [](std::string name) { return with_title(Person{std::move(name), {}}); };
  EXPECT_EQ(titled("Jane Smith"), "Councillor Jane Smith");
  EXPECT_EQ(titled("Cllr. Jane Smith"), "Cllr. Jane Smith");
  EXPECT_EQ(titled("Mrs J Smith"), "Councillor Mrs J Smith");
  EXPECT_EQ(titled("Smith, Jane"), "Councillor Jane Smith");
  EXPECT_EQ(titled("Jane Smith, JP"), "Councillor Jane Smith, JP");
}

TEST(WithTitle, IsReadBackAsTheSamePerson) {
  for (const auto* person : roster().councillors(today))
    EXPECT_EQ(named("CC " + with_title(*person), Naming::titled), person->name);
}

}  // namespace
}  // namespace candour::people
