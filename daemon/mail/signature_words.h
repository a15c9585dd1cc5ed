// SPDX-License-Identifier: MPL-2.0
//
// What the lines around the end of a letter look like, each taken by itself.
#pragma once

#include "mail/lines.h"

namespace candour::mail {

enum class SignOff {
  none,
  thanks,  // "Many thanks": closes a letter only where a name follows
  formal,  // "Kind regards": closes it by itself
};

/// "Kind regards", "Thanks,", "Cofion gorau"; also with the name behind it on the same line.
SignOff sign_off_of(const Line& line);

/// True if the sign-off and the name stand on one line: "Thanks, Helen".
bool has_name_behind(const Line& line);

/// "Sent from my iPhone", "Get Outlook for iOS": what a device adds.
bool is_device_line(const Line& line);

/// "CC Councillor Smith", "c.c.", "Copied to: …", "Bcc …": the sender's own words wherever they
/// stand.
bool is_copy_line(const Line& line);

/// "Helen Ward", "Cllr J. Smith,": one to five capitalised words, none of them a marking.
bool is_name(const Line& line);

/// A role, a council, an address, a telephone number, a link.
bool is_contact(const Line& line);

/// Words meant for this one reader, though they may stand below the signature: "P.S. …", a
/// sentence that is not about office hours and the like.
bool is_prose(const Line& line);

/// "Helen xx": more than a name.
bool ends_in_kisses(const Line& line);

}  // namespace candour::mail
