// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/compound_file.h"

#include <algorithm>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"

namespace candour::extract {

namespace {

constexpr std::string_view magic("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr std::size_t header_bytes = 512;
constexpr std::size_t entry_bytes = 128;
constexpr std::size_t small_sector_bytes = 64;
constexpr std::uint64_t small_stream_bytes =
    4096;  // from which on streams have sectors of their own
constexpr std::uint32_t nothing = 0xFFFFFFFF;

enum EntryType : unsigned char { storage_entry = 1, stream_entry = 2, root_entry = 5 };

CompoundFile::Entry read_entry(std::string_view bytes, bool long_sizes) {
  CompoundFile::Entry entry;
  const auto name_bytes = std::min<std::size_t>(u16_at(bytes, 64), 64);
  entry.name = from_utf16le(bytes.substr(0, name_bytes));
  entry.name.resize(std::min(entry.name.find('\0'), entry.name.size()));
  entry.storage = bytes[66] != stream_entry;
  entry.first_sector = u32_at(bytes, 116);
  entry.size = long_sizes ? u64_at(bytes, 120) : u32_at(bytes, 120);
  return entry;
}

}  // namespace

std::optional<CompoundFile> CompoundFile::open(std::string_view bytes) {
  if (!is_compound_file(bytes)) return {};
  CompoundFile file(bytes);
  if (!file.read_header() || !file.read_directory()) return {};
  return file;
}

bool CompoundFile::read_header() {
  const auto shift = u16_at(bytes_, 30);
  if (bytes_.size() <= header_bytes || (shift != 9 && shift != 12)) return false;
  sector_bytes_ = std::size_t{1} << shift;
  sectors_ = static_cast<std::uint32_t>((bytes_.size() - 1) / sector_bytes_);

  constexpr std::size_t listed_in_header = 109;
  const std::size_t count = std::min(u32_at(bytes_, 44), sectors_);
  for (std::size_t i = 0; i < std::min(count, listed_in_header); ++i)
    allocation_.push_back(u32_at(bytes_, 76 + 4 * i));
  auto list = u32_at(bytes_, 68);
  // Each sector of the list ends with the number of the next one.
  for (auto left = sectors_; left > 0 && allocation_.size() < count && list < sectors_; --left) {
    const auto numbers = sector(list);
    for (std::size_t i = 0; i + 4 < sector_bytes_ && allocation_.size() < count; i += 4)
      allocation_.push_back(u32_at(numbers, i));
    list = u32_at(numbers, sector_bytes_ - 4);
  }
  return true;
}

bool CompoundFile::read_directory() {
  const auto directory = chain(u32_at(bytes_, 48), bytes_.size());
  if (directory.size() < entry_bytes) return false;
  const bool long_sizes = sector_bytes_ != 512;
  for (std::size_t at = 0; at + entry_bytes <= directory.size(); at += entry_bytes)
    entries_.push_back(read_entry(std::string_view(directory).substr(at, entry_bytes), long_sizes));
  hang_up(directory);
  small_sectors_ = chain(entries_[root].first_sector, entries_[root].size);
  small_allocation_ = chain(u32_at(bytes_, 60), u32_at(bytes_, 64) * std::uint64_t{sector_bytes_});
  return true;
}

// A storage's entries are a tree of their own. Each entry is hung up once, wherever it is met
// first, so that no directory is endless.
void CompoundFile::hang_up(std::string_view directory) {
  struct Step {
    std::uint32_t entry;
    std::size_t storage;
  };
  std::vector<bool> seen(entries_.size());
  seen[root] = true;
  std::vector<Step> steps{{u32_at(directory, 76), root}};
  while (!steps.empty()) {
    const auto [index, storage] = steps.back();
    steps.pop_back();
    if (index >= entries_.size() || seen[index]) continue;
    seen[index] = true;
    const auto bytes = directory.substr(index * entry_bytes, entry_bytes);
    if (bytes[66] != storage_entry && bytes[66] != stream_entry) continue;
    entries_[storage].children.push_back(index);
    steps.push_back({u32_at(bytes, 68), storage});
    steps.push_back({u32_at(bytes, 72), storage});
    if (entries_[index].storage) steps.push_back({u32_at(bytes, 76), index});
  }
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
  return bytes_at(bytes_, (std::size_t{number} + 1) * sector_bytes_, sector_bytes_);
}

std::uint32_t CompoundFile::next(std::uint32_t number) const {
  const auto in_one = sector_bytes_ / 4;
  if (number / in_one >= allocation_.size()) return nothing;
  const auto table = sector(allocation_[number / in_one]);
  const auto at = number % in_one * 4;
  return at + 4 <= table.size() ? u32_at(table, at) : nothing;
}

std::string CompoundFile::chain(std::uint32_t first, std::uint64_t size) {
  std::string bytes;
  const auto allowed = std::min<std::uint64_t>({size, readable_, bytes_.size()});
  for (auto number = first; number < sectors_ && bytes.size() < allowed; number = next(number)) {
    const auto part = sector(number);
    if (part.empty()) break;
    bytes += part;
    if (part.size() < sector_bytes_) break;  // the file was cut here
  }
  bytes.resize(std::min<std::size_t>(bytes.size(), allowed));
  readable_ -= bytes.size();
  return bytes;
}

std::string CompoundFile::small_chain(std::uint32_t first, std::uint64_t size) {
  std::string bytes;
  const auto allowed = std::min<std::uint64_t>({size, readable_, small_sectors_.size()});
  for (std::size_t number = first; bytes.size() < allowed;
       number = u32_at(small_allocation_, 4 * number)) {
    const auto part = bytes_at(small_sectors_, number * small_sector_bytes, small_sector_bytes);
    if (part.empty()) break;
    bytes += part;
    if (4 * number + 4 > small_allocation_.size()) break;
  }
  bytes.resize(std::min<std::size_t>(bytes.size(), allowed));
  readable_ -= bytes.size();
  return bytes;
}

std::optional<std::size_t> CompoundFile::find(std::size_t storage, std::string_view name) const {
  for (const auto child : entries_.at(storage).children)
    if (base::equals_ignoring_case(entries_[child].name, name)) return child;
  return {};
}

std::string CompoundFile::stream(std::size_t index) {
  const auto& found = entry(index);
  if (found.storage) return {};
  return found.size < small_stream_bytes ? small_chain(found.first_sector, found.size)
                                         : chain(found.first_sector, found.size);
}

std::string CompoundFile::stream(std::size_t storage, std::string_view name) {
  const auto index = find(storage, name);
  return index ? stream(*index) : std::string();
}

bool is_compound_file(std::string_view content) {
  return content.starts_with(magic);
}

}  // namespace candour::extract
