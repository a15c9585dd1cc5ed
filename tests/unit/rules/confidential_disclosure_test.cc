// SPDX-License-Identifier: MPL-2.0
//
// Who may see what is marked: outsiders and insiders, writers and earlier recipients, grades,
// releases, and matter that history knows. Which words mark is marking_test.cc's affair.

#include <gtest/gtest.h>

#include <ostream>

#include "rules/marked/remember.h"
#include "support/letter.h"

namespace candour::rules {

namespace {

using support::FakeHistory;
using support::Letter;

constexpr const char* rule = "confidential-disclosure";

std::string mail(std::string_view from, std::string_view to, std::string_view subject,
                 std::string_view text) {
  return "From: " + std::string(from) + "\nTo: " + std::string(to) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nMessage-ID: "
         "<new@eastmere-tc.gov.uk>\nSubject: " +
         std::string(subject) + "\nContent-Type: text/plain; charset=utf-8\n\n" +
         std::string(text) + "\n";
}

const std::string clerk = "Helen Ward <clerk@eastmere-tc.gov.uk>";
const std::string councillor = "Jane Smith <jane.smith@eastmere-tc.gov.uk>";
const std::string resident = "Pat Lowe <pat.lowe@webmail.example>";
const std::string complainant = "Colin Frost <colin.frost@webmail.example>";
const std::string press = "Gazette <news@eastmere-gazette.example>";

std::string grade(const Letter& letter) {
  const auto outcome = letter.judged_by(rule);
  return outcome.findings.empty() ? "none" : outcome.findings.front().grade;
}

struct Case {
  const char* name;
  std::string raw;
  std::string grade;
};
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.name;
}
class Disclosure : public testing::TestWithParam<Case> {};
TEST_P(Disclosure, IsGraded) {
  EXPECT_EQ(grade(Letter(GetParam().raw)), GetParam().grade);
}

std::string marked(std::string_view to) {
  return mail(clerk, to, "Confidential: depot", "The lease ends in May.");
}

const Case recipients[] = {
    {"to a resident", marked(resident), "outgoing"},
    {"to the press", marked(press), "outgoing"},
    {"to a complainant", marked(complainant), "outgoing"},
    {"to a councillor", marked(councillor), "none"},
    {"to a councillor's private address", marked("jane@smith-family.example"), "none"},
    {"to an officer", marked("deputy.clerk@eastmere-tc.gov.uk"), "none"},
    {"to a shared mailbox of the council", marked("allotments@eastmere-tc.gov.uk"), "none"},
    {"to the solicitors", marked("someone@dw-law.example"), "none"},
    {"to the monitoring officer", marked("monitoring.officer@wessex-cc.example"), "none"},
    {"to all members", marked("councillors@eastmere-tc.gov.uk"), "none"},
    {"to a former councillor", marked("george.taylor@eastmere-tc.gov.uk"), "outgoing"},
    {"to a councillor and a resident", marked(councillor + ", " + resident), "correspondence"},
    {"to a resident and an officer", marked(resident + ", deputy.clerk@eastmere-tc.gov.uk"),
     "outgoing"},
    {"from a councillor",
     mail(councillor, resident, "Confidential: depot", "The lease ends in May."), "correspondence"},
    {"from a stranger", mail(complainant, resident, "Confidential: depot", "The lease ends."),
     "none"},
    {"from a shared mailbox",
     mail("office@eastmere-tc.gov.uk", resident, "Confidential: depot", "The lease ends."),
     "outgoing"},
};
INSTANTIATE_TEST_SUITE_P(Recipients, Disclosure, testing::ValuesIn(recipients));

std::string quoting(std::string_view to, std::string_view subject, std::string_view author,
                    std::string_view author_to, std::string_view text) {
  return mail(
      clerk, to, subject,
      "Please see below.\n\nHelen\n\n-----Original Message-----\nFrom: " + std::string(author) +
          "\nSent: 17 July 2026 09:12\nTo: " + std::string(author_to) + "\nSubject: depot\n\n" +
          std::string(text));
}
const char* const confided = "CONFIDENTIAL\n\nThe caretaker has been off sick since March.";

const Case quotes[] = {
    {"a councillor's marked mail forwarded to the press",
     quoting(press, "FW: depot", councillor, clerk, confided), "correspondence"},
    {"a complainant's marked mail answered to him",
     quoting(complainant, "RE: depot", complainant, clerk, confided), "none"},
    {"a complainant's marked mail passed on to the press",
     quoting(press, "FW: depot", complainant, clerk, confided), "correspondence"},
    {"a complainant's marked mail answered to him and a stranger",
     quoting(complainant + ", " + resident, "RE: depot", complainant, clerk, confided),
     "correspondence"},
    {"the clerk's own marked mail answered to its recipient",
     quoting(resident, "RE: depot", clerk, resident, confided), "none"},
    {"the clerk's own marked mail to a resident sent on to another",
     quoting(press, "FW: depot", clerk, resident, confided), "outgoing"},
    {"the clerk's marked mail to a councillor sent on to a resident",
     quoting(resident, "FW: depot", clerk, councillor, confided), "correspondence"},
    {"whom a stranger's mail says it went to proves nothing",
     quoting(press, "RE: depot", complainant, "clerk@eastmere-tc.gov.uk, " + press, confided),
     "correspondence"},
    {"a writer known by name alone",
     quoting(complainant, "RE: depot", "Frost, Colin", clerk, confided), "none"},
    {"an unmarked quote", quoting(press, "FW: depot", councillor, clerk, "The lease ends in May."),
     "none"},
    {"a statement in a quote",
     quoting(press, "FW: depot", councillor, clerk, "Please keep this confidential.\n\nJane"),
     "correspondence"},
    {"a disclaimer in a quote",
     quoting(press, "FW: depot", councillor, clerk,
             "The lease ends.\n\nJane\n\nThis email and any attachments are confidential and "
             "intended solely for the addressee."),
     "none"},
    {"a marked subject in a quote's introduction",
     mail(clerk, press, "FW: depot",
          "See below.\n\n-----Original Message-----\nFrom: " + councillor +
              "\nSent: 17 July 2026 09:12\nTo: " + clerk +
              "\nSubject: Confidential: depot\n\nThe lease ends in May."),
     "correspondence"},
    {"Outlook's Sensitivity line in a quote's introduction",
     mail(clerk, press, "FW: depot",
          "See below.\n\n-----Original Message-----\nFrom: " + councillor +
              "\nSent: 17 July 2026 09:12\nTo: " + clerk +
              "\nSubject: depot\nSensitivity: Private\n\nThe lease ends in May."),
     "correspondence"},
    {"Re: a complaint marked by the complainant",
     mail(clerk, complainant, "Re: Confidential: my complaint",
          "Thank you.\n\nOn 17 July 2026, Colin Frost <colin.frost@webmail.example> wrote:\n> The "
          "caretaker was rude."),
     "none"},
    {"Re: a complaint, nothing quoted",
     mail(clerk, complainant, "Re: Confidential: my complaint", "Thank you."), "none"},
    {"Fw: a marked subject", mail(clerk, press, "Fw: Confidential: my complaint", "As discussed."),
     "correspondence"},
    {"Re: with the councillor copied and a stranger added",
     mail(clerk, councillor + ", " + press, "Re: Confidential: staffing", "Thank you."),
     "correspondence"},
};
INSTANTIATE_TEST_SUITE_P(Quotes, Disclosure, testing::ValuesIn(quotes));

const Case releases[] = {
    {"the sender says it is no longer confidential",
     quoting(press, "FW: depot", councillor, clerk, confided)
         .replace(quoting(press, "FW: depot", councillor, clerk, confided).find("Please see below"),
                  16, "This is no longer confidential"),
     "none"},
    {"a release for part of the matter only",
     mail(clerk, press, "Confidential: depot",
          "The agenda is not confidential but the report attached is."),
     "outgoing"},
    {"a release hoped for",
     mail(clerk, press, "Confidential: depot", "We hope this can be released in August."),
     "outgoing"},
    {"a release refused",
     mail(clerk, press, "Confidential: depot", "This may not be published yet."), "outgoing"},
    {"a statement beside a release",
     mail(clerk, press, "Depot",
          "The minutes may now be published.\n\nPlease keep the rest of this to yourself. Treat "
          "this letter as confidential."),
     "outgoing"},
    {"a councillor cannot release",
     mail(councillor, press, "Fw: Confidential: depot", "This is no longer confidential."),
     "correspondence"},
};
INSTANTIATE_TEST_SUITE_P(Releases, Disclosure, testing::ValuesIn(releases));

std::string with_file(std::string_view to, std::string_view name, std::string_view text,
                      std::string_view authored = "Please find the paper attached.") {
  return "From: " + clerk + "\nTo: " + std::string(to) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Papers\nMIME-Version: 1.0\n"
         "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n" +
         std::string(authored) +
         "\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; "
         "filename=\"" +
         std::string(name) + "\"\n\n" + std::string(text) + "\n--b--\n";
}

const Case files[] = {
    {"a marked file name", with_file(press, "CONFIDENTIAL_staffing.txt", "The post is vacant."),
     "outgoing"},
    {"a marked name in one word", with_file(press, "ConfidentialReport.txt", "Vacant."),
     "outgoing"},
    {"a marked name behind a date",
     with_file(press, "2026-05-05 Staffing (private and confidential).txt", "Vacant."), "outgoing"},
    {"an agenda's Part 2", with_file(press, "Agenda_Part_II.txt", "Vacant."), "outgoing"},
    {"a name about confidentiality", with_file(press, "Confidentiality policy.txt", "Vacant."),
     "none"},
    {"a policy's name", with_file(press, "confidential-reporting-policy.txt", "Vacant."), "none"},
    {"a name that denies it", with_file(press, "non-confidential-summary.txt", "Vacant."), "none"},
    {"a redacted version", with_file(press, "Confidential report (redacted).txt", "Vacant."),
     "none"},
    {"a marking at the text's head",
     with_file(press, "report.txt",
               "EASTMERE TOWN COUNCIL\nStaffing report\n\nCONFIDENTIAL\n\nThe "
               "post is vacant."),
     "outgoing"},
    {"a marking at the text's foot",
     with_file(press, "report.txt",
               "Staffing report\n\nThe post is vacant.\n\nNot for publication"),
     "outgoing"},
    {"a marking in a running header",
     with_file(press, "report.txt",
               "Staffing report\n\nPage one.\n\fOFFICIAL-SENSITIVE\nPage two."),
     "outgoing"},
    {"an agenda's Part 2 as its head",
     with_file(press, "agenda.txt", "Eastmere Town Council\nAGENDA\nPART 2 - EXEMPT\n\n1. Pay"),
     "outgoing"},
    {"a public agenda that ends with a closed part",
     with_file(press, "agenda.txt",
               "Eastmere Town Council\nAGENDA\n1. Apologies\n2. Minutes\n3. Grass\n4. Trees\n5. "
               "Paths\n6. Allotments\n7. Cemetery\n8. Market\n9. Clock\n10. Christmas\nPART 2 - "
               "CONFIDENTIAL SESSION\n11. Staffing"),
     "none"},
    {"words about confidentiality in a text",
     with_file(press, "report.txt", "The policy says that confidential papers are kept apart."),
     "none"},
    {"a marked file released",
     with_file(press, "CONFIDENTIAL report.txt", "Vacant.", "The attached may now be published."),
     "none"},
};
INSTANTIATE_TEST_SUITE_P(Files, Disclosure, testing::ValuesIn(files));

std::string attaching(std::string_view to, std::string_view inner_header,
                      std::string_view inner_text) {
  return "From: " + clerk + "\nTo: " + std::string(to) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Papers\nMIME-Version: 1.0\n"
         "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee "
         "attached.\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n" +
         std::string(inner_header) + "\nContent-Type: text/plain\n\n" + std::string(inner_text) +
         "\n--b--\n";
}

const Case attached[] = {
    {"a councillor's marked mail attached",
     attaching(press, "From: " + councillor + "\nTo: " + clerk + "\nSubject: Confidential: pay",
               "The post is vacant."),
     "correspondence"},
    {"its Sensitivity header",
     attaching(press,
               "From: " + councillor + "\nTo: " + clerk + "\nSubject: pay\nSensitivity: Private",
               "The post is vacant."),
     "correspondence"},
    {"a marking line in it",
     attaching(press, "From: " + councillor + "\nTo: " + clerk + "\nSubject: pay",
               "Strictly confidential\n\nThe post is vacant."),
     "correspondence"},
    {"sent back to its writer",
     attaching(complainant, "From: " + complainant + "\nTo: " + clerk + "\nSubject: Confidential",
               "The post is vacant."),
     "none"},
    {"nothing marked in it",
     attaching(press, "From: " + councillor + "\nTo: " + clerk + "\nSubject: pay",
               "The post is vacant."),
     "none"},
};
INSTANTIATE_TEST_SUITE_P(Attached, Disclosure, testing::ValuesIn(attached));

class Sensitivity : public testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(Sensitivity, MarksButForNormal) {
  const auto [value, expected] = GetParam();
  auto raw = mail(clerk, resident, "Depot", "The lease ends in May.");
  raw.insert(0, "Sensitivity: " + std::string(value) + "\n");
  EXPECT_EQ(grade(Letter(raw)), expected);
}
INSTANTIATE_TEST_SUITE_P(Header, Sensitivity,
                         testing::Values(std::pair{"Private", "outgoing"},
                                         std::pair{"personal", "outgoing"},
                                         std::pair{"Company-Confidential", "outgoing"},
                                         std::pair{"Normal", "none"}));

TEST(ConfidentialDisclosure, NamesOutsidersByAddressAndOffersToRemoveThem) {
  const auto outcome = Letter(marked(councillor + ", " + resident)).judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.people, std::vector<std::string>{"pat.lowe@webmail.example"});
  ASSERT_EQ(finding.fixes.size(), 2u);
  EXPECT_EQ(finding.fixes[0].kind, FixKind::remove_recipient);
  EXPECT_EQ(finding.fixes[0].text, "pat.lowe@webmail.example");
  EXPECT_EQ(finding.evidence.front().where, "subject");
  EXPECT_EQ(finding.evidence.front().text, "Confidential");
}

TEST(ConfidentialDisclosure, NeverOffersToRemoveTheLastRecipient) {
  const auto outcome = Letter(marked(resident)).judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  for (const auto& fix : outcome.findings.front().fixes) EXPECT_EQ(fix.kind, FixKind::edit_text);
}

TEST(ConfidentialDisclosure, SeesOutsidersInTheEnvelopeAlone) {
  const Letter letter(marked(councillor), support::envelope_to({"jane.smith@eastmere-tc.gov.uk",
                                                                "news@eastmere-gazette.example"}));
  EXPECT_EQ(grade(letter), "correspondence");
}

TEST(ConfidentialDisclosure, ShowsWhereMarkedWordsStandInAQuote) {
  const Letter letter(quoting(press, "FW: depot", councillor, clerk, confided));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& evidence = outcome.findings.front().evidence.front();
  EXPECT_EQ(evidence.where, "quoted text");
  EXPECT_EQ(letter.mail().bodies.front().text.substr(evidence.offset, evidence.length),
            "CONFIDENTIAL");
}

// What would be remembered of an earlier message.
EarlierMail earlier(const Letter& letter, Direction direction, std::string sender,
                    std::vector<std::string> visible) {
  const auto remembered = remember(letter.correspondence());
  EarlierMail row;
  row.direction = direction;
  row.time = letter.correspondence().time;
  row.thread_keys = {"old@eastmere-tc.gov.uk"};
  row.sender = std::move(sender);
  row.visible = std::move(visible);
  row.marked = remembered.marked;
  row.released = remembered.released;
  row.fingerprints = remembered.fingerprints;
  row.fingerprint_count = row.fingerprints.size();
  return row;
}

const char* const report =
    "The caretaker has been absent from work since the beginning of March with a back injury, and "
    "his doctor does not expect him to return before the autumn.";

EarlierMail marked_to_councillor() {
  return earlier(Letter(mail(clerk, councillor, "Confidential: caretaker", report)),
                 Direction::sent, "clerk@eastmere-tc.gov.uk", {"jane.smith@eastmere-tc.gov.uk"});
}

TEST(ConfidentialDisclosure, KnowsAPassageAgainWithoutItsMarking) {
  const Letter letter(mail(clerk, press, "Your question", std::string("You asked.\n\n") + report),
                      {}, {marked_to_councillor()});
  EXPECT_EQ(grade(letter), "correspondence");
}

// A sentence of some twenty words, out of a longer confidence.
const char* const sentence =
    "One of the owners says that he would give the strip free, but that his brother does not know "
    "he is asking.";
const std::string confidence = std::string("Thank you for ringing about the path. ") + sentence +
                               " The solicitor wants three weeks to look into the deeds, and the "
                               "county has promised to wait for that before it draws the line.";

EarlierMail confided_to(const std::string& address) {
  return earlier(Letter(mail(councillor, clerk, "Confidential: path", confidence)),
                 Direction::received, "jane.smith@eastmere-tc.gov.uk", {address});
}

TEST(ConfidentialDisclosure, KnowsASentenceOfMailThatTheSenderHad) {
  const Letter letter(mail(clerk, press, "The path", sentence), {},
                      {confided_to("clerk@eastmere-tc.gov.uk")});
  EXPECT_EQ(grade(letter), "correspondence");
}

TEST(ConfidentialDisclosure, WantsMoreThanASentenceOfMailThatTheSenderHadNoPartIn) {
  const Letter letter(mail(clerk, press, "The path", sentence), {},
                      {confided_to("finance@eastmere-tc.gov.uk")});
  EXPECT_EQ(grade(letter), "none");
}

TEST(ConfidentialDisclosure, LeavesAloneWhatSharesNoPassageWithEarlierMail) {
  const Letter letter(
      mail(clerk, press, "Your question", "The caretaker's house will be painted in the autumn."),
      {}, {marked_to_councillor()});
  EXPECT_EQ(grade(letter), "none");
}

TEST(ConfidentialDisclosure, IsClearedByAReleaseOfWhatHistoryKnows) {
  const Letter letter(mail(clerk, press, "Your question",
                           std::string("This is no longer confidential.\n\n") + report),
                      {}, {marked_to_councillor()});
  EXPECT_EQ(grade(letter), "none");
}

TEST(ConfidentialDisclosure, IsClearedByAnEarlierReleaseOfAnOfficer) {
  const auto first = marked_to_councillor();
  const Letter release(mail(clerk, councillor, "Caretaker",
                            std::string("The report below may now be published.\n\n") + report),
                       {}, {first});
  const Letter letter(mail(clerk, press, "Your question", report), {},
                      {first, earlier(release, Direction::sent, "clerk@eastmere-tc.gov.uk",
                                      {"jane.smith@eastmere-tc.gov.uk"})});
  EXPECT_EQ(grade(letter), "none");
}

TEST(ConfidentialDisclosure, IsNotClearedByACouncillorsWord) {
  const auto first = marked_to_councillor();
  const Letter reply(mail(councillor, clerk, "Re: Caretaker",
                          std::string("Surely this may now be published.\n\n") + report),
                     {}, {first});
  const Letter letter(mail(clerk, press, "Your question", report), {},
                      {first, earlier(reply, Direction::received, "jane.smith@eastmere-tc.gov.uk",
                                      {"clerk@eastmere-tc.gov.uk"})});
  EXPECT_EQ(grade(letter), "correspondence");
}

TEST(ConfidentialDisclosure, LetsAnOutsiderHaveBackWhatHeWrote) {
  const Letter complaint(mail(complainant, clerk, "Confidential: caretaker", report));
  const auto row = earlier(complaint, Direction::received, "colin.frost@webmail.example",
                           {"clerk@eastmere-tc.gov.uk", "news@eastmere-gazette.example"});
  EXPECT_TRUE(row.marked);
  EXPECT_EQ(grade(Letter(mail(clerk, complainant, "Caretaker", report), {}, {row})), "none");
  // Whom an incoming mail names as its recipients is its writer's word only.
  EXPECT_EQ(grade(Letter(mail(clerk, press, "Caretaker", report), {}, {row})), "correspondence");
}

TEST(ConfidentialDisclosure, LetsAnOutsiderHaveAgainWhatWeSentHim) {
  const Letter first(mail(clerk, resident, "Confidential: caretaker", report));
  const auto row =
      earlier(first, Direction::sent, "clerk@eastmere-tc.gov.uk", {"pat.lowe@webmail.example"});
  EXPECT_EQ(grade(Letter(mail(clerk, resident, "Caretaker", report), {}, {row})), "none");
  EXPECT_EQ(grade(Letter(mail(clerk, press, "Caretaker", report), {}, {row})), "outgoing");
}

TEST(ConfidentialDisclosure, KnowsAFileAgainUnderAnotherName) {
  const Letter first(with_file(councillor, "CONFIDENTIAL.txt", "Post 7: vacant."));
  const auto row = earlier(first, Direction::sent, "clerk@eastmere-tc.gov.uk",
                           {"jane.smith@eastmere-tc.gov.uk"});
  EXPECT_EQ(grade(Letter(with_file(press, "list.txt", "Post 7: vacant."), {}, {row})),
            "correspondence");
  EXPECT_EQ(grade(Letter(with_file(press, "list.txt", "Post 8: taken."), {}, {row})), "none");
}

TEST(ConfidentialDisclosure, DoesNotCountUnmarkedEarlierMail) {
  const auto row = earlier(Letter(mail(clerk, councillor, "Caretaker", report)), Direction::sent,
                           "clerk@eastmere-tc.gov.uk", {"jane.smith@eastmere-tc.gov.uk"});
  EXPECT_FALSE(row.marked);
  EXPECT_TRUE(row.fingerprints.empty());
}

TEST(Remember, KeepsNoFingerprintOfAnEmbargo) {
  const auto remembered =
      remember(Letter(mail(clerk, press, "Embargoed until 1 August 2026: new mayor", report))
                   .correspondence());
  EXPECT_TRUE(remembered.marked);
  EXPECT_TRUE(remembered.fingerprints.empty());
}

}  // namespace

}  // namespace candour::rules
