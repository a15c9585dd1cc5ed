// SPDX-License-Identifier: MPL-2.0
//
// What an S/MIME message holds that was signed so that its content lies inside the signature
// (RFC 8551 section 3.5.2, "application/pkcs7-mime; smime-type=signed-data").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candour::mail {

/// The MIME entity inside; nothing where the bytes are no signed data with content. Whether the
/// signature holds is nobody's question here: a mail client shows the text either way.
///
/// der  the part's content, without its transfer encoding
std::optional<std::string> signed_content(std::string_view der);

}  // namespace candour::mail
