// SPDX-License-Identifier: MPL-2.0

#include "app/summary_command.h"

#include <algorithm>
#include <fstream>
#include <ostream>

#include "app/configuration.h"
#include "app/crest_file.h"
#include "app/data_folder.h"
#include "base/british_time.h"
#include "base/text.h"
#include "pipeline/letters.h"
#include "policy/load_unjudging.h"
#include "reports/pdf.h"
#include "stores/chain.h"
#include "stores/sqlite.h"
#include "stores/sqlite_policy_versions.h"
#include "stores/sqlite_review.h"
#include "stores/sqlite_runs.h"
#include "stores/sqlite_tally.h"
#include "stores/sqlite_verify.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_policies = 10'000;

base::Error faulty(std::string why) {
  return {base::Fault::malformed, "app.summary", std::move(why)};
}

// The month before the one that it is in Britain.
std::string last_month(base::Instant now) {
  const std::chrono::year_month_day today{base::british_day(now)};
  return base::to_string(today.year() / today.month() - std::chrono::months{1});
}

base::Result<reports::Period> period_of(const SummaryOptions& options) {
  if (options.from.empty() != options.to.empty())
    return faulty("--from and --to go together: --from 2026-04 --to 2026-06");
  if (!options.from.empty()) return reports::period_of(options.from, options.to);
  const auto month = options.month.empty() ? last_month(options.clock()) : options.month;
  return reports::period_of(month, month);
}

base::Result<std::vector<reports::LetterAnswered>> letters_of(const fs::path& file,
                                                              const policy::Policy& policy,
                                                              const policy::DataFolder& data,
                                                              const reports::Period& period,
                                                              base::Instant now) {
  const auto calendars = pipeline::ResponseCalendars::load(data, policy);
  if (!calendars) return calendars.error();
  const auto ledger = stores::open_sqlite(file);
  if (!ledger) return ledger.error();
  const auto replies =
      pipeline::awaited_replies(**ledger, policy, *calendars, base::Instant::min(), now);
  if (!replies) return replies.error();
  std::vector<reports::LetterAnswered> letters;
  for (const auto& reply : *replies) {
    if (reply.request.time < period.begin() || reply.request.time >= period.end()) continue;
    reports::LetterAnswered letter;
    letter.from_councillor = reply.request.asker == "councillor";
    letter.late = reply.awaited.late_since.has_value();
    const auto& days =
        reply.kind == rules::Asked::information ? calendars->information : calendars->council;
    if (reply.awaited.answered)
      letter.days = days.count(base::british_day(reply.request.time),
                               base::british_day(*reply.awaited.answered));
    letters.push_back(letter);
  }
  return letters;
}

base::Result<reports::Figures> figures_of(const fs::path& file, const reports::Period& period,
                                          reports::Reading reading) {
  const auto tallies = stores::open_sqlite_tallies(file);
  if (!tallies) return tallies.error();
  reports::Figures figures;
  auto whole = (*tallies)->tally(period.begin(), period.end());
  if (!whole) return whole.error();
  figures.whole = std::move(*whole);
  for (const auto month : reports::year_and_month_to(period).months()) {
    const reports::Period one{month, month};
    auto tally = (*tallies)->tally_of_mail(one.begin(), one.end());
    if (!tally) return tally.error();
    figures.trend.push_back(std::move(*tally));
  }
  if (reading == reports::Reading::internal) {
    const auto review = stores::open_sqlite_review(file);
    if (!review) return review.error();
    stores::ReviewFilter filter;
    filter.from = period.begin();
    filter.to = period.end();
    filter.each_coming = false;
    filter.limit = reports::most_cases + 1;
    auto cases = (*review)->list(filter);
    if (!cases) return cases.error();
    figures.cases = std::move(*cases);
  }
  const auto versions = stores::open_sqlite_policy_versions(file);
  if (!versions) return versions.error();
  auto policies = (*versions)->list(most_policies);
  if (!policies) return policies.error();
  figures.policies = std::move(*policies);
  const auto runs = stores::open_sqlite_runs(file);
  if (!runs) return runs.error();
  auto ran = (*runs)->list();
  if (!ran) return ran.error();
  figures.runs = std::move(*ran);
  const auto head = stores::sqlite_head(file);
  if (!head) return head.error();
  figures.chain_head = stores::to_string(*head);
  return figures;
}

base::Result<std::string> in_form(const reports::Summary& summary, const std::string& format,
                                  const fs::path& config) {
  if (format == "json") return reports::as_json(summary);
  if (format == "csv") return reports::as_csv(summary);
  if (format == "text") return reports::as_text(summary);
  const auto crest = crest_of(config);
  if (!crest) return crest.error();
  if (format == "pdf")
    return reports::as_pdf(reports::as_html(summary, *crest, reports::Medium::paper));
  return reports::as_html(summary, *crest);
}

base::Result<void> write(const std::string& made, const fs::path& file) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << made;
  out.close();
  if (!out)
    return base::Error{base::Fault::unavailable, "app.summary",
                       file.string() + ": cannot be written"};
  return {};
}

}  // namespace

base::Result<reports::Summary> make_summary(const fs::path& config, const fs::path& packs,
                                            const reports::Period& period, reports::Reading reading,
                                            base::Instant now) {
  const auto configuration = read_configuration(config);
  if (!configuration) return configuration.error();
  const auto data = find_data_folder(packs.empty() ? configuration->packs : packs);
  if (!data) return data.error();
  const auto policy = policy::load_unjudging(configuration->policy, *data);
  if (!policy) return policy.error();
  const auto file = configuration->data / ledger_file_name;
  auto figures = figures_of(file, period, reading);
  if (!figures) return figures.error();
  // Without a mailbox no letter is ever seen, and none would look like good news.
  if (!configuration->accounts.empty()) {
    auto letters = letters_of(file, **policy, *data, period, now);
    if (!letters) return letters.error();
    figures->letters = std::move(*letters);
  }
  return reports::summarise(period, reading, **policy, *figures, now);
}

base::Result<reports::Crest> crest_of(const fs::path& config) {
  const auto configuration = read_configuration(config);
  if (!configuration) return configuration.error();
  return read_crest(configuration->summary.crest);
}

int summarise(const SummaryOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const base::Error& error) {
    err << "candour summary: " << error.detail << '\n';
    return 2;
  };
  const auto period = period_of(options);
  if (!period) return complain(period.error());
  const auto reading = options.internal ? reports::Reading::internal : reports::Reading::open;
  const auto summary =
      make_summary(options.config, options.packs, *period, reading, options.clock());
  if (!summary) return complain(summary.error());
  const auto made = in_form(*summary, options.format, options.config);
  if (!made) return complain(made.error());
  if (options.out.empty()) {
    out << *made;
    return out.flush() ? 0 : 2;
  }
  const auto written = write(*made, options.out);
  return written ? 0 : complain(written.error());
}

}  // namespace candour::app
