// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/helper_process.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "extract/confined/helper_program.h"
#include "extract/confined/helper_wire.h"
#include "extract/confined/namespaces.h"
#include "extract/descriptor.h"

namespace candour::extract {

namespace {

constexpr HelperBounds bounds;

// The file as the helper sees it: by a name, and as standard input.
struct Input {
  std::string path;
  Descriptor file;
};

Input make_input(const Sandbox& sandbox) {
  if (!sandbox.has_work_folder())
    return {"/proc/self/fd/0", Descriptor(::memfd_create("input", MFD_CLOEXEC))};
  auto path = std::string(work_folder) + "/input";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  return {std::move(path), Descriptor(file)};
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0 && errno != EINTR) return false;
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
  return true;
}

// From the reader's socket into the file, without holding all of it.
bool copy_input(int reader, int file, std::size_t size, Moment until) {
  std::array<char, 1u << 16> buffer;
  while (size > 0) {
    const auto piece = std::min(size, buffer.size());
    if (receive_all(reader, buffer.data(), piece, until) != Transfer::done ||
        !write_all(file, {buffer.data(), piece}))
      return false;
    size -= piece;
  }
  return ::lseek(file, 0, SEEK_SET) == 0;
}

[[noreturn]] void be_helper(const Sandbox& sandbox, const std::string& path, const Input& input,
                            int output, std::string& words) {
  std::vector<char*> arguments{const_cast<char*>(path.c_str())};
  for (std::size_t at = 0; at < words.size(); at += std::strlen(&words[at]) + 1)
    arguments.push_back(&words[at]);
  arguments.push_back(const_cast<char*>(input.path.c_str()));
  arguments.push_back(nullptr);
  std::array<char*, 1> environment{nullptr};
  if (::dup2(input.file.number(), STDIN_FILENO) == STDIN_FILENO &&
      ::dup2(output, STDOUT_FILENO) == STDOUT_FILENO && sandbox.confine_helper())
    ::execve(path.c_str(), arguments.data(), environment.data());
  ::_exit(127);
}

base::Error fault(base::Fault kind) {
  return {kind, "extract.helper_process", ""};
}

// Everything until the helper closes its output.
base::Result<std::string> read_output(int output, Moment until) {
  std::string text;
  std::array<char, 1u << 16> buffer;
  for (;;) {
    if (await_readable(output, until) != Transfer::done) return fault(base::Fault::over_limit);
    const auto got = ::read(output, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fault(base::Fault::malformed);
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > bounds.output_bytes) return fault(base::Fault::over_limit);
  }
}

base::Result<std::string> run(const Sandbox& sandbox, std::string_view program, const Input& input,
                              std::string& words, Moment until) {
  const auto path = helper_path(program);
  if (::access(path.c_str(), F_OK) != 0) return fault(base::Fault::unavailable);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fault(base::Fault::unavailable);
  const Descriptor output(ends[0]);
  Descriptor theirs(ends[1]);
  const pid_t helper = ::fork();
  if (helper < 0) return fault(base::Fault::unavailable);
  if (helper == 0) be_helper(sandbox, path, input, theirs.number(), words);
  theirs.close();
  auto text = read_output(output.number(), std::min(until, from_now(bounds.time)));
  if (!text) ::kill(helper, SIGKILL);
  int status = 0;
  while (::waitpid(helper, &status, 0) < 0 && errno == EINTR) {
  }
  if (text && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return fault(base::Fault::over_limit);
  if (text && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
    return fault(base::Fault::malformed);
  return text;
}

bool answer(int reader, const base::Result<std::string>& output, Moment until) {
  HelperAnswer head{};
  if (output)
    head.output_bytes = static_cast<std::uint32_t>(output->size());
  else
    head.fault = 1 + static_cast<std::uint32_t>(output.error().fault);
  return send_all(reader, bytes_of(head), until) == Transfer::done &&
         (!output || send_all(reader, *output, until) == Transfer::done);
}

}  // namespace

bool serve_helper(const Sandbox& sandbox, int reader, Moment until) {
  HelperRequest request{};
  if (receive_value(reader, request, until) != Transfer::done ||
      request.program >= helper_programs.size() || request.input_bytes > bounds.input_bytes ||
      request.argument_bytes > bounds.argument_bytes)
    return false;
  std::string words(request.argument_bytes, '\0');
  const auto input = make_input(sandbox);
  if (receive_all(reader, words.data(), words.size(), until) != Transfer::done ||
      (!words.empty() && words.back() != '\0') || !input.file.is_open() ||
      !copy_input(reader, input.file.number(), request.input_bytes, until))
    return false;
  return answer(reader, run(sandbox, helper_programs[request.program], input, words, until), until);
}

}  // namespace candour::extract
