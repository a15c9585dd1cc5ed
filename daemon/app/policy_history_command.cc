// SPDX-License-Identifier: MPL-2.0

#include "app/policy_history_command.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/login_name.h"
#include "app/mail_files.h"
#include "app/text_table.h"
#include "base/digest.h"
#include "base/text.h"
#include "console/change_parts.h"
#include "stores/sqlite_policy_versions.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr std::size_t most_versions = 1'000;
constexpr std::size_t most_note_bytes = 1'000;

using Versions = std::unique_ptr<stores::PolicyVersions>;

base::Error refused(std::string detail) {
  return {base::Fault::refused, "app.policy_history", std::move(detail)};
}

base::Result<Versions> open_versions(const PolicyPlaces& places) {
  std::error_code error;
  if (!fs::exists(places.ledger, error))
    return base::Error{base::Fault::unavailable, "app.policy_history",
                       places.ledger.string() +
                           ": there is no ledger yet; candourd makes it when it first starts"};
  return stores::open_sqlite_policy_versions(places.ledger);
}

json::object version_object(const stores::PolicyVersion& version) {
  return {{"number", version.number},
          {"time", base::to_string(version.time)},
          {"version", version.version},
          {"how", stores::name_of(version.how)},
          {"author", version.author},
          {"note", version.note},
          {"roster_digest", version.roster_digest}};
}

base::Result<stores::PolicyVersion> version_numbered(const stores::PolicyVersions& versions,
                                                     std::int64_t number) {
  auto found = versions.find(number);
  if (!found) return found.error();
  if (!*found)
    return refused("there is no version " + std::to_string(number) +
                   "; candour policy history lists them");
  return std::move(**found);
}

/// What the change was made from, as a digest of its text.
base::Result<std::string> made_from(const PolicyOptions& options, const PolicyPlaces& places,
                                    const stores::PolicyVersions& versions) {
  if (options.made_from != 0) {
    const auto version = version_numbered(versions, options.made_from);
    if (!version) return version.error();
    return base::sha256_hex(version->text);
  }
  std::error_code error;
  const auto live = fs::last_write_time(places.policy, error);
  const auto changed = fs::last_write_time(options.file, error);
  if (!error && live > changed)
    return refused(places.policy.string() + " was changed after " + options.file.string() +
                   " was last saved, so it may hold what would be lost. See candour policy diff; "
                   "then make your change in the text that is in force, or say with --made-from "
                   "N which version you edited.");
  return std::string();
}

struct Desk {
  PolicyPlaces places;
  Versions versions;
};

base::Result<Desk> open_desk(const PolicyOptions& options) {
  auto places = places_of(options);
  if (!places) return places.error();
  auto versions = open_versions(*places);
  if (!versions) return versions.error();
  return Desk{std::move(*places), std::move(*versions)};
}

int status_of(const base::Error& error) {
  return error.fault == base::Fault::refused ? 1 : 2;
}

int put_change_live(Desk& desk, const PolicyChange& change, bool as_json, std::ostream& out,
                    std::ostream& err) {
  const auto number = put_live(*desk.versions, desk.places, change);
  if (!number) return complain_of_policy(number.error(), err, status_of(number.error()));
  if (as_json)
    out << json::serialize(json::object{{"number", *number}, {"author", change.author}}) << '\n';
  else
    out << "Version " << *number << " is live in " << desk.places.policy.string()
        << "; candourd takes it up within a second.\n";
  return 0;
}

}  // namespace

int list_policies(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  const auto desk = open_desk(options);
  if (!desk) return complain_of_policy(desk.error(), err);
  if (options.number != 0) {
    const auto version = version_numbered(*desk->versions, options.number);
    if (!version) return complain_of_policy(version.error(), err);
    auto object = version_object(*version);
    object["text"] = version->text;
    if (options.json)
      out << json::serialize(object) << '\n';
    else
      out << version->text;
    return 0;
  }
  const auto list = desk->versions->list(most_versions);
  if (!list) return complain_of_policy(list.error(), err);
  if (options.json) {
    for (const auto& version : *list) out << json::serialize(version_object(version)) << '\n';
    return 0;
  }
  TextTable table({{"No", 5}, {"When", 20}, {"Who", 14}, {"How", 14}, {"Why", 40}});
  for (const auto& version : *list)
    table.add_row({std::to_string(version.number), base::to_string(version.time), version.author,
                   std::string(console::policy_origin_words(version.how)),
                   base::in_one_line(version.note)});
  out << table.to_string();
  return 0;
}

int apply_policy(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  auto desk = open_desk(options);
  if (!desk) return complain_of_policy(desk.error(), err);
  if (base::trim(options.note).empty() || options.note.size() > most_note_bytes)
    return complain_of_policy(refused("--note wants a few words: why"), err);
  std::error_code error;
  if (fs::equivalent(options.file, desk->places.policy, error))
    return complain_of_policy(
        refused(options.file.string() + " is the file in force itself: candourd has taken it up "
                                        "already, as edited by hand"),
        err, 1);
  auto text = read_file(options.file);
  if (!text) return complain_of_policy(text.error(), err);
  const auto from = made_from(options, desk->places, *desk->versions);
  if (!from) return complain_of_policy(from.error(), err, status_of(from.error()));
  return put_change_live(
      *desk, {std::move(*text), stores::PolicyOrigin::applied, login_name(), options.note, *from},
      options.json, out, err);
}

int revert_policy(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  auto desk = open_desk(options);
  if (!desk) return complain_of_policy(desk.error(), err);
  auto version = version_numbered(*desk->versions, options.number);
  if (!version) return complain_of_policy(version.error(), err);
  const auto note =
      options.note.empty() ? "version " + std::to_string(options.number) + " again" : options.note;
  return put_change_live(
      *desk, {std::move(version->text), stores::PolicyOrigin::reverted, login_name(), note},
      options.json, out, err);
}

}  // namespace candour::app
