// SPDX-License-Identifier: MPL-2.0
//
// A ZIP archive in memory, by libzip: the container of OOXML and OpenDocument as well. Sizes that
// an archive claims are never believed; what comes out is counted against the Opening as it comes.
#pragma once

#include <zip.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extract/readers/opening.h"

namespace candour::extract {

class ZipArchive {
 public:
  /// content  must outlive the archive; throws std::runtime_error where it is no archive
  ZipArchive(std::string_view content, Opening& opening);

  std::size_t size() const;
  std::string name(std::size_t entry) const;  // UTF-8; CP437 where the entry says nothing
  bool is_encrypted(std::size_t entry) const;
  /// By its path, whose case Office ignores.
  std::optional<std::size_t> find(const std::string& path) const;

  /// Unpacks piece by piece for as long as `take` says so. False: the bytes did not come whole, and
  /// unless `take` refused them, it is said why.
  bool unpack(std::size_t entry, const std::function<bool(std::string_view)>& take) const;
  /// As far as it comes.
  std::string unpack(std::size_t entry) const;

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };

  Opening& opening_;
  std::unique_ptr<zip_t, Discard> archive_;
};

}  // namespace candour::extract
