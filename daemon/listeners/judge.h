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
};

}  // namespace candour::listeners
