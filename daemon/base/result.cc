// SPDX-License-Identifier: MPL-2.0

#include "base/result.h"

#include <stdexcept>

namespace candour::base {

void throw_exception_from_error(const Error& error, const boost::source_location& at) {
  throw std::logic_error("unchecked failure of " + std::string(error.where) + " (" + error.detail +
                         ") at " + at.file_name() + ":" + std::to_string(at.line()));
}

}  // namespace candour::base
