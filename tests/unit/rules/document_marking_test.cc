// SPDX-License-Identifier: MPL-2.0
//
// Where a document may be marked: text, margins, name, properties, labels. Who may see it then is
// confidential_disclosure_test.cc's affair.

#include "rules/marked/document_marking.h"

#include <gtest/gtest.h>

#include <ostream>

#include "rules/marked/remember.h"
#include "support/fake_document_reader.h"
#include "support/letter.h"

namespace candour::rules {

namespace {

using mail::Document;
using support::FakeDocumentReader;
using support::Letter;

constexpr const char* rule = "confidential-disclosure";
const char* const guid = "MSIP_Label_2f1d8c3e-5b7a-4c19-9a55-0b6f6c1d7e21";

std::string label(std::string_view suffix) {
  return guid + std::string(suffix);
}

std::string attaching(std::string_view filename, std::string_view to = "pat.lowe@webmail.example",
                      std::string_view type = "application/octet-stream") {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: " + std::string(to) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Papers\nMIME-Version: 1.0\n"
         "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
         "Please find the paper attached.\n--b\nContent-Type: " +
         std::string(type) + "\nContent-Disposition: attachment; filename=\"" +
         std::string(filename) + "\"\n\nbytes of " + std::string(filename) + "\n--b--\n";
}

std::string writing(std::string_view to, std::string_view text) {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: " + std::string(to) +
         "\nDate: Tue, 21 Jul 2026 10:00:00 +0100\nSubject: Your question\n\n" + std::string(text) +
         "\n";
}

Letter letter_with(std::string_view filename, std::vector<Document> documents,
                   support::FakeHistory history = {},
                   std::string_view to = "pat.lowe@webmail.example") {
  FakeDocumentReader reader(std::string(filename), std::move(documents));
  return Letter(attaching(filename, to), {}, std::move(history), support::eastmere(), &reader);
}

// Where the first evidence stands and what it says; empty where nothing is marked.
std::string marked_at(const Letter& letter) {
  const auto outcome = letter.judged_by(rule);
  if (outcome.findings.empty()) return {};
  const auto& evidence = outcome.findings.front().evidence.front();
  EXPECT_EQ(evidence.part, "2");
  return evidence.where + " | " + evidence.text;
}

const std::string pages = "Staffing report\n\nThe post has been vacant since March.\n";

struct Place {
  const char* name;
  Document document;
  std::string marked_at;
};
void PrintTo(const Place& place, std::ostream* out) {
  *out << place.name;
}

class ADocument : public testing::TestWithParam<Place> {};
TEST_P(ADocument, IsMarkedOrNot) {
  const auto& place = GetParam();
  EXPECT_EQ(marked_at(letter_with("report.docx", {place.document})), place.marked_at);
}

Document with_margin(std::string margin) {
  return {"", pages, {std::move(margin)}, {}, ""};
}
Document with_properties(std::vector<mail::Field> properties) {
  return {"", pages, {}, std::move(properties), ""};
}

const Place texts[] = {
    {"nothing marked", {"", pages, {}, {}, ""}, ""},
    {"at the text's head",
     {"", "EASTMERE TOWN COUNCIL\n\nCONFIDENTIAL\n\n" + pages, {}, {}, ""},
     "attachment report.docx | CONFIDENTIAL"},
    {"at the text's foot",
     {"", pages + "\nNot for publication\n", {}, {}, ""},
     "attachment report.docx | Not for publication"},
    {"at a later page's head",
     {"", pages + "\fOFFICIAL-SENSITIVE\n" + pages, {}, {}, ""},
     "attachment report.docx | OFFICIAL-SENSITIVE"},
    {"words about confidentiality",
     {"", "The policy says that confidential papers are kept apart.\n" + pages, {}, {}, ""},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Text, ADocument, testing::ValuesIn(texts));

const Place margins[] = {
    {"a header", with_margin("CONFIDENTIAL"),
     "attachment report.docx, header, footer or watermark | CONFIDENTIAL"},
    {"a header with its page number", with_margin("Confidential Page 3 of 7"),
     "attachment report.docx, header, footer or watermark | Confidential Page 3 of 7"},
    {"a footer between tabs", with_margin("Eastmere Town Council\tPRIVATE & CONFIDENTIAL\t12"),
     "attachment report.docx, header, footer or watermark | Eastmere Town Council\tPRIVATE & "
     "CONFIDENTIAL\t12"},
    {"a footer between dashes", with_margin("Staffing Committee - Confidential - 12 May 2026"),
     "attachment report.docx, header, footer or watermark | Staffing Committee - Confidential - 12 "
     "May 2026"},
    {"a second line", with_margin("Eastmere Town Council\nOFFICIAL: SENSITIVE"),
     "attachment report.docx, header, footer or watermark | OFFICIAL: SENSITIVE"},
    {"a draft", with_margin("DRAFT CONFIDENTIAL"),
     "attachment report.docx, header, footer or watermark | DRAFT CONFIDENTIAL"},
    {"a watermark in spaced letters", with_margin("C O N F I D E N T I A L"),
     "attachment report.docx, header, footer or watermark | C O N F I D E N T I A L"},
    {"a stamp of the closed part", with_margin("PART 2 - EXEMPT"),
     "attachment report.docx, header, footer or watermark | PART 2 - EXEMPT"},
    {"the council's name", with_margin("Eastmere Town Council - 12 May 2026 - Page 1"), ""},
    {"a policy's name", with_margin("Confidentiality policy    Page 1"), ""},
    {"a denial", with_margin("Non - Confidential"), ""},
    {"OFFICIAL alone", with_margin("OFFICIAL"), ""},
    {"a disclaimer",
     with_margin("CONFIDENTIAL: This document and any attachments are intended solely for the use "
                 "of the individual to whom they are addressed."),
     ""},
};
INSTANTIATE_TEST_SUITE_P(Margins, ADocument, testing::ValuesIn(margins));

const Place properties[] = {
    {"the title", with_properties({{"title", "Confidential: pay review"}}),
     "attachment report.docx, property Title | Confidential"},
    {"the subject", with_properties({{"dc:subject", "Exempt - not for publication"}}),
     "attachment report.docx, property Subject | Exempt - not for publication"},
    {"a keyword", with_properties({{"Keywords", "staffing, confidential, 2026"}}),
     "attachment report.docx, property Keywords | confidential"},
    {"the category", with_properties({{"category", "Confidential"}}),
     "attachment report.docx, property Category | Confidential"},
    {"the content status", with_properties({{"contentStatus", "Private and confidential"}}),
     "attachment report.docx, property Content status | Private and confidential"},
    {"the comments", with_properties({{"Comments", "Sent to members.\nStrictly confidential"}}),
     "attachment report.docx, property Comments | Strictly confidential"},
    {"a title about confidentiality", with_properties({{"title", "Confidentiality policy"}}), ""},
    {"other properties", with_properties({{"Company", "Confidential Shredding Ltd"}}), ""},
};
INSTANTIATE_TEST_SUITE_P(Properties, ADocument, testing::ValuesIn(properties));

struct Label {
  const char* value;
  bool marks;
};
class ALabel : public testing::TestWithParam<Label> {};
TEST_P(ALabel, MarksOrNot) {
  const auto [value, marks] = GetParam();
  const auto letter = letter_with(
      "report.docx", {with_properties({{label("_Enabled"), "true"}, {label("_Name"), value}})});
  EXPECT_EQ(marked_at(letter),
            marks ? "attachment report.docx, sensitivity label | " + std::string(value) : "")
      << value;
}
INSTANTIATE_TEST_SUITE_P(
    Sensitivity, ALabel,
    testing::Values(Label{"Confidential", true}, Label{"Highly Confidential", true},
                    Label{"Confidential - All Employees", true},
                    Label{"Confidential\\Anyone (not protected)", true},
                    Label{"ETC Confidential", true}, Label{"Official-Sensitive", true},
                    Label{"OFFICIAL: SENSITIVE", true}, Label{"OFFICIAL SENSITIVE PERSONAL", true},
                    Label{"Restricted", true}, Label{"Sensitive", true}, Label{"Private", true},
                    Label{"PROTECT - PERSONAL", true}, Label{"Public", false},
                    Label{"General", false}, Label{"OFFICIAL", false}, Label{"Internal", false},
                    Label{"Internal use only", false}, Label{"Personal", false},
                    Label{"Non-Business", false}, Label{"Unrestricted", false},
                    Label{"Non-Confidential", false}, Label{"Not sensitive", false},
                    Label{"Not protectively marked", false}, Label{"Unclassified", false}));

TEST(ASensitivityLabel, MarksNothingOnceTakenOff) {
  EXPECT_EQ(
      marked_at(letter_with("report.docx", {with_properties({{label("_Enabled"), "False"},
                                                             {label("_Name"), "Confidential"}})})),
      "");
}

TEST(ASensitivityLabel, MayStandInAPropertyOfItsOwn) {
  EXPECT_EQ(marked_at(letter_with(
                "report.pdf", {with_properties({{"Protective Marking", "OFFICIAL-SENSITIVE"}})})),
            "attachment report.pdf, sensitivity label | OFFICIAL-SENSITIVE");
}

TEST(ASensitivityLabel, MarksAMessageThatCarriesIt) {
  const auto mail = [](std::string_view name) {
    return "msip_labels: " + label("_Enabled") + "=True;" + label("_SiteId") + "=x;" +
           label("_Name") + "=" + std::string(name) + ";\n" +
           writing("pat.lowe@webmail.example", "The lease ends in May.");
  };
  EXPECT_FALSE(Letter(mail("Highly Confidential")).judged_by(rule).findings.empty());
  EXPECT_TRUE(Letter(mail("General")).judged_by(rule).findings.empty());
}

TEST(AnArchive, IsMarkedByWhatLiesInIt) {
  EXPECT_EQ(marked_at(letter_with("papers.zip",
                                  {{"agenda.docx", "Agenda", {}, {}, "aa"},
                                   {"report.pdf", "CONFIDENTIAL\n\n" + pages, {}, {}, "bb"}})),
            "attachment papers.zip: report.pdf | CONFIDENTIAL");
  EXPECT_EQ(marked_at(letter_with("papers.zip", {{"Confidential/pay.docx", pages, {}, {}, "aa"}})),
            "attachment papers.zip: Confidential/pay.docx | Confidential");
  EXPECT_EQ(marked_at(letter_with("papers.zip", {{"agenda.docx", "Agenda", {}, {}, "aa"}})), "");
}

const std::string paragraph =
    "The caretaker has been absent from work since the beginning of March with a back injury, and "
    "his doctor does not expect him to return before the autumn.";

EarlierMail earlier(const Letter& letter) {
  const auto remembered = remember(letter.correspondence());
  EarlierMail row;
  row.time = letter.correspondence().time;
  row.sender = "clerk@eastmere-tc.gov.uk";
  row.visible = {"jane.smith@eastmere-tc.gov.uk"};
  row.marked = remembered.marked;
  row.fingerprints = remembered.fingerprints;
  row.fingerprint_count = row.fingerprints.size();
  return row;
}

EarlierMail sent_to_councillor(std::string_view filename, std::vector<Document> documents) {
  return earlier(letter_with(filename, std::move(documents), {}, "jane.smith@eastmere-tc.gov.uk"));
}

TEST(ADocumentsText, IsKnownAgainInAMail) {
  const auto row = sent_to_councillor("report.pdf", {{"", paragraph, {"CONFIDENTIAL"}, {}, ""}});
  EXPECT_TRUE(row.marked);
  const Letter pasted(writing("news@eastmere-gazette.example", "You asked.\n\n" + paragraph), {},
                      {row});
  EXPECT_FALSE(pasted.judged_by(rule).findings.empty());
}

TEST(ADocumentsText, IsKnownAgainInAnotherDocument) {
  const auto row = sent_to_councillor("report.pdf", {{"", paragraph, {"CONFIDENTIAL"}, {}, ""}});
  EXPECT_FALSE(letter_with("letter.docx", {{"", pages + paragraph, {}, {}, ""}}, {row})
                   .judged_by(rule)
                   .findings.empty());
  EXPECT_TRUE(letter_with("letter.docx", {{"", pages, {}, {}, ""}}, {row})
                  .judged_by(rule)
                  .findings.empty());
}

TEST(ADocumentsText, OfAnUnmarkedFileIsRememberedWithTheMarkedMailThatBroughtIt) {
  FakeDocumentReader reader("report.pdf", {{"", paragraph, {}, {}, ""}});
  auto raw = attaching("report.pdf", "jane.smith@eastmere-tc.gov.uk");
  raw.replace(raw.find("Subject: Papers"), 15, "Subject: CONFIDENTIAL");
  const Letter marked(raw, {}, {}, support::eastmere(), &reader);
  const Letter pasted(writing("news@eastmere-gazette.example", paragraph), {}, {earlier(marked)});
  EXPECT_FALSE(pasted.judged_by(rule).findings.empty());
}

TEST(AFileInAnArchive, IsKnownAgainByItsBytes) {
  const auto digest = std::string(64, 'a');
  const auto row =
      sent_to_councillor("papers.zip", {{"CONFIDENTIAL.pdf", "Post 7: vacant.", {}, {}, digest}});
  const auto again = [&](std::string_view other) {
    return !letter_with("other.zip", {{"list.pdf", "", {}, {}, std::string(other)}}, {row})
                .judged_by(rule)
                .findings.empty();
  };
  EXPECT_TRUE(again(digest));
  EXPECT_FALSE(again(std::string(64, 'b')));
}

TEST(AFileInAnArchive, IsNotMarkedByAnother) {
  const auto row = sent_to_councillor("papers.zip", {{"CONFIDENTIAL.pdf", "Vacant.", {}, {}, "aa"},
                                                     {"agenda.pdf", paragraph, {}, {}, "bb"}});
  const Letter pasted(writing("news@eastmere-gazette.example", paragraph), {}, {row});
  EXPECT_TRUE(pasted.judged_by(rule).findings.empty());
}

TEST(AMessageInAFile, IsItsWritersAndGoesBackToHim) {
  const std::string message =
      "From: Colin Frost <colin.frost@webmail.example>\nTo: clerk@eastmere-tc.gov.uk\n"
      "Subject: Confidential: my complaint\n\nThe hall was locked.\n";
  const auto sent_to = [&](std::string_view to) {
    FakeDocumentReader reader;
    reader.add("complaint.msg",
               {{{"letter.pdf", "CONFIDENTIAL\n\n" + pages, {}, {}, "aa"}}, {message}, {}});
    return Letter(attaching("complaint.msg", to, "application/vnd.ms-outlook"), {}, {},
                  support::eastmere(), &reader)
        .judged_by(rule)
        .findings.size();
  };
  EXPECT_EQ(sent_to("colin.frost@webmail.example"), 0u);
  EXPECT_EQ(sent_to("news@eastmere-gazette.example"), 1u);
}

TEST(MarkedDocuments, AreAllNamedInTheCure) {
  const auto letter =
      letter_with("papers.zip", {{"a.docx", pages, {"CONFIDENTIAL"}, {}, ""},
                                 {"b.docx", pages, {}, {{"title", "Confidential: pay"}}, ""}});
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_NE(finding.explanation.find("in the attachment papers.zip: a.docx (header, footer or "
                                     "watermark), and that person"),
            std::string::npos)
      << finding.explanation;
  const auto& cure = finding.fixes.back().text;
  EXPECT_NE(cure.find("a.docx (header, footer or watermark)"), std::string::npos) << cure;
  EXPECT_NE(cure.find("b.docx (property Title)"), std::string::npos) << cure;
}

}  // namespace

}  // namespace candour::rules
