// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/helper_program.h"

namespace candour::extract {

base::Result<HelperOutput> run_helper(std::string_view program, const std::vector<std::string>&,
                                      std::string_view) {
  return base::Error{base::Fault::unavailable, "extract.helper", std::string(program)};
}

}  // namespace candour::extract
