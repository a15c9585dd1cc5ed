// SPDX-License-Identifier: MPL-2.0

#include "app/summary_sending_command.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/configuration.h"
#include "app/login_name.h"
#include "app/summary_post.h"
#include "base/text.h"

namespace candour::app {

namespace json = boost::json;
using stores::HeldStage;

namespace {

constexpr std::size_t most_reason_bytes = 400;

int complain(const std::string& what, int status, std::ostream& err) {
  err << "candour: " << what << '\n';
  return status;
}

/// The configuration's part about the sending, and the spool.
struct Desk {
  SummaryPost post;
  stores::HeldMail spool;
};

std::optional<Desk> open_desk(const SummarySendingOptions& options, std::ostream& err) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) {
    complain(configuration.error().detail, 2, err);
    return {};
  }
  const auto& post = configuration->summary.post;
  if (!post) {
    complain(
        "no summary is sent by itself: " + options.config.string() + " has no `summary: send-to:`",
        2, err);
    return {};
  }
  return Desk{*post, summary_spool(configuration->data)};
}

json::object as_json(const SummaryState& state) {
  return {{"month", base::to_string(state.month)},
          {"stage", state.stage},
          {"well", state.well},
          {"words", state.words},
          {"cure", state.cure},
          {"time", base::to_string(state.time)},
          {"recipients", state.recipients},
          {"tries", state.tries},
          {"answer", state.answer},
          {"by", state.by}};
}

void print(const SummaryState& state, std::ostream& out) {
  out << base::to_string(state.month) << "  " << state.words << ".\n";
  if (!state.cure.empty()) out << "         " << state.cure << '\n';
}

/// Why this mark does not let it be sent now; empty where it does.
std::string objection(const stores::HeldMark& mark, const SummarySendingOptions& options) {
  switch (mark.stage) {
    case HeldStage::waiting:
    case HeldStage::due:
      return "is on its way: candourd sends it while it runs";
    case HeldStage::sending:
      return "is being sent this moment; should candourd have been killed, start it again first";
    case HeldStage::unknown:
      return options.again ? ""
                           : "may have been sent already. Ask its recipients; to send it (again), "
                             "say --again";
    case HeldStage::sent:
    case HeldStage::discarded:
      return options.again ? ""
             : mark.stage == HeldStage::sent
                 ? "was sent already; to send it once more, made anew, say --again"
                 : "was left out: " + mark.reason + "; to look at it once more, say --again";
    case HeldStage::failed:
      return mark.by == watchers::our_rules && options.reason.empty()
                 ? "is stopped by the council's own rules (" + mark.answer +
                       "). To send it all the same, say --reason and why: it goes on record"
                 : "";
  }
  return {};
}

base::Result<void> let_go(const Desk& desk, const std::string& id, const stores::HeldMark& mark,
                          const SummarySendingOptions& options) {
  // Its bytes are gone: candourd finds the month due, and makes it anew.
  if (mark.stage == HeldStage::sent || mark.stage == HeldStage::discarded)
    return desk.spool.forget(id);
  stores::HeldMark decided;
  decided.stage = HeldStage::due;
  decided.time = decided.next_try = base::now();
  decided.by = login_name();
  decided.reason = base::in_one_line(options.reason).substr(0, most_reason_bytes);
  return desk.spool.put_mark(id, mark.stage, decided);
}

}  // namespace

int list_summary_sending(const SummarySendingOptions& options, std::ostream& out,
                         std::ostream& err) {
  const auto desk = open_desk(options, err);
  if (!desk) return 2;
  const auto now = base::now();
  const auto states = summary_states(desk->post, desk->spool, now);
  if (!states) return complain(states.error().detail, 1, err);
  bool well = true;
  for (const auto& state : *states) {
    well = well && state.well;
    if (options.json)
      out << json::serialize(as_json(state)) << '\n';
    else
      print(state, out);
  }
  if (!options.json) {
    const auto [next, month] = watchers::next_due(desk->post.schedule, now);
    out << base::to_string(month) << "  goes out on " << moment_at(desk->post.schedule.zone, next)
        << " (" << desk->post.schedule.zone.name() << ").\n";
  }
  return well ? 0 : 1;
}

int send_summary(const SummarySendingOptions& options, std::ostream& out, std::ostream& err) {
  const auto month = base::parse_month(options.month);
  if (!month) return complain("a month is expected, as 2026-10: " + options.month, 2, err);
  const auto desk = open_desk(options, err);
  if (!desk) return 2;
  const auto id = watchers::spool_id(*month);
  const auto name = "the summary of " + base::month_words(*month) + " ";
  if (const auto readable = desk->spool.states(); !readable)
    return complain(readable.error().detail, 1, err);
  const auto mark = desk->spool.mark_of(id);
  if (!mark && mark.error().fault == base::Fault::unavailable)
    return complain(
        name + "was never due here. candour summary --month " + options.month + " shows it", 1,
        err);
  if (!mark) return complain(mark.error().detail, 1, err);
  if (mark->reason == watchers::before_the_first)
    return complain(name + "is of the time before summaries were sent. candour summary --month " +
                        options.month + " shows it",
                    1, err);
  if (const auto why_not = objection(*mark, options); !why_not.empty())
    return complain(name + why_not, 1, err);
  const auto oldest =
      watchers::latest_due(desk->post.schedule, base::now()) - watchers::most_months_at_once;
  const bool done = mark->stage == HeldStage::sent || mark->stage == HeldStage::discarded;
  if (done && *month <= oldest)
    return complain(name + "is too long ago to be made anew. candour summary --month " +
                        options.month + " shows it",
                    1, err);
  if (const auto put = let_go(*desk, id, *mark, options); !put)
    return complain(put.error().detail, 1, err);
  if (options.json)
    out << json::serialize(json::object{{"month", options.month}, {"stage", "due"}}) << '\n';
  else
    out << "candourd sends " << name << "within seconds, where it runs.\n";
  return 0;
}

}  // namespace candour::app
