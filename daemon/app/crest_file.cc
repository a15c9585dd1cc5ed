// SPDX-License-Identifier: MPL-2.0

#include "app/crest_file.h"

#include "app/mail_files.h"

namespace candour::app {

namespace {

using namespace std::string_view_literals;

constexpr auto png = "\x89PNG\r\n\x1a\n"sv;  // RFC 2083, section 3.1
constexpr auto jpeg = "\xff\xd8\xff"sv;

base::Error faulty(base::Fault fault, const std::filesystem::path& file, std::string_view why) {
  return {fault, "app.crest_file", "summary: crest: " + file.string() + ": " + std::string(why)};
}

}  // namespace

base::Result<reports::Crest> read_crest(const std::filesystem::path& file) {
  if (file.empty()) return reports::Crest{};
  std::error_code error;
  if (std::filesystem::file_size(file, error) > largest_crest && !error)
    return faulty(base::Fault::over_limit, file, "larger than 1 MB; save it smaller");
  auto bytes = read_file(file);
  if (!bytes)
    return base::Error{bytes.error().fault, "app.crest_file",
                       "summary: crest: " + bytes.error().detail};
  if (bytes->starts_with(png)) return reports::Crest{"image/png", std::move(*bytes)};
  if (bytes->starts_with(jpeg)) return reports::Crest{"image/jpeg", std::move(*bytes)};
  return faulty(base::Fault::malformed, file,
                "neither PNG nor JPEG; save the picture as one of them");
}

}  // namespace candour::app
