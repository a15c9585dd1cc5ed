// SPDX-License-Identifier: MPL-2.0

#include "app/policy_change.h"

#include <sys/stat.h>

#include "app/data_folder.h"
#include "app/http_access.h"
#include "app/mail_files.h"
#include "base/digest.h"
#include "base/private_file.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

std::string owner_of(const fs::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return "unknown";
  return user_name("uid " + std::to_string(found.st_uid));
}

base::Error refused(std::string detail) {
  return {base::Fault::refused, "app.policy_change", std::move(detail)};
}

stores::PolicyVersion row_of(const policy::Policy& policy) {
  stores::PolicyVersion row;
  row.time = base::now();
  row.version = policy.version;
  row.roster_digest = policy.roster_digest;
  row.text = policy.text;
  return row;
}

std::string who_changed_it(const stores::PolicyVersions& versions) {
  const auto newest = versions.newest();
  if (!newest || !*newest) return "";
  return " (version " + std::to_string((*newest)->number) + ", " +
         base::to_string((*newest)->time) + ", " + (*newest)->author + ")";
}

}  // namespace

base::Result<PolicyPlaces> policy_places(const Configuration& configuration) {
  auto data = find_data_folder(configuration.packs);
  if (!data) return data.error();
  return PolicyPlaces{configuration.policy, configuration.data / last_good_folder_name,
                      configuration.data / ledger_file_name, std::move(*data)};
}

base::Result<PolicySnapshot> policy_in_force(const PolicyPlaces& places) {
  auto own = policy::load(places.policy, places.data);
  if (own) return own;
  auto last_good =
      policy::load(places.kept / "policy.yaml", places.data, places.kept / "roster.csv");
  return last_good ? last_good : own;
}

base::Result<void> record_found_policy(stores::PolicyVersions& versions, const fs::path& file,
                                       const policy::Policy& in_force,
                                       const RosterAuthor& roster_author) {
  const auto newest = versions.newest();
  if (!newest) return newest.error();
  if (*newest && (*newest)->version == in_force.version) return {};
  auto row = row_of(in_force);
  const bool same_text = *newest && (*newest)->text == in_force.text;
  const bool same_roster = *newest && (*newest)->roster_digest == in_force.roster_digest;
  row.how = same_text && same_roster ? stores::PolicyOrigin::packs : stores::PolicyOrigin::edited;
  if (!*newest) row.note = "the first that was found";
  if (same_text && !same_roster)
    row.note = "the roster, " + in_force.roster_file.filename().string();
  const bool by_roster = same_text && !same_roster;
  if (const auto author =
          by_roster && roster_author ? roster_author(in_force.roster_digest) : std::nullopt) {
    row.how = stores::PolicyOrigin::applied;
    row.author = *author;
  }
  if (row.how == stores::PolicyOrigin::edited)
    row.author = owner_of(same_text ? in_force.roster_file : file);
  if (auto recorded = versions.record(row); !recorded) return recorded.error();
  return {};
}

base::Result<std::int64_t> put_live(stores::PolicyVersions& versions, const PolicyPlaces& places,
                                    const PolicyChange& change) {
  const auto in_force = policy_in_force(places);
  const auto policy = policy::load_text(change.text, places.policy, places.data,
                                        in_force ? in_force->get() : nullptr);
  if (!policy) return policy.error();
  // What somebody edited while no daemon ran would else never be on record.
  if (in_force)
    if (auto found = record_found_policy(versions, places.policy, **in_force, change.roster_author);
        !found)
      return found.error();
  auto row = row_of(**policy);
  row.how = change.how;
  row.author = change.author;
  row.note = change.note;
  bool changed_since = false;
  auto put = versions.record(row, [&]() -> base::Result<void> {
    const auto live = read_file(places.policy);
    if (!live) return live.error();
    changed_since = !change.made_from.empty() && base::sha256_hex(*live) != change.made_from;
    if (changed_since) return refused("");
    if (*live == change.text)
      return refused(places.policy.string() + " says the same already; nothing was put live");
    return base::replace_file(places.policy, change.text);
  });
  if (!changed_since) return put;
  return refused(places.policy.string() + " was changed since the text was made from it" +
                 who_changed_it(versions) +
                 ". Nothing was put live: look at the difference, then make the change anew.");
}

}  // namespace candour::app
