// SPDX-License-Identifier: MPL-2.0

#include "base/digest.h"

// OpenSSL 3 calls SHA-256 without its EVP layer old, and has nothing else that goes on from a begun
// digest in half the time.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace candour::base {

namespace {

std::string hex(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  result.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    result += digits[bytes[i] >> 4];
    result += digits[bytes[i] & 15];
  }
  return result;
}

constexpr std::size_t digest_bytes = 32;
constexpr std::size_t block_bytes = 64;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void require(int success) {
  if (success != 1) throw std::runtime_error("OpenSSL offers no SHA-256");
}

// SHA-256 begun with the padded key, from which each digest goes on (RFC 2104 section 2).
struct PaddedKey {
  std::string key;
  SHA256_CTX inner{}, outer{};

  void set(std::string_view given) {
    std::array<unsigned char, block_bytes> block{};
    if (given.size() > block_bytes)
      require(EVP_Digest(given.data(), given.size(), block.data(), nullptr, EVP_sha256(), nullptr));
    else
      std::copy(given.begin(), given.end(), block.begin());
    begin(inner, block, 0x36);
    begin(outer, block, 0x5c);
    key = given;
  }

 private:
  static void begin(SHA256_CTX& context, std::array<unsigned char, block_bytes> block,
                    unsigned char pad) {
    for (auto& byte : block) byte = static_cast<unsigned char>(byte ^ pad);
    require(SHA256_Init(&context));
    require(SHA256_Update(&context, block.data(), block.size()));
  }
};

void finish(SHA256_CTX begun, std::string_view bytes, unsigned char* digest) {
  require(SHA256_Update(&begun, bytes.data(), bytes.size()));
  require(SHA256_Final(digest, &begun));
}

}  // namespace

struct Sha256::State {
  Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex() {
  std::array<unsigned char, digest_bytes> digest{};
  require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr));
  return base::hex(digest.data(), digest.size());
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("OpenSSL offers no SHA-256");
  return hex(digest.data(), size);
}

std::string keyed_digest(std::string_view key, std::string_view bytes) {
  return to_hex(keyed_digest_bytes(key, bytes));
}

std::string sha256_bytes(std::string_view bytes) {
  std::string digest(digest_bytes, '\0');
  SHA256_CTX context;
  require(SHA256_Init(&context));
  finish(context, bytes, reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::string keyed_digest_bytes(std::string_view key, std::string_view bytes) {
  // Thousands a mail under one key: what depends on the key alone is made once a thread.
  thread_local PaddedKey padded;
  if (padded.key != key || padded.key.empty()) padded.set(key);
  std::string digest(digest_bytes, '\0');
  const auto data = reinterpret_cast<unsigned char*>(digest.data());
  finish(padded.inner, bytes, data);
  finish(padded.outer, digest, data);
  return digest;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
    throw std::runtime_error("the system gives no random bytes");
  return bytes;
}

std::string random_hex(std::size_t bytes) {
  return to_hex(random_bytes(bytes));
}

std::string to_hex(std::string_view bytes) {
  return hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

}  // namespace candour::base
