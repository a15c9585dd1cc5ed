// SPDX-License-Identifier: MPL-2.0

#include "app/parse_command.h"

#include <ostream>

#include "app/mail_files.h"
#include "app/parse_json.h"
#include "extract/document_service.h"

namespace candour::app {

int parse(const ParseOptions& options, std::ostream& out, std::ostream& err) {
  extract::DocumentService documents(extract::find_program());
  int status = 0;
  for (const auto& file : options.messages) {
    auto raw = read_file(file);
    if (!raw) {
      err << "candour parse: " << raw.error().detail << '\n';
      status = 2;
      continue;
    }
    const auto mail = mail::read(*raw, {}, &documents);
    raw = std::string();  // a mail may be large, and its description as large again
    out << describe(mail) << '\n';
  }
  return status;
}

}  // namespace candour::app
