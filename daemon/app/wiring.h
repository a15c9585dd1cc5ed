// SPDX-License-Identifier: MPL-2.0
//
// Where the parts are put together: ledger, policies, pipeline, listeners. A new store or listener
// is a branch here and nowhere else.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/changed_files.h"
#include "app/configuration.h"
#include "app/late_replies.h"
#include "app/live_policy_desk.h"
#include "app/metrics.h"
#include "app/policy_source.h"
#include "app/retention.h"
#include "app/summary_posting.h"
#include "console/console.h"
#include "extract/document_service.h"
#include "listeners/http_server.h"
#include "listeners/local_api.h"
#include "listeners/smtp_proxy.h"
#include "pipeline/held_desk.h"
#include "pipeline/mailbox.h"
#include "pipeline/pipeline.h"
#include "stores/policy_versions.h"
#include "stores/runs.h"
#include "watchers/account_watch.h"
#include "watchers/held_mail_sender.h"
#include "watchers/mail_finder.h"

namespace candour::app {

/// All parts of a running daemon, in the order in which they need each other.
class Wiring {
 public:
  /// Opens everything; clients are served while `context` runs.
  ///
  /// Errors   malformed, unavailable: what cannot be opened, for the admin
  static base::Result<std::unique_ptr<Wiring>> open(const Configuration& configuration,
                                                    boost::asio::io_context& context);
  ~Wiring();

  /// Reads policy, roster and token again, on a worker; what does not load changes nothing and is
  /// logged.
  void reload();
  /// No new clients; messages under way are finished first, within ten seconds.
  void stop();

 private:
  /// One ledger, opened twice.
  struct Ledgers {
    std::unique_ptr<stores::Ledger> of_mail;
    std::unique_ptr<stores::Review> review;
    std::unique_ptr<stores::PolicyVersions> policies;
    std::unique_ptr<stores::Runs> runs;
  };

  /// faulty  the council's own policy does not load, and `policy` is the last good one
  Wiring(PolicySource source, PolicySnapshot policy, bool faulty, Ledgers ledgers,
         PolicyPlaces places, pipeline::Holding holding, const std::filesystem::path& data,
         boost::asio::io_context& context);
  static base::Result<Ledgers> open_ledgers(const std::filesystem::path& file);
  base::Result<void> take_up_held_mail(const Configuration& configuration);
  void send_summaries(const Configuration& configuration);
  base::Result<void> hold(const pipeline::Submission& submission,
                          const pipeline::Decision& decision,
                          const std::vector<std::string_view>& relayed) const;
  void start_reading_documents();
  base::Result<void> listen_for_mail(const Configuration& configuration,
                                     boost::asio::io_context& context);
  base::Result<void> listen_for_plugins(const Configuration& configuration,
                                        boost::asio::io_context& context);
  void follow_mailboxes(const Configuration& configuration);
  base::Result<std::optional<std::string>> find_mail(const std::string& message_key,
                                                     base::Instant around) const;
  boost::json::object status() const;
  std::vector<listeners::HttpRoute> figure_routes();
  Gauges gauges() const;
  std::optional<std::map<std::string, std::size_t>> notices_by_state() const;
  boost::json::object status_for_the_admin() const;
  base::Result<std::string> console_link(const std::string& caller, const std::string& user);
  void read_policy_again();
  void record_policy(const policy::Policy& in_force);
  void read_policy_when_saved();
  bool has_looked_through_mailboxes() const;
  void keep_no_longer(const Configuration& configuration);
  void sweep_each_minute();

  PolicySource source_;
  pipeline::Policies policies_;
  std::mutex reading_policy_;
  ChangedFiles saved_;                       // guarded by reading_policy_
  std::atomic<bool> policy_faulty_ = false;  // as it stands on disk
  std::atomic<base::Instant> policy_loaded_ = base::now();
  Metrics metrics_;
  std::unique_ptr<stores::Ledger> ledger_;
  std::unique_ptr<stores::Review> review_;  // for the console
  std::unique_ptr<stores::PolicyVersions> versions_;
  std::unique_ptr<stores::Runs> runs_;
  extract::DocumentService documents_;
  pipeline::MetAddresses met_;
  pipeline::Pipeline pipeline_;
  bool reads_documents_ = false;
  const base::Instant since_ = base::now();
  const remotes::WakeUp end_of_searches_;
  LivePolicyDesk policy_desk_;
  pipeline::HeldDesk held_desk_;  // set before anybody can ask
  console::Users users_;          // of the console
  console::Console console_;
  std::string console_url_;  // "http://127.0.0.1:8425"; empty: it is not served
  listeners::LocalApi api_;
  boost::asio::steady_timer sweep_, look_at_policy_;
  boost::asio::thread_pool workers_;
  boost::asio::thread_pool api_workers_;  // apart: who types much keeps nobody's mail waiting
  boost::asio::thread_pool password_workers_{2};  // apart: 64 MB and a tenth of a second each
  std::vector<std::shared_ptr<listeners::SmtpProxy>> proxies_;
  std::vector<std::string> next_hops_;  // of each proxy, in words
  std::vector<std::shared_ptr<listeners::HttpServer>> servers_;
  std::shared_ptr<listeners::AccessToken> token_;  // null: nobody calls over TCP
  LateReplies late_replies_;
  std::unique_ptr<Retention> retention_;
  pipeline::Mailbox mailbox_;
  std::unique_ptr<watchers::HeldMailSender> held_sender_;
  std::unique_ptr<SummaryPosting> summaries_;                     // null: none is sent by itself
  std::vector<std::unique_ptr<watchers::AccountWatch>> watches_;  // set before anybody can ask
};

}  // namespace candour::app
