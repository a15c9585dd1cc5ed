// SPDX-License-Identifier: MPL-2.0

#include "app/wiring.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <thread>

#include "app/held_desk.h"
#include "app/http_access.h"
#include "app/mail_sender.h"
#include "app/policy_change.h"
#include "app/summary_forms.h"
#include "base/digest.h"
#include "base/text.h"
#include "stores/sqlite.h"
#include "stores/sqlite_policy_versions.h"
#include "stores/sqlite_review.h"
#include "stores/sqlite_runs.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds grace{10};
constexpr std::chrono::milliseconds between_looks_at_policy{150};

std::size_t worker_count() {
  return std::max(2u, std::thread::hardware_concurrency());
}

void log_policy(const policy::Policy& policy) {
  spdlog::info("policy version={} pack={}", policy.version, policy.pack);
  for (const auto& note : policy.notes) spdlog::warn("policy_note {}", note);
}

void log_user(const console::UserEvent& event) {
  spdlog::info("console_user event={} user={} by={} address={}", event.what,
               base::quoted(event.user), base::quoted(event.by), base::quoted(event.address));
}

std::string in_words(const listeners::NextHopUrl& next_hop) {
  if (!next_hop.sandbox.empty()) return "the folder " + next_hop.sandbox.string();
  return base::written({next_hop.host, next_hop.port});
}

listeners::HttpServerConfig place_of(const WebPlace& web) {
  listeners::HttpServerConfig place;
  place.address = web.address;
  place.port = web.port;
  place.certificate = web.certificate;
  place.key = web.key;
  place.rules.hosts = {web.address};
  if (!web.host.empty()) place.rules.hosts.push_back(web.host);
  return place;
}

/// Where browsers find it: under a name that it answers to.
std::string url_of(const listeners::HttpServer& server, const WebPlace& http) {
  const auto place = base::parse_host_and_port(server.place());
  const bool anywhere = http.address == "0.0.0.0" || http.address == "::";
  const auto& host = !http.host.empty() ? http.host : anywhere ? "localhost" : http.address;
  return std::string(server.protocol()) + "://" + base::written({host, place->port});
}

// Mail goes on without it: the next sign makes up for one that was missed.
void note_run(const base::Result<void>& noted) {
  if (!noted) spdlog::error("run_not_noted: {}", noted.error().detail);
}

boost::json::object account_status(const watchers::AccountWatch& watch) {
  boost::json::array folders;
  for (const auto& [role, status] : watch.status())
    folders.push_back({{"role", remotes::name_of(role)},
                       {"state", status.state},
                       {"done", status.done},
                       {"of", status.of}});
  return {{"account", watch.account().login.user}, {"folders", std::move(folders)}};
}

}  // namespace

Wiring::Wiring(PolicySource source, PolicySnapshot policy, bool faulty, Ledgers ledgers,
               PolicyPlaces places, pipeline::Holding holding, const fs::path& data,
               boost::asio::io_context& context)
    : source_(std::move(source)),
      policies_(policy),
      saved_(source_.files(*policy)),
      policy_faulty_(faulty),
      ledger_(std::move(ledgers.of_mail)),
      review_(std::move(ledgers.review)),
      versions_(std::move(ledgers.policies)),
      runs_(std::move(ledgers.runs)),
      documents_(extract::find_program()),
      pipeline_(policies_, *ledger_, &documents_, holding, &met_),
      policy_desk_({policies_, *versions_, documents_}, std::move(places)),
      users_(data / users_file_name, {},
             [](const std::string& fault) {
               spdlog::error(
                   "console_users_not_read: nobody signs in with a password; mend this: {}", fault);
             }),
      console_({policies_, *review_, documents_, source_.data(),
                [this] { return status_for_the_admin(); }, held_desk_,
                [this](const std::string& message_key, base::Instant around) {
                  return find_mail(message_key, around);
                },
                source_.kept(), policy_desk_, users_, log_user, &met_}),
      api_(
          pipeline_, documents_, [this] { return status(); },
          [this](const std::string& caller, const std::string& user) {
            return console_link(caller, user);
          },
          [this](std::function<void()> work) { boost::asio::post(api_workers_, std::move(work)); }),
      sweep_(context),
      look_at_policy_(context),
      workers_(worker_count()),
      api_workers_(worker_count()),
      late_replies_(source_.data(), policies_, *ledger_),
      mailbox_(
          policies_, *ledger_, &documents_,
          [this](const pipeline::FoundMail& mail) { metrics_.found(mail); }, &met_) {}

Wiring::~Wiring() {
  for (auto* pool : {&workers_, &api_workers_, &password_workers_}) {
    pool->stop();
    pool->join();
  }
  note_run(runs_->end(base::now()));
}

base::Result<std::unique_ptr<Wiring>> Wiring::open(const Configuration& configuration,
                                                   boost::asio::io_context& context) {
  auto places = policy_places(configuration);
  if (!places) return places.error();
  PolicySource source(places->policy, places->data, places->kept);
  std::string fault;
  auto policy = source.load_or_last_good(fault);
  if (!policy) return policy.error();
  if (!fault.empty())
    spdlog::error("policy_faulty: the last good policy is used; mend these: {}", fault);
  log_policy(**policy);
  auto ledgers = open_ledgers(configuration.data / ledger_file_name);
  if (!ledgers) return ledgers.error();
  const auto holding =
      configuration.held ? pipeline::Holding::possible : pipeline::Holding::impossible;
  std::unique_ptr<Wiring> wiring(new Wiring(std::move(source), std::move(*policy), !fault.empty(),
                                            std::move(*ledgers), std::move(*places), holding,
                                            configuration.data, context));
  wiring->policy_desk_.set_mail(configuration.accounts, configuration.past_mail,
                                configuration.data);
  if (fault.empty()) wiring->record_policy(*wiring->policies_.current());
  if (auto taken_up = wiring->take_up_held_mail(configuration); !taken_up) return taken_up.error();
  wiring->start_reading_documents();
  if (auto listening = wiring->listen_for_mail(configuration, context); !listening)
    return listening.error();
  if (auto listening = wiring->listen_for_plugins(configuration, context); !listening)
    return listening.error();
  note_run(wiring->runs_->begin(base::now()));
  wiring->follow_mailboxes(configuration);
  wiring->keep_no_longer(configuration);
  wiring->send_summaries(configuration);
  wiring->sweep_each_minute();
  wiring->read_policy_when_saved();
  return wiring;
}

base::Result<Wiring::Ledgers> Wiring::open_ledgers(const fs::path& file) {
  auto of_mail = stores::open_sqlite(file);
  if (!of_mail) return of_mail.error();
  // The first question of all reads which fingerprints there are: better now than while a clerk
  // waits.
  if (const auto asked = (*of_mail)->marked_with({"no fingerprint"}, 1); !asked)
    return asked.error();
  auto review = stores::open_sqlite_review(file);
  if (!review) return review.error();
  auto policies = stores::open_sqlite_policy_versions(file);
  if (!policies) return policies.error();
  auto runs = stores::open_sqlite_runs(file);
  if (!runs) return runs.error();
  return Ledgers{std::move(*of_mail), std::move(*review), std::move(*policies), std::move(*runs)};
}

// Mail goes on without it: each file that stays unread says so.
void Wiring::start_reading_documents() {
  const auto confinement = documents_.warm_up();
  reads_documents_ = confinement.has_value();
  if (confinement)
    spdlog::info("extract confinement={}", *confinement);
  else
    spdlog::error("extract_not_started: attached files stay unread: {}",
                  confinement.error().detail);
}

// What was held before is taken up before anything new is taken in.
base::Result<void> Wiring::take_up_held_mail(const Configuration& configuration) {
  if (!configuration.held) return {};
  const auto& settings = *configuration.held;
  auto send = mail_sender(settings.server);
  if (!send) return send.error();
  held_desk_ = held_desk(configuration);
  const auto& held = *held_desk_.held;
  held_sender_ =
      std::make_unique<watchers::HeldMailSender>(held, *ledger_, std::move(*send), settings.keep);
  if (auto recovered = held.recover(); !recovered) return recovered;
  held_sender_->start();
  return {};
}

void Wiring::send_summaries(const Configuration& configuration) {
  const auto& post = configuration.summary.post;
  if (!post) return;
  summaries_ = std::make_unique<SummaryPosting>(
      *post, configuration.data, pipeline_, *ledger_, *review_,
      [config = configuration.file, reading = post->reading](watchers::Month month) {
        return summary_forms(config, month, reading);
      });
  summaries_->start();
}

base::Result<void> Wiring::hold(const pipeline::Submission& submission,
                                const pipeline::Decision& decision,
                                const std::vector<std::string_view>& relayed) const {
  stores::HeldEnvelope envelope;
  envelope.id = submission.id;
  envelope.held_at = submission.received;
  envelope.mail_from = submission.envelope.mail_from.value_or("");
  envelope.rcpt_to = submission.envelope.rcpt_to.value_or(std::vector<std::string>());
  envelope.sender_name = decision.sender_name;
  for (const auto& judged : decision.assessment.findings)
    if (judged.action == policy::Action::hold) envelope.rules.emplace_back(judged.finding.rule);
  return held_desk_.held->hold(envelope, relayed);
}

base::Result<void> Wiring::listen_for_mail(const Configuration& configuration,
                                           boost::asio::io_context& context) {
  const listeners::Judge judge{
      [this](const pipeline::Submission& submission) {
        const auto started = std::chrono::steady_clock::now();
        auto decision = pipeline_.handle(submission);
        metrics_.judged(submission, decision, std::chrono::steady_clock::now() - started);
        return decision;
      },
      [this](const pipeline::Submission& submission, const pipeline::Decision& decision,
             stores::OutcomeKind outcome, int reply_code) {
        pipeline_.finish(submission, decision, outcome, reply_code);
        metrics_.finished(submission, decision, outcome);
        if (const auto arrears = pipeline_.arrears(); arrears.waiting + arrears.dropped > 0)
          spdlog::error("ledger_away waiting={} dropped={}", arrears.waiting, arrears.dropped);
      },
      [this](const pipeline::Submission& submission, const pipeline::Decision& decision,
             const std::vector<std::string_view>& relayed) {
        return hold(submission, decision, relayed);
      }};
  for (const auto& config : configuration.smtp) {
    auto proxy = listeners::SmtpProxy::open(context, workers_, config, judge);
    if (!proxy) return proxy.error();
    proxies_.push_back(std::move(*proxy));
    next_hops_.push_back(in_words(config.next_hop));
  }
  return {};
}

base::Result<void> Wiring::listen_for_plugins(const Configuration& configuration,
                                              boost::asio::io_context& context) {
  std::vector<listeners::HttpServerConfig> places(1);
  auto& socket = places.front();
  socket.socket = configuration.data / socket_file_name;
  socket.rules.own_uid = ::geteuid();
  socket.rules.group = candour_group();
  if (const auto& http = configuration.http) {
    auto file = TokenFile::open(http->token);
    if (!file) return file.error();
    token_ = std::make_shared<listeners::AccessToken>(
        file->token(), [file = *file]() mutable { return file.changed(); });
    auto& tcp = places.emplace_back(place_of(*http));
    tcp.rules.token = token_;
    tcp.rules.origins = http->origins;
    tcp.rules.figures_for_all = http->metrics_for_all;
  }
  if (configuration.console) places.push_back(place_of(*configuration.console));
  auto routes = api_.routes();
  for (auto& route : figure_routes()) routes.push_back(std::move(route));
  for (auto& place : places) {
    const bool on_tcp = place.socket.empty();
    if (on_tcp) place.console = &console_;
    place.password_workers = &password_workers_;
    auto server = listeners::HttpServer::open(context, api_workers_, place, routes);
    if (!server) return server.error();
    servers_.push_back(std::move(*server));
  }
  // Links are for this machine: where the local API is, if anywhere.
  if (configuration.http)
    console_url_ = url_of(*servers_[1], *configuration.http);
  else if (configuration.console)
    console_url_ = url_of(*servers_[1], *configuration.console);
  return {};
}

base::Result<std::string> Wiring::console_link(const std::string& caller, const std::string& user) {
  // The group candour is let in to ask about its own mail; the console shows everybody's.
  if (caller != "uid 0" && caller != "uid " + std::to_string(::geteuid()))
    return base::Error{base::Fault::refused, "app.wiring",
                       "The console is for the administrator: root, or the user of candourd."};
  if (console_url_.empty())
    return base::Error{base::Fault::unavailable, "app.wiring",
                       "The console is not switched on. Add these two lines to candourd's "
                       "configuration and start candourd again:\n\nhttp:\n  listen: "
                       "127.0.0.1:8425"};
  // Root may be anybody anyway: who became it by sudo stays himself, so that four eyes are two
  // people's. Everybody else is who the kernel says.
  const bool named = caller == "uid 0" && !user.empty();
  return console_url_ + console_.make_link({named ? user : user_name(caller)});
}

void Wiring::follow_mailboxes(const Configuration& configuration) {
  for (const auto& account : configuration.accounts)
    watches_.push_back(std::make_unique<watchers::AccountWatch>(account, mailbox_));
  for (const auto& watch : watches_) watch->start();
}

base::Result<std::optional<std::string>> Wiring::find_mail(const std::string& message_key,
                                                           base::Instant around) const {
  std::vector<const watchers::Account*> accounts;
  for (const auto& watch : watches_) accounts.push_back(&watch->account());
  if (accounts.empty())
    return base::Error{base::Fault::refused, "app.wiring",
                       "no mailbox is followed. To follow one: candour account add ADDRESS"};
  return watchers::find_mail(
      accounts,
      [&](std::string_view message_id) {
        return base::keyed_digest(ledger_->digest_key(), message_id) == message_key;
      },
      around, end_of_searches_);
}

// For plugins and whoever watches the daemon: nothing private.
boost::json::object Wiring::status() const {
  const auto policy = policies_.current();
  const auto arrears = pipeline_.arrears();
  boost::json::array listening;
  for (std::size_t i = 0; i < proxies_.size(); ++i)
    listening.push_back(
        {{"protocol", "smtp"}, {"place", proxies_[i]->place()}, {"next_hop", next_hops_[i]}});
  for (const auto& server : servers_)
    listening.push_back({{"protocol", server->protocol()}, {"place", server->place()}});
  boost::json::array accounts;
  for (const auto& watch : watches_) accounts.push_back(account_status(*watch));
  boost::json::object status{
      {"version", CANDOUR_VERSION},
      {"since", base::to_string(since_)},
      {"policy",
       {{"version", policy->version},
        {"pack", policy->pack},
        {"council", policy->council},
        {"faulty", policy_faulty_.load()}}},
      {"reads_documents", reads_documents_},
      {"ledger", {{"waiting", arrears.waiting}, {"dropped", arrears.dropped}}},
      {"listeners", std::move(listening)},
      {"accounts", std::move(accounts)}};
  if (summaries_) status["summary"] = {{"well", summaries_->health().well}};
  return status;
}

// What a mail server said about a recipient is none of the plugins' business.
boost::json::object Wiring::status_for_the_admin() const {
  auto told = status();
  if (summaries_) {
    const auto health = summaries_->health();
    told["summary"] = {{"well", health.well}, {"words", health.words}};
  }
  return told;
}

bool Wiring::has_looked_through_mailboxes() const {
  return !watches_.empty() && std::all_of(watches_.begin(), watches_.end(), [](const auto& watch) {
    const auto folders = watch->status();
    return std::all_of(folders.begin(), folders.end(), [](const auto& folder) {
      return folder.second.state == "following" || folder.second.state == "missing";
    });
  });
}

void Wiring::keep_no_longer(const Configuration& configuration) {
  retention_ =
      std::make_unique<Retention>(configuration.data / ledger_file_name, configuration.retention);
  boost::asio::post(api_workers_, [this] { retention_->look(base::now()); });
}

void Wiring::sweep_each_minute() {
  sweep_.expires_after(std::chrono::minutes(1));
  sweep_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    api_.sweep();
    console_.sweep();
    if (has_looked_through_mailboxes())
      boost::asio::post(api_workers_, [this] { late_replies_.look(base::now()); });
    boost::asio::post(api_workers_, [this] { retention_->look(base::now()); });
    boost::asio::post(api_workers_, [this] { note_run(runs_->still_alive(base::now())); });
    sweep_each_minute();
  });
}

void Wiring::reload() {
  if (token_ != nullptr) token_->renew();
  // A large roster takes its time; the sessions go on meanwhile.
  boost::asio::post(api_workers_, [this] {
    const std::lock_guard lock(reading_policy_);
    read_policy_again();
  });
}

/// To be called with reading_policy_ held.
void Wiring::read_policy_again() {
  // As they are before they are read: what is saved meanwhile is read again.
  const auto in_force = policies_.current();
  saved_ = ChangedFiles(source_.files(*in_force));
  const auto policy = source_.load(in_force.get());
  policy_faulty_ = !policy;
  if (!policy)
    return spdlog::error("policy_not_reloaded: the policy in force stays; mend these: {}",
                         policy.error().detail);
  if ((*policy)->roster_file != in_force->roster_file)
    saved_ = ChangedFiles(source_.files(**policy));
  policies_.replace(*policy);
  policy_loaded_ = base::now();
  log_policy(**policy);
  record_policy(**policy);
}

// Mail is judged by it whether it is on record or not.
void Wiring::record_policy(const policy::Policy& in_force) {
  const auto roster_author = [this](const std::string& digest) {
    return policy_desk_.author_of_roster(digest);
  };
  const auto recorded = record_found_policy(*versions_, source_.file(), in_force, roster_author);
  if (!recorded)
    spdlog::error("policy_not_recorded version={} error=\"{}\"", in_force.version,
                  recorded.error().detail);
}

void Wiring::read_policy_when_saved() {
  look_at_policy_.expires_after(between_looks_at_policy);
  look_at_policy_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    boost::asio::post(api_workers_, [this] {
      const std::unique_lock lock(reading_policy_, std::try_to_lock);
      if (lock && saved_.settled()) read_policy_again();
    });
    read_policy_when_saved();
  });
}

void Wiring::stop() {
  sweep_.cancel();
  look_at_policy_.cancel();
  end_of_searches_.call();
  policy_desk_.stop_replay();
  for (const auto& watch : watches_) watch->stop();
  if (held_sender_) held_sender_->stop();
  if (summaries_) summaries_->stop();
  for (const auto& proxy : proxies_) proxy->stop(grace);
  for (const auto& server : servers_) server->stop(grace);
}

}  // namespace candour::app
