// SPDX-License-Identifier: MPL-2.0

#include "rules/language/phrase_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "base/yaml_faults.h"
#include "rules/language/inflection.h"

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

/// "{name}" or "{name+ing}" in a pattern.
struct Reference {
  std::string name;
  VerbForm form = VerbForm::base;
  std::size_t size = 0;  // bytes of the reference, braces included

  std::string key() const { return name + std::to_string(static_cast<int>(form)); }
};

// Nothing where none begins, as in the repetition "{2,3}".
std::optional<Reference> reference_at(std::string_view pattern, std::size_t at) {
  if (pattern[at] != '{') return std::nullopt;
  const auto close = pattern.find('}', at);
  if (close == pattern.npos) return std::nullopt;
  const auto inside = pattern.substr(at + 1, close - at - 1);
  const auto plus = std::min(inside.find('+'), inside.size());
  if (!is_name(inside.substr(0, plus))) return std::nullopt;
  Reference reference{std::string(inside.substr(0, plus)), VerbForm::base, close + 1 - at};
  if (plus == inside.size()) return reference;
  const auto form = verb_form_named(inside.substr(plus + 1));
  if (!form) return std::nullopt;
  reference.form = *form;
  return reference;
}

/// Where the alternative that begins at `at` ends: at its "|", a ")" or the end of the pattern.
std::size_t end_of_alternative(std::string_view pattern, std::size_t at) {
  int depth = 0;
  for (; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '\\') ++at;
    if (c == '[') at = std::min(pattern.find(']', at), pattern.size() - 1);
    if (c == '(') ++depth;
    if ((c == '|' && depth == 0) || (c == ')' && depth-- == 0)) break;
  }
  return std::min(at, pattern.size());
}

/// The pattern with the verb it begins with put into a form: "(pay|pick up) {whom}" becomes
/// "((?:paying)|(?:picking) up) {whom}". Nothing where it begins with no verb.
std::optional<std::string> in_form(std::string_view pattern, VerbForm form) {
  std::string result;
  for (std::size_t at = 0; at <= pattern.size();) {
    const auto end = end_of_alternative(pattern, at);
    auto alternative = pattern.substr(at, end - at);
    if (alternative.starts_with('(')) {
      const std::size_t open = alternative.starts_with("(?:") ? 3 : 1;
      std::size_t close = open;
      while ((close = end_of_alternative(alternative, close)) < alternative.size() &&
             alternative[close] == '|')
        ++close;
      const auto inside = in_form(alternative.substr(open, close - open), form);
      if (!inside || close >= alternative.size()) return std::nullopt;
      result += "(" + *inside + std::string(alternative.substr(close));
    } else if (const auto set = alternative.empty() ? std::nullopt : reference_at(alternative, 0)) {
      result += "{" + set->name + "+" + std::string(name_of(form)) + "}" +
                std::string(alternative.substr(set->size));
    } else {
      const auto verb = alternative.substr(
          0, std::min(alternative.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"),
                      alternative.size()));
      if (verb.empty()) return std::nullopt;
      result += "(?:" + inflected(verb, form) + ")" + std::string(alternative.substr(verb.size()));
    }
    if (end < pattern.size()) result += '|';
    at = end + 1;
  }
  return result;
}

struct Written {
  std::string text;
  YAML::Mark mark;
};

/// An entry of a set as the file has it: a bare pattern, or a map of `find`, `yes` and `no`.
struct WrittenEntry {
  std::vector<Written> find, yes, no;
};

struct WrittenSet {
  std::vector<WrittenEntry> entries;
  bool in_all_forms = false;  // "deed+:"
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
    for (const auto& [name, set] : sets_) {
      sets.push_back(expanded(name, VerbForm::base));
      if (!set.in_all_forms) continue;
      for (const auto form : {VerbForm::third_person, VerbForm::continuous, VerbForm::past})
        sets.push_back(expanded(name, form));
    }
    for (auto& set : sets) set.is_part = parts_.contains(set.name);
    return sets;
  }

  base::YamlFaults& faults() { return faults_; }

 private:
  void read_set(const YAML::Node& key, const YAML::Node& list) {
    auto name = key.Scalar();
    const bool in_all_forms = name.ends_with('+');
    if (in_all_forms) name.pop_back();
    if (!is_name(name)) return faults_.add(key.Mark(), "a set's name is of a to z, 0 to 9 and -");
    if (!list.IsSequence()) return faults_.add(list.Mark(), "a list of patterns expected");
    auto [set, is_new] = sets_.try_emplace(name);
    if (!is_new) return faults_.add(key.Mark(), "the set '" + name + "' stands twice");
    set->second.in_all_forms = in_all_forms;
    for (const auto& entry : list) set->second.entries.push_back(read_entry(entry));
    if (list.size() == 0) faults_.add(key.Mark(), "the set '" + name + "' is empty");
  }

  PhraseSet expanded(const std::string& name, VerbForm form) {
    const Reference reference{name, form};
    PhraseSet set{name_of_set(reference), false, {}};
    std::vector<std::string> open{name};
    for (const auto& written : sets_.at(name).entries) {
      auto& entry = set.entries.emplace_back();
      for (const auto& pattern : written.find)
        entry.patterns.push_back(
            {pattern.text, expanded(in_form_of(reference, pattern), open), place_of(pattern)});
      for (const auto& example : written.yes)
        entry.yes.push_back({example.text, place_of(example)});
      for (const auto& example : written.no) entry.no.push_back({example.text, place_of(example)});
    }
    return set;
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

  std::string name_of_set(const Reference& reference) const {
    auto name = stem_ + "." + reference.name;
    if (reference.form != VerbForm::base) name += "+" + std::string(name_of(reference.form));
    return name;
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
      } else if (const auto set = in_class ? std::nullopt : reference_at(pattern, at)) {
        result += alternatives(*set, written.mark, open);
        at += set->size - 1;
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

  // Written out once a set and form, or sets inside sets would cost time without end.
  const std::string& alternatives(const Reference& reference, const YAML::Mark& mark,
                                  std::vector<std::string>& open) {
    static const std::string nothing;
    const auto key = reference.key();
    parts_.insert(name_of_set(reference));
    if (const auto known = alternatives_.find(key); known != alternatives_.end())
      return known->second;
    const auto& name = reference.name;
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
    for (const auto& entry : set->second.entries)
      for (const auto& written : entry.find)
        patterns.push_back(expanded(in_form_of(reference, written), open));
    open.pop_back();
    return alternatives_[key] = "(?:" + base::join(patterns, "|") + ")";
  }

  Written in_form_of(const Reference& reference, const Written& written) {
    if (reference.form == VerbForm::base) return written;
    const auto pattern = in_form(written.text, reference.form);
    if (!pattern)
      faults_.add(written.mark, "the set is used in the form of a verb; begin with one");
    return {pattern.value_or(""), written.mark};
  }

  std::string name_, stem_;
  base::YamlFaults faults_;
  std::map<std::string, WrittenSet> sets_;
  std::map<std::string, std::string> alternatives_;  // by set and form, written out
  std::set<std::string> parts_;                      // sets that others are written with
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
