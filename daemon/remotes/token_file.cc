// SPDX-License-Identifier: MPL-2.0

#include "remotes/token_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <system_error>

#include "base/private_file.h"
#include "remotes/json_fields.h"

namespace candour::remotes {

namespace {

constexpr std::chrono::minutes margin{5};

base::Instant instant_of(std::chrono::seconds since_epoch) {
  return base::Instant(since_epoch);
}

// One refresh at a time, whoever asks: of two, the slower would offer a refresh token that the
// other has just used up, and some providers take that for theft and end the consent.
class FileLock {
 public:
  explicit FileLock(const std::filesystem::path& file)
      : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    while (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) continue;
  }
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  const int descriptor_;
};

bool is_complete(const Grant& grant) {
  return is_https_url(grant.client.token_endpoint) && !grant.client.client_id.empty() &&
         is_token(grant.tokens.refresh);
}

std::string sign_in_again(const std::string& account) {
  return "; sign in again with `candour account add " + account + "`";
}

}  // namespace

base::Result<Grant> read_grant(const std::filesystem::path& file) {
  const auto text = base::read_private_file(file);
  if (!text) return text.error();
  Grant grant;
  if (const auto fields = json_fields(*text)) {
    grant.account = text_field(*fields, "account");
    grant.provider = text_field(*fields, "provider");
    grant.client = {text_field(*fields, "token_endpoint"), text_field(*fields, "client_id"),
                    text_field(*fields, "client_secret"), text_field(*fields, "scope")};
    grant.ca = text_field(*fields, "ca");
    const auto expires = seconds_field(*fields, "expires").value_or(std::chrono::seconds(0));
    grant.tokens = {text_field(*fields, "access_token"), text_field(*fields, "refresh_token"),
                    instant_of(expires)};
  }
  if (is_complete(grant)) return grant;
  return base::Error{base::Fault::malformed, "remotes.token_file",
                     file.string() + ": it holds no tokens" + sign_in_again("ADDRESS")};
}

base::Result<void> write_grant(const std::filesystem::path& file, const Grant& grant) {
  const auto expires = std::chrono::floor<std::chrono::seconds>(grant.tokens.expires);
  const boost::json::object fields{{"account", grant.account},
                                   {"provider", grant.provider},
                                   {"token_endpoint", grant.client.token_endpoint},
                                   {"client_id", grant.client.client_id},
                                   {"client_secret", grant.client.client_secret},
                                   {"scope", grant.client.scope},
                                   {"ca", grant.ca.string()},
                                   {"refresh_token", grant.tokens.refresh},
                                   {"access_token", grant.tokens.access},
                                   {"expires", expires.time_since_epoch().count()}};
  return base::write_private_file(file, boost::json::serialize(fields) + "\n");
}

TokenFile::TokenFile(std::filesystem::path file, base::Clock clock, Exchanges exchanges)
    : file_(std::move(file)), clock_(std::move(clock)), exchanges_(std::move(exchanges)) {}

base::Result<std::string> TokenFile::access_token() const {
  auto grant = read_grant(file_);
  if (!grant) return grant.error();
  if (clock_() + margin < grant->tokens.expires) return grant->tokens.access;
  // The folder is locked, not the file: the file is replaced by each refresh.
  const FileLock lock(file_.has_parent_path() ? file_.parent_path() : ".");
  grant = read_grant(file_);  // somebody may have been faster
  if (!grant) return grant.error();
  if (clock_() + margin < grant->tokens.expires) return grant->tokens.access;
  return refreshed(std::move(*grant));
}

base::Result<std::string> TokenFile::refreshed(Grant grant) const {
  // No `scope`: the same as was consented to.
  const auto answer = ask_for_tokens(
      exchanges_(grant.ca), grant.client,
      {{"grant_type", "refresh_token"}, {"refresh_token", grant.tokens.refresh}}, clock_());
  if (!answer) {
    const bool still_good = clock_() < grant.tokens.expires;
    if (answer.error().fault == base::Fault::unavailable && still_good) return grant.tokens.access;
    return answer.error();
  }
  if (!answer->refusal.code.empty()) {
    auto error = error_of(answer->refusal);
    error.detail += sign_in_again(grant.account);
    return error;
  }
  const auto kept = std::move(grant.tokens.refresh);
  grant.tokens = answer->tokens;
  if (grant.tokens.refresh.empty()) grant.tokens.refresh = kept;  // the old one stays good
  if (const auto written = write_grant(file_, grant); !written) return written.error();
  return std::move(grant.tokens.access);
}

}  // namespace candour::remotes
