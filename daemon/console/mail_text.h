// SPDX-License-Identifier: MPL-2.0
//
// A mail as text: what its header says, its words, its files by name and size. Nothing of it is
// run, fetched or opened.
#pragma once

#include <string>
#include <vector>

#include "console/markup.h"
#include "mail/mail.h"

namespace candour::console {

/// Words from outside, in one line; a mark that turns the direction of writing acts in them alone.
Markup outside_words(std::string_view words);

/// From, To, Cc, subject and date as the header has them, and the files: `fact`s.
///
/// blind   who gets it and stands in no field
Markup mail_facts(const mail::Mail& mail, const std::vector<std::string>& blind);

/// Each version of the text under a heading of its own; a long one is cut, and says so.
Markup mail_words(const mail::Mail& mail);

}  // namespace candour::console
