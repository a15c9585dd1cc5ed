// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace candour::app {

/// Tells systemd how we are ("READY=1"), where it started us and asked to be told; otherwise
/// nothing. Source: sd_notify(3), "Notes": a datagram to the socket in $NOTIFY_SOCKET
void notify_service_manager(std::string_view state);

}  // namespace candour::app
