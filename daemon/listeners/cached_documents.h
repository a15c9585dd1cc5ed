// SPDX-License-Identifier: MPL-2.0
//
// A draft is judged again with each pause in the typing; the files attached to it are opened once.
#pragma once

#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/recent.h"
#include "mail/document_reader.h"

namespace candour::listeners {

/// What was opened lately, and what is being opened: whoever asks for that meanwhile waits for it.
/// Thread-safe.
class OpenedFiles {
 public:
  OpenedFiles(std::chrono::milliseconds lifetime, std::size_t most_octets, base::Clock clock)
      : opened_(lifetime, most_octets, std::move(clock)) {}

  /// reader   asked where the file is not known; what it could not open it is asked again the next
  ///          time: it may have been too slow
  mail::Opened open(const std::string& caller, mail::DocumentReader& reader, std::string_view type,
                    std::string_view filename, std::string_view content,
                    std::chrono::milliseconds allowed);

  void sweep() { opened_.sweep(); }

 private:
  using Result = std::shared_ptr<const mail::Opened>;  // null: whoever opened it could not

  /// Nothing: nobody is opening it, and now the caller is.
  std::optional<std::shared_future<Result>> join(const std::string& key,
                                                 std::promise<Result>& promise);
  void leave(const std::string& key);

  base::Recent<mail::Opened> opened_;
  std::mutex mutex_;
  std::map<std::string, std::shared_future<Result>> under_way_;
};

/// Of one caller: how soon an answer comes tells nobody what others attached.
class CachedDocuments final : public mail::DocumentReader {
 public:
  CachedDocuments(mail::DocumentReader& reader, OpenedFiles& opened, std::string caller)
      : reader_(reader), opened_(opened), caller_(std::move(caller)) {}

  mail::Opened open(std::string_view type, std::string_view filename, std::string_view content,
                    std::chrono::milliseconds allowed) override {
    return opened_.open(caller_, reader_, type, filename, content, allowed);
  }

 private:
  mail::DocumentReader& reader_;
  OpenedFiles& opened_;
  const std::string caller_;
};

}  // namespace candour::listeners
