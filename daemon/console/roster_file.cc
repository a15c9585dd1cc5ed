// SPDX-License-Identifier: MPL-2.0

#include "console/roster_file.h"

#include "base/digest.h"
#include "base/text.h"

namespace candour::console {

base::Result<RosterOnDisk> open_roster(const Sources& sources) {
  const auto path = sources.policies.current()->roster_file;
  if (path.parent_path() == sources.last_good)
    return base::Error{base::Fault::refused, "console.roster_file",
                       "the council's policy did not load when candourd started, so the roster of "
                       "the last good one is in force. Mend the policy first; candourd's log and "
                       "candour doctor say what is wrong"};
  const auto seen = base::read_seen_file(path);
  if (!seen) return seen.error();
  auto document = people::RosterDocument::read(seen->bytes, path.filename().string());
  if (!document) return document.error();
  return RosterOnDisk{path, seen->digest(), std::move(*document)};
}

base::Result<void> save_roster(const Sources& sources, const Visit& visit,
                               const RosterOnDisk& roster, std::string_view seen,
                               const std::string& bytes) {
  if (const auto checked = people::read_roster(bytes, roster.name()); !checked)
    return checked.error();
  sources.change.expect_roster(base::sha256_hex(bytes), visit.user.name);
  return base::replace_seen_file(roster.path, seen, bytes);
}

Markup fault_lines(std::string_view faults) {
  Markup entries;
  for (const auto line : base::split(faults, '\n')) entries += element("li", line);
  return element("div", {{"class", "notice"}, {"id", "fault"}, {"role", "alert"}},
                 element("p", "Nothing was changed:") + element("ul", entries));
}

}  // namespace candour::console
