// SPDX-License-Identifier: MPL-2.0
#include "support/source_folder.h"

namespace candour {

std::string source_folder() {
  return CANDOUR_SOURCE;
}

}  // namespace candour
