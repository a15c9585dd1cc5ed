// SPDX-License-Identifier: MPL-2.0
//
// A council's policy, read and checked: which rule leads to which action, on which clause.
// Immutable; a message is judged against one Policy from beginning to end.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "people/roster.h"
#include "rules/correspondence.h"
#include "rules/language/phrases.h"
#include "rules/working_days.h"

namespace candour::policy {

/// In order of strength.
enum class Action { off, note, warn, confirm, hold, block };

std::string_view name_of(Action action);
std::optional<Action> action_named(std::string_view name);

enum class WhenUnchecked { deliver, confirm, hold };

/// What a rule stands on: a place in the council's protocol, summed up in our words.
struct Clause {
  std::string document;
  std::string section;
  std::string summary;
};

/// Whose `rules:` a setting is from.
enum class Origin { nobody, pack, council };

struct RuleSetting {
  Action action = Action::off;
  Origin origin = Origin::nobody;  // who had the last word; nobody: it is off
  std::size_t line = 0;            // of its name in the file of `origin`, from 1
  std::map<std::string, Action, std::less<>> by_grade;  // empty where the rule has no grades
  std::optional<Clause> clause;  // nothing: the council added the rule itself

  Action action_for(std::string_view grade) const;
};

struct Policy {
  std::string version;   // digest of everything it was read from, twelve hexadecimal digits
  std::string council;   // "Eastmere Town Council"
  std::string pack;      // "model-2026"
  std::string protocol;  // the pack's document, for people
  people::Roster roster;
  int response_days = 10;                         // working days
  rules::Region nation = rules::Region::england;  // by whose bank holidays they are counted
  std::set<base::Day> closed_days;                // the council's own, besides those
  WhenUnchecked when_unchecked = WhenUnchecked::confirm;
  std::vector<std::string> watch;      // normalised; empty: every sender of roster and domains
  std::vector<std::string> automatic;  // normalised
  std::map<std::string, RuleSetting, std::less<>> rules;  // every rule of every pack by id
  rules::Parameters parameters;
  std::shared_ptr<const rules::Phrases> phrases;
  std::string phrases_digest;         // of the files they were read from
  std::filesystem::path roster_file;  // what `roster` was read from
  std::string text;                   // the policy file, as it was read
  std::string roster_digest;          // SHA-256 of the roster file
  std::vector<std::string> notes;  // for the admin: "roster.csv: not UTF-8, read as Windows-1252"

  const RuleSetting& setting(std::string_view rule) const;  // off where the policy knows it not
};

/// Where packs/, phrases/ and schema/ are.
struct DataFolder {
  std::filesystem::path path;
};

/// Reads a policy file with its pack and its roster.
///
/// file     YAML, as policies/schema/policy.schema.json has it; the roster is found beside it
/// data     the folder with packs/ and phrases/
/// roster   read instead of the roster that the policy names (a kept copy); empty: the named one
/// earlier  a policy loaded before, or null: its phrases serve where their files are as they were
/// Errors   malformed: every fault on a line of its own, "policy.yaml:12:3: unknown rule
///          'silent-coppy'; did you mean 'silent-copy'?"
///          unavailable: a file cannot be read
base::Result<std::shared_ptr<const Policy>> load(const std::filesystem::path& file,
                                                 const DataFolder& data,
                                                 const std::filesystem::path& roster = {},
                                                 const Policy* earlier = nullptr);

/// Reads a policy that is not saved yet, as if it stood in `file`: its roster is found beside that.
///
/// Errors   as load()
base::Result<std::shared_ptr<const Policy>> load_text(std::string_view text,
                                                      const std::filesystem::path& file,
                                                      const DataFolder& data,
                                                      const Policy* earlier = nullptr);

/// The longest policy file that is read, in bytes.
inline constexpr std::size_t largest_policy = 1u << 20;

}  // namespace candour::policy
