// SPDX-License-Identifier: MPL-2.0
//
// What stands under everything that somebody or some list sends: words below the line that begins a
// signature, a saying with its author's name, a list's footer below a rule. Two letters that share
// it share no matter. Only fingerprints leave it out; for all other rules it is as much the
// sender's words as before.
#pragma once

#include <string>
#include <string_view>

#include "mail/mail.h"

namespace candour::rules {

/// A letter's text without such feet. Of what stands below a `-- ` the first paragraph goes, of up
/// to ten lines: whoever pastes a report below his own name does so after a blank line. In a signed
/// text that line is `- -- `, and the PGP signature goes as well. A saying is a paragraph in
/// quotation marks with a dash and a name behind it, a footer a rule (`____`, `-----`) that has a
/// link or the word "unsubscribe" below it; both only in the last fifteen filled lines.
std::string without_feet(std::string_view text);

/// The same of a body's authored text.
std::string authored_without_feet(const mail::Body& body);

}  // namespace candour::rules
