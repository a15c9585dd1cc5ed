// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace candour::app {

/// Who runs this program, for the record: "helen". Who became root by sudo is still himself.
std::string login_name();

}  // namespace candour::app
