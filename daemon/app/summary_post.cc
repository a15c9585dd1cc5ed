// SPDX-License-Identifier: MPL-2.0

#include "app/summary_post.h"

#include <algorithm>
#include <cstdio>

#include "app/configuration.h"

namespace candour::app {

using namespace std::chrono;
using base::Month;
using stores::HeldStage;

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{256} << 20;
constexpr minutes time_to_prepare{10};

std::string recipients(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " recipient" : " recipients");
}

std::string times(std::uint32_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

std::string send_command(Month month, std::string_view more = "") {
  return "candour summary send --month " + base::to_string(month) + std::string(more);
}

std::string as_sentence(const std::string& words) {
  return words.empty() || words.back() == '.' || words.back() == '!' ? words : words + ".";
}

/// What a mark says, of a message that is sound.
class Teller {
 public:
  Teller(const base::TimeZone& zone, SummaryState& state, const stores::HeldMark& mark)
      : zone_(zone), state_(state), mark_(mark) {}

  void tell() {
    switch (mark_.stage) {
      case HeldStage::waiting:
        state_.words = "is prepared and about to be judged";
        break;
      case HeldStage::due:
        tell_due();
        break;
      case HeldStage::sending:
        state_.words = "is being sent";
        break;
      case HeldStage::sent:
        state_.words = "was sent on " + moment_at(zone_, mark_.time) + " to " +
                       recipients(state_.recipients) +
                       (mark_.by.empty() ? "" : ", as " + mark_.by + " decided");
        break;
      case HeldStage::unknown:
        look("may have been sent or not: the connection broke at the last moment, on " +
                 moment_at(zone_, mark_.time) + ", and it is not sent again by itself",
             "Ask its recipients. Where they have not got it: " +
                 send_command(state_.month, " --again"));
        break;
      case HeldStage::failed:
        tell_failed();
        break;
      case HeldStage::discarded:
        state_.words = mark_.reason == watchers::nothing_on_record
                           ? "was not sent: nothing is on record of that month"
                           : "was not sent: " + mark_.reason;
        break;
    }
  }

 private:
  void look(std::string words, std::string cure) {
    state_.well = false;
    state_.words = std::move(words);
    state_.cure = std::move(cure);
  }

  void tell_due() {
    if (mark_.tries == 0) {
      state_.words = "is about to be sent";
      return;
    }
    look("was tried " + times(mark_.tries) + " and not taken; candourd tries again on " +
             moment_at(zone_, mark_.next_try) + ". The mail server: " + mark_.answer,
         "Where that does not pass by itself, look at `send-through:` under `summary:` and ask "
         "whoever runs that server.");
  }

  void tell_failed() {
    if (mark_.by == watchers::our_rules)
      return look(
          "is stopped by the council's own rules: " + mark_.answer,
          "Read it: candour summary --month " + base::to_string(state_.month) +
              ". To send it all the same: " + send_command(state_.month, " --reason \"…\""));
    look("was refused by the mail server: " + mark_.answer,
         "Mend what it says, then: " + send_command(state_.month));
  }

  const base::TimeZone& zone_;
  SummaryState& state_;
  const stores::HeldMark& mark_;
};

SummaryState state_of(const SummaryPost& post, const stores::HeldEntry& entry, Month month) {
  SummaryState state{.month = month,
                     .stage = std::string(stores::name_of(entry.mark.stage)),
                     .words = {},
                     .cure = {},
                     .time = entry.mark.time,
                     .answer = entry.mark.answer,
                     .by = entry.mark.by};
  if (!entry.damage.empty()) {
    state.stage = "damaged";
    state.well = false;
    state.words = "is damaged on the disk, and will not be sent: " + entry.damage;
    state.cure =
        "Keep the file for whoever looks into the disk's fault; once it is taken away, candourd "
        "prepares the month anew.";
    return state;
  }
  state.recipients = entry.envelope.rcpt_to.size();
  state.tries = entry.mark.tries;
  if (entry.mark.stage == HeldStage::waiting) state.time = entry.envelope.held_at;
  Teller(post.schedule.zone, state, entry.mark).tell();
  return state;
}

SummaryState not_prepared(const SummaryPost& post, Month month, base::Instant now,
                          const std::map<Month, std::string>& troubles) {
  SummaryState state{.month = month,
                     .stage = "not-prepared",
                     .words = {},
                     .cure = {},
                     .time = watchers::due_at(post.schedule, month),
                     .answer = {},
                     .by = {}};
  const auto trouble = troubles.find(month);
  const auto since = moment_at(post.schedule.zone, state.time);
  state.well = trouble == troubles.end() && now < state.time + time_to_prepare;
  state.words = "is due since " + since + " and not prepared yet";
  if (trouble != troubles.end()) state.words += ": " + trouble->second;
  if (!state.well)
    state.cure =
        "candourd prepares it while it runs, and tries again by itself; its log says why "
        "it could not.";
  return state;
}

}  // namespace

stores::HeldMail summary_spool(const std::filesystem::path& data) {
  return {data / summaries_folder_name, most_bytes, stores::WhenDone::remembered};
}

watchers::SummaryPlan plan_of(const SummaryPost& post) {
  return {post.schedule, post.from, post.reply_to, post.send_to};
}

std::string moment_at(const base::TimeZone& zone, base::Instant instant) {
  const auto local = zone.local(instant);
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss time{local - day};
  char clock[16];
  std::snprintf(clock, sizeof clock, "%02d:%02d", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()));
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         base::month_words(date.year() / date.month()) + " at " + clock;
}

base::Result<std::vector<SummaryState>> summary_states(
    const SummaryPost& post, const stores::HeldMail& spool, base::Instant now,
    const std::map<Month, std::string>& troubles) {
  const auto entries = spool.list();
  if (!entries) return entries.error();
  std::vector<SummaryState> states;
  std::vector<Month> known;
  for (const auto& entry : *entries) {
    const auto month = watchers::month_in(entry.envelope.id);
    if (!month) continue;
    known.push_back(*month);
    if (entry.mark.reason == watchers::before_the_first) continue;
    states.push_back(state_of(post, entry, *month));
    // Prepared, and something keeps it from going on.
    if (const auto trouble = troubles.find(*month);
        trouble != troubles.end() && states.back().well) {
      states.back().well = false;
      states.back().words += ", but: " + trouble->second;
      states.back().cure = "candourd tries again by itself; its log says more.";
    }
  }
  if (!known.empty() || !troubles.empty()) {
    const auto latest = watchers::latest_due(post.schedule, now);
    const auto first = known.empty() ? latest : *std::ranges::min_element(known);
    for (const auto month : watchers::months_due(post.schedule, now, first, known))
      states.push_back(not_prepared(post, month, now, troubles));
  }
  std::ranges::stable_sort(states, {}, &SummaryState::month);
  return states;
}

SummaryHealth summary_health(const SummaryPost& post, const std::vector<SummaryState>& states,
                             base::Instant now) {
  SummaryHealth health;
  for (const auto& state : states) {
    if (state.well) continue;
    health.well = false;
    health.words += "That of " + base::month_words(state.month) + " " + as_sentence(state.words) +
                    " " + as_sentence(state.cure) + " ";
  }
  if (health.well && !states.empty())
    health.words =
        "That of " + base::month_words(states.back().month) + " " + states.back().words + ". ";
  const auto [next, month] = watchers::next_due(post.schedule, now);
  health.words += "That of " + base::month_words(month) + " goes out on " +
                  moment_at(post.schedule.zone, next) + ".";
  return health;
}

}  // namespace candour::app
