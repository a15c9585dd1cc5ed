// SPDX-License-Identifier: MPL-2.0

#include "app/mail_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "mail/stored_mail.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{128} << 20;

base::Error unreadable(const fs::path& path, std::string_view why) {
  return {base::Fault::unavailable, "app.mail_files",
          path.string() + ": cannot be read (" + std::string(why) + ")"};
}

}  // namespace

base::Result<std::string> read_file(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) return unreadable(file, "it is a folder");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable(file, std::strerror(errno));
  const auto size = fs::file_size(file, error);
  if (!error && size > largest_file)
    return base::Error{base::Fault::over_limit, "app.mail_files",
                       file.string() + ": larger than 128 MiB"};
  std::string bytes;
  if (!error) bytes.reserve(size);
  char buffer[65536];
  while (stream.read(buffer, sizeof buffer) || stream.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > largest_file)
      return base::Error{base::Fault::over_limit, "app.mail_files",
                         file.string() + ": larger than 128 MiB"};
  }
  if (stream.bad()) return unreadable(file, "the disk gave an error");
  return bytes;
}

base::Result<std::vector<std::string>> read_messages(const fs::path& path) {
  mail::StoredMail mail;
  if (auto added = mail.add(path); !added) return added.error();
  std::vector<std::string> messages;
  for (std::size_t i = 0; i < mail.size(); ++i) {
    auto raw = mail.read(i);
    if (!raw) return raw.error();
    messages.push_back(std::move(*raw));
  }
  return messages;
}

}  // namespace candour::app
