// SPDX-License-Identifier: MPL-2.0
//
// Sentences that need the grammar's finer points: a second verb with the same subject, a promise
// made with a noun, a strong feeling, a deed that "no" undoes.
#pragma once

#include <array>

namespace candour::rules {

inline constexpr std::array finer_binding_sentences{
    // the council hires
    "The Council engages the choir to sing on 14 December.",
    "Eastmere Town Council retains the firm at a fee of £900 for the survey.",
    "The Council books the Wessex Players for the fair at £275.",
    "We will hire the string quartet for two hours at £220.",
    "The Town Council commissions your studio for the mosaic.",
    // a second verb
    "The Council thanks the owner for his patience and agrees to rebuild the wall.",
    "The Council hires your marquee for the weekend and undertakes to return it dry.",
    "Eastmere TC values the work of the lifeboat and pledges to match its collection.",
    "We will send a van on Friday and pay for the timber.",
    "The Council accepts the blame, and grants you £75.",
    // a promise by a noun
    "You can count on £400 from the Council.",
    "You may rely on the £1,200 for the organ.",
    "There is £150 from the Council for the lantern parade.",
    "I've seen the treasurer and we are granting it to you out of the festival pot.",
    "Whatever the weather, £60 is yours.",
    "Nobody will be turned away, and that is a firm promise from the Council.",
    // money for a thing
    "The Council will cover the minibus there and back.",
    "We'll pay for the band's supper.",
    "the council will fund the stage and the lighting",
    "The Council will refund all the tickets.",
    "We will cover everything.",
    "The Town Council is happy to reimburse your petrol.",
    "We'll put you all up for the night.",
    "The Council bears the overtime.",
    "Bank on £80 from us.",
    "The Council will stump up for the bonfire, of course.",
    "Send it in, and the Council will see you right.",
    // orders by the word
    "You have our official order for the bollards.",
    "Please take this e-mail as our official order.",
};

inline constexpr std::array finer_instructing_sentences{
    "Please supply to Eastmere Town Council, Cemetery Lodge: 6 no. oak benches at £310.",
    "Please deliver 40 bags of grit to the depot.",
    "Pls send the council twenty traffic cones",
    "Please ship to the Town Council a dozen hi-vis vests.",
    "This e-mail is your authority to deliver.",
    "This message is your go-ahead.",
    "This is your green light for Monday.",
    "All delivered, thanks. Invoice it to the Town Council.",
};

inline constexpr std::array finer_official_sentences{
    "The Town Council regards the closure as a betrayal of the town.",
    "The Council is furious about the potholes.",
    "The Council is utterly appalled by what was done to the memorial.",
    "Eastmere Town Council is delighted with the result.",
    "The Council is dismayed that the buses stop at six.",
    "The Council as a whole is concerned.",
    "ETC is rightly proud of its volunteers.",
    "The Council deems the reply inadequate.",
    "The Council could not be prouder of the lifeboat.",
    "The Council makes no apology for its campaign.",
    "The Council met the developer twice and still wants the trees kept, and regards the plan as "
    "dead.",
    "The Council heard the residents and condemns the delay.",
    "You can print this: the Council is livid and wants the ferry back.",
    "Here is a quote for Friday: \"The Council is horrified by the cuts to the ferry.\"",
};

inline constexpr std::array finer_idle_sentences{
    // "no" undoes the deed
    "The Council has agreed to no purchase that I am aware of.",
    "The Council has made no decision.",
    "The Council has not committed.",
    "The Council has not committed itself to anything.",
    "There is no agreement.",
    "There is no agreement with the Council to buy the field.",
    "The Council has decided nothing.",
    "The Council promises you nothing.",
    "The Town Council has accepted no quotation so far.",
    "We have ordered nothing from you.",
    "The Council has given no undertaking.",
    "The Council has signed no contract.",
    // somebody else is the one who acts
    "We thank the farmer, who owns the field and agrees to mow it.",
    "You can count on me to be there.",
    "I'll be on the gate at nine, that's a promise.",
    "We will meet the coach at the station.",
    "I'll put your name up for election.",
    "Please send me two photographs for the exhibition.",
    "Please supply to the Council a copy of your certificate.",
    "Please provide the Council with three references.",
    "The Council employs a caretaker and two gardeners.",
    "The resident's comment was \"The Council is furious about nothing and will pay for it\".",
    "We had a coach, a band and a hall full of people.",
};

}  // namespace candour::rules
