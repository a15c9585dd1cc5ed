// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/zip_archive.h"

#include <array>
#include <stdexcept>

namespace candour::extract {

namespace {

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

using Weight = Opening::Weight;

}  // namespace

ZipArchive::ZipArchive(std::string_view content, Opening& opening) : opening_(opening) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(content.data(), content.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive_) return;
  zip_source_free(source);
  throw std::runtime_error("no ZIP archive");
}

std::size_t ZipArchive::size() const {
  return static_cast<std::size_t>(zip_get_num_entries(archive_.get(), 0));
}

std::string ZipArchive::name(std::size_t entry) const {
  const char* name = zip_get_name(archive_.get(), entry, ZIP_FL_ENC_GUESS);
  return name == nullptr ? "" : name;
}

bool ZipArchive::is_encrypted(std::size_t entry) const {
  zip_stat_t stat;
  return zip_stat_index(archive_.get(), entry, 0, &stat) == 0 &&
         (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
}

std::optional<std::size_t> ZipArchive::find(const std::string& path) const {
  auto entry = zip_name_locate(archive_.get(), path.c_str(), 0);
  if (entry < 0) entry = zip_name_locate(archive_.get(), path.c_str(), ZIP_FL_NOCASE);
  if (entry < 0) return std::nullopt;
  return static_cast<std::size_t>(entry);
}

bool ZipArchive::unpack(std::size_t entry,
                        const std::function<bool(std::string_view)>& take) const {
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), entry, 0));
  if (!file) {
    opening_.unread("damaged, or packed in a way that Candour does not know", Weight::aside);
    return false;
  }
  std::array<char, 16 << 10> piece;
  for (std::size_t all = 0;;) {
    const auto bytes = zip_fread(file.get(), piece.data(), piece.size());
    if (bytes == 0) return true;
    if (bytes < 0) {
      opening_.unread("damaged: the rest of it", Weight::aside);
      return false;
    }
    const auto count = static_cast<std::size_t>(bytes);
    all += count;
    if (!opening_.spend_unpacked(count)) return false;
    if (all > opening_.bounds().entry_bytes) {
      opening_.unread(
          "unpacks to more than " + std::to_string(opening_.bounds().entry_bytes >> 20) + " MB",
          Weight::decisive);
      return false;
    }
    if (!take({piece.data(), count})) return false;
  }
}

std::string ZipArchive::unpack(std::size_t entry) const {
  std::string bytes;
  unpack(entry, [&](std::string_view piece) {
    bytes += piece;
    return true;
  });
  return bytes;
}

}  // namespace candour::extract
