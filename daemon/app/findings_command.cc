// SPDX-License-Identifier: MPL-2.0

#include "app/findings_command.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/configuration.h"
#include "base/text.h"
#include "stores/sqlite.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

json::array strings(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

json::object finding_object(const stores::FindingRow& finding) {
  json::object object;
  object["rule"] = finding.rule;
  object["grade"] = finding.grade.empty() ? json::value(nullptr) : json::value(finding.grade);
  object["action"] = finding.action;
  object["people"] = strings(finding.people);
  json::array evidence;
  for (const auto& place : finding.evidence)
    evidence.push_back({{"where", place.where},
                        {"part", place.part},
                        {"offset", place.offset},
                        {"length", place.length}});
  object["evidence"] = std::move(evidence);
  return object;
}

// A message without an outcome is on its way; after the proxy's longest time-outs it is no more,
// and the daemon ended before it could say what became of it.
std::string_view outcome_name(const stores::LedgerEntry& entry) {
  constexpr std::chrono::minutes longest_way{30};
  const bool lost = entry.outcome.kind == stores::OutcomeKind::pending &&
                    base::now() - entry.decision.time > longest_way;
  return stores::name_of(lost ? stores::OutcomeKind::unknown : entry.outcome.kind);
}

json::object entry_object(const stores::LedgerEntry& entry) {
  const auto& decision = entry.decision;
  json::object object;
  object["id"] = decision.id;
  object["time"] = base::to_string(decision.time);
  object["direction"] = decision.direction == stores::Direction::sent ? "sent" : "received";
  object["entrance"] = decision.entrance;
  object["sender"] =
      decision.sender_name.empty() ? json::value(nullptr) : json::value(decision.sender_name);
  object["recipients"] = decision.visible_keys.size() + decision.blind_keys.size();
  object["policy"] = decision.policy_version;
  object["verdict"] = decision.verdict;
  json::array findings;
  for (const auto& finding : decision.findings) findings.push_back(finding_object(finding));
  object["findings"] = std::move(findings);
  object["unchecked"] = strings(decision.unchecked);
  object["exceptions"] = strings(decision.exceptions);
  object["outcome"] = outcome_name(entry);
  object["reply_code"] = entry.outcome.reply_code;
  object["reason"] =
      entry.outcome.reason.empty() ? json::value(nullptr) : json::value(entry.outcome.reason);
  return object;
}

// A line of its own kind, told from messages by its key.
json::object unchecked_object(const stores::UncheckedRow& mail) {
  json::object object;
  object["time"] = base::to_string(mail.time);
  object["sender"] =
      mail.sender_name.empty() ? json::value(nullptr) : json::value(mail.sender_name);
  object["unchecked_because"] = mail.why;
  return object;
}

// An outsider stands in the ledger as a digest, of which people need only the beginning.
std::string person_text(const std::string& person) {
  const bool digest =
      person.size() == 64 && person.find_first_not_of("0123456789abcdef") == std::string::npos;
  return digest ? "an outsider (" + person.substr(0, 8) + ")" : person;
}

std::string sender_text(const std::string& name) {
  return name.empty() ? "a shared mailbox" : name;
}

void print(const stores::LedgerEntry& entry, std::ostream& out) {
  const auto& decision = entry.decision;
  const auto recipients = decision.visible_keys.size() + decision.blind_keys.size();
  const auto what_became =
      decision.entrance == "mailbox" ? "went round Candour" : outcome_name(entry);
  out << base::to_string(decision.time) << "  " << what_became << "  "
      << sender_text(decision.sender_name) << ", " << recipients
      << (recipients == 1 ? " recipient, " : " recipients, ") << decision.verdict << "  ["
      << decision.id << "]\n";
  for (const auto& finding : decision.findings) {
    std::vector<std::string> people;
    for (const auto& person : finding.people) people.push_back(person_text(person));
    out << "    " << finding.rule << (finding.grade.empty() ? "" : " (" + finding.grade + ")")
        << ": " << base::join_as_prose(people) << '\n';
  }
  for (const auto& unread : decision.unchecked) out << "    not looked into: " << unread << '\n';
  if (!entry.outcome.reason.empty())
    out << "    sent all the same: " << base::quoted(entry.outcome.reason, 400) << '\n';
}

std::string_view in_words(std::string_view why) {
  if (why == "away") return "candourd was not there";
  if (why == "slow") return "candourd did not answer in time";
  if (why == "not-handed-over") return "its mail server did not hand it over";
  if (why == "no-sender") return "its header is too long to find who wrote it";
  return "candourd could not look at it";
}

void print(const stores::UncheckedRow& mail, std::ostream& out) {
  out << base::to_string(mail.time) << "  sent unchecked  " << sender_text(mail.sender_name) << ": "
      << in_words(mail.why) << '\n';
}

base::Result<fs::path> ledger_file(const FindingsOptions& options) {
  std::error_code error;
  auto path = options.ledger;
  if (path.empty()) {
    const auto configuration = read_configuration(options.config);
    if (!configuration) return configuration.error();
    path = configuration->data;
  }
  if (fs::is_directory(path, error)) path /= ledger_file_name;
  if (!fs::exists(path, error))
    return base::Error{
        base::Fault::unavailable, "app.findings",
        path.string() + ": there is no ledger yet; candourd makes it when it first starts"};
  return path;
}

base::Result<stores::ListFilter> filter_of(const FindingsOptions& options) {
  stores::ListFilter filter;
  filter.findings_only = !options.all;
  filter.limit = options.limit;
  if (!options.rule.empty()) filter.rule = options.rule;
  const auto day = [](const std::string& text, std::string_view option) -> base::Result<base::Day> {
    if (const auto parsed = base::parse_day(text)) return *parsed;
    return base::Error{base::Fault::malformed, "app.findings",
                       "--" + std::string(option) + " " + base::quoted(text) +
                           ": not a day; write 2026-07-20 or 20/07/2026"};
  };
  if (!options.since.empty()) {
    const auto since = day(options.since, "since");
    if (!since) return since.error();
    filter.from = *since;
  }
  if (!options.until.empty()) {
    const auto until = day(options.until, "until");
    if (!until) return until.error();
    filter.to = *until + std::chrono::days{1};
  }
  return filter;
}

}  // namespace

int list_findings(const FindingsOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const base::Error& error) {
    err << "candour findings: " << error.detail << '\n';
    return 2;
  };
  const auto file = ledger_file(options);
  if (!file) return complain(file.error());
  const auto filter = filter_of(options);
  if (!filter) return complain(filter.error());
  const auto ledger = stores::open_sqlite(*file);
  if (!ledger) return complain(ledger.error());
  const auto entries = (*ledger)->list(*filter);
  if (!entries) return complain(entries.error());
  // What nobody looked at belongs to no rule.
  base::Result<std::vector<stores::UncheckedRow>> unchecked{std::vector<stores::UncheckedRow>{}};
  if (!filter->rule) unchecked = (*ledger)->list_unchecked(*filter);
  if (!unchecked) return complain(unchecked.error());
  for (const auto& entry : *entries) {
    if (options.json)
      out << json::serialize(entry_object(entry)) << '\n';
    else
      print(entry, out);
  }
  for (const auto& mail : *unchecked) {
    if (options.json)
      out << json::serialize(unchecked_object(mail)) << '\n';
    else
      print(mail, out);
  }
  if (entries->empty() && unchecked->empty() && !options.json) out << "Nothing to list.\n";
  return 0;
}

}  // namespace candour::app
