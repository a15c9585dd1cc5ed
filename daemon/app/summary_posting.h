// SPDX-License-Identifier: MPL-2.0
//
// The monthly sending as candourd runs it: the spool, the thread, and what both say of themselves.
// A fault of the spool's keeps no mail of the council's waiting: it is shown, and no summary goes.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "app/summary_post.h"

namespace candour::app {

using MakeSummary = std::function<base::Result<pipeline::SummaryForms>(base::Month)>;

class SummaryPosting {
 public:
  /// pipeline, ledger, review   must outlive it
  SummaryPosting(const SummaryPost& post, const std::filesystem::path& data,
                 pipeline::Pipeline& pipeline, stores::Ledger& ledger, const stores::Review& review,
                 MakeSummary make);

  void start();
  void stop();

  /// From any thread.
  SummaryHealth health() const;

 private:
  const SummaryPost post_;
  const stores::HeldMail spool_;
  std::string fault_;  // why nothing is sent
  std::unique_ptr<watchers::SummarySender> sender_;
};

}  // namespace candour::app
