// SPDX-License-Identifier: MPL-2.0

#include "listeners/spool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace candour::listeners {

namespace {

constexpr std::size_t write_bytes = 256u << 10;

base::Error failed(std::string_view what) {
  const int code = errno;
  return {base::Fault::unavailable, "listeners.spool",
          std::string(what) + ": " + std::system_category().message(code)};
}

}  // namespace

Spool::Spool(std::filesystem::path folder, std::size_t memory_bytes)
    : folder_(std::move(folder)), memory_bytes_(memory_bytes) {}

Spool::~Spool() {
  if (mapped_ != nullptr) ::munmap(mapped_, size_);
  if (file_ >= 0) ::close(file_);
}

base::Result<void> Spool::append(std::string_view bytes) {
  memory_.append(bytes);
  size_ += bytes.size();
  if (size_ <= memory_bytes_) return {};
  if (file_ < 0)
    if (auto opened = open_file(); !opened) return opened;
  if (memory_.size() < write_bytes) return {};
  return write_out();
}

base::Result<std::string_view> Spool::contents() {
  if (file_ < 0) return std::string_view(memory_);
  if (auto written = write_out(); !written) return written.error();
  mapped_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
  if (mapped_ == MAP_FAILED) {
    mapped_ = nullptr;
    return failed("cannot map the spooled message");
  }
  return std::string_view(static_cast<const char*>(mapped_), size_);
}

base::Result<void> Spool::open_file() {
  file_ = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file_ >= 0) return {};
  // Not every file system knows O_TMPFILE.
  std::string name = (folder_ / "spool-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) return failed("cannot make a file in the data folder");
  ::unlink(name.c_str());
  return {};
}

base::Result<void> Spool::write_out() {
  std::string_view rest = memory_;
  while (!rest.empty()) {
    const auto written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("cannot write the spooled message");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  memory_.clear();
  return {};
}

}  // namespace candour::listeners
