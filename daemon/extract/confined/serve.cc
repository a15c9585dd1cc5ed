// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/serve.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>

#include "extract/channel.h"
#include "extract/confined/guard.h"
#include "extract/wire.h"

namespace candour::extract {

namespace {

// The daemon is near: it sends and takes at once, or is stuck.
constexpr std::chrono::seconds patience{15};

ReadFile read_with = nullptr;

mail::Opened unread(std::string_view why) {
  mail::Opened opened;
  opened.unread.push_back({"", std::string(why), true});
  return opened;
}

mail::Opened open_file(const File& file) {
  try {
    Opening opening{Bounds{}};
    read_with(file, opening);
    return opening.take();
  } catch (const std::exception&) {
    return unread("opening it took too much memory");
  }
}

bool answer(int daemon, const Token& token, const mail::Opened& opened, Moment until) {
  auto body = encode(opened);
  if (body.size() > largest_answer) body = encode(unread("holds more text than is read"));
  const AnswerHead head{token, static_cast<std::uint32_t>(body.size())};
  for (const auto piece :
       {std::string_view(&answer_mark, 1), bytes_of(head), std::string_view(body)})
    if (send_all(daemon, piece, until) != Transfer::done) return false;
  return true;
}

// The life of a reader: one file.
int read_one(int daemon) {
  const auto until = from_now(patience);
  RequestHead head{};
  if (receive_value(daemon, head, until) != Transfer::done || head.type_bytes > longest_name ||
      head.name_bytes > longest_name || head.content_bytes > largest_file)
    return exit_crashed;
  std::string type(head.type_bytes, '\0');
  std::string name(head.name_bytes, '\0');
  std::string content(head.content_bytes, '\0');
  for (auto* piece : {&type, &name, &content})
    if (receive_all(daemon, piece->data(), piece->size(), until) != Transfer::done)
      return exit_crashed;
  return answer(daemon, head.token, open_file({type, std::move(name), content}), until)
             ? 0
             : exit_crashed;
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : exit_crashed;
}

// Waits for the next file, as long as it takes.
bool is_wanted(int daemon) {
  Transfer waited;
  do {
    waited = await_bytes(daemon, from_now(std::chrono::hours(1)));
  } while (waited == Transfer::late);
  return waited == Transfer::done;
}

bool say(int daemon, std::string_view words) {
  return send_all(daemon, words, from_now(patience)) == Transfer::done;
}

}  // namespace

int serve(int daemon, ReadFile read, void (*prepare)()) {
  read_with = read;
  const auto sandbox = Sandbox::enter();
  if (!sandbox) {
    std::fprintf(stderr, "candour-extract: %s\n", sandbox.error().detail.c_str());
    return exit_unconfined;
  }
  ::dup2(STDOUT_FILENO, STDERR_FILENO);  // libraries complain there, in a stranger's words
  if (prepare != nullptr) prepare();
  if (!say(daemon, std::string(greeting) + sandbox->describe() + "\n")) return 0;
  while (say(daemon, {&ready_mark, 1}) && is_wanted(daemon)) {
    const auto child = sandbox->fork_guard();
    if (child == 0) ::_exit(guard(*sandbox, daemon, read_one));
    if (child < 0) return exit_unconfined;
    if (const int status = status_of(child); status != 0) return status;
  }
  return 0;
}

}  // namespace candour::extract
