// SPDX-License-Identifier: MPL-2.0
//
// Whatever an IMAP server says: where responses end, and what they say.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "remotes/imap_date.h"
#include "remotes/imap_folders.h"
#include "remotes/imap_server.h"

namespace {

using namespace candour::remotes;

constexpr ImapLimits limits{4'096, 4'096, 4};

void must(bool condition) {
  if (!condition) std::abort();
}

// All frames, a mark between them, and how it ended.
std::string framed(std::string_view bytes, std::size_t cut) {
  ImapFramer framer(limits);
  bool sound = framer.feed(bytes.substr(0, cut)).has_value();
  if (sound) sound = framer.feed(bytes.substr(cut)).has_value();
  std::string all = sound ? "sound" : "not sound";
  while (framer.has_frame()) {
    const auto frame = framer.take();
    must(frame.texts.size() == frame.literals.size() + 1);
    must(frame.literals.size() <= limits.literals);
    for (const auto& text : frame.texts) all += "|" + text;
    for (const auto& literal : frame.literals) all += "~" + literal;
  }
  return all;
}

void read(const ImapResponse& response) {
  must(response.kind == ImapResponse::Kind::continuation || !response.name.empty());
  if (const auto folder = listed_folder(response)) {
    const auto quoted = quoted_imap(folder->name);
    must(quoted && quoted->find_first_of("\r\n") == quoted->npos);
    for (const auto role : {FolderRole::inbox, FolderRole::sent, FolderRole::drafts})
      folder_for(role, {*folder}, "");
  }
  for (const auto& value : response.values) parse_internal_date(value.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  // Where responses end does not depend on how the network cuts them.
  must(framed(text, size) == framed(text, size / 2));
  ImapFramer framer(limits);
  static_cast<void>(framer.feed(text));
  while (framer.has_frame())
    if (const auto response = parse_imap_response(framer.take())) read(*response);
  static_cast<void>(parse_imap_url(text, "/"));
  return 0;
}
