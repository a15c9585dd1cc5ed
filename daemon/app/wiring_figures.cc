// SPDX-License-Identifier: MPL-2.0
//
// What those who watch servers ask the daemon for: GET /metrics and GET /healthz.

#include "app/exposition.h"
#include "app/wiring.h"
#include "listeners/smtp_log.h"

namespace candour::app {

namespace {

constexpr std::chrono::days unchecked_days{30};

using Named = std::map<std::string, std::size_t>;

/// Whatever is counted has a sample, so that an alarm on it sees the nought before the one.
std::optional<Named> held_by_stage(const pipeline::HeldDesk& desk) {
  if (!desk.held) return {};
  const auto states = desk.held->states();
  if (!states) return {};
  Named stages;
  for (const auto stage :
       {stores::HeldStage::waiting, stores::HeldStage::due, stores::HeldStage::sending,
        stores::HeldStage::unknown, stores::HeldStage::failed})
    stages[std::string(stores::name_of(stage))] = 0;
  for (const auto& state : *states) ++stages[std::string(stores::name_of(state.mark.stage))];
  return stages;
}

std::optional<Named> unchecked_by_why(const stores::Review& review) {
  const auto now = base::now();
  const auto rows = review.unchecked(now - unchecked_days, now + std::chrono::hours(1));
  if (!rows) return {};
  Named whys;
  for (const auto* why : {"away", "slow", "refused"}) whys[why] = 0;
  for (const auto& row : *rows) ++whys[row.why];
  return whys;
}

listeners::HttpResponse plain_text(unsigned status, std::string_view type, std::string text) {
  listeners::HttpResponse response;
  response.status = status;
  response.document = {std::string(type), std::move(text)};
  return response;
}

}  // namespace

std::optional<Named> Wiring::notices_by_state() const {
  Named states;
  for (const auto state : {stores::NoticeState::due, stores::NoticeState::under_way,
                           stores::NoticeState::standing, stores::NoticeState::unwanted})
    states[std::string(stores::name_of(state))] = 0;
  for (const auto& watch : watches_) {
    const auto notices = ledger_->notices(watch->account().key());
    if (!notices) return {};
    for (const auto& notice : *notices) ++states[std::string(stores::name_of(notice.state))];
  }
  return states;
}

Gauges Wiring::gauges() const {
  Gauges gauges;
  const auto policy = policies_.current();
  gauges.policy_version = policy->version;
  gauges.pack = policy->pack;
  gauges.policy_loaded = policy_loaded_;
  gauges.policy_broken = policy_faulty_;
  gauges.started = since_;
  gauges.reads_documents = reads_documents_;
  const auto arrears = pipeline_.arrears();
  gauges.records_waiting = arrears.waiting;
  gauges.records_lost = arrears.dropped;
  gauges.next_hop_lost = listeners::times_next_hop_lost();
  gauges.held = held_by_stage(held_desk_);
  gauges.unchecked = unchecked_by_why(*review_);
  if (!watches_.empty()) gauges.notices = notices_by_state();
  for (std::size_t i = 0; i < watches_.size(); ++i)
    for (const auto& [role, status] : watches_[i]->status())
      gauges.folders.push_back(
          {std::to_string(i + 1), std::string(remotes::name_of(role)), status});
  return gauges;
}

std::vector<listeners::HttpRoute> Wiring::figure_routes() {
  const auto metrics = [this](const listeners::HttpRequest&) {
    return plain_text(200, Exposition::content_type, exposition_of(metrics_.counts(), gauges()));
  };
  const auto health = [this](const listeners::HttpRequest&) {
    const auto amiss = what_is_amiss(status());
    return plain_text(amiss.empty() ? 200 : 503, "text/plain; charset=utf-8",
                      (amiss.empty() ? "ok" : amiss) + "\n");
  };
  std::vector<listeners::HttpRoute> routes(2);
  routes[0].path = listeners::metrics_path;
  routes[0].answer = metrics;
  routes[1].path = listeners::health_path;
  routes[1].answer = health;
  for (auto& route : routes) route.method = "GET";
  return routes;
}

}  // namespace candour::app
