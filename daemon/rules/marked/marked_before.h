// SPDX-License-Identifier: MPL-2.0
//
// The earlier marked mails whose matter comes again.
#pragma once

#include <vector>

#include "rules/correspondence.h"
#include "rules/marked/fingerprint.h"

namespace candour::rules {

/// Earlier marked mails of which these passages or files carry something on, oldest first. Of mail
/// that the sender had or wrote himself a sentence is enough: he can have it from there. What
/// strangers share by chance, a motto or a footer, asks for more.
///
/// fingerprints  of present matter, with Use::ask
std::vector<EarlierMail> marked_before(const Correspondence& correspondence,
                                       const std::vector<Fingerprint>& fingerprints);

}  // namespace candour::rules
