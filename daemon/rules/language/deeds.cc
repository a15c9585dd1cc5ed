// SPDX-License-Identifier: MPL-2.0

#include "rules/language/deeds.h"

#include <algorithm>
#include <array>

namespace candour::rules {

namespace {

/// Deeds in one form of their verbs, and the words that make them the council's.
struct Frame {
  SetName deeds;
  std::array<SetName, 3> led_by;  // empty: no further one
};

constexpr std::array frames{
    Frame{"obligation.deed", {"obligation.will-do"}},
    Frame{"obligation.pledge",
          {"obligation.will-do", "obligation.would-like-to", "obligation.says"}},
    Frame{"obligation.purchase", {"obligation.will-do", "obligation.would-like-to"}},
    Frame{"obligation.purchase+s", {"obligation.does"}},
    Frame{"obligation.purchase+ing", {"obligation.is-doing"}},
    Frame{"obligation.vow+s", {"obligation.and-does"}},
    Frame{"obligation.deed+s", {"obligation.does", "obligation.and-does"}},
    Frame{"obligation.pledge+s", {"obligation.does", "obligation.and-does"}},
    Frame{"obligation.deed+ing", {"obligation.is-doing"}},
    Frame{"obligation.pledge+ing", {"obligation.is-doing"}},
    Frame{"obligation.pledge+ed", {"obligation.has-done"}},
    Frame{"obligation.refrain", {"obligation.will-not-do"}},
    Frame{"obligation.refrain+ing", {"obligation.will-not-do"}},
    Frame{"obligation.staff-deed", {"obligation.staff-will-do"}},
    Frame{"obligation.staff-deed+s", {"obligation.staff-will-do"}},
};

// A verb may stand twice in a thought, and be the council's only the second time.
constexpr int most_searches = 4;

void add_led(std::string_view thought, const Match& deed, const Frame& frame,
             const Phrases& phrases, std::vector<Match>& found) {
  const auto before = thought.substr(0, deed.begin);
  for (const auto lead : frame.led_by) {
    if (lead.empty()) break;
    for (const auto& match : phrases.find(lead, before))
      found.push_back({match.begin, deed.end, deed.pattern});
  }
}

}  // namespace

std::vector<Match> council_deeds(const Wording& thought, const Phrases& phrases) {
  std::vector<Match> found;
  // Most thoughts name nobody who could bind the council.
  if (!phrases.any("obligation.who", thought)) return found;
  for (const auto& frame : frames) {
    std::size_t from = 0;
    for (int search = 0; search < most_searches; ++search) {
      const auto deeds = from == 0 ? phrases.find(frame.deeds, thought)
                                   : phrases.find(frame.deeds, thought.text.substr(from));
      if (deeds.empty()) break;
      for (const auto& deed : deeds)
        add_led(thought.text, {from + deed.begin, from + deed.end, deed.pattern}, frame, phrases,
                found);
      from += deeds.front().begin + 1;
    }
  }
  return found;
}

}  // namespace candour::rules
