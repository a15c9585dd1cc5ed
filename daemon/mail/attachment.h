// SPDX-License-Identifier: MPL-2.0
//
// What can be told of an attachment from a look at its bytes, without opening it.
#pragma once

#include <string_view>

namespace candour::mail {

enum class Readability {
  nothing_to_read,  // signatures and the like: made for programs
  text,             // a text file, whatever its declared type
  html,
  message,    // a message saved as a file: an .eml by whatever type
  no_reader,  // no text that we read ourselves: a DocumentReader may know it
  picture,    // no text in it
  recording,
  encrypted,    // S/MIME, PGP
  locked_file,  // a PDF, ZIP or Office file with encryption in it
  sealed,       // signed so that the content lies inside the signature
};

/// type      lower case; filename decoded; content without its transfer encoding
/// Encrypted PDF, ZIP and Office files are told by their structure, S/MIME and PGP by their type
/// too. Linear in the content.
Readability readability(std::string_view type, std::string_view filename, std::string_view content,
                        std::string_view smime_type);

/// A text file that PGP made (RFC 4880 section 6.2).
bool is_pgp_message(std::string_view content);

/// Why a part stays unread, for its reader; empty where it is read.
std::string_view why_unread(Readability readability);

}  // namespace candour::mail
