// SPDX-License-Identifier: MPL-2.0
//
// Whose mail is judged, and which mail nobody sits behind.
#pragma once

#include "policy/policy.h"
#include "rules/correspondence.h"

namespace candour::pipeline {

/// The sender is in the roster or in a council domain and, where the policy names some, among
/// `watch`. A third party's own mail is none of Candour's business.
bool is_watched(const policy::Policy& policy, const rules::Correspondence& correspondence);
bool is_watched(const policy::Policy& policy, std::string_view sender_address,
                const people::Standing& sender);

/// A null reverse-path, Auto-Submitted other than `no` (RFC 3834), a receipt (RFC 8098), a delivery
/// report (RFC 3464), a calendar reply (RFC 5546) or a sender under `automatic`: never refused or
/// held.
bool is_automatic(const policy::Policy& policy, const rules::Correspondence& correspondence,
                  const rules::Envelope& envelope);

}  // namespace candour::pipeline
