// SPDX-License-Identifier: MPL-2.0

#include "app/ledger_command.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/configuration.h"
#include "app/login_name.h"
#include "app/retention.h"
#include "base/british_time.h"
#include "base/text.h"
#include "stores/sqlite_erase.h"
#include "stores/sqlite_verify.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr int something_wrong = 1, usage_fault = 2;

std::string counted(std::int64_t count, std::string_view thing) {
  return std::to_string(count) + ' ' + std::string(thing) + (count == 1 ? "" : "s");
}

void print(const stores::ChainReport& report, bool by_head, std::ostream& out) {
  if (report.fault) {
    out << "Something is wrong with the ledger (" << report.fault->how
        << "): " << report.fault->told
        << "\nNothing after it was looked at. Keep this file as it is, and compare it with a "
           "backup.\n";
    return;
  }
  out << "Nothing was changed, added or left out since it was written: "
      << counted(report.records, "record") << ", " << counted(report.head.number, "event")
      << ", from " << base::to_string(report.begun) << " on.\n";
  if (report.sealed > 0)
    out << counted(report.sealed, "record") << " stood there before the chain began: what was done "
        << "to them earlier cannot be told.\n";
  if (report.with_erased > 0)
    out << "Of " << counted(report.with_erased, "record")
        << " personal values were erased, as the journal says.\n";
  out << "Head: " << stores::to_string(report.head) << '\n';
  out << (by_head ? "It follows from the head that was noted.\n"
                  : "Compare with a head that was noted before (--head), as one from a published "
                    "summary: whoever may write this file could write all of it anew.\n");
}

json::object as_json(const stores::ChainReport& report) {
  json::object object{
      {"sound", !report.fault.has_value()},     {"head", stores::to_string(report.head)},
      {"events", report.head.number},           {"records", report.records},
      {"begun", base::to_string(report.begun)}, {"sealed", report.sealed},
      {"with_erased", report.with_erased},      {"fault", nullptr}};
  if (const auto& fault = report.fault)
    object["fault"] = json::object{{"how", fault->how},
                                   {"event", fault->event},
                                   {"record", fault->record},
                                   {"told", fault->told}};
  return object;
}

}  // namespace

base::Result<fs::path> ledger_file_of(const fs::path& ledger, const fs::path& config) {
  auto path = ledger;
  if (path.empty()) {
    const auto configuration = read_configuration(config);
    if (!configuration) return configuration.error();
    path = configuration->data;
  }
  std::error_code error;
  if (fs::is_directory(path, error)) path /= ledger_file_name;
  return path;
}

int verify_ledger(const LedgerOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const std::string& why) {
    err << "candour ledger verify: " << why << '\n';
    return usage_fault;
  };
  std::optional<stores::ChainHead> known;
  if (!options.head.empty()) {
    known = stores::parse_head(options.head);
    if (!known)
      return complain("--head " + base::quoted(options.head) +
                      ": a number, a hyphen and 64 digits are expected, as `candour ledger head` "
                      "prints them");
  }
  const auto file = ledger_file_of(options.ledger, options.config);
  if (!file) return complain(file.error().detail);
  const auto report = stores::verify_sqlite(*file, known);
  if (!report) return complain(report.error().detail);
  if (options.json)
    out << json::serialize(as_json(*report)) << '\n';
  else
    print(*report, known.has_value(), out);
  return report->fault ? something_wrong : 0;
}

int print_head(const LedgerOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const std::string& why) {
    err << "candour ledger head: " << why << '\n';
    return usage_fault;
  };
  const auto file = ledger_file_of(options.ledger, options.config);
  if (!file) return complain(file.error().detail);
  const auto head = stores::sqlite_head(*file);
  if (!head) return complain(head.error().detail);
  if (options.json)
    out << json::serialize(json::object{{"head", stores::to_string(*head)}}) << '\n';
  else
    out << stores::to_string(*head) << '\n';
  return 0;
}

int prune_ledger(const PruneOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const std::string& why) {
    err << "candour ledger prune: " << why << '\n';
    return usage_fault;
  };
  const auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error().detail);
  if (!configuration->retention)
    return complain(options.config.string() +
                    " has no `retention:`, so that everything is kept; write retention: 24 months");
  const auto file = configuration->data / ledger_file_name;
  if (std::error_code error; !fs::exists(file, error))
    return complain(file.string() + ": there is no ledger yet");
  const auto before = kept_from(base::british_day(base::now()), *configuration->retention);
  const auto erased = stores::erase_older(file, before, login_name(),
                                          options.dry_run ? stores::Trial::yes : stores::Trial::no);
  if (!erased) return complain(erased.error().detail);
  if (options.json) {
    out << json::serialize(json::object{{"before", base::to_string(before)},
                                        {"dry_run", options.dry_run},
                                        {"records", erased->records},
                                        {"letters", erased->letters},
                                        {"changed_before", erased->unfit},
                                        {"log_emptied", erased->log_is_cut}})
        << '\n';
    return 0;
  }
  out << (options.dry_run ? "Would be erased" : "Erased") << " of what is older than "
      << base::to_string(before) << ": the names in " << counted(erased->records, "record")
      << ", and " << counted(erased->letters, "letter") << ". The counts stay.\n";
  return 0;
}

}  // namespace candour::app
