// SPDX-License-Identifier: MPL-2.0

#include "app/wiring.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <thread>

#include "app/data_folder.h"
#include "stores/sqlite.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds grace{10};

std::size_t worker_count() {
  return std::max(2u, std::thread::hardware_concurrency());
}

base::Result<void> make_private_folder(const fs::path& folder) {
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (!error && made) fs::permissions(folder, fs::perms::owner_all, error);
  if (error)
    return base::Error{base::Fault::unavailable, "app.wiring",
                       "data: " + folder.string() + ": " + error.message()};
  return {};
}

void log_policy(const policy::Policy& policy) {
  spdlog::info("policy version={} pack={}", policy.version, policy.pack);
  for (const auto& note : policy.notes) spdlog::warn("policy_note {}", note);
}

}  // namespace

Wiring::Wiring(PolicySource source, PolicySnapshot policy, std::unique_ptr<stores::Ledger> ledger)
    : source_(std::move(source)),
      policies_(std::move(policy)),
      ledger_(std::move(ledger)),
      documents_(extract::find_program()),
      pipeline_(policies_, *ledger_, &documents_),
      workers_(worker_count()) {}

Wiring::~Wiring() {
  workers_.stop();
  workers_.join();
}

base::Result<std::unique_ptr<Wiring>> Wiring::open(const Configuration& configuration,
                                                   boost::asio::io_context& context) {
  const auto data = find_data_folder(configuration.packs);
  if (!data) return data.error();
  if (auto made = make_private_folder(configuration.data); !made) return made.error();
  PolicySource source(configuration.policy, *data, configuration.data / "last-good-policy");
  std::string fault;
  auto policy = source.load_or_last_good(fault);
  if (!policy) return policy.error();
  if (!fault.empty())
    spdlog::error("policy_faulty: the last good policy is used; mend these: {}", fault);
  log_policy(**policy);
  auto ledger = stores::open_sqlite(configuration.data / ledger_file_name);
  if (!ledger) return ledger.error();
  // The first question of all reads which fingerprints there are: better now than while a clerk
  // waits.
  if (const auto asked = (*ledger)->marked_with({"no fingerprint"}, 1); !asked)
    return asked.error();
  std::unique_ptr<Wiring> wiring(
      new Wiring(std::move(source), std::move(*policy), std::move(*ledger)));
  wiring->start_reading_documents();
  if (auto listening = wiring->listen(configuration, context); !listening) return listening.error();
  return wiring;
}

// Mail goes on without it: each file that stays unread says so.
void Wiring::start_reading_documents() {
  if (const auto confinement = documents_.warm_up())
    spdlog::info("extract confinement={}", *confinement);
  else
    spdlog::error("extract_not_started: attached files stay unread: {}",
                  confinement.error().detail);
}

base::Result<void> Wiring::listen(const Configuration& configuration,
                                  boost::asio::io_context& context) {
  const listeners::Judge judge{
      [this](const pipeline::Submission& submission) { return pipeline_.handle(submission); },
      [this](const pipeline::Submission& submission, const pipeline::Decision& decision,
             stores::OutcomeKind outcome, int reply_code) {
        pipeline_.finish(submission, decision, outcome, reply_code);
        if (const auto arrears = pipeline_.arrears(); arrears.waiting + arrears.dropped > 0)
          spdlog::error("ledger_away waiting={} dropped={}", arrears.waiting, arrears.dropped);
      }};
  for (const auto& config : configuration.smtp) {
    auto proxy = listeners::SmtpProxy::open(context, workers_, config, judge);
    if (!proxy) return proxy.error();
    proxies_.push_back(std::move(*proxy));
  }
  return {};
}

void Wiring::reload() {
  const auto policy = source_.load();
  if (!policy)
    return spdlog::error("policy_not_reloaded: the policy in force stays; mend these: {}",
                         policy.error().detail);
  policies_.replace(*policy);
  log_policy(**policy);
}

void Wiring::stop() {
  for (const auto& proxy : proxies_) proxy->stop(grace);
}

}  // namespace candour::app
