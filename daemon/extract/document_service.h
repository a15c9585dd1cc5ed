// SPDX-License-Identifier: MPL-2.0
//
// mail::DocumentReader by a small pool of candour-extract processes: started when they are needed,
// kept warm, replaced after any fault. Whatever happens to them, a file is read or said to be
// unread.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "extract/extractor.h"
#include "mail/document_reader.h"

namespace candour::extract {

class DocumentService : public mail::DocumentReader {
 public:
  /// program    candour-extract; find_program()
  /// processes  how many files are read at once; more callers wait for their turn
  explicit DocumentService(std::filesystem::path program, std::size_t processes = 2);
  ~DocumentService() override;

  mail::Opened open(std::string_view type, std::string_view filename, std::string_view content,
                    std::chrono::milliseconds allowed) override;

  /// Starts one process ahead of the first file; Returns how it is confined. Errors: Extractor's.
  base::Result<std::string> warm_up();

 private:
  std::unique_ptr<Extractor> take(Moment until);
  void give_back(std::unique_ptr<Extractor> extractor);
  bool await_turn(Moment until);
  void end_turn();

  const std::filesystem::path program_;
  const std::size_t processes_;
  std::mutex mutex_;
  std::condition_variable turn_free_;
  std::size_t turns_taken_ = 0;
  std::vector<std::unique_ptr<Extractor>> idle_;
};

/// candour-extract beside the running program (a build folder), else where it is installed.
std::filesystem::path find_program();

}  // namespace candour::extract
