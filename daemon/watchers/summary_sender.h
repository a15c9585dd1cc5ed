// SPDX-License-Identifier: MPL-2.0
//
// A thread that sends the monthly summary, each month's once. A month has a message in a spool of
// its own from the moment it falls due:
//
//   due ──► prepared: its bytes are on the disk, and never change again
//       ──► judged by the council's own rules: what they stop waits for a person
//       ──► sending ──► sent | due again, later | failed | unknown (RFC 1047: a person decides)
//
// What was sent stays in the spool without its bytes, so that it is known ever after.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "base/calendar.h"
#include "pipeline/pipeline.h"
#include "pipeline/summary_mail.h"
#include "remotes/wake_up.h"
#include "stores/held_mail.h"
#include "stores/ledger.h"
#include "stores/review.h"
#include "watchers/spooled_mail.h"
#include "watchers/summary_schedule.h"

namespace candour::watchers {

/// What the admin says about the sending.
struct SummaryPlan {
  SummarySchedule schedule;
  mail::Address from;
  std::optional<mail::Address> reply_to;
  std::vector<mail::Address> to;
};

/// What the sender needs of others; all outlive it.
struct SummaryMeans {
  pipeline::Pipeline& pipeline;
  stores::Ledger& ledger;
  const stores::Review& review;
  SendMail send;
  /// A month's summary in every form. Errors   unavailable: it cannot be made now, and why
  std::function<base::Result<pipeline::SummaryForms>(Month)> make;
  /// Whether anything is on record of a month: without, there is nothing to tell.
  std::function<base::Result<bool>(Month)> on_record;
};

/// The name in the spool of a month's summary, and back; nothing for any other name.
std::string spool_id(Month month);
std::optional<Month> month_in(std::string_view id);

/// Who a mark says stopped a summary before it was sent.
inline constexpr std::string_view our_rules = "Candour's own rules";
/// Why a month has no summary: nothing was on record when it fell due, or it is the one before the
/// first that is sent.
inline constexpr std::string_view nothing_on_record = "nothing is on record of this month";
inline constexpr std::string_view before_the_first = "summaries are sent from the next month on";

class SummarySender {
 public:
  /// spool   remembers what was done; must outlive it
  SummarySender(const stores::HeldMail& spool, SummaryPlan plan, SummaryMeans means,
                base::Clock clock = base::now);
  /// Stops, and waits for the thread: no longer than one summary takes to be made or sent.
  ~SummarySender();
  SummarySender(const SummarySender&) = delete;
  SummarySender& operator=(const SummarySender&) = delete;

  void start();
  void stop() { wake_up_.call(); }

  /// One look: prepares what has fallen due, judges and sends what is prepared. What the thread
  /// does each second.
  void attend();

  /// What keeps summaries from being prepared or judged, in words, by month. From any thread.
  std::map<Month, std::string> troubles() const;

 private:
  struct Trouble {
    std::string words;
    std::uint32_t tries = 0;
    base::Instant next_try;
  };

  void run();
  void attend_to(const stores::HeldState& state);
  void prepare(Month month);
  base::Result<void> begin_with(Month month);
  base::Result<void> prepared(Month month);
  base::Result<void> leave_out(Month month, std::string_view why);
  base::Result<void> judge(const std::string& id);
  void send(Month month, const std::string& id);
  base::Result<void> settle(const std::string& id, const stores::HeldMark& mark, int code);
  stores::HeldEnvelope envelope(Month month) const;
  bool waits(Month month) const;
  void note(Month month, const base::Result<void>& done);

  const stores::HeldMail& spool_;
  const SummaryPlan plan_;
  const SummaryMeans means_;
  const base::Clock clock_;
  std::set<std::string> settled_;  // nothing is left to do for them
  mutable std::mutex mutex_;
  std::map<Month, Trouble> troubles_;  // guarded by mutex_
  const remotes::WakeUp wake_up_;
  std::thread thread_;
};

}  // namespace candour::watchers
