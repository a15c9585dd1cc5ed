// SPDX-License-Identifier: MPL-2.0
//
// Digests and random ids, by OpenSSL.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace candour::base {

/// SHA-256 as 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  /// As sha256_hex(). Call it once, at the end.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// HMAC-SHA-256 as 64 lower-case hexadecimal digits (RFC 2104): what stands for an address or a
/// text in the ledger, meaningless without the key.
std::string keyed_digest(std::string_view key, std::string_view bytes);

/// The same two as 32 bytes.
std::string sha256_bytes(std::string_view bytes);
std::string keyed_digest_bytes(std::string_view key, std::string_view bytes);

/// From the system's generator.
std::string random_bytes(std::size_t count);

/// Two lower-case digits a byte.
std::string to_hex(std::string_view bytes);

/// `bytes` random bytes as hexadecimal digits, from the system's generator.
std::string random_hex(std::size_t bytes);

}  // namespace candour::base
