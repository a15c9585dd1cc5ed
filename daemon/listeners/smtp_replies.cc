// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_replies.h"

#include <string>

namespace candour::listeners {

Reply failure_reply(base::Fault fault, SessionThen then, std::string_view text) {
  const auto with = [text](int code, std::string_view enhanced) {
    return one_line_reply(code, std::string(enhanced) + " " + std::string(text));
  };
  switch (fault) {
    case base::Fault::malformed:
      return with(550, "5.6.0");
    case base::Fault::over_limit:
      return with(552, "5.3.4");
    case base::Fault::refused:
      return with(550, "5.7.1");
    case base::Fault::unavailable:
      break;
  }
  return then == SessionThen::ends ? with(421, "4.4.2") : with(451, "4.3.0");
}

namespace replies {

Reply syntax_error() {
  return one_line_reply(500, "5.5.2 A command is one line that ends with CR LF");
}

Reply line_too_long() {
  return one_line_reply(500, "5.5.2 Line too long");
}

Reply bad_path() {
  return one_line_reply(501, "5.1.7 The address cannot be read");
}

Reply bad_argument() {
  return one_line_reply(501, "5.5.4 This command takes no argument");
}

Reply unknown_command() {
  return one_line_reply(500, "5.5.1 Command not recognised");
}

Reply not_offered(std::string_view command) {
  return one_line_reply(502, "5.5.1 " + std::string(command) + " is not offered");
}

Reply mechanism_not_offered() {
  return one_line_reply(504, "5.5.4 This mechanism is not offered");
}

Reply starttls_first() {
  return one_line_reply(530, "5.7.0 Must issue a STARTTLS command first");
}

Reply starttls_ready() {
  return one_line_reply(220, "2.0.0 Ready to start TLS");
}

Reply no_valid_recipients() {
  return one_line_reply(554, "5.5.1 No valid recipients");
}

Reply too_many_recipients() {
  return one_line_reply(452, "4.5.3 Too many recipients");
}

Reply send_message() {
  return one_line_reply(354, "End the message with a line that is a single dot");
}

Reply message_too_large() {
  return failure_reply(base::Fault::over_limit, SessionThen::goes_on,
                       "This message is larger than the mail server takes");
}

Reply bare_line_end() {
  return failure_reply(base::Fault::malformed, SessionThen::goes_on,
                       "This message has a line that does not end with CR LF; Candour does not "
                       "pass it on, since mail servers may read it in different ways");
}

Reply spool_failed() {
  return failure_reply(base::Fault::unavailable, SessionThen::goes_on,
                       "Candour has no room on its disk for this message. It has not been sent; "
                       "please try again later");
}

Reply check_failed() {
  return failure_reply(base::Fault::unavailable, SessionThen::goes_on,
                       "Candour could not check this message. It has not been sent; please try "
                       "again later");
}

Reply held(std::string_view id, std::string_view rules) {
  return one_line_reply(250, "2.0.0 Held for a decision" +
                                 (rules.empty() ? std::string() : " (" + std::string(rules) + ")") +
                                 ", not sent yet; id " + std::string(id));
}

Reply not_held(base::Fault fault) {
  if (fault == base::Fault::over_limit)
    return one_line_reply(452,
                          "4.3.1 This message waits for a decision, and there is no more room for "
                          "such. It has not been sent; please try again later");
  return failure_reply(fault, SessionThen::goes_on,
                       "Candour could not keep this message, which waits for a decision. It has "
                       "not been sent; please try again later");
}

Reply too_many_sessions() {
  return one_line_reply(421, "4.3.2 Too many connections at the moment; please try again later");
}

Reply too_many_errors() {
  return one_line_reply(421, "4.7.0 Too many errors");
}

Reply client_too_slow() {
  return failure_reply(base::Fault::unavailable, SessionThen::ends,
                       "Nothing came for too long; the connection is closed");
}

Reply stopping() {
  return one_line_reply(421, "4.3.2 Candour is being restarted; please send again in a minute");
}

Reply goodbye() {
  return one_line_reply(221, "2.0.0 Bye");
}

Reply next_hop_unreachable() {
  return failure_reply(base::Fault::unavailable, SessionThen::ends,
                       "Candour cannot reach the mail server at the moment. Nothing has been sent; "
                       "please try again later");
}

Reply next_hop_insecure() {
  return failure_reply(base::Fault::unavailable, SessionThen::ends,
                       "Candour could not make a secure connection to the mail server. Nothing has "
                       "been sent; please tell whoever looks after Candour");
}

Reply next_hop_closed() {
  return failure_reply(base::Fault::unavailable, SessionThen::ends,
                       "The mail server broke off the connection. Nothing has been sent; please "
                       "try again later");
}

Reply next_hop_too_slow() {
  return failure_reply(base::Fault::unavailable, SessionThen::ends,
                       "The mail server took too long to answer. Nothing has been sent; please try "
                       "again later");
}

Reply next_hop_did_not_confirm() {
  return failure_reply(base::Fault::unavailable, SessionThen::goes_on,
                       "The mail server did not confirm this message, so it may or may not have "
                       "been sent; please ask a recipient before you send it again");
}

}  // namespace replies
}  // namespace candour::listeners
