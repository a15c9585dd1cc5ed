// SPDX-License-Identifier: MPL-2.0
//
// Messages that are attached as files: an .eml as an octet stream, a saved message as plain text.
// Attached as message/rfc822 they are the splitter's business.
#pragma once

#include <string_view>

namespace candour::mail {

/// Whether a file is a message. By its name (.eml, .mht) a header's first line is enough; by its
/// content alone it takes a whole header with a sender and two more fields that mail has.
///
/// type  lower case; of a picture or a PDF no message is made, whatever it begins with
bool is_message_file(std::string_view type, std::string_view filename, std::string_view content);

}  // namespace candour::mail
