// SPDX-License-Identifier: MPL-2.0
//
// Policy file + pack + roster + phrases -> Policy. All faults of all files are told in one go.

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/text.h"
#include "policy/policy.h"
#include "policy/rule_settings.h"

namespace candour::policy {

namespace fs = std::filesystem;

namespace {

// Far beyond any honest policy, and small enough that aliases of aliases cannot hurt.
constexpr std::size_t largest_yaml = 1u << 20;
constexpr std::size_t largest_roster = 32u << 20;
constexpr std::size_t most_nodes = 200'000;

base::Result<std::string> read_text(const fs::path& file, std::size_t largest) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || fs::is_directory(file, error))
    return base::Error{base::Fault::unavailable, "policy.load",
                       file.string() +
                           ": cannot be read; is the name right, and may this user "
                           "read it?"};
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (text.size() > largest)
    return base::Error{base::Fault::over_limit, "policy.load",
                       file.string() + ": larger than " + std::to_string(largest >> 20) +
                           " MiB; is it the right file?"};
  return text;
}

// Aliases make a small file a huge tree; nobody needs many.
std::size_t count_nodes(const YAML::Node& node, std::size_t limit) {
  std::size_t count = 1;
  for (auto it = node.begin(); it != node.end() && count <= limit; ++it)
    count +=
        node.IsMap() ? 1 + count_nodes(it->second, limit - count) : count_nodes(*it, limit - count);
  return count;
}

std::optional<YAML::Node> parse_yaml(const std::string& text, base::YamlFaults& faults) {
  try {
    auto root = YAML::Load(text);
    if (!root.IsMap())
      faults.add(root.Mark(), "keys and values are expected, as `council:`; the file has none");
    else if (count_nodes(root, most_nodes) > most_nodes)
      faults.add(root.Mark(), "too many aliases (*name) inside each other");
    else
      return root;
  } catch (const YAML::Exception& fault) {
    faults.add(fault.mark, "not YAML: " + fault.msg +
                               "; look for a missing colon, quote or blank before this place");
  }
  return {};
}

/// The files of one policy, as read.
class Loader {
 public:
  Loader(const fs::path& file, const DataFolder& data, const fs::path& roster)
      : file_(file), data_(data), roster_(roster) {}

  base::Result<std::shared_ptr<const Policy>> load() {
    auto text = read_text(file_, largest_yaml);
    if (!text) return text.error();
    sources_ = *text;
    base::YamlFaults faults(file_.filename().string());
    if (const auto root = parse_yaml(*text, faults)) read_root(*root, faults);
    add(faults);
    if (!faults_.empty())
      return base::Error{base::Fault::malformed, "policy.load", base::join(faults_, "\n")};
    policy_->version = base::sha256_hex(sources_).substr(0, 12);
    return std::shared_ptr<const Policy>(policy_);
  }

 private:
  void add(const base::YamlFaults& faults) {
    if (!faults.empty()) faults_.push_back(faults.error("policy.load").detail);
  }

  void read_root(const YAML::Node& root, base::YamlFaults& faults) {
    faults.check_keys(root, {"council", "extends", "roster", "response-days", "when-unchecked",
                             "watch", "automatic", "rules"});
    read_council(root, faults);
    read_phrases();
    read_pack(root, faults);
    if (const auto rules = root["rules"]) read_rules(rules, Origin::council, {}, faults, *policy_);
    read_settings(root, faults);
    read_roster(root, faults);
  }

  void read_council(const YAML::Node& root, base::YamlFaults& faults) {
    const auto council = root["council"];
    if (!council || !council.IsMap())
      return faults.add(council ? council.Mark() : root.Mark(),
                        "`council:` with `name:` and `domains:` is missing");
    faults.check_keys(council, {"name", "domains"});
    if (council["name"]) policy_->council = text_of(council["name"], faults);
    if (policy_->council.empty())
      faults.add(council.Mark(), "`name:` is missing: the council's name as letters carry it");
    if (!council["domains"])
      return faults.add(
          council.Mark(),
          "`domains:` is missing: the council's mail domains, as [eastmere-tc.gov.uk]");
    domains_ = texts_of(council["domains"], faults);
    for (auto& domain : domains_) {
      if (domain.starts_with('@')) domain.erase(0, 1);
      if (domain.empty() || domain.find_first_of("@ /*") != std::string::npos)
        faults.add(council["domains"].Mark(), "'" + domain + "' is no mail domain; write it as " +
                                                  "eastmere-tc.gov.uk, without @ or *");
    }
  }

  void read_phrases() {
    auto phrases = rules::Phrases::load(data_.path / "phrases");
    if (!phrases) return faults_.push_back(phrases.error().detail);
    policy_->phrases = std::make_shared<const rules::Phrases>(std::move(*phrases));
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(data_.path / "phrases", error))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
      if (const auto text = read_text(file, largest_yaml)) sources_ += *text;
  }

  std::vector<std::string> pack_names() const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(data_.path / "packs", error))
      if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  void read_pack(const YAML::Node& root, base::YamlFaults& faults) {
    const auto names = pack_names();
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto extends = root["extends"];
    if (!extends)
      return faults.add(root.Mark(),
                        "`extends:` is missing: the protocol the council adopted, one "
                        "of " +
                            base::join(names, ", "));
    policy_->pack = text_of(extends, faults);
    if (std::find(names.begin(), names.end(), policy_->pack) == names.end())
      return faults.add_unknown(extends.Mark(), "pack", policy_->pack, known);
    const auto file = data_.path / "packs" / (policy_->pack + ".yaml");
    const auto text = read_text(file, largest_yaml);
    if (!text) return faults_.push_back(text.error().detail);
    sources_ += *text;
    base::YamlFaults pack_faults("packs/" + file.filename().string());
    if (const auto pack = parse_yaml(*text, pack_faults)) {
      pack_faults.check_keys(*pack, {"document", "rules"});
      if ((*pack)["document"]) policy_->protocol = text_of((*pack)["document"], pack_faults);
      if (policy_->protocol.empty())
        pack_faults.add(pack->Mark(), "`document:` is missing: the protocol's title");
      if ((*pack)["rules"])
        read_rules((*pack)["rules"], Origin::pack, policy_->protocol, pack_faults, *policy_);
    }
    add(pack_faults);
  }

  void read_settings(const YAML::Node& root, base::YamlFaults& faults) {
    if (const auto days = root["response-days"]) {
      const auto text = text_of(days, faults);
      const bool number = !text.empty() && text.size() <= 3 &&
                          text.find_first_not_of("0123456789") == std::string::npos;
      policy_->response_days = number ? std::stoi(text) : 0;
      if (policy_->response_days < 1 || policy_->response_days > 366)
        faults.add(days.Mark(), "a number of working days from 1 to 366 is expected");
    }
    if (const auto when = root["when-unchecked"]) {
      const auto name = text_of(when, faults);
      if (name == "deliver")
        policy_->when_unchecked = WhenUnchecked::deliver;
      else if (name == "hold")
        policy_->when_unchecked = WhenUnchecked::hold;
      else if (name != "confirm")
        faults.add_unknown(when.Mark(), "way to treat what is unchecked", name,
                           {"deliver", "confirm", "hold"});
    }
    if (root["watch"]) policy_->watch = addresses(root["watch"], faults);
    if (root["automatic"]) policy_->automatic = addresses(root["automatic"], faults);
  }

  std::vector<std::string> addresses(const YAML::Node& list, base::YamlFaults& faults) {
    auto result = texts_of(list, faults);
    for (auto& address : result) {
      if (address.find('@') == std::string::npos)
        faults.add(list.Mark(), "'" + address + "' is no address; write it as clerk@" +
                                    (domains_.empty() ? "eastmere-tc.gov.uk" : domains_.front()));
      if (!address.starts_with("*@")) address = people::normalised(address);
    }
    return result;
  }

  void read_roster(const YAML::Node& root, base::YamlFaults& faults) {
    const auto roster = root["roster"];
    if (!roster)
      return faults.add(root.Mark(),
                        "`roster:` is missing: the file that says who is who, as "
                        "`roster: roster.csv`");
    const fs::path named = text_of(roster, faults);
    policy_->roster_file = roster_.empty() ? file_.parent_path() / named : roster_;
    const auto text = read_text(policy_->roster_file, largest_roster);
    if (!text) return faults.add(roster.Mark(), text.error().detail);
    sources_ += *text;
    auto read = people::read_roster(*text, named.filename().string());
    if (!read) return faults_.push_back(read.error().detail);
    policy_->notes = std::move(read->notes);
    policy_->roster = people::Roster(std::move(read->people), std::move(read->lists), domains_);
  }

  fs::path file_;
  DataFolder data_;
  fs::path roster_;      // instead of the named one; empty for that
  std::string sources_;  // all that was read, for the version
  std::vector<std::string> domains_;
  std::vector<std::string> faults_;
  std::shared_ptr<Policy> policy_ = std::make_shared<Policy>();
};

}  // namespace

base::Result<std::shared_ptr<const Policy>> load(const fs::path& file, const DataFolder& data,
                                                 const fs::path& roster) {
  return Loader(file, data, roster).load();
}

}  // namespace candour::policy
