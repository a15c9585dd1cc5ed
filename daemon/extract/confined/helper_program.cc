// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/helper_program.h"

#include <algorithm>

#include "extract/channel.h"
#include "extract/confined/helper_wire.h"

namespace candour::extract {

namespace {

int guard_socket = -1;

base::Error fault(base::Fault kind, std::string_view program) {
  return {kind, "extract.run_helper", std::string(program)};
}

}  // namespace

void ask_helpers_through(int socket) {
  guard_socket = socket;
}

base::Result<std::string> run_helper(std::string_view program,
                                     const std::vector<std::string>& arguments,
                                     std::string_view input) {
  const HelperBounds bounds;
  const auto known = std::find(helper_programs.begin(), helper_programs.end(), program);
  if (guard_socket < 0 || known == helper_programs.end())
    return fault(base::Fault::unavailable, program);
  std::string words;
  for (const auto& argument : arguments) words.append(argument).push_back('\0');
  if (input.size() > bounds.input_bytes || words.size() > bounds.argument_bytes)
    return fault(base::Fault::over_limit, program);

  const HelperRequest request{static_cast<std::uint32_t>(known - helper_programs.begin()),
                              static_cast<std::uint32_t>(words.size()),
                              static_cast<std::uint32_t>(input.size())};
  const auto until = from_now(2 * bounds.time);  // the guard is earlier
  for (const auto piece : {bytes_of(request), std::string_view(words), input})
    if (send_all(guard_socket, piece, until) != Transfer::done)
      return fault(base::Fault::unavailable, program);
  HelperAnswer answer{};
  if (receive_value(guard_socket, answer, until) != Transfer::done)
    return fault(base::Fault::unavailable, program);
  if (answer.fault != 0) return fault(static_cast<base::Fault>(answer.fault - 1), program);
  std::string output(std::min<std::size_t>(answer.output_bytes, bounds.output_bytes), '\0');
  if (receive_all(guard_socket, output.data(), output.size(), until) != Transfer::done)
    return fault(base::Fault::unavailable, program);
  return output;
}

}  // namespace candour::extract
