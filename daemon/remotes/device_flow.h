// SPDX-License-Identifier: MPL-2.0
//
// Signing in on another device (RFC 8628): Candour shows a code and an address, somebody types the
// code into a browser anywhere, and Candour asks until that is done.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/result.h"
#include "remotes/oauth.h"

namespace candour::remotes {

struct DeviceCode {
  std::string device_code;  // a secret
  std::string user_code;    // what a person types
  std::string verification_uri;
  std::chrono::seconds interval{5};
  std::chrono::seconds expires_in{900};
};

/// Errors   refused: the provider says no, or its answer is none that may be shown
///          those of Exchange
base::Result<DeviceCode> ask_for_device_code(const Exchange& exchange, const std::string& endpoint,
                                             const OAuthClient& client);

/// How time passes; tests pass their own.
struct Waiting {
  base::Clock clock;
  std::function<void(std::chrono::seconds)> sleep;
};

/// Returns when somebody has signed in.
///
/// Errors   refused: somebody said no, or the code ran out
///          those of Exchange, but for `unavailable`, which is tried again until the code runs out
base::Result<Tokens> wait_for_consent(const Exchange& exchange, const OAuthClient& client,
                                      const DeviceCode& code, const Waiting& waiting);

}  // namespace candour::remotes
