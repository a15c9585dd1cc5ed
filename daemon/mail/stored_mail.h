// SPDX-License-Identifier: MPL-2.0
//
// Past mail where it lies: a message, an mbox (mboxrd), a Maildir, a folder of .eml. Only where
// each message begins and ends is held in memory, so that an mbox of any size can be gone through.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::mail {

inline constexpr std::size_t largest_stored_mail = std::size_t{128} << 20;
inline constexpr std::size_t most_stored_mails = 2'000'000;

class StoredMail {
 public:
  StoredMail() = default;

  /// Adds the messages of a file, a Maildir's `cur` and `new`, or the `.eml` files of a folder, by
  /// file name.
  ///
  /// Errors   unavailable: cannot be read; over_limit: more than `most_stored_mails`
  base::Result<void> add(const std::filesystem::path& path);
  /// Adds the messages of an mbox that is in memory.
  base::Result<void> add_text(std::string mbox);
  /// Adds one message, kept in a file without a name, which is gone with this.
  ///
  /// folder   where there is room for it
  base::Result<void> add_message(std::string_view raw, const std::filesystem::path& folder);

  std::size_t size() const { return places_.size(); }

  /// The bytes of a message. Thread-safe while nothing is added.
  ///
  /// Errors   unavailable: it went away; over_limit: larger than `largest_stored_mail`
  base::Result<std::string> read(std::size_t index) const;
  /// Where it lies: "sent.mbox, message 12".
  std::string name_of(std::size_t index) const;

 private:
  class Source;
  struct Place {
    std::size_t source = 0;
    std::uint64_t begin = 0, bytes = 0;
    std::size_t number = 0;  // in its source, from 1
  };

  base::Result<void> index(std::size_t source);

  std::vector<std::shared_ptr<const Source>> sources_;
  std::vector<Place> places_;
  std::shared_ptr<const Source> spool_;  // for add_message()
  std::uint64_t spooled_ = 0;
};

}  // namespace candour::mail
