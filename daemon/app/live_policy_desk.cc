// SPDX-License-Identifier: MPL-2.0

#include "app/live_policy_desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

#include "app/followed_mail.h"
#include "app/mail_files.h"
#include "pipeline/replay.h"

namespace candour::app {

namespace {

using Stage = console::ReplayState::Stage;

constexpr std::string_view mailboxes = "mailboxes";
constexpr std::chrono::hours result_lifetime{1};

bool is_under_way(const console::ReplayState& state) {
  return state.stage == Stage::fetching || state.stage == Stage::judging;
}

base::Error failure(base::Fault fault, std::string detail) {
  return {fault, "app.live_policy_desk", std::move(detail)};
}

}  // namespace

LivePolicyDesk::~LivePolicyDesk() {
  stop_replay();
  if (thread_.joinable()) thread_.join();
}

void LivePolicyDesk::set_mail(std::vector<watchers::Account> accounts,
                              std::vector<std::filesystem::path> paths,
                              std::filesystem::path spool) {
  accounts_ = std::move(accounts);
  paths_ = std::move(paths);
  spool_ = std::move(spool);
}

base::Result<std::string> LivePolicyDesk::live_text() const {
  return read_file(places_.policy);
}

base::Result<PolicySnapshot> LivePolicyDesk::read(std::string_view text) const {
  return policy::load_text(text, places_.policy, places_.data, parts_.policies.current().get());
}

base::Result<std::int64_t> LivePolicyDesk::put_live(const console::Draft& draft,
                                                    stores::PolicyOrigin how,
                                                    const std::string& author,
                                                    const std::string& note) {
  const auto roster_author = [this](const std::string& digest) { return author_of_roster(digest); };
  auto number = app::put_live(parts_.versions, places_,
                              {draft.text, how, author, note, draft.made_from, roster_author});
  if (number) spdlog::info("policy_put_live number={} how={}", *number, stores::name_of(how));
  return number;
}

void LivePolicyDesk::expect_roster(const std::string& digest, const std::string& author) {
  const std::lock_guard lock(mutex_);
  roster_digest_ = digest;
  roster_author_ = author;
}

std::optional<std::string> LivePolicyDesk::author_of_roster(const std::string& digest) const {
  const std::lock_guard lock(mutex_);
  if (digest != roster_digest_) return {};
  return roster_author_;
}

std::vector<console::Choice> LivePolicyDesk::mail_sources() const {
  std::vector<console::Choice> sources;
  if (!accounts_.empty())
    sources.push_back({std::string(mailboxes), "The mailboxes that are followed"});
  for (std::size_t i = 0; i < paths_.size(); ++i)
    sources.push_back({"path." + std::to_string(i), paths_[i].string()});
  return sources;
}

base::Result<void> LivePolicyDesk::start_replay(console::ReplayOrder order) {
  const auto before = parts_.policies.current();
  const auto after = read(order.text);
  if (!after) return after.error();
  const std::lock_guard lock(mutex_);
  if (is_under_way(state_))
    return failure(base::Fault::refused, "A replay is under way already, by " + state_.user +
                                             ". Wait for it, or stop it.");
  if (thread_.joinable()) thread_.join();
  state_ = {};
  state_.stage = Stage::fetching;
  state_.user = order.user;
  stop_ = std::make_unique<remotes::WakeUp>();
  thread_ = std::thread([this, order = std::move(order), before, after = *after]() mutable {
    run(std::move(order), std::move(before), std::move(after));
  });
  return {};
}

base::Result<mail::StoredMail> LivePolicyDesk::gather(console::ReplayOrder& order,
                                                      base::Instant from) {
  mail::StoredMail mail;
  if (order.source.empty()) {
    if (auto added = mail.add_text(std::move(order.upload)); !added) return added.error();
    return mail;
  }
  if (order.source == mailboxes && !accounts_.empty())
    return fetch_followed_mail(
        accounts_, std::chrono::floor<std::chrono::days>(from), spool_,
        [this](std::size_t fetched) { return note_progress(Stage::fetching, fetched, 0); }, *stop_);
  for (std::size_t i = 0; i < paths_.size(); ++i)
    if (order.source == "path." + std::to_string(i)) {
      if (auto added = mail.add(paths_[i]); !added) return added.error();
      return mail;
    }
  return failure(base::Fault::malformed, "There is no such mail to be had; choose another.");
}

void LivePolicyDesk::run(console::ReplayOrder order, PolicySnapshot before, PolicySnapshot after) {
  console::ReplayState state;
  state.user = order.user;
  try {
    pipeline::ReplaySettings settings;
    settings.before = std::move(before);
    settings.after = std::move(after);
    settings.from = base::now() - std::chrono::days(order.days);
    settings.threads = std::max(1u, std::thread::hardware_concurrency() / 2);
    settings.progress = [this](std::size_t done, std::size_t of) {
      return note_progress(Stage::judging, done, of);
    };
    const auto mail = gather(order, *settings.from);
    auto replayed = mail ? pipeline::replay(*mail, parts_.documents, settings)
                         : base::Result<pipeline::Replay>(mail.error());
    if (replayed) {
      state.stage = Stage::done;
      state.result = std::make_shared<const pipeline::Replay>(std::move(*replayed));
    } else {
      state.stage = stop_->called() ? Stage::stopped : Stage::failed;
      state.fault = replayed.error().detail;
    }
  } catch (const std::exception& error) {
    spdlog::error("replay_failed error=\"{}\"", error.what());
    state.stage = Stage::failed;
    state.fault = "candourd's log says more";
  }
  end(std::move(state));
}

bool LivePolicyDesk::note_progress(Stage stage, std::size_t done, std::size_t of) {
  const std::lock_guard lock(mutex_);
  state_.stage = stage;
  state_.done = done;
  state_.of = of;
  return !stop_->called();
}

void LivePolicyDesk::end(console::ReplayState state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
  ended_ = base::now();
}

console::ReplayState LivePolicyDesk::replay_state() const {
  const std::lock_guard lock(mutex_);
  if (!is_under_way(state_) && base::now() - ended_ > result_lifetime) state_ = {};
  return state_;
}

void LivePolicyDesk::stop_replay() {
  const std::lock_guard lock(mutex_);
  if (stop_) stop_->call();
}

}  // namespace candour::app
