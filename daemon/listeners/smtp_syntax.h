// SPDX-License-Identifier: MPL-2.0
//
// SMTP's words: commands, paths, replies, the list of extensions. Pure text, no sockets.
// Source: RFC 5321 sections 4.1 and 4.2, RFC 1870, RFC 4954.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::listeners {

/// A line as read, without its CRLF; nothing where it ends otherwise, or has a CR, LF or NUL
/// inside: the next hop might see two commands there.
std::optional<std::string_view> command_text(std::string_view line);

/// One command line, without its line end.
struct Command {
  std::string verb;       // upper case; empty for an empty line
  std::string argument;   // what follows the verb and one blank; may be empty
  std::string_view line;  // as sent
};

/// line  must outlive the Command
Command parse_command(std::string_view line);

/// The argument of MAIL or RCPT.
struct PathArgument {
  std::string mailbox;  // without angle brackets and source route; empty for "<>"
  std::vector<std::string> parameters;
};

/// Reads "FROM:<a@b.example> SIZE=100". Blanks after the colon and a bare mailbox without angle
/// brackets are taken too: clients write both.
///
/// keyword  "FROM:" or "TO:"
/// Returns  nothing where it is no path
std::optional<PathArgument> parse_path(std::string_view argument, std::string_view keyword);

/// The SIZE parameter's octets (RFC 1870), where there is a readable one.
std::optional<std::uint64_t> declared_size(const PathArgument& path);

/// A whole reply: the code and the text of each line.
struct Reply {
  int code = 0;
  std::vector<std::string> lines;

  bool accepted() const { return code >= 200 && code < 300; }
};

Reply one_line_reply(int code, std::string_view text);

/// A reply as it goes over the wire, CRLF after each line.
std::string wire(const Reply& reply);

struct ReplyLine {
  int code = 0;
  bool last = true;
  std::string text;
};

/// "250-SIZE 100" or "250 OK" or "250"; nothing where it is none.
std::optional<ReplyLine> parse_reply_line(std::string_view line);

/// What the next hop said to EHLO, as far as the session acts on it.
struct Extensions {
  bool starttls = false;
  bool pipelining = false;
  std::uint64_t size_limit = 0;  // octets; 0: no limit told
};

Extensions extensions_of(const Reply& ehlo);

enum class StartTls { offered, not_offered };

/// The next hop's answer to EHLO less what cannot pass through us: an extension that we do not
/// know could change what bytes mean, so only the known ones stay.
///
/// size_limit  ours, in octets; the smaller of the two limits is told
/// starttls    offered: AUTH stays unsaid until the client has TLS
Reply offer_to_client(const Reply& ehlo, std::uint64_t size_limit, StartTls starttls);

/// False for mechanisms bound to the TLS connection that ends with us: EXTERNAL and *-PLUS.
bool mechanism_can_pass(std::string_view mechanism);

}  // namespace candour::listeners
