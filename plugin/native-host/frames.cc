// SPDX-License-Identifier: MPL-2.0

#include "frames.h"

#include <array>
#include <bit>
#include <cstdint>
#include <istream>
#include <ostream>

namespace candour::native_host {

namespace {

using Length = std::array<char, sizeof(std::uint32_t)>;

}  // namespace

base::Result<std::optional<std::string>> read_frame(std::istream& in) {
  Length bytes{};
  in.read(bytes.data(), bytes.size());
  if (in.gcount() == 0) return std::optional<std::string>();
  const auto length = std::bit_cast<std::uint32_t>(bytes);
  if (in && length > most_in)
    return base::Error{base::Fault::over_limit, "native_host.frames",
                       "a frame of " + std::to_string(length) + " bytes"};
  std::string frame(in ? length : 0, '\0');
  in.read(frame.data(), static_cast<std::streamsize>(frame.size()));
  if (!in)
    return base::Error{base::Fault::malformed, "native_host.frames", "the stream ends in a frame"};
  return std::optional(std::move(frame));
}

base::Result<void> write_frame(std::ostream& out, std::string_view json) {
  if (json.size() > most_out)
    return base::Error{base::Fault::over_limit, "native_host.frames",
                       "an answer of " + std::to_string(json.size()) + " bytes"};
  const auto bytes = std::bit_cast<Length>(static_cast<std::uint32_t>(json.size()));
  out.write(bytes.data(), bytes.size());
  out.write(json.data(), static_cast<std::streamsize>(json.size()));
  out.flush();
  if (!out)
    return base::Error{base::Fault::unavailable, "native_host.frames", "nobody reads any more"};
  return {};
}

}  // namespace candour::native_host
