// SPDX-License-Identifier: MPL-2.0

#include "app/secret_file.h"

#include <cstdlib>

#include "base/private_file.h"

namespace candour::app {

namespace fs = std::filesystem;

base::Result<std::string> read_secret(const fs::path& file) {
  auto content = base::read_private_file(file);
  if (!content) return content;
  auto line = content->substr(0, content->find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty())
    return base::Error{base::Fault::malformed, "app.secret_file",
                       file.string() + ": its first line is empty"};
  return line;
}

fs::path credential_file(const std::string& name) {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  return fs::path(folder == nullptr ? "/run/credentials/candourd.service" : folder) / name;
}

}  // namespace candour::app
