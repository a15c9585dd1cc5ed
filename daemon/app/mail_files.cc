// SPDX-License-Identifier: MPL-2.0

#include "app/mail_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/text.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{128} << 20;

base::Error unreadable(const fs::path& path, std::string_view why) {
  return {base::Fault::unavailable, "app.mail_files",
          path.string() + ": cannot be read (" + std::string(why) + ")"};
}

std::string_view unquoted(std::string_view line) {
  const auto quotes = line.find_first_not_of('>');
  const bool quoted =
      quotes != 0 && quotes != line.npos && line.substr(quotes).starts_with("From ");
  return quoted ? line.substr(1) : line;
}

base::Result<std::vector<fs::path>> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  const bool maildir = fs::is_directory(folder / "cur") || fs::is_directory(folder / "new");
  const auto folders =
      maildir ? std::vector<fs::path>{folder / "cur", folder / "new"} : std::vector{folder};
  for (const auto& each : folders) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(each, error))
      if (entry.is_regular_file() &&
          (maildir || base::equals_ignoring_case(entry.path().extension().string(), ".eml")))
        files.push_back(entry.path());
    if (error && !maildir) return unreadable(each, error.message());
  }
  std::sort(files.begin(), files.end());
  return files;
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

std::vector<std::string> split_mbox(std::string_view text) {
  if (!text.starts_with("From ")) return {std::string(text)};
  std::vector<std::string> messages;
  bool after_blank = true;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    const auto line = text.substr(0, end);
    text.remove_prefix(end);
    if (after_blank && line.starts_with("From ")) {
      messages.emplace_back();
    } else {
      messages.back() += unquoted(line);
    }
    after_blank = base::trim(line).empty();
  }
  return messages;
}

base::Result<std::vector<std::string>> read_messages(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    auto text = read_file(path);
    if (!text) return text.error();
    return split_mbox(*text);
  }
  const auto files = files_of(path);
  if (!files) return files.error();
  std::vector<std::string> messages;
  for (const auto& file : *files) {
    auto text = read_file(file);
    if (!text) return text.error();
    messages.push_back(std::move(*text));
  }
  return messages;
}

}  // namespace candour::app
