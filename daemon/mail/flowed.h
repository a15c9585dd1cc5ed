// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace candour::mail {

enum class DelSp { no, yes };

/// Joins the soft-broken lines of format=flowed text and takes off its space-stuffing; quote marks
/// stay as ">" and "> ", one level a mark. Source: RFC 3676 section 4
std::string unflowed(std::string_view text, DelSp del_sp);

}  // namespace candour::mail
