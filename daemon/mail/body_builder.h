// SPDX-License-Identifier: MPL-2.0
//
// Makes the bodies of a message out of its texts: what a reader of plain text sees from top to
// bottom, and what a reader of HTML sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/content.h"
#include "mail/mail.h"

namespace candour::mail {

/// To whom a text is shown: in a multipart/alternative to one of the two, elsewhere to both.
enum class Shown { always, as_plain, as_html };

class BodyBuilder {
 public:
  void add(Body::Kind kind, std::string_view part, Reading reading, Shown shown);
  /// Text that no mail client shows.
  void add_hidden(std::string_view text);
  bool empty() const { return pieces_.empty(); }

  /// Several texts one below the other become ONE body: Apple Mail cuts a letter in pieces around
  /// its attachments, and mailing lists add a part of their own; salutation, foot and signature are
  /// those of the whole. Evidence then stands in `Body::text`, counted from its first part.
  std::vector<Body> bodies() const;

 private:
  struct Piece {
    Body::Kind kind;
    std::string part;
    Reading reading;
    Shown shown;
  };

  Body join(Shown version) const;

  std::vector<Piece> pieces_;
  std::string hidden_;
};

}  // namespace candour::mail
