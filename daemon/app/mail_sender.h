// SPDX-License-Identifier: MPL-2.0
//
// How released mail goes on: to a mail server with the daemon's own account, or into the sandbox.
#pragma once

#include "app/configuration.h"
#include "watchers/held_mail_sender.h"

namespace candour::app {

/// Errors   unavailable: the sandbox's folder cannot be made
base::Result<watchers::SendMail> sender_of_held_mail(const HeldConfiguration& configuration);

}  // namespace candour::app
