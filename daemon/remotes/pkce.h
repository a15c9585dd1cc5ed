// SPDX-License-Identifier: MPL-2.0
//
// Proof Key for Code Exchange (RFC 7636): whoever intercepts the code cannot use it, since only its
// asker knows the verifier.
#pragma once

#include <string>
#include <string_view>

namespace candour::remotes {

/// 64 random characters of 256 bits.
std::string new_code_verifier();

/// The S256 code challenge: base64url(SHA-256(verifier)), without "=".
std::string code_challenge(std::string_view verifier);

}  // namespace candour::remotes
