// SPDX-License-Identifier: MPL-2.0

#include "remotes/pkce.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "base/digest.h"

namespace candour::remotes {

std::string new_code_verifier() {
  return base::random_hex(32);
}

std::string code_challenge(std::string_view verifier) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest.data());
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> encoded{};
  const auto size = EVP_EncodeBlock(encoded.data(), digest.data(), digest.size());
  std::string challenge(reinterpret_cast<const char*>(encoded.data()),
                        static_cast<std::size_t>(size));
  std::replace(challenge.begin(), challenge.end(), '+', '-');
  std::replace(challenge.begin(), challenge.end(), '/', '_');
  while (challenge.ends_with('=')) challenge.pop_back();
  return challenge;
}

}  // namespace candour::remotes
