// SPDX-License-Identifier: MPL-2.0
//
// The console's Change page at the real files and mailboxes: put_live() and replay() as the command
// line has them. A replay has a thread of its own, so that mail is judged meanwhile.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "app/policy_change.h"
#include "console/policy_desk.h"
#include "mail/document_reader.h"
#include "pipeline/policies.h"
#include "remotes/wake_up.h"
#include "watchers/account.h"

namespace candour::app {

class LivePolicyDesk final : public console::PolicyDesk {
 public:
  /// What it works with; all must outlive it.
  struct Parts {
    const pipeline::Policies& policies;
    stores::PolicyVersions& versions;
    mail::DocumentReader& documents;
  };

  LivePolicyDesk(Parts parts, PolicyPlaces places) : parts_(parts), places_(std::move(places)) {}
  ~LivePolicyDesk() override;

  /// Which past mail there is; to be called before anybody asks.
  ///
  /// spool   a folder with room for mail that is fetched
  void set_mail(std::vector<watchers::Account> accounts, std::vector<std::filesystem::path> paths,
                std::filesystem::path spool);

  base::Result<std::string> live_text() const override;
  std::string file_name() const override { return places_.policy.filename().string(); }
  base::Result<PolicySnapshot> read(std::string_view text) const override;
  base::Result<std::int64_t> put_live(const console::Draft& draft, stores::PolicyOrigin how,
                                      const std::string& author, const std::string& note) override;
  void expect_roster(const std::string& digest, const std::string& author) override;
  /// Who saved a roster here last, if it is the one of that digest.
  std::optional<std::string> author_of_roster(const std::string& digest) const;
  const stores::PolicyVersions& versions() const override { return parts_.versions; }
  std::vector<console::Choice> mail_sources() const override;
  base::Result<void> start_replay(console::ReplayOrder order) override;
  console::ReplayState replay_state() const override;
  void stop_replay() override;

 private:
  void run(console::ReplayOrder order, PolicySnapshot before, PolicySnapshot after);
  base::Result<mail::StoredMail> gather(console::ReplayOrder& order, base::Instant from);
  bool note_progress(console::ReplayState::Stage stage, std::size_t done, std::size_t of);
  void end(console::ReplayState state);

  const Parts parts_;
  const PolicyPlaces places_;
  std::vector<watchers::Account> accounts_;
  std::vector<std::filesystem::path> paths_;
  std::filesystem::path spool_;

  mutable std::mutex mutex_;
  std::string roster_digest_, roster_author_;  // of the roster that was saved here last
  mutable console::ReplayState state_;
  base::Instant ended_;
  std::unique_ptr<remotes::WakeUp> stop_;  // of the replay under way
  std::thread thread_;
};

}  // namespace candour::app
