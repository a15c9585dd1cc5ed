// SPDX-License-Identifier: MPL-2.0
//
// What the sender of a held mail is told once something has become of it: a mail from Candour to
// him alone. It names nobody who got a copy, and no word of his mail.
#pragma once

#include <string>
#include <string_view>

#include "stores/held_mail.h"

namespace candour::pipeline {

/// The bytes of that mail, CRLF; nothing where the stage is no news to a sender.
///
/// mark      what became of it: `sent`, `discarded`, `failed` or `unknown`
/// original  of a mail that nobody decided on in time: its bytes go back with the notice; else
/// empty
std::string held_notice(const stores::HeldEnvelope& held, const stores::HeldMark& mark,
                        std::string_view original, base::Instant now);

/// Whose decision it is that a mail is discarded because its time ran out.
inline constexpr std::string_view nobody = "nobody";

/// The id under which the notice waits to be sent: the same for the same news.
std::string held_notice_id(const stores::HeldEnvelope& held, const stores::HeldMark& mark);

}  // namespace candour::pipeline
