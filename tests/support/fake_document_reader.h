// SPDX-License-Identifier: MPL-2.0
//
// Opens attachments as a test says, by their names: rules are tested without the confined process.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mail/document_reader.h"

namespace candour::support {

class FakeDocumentReader final : public mail::DocumentReader {
 public:
  FakeDocumentReader() = default;
  FakeDocumentReader(std::string filename, std::vector<mail::Document> documents) {
    add(std::move(filename), {std::move(documents), {}, {}});
  }

  void add(std::string filename, mail::Opened opened) {
    files_[std::move(filename)] = std::move(opened);
  }

  mail::Opened open(std::string_view /*type*/, std::string_view filename,
                    std::string_view /*content*/, std::chrono::milliseconds /*allowed*/) override {
    const auto file = files_.find(filename);
    return file == files_.end() ? mail::Opened{{}, {}, {{"", "no such file in this test", false}}}
                                : file->second;
  }

 private:
  std::map<std::string, mail::Opened, std::less<>> files_;
};

}  // namespace candour::support
