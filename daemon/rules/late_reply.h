// SPDX-License-Identifier: MPL-2.0
//
// late-reply: which enquiries, complaints and requests have had no answer in time. It judges what
// came in against what went out and a calendar; it is asked by whoever follows the mailbox, never
// for one mail. It reads no mail, no clock and no disk.
//
// How time is counted:
//   enquiry, complaint   the council's response time in working days, the first being the working
//                        day after receipt (policies/rules.md)
//   information request  20 working days, days that are bank holidays anywhere in the United
//                        Kingdom not counted (Freedom of Information Act 2000 section 10; the same
//                        under the Environmental Information Regulations 2004)
//   subject access       to the same date of the next month, or its last day where it has none; to
//                        the next working day where that is no working day (UK GDPR article 12(3),
//                        as the Information Commissioner counts)
// The day of receipt is that in Britain; an answer counts that goes before the last day has ended.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "rules/working_days.h"

namespace candour::rules {

enum class Asker { councillor, resident, other };

enum class Asked { enquiry, complaint, information, subject_access };

std::string_view name_of(Asked asked);  // "subject-access"
std::optional<Asked> asked_named(std::string_view name);

/// Something that came in and wants an answer.
struct Request {
  std::string id;  // by which replies refer to it
  Asker from = Asker::resident;
  Asked kind = Asked::enquiry;
  base::Instant received{};
};

/// Something that answers a request, or not quite.
struct Reply {
  enum class Kind {
    answer,           // a message
    acknowledgement,  // "we have your letter": the request stays open
    otherwise,        // by telephone, in person, by post: recorded by hand
  };
  enum class By { officer, councillor };  // a councillor's answer is not an officer's

  std::string request;  // Request::id
  Kind kind = Kind::answer;
  By by = By::officer;
  base::Instant at{};
};

/// How long there is, and by which calendars.
struct ResponseTimes {
  int working_days = 10;           // the council's, for enquiries and complaints
  const WorkingDays& council;      // of its part of the country
  const WorkingDays& information;  // of the whole United Kingdom
};

struct Awaited {
  enum class State {
    open,           // no answer yet, and there is time
    late,           // no answer yet, and there was none in time
    answered,       // in time
    answered_late,  // after the last day
    uncounted,      // no answer yet; the calendar does not reach the last day
  };

  std::string id;
  State state = State::open;
  std::optional<base::Day> last_day;      // nothing where the calendar does not reach so far
  std::optional<base::Day> late_since;    // the day after the last; only where it was late
  std::optional<base::Instant> answered;  // the first answer
  bool acknowledged = false;
};

/// The state of each request of a councillor or a resident, in their order. Others' letters have no
/// deadline here and are left out.
///
/// now  requests received after it are left out too, replies after it not yet given
std::vector<Awaited> judge_replies(const std::vector<Request>& requests,
                                   const std::vector<Reply>& replies, const ResponseTimes& times,
                                   base::Instant now);

/// The last day on which an answer is in time; nothing where the calendar does not reach so far.
std::optional<base::Day> last_day_for(const Request& request, const ResponseTimes& times);

}  // namespace candour::rules
