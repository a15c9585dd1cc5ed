// SPDX-License-Identifier: MPL-2.0

#include "rules/phrase_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "base/text.h"

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
  std::string pattern;
  std::string place;
};

class PhraseFile {
 public:
  explicit PhraseFile(const std::filesystem::path& file)
      : name_(file.filename().string()), stem_(file.stem().string()) {}

  void read(const YAML::Node& root) {
    if (!root.IsMap())
      return fault(root.Mark(), "a map of set names to lists of patterns expected");
    for (const auto& entry : root) read_set(entry.first, entry.second);
  }

  std::vector<PhraseSet> expand() {
    std::vector<PhraseSet> sets;
    for (const auto& [name, patterns] : sets_) {
      PhraseSet set{stem_ + "." + name, {}};
      for (const auto& written : patterns) {
        std::vector<std::string> open{name};
        set.patterns.push_back({written.pattern, expanded(written, open), written.place});
      }
      sets.push_back(std::move(set));
    }
    return sets;
  }

  void fault(const YAML::Mark& mark, std::string_view what) { fault(place(mark), what); }
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  std::string place(const YAML::Mark& mark) const {
    return name_ + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
  }

  void fault(const std::string& place, std::string_view what) {
    faults_.push_back(place + ": " + std::string(what));
  }

  void read_set(const YAML::Node& key, const YAML::Node& list) {
    const auto name = key.Scalar();
    if (!is_name(name)) return fault(key.Mark(), "a set's name is of a to z, 0 to 9 and -");
    if (!list.IsSequence()) return fault(list.Mark(), "a list of patterns expected");
    auto [set, is_new] = sets_.try_emplace(name);
    if (!is_new) return fault(key.Mark(), "the set '" + name + "' stands twice");
    for (const auto& pattern : list)
      if (pattern.IsScalar() && !pattern.Scalar().empty())
        set->second.push_back({pattern.Scalar(), place(pattern.Mark())});
      else
        fault(pattern.Mark(), "a pattern expected");
    if (list.size() == 0) fault(key.Mark(), "the set '" + name + "' is empty");
  }

  // `open` holds the sets being written out at the moment, outermost first.
  std::string expanded(const Written& written, std::vector<std::string>& open) {
    std::string result;
    const std::string_view pattern = written.pattern;
    bool in_class = false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      const char c = pattern[at];
      if (c == '\\' && at + 1 < pattern.size()) {
        result += c;
        result += pattern[++at];
      } else if (!in_class && c == '{') {
        const auto close = pattern.find('}', at);
        const auto name = pattern.substr(at + 1, close - at - 1);
        if (close == pattern.npos || !is_name(name)) {  // a repetition, "{2,3}"
          result += c;
          continue;
        }
        result += alternatives(std::string(name), written.place, open);
        at = close;
      } else if (!in_class && c == ' ') {
        result += any_blank;
      } else {
        if (c == '[') in_class = true;
        if (c == ']') in_class = false;
        result += c;
      }
      if (result.size() > longest_pattern) {
        fault(written.place, "the pattern is too long with its sets written out");
        return {};
      }
    }
    return result;
  }

  std::string alternatives(const std::string& name, const std::string& place,
                           std::vector<std::string>& open) {
    if (std::find(open.begin(), open.end(), name) != open.end()) {
      fault(place, "the set '" + name + "' contains itself");
      return {};
    }
    const auto set = sets_.find(name);
    if (set == sets_.end()) {
      fault(place, "no set '" + name + "' in this file" + suggestion(name));
      return {};
    }
    open.push_back(name);
    std::vector<std::string> patterns;
    for (const auto& written : set->second) patterns.push_back(expanded(written, open));
    open.pop_back();
    return "(?:" + base::join(patterns, "|") + ")";
  }

  std::string suggestion(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const auto& [known, patterns] : sets_) names.push_back(known);
    const auto close = base::closest(name, names);
    return close.empty() ? "" : "; did you mean '" + std::string(close) + "'?";
  }

  std::string name_, stem_;
  std::map<std::string, std::vector<Written>> sets_;
  std::vector<std::string> faults_;
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
    reader.fault(error.mark, error.msg);
  }
  if (!reader.faults().empty())
    return base::Error{base::Fault::malformed, where, base::join(reader.faults(), "\n")};
  return sets;
}

}  // namespace candour::rules
