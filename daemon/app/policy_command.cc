// SPDX-License-Identifier: MPL-2.0

#include "app/policy_command.h"

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

#include "app/data_folder.h"
#include "app/mail_files.h"
#include "base/text.h"
#include "base/yaml_faults.h"
#include "console/phrase_files.h"
#include "console/words.h"
#include "policy/differences.h"
#include "policy/faults.h"
#include "policy/rule_ids.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

json::array fault_objects(const base::Error& error) {
  json::array faults;
  for (const auto& fault : policy::faults_of(error.detail))
    faults.push_back({{"file", fault.file},
                      {"line", fault.line},
                      {"column", fault.column},
                      {"words", fault.words}});
  return faults;
}

json::array strings(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

std::string place_of(const policy::RuleSetting& setting, const policy::Policy& policy,
                     const fs::path& file) {
  switch (setting.origin) {
    case policy::Origin::nobody:
      break;
    case policy::Origin::pack:
      return "packs/" + policy.pack + ".yaml:" + std::to_string(setting.line) + ", the pack";
    case policy::Origin::council:
      return file.string() + ":" + std::to_string(setting.line) + ", the council's own policy";
  }
  return "nowhere: neither the pack nor the council's policy names it";
}

std::string_view name_of(policy::Origin origin) {
  switch (origin) {
    case policy::Origin::nobody:
      break;
    case policy::Origin::pack:
      return "pack";
    case policy::Origin::council:
      return "council";
  }
  return "nobody";
}

json::object explanation_object(const std::string& rule, const policy::Policy& policy,
                                const fs::path& file, std::size_t phrases,
                                const std::vector<std::string>& exceptions) {
  const auto& setting = policy.setting(rule);
  json::object object{{"rule", rule},
                      {"what", console::rule_sentence(rule)},
                      {"action", policy::name_of(setting.action)},
                      {"origin", name_of(setting.origin)},
                      {"phrases", phrases},
                      {"exceptions", strings(exceptions)}};
  json::object grades;
  for (const auto& [grade, action] : setting.by_grade) grades[grade] = policy::name_of(action);
  object["by_grade"] = setting.by_grade.empty() ? json::value(nullptr) : json::value(grades);
  object["file"] = setting.origin == policy::Origin::pack      ? "packs/" + policy.pack + ".yaml"
                   : setting.origin == policy::Origin::council ? file.string()
                                                               : std::string();
  object["line"] = setting.line;
  object["clause"] = nullptr;
  if (const auto& clause = setting.clause)
    object["clause"] = {
        {"document", clause->document}, {"section", clause->section}, {"summary", clause->summary}};
  return object;
}

void print_explanation(const std::string& rule, const policy::Policy& policy, const fs::path& file,
                       std::size_t phrases, const std::vector<std::string>& exceptions,
                       std::ostream& out) {
  const auto& setting = policy.setting(rule);
  out << rule << ": " << console::rule_sentence(rule) << '\n';
  out << "  A mail that it finds  " << policy::effect_of(setting) << '\n';
  out << "  Written in            " << place_of(setting, policy, file) << '\n';
  out << "  Clause                ";
  if (setting.clause)
    out << setting.clause->document << ", " << setting.clause->section << ": "
        << setting.clause->summary << '\n';
  else
    out << "none: the council may add the rule itself\n";
  out << "  Phrases               ";
  if (phrases == 0)
    out << "none: it looks at names and addresses\n";
  else
    out << phrases << '\n';
  if (!exceptions.empty())
    out << "  Exceptions            " << base::join(exceptions, ", ") << '\n';
}

}  // namespace

base::Result<PolicyPlaces> places_of(const PolicyOptions& options) {
  if (!options.config.empty()) {
    auto configuration = read_configuration(options.config);
    if (!configuration) return configuration.error();
    if (!options.packs.empty()) configuration->packs = options.packs;
    return policy_places(*configuration);
  }
  auto data = find_data_folder(options.packs);
  if (!data) return data.error();
  return PolicyPlaces{options.in_force, {}, {}, std::move(*data)};
}

base::Result<PolicySnapshot> read_policy_change(const PolicyOptions& options,
                                                const PolicyPlaces& places,
                                                const policy::Policy* in_force) {
  if (places.policy.empty()) return policy::load(options.file, places.data);
  const auto text = read_file(options.file);
  if (!text) return text.error();
  const auto policy = policy::load_text(*text, places.policy, places.data, in_force);
  if (policy) return policy;
  // The admin looks for the fault in the file that he named.
  auto error = policy.error();
  const auto called = places.policy.filename().string() + ":";
  std::vector<std::string> lines;
  for (const auto line : base::split(error.detail, '\n'))
    lines.push_back(line.starts_with(called) ? options.file.filename().string() + ":" +
                                                   std::string(line.substr(called.size()))
                                             : std::string(line));
  error.detail = base::join(lines, "\n");
  return error;
}

int complain_of_policy(const base::Error& error, std::ostream& err, int status) {
  for (const auto line : base::split(error.detail, '\n'))
    if (!line.empty()) err << "candour: " << line << '\n';
  return status;
}

int check_policy_file(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  const auto places = places_of(options);
  if (!places) return complain_of_policy(places.error(), err);
  const auto policy = read_policy_change(options, *places, nullptr);
  if (options.json) {
    json::object object{{"file", options.file.string()}, {"good", policy.has_value()}};
    object["faults"] = policy ? json::array() : fault_objects(policy.error());
    object["notes"] = policy ? strings((*policy)->notes) : json::array();
    object["version"] = policy ? json::value((*policy)->version) : json::value(nullptr);
    out << json::serialize(object) << '\n';
    return policy ? 0 : 2;
  }
  if (!policy) {
    err << policy.error().detail << '\n';
    return 2;
  }
  for (const auto& note : (*policy)->notes) err << "note: " << note << '\n';
  const auto people = (*policy)->roster.people().size();
  out << options.file.string() << ": without a fault; " << (*policy)->council << ", "
      << (*policy)->pack << ", " << people << (people == 1 ? " person" : " people")
      << " in the roster\n";
  return 0;
}

int compare_policies(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  const auto places = places_of(options);
  if (!places) return complain_of_policy(places.error(), err);
  if (places->policy.empty())
    return complain_of_policy({base::Fault::malformed, "app.policy_command",
                               "say what is in force, with --config FILE or --policy FILE"},
                              err);
  const auto before = policy_in_force(*places);
  if (!before) return complain_of_policy(before.error(), err);
  const auto after = read_policy_change(options, *places, before->get());
  if (!after) return complain_of_policy(after.error(), err);
  const auto found = policy::differences(**before, **after);
  if (options.json) {
    json::array list;
    for (const auto& difference : found)
      list.push_back({{"about", difference.about},
                      {"grade", difference.grade.empty() ? json::value(nullptr)
                                                         : json::value(difference.grade)},
                      {"turn", policy::name_of(difference.turn)},
                      {"words", difference.words}});
    out << json::serialize(json::object{{"before", (*before)->version},
                                        {"after", (*after)->version},
                                        {"differences", std::move(list)}})
        << '\n';
    return 0;
  }
  if (found.empty()) out << "Both judge every mail alike.\n";
  for (const auto& difference : found) {
    out << difference.words;
    if (difference.turn != policy::Turn::other)
      out << " (" << policy::name_of(difference.turn) << ")";
    out << '\n';
  }
  return 0;
}

int explain_rule(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  const auto& known = policy::rule_ids();
  if (std::find(known.begin(), known.end(), options.rule) == known.end()) {
    base::YamlFaults faults("candour policy explain");
    faults.add_unknown(YAML::Mark::null_mark(), "rule", options.rule, known);
    return complain_of_policy(faults.error("app.policy_command"), err);
  }
  const auto places = places_of(options);
  if (!places) return complain_of_policy(places.error(), err);
  if (places->policy.empty())
    return complain_of_policy({base::Fault::malformed, "app.policy_command",
                               "say whose policy, with --config FILE or --policy FILE"},
                              err);
  const auto policy = policy_in_force(*places);
  if (!policy) return complain_of_policy(policy.error(), err);
  std::size_t phrases = 0;
  for (const auto& file : console::phrase_files(places->data.path / "phrases", options.rule))
    phrases += file.phrases;
  std::vector<std::string> exceptions;
  if (options.rule == "official-in-councillor-name")
    exceptions = (*policy)->parameters.official_exceptions;
  if (options.json)
    out << json::serialize(
               explanation_object(options.rule, **policy, places->policy, phrases, exceptions))
        << '\n';
  else
    print_explanation(options.rule, **policy, places->policy, phrases, exceptions, out);
  return 0;
}

}  // namespace candour::app
