// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include <ostream>

#include "rules/who/personal_data.h"
#include "support/letter.h"

namespace candour::rules {

namespace {

using support::Letter;

constexpr const char* rule = "need-to-know";
constexpr const char* to_chair = "To: Jane Smith <jane.smith@eastmere-tc.gov.uk>\n";

std::string from_clerk(std::string_view to, std::string_view text) {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n" + std::string(to) +
         "Date: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Thursday\n"
         "Content-Type: text/plain; charset=utf-8\n\n" +
         std::string(text) + "\n";
}

std::vector<Finding> findings(std::string_view text) {
  return Letter(from_clerk(to_chair, text)).judged_by(rule).findings;
}

bool raised(std::string_view text) {
  return !findings(text).empty();
}

class PersonalData : public testing::TestWithParam<const char*> {};

TEST_P(PersonalData, IsRaised) {
  EXPECT_TRUE(raised(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Mails, PersonalData,
    testing::Values(
        "Ellie Pask is on payroll. NI number JT 48 20 91 B, first pay day 26 June.",
        "Wayne's national insurance no is SK520781D.", "Her NHS number is 653 331 4785.",
        "Mr Dobie, NHS no. 6260181590",
        "The refund to Mrs Cottle went out. Sort code 20-11-47, account 83310526.",
        "P J Dunphy, sort code 60-83-71, account 4812 0937.",
        "The council owes Mrs Cottle \xC2\xA3"
        "20: sort code 20-11-47, account 83310526.",
        "Marcus Elphick, born 14.02.1971, runs the bike shop",
        "Desmond Orr, dob 22/07/1954, was on the council",
        "Philippa Gurney, date of birth 3 November 1988, teaches",
        "Mrs Olive Hext of 6 Mill Row, Eastmere has Parkinson's.",
        "Mr Peter Aldous of 27 Saddlers Court has written. He gets the higher rate of PIP.",
        "Mr Ron Caddy, 19 Malthouse Close, is on pension credit.",
        "Mr Ron Caddy at No. 11 has motor neurone disease.",
        "Mr Gwyn Penry, Bryn Awel, L\xC3\xB4n Gam. He has vascular dementia.",
        "Reg Ockenden, Hexley Building Society, sort code 20-11-47, account 83310526.",
        "Gary Noon of 4 Church Lane had a final warning for drinking.",
        "As you asked:\n\nMarcus Elphick, born 14.02.1971",
        "In case you need it: NI number JT 48 20 91 B",
        "For your information.\n\n---------- Forwarded message ---------\n"
        "From: Lynn Yaxley <lynn@post.example>\nDate: Mon, 20 Jul 2026 at 09:00\n"
        "Subject: refund\nTo: <clerk@eastmere-tc.gov.uk>\n\n"
        "my account is L M Yaxley, sort code 30-94-18, account number 01827745"));

class NoPersonalData : public testing::TestWithParam<const char*> {};

TEST_P(NoPersonalData, IsNotRaised) {
  EXPECT_FALSE(raised(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Mails, NoPersonalData,
    testing::Values(
        // Not of valid form.
        "The sample form has QQ 12 34 56 C.", "Order GB 12 34 56 A is late.",
        "Her NHS number is 653 331 4784.", "Ring 653 331 4785 after six.",
        "Order 2026 118 4403 for the NHS.",
        // The reader's own, the council's, a company's.
        "Jane, I have you down as NI number HK 72 15 38 D and paying into 11-36-04, 40275519.",
        "Jane Smith, date of birth 3 November 1958, is on the form.",
        "Pay the dinner to our account, sort code 20-45-77, account 60114402.",
        "By transfer to Eastmere Town Council, sort code 20-45-77, account 60114402.",
        "He is Heal Tree Services Ltd, bank 16-33-20, 00418825.",
        // Long dead.
        "Albert Brown, born 2 March 1853, of 4 Mill Row, bargeman, died of consumption.",
        "Eliza Brown, born 2 March 1931, of 4 Mill Row, died 4 May 1990 of diabetes.",
        // Not beside a name, nothing private.
        "The baby was born on 3 May 2026.", "Mrs Bev Nattrass, 4 Chapel Brow, wants a plot.",
        "The diabetes group meets at 6 Mill Row."));

class ANeed : public testing::TestWithParam<const char*> {};

TEST_P(ANeed, Cures) {
  EXPECT_FALSE(raised("Neil Garland, NI number JT 48 20 91 B.\n\n" + std::string(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, ANeed,
    testing::Values("You need this for Thursday's appeal panel, which you chair.",
                    "As second signatory you have to compare them with the screen.",
                    "This is so that you can authorise it at the bank.",
                    "I give you this because you are hearing the appeal.",
                    "One for you to countersign before five.",
                    "You need to know where to find her on Wednesday.",
                    "Your need to know: you decide the application on Monday."));

INSTANTIATE_TEST_SUITE_P(
    Breadth, ANeed,
    testing::Values(
        "You are hearing his appeal on Thursday and the letter must carry it.",
        "You will want these when you sit on the panel.",
        "The bank will ask you for them when you countersign.",
        "You have to see them because you sign the mandate with me.",
        "The form which you are signing asks for it.", "You'll be asked to confirm it to the bank.",
        "As his line manager you have to complete the return.",
        "You are the safeguarding lead, which is why it comes to you.",
        "It comes to you as chair of the appeals panel.",
        "You can't authorise the payment without it.", "You can't check the claim without it.",
        "Without this you could not decide the application.",
        "Needed for Monday's interview, which you chair.",
        "Necessary for your decision on the hardship fund.",
        "The panel decides on Friday and cannot without these.",
        "For checking against the bank statement, which you do as internal controller.",
        "Please check these against the invoice as the second signatory.",
        "Would you check the account number before you sign?",
        "Please approve the payment online; the details are there so you can check them.",
        "Please compare the number with the form in your file before you sign it.",
        "You're driving her to hospital, so here is where she lives.",
        "You are visiting on Tuesday and will need to know who is ill.",
        "She has asked you to speak for her at the tribunal, and the tribunal wants the number.",
        "Mrs Cottle has asked me to give you this so you can help with her claim.",
        "She has agreed that you should have it to help with her benefits claim.",
        "With her consent, as you are acting for her in the appeal.",
        "The tribunal requires it from the panel, which is you.",
        "It's for the DBS form you are countersigning.",
        "You are to witness the deed, and it has to show her date of birth.",
        "You'll be at the door with the list and must be able to tell who is under eighteen.",
        "You're taking the lunch club in the minibus and the insurer wants these.",
        "Payroll needs your signature on this, hence the number.",
        "The reason you have it is that the grievance is before you.",
        "It is in the file because your panel has to decide on the sanction.",
        "The pension people want the chairman's signature beside the number.",
        "You are the councillor who pays him on Friday, and this is the account to pay.",
        "The bank rang to say you must confirm the account, so here it is."));

INSTANTIATE_TEST_SUITE_P(
    WithoutANeed, PersonalData,
    testing::Values("NI number JT 48 20 91 B. As you asked.",
                    "NI number JT 48 20 91 B. Here it is.",
                    "NI number JT 48 20 91 B. For your information.",
                    "NI number JT 48 20 91 B. You might find it interesting.",
                    "NI number JT 48 20 91 B. I thought you would like to see this.",
                    "NI number JT 48 20 91 B. In case it's useful.",
                    "NI number JT 48 20 91 B. As discussed on the phone.",
                    "NI number JT 48 20 91 B. You asked who he was.",
                    "NI number JT 48 20 91 B. Just so you have it.",
                    "NI number JT 48 20 91 B. For your records.",
                    "NI number JT 48 20 91 B. Please keep it safe.",
                    "NI number JT 48 20 91 B. As requested last night.",
                    "NI number JT 48 20 91 B. You wanted to know.",
                    "NI number JT 48 20 91 B. This is the man I mentioned.",
                    "NI number JT 48 20 91 B. See you on Thursday at the meeting.",
                    "NI number JT 48 20 91 B. Let me know if you need anything else.",
                    "NI number JT 48 20 91 B. You don't need it but here it is.",
                    "NI number JT 48 20 91 B. Would you sign the minutes when you're in?",
                    "NI number JT 48 20 91 B. Can you check your diary for Tuesday?",
                    "NI number JT 48 20 91 B. I need the minutes back by Friday.",
                    "NI number JT 48 20 91 B. The bank is shut on Monday.",
                    "NI number JT 48 20 91 B. You are on the list for the carol service."));

TEST(NeedToKnow, IsOfMailFromAnOfficerToACouncillor) {
  const std::string text = "NI number JT 48 20 91 B\n";
  EXPECT_TRUE(Letter(from_clerk("To: deputy.clerk@eastmere-tc.gov.uk\n", text))
                  .judged_by(rule)
                  .findings.empty());
  EXPECT_TRUE(Letter("From: aisha.khan@eastmere-tc.gov.uk\n" + std::string(to_chair) + "\n" + text)
                  .judged_by(rule)
                  .findings.empty());
}

TEST(NeedToKnow, CountsTheReadersOwnDataWhereAnotherReadsThemToo) {
  const std::string text = "Jane Smith, date of birth 3 November 1958.";
  EXPECT_TRUE(findings(text).empty());
  EXPECT_EQ(
      Letter(from_clerk("To: jane.smith@eastmere-tc.gov.uk, aisha.khan@eastmere-tc.gov.uk\n", text))
          .judged_by(rule)
          .findings.size(),
      1u);
}

TEST(NeedToKnow, ReadsAttachedFiles) {
  const auto with_file = [](std::string_view words) {
    return "From: clerk@eastmere-tc.gov.uk\n" + std::string(to_chair) +
           "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n" +
           std::string(words) +
           "\n--b\nContent-Type: text/csv; name=fund.csv\n"
           "Content-Disposition: attachment; filename=fund.csv\n\n"
           "Name,Address,NI number,Reason\nTracy Mudge,3 Tannery Lane,PK 31 77 05 C,Universal "
           "Credit stopped\n--b--\n";
  };
  const auto found = Letter(with_file("Two this month.")).judged_by(rule).findings;
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].evidence.size(), 2u);
  EXPECT_EQ(found[0].evidence[0].where, "attachment fund.csv");
  EXPECT_EQ(found[0].evidence[0].text, "PK 31 77 05 C");
  EXPECT_EQ(found[0].evidence[1].text, "3 Tannery Lane");
  EXPECT_EQ(found[0].ceiling, Ceiling::note);
  ASSERT_EQ(found[0].fixes.size(), 1u);  // an attached file cannot be edited in the mail
  EXPECT_EQ(found[0].fixes[0].kind, FixKind::add_reason);
  EXPECT_TRUE(Letter(with_file("You need this for Monday's panel, which you chair."))
                  .judged_by(rule)
                  .findings.empty());
}

TEST(NeedToKnow, DoesNotCountWhatTheReaderWrote) {
  EXPECT_FALSE(
      raised("Noted, thank you.\n\nOn Mon, 20 Jul 2026 at 09:00, Jane Smith "
             "<jane.smith@eastmere-tc.gov.uk> wrote:\n> Callum's NI number is JG 44 10 92 B\n"));
}

TEST(NeedToKnow, PutsNoPersonalDataInItsTitleOrExplanation) {
  const auto found = findings("Ellie Pask, NI number JT 48 20 91 B");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ((found[0].title + found[0].explanation).find("48 20"), std::string::npos);
}

TEST(NhsNumber, EndsInItsCheckDigit) {
  EXPECT_TRUE(is_nhs_number("9434765919"));
  EXPECT_FALSE(is_nhs_number("9434765918"));
  EXPECT_FALSE(is_nhs_number("943476591"));
}

}  // namespace
}  // namespace candour::rules
