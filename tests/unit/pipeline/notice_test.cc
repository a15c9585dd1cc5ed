// SPDX-License-Identifier: MPL-2.0
//
// What the clerk reads in her Inbox: for each rule the whole text, in notices/RULE.txt, as it
// should be. CANDOUR_REWRITE=1 writes these files anew, to be read before they are committed.

#include "pipeline/notice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/failing_ledger.h"
#include "support/source_folder.h"

namespace candour::pipeline {
namespace {

namespace fs = std::filesystem;

const fs::path source = source_folder();

std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy = [] {
    const auto policies = source / "policies";
    return policy::load(policies / "examples" / "eastmere.yaml", {policies}).value();
  }();
  return policy;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return (std::ostringstream() << in.rdbuf()).str();
}

FoundMail draft_of(const std::string& raw) {
  support::FailingLedger ledger;
  const Policies policies{example_policy()};
  Mailbox mailbox(policies, ledger, nullptr);
  Submission draft;
  draft.id = "draft";
  draft.raw = raw;
  draft.received = base::now();
  return mailbox.draft(draft, {}).value();
}

/// A sent mail that one finding of these words is about.
FoundMail sent_with(const rules::Finding& finding) {
  FoundMail found;
  found.subject = "Bench";
  found.dated = base::Instant{*base::parse_day("2026-07-20")} + std::chrono::hours(16);
  found.assessment.findings.push_back({finding, policy::Action::warn, {}});
  return found;
}

rules::Finding finding_in(const std::string& evidence) {
  rules::Finding finding;
  finding.rule = "need-to-know";
  finding.title = "Something is wrong";
  finding.evidence.push_back({"quoted text", evidence, "", 0, 0});
  return finding;
}

struct Golden {
  const char* rule;
  const char* mail;  // a case of policies/examples/eastmere.cases, or the header of a letter
};

class NoticeText : public testing::TestWithParam<Golden> {};

TEST_P(NoticeText, SaysWhatIsWrongOnWhichGroundAndHowToPutItRight) {
  const std::string mail = GetParam().mail;
  const auto cases = source / "policies/examples/eastmere.cases";
  const auto raw =
      mail.ends_with(".eml") ? text_of(cases / mail) : "From: clerk@eastmere-tc.gov.uk\r\n" + mail;
  const auto found = draft_of(raw);
  ASSERT_EQ(found.assessment.findings.size(), 1u);
  EXPECT_EQ(found.assessment.findings.front().finding.rule, GetParam().rule);
  const auto notice = notice_of(found, Stage::draft);
  const auto whole = "Subject: " + notice.subject + "\n\n" + notice.text;
  const auto file =
      source / "tests/unit/pipeline/notices" / (std::string(GetParam().rule) + ".txt");
  if (std::getenv("CANDOUR_REWRITE") != nullptr) std::ofstream(file) << whole;
  EXPECT_EQ(whole, text_of(file));
}

INSTANTIATE_TEST_SUITE_P(
    EachRule, NoticeText,
    testing::Values(
        Golden{
            "silent-copy",
            "To: ann.bell@webmail.example\r\nBcc: jane.smith@eastmere-tc.gov.uk\r\n"
            "Subject: Allotments\r\n\r\nDear Ann,\r\n\r\nThe plot is free.\r\n\r\nHelen Ward\r\n"},
        Golden{"copied-correspondence",
               "To: jane.smith@eastmere-tc.gov.uk\r\nCc: robert.jones@eastmere-tc.gov.uk\r\n"
               "Subject: Re: Plot nine\r\n\r\nDear Jane,\r\n\r\nThe plot is free.\r\n\r\nHelen "
               "Ward\r\n\r\n"
               "From: Jane Smith <jane.smith@eastmere-tc.gov.uk>\r\n"
               "Sent: 20 July 2026 10:00\r\nTo: Helen Ward <clerk@eastmere-tc.gov.uk>\r\n"
               "Subject: Plot nine\r\n\r\nMay I ask who has plot nine?\r\n"},
        Golden{"confidential-disclosure", "confidential-subject-dash.eml"},
        Golden{"confidential-without-reason", "confidential-reason-missing.eml"},
        Golden{"obligation-in-councillor-name", "obligation-accepts-quotation.eml"},
        Golden{"official-in-councillor-name", "obligation-decided-official.eml"},
        Golden{"unequal-circulation", "circulation-one-missed.eml"},
        Golden{"one-group-advice", "advice-one-group.eml"},
        Golden{"need-to-know", "need-insurance-number.eml"},
        Golden{"conduct-remark", "conduct-blame.eml"},
        Golden{"over-familiar", "familiar-kisses.eml"},
        Golden{"political-opinion", "political-party.eml"},
        Golden{"press-release-unapproved", "press-dispute.eml"}),
    [](const auto& param) {
      std::string name = param.param.rule;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST(Notice, TellsWhichWayASentMailWent) {
  auto found = sent_with(finding_in("x"));
  EXPECT_NE(notice_of(found, Stage::sent).text.find("went round Candour"), std::string::npos);
  found.went_through = true;
  const auto text = notice_of(found, Stage::sent).text;
  EXPECT_EQ(text.find("went round Candour"), std::string::npos);
  EXPECT_NE(text.find("of 20 July 2026 at 17:00"), std::string::npos) << "summer time";
  EXPECT_NE(text.find("a rule that the council added itself"), std::string::npos);
}

TEST(Notice, IsTheSameForADraftSavedOnceMore) {
  auto found = sent_with(finding_in("x"));
  const auto first = notice_of(found, Stage::draft);
  found.dated += std::chrono::hours(1);
  EXPECT_EQ(notice_of(found, Stage::draft).text, first.text);
}

TEST(Notice, HoldsNothingThatAMailProgramMakesALinkOf) {
  auto found = sent_with(finding_in("see https://bank.example/login or www.bank.example"));
  found.subject = "mailto:thief@bank.example";
  const auto notice = notice_of(found, Stage::sent);
  for (const auto* link : {"://b", "www.b", "mailto:t"})
    EXPECT_EQ((notice.subject + notice.text).find(link), std::string::npos) << link;
}

TEST(Notice, TakesWordsOfAMailForNothingButWords) {
  auto found = sent_with(finding_in("a\r\nBcc: b@c.example\n\n\x01\xff" + std::string(5'000, 'x')));
  found.subject = "x\r\nBcc: b@c.example\r\n" + std::string(5'000, 'y');
  const auto notice = notice_of(found, Stage::sent);
  const auto mail = notice_mail(notice, "clerk@eastmere-tc.gov.uk", "n@notice", found.dated, "key");
  const auto read = mail::read(mail);
  EXPECT_FALSE(read.headers.bcc);
  EXPECT_LT(notice.text.size(), 3'000u);
  EXPECT_LT(notice.subject.size(), 250u);
}

TEST(NoticeMail, IsPlainTextThatAnswersNobodyAndThreadsNowhere) {
  const auto bytes = notice_mail({"Candour: “Bänke”", "Text “so”.\n"}, "clerk@eastmere-tc.gov.uk",
                                 "n@notice", base::Instant{}, "key");
  EXPECT_TRUE(std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0; }));
  EXPECT_EQ(bytes.find("\r\n.\r\n"), bytes.npos);
  const auto mail = mail::read(bytes);
  const auto& headers = mail.headers;
  EXPECT_EQ(headers.from.front().name, "Candour");
  EXPECT_EQ(headers.from.front().address, "no-reply@eastmere-tc.gov.uk.candour.invalid");
  EXPECT_EQ(headers.to.front().address, "clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(headers.subject, "Candour: “Bänke”");
  EXPECT_EQ(headers.message_id, "n@notice");
  EXPECT_EQ(headers.field("Auto-Submitted"), "auto-generated");
  EXPECT_TRUE(headers.references.empty() && headers.in_reply_to.empty());
  ASSERT_EQ(mail.parts.size(), 1u);
  EXPECT_EQ(mail.parts.front().type, "text/plain");
  EXPECT_EQ(mail.parts.front().text, "Text “so”.\n");
}

TEST(NoticeMail, GoesToAUserWithoutAnAddressToo) {
  const auto mail = mail::read(notice_mail({"s", "t"}, "clerk", "n@notice", {}, "key"));
  EXPECT_EQ(mail.headers.from.front().address, "no-reply@candour.invalid");
  EXPECT_TRUE(mail.headers.to.empty());
}

TEST(NoticeMail, IsKnownByAMarkThatOnlyTheKeyMakes) {
  const auto mail = mail::read(notice_mail({"s", "t"}, "clerk", "n@notice", {}, "key"));
  EXPECT_TRUE(is_notice(mail, "key"));
  EXPECT_FALSE(is_notice(mail, "another key"));
  EXPECT_FALSE(is_notice(mail::read("Subject: x\r\n\r\n"), "key"));
}

}  // namespace
}  // namespace candour::pipeline
