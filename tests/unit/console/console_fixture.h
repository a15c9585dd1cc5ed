// SPDX-License-Identifier: MPL-2.0
//
// The console with the example council, without a socket: what its tests ask.
#pragma once

#include "console/console.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "fake_policy_desk.h"
#include "stores/sqlite.h"
#include "stores/sqlite_review.h"
#include "support/fake_document_reader.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

namespace candour::console {

namespace json = boost::json;
using namespace std::chrono_literals;

inline const std::filesystem::path policies = std::filesystem::path(source_folder()) / "policies";

// Read once: its phrases take a second to compile under the sanitizers.
inline std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy =
      policy::load(policies / "examples" / "eastmere.yaml", {policies}).value();
  return policy;
}

inline json::object status() {
  return {{"since", "2026-11-23T08:00:00Z"},
          {"policy",
           {{"version", "0123456789ab"},
            {"pack", "model-2026"},
            {"council", "Eastmere Town Council"},
            {"faulty", false}}},
          {"reads_documents", true},
          {"ledger", {{"waiting", 0}, {"dropped", 0}}},
          {"listeners",
           {{{"protocol", "smtp"}, {"place", "127.0.0.1:2587"}, {"next_hop", "mail.example:587"}},
            {{"protocol", "http"}, {"place", "127.0.0.1:8425"}}}},
          {"accounts", json::array()}};
}

inline stores::DecisionRow decision(const std::string& id, base::Instant time) {
  stores::DecisionRow row;
  row.id = id;
  row.time = time;
  row.entrance = "smtp";
  row.council = "Eastmere Town Council";
  row.policy_version = "0123456789ab";
  row.verdict = "confirm";
  row.sender_name = "Helen Ward";
  row.visible_keys = {"a"};
  row.findings = {{"silent-copy", "", "confirm", {"Jane Smith"}, {{"envelope", "", 3, 4}}}};
  return row;
}

/// A review whose disk can be taken away.
class FailingReview final : public stores::Review {
 public:
  explicit FailingReview(std::unique_ptr<stores::Review> inner) : inner_(std::move(inner)) {}
  bool away = false;

  base::Result<std::vector<stores::ReviewEntry>> list(
      const stores::ReviewFilter& filter) const override {
    if (away) return failure();
    return inner_->list(filter);
  }
  base::Result<std::optional<stores::ReviewEntry>> find(std::string_view decision) const override {
    if (away) return failure();
    return inner_->find(decision);
  }
  base::Result<std::vector<stores::HourCount>> tally(base::Instant from,
                                                     base::Instant to) const override {
    if (away) return failure();
    return inner_->tally(from, to);
  }
  base::Result<std::vector<stores::UncheckedRow>> unchecked(base::Instant from,
                                                            base::Instant to) const override {
    if (away) return failure();
    return inner_->unchecked(from, to);
  }
  base::Result<void> mark_false_alarm(const stores::FindingPlace& finding,
                                      const stores::FalseAlarm& alarm) override {
    if (away) return failure();
    return inner_->mark_false_alarm(finding, alarm);
  }
  base::Result<void> unmark_false_alarm(const stores::FindingPlace& finding) override {
    if (away) return failure();
    return inner_->unmark_false_alarm(finding);
  }

 private:
  static base::Error failure() {
    return {base::Fault::unavailable, "console_test", "the disk is away"};
  }

  std::unique_ptr<stores::Review> inner_;
};

class ConsoleTest : public testing::Test {
 protected:
  ConsoleTest() {
    const auto entered = open("GET", console_.make_link({"helen"}));
    for (const auto& [name, value] : entered.headers)
      if (name == "Set-Cookie") cookie_ = value.substr(0, value.find(';'));
  }

  Head head(std::string_view method, std::string_view target) const {
    Head head;
    head.method = method;
    head.target = target;
    head.host = "127.0.0.1:8425";
    head.cookies = cookie_;
    head.fetch_site = "same-origin";
    if (method == "POST") head.content_type = "application/x-www-form-urlencoded";
    return head;
  }
  Answer open(const Head& head, const std::string& body = "") {
    auto admission = console_.admit(head);
    if (auto* answer = std::get_if<Answer>(&admission)) return *answer;
    return console_.answer(std::get<Entry>(admission), body);
  }
  Answer open(std::string_view method, std::string_view target, const std::string& body = "") {
    return open(head(method, target), body);
  }
  std::string token() {
    const auto page = open("GET", "/").body;
    const auto at = page.find("name=\"token\" value=\"") + 20;
    return page.substr(at, 64);
  }
  Answer send(std::string_view target, const std::string& fields) {
    return open("POST", target, "token=" + token() + "&" + fields);
  }
  static std::string header(const Answer& answer, std::string_view name) {
    for (const auto& [known, value] : answer.headers)
      if (known == name) return value;
    return "";
  }
  static bool says(const Answer& answer, std::string_view words) {
    return answer.body.find(words) != std::string::npos;
  }

  base::Instant now_ = base::now();
  support::TemporaryFolder folder_;
  std::unique_ptr<stores::Ledger> ledger_ =
      std::move(stores::open_sqlite(folder_.path() / "ledger.sqlite").value());
  FailingReview review_{
      std::move(stores::open_sqlite_review(folder_.path() / "ledger.sqlite").value())};
  pipeline::Policies policies_{example_policy()};
  support::FakeDocumentReader reader_;
  json::object status_ = status();
  pipeline::HeldDesk desk_;
  FakePolicyDesk policy_desk_{
      policies / "examples" / "eastmere.yaml", {policies}, example_policy()};
  std::function<base::Result<std::optional<std::string>>(const std::string&)> find_ =
      [](const std::string&) { return std::optional<std::string>(); };
  Users users_{folder_.path() / "console-users", {64, 1, 2}};
  std::vector<UserEvent> events_;
  pipeline::MetAddresses met_;
  Console console_{{policies_,
                    review_,
                    reader_,
                    {policies},
                    [this] { return status_; },
                    desk_,
                    [this](const std::string& key, base::Instant) { return find_(key); },
                    folder_.path() / "kept",
                    policy_desk_,
                    users_,
                    [this](const UserEvent& event) { events_.push_back(event); },
                    &met_},
                   [this] { return now_; }};
  std::string cookie_;
};

}  // namespace candour::console
