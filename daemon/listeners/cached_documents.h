// SPDX-License-Identifier: MPL-2.0
//
// A draft is judged again with each pause in the typing; the files attached to it are opened once.
#pragma once

#include <string>

#include "base/recent.h"
#include "mail/document_reader.h"

namespace candour::listeners {

using OpenedFiles = base::Recent<mail::Opened>;

/// Of one caller: how soon an answer comes tells nobody what others attached.
class CachedDocuments final : public mail::DocumentReader {
 public:
  CachedDocuments(mail::DocumentReader& reader, OpenedFiles& opened, std::string caller)
      : reader_(reader), opened_(opened), caller_(std::move(caller)) {}

  /// What could not be opened is tried again the next time: it may have been too slow.
  mail::Opened open(std::string_view type, std::string_view filename, std::string_view content,
                    std::chrono::milliseconds allowed) override;

 private:
  mail::DocumentReader& reader_;
  OpenedFiles& opened_;
  const std::string caller_;
};

}  // namespace candour::listeners
