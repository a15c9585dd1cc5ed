// SPDX-License-Identifier: MPL-2.0
//
// Adds an entry to a list in a YAML file that a person wrote, or takes one out, line by line, so
// that comments and layout stay. The outcome is read back and compared: a file laid out in a way
// that is not understood is left alone.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace candour::base {

using YamlFields = std::vector<std::pair<std::string, std::string>>;

/// The text with one more map at the end of the list under a top-level key, which is made where
/// there is none.
///
/// Errors   malformed: it is no YAML, or the list is not laid out with an entry to a line
Result<std::string> with_list_entry(const std::string& yaml, const std::string& key,
                                    const YamlFields& entry);

/// The text without the list's entry of that number, from 0.
Result<std::string> without_list_entry(const std::string& yaml, const std::string& key,
                                       std::size_t number);

}  // namespace candour::base
