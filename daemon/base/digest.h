// SPDX-License-Identifier: MPL-2.0
//
// Digests and random ids, by OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace candour::base {

/// SHA-256 as 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA-256 as 64 lower-case hexadecimal digits (RFC 2104): what stands for an address or a
/// text in the ledger, meaningless without the key.
std::string keyed_digest(std::string_view key, std::string_view bytes);

/// `bytes` random bytes as hexadecimal digits, from the system's generator.
std::string random_hex(std::size_t bytes);

}  // namespace candour::base
