// SPDX-License-Identifier: MPL-2.0
//
// `candour parse`: what Candour reads in a message, as JSON, for comparing with other parsers and
// for bug reports.
#pragma once

#include <boost/json.hpp>

#include "mail/mail.h"

namespace candour::app {

/// The fields are fixed outside (`candour parse` in the manual page). `authored` to `foot` are of
/// the body that a reader is shown: the HTML one, unless the plain one says the same, which is then
/// nearer to what was written. `date` is null where there is none.
boost::json::object describe(const mail::Mail& mail);

}  // namespace candour::app
