// SPDX-License-Identifier: MPL-2.0
//
// The answers that are ours and not the next hop's. All codes are chosen here.
#pragma once

#include <string_view>

#include "base/result.h"
#include "listeners/smtp_syntax.h"

namespace candour::listeners {

enum class SessionThen { goes_on, ends };

/// The one place where a Fault becomes an SMTP code (RFC 5321 section 4.2, RFC 3463).
Reply failure_reply(base::Fault fault, SessionThen then, std::string_view text);

namespace replies {

Reply syntax_error();
Reply line_too_long();
Reply bad_path();
Reply bad_argument();
Reply unknown_command();
Reply not_offered(std::string_view command);
Reply mechanism_not_offered();
Reply starttls_first();
Reply starttls_ready();
Reply no_valid_recipients();
Reply too_many_recipients();
Reply send_message();
Reply message_too_large();
Reply bare_line_end();
Reply spool_failed();
Reply check_failed();
Reply held(std::string_view id, std::string_view rules);
Reply not_held(base::Fault fault);
Reply too_many_sessions();
Reply too_many_errors();
Reply client_too_slow();
Reply stopping();
Reply goodbye();
Reply next_hop_unreachable();
Reply next_hop_insecure();
Reply next_hop_closed();
Reply next_hop_too_slow();
Reply next_hop_did_not_confirm();

}  // namespace replies
}  // namespace candour::listeners
