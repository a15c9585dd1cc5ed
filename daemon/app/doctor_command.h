// SPDX-License-Identifier: MPL-2.0
//
// candour doctor: is all well with configuration, policy, disk, certificates, ports, daemon, next
// hop, mailboxes and clock; and for what is not, what to do. Nothing is changed and no mail sent.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace candour::app {

struct DoctorOptions {
  std::filesystem::path config;
  bool json = false;  // one JSON object a check
};

/// Returns 0 where nothing is bad, 1 where something is, 2 where the configuration cannot be read.
int examine(const DoctorOptions& options, std::ostream& out, std::ostream& err, bool colour);

}  // namespace candour::app
