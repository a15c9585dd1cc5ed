// SPDX-License-Identifier: MPL-2.0

#include "policy/yaml_text.h"

#include <yaml-cpp/eventhandler.h>

#include <fstream>
#include <sstream>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::policy {

namespace {

// Aliases make a small file a huge tree, or one without an end.
constexpr std::size_t most_nodes = 200'000;
constexpr std::size_t deepest = 100;

// Counts down for each node of the tree that aliases spread out to; false where it is too large.
bool fits(const YAML::Node& node, std::size_t depth, std::size_t& nodes_left) {
  if (depth == 0 || nodes_left == 0) return false;
  --nodes_left;
  for (auto it = node.begin(); it != node.end(); ++it) {
    if (node.IsMap() &&
        !(fits(it->first, depth - 1, nodes_left) && fits(it->second, depth - 1, nodes_left)))
      return false;
    if (node.IsSequence() && !fits(*it, depth - 1, nodes_left)) return false;
  }
  return true;
}

// Where something stands after the first document, if anything does.
class SecondDocument : public YAML::EventHandler {
 public:
  static std::optional<YAML::Mark> in(const std::string& text) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    SecondDocument second;
    // Twice and no more: at a stray "," or "]" yaml-cpp ends a document without moving on, so that
    // LoadAll() never ends, and Load() leaves out in silence all that follows.
    if (!parser.HandleNextDocument(second) || !parser.HandleNextDocument(second)) return {};
    return second.begin_;
  }

  void OnDocumentStart(const YAML::Mark& mark) override { begin_ = mark; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  YAML::Mark begin_;
};

}  // namespace

base::Result<std::string> read_file(const std::filesystem::path& file, std::size_t largest) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file, error))
    return base::Error{
        base::Fault::unavailable, "policy.load",
        file.string() + ": cannot be read; is the name right, and may this user read it?"};
  std::string text(largest + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > largest)
    return base::Error{base::Fault::over_limit, "policy.load",
                       file.string() + ": larger than " + std::to_string(largest >> 20) +
                           " MiB; is it the right file?"};
  return text;
}

std::optional<YAML::Node> parse_yaml(std::string_view text, base::YamlFaults& faults) {
  const auto whole_file = YAML::Mark::null_mark();
  if (text.find('\0') != text.npos || !base::is_valid_utf8(text)) {
    faults.add(whole_file, "not UTF-8 text; save it as UTF-8 in a text editor");
    return {};
  }
  try {
    const std::string copy(text);
    const auto root = YAML::Load(copy);
    const auto second = SecondDocument::in(copy);
    std::size_t nodes_left = most_nodes;
    if (second)
      faults.add(*second,
                 "the document ends before this place; take out a stray comma or bracket "
                 "here, or the line `---`");
    else if (!root.IsDefined() || root.IsNull())
      faults.add(whole_file, "the file is empty");
    else if (!root.IsMap())
      faults.add(root.Mark(), "keys and values are expected, as `rules:`; the file has none");
    else if (!fits(root, deepest, nodes_left))
      faults.add(root.Mark(), "too many aliases (*name) or lists inside each other");
    else
      return root;
  } catch (const YAML::Exception& fault) {
    faults.add(fault.mark, "not YAML: " + fault.msg +
                               "; look for a missing colon, quote or blank before this place");
  }
  return {};
}

std::string text_of(const YAML::Node& value, base::YamlFaults& faults) {
  if (value.IsScalar()) return std::string(base::trim(value.Scalar()));
  faults.add(value.Mark(), "a single value is expected");
  return {};
}

std::vector<MarkedText> texts_of(const YAML::Node& value, base::YamlFaults& faults) {
  std::vector<MarkedText> texts;
  if (value.IsScalar()) texts.push_back({text_of(value, faults), value.Mark()});
  if (value.IsScalar() || value.IsNull()) return texts;
  if (!value.IsSequence()) {
    faults.add(value.Mark(), "a list is expected, as [one, two]");
    return texts;
  }
  for (const auto& item : value)
    if (auto text = text_of(item, faults); !text.empty())
      texts.push_back({std::move(text), item.Mark()});
  return texts;
}

}  // namespace candour::policy
