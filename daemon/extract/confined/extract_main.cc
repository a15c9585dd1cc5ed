// SPDX-License-Identifier: MPL-2.0
//
// candour-extract: started by candourd and candour with a socket as standard input, reads attached
// files behind walls (README.md in extract/).

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "extract/confined/self_test.h"
#include "extract/confined/serve.h"
#include "extract/readers/readers.h"

namespace {

constexpr int usage_fault = 2;

bool is_socket(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace candour::extract;
  const std::string_view option = argc > 1 ? argv[1] : "";
  // Ended at once: what libraries do at exit (a sanitizer's search for leaks) fails behind walls.
  if (argc == 1 && is_socket(STDIN_FILENO))
    ::_exit(serve(STDIN_FILENO, read_file, load_pdf_tables));
  if (option == "--self-test") return self_test();
  if (option == "--version") return std::puts("candour-extract " CANDOUR_VERSION), 0;
  std::fputs(
      "candour-extract [OPTIONS]: reads attached files; candourd and candour start it\n\n"
      "  --self-test   try to break out, show what was refused; status 1 if anything was not\n"
      "  --version\n"
      "  --help\n",
      option == "--help" ? stdout : stderr);
  return option == "--help" ? 0 : usage_fault;
}
