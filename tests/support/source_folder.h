// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

namespace candour {

/// The folder this tree lies in. One small file of the tests knows it, so that a compiler's cache
/// has the others ready for a second clone in another folder.
std::string source_folder();

}  // namespace candour
