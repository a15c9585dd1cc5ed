// SPDX-License-Identifier: MPL-2.0

#include "base/yaml_list.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace candour::base {

namespace {

Error not_understood(const std::string& key, const std::string& why) {
  return {Fault::malformed, "base.yaml_list", "`" + key + ":` cannot be changed: " + why};
}

bool is_content(std::string_view line) {
  const auto words = trim(line);
  return !words.empty() && words.front() != '#';
}

// The lines of a top-level key: its own, and those below that belong to it.
struct Block {
  std::size_t key_line;
  std::size_t end;     // behind its last line with content
  std::size_t indent;  // of its entries' dashes
};

std::optional<Block> find_block(const std::vector<std::string>& lines, const std::string& key) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with(key + ":");
  });
  if (found == lines.end()) return {};
  const auto at = static_cast<std::size_t>(found - lines.begin());
  Block block{at, at + 1, 2};
  bool seen_entry = false;
  for (auto line = at + 1; line < lines.size(); ++line) {
    if (!is_content(lines[line])) continue;
    const auto indent = lines[line].find_first_not_of(' ');
    const bool entry = lines[line][indent] == '-';
    if (indent == 0 && !entry) break;
    if (entry && !seen_entry) block.indent = indent;
    seen_entry |= entry;
    block.end = line + 1;
  }
  return block;
}

std::string written(const std::string& value) {
  YAML::Emitter emitter;
  emitter << value;
  return emitter.c_str();
}

std::vector<std::string> entry_lines(const YamlFields& entry, std::size_t indent) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : entry)
    lines.push_back(std::string(indent, ' ') + (lines.empty() ? "- " : "  ") + name + ": " +
                    written(value));
  return lines;
}

bool same(const YAML::Node& a, const YAML::Node& b) {
  if (a.Type() != b.Type() || a.size() != b.size()) return false;
  if (a.IsScalar()) return a.Scalar() == b.Scalar();
  if (a.IsSequence()) return std::equal(a.begin(), a.end(), b.begin(), same);
  if (a.IsMap())
    return std::all_of(a.begin(), a.end(), [&](const auto& entry) {
      const auto other = b[entry.first.Scalar()];
      return other && same(entry.second, other);
    });
  return true;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const auto line : split(text, '\n')) lines.emplace_back(line);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// What YAML makes of the lines is compared with what was meant.
Result<std::string> checked(const std::vector<std::string>& lines, const std::string& key,
                            const YAML::Node& meant) {
  auto text = join(lines, "\n") + "\n";
  if (same(YAML::Load(text), meant)) return text;
  return not_understood(key, "its lines are not laid out one entry below the other");
}

Result<std::string> add(const std::string& yaml, const std::string& key, const YamlFields& entry) {
  auto meant = YAML::Load(yaml);
  const auto list = meant[key];
  if (list && !list.IsSequence() && !list.IsNull()) return not_understood(key, "it is no list");
  const bool empty = !list || list.IsNull() || list.size() == 0;  // `list` grows with `meant`
  if (!list || list.IsNull()) meant[key] = YAML::Node(YAML::NodeType::Sequence);
  YAML::Node node;
  for (const auto& [name, value] : entry) node[name] = value;
  meant[key].push_back(node);

  auto lines = lines_of(yaml);
  auto block = find_block(lines, key);
  if (!block) {
    lines.push_back(key + ":");
    block = Block{lines.size() - 1, lines.size(), 2};
  } else if (empty) {
    lines[block->key_line] = key + ":";  // "accounts: []"
  }
  const auto added = entry_lines(entry, block->indent);
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(block->end), added.begin(), added.end());
  return checked(lines, key, meant);
}

Result<std::string> take(const std::string& yaml, const std::string& key, std::size_t number) {
  const auto root = YAML::Load(yaml);
  const auto list = root[key];
  auto lines = lines_of(yaml);
  const auto block = find_block(lines, key);
  if (!list || !list.IsSequence() || number >= list.size() || !block)
    return not_understood(key, "it has no such entry");
  YAML::Node meant(YAML::NodeType::Map), rest(YAML::NodeType::Sequence);
  for (std::size_t i = 0; i < list.size(); ++i)
    if (i != number) rest.push_back(list[i]);
  for (const auto& entry : root)
    meant[entry.first.Scalar()] = entry.first.Scalar() == key ? rest : entry.second;

  const auto line_of = [&](std::size_t i) { return static_cast<std::size_t>(list[i].Mark().line); };
  const auto from = line_of(number);
  const auto to = number + 1 < list.size() ? line_of(number + 1) : block->end;
  if (from <= block->key_line || from >= to || to > lines.size())
    return not_understood(key, "it is written on one line");
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from),
              lines.begin() + static_cast<std::ptrdiff_t>(to));
  if (rest.size() == 0) lines[block->key_line] = key + ": []";
  return checked(lines, key, meant);
}

}  // namespace

Result<std::string> with_list_entry(const std::string& yaml, const std::string& key,
                                    const YamlFields& entry) {
  try {
    return add(yaml, key, entry);
  } catch (const YAML::Exception& fault) {
    return not_understood(key, fault.what());
  }
}

Result<std::string> without_list_entry(const std::string& yaml, const std::string& key,
                                       std::size_t number) {
  try {
    return take(yaml, key, number);
  } catch (const YAML::Exception& fault) {
    return not_understood(key, fault.what());
  }
}

}  // namespace candour::base
