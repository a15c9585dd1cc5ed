// SPDX-License-Identifier: MPL-2.0

#include "base/replaced_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/digest.h"

namespace candour::base {

namespace fs = std::filesystem;

namespace {

class Opened {
 public:
  explicit Opened(int number) : number_(number) {}
  ~Opened() {
    if (number_ >= 0) ::close(number_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  operator int() const { return number_; }

 private:
  const int number_;
};

Error failed(const fs::path& file, int code) {
  auto detail = file.string() + ": " + std::system_category().message(code);
  if (code == EACCES || code == EPERM || code == EROFS)
    detail += "; give whoever runs this leave to write the file and its folder";
  return {Fault::unavailable, "base.replaced_file", std::move(detail)};
}

Result<std::string> read_all(int descriptor, const fs::path& file, std::size_t most_bytes) {
  std::string bytes;
  std::string piece(64u << 10, '\0');
  for (;;) {
    const auto got = ::read(descriptor, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(file, errno);
    if (got == 0) return bytes;
    bytes.append(piece, 0, static_cast<std::size_t>(got));
    if (bytes.size() > most_bytes)
      return Error{Fault::over_limit, "base.replaced_file",
                   file.string() + ": larger than " + std::to_string(most_bytes) + " bytes"};
  }
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

int code_of_writing(const fs::path& half, const struct stat& like, std::string_view content) {
  const Opened made(
      ::open(half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (made < 0) return errno;
  struct stat own {};
  if (::fstat(made, &own) != 0) return errno;
  if ((own.st_uid != like.st_uid || own.st_gid != like.st_gid) &&
      ::fchown(made, like.st_uid, like.st_gid) != 0)
    return errno;
  if (::fchmod(made, like.st_mode & 07777) != 0) return errno;
  if (!write_all(made, content) || ::fsync(made) != 0) return errno;
  return 0;
}

bool lock(int descriptor) {
  int answer = -1;
  do answer = ::flock(descriptor, LOCK_EX);
  while (answer != 0 && errno == EINTR);
  return answer == 0;
}

}  // namespace

std::string SeenFile::digest() const {
  return sha256_hex(bytes);
}

Result<SeenFile> read_seen_file(const fs::path& file, std::size_t most_bytes) {
  const Opened opened(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (opened < 0) return failed(file, errno);
  auto bytes = read_all(opened, file, most_bytes);
  if (!bytes) return bytes.error();
  return SeenFile{std::move(*bytes)};
}

Result<void> replace_seen_file(const fs::path& file, std::string_view seen_digest,
                               std::string_view content) {
  std::error_code error;
  const auto place = fs::canonical(file, error);
  if (error) return failed(file, error.value());
  const Opened opened(::open(place.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (opened < 0) return failed(file, errno);
  if (!lock(opened)) return failed(file, errno);
  struct stat here {
  }, there{};
  if (::fstat(opened, &here) != 0 || ::stat(place.c_str(), &there) != 0) return failed(file, errno);
  const auto bytes = read_all(opened, file, 256u << 20);
  if (!bytes) return bytes.error();
  // Who waited for the lock behind somebody that replaced the file has the old one open.
  if (here.st_ino != there.st_ino || here.st_dev != there.st_dev ||
      sha256_hex(*bytes) != seen_digest)
    return Error{Fault::refused, "base.replaced_file",
                 file.string() + " was changed by somebody else meanwhile; nothing was written"};
  const auto folder = place.parent_path();
  const auto half = folder / ("." + place.filename().string() + "." + random_hex(4) + ".new");
  int code = code_of_writing(half, here, content);
  if (code == 0 && ::rename(half.c_str(), place.c_str()) != 0) code = errno;
  if (code != 0) {
    ::unlink(half.c_str());
    return failed(file, code);
  }
  const Opened above(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (above < 0 || ::fsync(above) != 0) return failed(file, errno);
  return {};
}

}  // namespace candour::base
