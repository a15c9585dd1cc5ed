// SPDX-License-Identifier: MPL-2.0
//
// Signs somebody in at a provider by OAuth2, in the way that the provider offers, telling at the
// terminal what to do.
#pragma once

#include "app/account_command.h"
#include "app/account_report.h"
#include "base/result.h"
#include "remotes/provider.h"
#include "remotes/token_file.h"

namespace candour::app {

/// Takes up to the quarter of an hour for which a provider waits.
///
/// client_id   of the council's app registration
/// Errors   refused, malformed, unavailable: in words for the admin
base::Result<remotes::Grant> sign_in(const remotes::Provider& provider,
                                     const std::string& client_id, const AccountOptions& options,
                                     AccountReport& report);

}  // namespace candour::app
