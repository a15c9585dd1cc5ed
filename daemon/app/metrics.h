// SPDX-License-Identifier: MPL-2.0
//
// candourd in figures, for Prometheus, and whether it is well, for whoever watches it. Nobody is
// named: no address, no name, no place of a mail server; a followed mailbox is known by its number
// in candourd.yaml.
#pragma once

#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/mailbox.h"
#include "pipeline/pipeline.h"
#include "watchers/folder_watch.h"

namespace candour::app {

/// What is counted as it happens, since the daemon's start. Thread-safe.
class Metrics {
 public:
  /// Upper bounds of the histogram of judging, in seconds; one more counts all.
  static constexpr std::array judging_bounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                             0.5,   1.0,  2.5,   5.0,  10.0};

  void judged(const pipeline::Submission& submission, const pipeline::Decision& decision,
              std::chrono::steady_clock::duration took);
  void finished(const pipeline::Submission& submission, const pipeline::Decision& decision,
                stores::OutcomeKind outcome);
  /// A sent mail of a mailbox, new to the ledger.
  void found(const pipeline::FoundMail& mail);

  struct Counts {
    using Pairs = std::map<std::pair<std::string, std::string>, std::uint64_t>;
    Pairs messages;            // by entrance and verdict
    Pairs outcomes;            // by entrance and outcome
    Pairs findings;            // by rule and outcome
    std::uint64_t unread = 0;  // messages of which something could not be looked into
    std::array<std::uint64_t, judging_bounds.size() + 1> judging{};  // each alone, not added up
    double judging_seconds = 0;
  };
  Counts counts() const;

 private:
  void count(std::string_view entrance, const engine::Assessment& assessment);
  void count_outcome(std::string_view entrance, const engine::Assessment& assessment,
                     stores::OutcomeKind outcome);

  mutable std::mutex mutex_;
  Counts counts_;
};

/// What is looked up when somebody asks; nothing: it cannot be read now.
struct Gauges {
  std::string policy_version, pack;
  base::Instant policy_loaded, started;
  bool policy_broken = false;  // as it stands on disk
  bool reads_documents = false;
  std::size_t records_waiting = 0, records_lost = 0;
  std::uint64_t next_hop_lost = 0;
  std::optional<std::map<std::string, std::size_t>> held;       // by stage; empty: none is held
  std::optional<std::map<std::string, std::size_t>> notices;    // by state
  std::optional<std::map<std::string, std::size_t>> unchecked;  // by why, of the last 30 days
  struct Folder {
    std::string account;  // its number in candourd.yaml, from 1
    std::string role;
    watchers::FolderStatus status;
  };
  std::vector<Folder> folders;
};

/// In Prometheus' text format, version 0.0.4.
std::string exposition_of(const Metrics::Counts& counts, const Gauges& gauges);

/// What is amiss, in one line without names or addresses; empty: all is well.
///
/// status   as GET /v1/status answers it
std::string what_is_amiss(const boost::json::object& status);

}  // namespace candour::app
