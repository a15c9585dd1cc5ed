// SPDX-License-Identifier: MPL-2.0
//
// One step for all mail that Candour sends by itself: a message of a spool goes to the next hop,
// and the disk knows at every instant how far it has come.
#pragma once

#include <functional>
#include <string>

#include "base/calendar.h"
#include "remotes/smtp_sender.h"
#include "stores/held_mail.h"

namespace candour::watchers {

/// Hands a mail on, as remotes::send_mail() does.
using SendMail = std::function<remotes::Sending(const remotes::OutgoingMail& mail,
                                                const std::function<bool()>& before_last_byte)>;

/// What was tried, and the mark that is on the disk since.
struct SpooledSending {
  stores::HeldMessage message;
  stores::HeldMark mark;
  int code = 0;  // the next hop's; 0: none
};

/// Whether it is due and its next try has come. One that a clock which was wrong put off for longer
/// than ever happens is tried now.
bool is_to_be_sent(const stores::HeldMark& mark, base::Instant now);

/// Sends a message that is due. Before its last byte goes out, `sending` is on the disk: who is
/// killed then leaves it so, and nobody sends it again by himself (RFC 1047).
///
/// Returns  its mark is `sent`, `failed`, `unknown`, or `due` again, later each time
/// Errors   those of the spool
base::Result<SpooledSending> send_spooled(const stores::HeldMail& spool, const std::string& id,
                                          const SendMail& send, const base::Clock& clock);

/// How long to leave it after so many tries, from 1.
std::chrono::minutes pause_after(std::uint32_t tries);

}  // namespace candour::watchers
