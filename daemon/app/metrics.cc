// SPDX-License-Identifier: MPL-2.0

#include "app/metrics.h"

#include <algorithm>

#include "app/exposition.h"
#include "base/text.h"

namespace candour::app {

namespace {

using Named = std::map<std::string, std::size_t>;

double seconds(base::Instant time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

double number(std::uint64_t count) {
  return static_cast<double>(count);
}

void write_pairs(Exposition& out, const Metrics::Counts::Pairs& pairs, std::string_view first,
                 std::string_view second) {
  for (const auto& [labels, count] : pairs)
    out.sample(number(count), {{first, labels.first}, {second, labels.second}});
}

void write_counts(Exposition& out, const Metrics::Counts& counts) {
  out.family("candour_messages_total", "counter",
             "Messages by entrance and verdict; unwatched ones were passed on unjudged.");
  write_pairs(out, counts.messages, "entrance", "verdict");
  out.family("candour_outcomes_total", "counter", "What became of judged messages.");
  write_pairs(out, counts.outcomes, "entrance", "outcome");
  out.family("candour_findings_total", "counter",
             "Findings by rule and by what became of their message.");
  write_pairs(out, counts.findings, "rule", "outcome");
  out.family("candour_partly_unread_messages_total", "counter",
             "Judged messages of which something could not be looked into.");
  out.sample(number(counts.unread));
}

void write_judging(Exposition& out, const Metrics::Counts& counts) {
  out.family("candour_judging_seconds", "histogram",
             "Time from a message's last byte to its verdict, the ledger's disk included.");
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < counts.judging.size(); ++i) {
    so_far += counts.judging[i];
    const bool last = i == Metrics::judging_bounds.size();
    const auto bound = last ? std::string("+Inf") : written_number(Metrics::judging_bounds[i]);
    out.sample(number(so_far), {{"le", bound}}, "_bucket");
  }
  out.sample(counts.judging_seconds, {}, "_sum");
  out.sample(number(so_far), {}, "_count");
}

/// What cannot be read now has no samples: a nought would be a lie.
void write_named(Exposition& out, const std::optional<Named>& named, std::string_view name,
                 std::string_view label, std::string_view help) {
  if (!named || named->empty()) return;
  out.family(name, "gauge", help);
  for (const auto& [words, count] : *named) out.sample(number(count), {{label, words}});
}

void write_mailboxes(Exposition& out, const Gauges& gauges) {
  if (gauges.folders.empty()) return;
  out.family("candour_mailbox_folder_following", "gauge",
             "1: the folder is followed or looked through; 0: it is not there or cannot be "
             "reached. Accounts are numbered as candourd.yaml lists them.");
  for (const auto& folder : gauges.folders)
    out.sample(folder.status.state == "following" || folder.status.state == "looking" ? 1 : 0,
               {{"account", folder.account}, {"folder", folder.role}});
  out.family("candour_mailbox_last_contact_timestamp_seconds", "gauge",
             "When the server last answered for that folder; 0: never yet.");
  for (const auto& folder : gauges.folders)
    out.sample(seconds(folder.status.last_contact),
               {{"account", folder.account}, {"folder", folder.role}});
}

void write_policy(Exposition& out, const Gauges& gauges) {
  out.family("candour_policy_info", "gauge", "The policy in force.");
  out.sample(1, {{"version", gauges.policy_version}, {"pack", gauges.pack}});
  out.family("candour_policy_loaded_timestamp_seconds", "gauge",
             "When the policy in force was loaded.");
  out.sample(seconds(gauges.policy_loaded));
  out.family("candour_policy_broken_on_disk", "gauge",
             "1: policy or roster, as saved, does not load, and the last good one is in force.");
  out.sample(gauges.policy_broken ? 1 : 0);
}

void write_daemon(Exposition& out, const Gauges& gauges) {
  out.family("candour_build_info", "gauge", "The version of candourd.");
  out.sample(1, {{"version", CANDOUR_VERSION}});
  out.family("candour_start_timestamp_seconds", "gauge", "When candourd was started.");
  out.sample(seconds(gauges.started));
  out.family("candour_reads_documents", "gauge", "1: attached files are opened for their words.");
  out.sample(gauges.reads_documents ? 1 : 0);
  out.family("candour_ledger_records_waiting", "gauge",
             "Records that the ledger could not take yet.");
  out.sample(number(gauges.records_waiting));
  out.family("candour_ledger_records_lost_total", "counter",
             "Records that were lost, because too many waited.");
  out.sample(number(gauges.records_lost));
  out.family("candour_next_hop_lost_total", "counter",
             "Times the next hop could not be reached, secured or understood.");
  out.sample(number(gauges.next_hop_lost));
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::size_t folders_out_of_reach(const boost::json::object& status) {
  std::size_t out_of_reach = 0;
  for (const auto& account : status.at("accounts").as_array())
    for (const auto& folder : account.as_object().at("folders").as_array()) {
      const auto& state = folder.as_object().at("state").as_string();
      if (state == "away" || state == "missing") ++out_of_reach;
    }
  return out_of_reach;
}

}  // namespace

void Metrics::count(std::string_view entrance, const engine::Assessment& assessment) {
  ++counts_.messages[{std::string(entrance), std::string(assessment.verdict_name())}];
  if (!assessment.unchecked.empty()) ++counts_.unread;
}

void Metrics::count_outcome(std::string_view entrance, const engine::Assessment& assessment,
                            stores::OutcomeKind outcome) {
  const std::string name(stores::name_of(outcome));
  ++counts_.outcomes[{std::string(entrance), name}];
  for (const auto& judged : assessment.findings)
    ++counts_.findings[{std::string(judged.finding.rule), name}];
}

void Metrics::judged(const pipeline::Submission& submission, const pipeline::Decision& decision,
                     std::chrono::steady_clock::duration took) {
  const std::lock_guard lock(mutex_);
  if (decision.kind == pipeline::Decision::Kind::unwatched) {
    ++counts_.messages[{submission.entrance, "unwatched"}];
    return;
  }
  count(submission.entrance, decision.assessment);
  const double took_seconds = std::chrono::duration<double>(took).count();
  const auto* bound = std::lower_bound(judging_bounds.begin(), judging_bounds.end(), took_seconds);
  ++counts_.judging[static_cast<std::size_t>(bound - judging_bounds.begin())];
  counts_.judging_seconds += took_seconds;
}

void Metrics::finished(const pipeline::Submission& submission, const pipeline::Decision& decision,
                       stores::OutcomeKind outcome) {
  if (decision.kind == pipeline::Decision::Kind::unwatched) return;
  const std::lock_guard lock(mutex_);
  count_outcome(submission.entrance, decision.assessment, outcome);
}

void Metrics::found(const pipeline::FoundMail& mail) {
  const std::lock_guard lock(mutex_);
  count("mailbox", mail.assessment);
  count_outcome("mailbox", mail.assessment, stores::OutcomeKind::delivered);
}

Metrics::Counts Metrics::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

std::string exposition_of(const Metrics::Counts& counts, const Gauges& gauges) {
  Exposition out;
  write_daemon(out, gauges);
  write_policy(out, gauges);
  write_counts(out, counts);
  write_judging(out, counts);
  write_named(out, gauges.held, "candour_held_messages", "stage", "Held mail by its stage.");
  write_named(out, gauges.notices, "candour_notices", "state",
              "Notices about mail in followed mailboxes, by state.");
  write_named(out, gauges.unchecked, "candour_unchecked_messages", "why",
              "Mail of the last 30 days that went out without Candour having looked at it.");
  write_mailboxes(out, gauges);
  return out.text();
}

std::string what_is_amiss(const boost::json::object& status) {
  std::vector<std::string> amiss;
  if (status.at("policy").as_object().at("faulty").as_bool())
    amiss.emplace_back("the policy or roster, as saved, has a fault; the last good one is used");
  const auto& ledger = status.at("ledger").as_object();
  if (const auto waiting = ledger.at("waiting").to_number<std::uint64_t>(); waiting > 0)
    amiss.push_back(counted(waiting, "record waits", "records wait") + " for the ledger");
  if (const auto lost = ledger.at("dropped").to_number<std::uint64_t>(); lost > 0)
    amiss.push_back(counted(lost, "record was", "records were") + " lost");
  if (!status.at("reads_documents").as_bool())
    amiss.emplace_back("attached files stay unread: candour-extract did not start");
  if (const auto away = folders_out_of_reach(status); away > 0)
    amiss.push_back(counted(away, "followed folder is", "followed folders are") +
                    " not there or cannot be reached");
  return base::join(amiss, "; ");
}

}  // namespace candour::app
