// SPDX-License-Identifier: MPL-2.0
//
// A policy for whoever tells of mail that was judged and judges none.
#pragma once

#include "policy/policy.h"

namespace candour::policy {

/// As load(), without the phrases that rules look for: they take most of the time and 100 MB.
/// `phrases` is null, and `version` the same as load()'s.
base::Result<std::shared_ptr<const Policy>> load_unjudging(const std::filesystem::path& file,
                                                           const DataFolder& data);

}  // namespace candour::policy
