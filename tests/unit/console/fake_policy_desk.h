// SPDX-License-Identifier: MPL-2.0
//
// A desk whose policy file is a text, and whose replays end when a test says so.
#pragma once

#include "base/digest.h"
#include "console/policy_desk.h"

namespace candour::console {

class FakePolicyDesk final : public PolicyDesk {
  class Versions final : public stores::PolicyVersions {
   public:
    std::vector<stores::PolicyVersion> all;  // oldest first

    base::Result<std::vector<stores::PolicyVersion>> list(std::size_t) const override {
      return std::vector<stores::PolicyVersion>(all.rbegin(), all.rend());
    }
    base::Result<std::optional<stores::PolicyVersion>> find(std::int64_t number) const override {
      for (const auto& version : all)
        if (version.number == number) return std::optional(version);
      return std::optional<stores::PolicyVersion>();
    }
    base::Result<std::optional<stores::PolicyVersion>> newest() const override {
      return all.empty() ? std::nullopt : std::optional(all.back());
    }
    base::Result<std::int64_t> record(const stores::PolicyVersion& policy,
                                      const PutLive&) override {
      all.push_back(policy);
      return all.back().number = static_cast<std::int64_t>(all.size());
    }
  };

 public:
  /// earlier   whose phrases serve: they take a second to compile under the sanitizers
  FakePolicyDesk(std::filesystem::path file, policy::DataFolder data,
                 std::shared_ptr<const policy::Policy> earlier)
      : file_(std::move(file)), data_(std::move(data)), earlier_(std::move(earlier)) {}

  std::string live;
  Versions kept;
  ReplayState state;
  ReplayOrder ordered;
  std::vector<std::pair<std::string, std::string>> expected;  // rosters: digest and author

  base::Result<std::string> live_text() const override { return live; }
  std::string file_name() const override { return file_.filename().string(); }
  base::Result<std::shared_ptr<const policy::Policy>> read(std::string_view text) const override {
    return policy::load_text(text, file_, data_, earlier_.get());
  }
  base::Result<std::int64_t> put_live(const Draft& draft, stores::PolicyOrigin how,
                                      const std::string& author, const std::string& note) override {
    if (!draft.made_from.empty() && draft.made_from != base::sha256_hex(live))
      return base::Error{base::Fault::refused, "fake", "it was changed since"};
    stores::PolicyVersion version;
    version.how = how;
    version.author = author;
    version.note = note;
    version.text = live = draft.text;
    return kept.record(version, {});
  }
  void expect_roster(const std::string& digest, const std::string& author) override {
    expected.emplace_back(digest, author);
  }
  const stores::PolicyVersions& versions() const override { return kept; }
  std::vector<Choice> mail_sources() const override { return {{"path.0", "past.mbox"}}; }
  base::Result<void> start_replay(ReplayOrder order) override {
    ordered = std::move(order);
    state.stage = ReplayState::Stage::judging;
    return {};
  }
  ReplayState replay_state() const override { return state; }
  void stop_replay() override { state.stage = ReplayState::Stage::stopped; }

 private:
  const std::filesystem::path file_;
  const policy::DataFolder data_;
  const std::shared_ptr<const policy::Policy> earlier_;
};

}  // namespace candour::console
