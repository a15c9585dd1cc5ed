// SPDX-License-Identifier: MPL-2.0

#include "app/summary_posting.h"

#include <spdlog/spdlog.h>

#include "app/mail_sender.h"

namespace candour::app {

namespace {

using namespace std::chrono;
using base::Month;

/// Whether anything of that month is on record, by the clock of that place.
base::Result<bool> is_on_record(const stores::Review& review, const base::TimeZone& zone,
                                Month month) {
  const auto from = zone.instant_at(local_days(month / day(1)));
  const auto to = zone.instant_at(local_days((month + months(1)) / day(1)));
  const auto mails = review.tally(from, to);
  if (!mails) return mails.error();
  const auto unchecked = review.unchecked(from, to);
  if (!unchecked) return unchecked.error();
  return !mails->empty() || !unchecked->empty();
}

}  // namespace

SummaryPosting::SummaryPosting(const SummaryPost& post, const std::filesystem::path& data,
                               pipeline::Pipeline& pipeline, stores::Ledger& ledger,
                               const stores::Review& review, MakeSummary make)
    : post_(post), spool_(summary_spool(data)) {
  auto send = mail_sender(post_.server);
  // What a crash left being sent has to be known for it before anything is sent.
  const auto recovered = send ? spool_.recover() : base::Result<void>(send.error());
  if (!recovered) {
    fault_ = recovered.error().detail;
    spdlog::error("summary_not_sent: {}", fault_);
    return;
  }
  sender_ = std::make_unique<watchers::SummarySender>(
      spool_, plan_of(post_),
      watchers::SummaryMeans{pipeline, ledger, review, std::move(*send), std::move(make),
                             [&review, zone = post_.schedule.zone](Month month) {
                               return is_on_record(review, zone, month);
                             }});
}

void SummaryPosting::start() {
  if (sender_) sender_->start();
}

void SummaryPosting::stop() {
  if (sender_) sender_->stop();
}

SummaryHealth SummaryPosting::health() const {
  if (!sender_) return {false, "No summary is sent: " + fault_ + ". Mend it and restart candourd."};
  const auto now = base::now();
  const auto states = summary_states(post_, spool_, now, sender_->troubles());
  if (!states) return {false, "Its spool cannot be read: " + states.error().detail + "."};
  return summary_health(post_, *states, now);
}

}  // namespace candour::app
