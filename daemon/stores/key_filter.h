// SPDX-License-Identifier: MPL-2.0
//
// Which of many keys are worth asking the disk for: a split-block Bloom filter (Putze, Sanders,
// Singler 2007; the split is Apache Parquet's). It never denies a key that was added, and lets one
// in some two hundred others pass, at twelve bits a key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace candour::stores {

class KeyFilter {
 public:
  /// capacity  so many keys may be added before more others pass than is said above
  explicit KeyFilter(std::size_t capacity = 0);

  void add(std::int64_t key);
  bool may_have(std::int64_t key) const;
  std::size_t room() const { return room_; }

 private:
  // One bit in each of eight words, all in half a cache line: one read of memory a question.
  using Block = std::array<std::uint32_t, 8>;

  std::size_t block_of(std::uint64_t key) const;

  std::vector<Block> blocks_;
  std::size_t room_;
};

}  // namespace candour::stores
