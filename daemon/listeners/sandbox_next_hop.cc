// SPDX-License-Identifier: MPL-2.0

#include "listeners/sandbox_next_hop.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/calendar.h"
#include "base/digest.h"
#include "base/text.h"
#include "listeners/smtp_log.h"
#include "listeners/smtp_replies.h"
#include "listeners/workers.h"

namespace candour::listeners {

namespace {

namespace fs = std::filesystem;

base::Error failed(std::string_view what, const std::error_code& code) {
  return {base::Fault::unavailable, "listeners.sandbox", std::string(what) + ": " + code.message()};
}

/// A file descriptor that closes itself.
class File {
 public:
  File(const fs::path& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  bool flush() const { return ::fsync(descriptor_) == 0; }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

 private:
  int descriptor_;
};

bool write_flushed(const fs::path& path, const std::vector<std::string_view>& pieces) {
  const File file(path, O_CREAT | O_EXCL | O_WRONLY);
  if (!file.is_open()) return false;
  for (const auto piece : pieces)
    if (!file.write(piece)) return false;
  return file.flush();
}

}  // namespace

base::Result<void> make_maildir(const fs::path& folder) {
  for (const char* part : {"tmp", "new", "cur"}) {
    std::error_code code;
    fs::create_directories(folder / part, code);
    if (code) return failed("cannot make the sandbox folder", code);
  }
  return {};
}

base::Result<void> keep_in_maildir(const fs::path& folder,
                                   const std::vector<std::string_view>& pieces) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(base::now().time_since_epoch());
  const std::string name = std::to_string(seconds.count()) + "." + base::random_hex(8) + ".candour";
  const auto written = folder / "tmp" / name;
  if (!write_flushed(written, pieces)) {
    const std::error_code code(errno, std::system_category());
    std::error_code ignored;
    fs::remove(written, ignored);
    return failed("cannot write into the sandbox", code);
  }
  std::error_code code;
  fs::rename(written, folder / "new" / name, code);
  const File listing(folder / "new", O_RDONLY | O_DIRECTORY);
  if (!code && (!listing.is_open() || !listing.flush())) code.assign(errno, std::system_category());
  if (code) return failed("cannot keep a message in the sandbox", code);
  return {};
}

SandboxNextHop::SandboxNextHop(fs::path folder, std::size_t message_octets,
                               asio::thread_pool& workers)
    : folder_(std::move(folder)), message_octets_(message_octets), workers_(workers) {}

awaitable<Reply> SandboxNextHop::greet() {
  co_return one_line_reply(220, "candour.sandbox ESMTP");
}

awaitable<std::vector<Reply>> SandboxNextHop::exchange(const std::vector<std::string>& commands) {
  std::vector<Reply> replies;
  for (const auto& command : commands) replies.push_back(answer(command));
  co_return replies;
}

Reply SandboxNextHop::answer(std::string_view line) {
  if (authentication_ != Authentication::none) return answer_to_response(line);
  const Command command = parse_command(line);
  if (command.verb == "EHLO")
    return Reply{250,
                 {"candour.sandbox", "PIPELINING", "SIZE " + std::to_string(message_octets_),
                  "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN"}};
  if (command.verb == "AUTH") return answer_to_auth(command.argument);
  if (command.verb == "QUIT") return replies::goodbye();
  if (command.verb == "DATA") return one_line_reply(503, "5.5.1 No recipients");
  if (command.verb == "VRFY" || command.verb == "EXPN")
    return one_line_reply(252, "2.0.0 Send some mail and see");
  if (command.verb == "MAIL") {
    if (has_sender_) return one_line_reply(503, "5.5.1 Sender already given");
    has_sender_ = true;
  } else if (command.verb == "RCPT") {
    if (!has_sender_) return one_line_reply(503, "5.5.1 MAIL first");
  } else if (command.verb != "NOOP" && command.verb != "HELP") {
    has_sender_ = false;  // RSET, HELO
  }
  return one_line_reply(250, "2.0.0 Ok");
}

Reply SandboxNextHop::answer_to_auth(std::string_view argument) {
  const auto words = base::split(argument, ' ');
  const bool login = base::equals_ignoring_case(words[0], "LOGIN");
  if (!login && !base::equals_ignoring_case(words[0], "PLAIN"))
    return one_line_reply(504, "5.5.4 Unknown mechanism");
  // With an initial response PLAIN is done, and LOGIN still wants its password.
  if (words.size() > 1 && !login) return one_line_reply(235, "2.7.0 Welcome to the sandbox");
  const bool name_given = words.size() > 1;
  authentication_ =
      login && !name_given ? Authentication::wants_response : Authentication::wants_password;
  if (!login) return one_line_reply(334, "");
  return one_line_reply(334, name_given ? "UGFzc3dvcmQ6" : "VXNlcm5hbWU6");
}

Reply SandboxNextHop::answer_to_response(std::string_view line) {
  const bool more = authentication_ == Authentication::wants_response && line != "*";
  authentication_ = more ? Authentication::wants_password : Authentication::none;
  if (line == "*") return one_line_reply(501, "5.7.0 Called off");
  if (more) return one_line_reply(334, "UGFzc3dvcmQ6");
  return one_line_reply(235, "2.7.0 Welcome to the sandbox");
}

awaitable<Delivery> SandboxNextHop::deliver(const std::vector<std::string_view>& pieces) {
  has_sender_ = false;
  const auto work = [&] { return keep_in_maildir(folder_, pieces); };
  const auto kept = co_await on_worker(workers_, work);
  Delivery delivery;
  if (kept) {
    delivery.outcome = Delivery::Outcome::accepted;
    delivery.reply = one_line_reply(250, "2.0.0 Kept in the sandbox");
  } else {
    log_spool_failed(kept.error().detail);
    delivery.reply = failure_reply(kept.error().fault, SessionThen::goes_on,
                                   "The sandbox could not keep this message");
  }
  co_return delivery;
}

}  // namespace candour::listeners
