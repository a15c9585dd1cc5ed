// SPDX-License-Identifier: MPL-2.0

#include "rules/late_reply.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/british_time.h"

namespace candour::rules {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

// Freedom of Information Act 2000 section 10(1); Environmental Information Regulations 2004
// regulation 5(2).
constexpr int information_working_days = 20;

// In the order of Asked.
constexpr std::array<std::string_view, 4> asked_names{"enquiry", "complaint", "information",
                                                      "subject-access"};

base::Day month_after(base::Day day) {
  const auto date = year_month_day{day} + months{1};
  return date.ok() ? base::Day{date} : base::Day{date.year() / date.month() / std::chrono::last};
}

/// What was sent for one request before now.
struct Sent {
  std::optional<base::Instant> answer;  // the first
  bool acknowledged = false;
};

Sent sent_for(const Request& request, const std::vector<const Reply*>& replies, base::Instant now) {
  Sent sent;
  for (const auto* reply : replies) {
    if (reply->by != Reply::By::officer || reply->at < request.received || reply->at > now)
      continue;
    if (reply->kind == Reply::Kind::acknowledgement)
      sent.acknowledged = true;
    else
      sent.answer = sent.answer ? std::min(*sent.answer, reply->at) : reply->at;
  }
  return sent;
}

Awaited::State state_of(const std::optional<base::Instant>& answer,
                        const std::optional<base::Day>& last_day, base::Instant now) {
  using State = Awaited::State;
  if (!last_day) return answer ? State::answered : State::uncounted;
  const bool in_time = base::british_day(answer.value_or(now)) <= *last_day;
  if (answer) return in_time ? State::answered : State::answered_late;
  return in_time ? State::open : State::late;
}

}  // namespace

std::string_view name_of(Asked asked) {
  return asked_names.at(static_cast<std::size_t>(asked));
}

std::optional<Asked> asked_named(std::string_view name) {
  const auto found = std::find(asked_names.begin(), asked_names.end(), name);
  if (found == asked_names.end()) return std::nullopt;
  return static_cast<Asked>(found - asked_names.begin());
}

std::optional<base::Day> last_day_for(const Request& request, const ResponseTimes& times) {
  const auto received = base::british_day(request.received);
  switch (request.kind) {
    case Asked::enquiry:
    case Asked::complaint:
      break;
    case Asked::information:
      return times.information.after(received, information_working_days);
    case Asked::subject_access:
      return times.council.on_or_after(month_after(received));
  }
  return times.council.after(received, times.working_days);
}

std::vector<Awaited> judge_replies(const std::vector<Request>& requests,
                                   const std::vector<Reply>& replies, const ResponseTimes& times,
                                   base::Instant now) {
  std::unordered_map<std::string_view, std::vector<const Reply*>> by_request;
  for (const auto& reply : replies) by_request[reply.request].push_back(&reply);

  std::vector<Awaited> judged;
  for (const auto& request : requests) {
    if (request.from == Asker::other || request.received > now) continue;
    const auto sent = sent_for(request, by_request[request.id], now);
    Awaited awaited;
    awaited.id = request.id;
    awaited.last_day = last_day_for(request, times);
    awaited.state = state_of(sent.answer, awaited.last_day, now);
    awaited.answered = sent.answer;
    awaited.acknowledged = sent.acknowledged;
    if (awaited.state == Awaited::State::late || awaited.state == Awaited::State::answered_late)
      awaited.late_since = *awaited.last_day + days{1};
    judged.push_back(std::move(awaited));
  }
  return judged;
}

}  // namespace candour::rules
