// SPDX-License-Identifier: MPL-2.0

#include "app/replies_command.h"

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

#include "app/configuration.h"
#include "app/data_folder.h"
#include "base/british_time.h"
#include "base/digest.h"
#include "base/text.h"
#include "pipeline/letters.h"
#include "stores/sqlite.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

using pipeline::AwaitedReply;
using State = rules::Awaited::State;

constexpr std::size_t id_digits = 8;

/// What both commands read.
struct Council {
  std::shared_ptr<const policy::Policy> policy;
  pipeline::ResponseCalendars calendars;
  std::unique_ptr<stores::Ledger> ledger;
};

base::Error faulty(std::string why) {
  return {base::Fault::malformed, "app.replies", std::move(why)};
}

base::Result<Council> read_council(const RepliesOptions& options) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) return configuration.error();
  const auto data = find_data_folder(configuration->packs);
  if (!data) return data.error();
  auto policy = policy::load(configuration->policy, *data);
  if (!policy) return policy.error();
  auto calendars = pipeline::ResponseCalendars::load(*data, **policy);
  if (!calendars) return calendars.error();
  const auto file = configuration->data / ledger_file_name;
  if (std::error_code error; !fs::exists(file, error))
    return faulty(file.string() +
                  ": there is no ledger yet; candourd makes it when it first starts");
  auto ledger = stores::open_sqlite(file);
  if (!ledger) return ledger.error();
  return Council{std::move(*policy), std::move(*calendars), std::move(*ledger)};
}

/// A month's first moment in Britain and that of the next.
struct Month {
  base::Day first, next;
};

base::Result<std::optional<Month>> month_of(const std::string& text) {
  if (text.empty()) return std::optional<Month>{};
  const auto first = base::parse_day(text + "-01");
  if (!first) return faulty("--month " + base::quoted(text) + ": not a month; write 2026-07");
  const std::chrono::year_month_day date{*first};
  return std::optional(Month{*first, base::Day{date + std::chrono::months{1}}});
}

bool is_answered(const AwaitedReply& reply) {
  return reply.awaited.answered.has_value();
}

bool is_asked_for(const AwaitedReply& reply, const RepliesOptions& options,
                  const std::optional<Month>& month) {
  const auto received = base::british_day(reply.request.time);
  if (month && (received < month->first || received >= month->next)) return false;
  const bool late = reply.awaited.late_since.has_value();
  if (!options.open && !options.late && !options.answered) return month || !is_answered(reply);
  return (options.open && !is_answered(reply) && !late) || (options.late && late) ||
         (options.answered && is_answered(reply));
}

std::string_view name_of(State state) {
  switch (state) {
    case State::open:
      return "open";
    case State::late:
      return "late";
    case State::answered:
      return "answered";
    case State::answered_late:
      return "answered-late";
    case State::uncounted:
      return "uncounted";
  }
  return "open";
}

std::string_view in_words(rules::Asked kind) {
  switch (kind) {
    case rules::Asked::enquiry:
      return "enquiry";
    case rules::Asked::complaint:
      return "complaint";
    case rules::Asked::information:
      return "information request";
    case rules::Asked::subject_access:
      return "subject access request";
  }
  return "enquiry";
}

/// As the clerk's mail program shows it: "2026-07-20 17:00".
std::string british_time(base::Instant instant) {
  const auto utc = std::chrono::floor<std::chrono::minutes>(instant);
  const auto local = utc + base::british_offset(utc);
  const auto time = base::to_string(base::Instant(local));
  return time.substr(0, 10) + ' ' + time.substr(11, 5);
}

int days_left(const AwaitedReply& reply, const Council& council, base::Instant now) {
  const auto& days = reply.kind == rules::Asked::information ? council.calendars.information
                                                             : council.calendars.council;
  return days.count(base::british_day(now), *reply.awaited.last_day);
}

std::string in_words(const AwaitedReply& reply, const Council& council, base::Instant now) {
  const auto& awaited = reply.awaited;
  if (awaited.answered)
    return "answered " + british_time(*awaited.answered) +
           (awaited.late_since ? ", late: it was due by " + base::to_string(*awaited.last_day)
                               : std::string());
  if (!awaited.last_day) return "no answer yet; no calendar reaches its last day";
  const int left = days_left(reply, council, now);
  const auto count =
      std::to_string(std::abs(left)) + (std::abs(left) == 1 ? " working day" : " working days");
  const auto due = " (by " + base::to_string(*awaited.last_day) + ")";
  if (awaited.state == State::late) return "LATE, " + count + " over" + due;
  return (left == 0 ? "today is the last day" : count + " left") + due;
}

void print(const AwaitedReply& reply, const Council& council, base::Instant now,
           std::ostream& out) {
  const auto& request = reply.request;
  const auto who = request.asker != "councillor" ? "a resident"
                   : request.name.empty()        ? "a councillor"
                                                 : "Councillor " + request.name;
  out << british_time(request.time) << "  " << in_words(reply.kind) << " from " << who << " to "
      << request.mailbox << "  [" << request.key.substr(0, id_digits) << "]\n    "
      << in_words(reply, council, now) << (reply.awaited.acknowledged ? "; acknowledged\n" : "\n");
}

json::value day_or_null(const std::optional<base::Day>& day) {
  return day ? json::value(base::to_string(*day)) : json::value(nullptr);
}

json::object reply_object(const AwaitedReply& reply, const Council& council, base::Instant now) {
  const auto& request = reply.request;
  const auto& awaited = reply.awaited;
  json::object object;
  object["id"] = request.key.substr(0, id_digits);
  object["received"] = base::to_string(request.time);
  object["mailbox"] = request.mailbox;
  object["from"] = request.asker;
  object["name"] = request.name.empty() ? json::value(nullptr) : json::value(request.name);
  object["kind"] = in_words(reply.kind);
  object["state"] = name_of(awaited.state);
  object["acknowledged"] = awaited.acknowledged;
  object["last_day"] = day_or_null(awaited.last_day);
  object["late_since"] = day_or_null(awaited.late_since);
  object["days_left"] = awaited.last_day && !awaited.answered
                            ? json::value(days_left(reply, council, now))
                            : json::value(nullptr);
  object["answered"] =
      awaited.answered ? json::value(base::to_string(*awaited.answered)) : json::value(nullptr);
  return object;
}

base::Result<std::vector<AwaitedReply>> all_replies(const Council& council, base::Instant now) {
  return pipeline::awaited_replies(*council.ledger, *council.policy, council.calendars,
                                   base::Instant::min(), now);
}

base::Result<void> list(const RepliesOptions& options, std::ostream& out) {
  const auto month = month_of(options.month);
  if (!month) return month.error();
  const auto council = read_council(options);
  if (!council) return council.error();
  const auto now = options.clock();
  const auto replies = all_replies(*council, now);
  if (!replies) return replies.error();
  std::size_t listed = 0, waiting = 0, late = 0;
  for (const auto& reply : *replies) {
    if (!is_asked_for(reply, options, *month)) continue;
    ++listed;
    waiting += is_answered(reply) ? 0u : 1u;
    late += reply.awaited.late_since ? 1u : 0u;
    if (options.json)
      out << json::serialize(reply_object(reply, *council, now)) << '\n';
    else
      print(reply, *council, now, out);
  }
  if (!options.json && listed == 0) out << "Nothing to list.\n";
  if (!options.json && listed > 0)
    out << listed << (listed == 1 ? " letter, " : " letters, ") << waiting
        << " without an answer yet, " << late << " not answered in time\n";
  return {};
}

base::Result<base::Instant> time_of_answer(const RepliesOptions& options) {
  if (options.on.empty()) return options.clock();
  const auto day = base::parse_day(options.on);
  if (!day) return faulty("--on " + base::quoted(options.on) + ": not a day; write 2026-07-20");
  // Whatever the hour was: noon is on that day in Britain too.
  const auto noon = base::Instant(*day) + std::chrono::hours(12);
  return std::min(noon, options.clock());
}

base::Result<void> close(const RepliesOptions& options, std::ostream& out) {
  const auto at = time_of_answer(options);
  if (!at) return at.error();
  const auto council = read_council(options);
  if (!council) return council.error();
  auto replies = all_replies(*council, options.clock());
  if (!replies) return replies.error();
  std::erase_if(*replies, [&](const AwaitedReply& reply) {
    return is_answered(reply) || !reply.request.key.starts_with(options.id);
  });
  if (options.id.empty() || replies->size() != 1)
    return faulty(base::quoted(options.id) + ": " + std::to_string(replies->size()) +
                  " letters that wait for an answer have this id; see `candour replies`");
  const auto& request = replies->front().request;
  stores::LetterRow answer;
  answer.key = base::random_hex(32);
  answer.time = std::max(*at, request.time);
  answer.direction = stores::Direction::sent;
  answer.kind = options.how;
  answer.people_keys = request.people_keys;
  answer.thread_keys = {request.key};
  if (auto put = council->ledger->put_letter(answer); !put) return put;
  out << "The " << in_words(replies->front().kind) << " of " << british_time(request.time)
      << " counts as answered (" << options.how << ").\n";
  return {};
}

int outcome(const base::Result<void>& done, std::ostream& err) {
  if (done) return 0;
  err << "candour replies: " << done.error().detail << '\n';
  return 2;
}

}  // namespace

int list_replies(const RepliesOptions& options, std::ostream& out, std::ostream& err) {
  return outcome(list(options, out), err);
}

int close_reply(const RepliesOptions& options, std::ostream& out, std::ostream& err) {
  return outcome(close(options, out), err);
}

}  // namespace candour::app
