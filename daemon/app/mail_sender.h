// SPDX-License-Identifier: MPL-2.0
//
// How mail goes on that candourd sends itself, released mail and summaries: to a mail server with
// the daemon's own account, or into the sandbox.
#pragma once

#include "app/outgoing_configuration.h"
#include "watchers/held_mail_sender.h"

namespace candour::app {

/// Errors   unavailable: the sandbox's folder cannot be made
base::Result<watchers::SendMail> mail_sender(const OutgoingServer& server);

}  // namespace candour::app
