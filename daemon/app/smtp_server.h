// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "listeners/next_hop_url.h"
#include "remotes/smtp_server.h"

namespace candour::app {

/// A next hop as a server that Candour itself calls. Not for a sandbox.
remotes::SmtpServer smtp_server(const listeners::NextHopUrl& url);

}  // namespace candour::app
