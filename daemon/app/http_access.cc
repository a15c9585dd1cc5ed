// SPDX-License-Identifier: MPL-2.0

#include "app/http_access.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "base/digest.h"
#include "base/text.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t shortest_token = 32;  // characters: 128 bits as hexadecimal digits
constexpr std::size_t longest_token = 4'096;

struct Descriptor {
  explicit Descriptor(int opened) : number(opened) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  const int number;
};

base::Error failed(const fs::path& file) {
  const int code = errno;
  return {base::Fault::unavailable, "app.http_access",
          "http: token: " + file.string() + ": " + std::system_category().message(code)};
}

base::Error wrong(const fs::path& file, const std::string& what) {
  return {base::Fault::malformed, "app.http_access", "http: token: " + file.string() + ": " + what};
}

base::Result<std::string> make_token(const fs::path& file) {
  const Descriptor made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (made.number < 0) return failed(file);
  const auto token = base::random_hex(token_bytes);
  const auto line = token + "\n";
  if (::write(made.number, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    return failed(file);
  return token;
}

bool same_moment(const timespec& a, const timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool is_token(std::string_view text) {
  return text.size() >= shortest_token &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

base::Result<std::string> read_or_make_token(const fs::path& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.number < 0) {
    if (errno == ENOENT) return make_token(file);
    return failed(file);
  }
  struct stat found {};
  if (::fstat(opened.number, &found) != 0) return failed(file);
  if ((found.st_mode & 077) != 0)
    return wrong(file, "others may read it; run: chmod 600 " + file.string());
  std::string content(longest_token, '\0');
  const auto size = ::read(opened.number, content.data(), content.size());
  if (size < 0) return failed(file);
  content.resize(static_cast<std::size_t>(size));
  const std::string token(base::trim(content));
  if (!is_token(token))
    return wrong(file,
                 "it holds no token: 32 characters or more without blanks; delete it, and a new "
                 "one is made at the next start");
  return token;
}

base::Result<TokenFile> TokenFile::open(const fs::path& file) {
  TokenFile opened(file);
  auto token = read_or_make_token(file);
  if (!token) return token.error();
  opened.token_ = std::move(*token);
  opened.is_as_it_was();
  return opened;
}

std::optional<std::string> TokenFile::changed() {
  if (is_as_it_was()) return {};
  auto token = read_or_make_token(file_);
  if (!token) {
    spdlog::error("token_not_reloaded: the token in force stays; mend this: {}",
                  token.error().detail);
    return {};
  }
  if (*token == token_) return {};
  spdlog::info("token_reloaded");
  token_ = std::move(*token);
  return token_;
}

// Whoever tries tokens has it looked at each time, so it is not read each time.
bool TokenFile::is_as_it_was() {
  struct stat now {};
  if (::stat(file_.c_str(), &now) != 0) now = {};
  const bool same = now.st_dev == seen_.st_dev && now.st_ino == seen_.st_ino &&
                    now.st_size == seen_.st_size && same_moment(now.st_mtim, seen_.st_mtim) &&
                    same_moment(now.st_ctim, seen_.st_ctim);
  seen_ = now;
  return same;
}

std::string user_name(const std::string& caller) {
  constexpr std::string_view prefix = "uid ";
  uid_t uid = 0;
  const auto* end = caller.data() + caller.size();
  if (!caller.starts_with(prefix) ||
      std::from_chars(caller.data() + prefix.size(), end, uid).ptr != end)
    return caller;
  passwd found{};
  passwd* known = nullptr;
  std::string names(64u << 10, '\0');
  if (::getpwuid_r(uid, &found, names.data(), names.size(), &known) != 0 || known == nullptr)
    return caller;
  return found.pw_name;
}

std::optional<unsigned> candour_group() {
  group found{};
  group* known = nullptr;
  std::string names(64u << 10, '\0');
  if (::getgrnam_r("candour", &found, names.data(), names.size(), &known) != 0 || known == nullptr)
    return {};
  return found.gr_gid;
}

}  // namespace candour::app
