// SPDX-License-Identifier: MPL-2.0
//
// Which words mark, and which only talk. Each case is a mail from the clerk to a resident, so that
// what is marked raises confidential-disclosure. The held-out cases were written before the phrases
// were tuned on the others.

#include "rules/marked/marking.h"

#include <gtest/gtest.h>

#include <ostream>

#include "support/letter.h"

namespace candour::rules {

namespace {

struct Wording {
  const char* subject;
  const char* text;
  bool marked;
};

void PrintTo(const Wording& wording, std::ostream* out) {
  *out << wording.subject << " | " << wording.text;
}

constexpr bool marked = true;
constexpr bool plain = false;

bool raises(const Wording& wording) {
  const support::Letter letter(
      "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n"
      "To: Pat Lowe <pat.lowe@webmail.example>\n"
      "Date: Mon, 20 Jul 2026 10:00:00 +0100\n"
      "Subject: " +
      std::string(wording.subject) +
      "\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" +
      wording.text + "\n");
  return !letter.judged_by("confidential-disclosure").findings.empty();
}

class ASubject : public testing::TestWithParam<Wording> {};
class AText : public testing::TestWithParam<Wording> {};
class HeldOutWording : public testing::TestWithParam<Wording> {};

TEST_P(ASubject, MarksOrTalks) {
  EXPECT_EQ(raises(GetParam()), GetParam().marked);
}
TEST_P(AText, MarksOrTalks) {
  EXPECT_EQ(raises(GetParam()), GetParam().marked);
}
TEST_P(HeldOutWording, MarksOrTalks) {
  EXPECT_EQ(raises(GetParam()), GetParam().marked);
}

const char* const body = "Dear Mrs Lowe,\n\nPlease see below.\n\nRegards\nHelen Ward\nTown Clerk";

const Wording subjects[] = {
    {"Preifat a Chyfrinachol: Cae Glas", body, marked},
    {"CYFRINACHOL - NID I'W GYHOEDDI", body, marked},
    {"Cae Glas - dim i'w gyhoeddi", body, marked},
    {"Part 2: lease of the old depot", body, marked},
    {"Agenda for 12 May, Part 2", body, marked},
    {"Tanneries walk, Part 2", body, plain},
    {"[CONFIDENTIAL] Staffing", body, marked},
    {"CONFIDENTIAL: Staffing", body, marked},
    {"Confidential - staffing review", body, marked},
    {"Confidential – staffing review", body, marked},
    {"confidential staffing matter", body, marked},
    {"Staffing review (confidential)", body, marked},
    {"Staffing review - strictly confidential", body, marked},
    {"Staffing review — CONFIDENTIAL", body, marked},
    {"Private & Confidential", body, marked},
    {"PRIVATE AND CONFIDENTIAL: lease of the old depot", body, marked},
    {"Private  &  Confidential", body, marked},
    {"Strictly private and confidential", body, marked},
    {"OFFICIAL-SENSITIVE: depot lease", body, marked},
    {"OFFICIAL: SENSITIVE - depot lease", body, marked},
    {"[OFFICIAL – SENSITIVE] depot lease", body, marked},
    {"Official Sensitive depot lease", body, marked},
    {"OFFICIAL: depot lease", body, plain},
    {"[OFFICIAL] Sensitive drains at Mill Lane", body, plain},
    {"Official opening of the park", body, plain},
    {"Exempt – not for publication: tender report", body, marked},
    {"Not for publication", body, marked},
    {"Tender report - NOT FOR PUBLICATION", body, marked},
    {"In confidence: your application", body, marked},
    {"Your application (in confidence)", body, marked},
    {"Commercial in confidence - bids", body, marked},
    {"Staffing Committee agenda Part 2", body, marked},
    {"Agenda – Part II", body, marked},
    {"Full Council report (Part B)", body, marked},
    {"Part 2 of the Finance Committee agenda", body, marked},
    {"Part 2 of the newsletter", body, plain},
    {"Planning training part 2", body, plain},
    {"Agenda papers part 2 of 3", body, plain},
    {"Report on Part 2 of the Localism Act", body, plain},
    {"Confidential session, 5 May", body, marked},
    {"Full Council: press and public excluded", body, marked},
    {"Legally privileged - advice on the depot", body, marked},
    {"Members only: budget figures", body, marked},
    {"Budget figures [Members only]", body, marked},
    {"Embargoed until 00:01 on 5 August 2026: new mayor", body, marked},
    {"EMBARGOED UNTIL 9am Friday 24 July", body, marked},
    {"Embargoed until 00:01 on 5 May 2026: new mayor", body, plain},
    {"Embargoed until further notice", body, marked},
    {"Not for publication before 1 September", body, marked},
    {"Not for publication before 1 June", body, plain},
    {"Embargo lifted: new mayor", body, plain},
    {"[External] CONFIDENTIAL: Staffing", body, marked},
    {"Confidentiality policy review", body, plain},
    {"Vote of no confidence", body, plain},
    {"Motion of no confidence in the chairman", body, plain},
    {"Confidently into 2027: our plan", body, plain},
    {"Confidential waste collection", body, plain},
    {"Confidential reporting code - draft", body, plain},
    {"Confidential information policy", body, plain},
    {"Request for confidential information", body, plain},
    {"Non-confidential minutes", body, plain},
    {"Not confidential: grass cutting", body, plain},
    {"No longer confidential: tender report", body, plain},
    {"Confidentiality agreement for volunteers", body, plain},
    {"Is this confidential?", body, plain},
    {"Public confidence in the council", body, plain},
    {"Training: handling confidential papers", body, plain},
    {"Grass cutting", body, plain},
    {"CONFIDENTIAL!!! staffing", body, marked},
    {"*** CONFIDENTIAL *** staffing", body, marked},
    {"Confidential for Pat Lowe", body, marked},
};
INSTANTIATE_TEST_SUITE_P(Subject, ASubject, testing::ValuesIn(subjects));

const Wording texts[] = {
    {"Stalls", "Dear Mrs Lowe,\n\nThey are exempt from the market fee.\n\nHelen", plain},
    {"Stalls", "Dear Mrs Lowe,\n\nThe report lost not a word on the fence.\n\nHelen", plain},
    {"Stalls", "Dear Mrs Lowe,\n\nThe depot goes. Not a word to the press.\n\nHelen", marked},
    {"Stalls", "Dear Mrs Lowe,\n\nWhy you can't pass those on is beyond me.\n\nHelen", plain},
    {"Gwaith", "Annwyl Mr Rees,\n\nCadwch hyn i chi'ch hun os gwelwch yn dda.\n\nMair", marked},
    {"Drains",
     "Dear Mrs Lowe,\n\nHere are the prices. They must stay within the committee.\n\nHelen",
     marked},
    {"Wards",
     "Dear Mrs Lowe,\n\nAsk for two wards, and say nothing at all about who wins.\n\nHelen", plain},
    {"Drains",
     "Dear Mrs Lowe,\n\nMonday.\n\nHelen Ward\nTown Clerk\n\nThis message is confidential. If you "
     "are not the person it was meant for, please delete it and let us know.",
     plain},
    {"Drains",
     "Dear Mrs Lowe,\n\nMonday.\n\nHelen Ward\nTown Clerk\n\nThe views in this e-mail are not "
     "necessarily those of the council. This e-mail is confidential to the addressee.",
     plain},
    {"Depot", "CONFIDENTIAL\n\nDear Mrs Lowe,\n\nThe lease ends in May.\n\nHelen", marked},
    {"Depot", "Dear Mrs Lowe,\n\nThe lease ends in May.\n\nHelen Ward\n\nPrivate and Confidential",
     marked},
    {"Depot", "Dear Mrs Lowe,\nPRIVATE & CONFIDENTIAL\nThe lease ends in May.\nHelen", marked},
    {"Depot", "*** Strictly confidential ***\n\nThe lease ends in May.", marked},
    {"Depot", "Classification: OFFICIAL-SENSITIVE\n\nThe lease ends in May.", marked},
    {"Depot", "OFFICIAL\n\nThe lease ends in May.", plain},
    {"Depot", "Not for publication by virtue of paragraph 3 of Schedule 12A\n\nThe lease ends.",
     marked},
    {"Depot", "Confidential: the lease ends in May, as we feared.", marked},
    {"Depot", "EMBARGOED UNTIL 10AM ON 1 AUGUST 2026\n\nThe depot is to be a theatre.", marked},
    {"Depot", "EMBARGOED UNTIL 10AM ON 1 JULY 2026\n\nThe depot is to be a theatre.", plain},
    {"Depot",
     "Dear Mrs Lowe,\n\nOn the agenda:\n- Minutes\n- Confidential session\n- Next meeting\n\nHelen",
     plain},
    {"Depot",
     "Dear Mrs Lowe,\n\nThe working group asked whether the report should have remained\n"
     "confidential. It will be debated in public next month.\n\nHelen",
     plain},
    {"Depot", "Dear Pat,\n\nPlease treat this as confidential.\n\nHelen", marked},
    {"Depot", "Dear Pat,\n\nI am telling you this in confidence.\n\nHelen", marked},
    {"Depot", "Hi Pat, strictly between ourselves the lease ends in May. H", marked},
    {"Depot", "Hi Pat\n\nNot for wider circulation, but the lease ends in May.\n\nH", marked},
    {"Depot", "Hi Pat, the lease ends in May. Please keep this to yourself. H", marked},
    {"Depot", "Hi Pat, pls keep confidential for now. H", marked},
    {"Depot", "The attached report is confidential and must not be shared with anyone.", marked},
    {"Depot", "I enclose the confidential report on the depot.", marked},
    {"Depot", "This information remains confidential until the council has met.", marked},
    {"Depot", "I would ask you to treat the contents of this letter as strictly confidential.",
     marked},
    {"Depot", "Please do not share this with anybody outside the committee.", marked},
    {"Depot", "Please respect the confidentiality of this report.", marked},
    {"Depot", "For your eyes only.", marked},
    {"Depot", "Cllr Brown told me in confidence that the lease ends in May.", marked},
    {"Depot", "This is not confidential.", plain},
    {"Depot", "The report is no longer confidential.", plain},
    {"Depot", "The confidential report may now be published.", plain},
    {"Depot", "Is this confidential?", plain},
    {"Depot", "Should we treat this as confidential?", plain},
    {"Depot", "Your complaint will be treated in the strictest confidence.", plain},
    {"Depot", "We will keep your details confidential.", plain},
    {"Depot", "All responses are treated in confidence.", plain},
    {"Depot", "Applications are treated in the strictest confidence, and only the panel sees them.",
     plain},
    {"Depot", "Please note that enquiries to the office are handled in confidence.", plain},
    {"Depot", "These applications are to be treated in the strictest confidence.", marked},
    {"Depot", "If you would like your name kept confidential, tell me.", plain},
    {"Depot", "The council has adopted a confidentiality policy.", plain},
    {"Depot", "Members voted on a motion of no confidence in the leader.", plain},
    {"Depot", "I am confident that the lease will be renewed.", plain},
    {"Depot", "We have every confidence in the contractor.", plain},
    {"Depot", "Our confidential waste is collected on Tuesdays.", plain},
    {"Depot", "Please let me know whether the quotation is confidential.", plain},
    {"Depot", "Councillors must not disclose confidential information.", plain},
    {"Depot",
     "The lease ends in May.\n\nHelen Ward\nTown Clerk\n\nThis email and any attachments are "
     "confidential and intended solely for the use of the individual to whom they are addressed. "
     "If "
     "you have received this email in error please notify the sender.",
     plain},
    {"Depot",
     "The lease ends in May.\n\nHelen Ward\n\nPRIVATE AND CONFIDENTIAL: This message is intended "
     "only for the addressee and may contain privileged information.",
     plain},
    {"Depot",
     "The lease ends in May.\n\nHelen Ward\n\nCONFIDENTIAL\nThis email is intended solely for the "
     "named recipient. If you are not the intended recipient, delete it.",
     plain},
    {"Depot",
     "The lease ends in May.\n\nHelen Ward\n\nConfidentiality notice: this email is confidential.",
     plain},
    {"Depot",
     "Mrs Holt's letter went to the wrong house in error. Please treat it as confidential.",
     marked},
    {"Depot", "Treat as confidential please.", marked},
    {"Depot", "I'd rather this didn't go any further.", marked},
    {"Depot", "You can speak to our officers in confidence.", plain},
    {"Depot", "The press and public were excluded for item 12.", plain},
    {"Depot", "He asked about information that is confidential to others.", plain},
};
INSTANTIATE_TEST_SUITE_P(Text, AText, testing::ValuesIn(texts));

const Wording held_out[] = {
    {"CONFIDENTIAL – do not forward", body, marked},
    {"Grievance hearing: CONFIDENTIAL", body, marked},
    {"confidential.", body, marked},
    {"<Confidential> tender opening", body, marked},
    {"Highly confidential: depot", body, marked},
    {"Legal advice - privileged and confidential", body, marked},
    {"Depot sale / STRICTLY CONFIDENTIAL", body, marked},
    {"Official-Sensitive [Commercial] depot sale", body, marked},
    {"Part B report: depot sale", body, marked},
    {"Extraordinary Council 3 August – Part 2 (exempt)", body, marked},
    {"Councillors only - depot sale", body, marked},
    {"Press release: EMBARGOED until noon on 3 August", body, marked},
    {"Press release - embargoed until 6pm 17 July 2026", body, plain},
    {"Confidence and well-being workshop", body, plain},
    {"Data protection and confidentiality training", body, plain},
    {"Confidential shredding: new contractor", body, plain},
    {"Declassified: confidential depot report", body, plain},
    {"Part 2 of our history walk", body, plain},
    {"Consultation on Part B of the Building Regulations", body, plain},
    {"Members' allowances", body, plain},
    {"Official notice of election", body, plain},
    {"Crowd-funding: a vote of confidence from residents", body, plain},
    {"Depot", "Hi Pat,\n\nBetween you and me, they're going to sell.\n\nHelen", marked},
    {"Depot", "Pat - this mustn't go any further, but they're selling up. H.", marked},
    {"Depot", "Dear Mrs Lowe\n\nKindly regard the enclosed valuation as private and confidential.",
     marked},
    {"Depot", "Could you please keep this under your hat until the meeting?", marked},
    {"Depot", "What follows is off the record.", marked},
    {"Depot", "I'd be grateful if you would keep this confidential.", marked},
    {"Depot", "I am writing to you in strict confidence about the depot.", marked},
    {"Depot", "These figures are commercially sensitive and not for publication.", marked},
    {"Depot", "The valuation is exempt from publication under paragraph 3 of Schedule 12A.",
     marked},
    {"Depot", "Please don't circulate the draft any wider.", marked},
    {"Depot", "STAFF IN CONFIDENCE\n\nDear Mrs Lowe,\n\nThe post is vacant.", marked},
    {"Depot", "Dear Pat,\n\nThe post is vacant.\n\nHelen Ward\nTown Clerk\n\nOFFICIAL: SENSITIVE",
     marked},
    {"Depot", "The report was confidential at the time but has since been published.", plain},
    {"Depot", "There is nothing confidential in the report.", plain},
    {"Depot", "The minutes can now be released to anyone who asks.", plain},
    {"Depot", "You asked why the item was taken in confidential session.", plain},
    {"Depot", "Please confirm that you are happy for us to share this.", plain},
    {"Depot", "The survey is confidential and anonymous.", plain},
    {"Depot", "I don't think this needs to be kept confidential.", plain},
    {"Depot", "The code of conduct deals with confidential information at paragraph 4.", plain},
    {"Depot", "We take confidentiality seriously and hold data securely.", plain},
    {"Depot",
     "Thanks\nHelen\n\nThe information in this message is confidential and may be legally "
     "privileged. Access to it by anyone else is unauthorised.",
     plain},
    {"Depot",
     "Thanks\nHelen\n\n**Private and Confidential**\nThis e-mail, together with its attachments, "
     "is "
     "for the exclusive and confidential use of the addressee(s).",
     plain},
};
INSTANTIATE_TEST_SUITE_P(HeldOut, HeldOutWording, testing::ValuesIn(held_out));

}  // namespace

}  // namespace candour::rules
