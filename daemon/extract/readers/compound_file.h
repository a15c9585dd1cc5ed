// SPDX-License-Identifier: MPL-2.0
//
// The file system inside .doc, .xls, .ppt and .msg: storages, and streams in them. Read by our own
// hand, because libgsf follows a hostile directory by recursion until the stack ends.
// Source: [MS-CFB]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::extract {

class CompoundFile {
 public:
  struct Entry {
    std::string name;
    bool storage = false;
    std::uint32_t first_sector = 0;
    std::uint64_t size = 0;
    std::vector<std::size_t> children;
  };
  static constexpr std::size_t root = 0;

  /// bytes   must outlive the CompoundFile
  /// Errors  nothing: no header or no directory
  static std::optional<CompoundFile> open(std::string_view bytes);

  const Entry& entry(std::size_t index) const { return entries_.at(index); }
  /// Case of letters is ignored.
  std::optional<std::size_t> find(std::size_t storage, std::string_view name) const;

  /// What there is of a stream: less than its size where the file was cut, nothing once streams
  /// that share their sectors made up twice the file.
  std::string stream(std::size_t index);
  std::string stream(std::size_t storage, std::string_view name);

 private:
  explicit CompoundFile(std::string_view bytes) : bytes_(bytes), readable_(2 * bytes.size()) {}

  bool read_header();
  bool read_directory();
  void hang_up(std::string_view directory);
  std::string_view sector(std::uint32_t number) const;
  std::uint32_t next(std::uint32_t number) const;
  std::string chain(std::uint32_t first, std::uint64_t size);
  std::string small_chain(std::uint32_t first, std::uint64_t size);

  std::string_view bytes_;
  std::size_t sector_bytes_ = 512;
  std::uint32_t sectors_ = 0;
  std::vector<std::uint32_t> allocation_;  // sectors of the table that tells the next one of each
  std::vector<Entry> entries_;
  std::string small_allocation_;
  std::string small_sectors_;
  std::size_t readable_;
};

bool is_compound_file(std::string_view content);

}  // namespace candour::extract
