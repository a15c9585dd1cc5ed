// SPDX-License-Identifier: MPL-2.0
//
// What the Change page has done by others: a policy read, put live, tried on past mail. Where
// files, mailboxes and threads are is known to whoever implements it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console/words.h"
#include "pipeline/replay.h"
#include "policy/policy.h"
#include "stores/policy_versions.h"

namespace candour::console {

/// A policy that somebody is working on. In memory alone, until it is live or candourd ends.
struct Draft {
  std::string text;
  std::string made_from;  // SHA-256 of the file's text it was made from
};

/// One a person. Thread-safe.
class Drafts {
 public:
  std::optional<Draft> find(const std::string& user) const;
  void keep(const std::string& user, Draft draft);
  void drop(const std::string& user);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Draft> drafts_;
};

/// What to try, and on which mail.
struct ReplayOrder {
  std::string text;    // of the policy
  std::string source;  // Choice::value of mail_sources(); empty: what was uploaded
  std::string upload;  // an mbox
  int days = 0;        // so far back; 0: all
  std::string user;    // who wants to know
};

struct ReplayState {
  enum class Stage { none, fetching, judging, done, stopped, failed };
  Stage stage = Stage::none;
  std::size_t done = 0, of = 0;  // mails
  std::string fault;             // of `failed`, for people
  std::string user;
  std::shared_ptr<const pipeline::Replay> result;  // of `done`; let go after an hour
};

/// Thread-safe.
class PolicyDesk {
 public:
  virtual ~PolicyDesk() = default;

  /// The council's file as it stands, sound or not.
  virtual base::Result<std::string> live_text() const = 0;
  /// How faults call that file: "policy.yaml".
  virtual std::string file_name() const = 0;
  /// A text read as if it stood there. Errors as policy::load_text()
  virtual base::Result<std::shared_ptr<const policy::Policy>> read(std::string_view text) const = 0;
  /// Puts a draft live, or an earlier version again. Returns its number.
  ///
  /// Errors   malformed: it has faults; refused: the file was changed since, or says the same
  virtual base::Result<std::int64_t> put_live(const Draft& draft, stores::PolicyOrigin how,
                                              const std::string& author,
                                              const std::string& note) = 0;
  /// Somebody is about to save the roster; so the version that comes of it has his name.
  ///
  /// digest   SHA-256 of the roster's bytes as they will be
  virtual void expect_roster(const std::string& digest, const std::string& author) = 0;
  virtual const stores::PolicyVersions& versions() const = 0;

  /// Which past mail can be had without an upload.
  virtual std::vector<Choice> mail_sources() const = 0;
  /// Begins in the background; one at a time.
  /// Errors   refused: one is under way; malformed: the policy has faults
  virtual base::Result<void> start_replay(ReplayOrder order) = 0;
  virtual ReplayState replay_state() const = 0;
  virtual void stop_replay() = 0;

  Drafts& drafts() { return drafts_; }

 private:
  Drafts drafts_;
};

}  // namespace candour::console
