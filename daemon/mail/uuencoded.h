// SPDX-License-Identifier: MPL-2.0
//
// Files that stand uuencoded in the middle of a plain text, as mail carried them before MIME and as
// Outlook still sends them in plain-text mail when told to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::mail {

struct UuencodedFile {
  std::string name;
  std::string content;
};

struct WithoutFiles {
  std::vector<UuencodedFile> files;
  std::string text;        // the lines around the files; unused where there are none
  bool malformed = false;  // a file without its "end", or not well encoded
};

/// A file begins with "begin 644 name" (POSIX uuencode) where a line of data follows. No more than
/// `limit` files are taken; the others stay in the text. Linear.
WithoutFiles take_uuencoded(std::string_view text, std::size_t limit);

}  // namespace candour::mail
