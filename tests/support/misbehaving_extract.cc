// SPDX-License-Identifier: MPL-2.0
//
// candour-extract as it would be with the worst of readers: behind the real walls, it does what the
// file says. For tests of the daemon's end.

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "extract/channel.h"
#include "extract/confined/helper_program.h"
#include "extract/confined/serve.h"
#include "extract/wire.h"

namespace {

using namespace candour::extract;

void write_to_daemon(std::string_view bytes) {
  ::send(STDIN_FILENO, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

// An answer as if another file had been asked for, then the end of a well-behaved process.
[[noreturn]] void forge() {
  const auto body = encode({});
  write_to_daemon(std::string(1, answer_mark));
  write_to_daemon(bytes_of(AnswerHead{{}, static_cast<std::uint32_t>(body.size())}));
  write_to_daemon(body);
  ::_exit(0);
}

[[noreturn]] void write_without_end() {
  const AnswerHead head{{}, ~0u};
  write_to_daemon(std::string(1, answer_mark));
  write_to_daemon(bytes_of(head));
  for (const std::string nonsense(1u << 16, 'x');;)
    if (::send(STDIN_FILENO, nonsense.data(), nonsense.size(), MSG_NOSIGNAL) < 0) ::_exit(0);
}

[[noreturn]] void loop() {
  for (;;) ::getpid();
}

[[noreturn]] void sleep_for_ever() {
  for (;;) ::sleep(1'000);
}

void allocate(Opening& opening) {
  std::vector<std::string> kept;
  while (kept.size() < 10'000) kept.emplace_back(1u << 20, 'x');
  opening.add_document({"", "kept " + std::to_string(kept.size()), {}, {}, ""});
}

void report_descriptors(Opening& opening) {
  std::string open;
  for (int descriptor = 0; descriptor < 32; ++descriptor)
    if (::fcntl(descriptor, F_GETFD) >= 0) open += std::to_string(descriptor) + " ";
  opening.add_document({"", open, {}, {}, ""});
}

void run_catdoc(const File& file, Opening& opening) {
  const auto text = run_helper("catdoc", {"-dutf-8"}, file.content);
  opening.add_document({"", text ? *text : "no helper", {}, {}, ""});
}

void misbehave(const File& file, Opening& opening) {
  if (file.name == "crash") std::abort();
  if (file.name == "exit") ::_exit(0);
  if (file.name == "loop") loop();
  if (file.name == "sleep") sleep_for_ever();
  if (file.name == "forge") forge();
  if (file.name == "write") write_without_end();
  if (file.name == "nonsense") write_to_daemon("GET / HTTP/1.0\r\n\r\n");
  if (file.name == "allocate") return allocate(opening);
  if (file.name == "descriptors") return report_descriptors(opening);
  if (file.name == "catdoc") return run_catdoc(file, opening);
  static int files = 0;  // of this process
  opening.add_document({"", std::to_string(++files) + " " + std::string(file.content), {}, {}, ""});
}

}  // namespace

int main() {
  ::_exit(serve(STDIN_FILENO, misbehave));
}
