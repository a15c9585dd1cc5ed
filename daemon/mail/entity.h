// SPDX-License-Identifier: MPL-2.0
//
// An entity (RFC 2045 section 2.4): its header, and the entities inside it. mimetic holds both;
// this file and entity.cc are the only ones that know it. Where the entities stand in the message
// is the splitter's business, what their fields mean that of headers.h and read.cc.
//
// mimetic is used for no more than that on purpose: its own splitting, decoders and typed fields
// lose parts and crash on hostile mail. tests/forbidden-mimetic keeps them out.
#pragma once

#include <mimetic/mimeentity.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mail/parameters.h"
#include "mail/raw_header.h"

namespace candour::mail {

class Entity : private mimetic::MimeEntity {
 public:
  /// default_type  what it is without a valid Content-Type (RFC 2046 section 5.1.5: in a digest
  ///               "message/rfc822", elsewhere "text/plain")
  Entity(const std::vector<RawField>& fields, std::string_view default_type, const Limits& limits,
         Remarks& remarks);
  Entity(const Entity&) = delete;  // mimetic's copy would free the children twice
  Entity& operator=(const Entity&) = delete;

  /// All fields in order, raw.
  std::vector<RawField> fields() const;
  /// The first field of that name (case ignored), raw; empty where there is none.
  std::string value(std::string_view name) const;

  std::string type() const;  // lower case: "text/plain"
  const Parameterized& content_type() const { return content_type_; }
  const Parameterized& disposition() const { return disposition_; }
  const std::string& transfer_encoding() const { return transfer_encoding_; }  // lower case

  bool is_multipart() const;
  bool is_message() const;  // message/rfc822 or message/global (RFC 6532 section 3.7)
  bool is_encoded() const;  // base64, quoted-printable or uuencode

  Entity& adopt(std::unique_ptr<Entity> child);
  std::vector<const Entity*> children() const;
  /// A leaf is also a multipart or an attached message that could not be taken apart.
  bool is_leaf() const { return body().parts().empty(); }

  /// Set by the splitter; they point into the message or what was decoded of it.
  std::string_view content;             // the body, transfer encoding still on
  std::vector<std::string_view> loose;  // text before, after or between the parts of a multipart

 private:
  void load(const std::vector<RawField>& fields, const Limits& limits);

  // Values that mimetic would spoil, by their place in the header.
  std::unordered_map<std::size_t, std::string> kept_aside_;
  Parameterized content_type_;
  Parameterized disposition_;
  std::string transfer_encoding_;
};

}  // namespace candour::mail
