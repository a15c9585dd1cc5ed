// SPDX-License-Identifier: MPL-2.0

#include "base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/digest.h"

namespace candour::base {

namespace fs = std::filesystem;

namespace {

class Descriptor {
 public:
  explicit Descriptor(int opened) : number_(opened) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  operator int() const { return number_; }

 private:
  const int number_;
};

Error failed(const fs::path& file) {
  const int code = errno;
  return {Fault::unavailable, "base.private_file",
          file.string() + ": " + std::system_category().message(code)};
}

Error wrong(const fs::path& file, const std::string& what) {
  return {Fault::malformed, "base.private_file", file.string() + ": " + what};
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
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

bool give_to_owner_of(const fs::path& folder, int descriptor) {
  struct stat found {};
  if (::geteuid() != 0) return true;
  return ::stat(folder.c_str(), &found) == 0 &&
         ::fchown(descriptor, found.st_uid, found.st_gid) == 0;
}

bool write_new(const fs::path& file, std::span<const std::string_view> pieces) {
  const Descriptor made(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (made < 0 || !give_to_owner_of(folder_of(file), made)) return false;
  for (const auto piece : pieces)
    if (!write_all(made, piece)) return false;
  return ::fsync(made) == 0;
}

}  // namespace

Result<std::string> read_private_file(const fs::path& file, std::size_t most_bytes) {
  // Not blocking: somebody may have put a pipe there.
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat found {};
  if (opened < 0 || ::fstat(opened, &found) != 0) return failed(file);
  if (!S_ISREG(found.st_mode)) return wrong(file, "it is no plain file");
  if ((found.st_mode & 077) != 0)
    return wrong(file, "others may read it; run: chmod 600 " + file.string());
  // One byte more than it has: a file that grows meanwhile is seen to.
  const auto expected = std::min(static_cast<std::size_t>(found.st_size), most_bytes);
  std::string content(expected + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const auto got = ::read(opened, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(file);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > expected) return wrong(file, "it is too large, or was changed while it was read");
  content.resize(size);
  return content;
}

Result<void> write_private_file(const fs::path& file, std::string_view content) {
  return write_private_file(file, std::span(&content, 1));
}

Result<void> write_private_file(const fs::path& file, std::span<const std::string_view> pieces) {
  // A name of its own: what a killed writer left behind is in nobody's way.
  auto half = file;
  half += "." + random_hex(4) + std::string(unfinished_suffix);
  if (!write_new(half, pieces) || ::rename(half.c_str(), file.c_str()) != 0) {
    const auto why = failed(file);
    ::unlink(half.c_str());
    return why;
  }
  const Descriptor folder(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder < 0 || ::fsync(folder) != 0) return failed(file);
  return {};
}

Result<void> replace_file(const fs::path& named, std::string_view content) {
  std::error_code error;
  const auto file = fs::canonical(named, error);
  struct stat found {};
  if (error || ::stat(file.c_str(), &found) != 0) return failed(named);
  auto half = file;
  half += "." + random_hex(4) + std::string(unfinished_suffix);
  bool whole = false;
  {
    const Descriptor made(
        ::open(half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    const bool own = found.st_uid == ::geteuid() && found.st_gid == ::getegid();
    whole = made >= 0 && (own || ::fchown(made, found.st_uid, found.st_gid) == 0) &&
            ::fchmod(made, found.st_mode & 07777) == 0 && write_all(made, content) &&
            ::fsync(made) == 0;
  }
  if (!whole || ::rename(half.c_str(), file.c_str()) != 0) {
    const auto why = failed(file);
    ::unlink(half.c_str());
    return why;
  }
  const Descriptor folder(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder < 0 || ::fsync(folder) != 0) return failed(file);
  return {};
}

Result<void> make_private_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return {};
  const auto above = folder_of(folder);
  if (above != folder && !fs::exists(above, error))
    if (auto made = make_private_folder(above); !made) return made;
  if (::mkdir(folder.c_str(), 0700) != 0) return failed(folder);
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened < 0 || !give_to_owner_of(above, opened)) return failed(folder);
  // What will be flushed in it must be found again after a power cut.
  const Descriptor holding(::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (holding < 0 || ::fsync(holding) != 0) return failed(above);
  return {};
}

}  // namespace candour::base
