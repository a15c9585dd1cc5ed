// SPDX-License-Identifier: MPL-2.0

#include "rules/phrase_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "base/text.h"
#include "base/yaml_faults.h"

namespace candour::rules {

namespace {

// Sets inside sets multiply; no honest phrase comes near this.
constexpr std::size_t longest_pattern = 256u << 10;

// A blank as the writer of a mail may have typed or wrapped it.
constexpr std::string_view any_blank = R"((?:[ \n]+))";

bool is_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), allowed);
}

struct Written {
  std::string text;
  YAML::Mark mark;
};

/// An entry of a set as the file has it: a bare pattern, or a map of `find`, `yes` and `no`.
struct WrittenEntry {
  std::vector<Written> find, yes, no;
};

class PhraseFile {
 public:
  explicit PhraseFile(const std::filesystem::path& file)
      : name_(file.filename().string()), stem_(file.stem().string()), faults_(name_) {}

  void read(const YAML::Node& root) {
    if (!root.IsMap())
      return faults_.add(root.Mark(), "a map of set names to lists of patterns expected");
    for (const auto& entry : root) read_set(entry.first, entry.second);
  }

  std::vector<PhraseSet> expand() {
    std::vector<PhraseSet> sets;
    for (const auto& [name, entries] : sets_) {
      PhraseSet set{stem_ + "." + name, {}};
      std::vector<std::string> open{name};
      for (const auto& written : entries) {
        auto& entry = set.entries.emplace_back();
        for (const auto& pattern : written.find)
          entry.patterns.push_back({pattern.text, expanded(pattern, open), place_of(pattern)});
        for (const auto& example : written.yes)
          entry.yes.push_back({example.text, place_of(example)});
        for (const auto& example : written.no)
          entry.no.push_back({example.text, place_of(example)});
      }
      sets.push_back(std::move(set));
    }
    return sets;
  }

  base::YamlFaults& faults() { return faults_; }

 private:
  void read_set(const YAML::Node& key, const YAML::Node& list) {
    const auto name = key.Scalar();
    if (!is_name(name)) return faults_.add(key.Mark(), "a set's name is of a to z, 0 to 9 and -");
    if (!list.IsSequence()) return faults_.add(list.Mark(), "a list of patterns expected");
    auto [set, is_new] = sets_.try_emplace(name);
    if (!is_new) return faults_.add(key.Mark(), "the set '" + name + "' stands twice");
    for (const auto& entry : list) set->second.push_back(read_entry(entry));
    if (list.size() == 0) faults_.add(key.Mark(), "the set '" + name + "' is empty");
  }

  WrittenEntry read_entry(const YAML::Node& node) {
    if (!node.IsMap()) return {{read_text(node, "pattern")}, {}, {}};
    faults_.check_keys(node, {"find", "yes", "no"});
    if (!node["find"]) faults_.add(node.Mark(), "an entry with examples needs its pattern, 'find'");
    return {read_texts(node["find"], "pattern"), read_texts(node["yes"], "example"),
            read_texts(node["no"], "example")};
  }

  // One text, or a list of them; none where the key is missing.
  std::vector<Written> read_texts(const YAML::Node& node, const std::string& kind) {
    if (!node) return {};
    if (!node.IsSequence() || node.size() == 0) return {read_text(node, kind)};
    std::vector<Written> texts;
    for (const auto& text : node) texts.push_back(read_text(text, kind));
    return texts;
  }

  Written read_text(const YAML::Node& node, const std::string& kind) {
    if (node.IsScalar() && !node.Scalar().empty()) return {node.Scalar(), node.Mark()};
    faults_.add(node.Mark(), (kind.starts_with('e') ? "an " : "a ") + kind + " expected");
    return {"", node.Mark()};
  }

  std::string place_of(const Written& written) const {
    return name_ + ":" + std::to_string(written.mark.line + 1) + ":" +
           std::to_string(written.mark.column + 1);
  }

  // `open` holds the sets being written out at the moment, outermost first.
  std::string expanded(const Written& written, std::vector<std::string>& open) {
    std::string result;
    const std::string_view pattern = written.text;
    bool in_class = false;
    for (std::size_t at = 0; at < pattern.size() && faults_.empty(); ++at) {
      const char c = pattern[at];
      if (c == '\\' && at + 1 < pattern.size()) {
        result += c;
        result += pattern[++at];
      } else if (const auto name = in_class ? "" : name_at(pattern, at); !name.empty()) {
        result += alternatives(std::string(name), written.mark, open);
        at += name.size() + 1;
      } else if (!in_class && c == ' ') {
        result += any_blank;
      } else {
        if (c == '[') in_class = true;
        if (c == ']') in_class = false;
        result += c;
      }
      if (result.size() > longest_pattern)
        faults_.add(written.mark, "the pattern is too long with its sets written out");
    }
    return result;
  }

  // The name in "{name}"; empty where none begins, as in the repetition "{2,3}".
  static std::string_view name_at(std::string_view pattern, std::size_t at) {
    if (pattern[at] != '{') return {};
    const auto close = pattern.find('}', at);
    if (close == pattern.npos) return {};
    const auto name = pattern.substr(at + 1, close - at - 1);
    return is_name(name) ? name : std::string_view();
  }

  // Written out once a set, or sets inside sets would cost time without end.
  const std::string& alternatives(const std::string& name, const YAML::Mark& mark,
                                  std::vector<std::string>& open) {
    static const std::string nothing;
    if (const auto known = alternatives_.find(name); known != alternatives_.end())
      return known->second;
    if (std::find(open.begin(), open.end(), name) != open.end()) {
      faults_.add(mark, "the set '" + name + "' contains itself");
      return nothing;
    }
    const auto set = sets_.find(name);
    if (set == sets_.end()) {
      std::vector<std::string_view> names;
      for (const auto& [known, patterns] : sets_) names.push_back(known);
      faults_.add_unknown(mark, "set", name, names);
      return nothing;
    }
    open.push_back(name);
    std::vector<std::string> patterns;
    for (const auto& entry : set->second)
      for (const auto& written : entry.find) patterns.push_back(expanded(written, open));
    open.pop_back();
    return alternatives_[name] = "(?:" + base::join(patterns, "|") + ")";
  }

  std::string name_, stem_;
  base::YamlFaults faults_;
  std::map<std::string, std::vector<WrittenEntry>> sets_;
  std::map<std::string, std::string> alternatives_;  // by set, written out
};

std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

base::Result<std::vector<PhraseSet>> read_phrase_file(const std::filesystem::path& file) {
  constexpr std::string_view where = "rules.phrases";
  const auto content = content_of(file);
  if (!content) return base::Error{base::Fault::unavailable, where, "cannot read " + file.string()};

  PhraseFile reader(file);
  std::vector<PhraseSet> sets;
  try {
    reader.read(YAML::Load(*content));
    if (reader.faults().empty()) sets = reader.expand();
  } catch (const YAML::Exception& error) {
    reader.faults().add(error.mark, error.msg);
  }
  if (!reader.faults().empty()) return reader.faults().error(where);
  return sets;
}

}  // namespace candour::rules
