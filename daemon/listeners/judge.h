// SPDX-License-Identifier: MPL-2.0
//
// Who judges a message for a listener: the pipeline in the daemon, a few lines in a test.
#pragma once

#include <functional>

#include "pipeline/pipeline.h"

namespace candour::listeners {

/// Both are blocking and called on a worker, by several at once.
struct Judge {
  std::function<pipeline::Decision(const pipeline::Submission&)> handle;
  /// What became of it, and the SMTP code that the client is given. Not called for unwatched mail.
  std::function<void(const pipeline::Submission&, const pipeline::Decision&, stores::OutcomeKind,
                     int)>
      finish;
  /// Keeps a message for a decision: on the disk, flushed, when it returns. Null: nobody can.
  ///
  /// relayed  its bytes as they would go on, in pieces
  std::function<base::Result<void>(const pipeline::Submission&, const pipeline::Decision&,
                                   const std::vector<std::string_view>& relayed)>
      hold{};
};

}  // namespace candour::listeners
