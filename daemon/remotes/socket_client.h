// SPDX-License-Identifier: MPL-2.0
//
// Tells a server of this machine, candourd, to do something, on its Unix socket.
#pragma once

#include "remotes/http_client.h"

namespace candour::remotes {

/// As get_over_socket(), by POST.
///
/// json   its body; empty for none
base::Result<HttpAnswer> post_over_socket(const std::filesystem::path& socket,
                                          std::string_view path, const std::string& json = {},
                                          const HttpLimits& limits = {});

}  // namespace candour::remotes
