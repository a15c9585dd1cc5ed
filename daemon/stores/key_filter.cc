// SPDX-License-Identifier: MPL-2.0

#include "stores/key_filter.h"

namespace candour::stores {

namespace {

constexpr std::size_t bits_a_key = 12;
constexpr std::size_t bits_a_block = 256;

// Odd numbers that spread a key's low half, each in its own way (Parquet's "SALT").
constexpr std::array<std::uint32_t, 8> spreads{0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d,
                                               0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31};

constexpr std::uint32_t bit_of(std::uint32_t low_half, std::uint32_t spread) {
  return 1u << ((low_half * spread) >> 27);
}

}  // namespace

KeyFilter::KeyFilter(std::size_t capacity)
    : blocks_(capacity * bits_a_key / bits_a_block + 1), room_(capacity) {}

std::size_t KeyFilter::block_of(std::uint64_t key) const {
  return static_cast<std::size_t>(((key >> 32) * blocks_.size()) >> 32);
}

void KeyFilter::add(std::int64_t key) {
  const auto bits = static_cast<std::uint64_t>(key);
  auto& block = blocks_[block_of(bits)];
  for (std::size_t i = 0; i < block.size(); ++i)
    block[i] |= bit_of(static_cast<std::uint32_t>(bits), spreads[i]);
  if (room_ > 0) --room_;
}

bool KeyFilter::may_have(std::int64_t key) const {
  const auto bits = static_cast<std::uint64_t>(key);
  const auto& block = blocks_[block_of(bits)];
  for (std::size_t i = 0; i < block.size(); ++i)
    if ((block[i] & bit_of(static_cast<std::uint32_t>(bits), spreads[i])) == 0) return false;
  return true;
}

}  // namespace candour::stores
