// SPDX-License-Identifier: MPL-2.0
//
// Hands one mail to a mail server, by libcurl. What matters is what is known afterwards: a server
// that was given the last byte and never answered may have taken the mail (RFC 1047), so the caller
// hears before that byte goes out and can write down that it may have.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "remotes/smtp_server.h"

namespace candour::remotes {

struct SmtpLogin {
  std::string user;
  std::function<base::Result<std::string>()> secret;  // asked anew for every mail
};

struct OutgoingMail {
  std::string mail_from;  // empty: null reverse-path
  std::vector<std::string> rcpt_to;
  std::string_view bytes;  // lines end in CRLF; dots are stuffed on the way
};

struct Sending {
  enum class Kind {
    accepted,
    refused,  // by the server, for good (5yz), before or after the message
    later,    // not taken now: it says so (4yz), or cannot be reached, or will not let us in
    unknown,  // the last byte may have gone out, and no answer came
  };
  Kind kind = Kind::later;
  int code = 0;        // the server's last; 0: none
  std::string answer;  // for people, in one line
};

struct SmtpPatience {
  std::chrono::seconds connecting{60};
  std::chrono::seconds whole{1'200};  // RFC 5321 section 4.5.3.2.6: ten minutes for the last answer
};

/// login             nothing: the server wants none
/// before_last_byte  called once, when all but the end of the message was handed over; false calls
///                   the sending off, which is then `later`
Sending send_mail(const SmtpServer& server, const std::optional<SmtpLogin>& login,
                  const OutgoingMail& mail, const std::function<bool()>& before_last_byte,
                  const SmtpPatience& patience = {});

}  // namespace candour::remotes
