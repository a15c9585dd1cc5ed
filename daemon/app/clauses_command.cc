// SPDX-License-Identifier: MPL-2.0

#include "app/clauses_command.h"

#include <boost/json.hpp>
#include <memory>
#include <ostream>

#include "app/data_folder.h"
#include "app/text_table.h"
#include "base/text.h"
#include "policy/clauses.h"

namespace candour::app {

namespace json = boost::json;

namespace {

using PolicyOrNone = std::shared_ptr<const policy::Policy>;

/// "confirm", by grade "correspondence: confirm, outgoing: warn".
std::string action_text(const policy::RuleSetting& setting) {
  if (setting.by_grade.empty()) return std::string(policy::name_of(setting.action));
  std::vector<std::string> grades;
  for (const auto& [grade, action] : setting.by_grade)
    grades.push_back(grade + ": " + std::string(policy::name_of(action)));
  return base::join(grades, ", ");
}

/// The rules, with what the council's policy makes of each where there is one.
std::string kept_by_text(const policy::ProtocolClause& clause, const PolicyOrNone& council) {
  std::vector<std::string> rules;
  for (const auto& rule : clause.kept_by)
    rules.push_back(council ? rule + " (" + action_text(council->setting(rule)) + ")" : rule);
  return base::join(rules, ", ");
}

std::string last_column(const policy::ProtocolClause& clause, const PolicyOrNone& council) {
  if (clause.kept_by.empty()) return "No rule: " + clause.why_not;
  auto text = kept_by_text(clause, council);
  if (!clause.why_not.empty()) text += "\n" + clause.why_not;
  return text;
}

void print_text(const policy::ClauseTable& table, const PolicyOrNone& council, std::ostream& out) {
  TextTable text({{"Section", 18}, {"What it asks", 34}, {"Kept by, or why not", 44}});
  for (const auto& clause : table.clauses)
    text.add_row({clause.section, clause.asks, last_column(clause, council)});
  out << table.document << "\npack " << table.pack;
  if (council) out << ", " << council->council;
  out << "\n\n" << text.to_string();
}

void print_json(const policy::ClauseTable& table, const PolicyOrNone& council, std::ostream& out) {
  json::array clauses;
  for (const auto& clause : table.clauses) {
    json::object object{{"section", clause.section}, {"asks", clause.asks}};
    object["kept_by"] = json::array(clause.kept_by.begin(), clause.kept_by.end());
    object["why_not"] = clause.why_not.empty() ? json::value(nullptr) : json::value(clause.why_not);
    if (council) {
      json::object actions;
      for (const auto& rule : clause.kept_by) actions[rule] = action_text(council->setting(rule));
      object["actions"] = std::move(actions);
    }
    clauses.push_back(std::move(object));
  }
  json::object object{{"pack", table.pack}, {"document", table.document}};
  object["council"] = council ? json::value(council->council) : json::value(nullptr);
  object["clauses"] = std::move(clauses);
  out << json::serialize(object) << '\n';
}

}  // namespace

int print_clauses(const ClausesOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const base::Error& error) {
    for (const auto line : base::split(error.detail, '\n'))
      err << "candour policy clauses: " << line << '\n';
    return 2;
  };
  const auto data = find_data_folder(options.packs);
  if (!data) return complain(data.error());
  PolicyOrNone council;
  if (!options.policy.empty()) {
    const auto policy = policy::load(options.policy, *data);
    if (!policy) return complain(policy.error());
    council = *policy;
  }
  const auto table = policy::load_clauses(council ? council->pack : options.pack, *data);
  if (!table) return complain(table.error());
  if (options.json)
    print_json(*table, council, out);
  else
    print_text(*table, council, out);
  return 0;
}

}  // namespace candour::app
