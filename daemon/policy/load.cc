// SPDX-License-Identifier: MPL-2.0
//
// Policy file + pack + roster + phrases -> Policy. All faults of all files are told in one go.

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "base/unicode.h"
#include "policy/clauses.h"
#include "policy/load_unjudging.h"
#include "policy/policy.h"
#include "policy/rule_settings.h"
#include "policy/yaml_text.h"

namespace candour::policy {

namespace fs = std::filesystem;

namespace {

// Far beyond any honest policy or roster.
constexpr std::size_t largest_pack = 1u << 20;
constexpr std::size_t largest_phrases = 4u << 20;  // or weights, one file
constexpr std::size_t largest_roster = 32u << 20;

constexpr std::size_t version_digits = 12;

// Everybody has an address there: as the council's domain it would make officers of them all.
bool is_public_domain(std::string_view domain) {
  static constexpr std::array<std::string_view, 22> domains{"gmail.com",       "googlemail.com",
                                                            "hotmail.com",     "hotmail.co.uk",
                                                            "outlook.com",     "live.com",
                                                            "live.co.uk",      "msn.com",
                                                            "yahoo.com",       "yahoo.co.uk",
                                                            "icloud.com",      "me.com",
                                                            "aol.com",         "btinternet.com",
                                                            "sky.com",         "talktalk.net",
                                                            "virginmedia.com", "gov.uk",
                                                            "gov.wales",       "org.uk",
                                                            "co.uk",           "uk"};
  return std::find(domains.begin(), domains.end(), domain) != domains.end();
}

bool is_domain(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.find("..") == text.npos &&
         text.find_first_of(" \t@*,;:/<>()[]\\\"'") == text.npos;
}

// By name; none where the folder cannot be read.
std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error))
    if (file->path().extension() == ending) files.push_back(file->path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The files of one policy, as read.
class Loader {
 public:
  enum class For { judging, telling };

  Loader(const fs::path& file, const DataFolder& data, const fs::path& roster,
         const Policy* earlier, For purpose = For::judging)
      : file_(file), data_(data), roster_(roster), earlier_(earlier), purpose_(purpose) {}

  base::Result<std::shared_ptr<const Policy>> load() {
    auto text = read_file(file_, largest_policy);
    if (!text) return text.error();
    return load(std::move(*text));
  }

  base::Result<std::shared_ptr<const Policy>> load(std::string text) {
    if (text.size() > largest_policy)
      return base::Error{base::Fault::over_limit, "policy.load",
                         file_.filename().string() + ": larger than 1 MiB"};
    remember(text);
    base::YamlFaults faults(file_.filename().string());
    if (const auto root = parse_yaml(text, faults)) read_root(*root, faults);
    if (!faults.empty())  // the policy's own faults first: they are the admin's
      faults_.insert(faults_.begin(), faults.error("policy.load").detail);
    if (!faults_.empty())
      return base::Error{base::Fault::malformed, "policy.load", base::join(faults_, "\n")};
    policy_->version = base::sha256_hex(sources_).substr(0, version_digits);
    policy_->text = std::move(text);
    return std::shared_ptr<const Policy>(policy_);
  }

 private:
  // With its size, so that no file's end passes for the beginning of the next.
  void remember(std::string_view text) {
    sources_ += std::to_string(text.size()) + ':';
    sources_ += text;
  }

  void read_root(const YAML::Node& root, base::YamlFaults& faults) {
    faults.check_keys(root, {"council", "extends", "roster", "response-days", "nation", "holidays",
                             "when-unchecked", "watch", "automatic", "rules"});
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
          "`domains:` is missing: the council's mail domains, as [eastmere-tc.gov.uk]; [] where it "
          "has none of its own");
    for (auto& [text, mark] : texts_of(council["domains"], faults)) {
      auto domain = base::domain_to_ascii(text.starts_with('@') ? text.substr(1) : text);
      if (!is_domain(domain))
        faults.add(mark, "'" + text +
                             "' is no mail domain; write it as eastmere-tc.gov.uk, without @ or *");
      else if (is_public_domain(domain))
        faults.add(mark, "'" + text +
                             "' is not the council's own: everybody there would count as "
                             "an officer; leave it out and put single addresses in the "
                             "roster");
      else
        domains_.push_back(std::move(domain));
    }
  }

  void read_phrases() {
    std::string texts;
    using Place = std::pair<const char*, std::string_view>;
    for (const auto& [folder, ending] : {Place("phrases", ".yaml"), Place("learned", ".weights")})
      for (const auto& file : files_in(data_.path / folder, ending))
        if (const auto text = read_file(file, largest_phrases))
          texts += std::to_string(text->size()) + ':' + *text;
    policy_->phrases_digest = base::sha256_hex(texts);
    remember(policy_->phrases_digest);
    // They take most of the time that a policy takes.
    if (purpose_ == For::telling) return;
    if (earlier_ != nullptr && earlier_->phrases_digest == policy_->phrases_digest) {
      policy_->phrases = earlier_->phrases;
      return;
    }
    auto phrases = rules::Phrases::load(data_.path / "phrases", data_.path / "learned");
    if (!phrases) return faults_.push_back(phrases.error().detail);
    policy_->phrases = std::make_shared<const rules::Phrases>(std::move(*phrases));
  }

  void read_pack(const YAML::Node& root, base::YamlFaults& faults) {
    const auto names = pack_names(data_);
    if (names.empty())
      return faults_.push_back((data_.path / "packs").string() +
                               ": no packs here; say with --packs where Candour's are");
    const auto extends = root["extends"];
    if (!extends)
      return faults.add(root.Mark(),
                        "`extends:` is missing: the protocol the council adopted, one "
                        "of " +
                            base::join(names, ", "));
    policy_->pack = text_of(extends, faults);
    if (std::find(names.begin(), names.end(), policy_->pack) == names.end())
      return faults.add_unknown(extends.Mark(), "pack", policy_->pack,
                                {names.begin(), names.end()});
    const auto file = data_.path / "packs" / (policy_->pack + ".yaml");
    const auto text = read_file(file, largest_pack);
    if (!text) return faults_.push_back(text.error().detail);
    remember(*text);
    base::YamlFaults pack_faults("packs/" + file.filename().string());
    if (const auto pack = parse_yaml(*text, pack_faults)) {
      pack_faults.check_keys(*pack, {"document", "rules"});
      if ((*pack)["document"]) policy_->protocol = text_of((*pack)["document"], pack_faults);
      if (policy_->protocol.empty())
        pack_faults.add(pack->Mark(), "`document:` is missing: the protocol's title");
      if ((*pack)["rules"])
        read_rules((*pack)["rules"], Origin::pack, policy_->protocol, pack_faults, *policy_);
    }
    if (!pack_faults.empty()) faults_.push_back(pack_faults.error("policy.load").detail);
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
    read_calendar(root, faults);
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

  void read_calendar(const YAML::Node& root, base::YamlFaults& faults) {
    if (const auto nation = root["nation"]) {
      const auto name = text_of(nation, faults);
      if (const auto region = rules::region_named(name))
        policy_->nation = *region;
      else
        faults.add_unknown(nation.Mark(), "part of the United Kingdom", name,
                           rules::region_names());
    }
    if (!root["holidays"]) return;
    for (const auto& [text, mark] : texts_of(root["holidays"], faults)) {
      if (const auto day = base::parse_day(text))
        policy_->closed_days.insert(*day);
      else
        faults.add(mark, "'" + text + "' is no day; write it as 2026-12-24 or 24/12/2026");
    }
  }

  std::vector<std::string> addresses(const YAML::Node& list, base::YamlFaults& faults) {
    std::vector<std::string> addresses;
    for (const auto& [text, mark] : texts_of(list, faults)) {
      auto address = people::normalised(text);
      const auto at = address.find('@');
      if (at == address.npos || at == 0 || !is_domain(std::string_view(address).substr(at + 1)))
        faults.add(mark, "'" + text + "' is no address; write it as clerk@" +
                             (domains_.empty() ? "eastmere-tc.gov.uk" : domains_.front()));
      else
        addresses.push_back(std::move(address));
    }
    return addresses;
  }

  void read_roster(const YAML::Node& root, base::YamlFaults& faults) {
    const auto roster = root["roster"];
    if (!roster)
      return faults.add(root.Mark(),
                        "`roster:` is missing: the file that says who is who, as "
                        "`roster: roster.csv`");
    const fs::path named = text_of(roster, faults);
    if (named.empty()) return faults.add(roster.Mark(), "the roster's file name is missing");
    policy_->roster_file = roster_.empty() ? file_.parent_path() / named : roster_;
    const auto text = read_file(policy_->roster_file, largest_roster);
    if (!text) return faults.add(roster.Mark(), text.error().detail);
    remember(*text);
    policy_->roster_digest = base::sha256_hex(*text);
    auto read = people::read_roster(*text, named.filename().string());
    if (!read) return faults_.push_back(read.error().detail);
    policy_->notes = std::move(read->notes);
    policy_->roster = people::Roster(std::move(read->people), std::move(read->lists), domains_);
  }

  fs::path file_;
  DataFolder data_;
  fs::path roster_;  // instead of the named one; empty for that
  const Policy* earlier_;
  const For purpose_;
  std::string sources_;  // all that was read, for the version
  std::vector<std::string> domains_;
  std::vector<std::string> faults_;
  std::shared_ptr<Policy> policy_ = std::make_shared<Policy>();
};

}  // namespace

base::Result<std::shared_ptr<const Policy>> load(const fs::path& file, const DataFolder& data,
                                                 const fs::path& roster, const Policy* earlier) {
  return Loader(file, data, roster, earlier).load();
}

base::Result<std::shared_ptr<const Policy>> load_text(std::string_view text, const fs::path& file,
                                                      const DataFolder& data,
                                                      const Policy* earlier) {
  return Loader(file, data, {}, earlier).load(std::string(text));
}

base::Result<std::shared_ptr<const Policy>> load_unjudging(const fs::path& file,
                                                           const DataFolder& data) {
  return Loader(file, data, {}, nullptr, Loader::For::telling).load();
}

}  // namespace candour::policy
