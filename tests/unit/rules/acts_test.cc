// SPDX-License-Identifier: MPL-2.0
//
// Sentences as councillors write them, formal and hurried, and what each does.

#include "rules/acts.h"

#include <gtest/gtest.h>

#include <array>

#include "support/council.h"

namespace candour::rules {
namespace {

// Sent by a councillor of Eastmere Town Council to somebody outside it.
Situation situation(std::string_view text) {
  static const CouncilName council("Eastmere Town Council");
  Situation situation{council};
  // Elsewhere the whole mail tells for whom "I" stands.
  if (text.starts_with("On behalf of the Council") || text.find("Council's behalf") != text.npos)
    situation.writer = Writer::the_council;
  return situation;
}

std::string deed_of(std::string_view text, const Situation& situation) {
  const auto read = read_text(text, "text");
  const auto sentences = sentences_of(read);
  const auto binding = binding_acts(read, sentences, situation, support::phrases());
  if (!binding.empty())
    return binding.front().deed == Deed::obligation ? "obligation" : "instruction";
  const auto official = official_acts(read, sentences, situation, support::phrases());
  return official.empty() ? "none" : "official";
}

std::string deed_of(std::string_view text) {
  return deed_of(text, situation(text));
}

constexpr std::array binding_sentences{
    "The Council will pay your invoice by Friday.",
    "We hereby accept your quotation of £1,250 for resurfacing the path.",
    "I'm delighted to tell you we have awarded the grounds maintenance contract to your firm.",
    "Don't worry about the deposit, the Town Council will cover it.",
    "Your tender has been accepted and the contract will follow.",
    "council will sort the bill, just send it over",
    "We'll take the marquee at £300 for the weekend.",
    "You can count on us for the full £2,000.",
    "Eastmere Town Council undertakes to make good any damage to your hedge.",
    "We guarantee that the car park will be free for your customers until Christmas.",
    "If the wall falls on anyone, the Council will meet the claim.",
    "On behalf of the Council I agree to the terms you set out on 3 March.",
    "Permission is granted for you to use the recreation ground on 12 June.",
    "We would like to order twelve hanging baskets at the price you quoted.",
    "The council is terminating your cleaning contract with effect from 30 April.",
    "I can confirm your booking of the Assembly Room for £45.",
    "yes thats fine, we accept the price",
    "You will be reimbursed for the materials in full.",
    "I confirm on the Council's behalf that the lease will be renewed for five years.",
    "We are pleased to offer you the post of caretaker at £12.50 an hour.",
    "Please treat this email as our order for ten benches.",
    "You have our permission to start digging.",
    "We agree to pay £450 for the new noticeboard.",
    "The Parish Council will reimburse your travel expenses in full.",
    "The Council is happy to award you a grant of £500.",
    "This email is our order for 40 litres of paint.",
    "We'll cover the cost of the hall hire.",
    "The deposit will be refunded within seven days.",
    "We are happy to confirm your booking at £120.",
    "You have our agreement to start on the 14th.",
    "Your quotation of 4 May is accepted.",
    "I accept your quotation for the roof repairs.",
    "The council will pay ur invoice by fri",
    "I promise the council will pay you before Christmas.",
    "The Council guarantees that no charge will be made.",
    "We appoint you as our internal auditor for the coming year.",
    "The Council hereby terminates your contract with immediate effect.",
    "Your lease is terminated from 1 June.",
    "ETC will meet the full cost of the repairs.",
    "Eastmere TC are happy to accept your price, see you Monday.",
    "We'd like to go ahead with your quote.",
    "Happy to go with your quote of £800, thanks.",
    "The job is yours.",
    "yep deal, the contract is yours",
    "we will pay 50% up front and the rest on completion",
    "If you fix the gate this week, the Council will pay double.",
    "When you have finished we will settle the bill by return.",
    "The Council undertakes to keep the path clear.",
    "You'll get your deposit back next week, the council has it.",
    "We grant you the use of the pavilion until September.",
    "You may use the green for your event on 2 July.",
    "The Council commits £5,000 to your project.",
    "We have agreed to renew your lease for another three years.",
    "I can confirm that the Council has accepted your tender.",
    "The Council accepts full liability for the damage to your car.",
    "I hereby authorise payment of your invoice; the Council will pay it on Friday.",
    "Just send the bill to the clerk and we will pay it.",
    "Should the tree fall, the Council will compensate you for any damage.",
    "No need to pay for the room, it's on us: the council will foot the bill.",
    "We will repair your fence by Friday.",
    "We'll get it fixed by the weekend, I promise.",
    "the council will chip in £200 for the bunting",
    "We shall purchase 30 chairs from you at £12 each.",
    "On behalf of the Council I accept your offer.",
    "The Council is willing to sell you the strip of land for £1.",
    "The Council is giving you notice to quit the allotment.",
    "We have decided to award the contract to your company.",
    "The Finance Committee has approved your grant application, so the money will be sent to you "
    "on Monday.",
    "You are now appointed as our contractor for the play area.",
    "Consider it done, the council will buy it.",
    "I can assure you that your invoice will be paid this week.",
    "Your booking for 3 June is confirmed and the fee is waived.",
    "We will not charge you for the hall.",
    "The Town Council will underwrite any loss you make.",
    "We'd be delighted to hire you for the summer fair at £350.",
    "The Council will match whatever you raise.",
    "Permission has been granted for your street party.",
    "We can let you have the hall for nothing.",
    "You have my word that the council will honour the agreement.",
    "Our council promises you that the rent will stay the same.",
    "We will take on your apprentice from September and pay his wages.",
    "If anyone is hurt, the Council will pay.",
    "Crack on with it, Bob, you've got the green light.",
};

constexpr std::array instructing_sentences{
    "Please proceed with the works as quoted.",
    "You are required to remove your caravan from the green within seven days.",
    "You must not place any more signs on the verge.",
    "Kindly arrange for the skip to be collected on Tuesday.",
    "go ahead and book the band for us",
    "We're good to go, start Monday.",
    "I am instructing you to stop work on site immediately.",
    "pls go ahead w the fencing asap",
    "The Council requires you to cut back the overhanging branches by 1 May.",
    "Take this as your formal notice to vacate the allotment.",
    "Can we get the gate painted this week please - crack on.",
    "Please make sure the hoarding is taken down by Friday.",
    "Go ahead with the works, please.",
    "You must remove the container by 1 March.",
    "You are hereby instructed to cease trading on the market.",
    "Please stop work at once.",
    "Please remove your signs from the roundabout by Friday.",
    "Please install the bench outside the library on Tuesday.",
    "Please cancel the order for the marquee.",
    "please make sure this is done by friday",
    "Kindly vacate plot 14 by the end of the month.",
    "Please invoice the Council for the balance.",
    "You are hereby given notice to leave the site.",
    "I instruct you to suspend the contract.",
    "You are authorised to proceed up to £2,000.",
    "ok go ahead",
    "Right, get the fence taken down and send us the bill.",
    "Consider this your instruction to begin.",
    "This is a formal instruction from the Council to remove the hoarding.",
    "You shall not erect any structure on the field.",
    "No further work is to take place until you hear from us.",
    "The Council demands that you pay the arrears.",
    "The Council orders you to clear the footpath.",
    "U need to move ur van off the green by friday",
    "Please order 200 sandbags and have them delivered to the depot.",
    "Please carry out the tree works as quoted.",
    "The signs must be taken down by Monday.",
    "Please do not start until the ground is dry.",
    "Start Monday and I'll see you on site.",
    "The Council resolved last night to accept, so please go ahead and start on Monday.",
    "You are not permitted to park on the green.",
    "Please arrange delivery of the salt bins for next week.",
    "You have the Council's permission and you are authorised to dig.",
    "We would like you to start on 5 June.",
    "All agreed this end. Please get started.",
    "I am writing to require you to reinstate the verge.",
};

constexpr std::array official_sentences{
    "The Council has decided not to support your application.",
    "On behalf of Eastmere Town Council I am writing to object to the proposed closure of the "
    "library.",
    "The Council believes that the bypass would harm the town.",
    "Our position as a Council is that the surgery should stay.",
    "The Council regrets the distress this has caused you.",
    "As your council, we take dog fouling seriously.",
    "The Council's response to your complaint is set out below.",
    "The Council cannot agree to your request.",
    "The Town Council does not support fracking in the valley.",
    "On behalf of the Council I would like to thank you for your letter.",
    "The Council strongly objects to planning application 24/01234.",
    "The Council apologises for the delay.",
    "I am replying on behalf of Eastmere Town Council to your complaint.",
    "The Council takes the view that parking charges are unfair.",
    "It is the Council's position that the road should be widened.",
    "We, as a Council, oppose the closure.",
    "The Council is of the opinion that the scheme is flawed.",
    "The Council has no objection to the licence.",
    "The Council has resolved to object to your application.",
    "Your complaint has been investigated and is not upheld.",
    "Eastmere Town Council supports the campaign for a new school.",
    "The Council is very concerned about the bus cuts.",
    "ETC does not accept your claim.",
    "Speaking for the Council, we are disappointed.",
    "The Council considered your letter last night and declined your request.",
    "We regret that the Council is unable to help.",
    "Please find attached the Council's response to the consultation.",
    "As a council we feel let down by the county.",
    "The Council welcomes the new surgery.",
    "The Council cannot pay for that.",
};

constexpr std::array idle_sentences{
    "Thank you very much for your help with the fair.",
    "Would the council be able to pay for the bunting?",
    "I will attend the fete on Saturday.",
    "I'd love to come to the opening of the new hall.",
    "Please find attached the minutes.",
    "Please let me know if you need anything else.",
    "The Council resolved last night to keep the public toilets open.",
    "If the Council agrees, the grant will be paid in May.",
    "Subject to full council approval we will pay half.",
    "I think the Council should pay for the repairs, and I will say so at the meeting.",
    "The Council meets on the 4th at 7 pm in the Town Hall.",
    "Please come along and have your say.",
    "Please could you send me the photographs?",
    "I will ask the Council to accept your offer.",
    "At its meeting on 3 May the Council agreed to award the contract to Bloggs Ltd.",
    "In my view the district council ought to pay.",
    "On behalf of the Mayor, Cllr Smith invites you to a reception on 5 June.",
    "Please feel free to ring me at home.",
    "I agree with you that the junction is dangerous.",
    "I have passed your letter to the clerk, who will reply.",
    "The county council will repair the potholes next week.",
    "Has the Council accepted the quotation yet?",
    "We cannot promise anything until the committee has met.",
    "I hope the Council will agree to fund it.",
    "I'm happy to help you fill in the form.",
    "I am writing in a personal capacity and not on behalf of the Council.",
    "You must be very proud of your daughter.",
    "I'll pop round on Thursday to look at the wall.",
    "Please remember to bring your own mug.",
    "We had a lovely time at your party.",
    "The budget for the year was approved in January.",
    "We will discuss your request at the next meeting.",
    "The Council agreed last night to fund the new swings.",
    "At Monday's meeting members voted to accept the lowest tender.",
    "It was resolved that the Council will pay for the repairs.",
    "The minutes record that the Council will contribute £500.",
    "I don't think the Council will pay for that.",
    "I will be proposing that the Council pays half.",
    "We will pay if the finance committee approves it.",
    "I would like the Council to accept your offer.",
    "Once the Council has approved the budget we will order the lights.",
    "Your application will be considered by the Council in June.",
    "Do you know whether the council will pay?",
    "Please ask the clerk whether the council will cover the cost.",
    "The clerk told me the Council will pay on Friday.",
    "I'll raise it with the clerk on Monday.",
    "I promise to look into it.",
    "I'm going to write to the county about it.",
    "Please see the attached agenda.",
    "Please accept my apologies for Thursday.",
    "Please do not hesitate to contact me.",
    "Please bear with me.",
    "Please contact the clerk, who deals with bookings.",
    "Please give my regards to your wife.",
    "Please remove me from your mailing list.",
    "Could you please arrange a time to meet?",
    "We paid a visit to the school last week.",
    "We will pay a visit to the site next week.",
    "We'd love to see you at the coffee morning.",
    "The Council pays about £3,000 a year for grass cutting.",
    "The council tax will be paid by direct debit.",
    "Dorset Council will resurface the road in May.",
    "Westmere Parish Council has agreed to pay for theirs.",
    "The County Council has decided to close the library.",
    "The developer will pay for the new crossing.",
    "You asked if \"the Council will pay your invoice by Friday\".",
    "I cannot promise that the Council will agree.",
    "I shall be voting against the increase.",
    "Speaking personally, I support your plans.",
    "I'm sorry to hear about your fence.",
    "Thank you for agreeing to judge the scarecrows.",
    "Many thanks for your quotation, which I have passed to the clerk.",
    "The clerk will let you know the Council's decision.",
    "The next meeting of the Council is on 5 May.",
    "You must come to the carol service!",
    "You must be registered to vote in order to take part.",
    "Let me know what you think.",
    "I hope you will come to the meeting.",
    "The Mayor requests the pleasure of your company at the civic service.",
    "On behalf of the Mayor I am delighted to invite you to the garden party.",
    "I am not speaking for the Council.",
    "I can't speak for the council on this.",
    "My own view is that the Council should pay.",
    "Feel free to use my number.",
    "I've asked the council to look at the drains.",
    "If we agree to pay, you will be told in writing.",
    "It is for the Council to decide whether to accept your quote.",
    "Planning permission was granted by the district council in 2019.",
    "The works were carried out on behalf of the Council by Bloggs.",
    "The minutes were approved and the budget was set.",
    "We're meeting outside the hall at 6.",
    "Perhaps the Council could pay for the paint.",
    "Please could you arrange for the bin to be emptied?",
    "I'll bring the cakes and you bring the tea.",
    "You can find the minutes on the Council's website.",
    "The Council's policy on dogs is on the website.",
    "The Council office is closed on Friday.",
    "The Council consists of twelve members.",
    "Can I order two tickets for the Mayor's ball.",
    "I'd like to book two places for the dinner.",
    "Please confirm receipt.",
    "Please reply by Friday.",
    "Please send me your invoice when you have a moment.",
    "Please vote for the town in the awards.",
    "It would be wonderful if the Council would pay for the band.",
    "Bob said we should go ahead and book it.",
    "I can't agree to anything without the Council.",
    "We have not agreed to pay anything.",
    "No decision has been made.",
    "The contract was awarded to Bloggs Ltd in March.",
    "Congratulations on being awarded the contract.",
    "I'm told the Council will pay you next week.",
    "Thanks for confirming that your invoice was paid.",
};

class Sentence : public testing::TestWithParam<const char*> {};
class Binds : public Sentence {};
class Instructs : public Sentence {};
class Speaks : public Sentence {};
class DoesNothing : public Sentence {};

TEST_P(Binds, TheCouncil) {
  EXPECT_EQ(deed_of(GetParam()), "obligation") << GetParam();
}

TEST_P(Instructs, InTheCouncilsName) {
  EXPECT_EQ(deed_of(GetParam()), "instruction") << GetParam();
}

TEST_P(Speaks, ForTheCouncilAndBindsItToNothing) {
  EXPECT_EQ(deed_of(GetParam()), "official") << GetParam();
}

TEST_P(DoesNothing, InTheCouncilsName) {
  EXPECT_EQ(deed_of(GetParam()), "none") << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Sentences, Binds, testing::ValuesIn(binding_sentences));
INSTANTIATE_TEST_SUITE_P(Sentences, Instructs, testing::ValuesIn(instructing_sentences));
INSTANTIATE_TEST_SUITE_P(Sentences, Speaks, testing::ValuesIn(official_sentences));
INSTANTIATE_TEST_SUITE_P(Sentences, DoesNothing, testing::ValuesIn(idle_sentences));

std::vector<std::string> words_of(std::string_view text) {
  const auto read = read_text(text, "text");
  std::vector<std::string> words;
  for (const auto& act :
       binding_acts(read, sentences_of(read), situation(text), support::phrases()))
    words.push_back(read.evidence(act.words.begin, act.words.end).text);
  return words;
}

TEST(Act, QuotesTheVeryWordsAsWritten) {
  EXPECT_EQ(words_of("Dear Bob,\n\nThanks. We’ll hereby accept\nyour quotation."),
            std::vector<std::string>{"We’ll hereby accept\nyour quotation"});
}

TEST(Act, IsFoundInEachSentence) {
  EXPECT_EQ(words_of("You must not park here. Thanks. Please stop work.").size(), 2u);
}

TEST(Act, IsFoundAfterAFullStopWithoutACapital) {
  EXPECT_EQ(deed_of("thats all fine with me. please go ahead"), "instruction");
}

TEST(Act, AmongTheCouncilsOwnPeopleIsOnlyAnOrder) {
  auto inside = situation("");
  inside.audience = Audience::council;
  EXPECT_EQ(deed_of("Please make sure this is done by Friday.", inside), "none");
  EXPECT_EQ(deed_of("Please arrange for the gate to be mended.", inside), "none");
  EXPECT_EQ(deed_of("I instruct you to cancel the contract.", inside), "instruction");
}

TEST(Act, AmongPublicBodiesIsNoMereRequest) {
  auto authorities = situation("");
  authorities.audience = Audience::authorities;
  EXPECT_EQ(deed_of("Please repair the pothole in West Street.", authorities), "none");
  EXPECT_EQ(deed_of("The Council will pay half the cost.", authorities), "obligation");
}

TEST(Act, InAPrivateMatterNeedsTheCouncilByName) {
  auto personal = situation("");
  personal.affairs = Affairs::perhaps_private;
  EXPECT_EQ(deed_of("We accept your quote for the kitchen, please go ahead.", personal), "none");
  EXPECT_EQ(deed_of("The Council accepts your quote for the kitchen.", personal), "obligation");
}

TEST(Act, IsTheCouncilsWhereTheWriterSpeaksForIt) {
  auto spokesman = situation("");
  EXPECT_EQ(deed_of("I will pay the bill.", spokesman), "none");
  spokesman.writer = Writer::the_council;
  EXPECT_EQ(deed_of("I will pay the bill.", spokesman), "obligation");
}

TEST(Act, OfACouncilKnowsItByPlaceKindAndInitials) {
  const CouncilName broad("Broad Chalke Parish Council");
  const Situation situation{broad};
  for (const auto* text :
       {"Broad Chalke Parish Council will pay the bill.", "Broad Chalke PC will pay the bill.",
        "BCPC will pay the bill.", "The Parish Council will pay the bill.",
        "Our council will pay the bill.", "council will pay the bill"})
    EXPECT_EQ(deed_of(text, situation), "obligation") << text;
  for (const auto* text :
       {"Wiltshire Council will pay the bill.", "The county council will pay the bill.",
        "Salisbury City Council will pay the bill.", "Another council will pay the bill."})
    EXPECT_EQ(deed_of(text, situation), "none") << text;
}

}  // namespace
}  // namespace candour::rules
