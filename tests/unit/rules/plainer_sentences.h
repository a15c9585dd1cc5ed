// SPDX-License-Identifier: MPL-2.0
//
// Sentences in which somebody simply does it: tells a firm what it is to do, gives it the job,
// says when the money will be there, answers on the council's behalf; and their neighbours.
#pragma once

#include <array>

namespace candour::rules {

inline constexpr std::array plainer_binding_sentences{
    "We hereby accept, and I look forward to seeing you on the Green.",
    "We accept on those terms.",
    "The Council accepts, and will send the papers on.",
    "The Council will have the £12,000 in your account by this Friday.",
    "We will have your deposit back with you on Monday.",
    "The clerk will have the balance with you by the end of the week.",
    "Invoice the Council and they'll settle it before new year.",
    "Bill the parish council and the clerk will pay.",
    "Rowlands has let us down so it's yours, at the £2,275 you put in for April.",
    "Same as last year agreed, £120, invoice the Council and they'll see to it.",
};

inline constexpr std::array plainer_instructing_sentences{
    "You are to take it down to a four foot stump this week.",
    "You are to fell the ash before the nesting starts.",
    "You are to have the gate off by Friday.",
    "You are now to pull that fence down.",
    "You are to finish the wall first.",
    "Please proceed at once, the finals are on the 12th.",
    "Please go ahead today.",
    "Wilf, crack on with the second length, down to the culvert.",
    "It's the Council's, so stick it on the same bill as last.",
    "Put it on our usual invoice.",
};

inline constexpr std::array plainer_official_sentences{
    "Your letter was addressed to the Council and I reply on its behalf.",
    "Your complaint was sent to the Council, and I am answering on its behalf.",
    "The Council's attitude to powered craft is unchanged.",
    "The Council's mind on the matter is made up.",
    "Our stance on the trees has not changed.",
    "We do not share the sailing club's opinion that a rescue boat is needed.",
};

inline constexpr std::array plainer_idle_sentences{
    "We accept that it was late.",
    "We accept, of course, that it was late.",
    "What are you to have for lunch?",
    "You are to be thanked for the flowers.",
    "The volunteers carry on with the weeding on Saturday.",
    "I will have the books with you on Friday.",
    "Please don't order a thing on my say-so!",
    "Don't buy any paint on what I said, I was only thinking aloud.",
    "Last year they took the fence down and put the bill on the mat.",
    "Stick it on the board by the door.",
    "She plays the same tune as last year.",
};

}  // namespace candour::rules
