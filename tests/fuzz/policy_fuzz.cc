// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as a policy's YAML and the rules in it; what is refused must say why.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "policy/rule_settings.h"
#include "policy/yaml_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  base::YamlFaults faults("policy.yaml");
  const auto root = policy::parse_yaml(text, faults);
  if (!root && faults.empty()) std::abort();
  if (!root) return 0;
  for (const auto origin : {policy::Origin::pack, policy::Origin::council}) {
    policy::Policy policy;
    faults.check_keys(*root, {"council", "rules", "watch"});
    if (const auto rules = (*root)["rules"])
      policy::read_rules(rules, origin, "a protocol", faults, policy);
    if (const auto watch = (*root)["watch"]) policy::texts_of(watch, faults);
  }
  return 0;
}
