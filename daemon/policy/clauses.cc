// SPDX-License-Identifier: MPL-2.0

#include "policy/clauses.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "policy/rule_ids.h"
#include "policy/yaml_text.h"

namespace candour::policy {

namespace fs = std::filesystem;

namespace {

// Far beyond any honest table.
constexpr std::size_t largest_table = 1u << 20;

constexpr std::string_view table_ending = ".clauses";

std::string required(const YAML::Node& entry, const char* key, base::YamlFaults& faults) {
  if (!entry[key]) {
    faults.add(entry.Mark(), "`" + std::string(key) + ":` is missing");
    return {};
  }
  return text_of(entry[key], faults);
}

ProtocolClause read_clause(const YAML::Node& entry, base::YamlFaults& faults) {
  ProtocolClause clause;
  faults.check_keys(entry, {"section", "asks", "kept-by", "why-not"});
  clause.section = required(entry, "section", faults);
  clause.asks = required(entry, "asks", faults);
  if (entry["kept-by"])
    for (auto& [rule, mark] : texts_of(entry["kept-by"], faults)) {
      if (std::find(rule_ids().begin(), rule_ids().end(), rule) == rule_ids().end())
        faults.add_unknown(mark, "rule", rule, rule_ids());
      clause.kept_by.push_back(std::move(rule));
    }
  if (entry["why-not"]) clause.why_not = text_of(entry["why-not"], faults);
  if (clause.kept_by.empty() && clause.why_not.empty())
    faults.add(entry.Mark(), "`kept-by:` with rules or `why-not:` with the reason is expected");
  return clause;
}

}  // namespace

std::vector<std::string> pack_names(const DataFolder& data) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator file(data.path / "packs", error), end; !error && file != end;
       file.increment(error)) {
    const auto stem = file->path().stem().string();
    if (file->path().extension() == ".yaml" && !stem.ends_with(table_ending)) names.push_back(stem);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string protocol_of(const std::string& pack, const DataFolder& data) {
  const auto name = pack + ".yaml";
  const auto text = read_file(data.path / "packs" / name, largest_table);
  base::YamlFaults faults("packs/" + name);
  const auto root = text ? parse_yaml(*text, faults) : std::nullopt;
  if (!root || !(*root)["document"]) return pack;
  auto words = text_of((*root)["document"], faults);
  return words.empty() ? pack : words;
}

base::Result<ClauseTable> load_clauses(const std::string& pack, const DataFolder& data) {
  const auto names = pack_names(data);
  if (std::find(names.begin(), names.end(), pack) == names.end()) {
    const auto meant = base::closest(pack, {names.begin(), names.end()});
    return base::Error{base::Fault::refused, "policy.clauses",
                       "unknown pack '" + pack + "'; " +
                           (meant.empty() ? "there are " + base::join(names, ", ")
                                          : "did you mean '" + std::string(meant) + "'?")};
  }
  const auto name = pack + std::string(table_ending) + ".yaml";
  const auto text = read_file(data.path / "packs" / name, largest_table);
  if (!text) return text.error();

  ClauseTable table;
  table.pack = pack;
  base::YamlFaults faults("packs/" + name);
  if (const auto root = parse_yaml(*text, faults)) {
    faults.check_keys(*root, {"document", "clauses"});
    table.document = required(*root, "document", faults);
    const auto clauses = (*root)["clauses"];
    if (!clauses || !clauses.IsSequence() || clauses.size() == 0)
      faults.add(root->Mark(), "`clauses:` is missing: a list of what the protocol asks");
    else
      for (const auto& entry : clauses) {
        if (entry.IsMap())
          table.clauses.push_back(read_clause(entry, faults));
        else
          faults.add(entry.Mark(), "a clause with `section:` and `asks:` is expected");
      }
  }
  if (!faults.empty()) return faults.error("policy.clauses");
  return table;
}

}  // namespace candour::policy
