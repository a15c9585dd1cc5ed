// SPDX-License-Identifier: MPL-2.0

#include "pipeline/replay.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

#include "base/digest.h"
#include "base/text.h"
#include "engine/assessment.h"
#include "mail/date.h"
#include "mail/mail.h"
#include "pipeline/earlier_mail.h"
#include "pipeline/judgement.h"
#include "pipeline/past_index.h"
#include "pipeline/watch.h"

namespace candour::pipeline {

using policy::Action;

namespace {

constexpr std::size_t longest_header = 256u << 10;

// The Date field, so that mail can be gone through oldest first before any of it is read whole.
base::Instant dated(std::string_view raw) {
  raw = raw.substr(0, longest_header);
  while (!raw.empty()) {
    const auto end = std::min(raw.find('\n'), raw.size());
    const auto line = raw.substr(0, end);
    if (base::trim(line).empty()) break;
    if (line.size() > 5 && base::equals_ignoring_case(line.substr(0, 5), "date:"))
      if (const auto date = mail::parse_date(line.substr(5))) return date->instant;
    raw.remove_prefix(std::min(end + 1, raw.size()));
  }
  return {};
}

bool judge_alike(const policy::Policy& a, const policy::Policy& b) {
  return a.roster_digest == b.roster_digest && a.roster.domains() == b.roster.domains() &&
         a.phrases_digest == b.phrases_digest && a.council == b.council &&
         a.parameters.official_exceptions == b.parameters.official_exceptions;
}

/// One policy's past and its eye on the present. Two policies that know the same people and
/// phrases have one.
struct Past {
  explicit Past(std::shared_ptr<const policy::Policy> in_force, const std::string& key)
      : policy(std::move(in_force)), index(key) {}
  const std::shared_ptr<const policy::Policy> policy;
  PastIndex index;
};

/// A mail as one past sees it.
struct Sight {
  Sight(const Past& past, const mail::Mail& mail, base::Instant time)
      : view(past.index, time, mail.headers.message_id),
        correspondence(rules::correspondence(mail, {}, past.policy->roster, view,
                                             *past.policy->phrases, past.policy->parameters,
                                             past.policy->council, time)),
        outcomes(correspondence) {}
  Sight(const Sight&) = delete;
  Sight& operator=(const Sight&) = delete;

  const PastView view;
  const rules::Correspondence correspondence;
  engine::Outcomes outcomes;
};

struct Judged {
  bool watched = false;
  engine::Assessment assessment;
};

Judged judge(const policy::Policy& policy, Sight& sight) {
  Judged judged;
  judged.watched = is_watched(policy, sight.correspondence);
  if (!judged.watched) return judged;
  judged.assessment = engine::assess_past(policy, sight.outcomes);
  if (is_automatic(policy, sight.correspondence, {})) soften(judged.assessment);
  return judged;
}

void note(const engine::Assessment& assessment, Action ReplayedFinding::*side,
          std::vector<ReplayedFinding>& findings) {
  std::vector<bool> taken(findings.size());
  for (const auto& [finding, action, clause] : assessment.findings) {
    std::size_t at = 0;
    while (at < taken.size() &&
           (taken[at] || findings[at].rule != finding.rule || findings[at].grade != finding.grade ||
            findings[at].people != finding.people))
      ++at;
    if (at == taken.size()) {
      findings.push_back({std::string(finding.rule), finding.grade, finding.people, finding.title});
      findings.back().*side = action;
    } else {
      taken[at] = true;
      findings[at].*side = action;
    }
  }
}

std::vector<ReplayedFinding> differences(const engine::Assessment& before,
                                         const engine::Assessment& after) {
  std::vector<ReplayedFinding> findings;
  note(before, &ReplayedFinding::before, findings);
  note(after, &ReplayedFinding::after, findings);
  if (before.when_unchecked != after.when_unchecked)
    findings.push_back({"when-unchecked",
                        {},
                        {},
                        "Something of it could not be read",
                        before.when_unchecked.value_or(Action::off),
                        after.when_unchecked.value_or(Action::off)});
  std::erase_if(findings, [](const auto& finding) { return finding.before == finding.after; });
  return findings;
}

void count(const ReplayedFinding& finding, RuleCount& counts) {
  ++(finding.is_new() ? counts.fresh : finding.is_gone() ? counts.gone : counts.altered);
}

/// Mails are read side by side; each is put into the past in its turn, oldest first, and judged
/// after that, again side by side.
class Replaying {
 public:
  Replaying(const mail::StoredMail& mail, mail::DocumentReader& documents,
            const ReplaySettings& settings)
      : mail_(mail), documents_(documents), settings_(settings) {
    const auto key = base::random_hex(16);
    pasts_.push_back(std::make_unique<Past>(settings.before, key));
    if (!judge_alike(*settings.before, *settings.after))
      pasts_.push_back(std::make_unique<Past>(settings.after, key));
  }

  base::Result<Replay> run() {
    sort();
    const auto threads = std::max<std::size_t>(1, settings_.threads);
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads && !stopped_; ++i) others.emplace_back([this] { work(); });
    work();
    for (auto& other : others) other.join();
    if (failure_) std::rethrow_exception(failure_);
    if (stopped_) return base::Error{base::Fault::refused, "pipeline.replay", "it was stopped"};
    std::sort(found_.begin(), found_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [turn, mail] : found_) replay_.differences.push_back(std::move(mail));
    return std::move(replay_);
  }

 private:
  void sort() {
    replay_.mails = mail_.size();
    std::vector<base::Instant> times(mail_.size());
    for (std::size_t i = 0; i < times.size() && !stopped_; ++i) {
      if (const auto raw = mail_.read(i)) times[i] = dated(*raw);
      if (i % 1'000 == 0 && !tell(0)) stopped_ = true;
    }
    order_.resize(mail_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  }

  bool tell(std::size_t done) {
    return !settings_.progress || settings_.progress(done, mail_.size());
  }

  void work() {
    try {
      for (;;) {
        const auto turn = next_.fetch_add(1);
        if (turn >= order_.size() || stopped_) return;
        replay_one(turn);
        const std::lock_guard lock(results_mutex_);
        if (++done_; (done_ % 50 == 0 || done_ == order_.size()) && !tell(done_)) stop();
      }
    } catch (...) {  // a bug of ours: the others are not to wait for this one's turn
      const std::lock_guard lock(results_mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop();
    }
  }

  void stop() {
    stopped_ = true;
    const std::lock_guard lock(turn_mutex_);
    turn_came_.notify_all();
  }

  /// Whether to go on.
  bool await(std::size_t turn) {
    std::unique_lock lock(turn_mutex_);
    turn_came_.wait(lock, [&] { return turn_ == turn || stopped_; });
    return !stopped_;
  }

  void end_turn() {
    const std::lock_guard lock(turn_mutex_);
    ++turn_;
    turn_came_.notify_all();
  }

  void replay_one(std::size_t turn) {
    const auto raw = mail_.read(order_[turn]);
    if (!raw) {
      if (await(turn)) end_turn();
      const std::lock_guard lock(results_mutex_);
      ++replay_.unread;
      return;
    }
    const auto mail = mail::read(*raw, {}, &documents_);
    const auto time = mail.headers.date ? mail.headers.date->instant : base::Instant{};
    if (!await(turn)) return;
    // The same mail of another folder is none more.
    const auto& id = mail.headers.message_id;
    if (!id.empty() && !known_.insert(id).second) return end_turn();
    std::vector<std::unique_ptr<Sight>> sights;
    for (const auto& past : pasts_) {
      sights.push_back(std::make_unique<Sight>(*past, mail, time));
      past->index.add(earlier_mail(sights.back()->correspondence));
    }
    end_turn();
    if (!settings_.from || time >= *settings_.from) compare(turn, mail, time, sights);
  }

  void compare(std::size_t turn, const mail::Mail& mail, base::Instant time,
               const std::vector<std::unique_ptr<Sight>>& sights) {
    const auto before = judge(*settings_.before, *sights.front());
    const auto after = judge(*settings_.after, *sights.back());
    if (!before.watched && !after.watched) return;
    auto findings = differences(before.assessment, after.assessment);
    const std::lock_guard lock(results_mutex_);
    ++replay_.judged;
    ++replay_.verdicts_before[std::string(before.assessment.verdict_name())];
    ++replay_.verdicts_after[std::string(after.assessment.verdict_name())];
    if (findings.empty()) return;
    ++replay_.differing;
    for (const auto& finding : findings) {
      count(finding, replay_.all);
      count(finding, replay_.by_rule[finding.rule]);
    }
    if (found_.size() >= most_differences) return;
    const auto& correspondence = sights.back()->correspondence;
    const auto* person = correspondence.sender.person;
    found_.push_back({turn,
                      {mail_.name_of(order_[turn]), time,
                       person != nullptr ? person->name : correspondence.sender_address,
                       mail.headers.subject, std::move(findings)}});
  }

  const mail::StoredMail& mail_;
  mail::DocumentReader& documents_;
  const ReplaySettings& settings_;
  std::vector<std::unique_ptr<Past>> pasts_;
  std::vector<std::size_t> order_;  // of the mails, oldest first
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;

  std::mutex turn_mutex_;
  std::condition_variable turn_came_;
  std::size_t turn_ = 0;         // whose turn it is to be put into the past
  std::set<std::string> known_;  // Message-IDs; touched by whose turn it is

  std::mutex results_mutex_;
  std::size_t done_ = 0;
  Replay replay_;
  std::vector<std::pair<std::size_t, ReplayedMail>> found_;
  std::exception_ptr failure_;
};

}  // namespace

base::Result<Replay> replay(const mail::StoredMail& mail, mail::DocumentReader& documents,
                            const ReplaySettings& settings) {
  return Replaying(mail, documents, settings).run();
}

}  // namespace candour::pipeline
