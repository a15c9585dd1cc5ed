// SPDX-License-Identifier: MPL-2.0

#include "app/held_desk.h"

#include "app/data_folder.h"
#include "policy/policy.h"

namespace candour::app {

pipeline::HeldDesk held_desk(const Configuration& configuration) {
  pipeline::HeldDesk desk;
  if (!configuration.held) return desk;
  const auto& held = *configuration.held;
  desk.held.emplace(configuration.data / held_folder_name, held.most_bytes);
  desk.four_eyes = held.four_eyes;
  desk.deciders = held.deciders;
  desk.keep = held.keep;
  return desk;
}

base::Result<people::Roster> roster_of(const Configuration& configuration) {
  const auto data = find_data_folder(configuration.packs);
  if (!data) return data.error();
  auto policy = policy::load(configuration.policy, *data);
  if (policy) return (*policy)->roster;
  const auto kept = configuration.data / last_good_folder_name;
  if (const auto last = policy::load(kept / "policy.yaml", *data, kept / "roster.csv"); last)
    return (*last)->roster;
  return policy.error();
}

}  // namespace candour::app
