// SPDX-License-Identifier: MPL-2.0
//
// Whatever a client or a next hop says: commands, paths, replies, and where a message ends.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "listeners/dot_stuffing.h"
#include "listeners/next_hop_url.h"
#include "listeners/smtp_syntax.h"

namespace {

using namespace candour::listeners;

void must(bool condition) {
  if (!condition) std::abort();
}

void read_line(std::string_view line) {
  const auto text = command_text(line);
  if (text) must(text->find_first_of("\r\n") == text->npos);
  const auto command = parse_command(line);
  for (const auto* keyword : {"FROM:", "TO:"})
    if (const auto path = parse_path(command.argument, keyword)) declared_size(*path);
  if (const auto reply = parse_reply_line(line)) must(reply->code >= 200 && reply->code < 600);
}

Reply read_reply(std::string_view text) {
  Reply reply{250, {}};
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    read_line(text.substr(0, end + 1));
    reply.lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return reply;
}

std::string unstuffed(std::string_view bytes, std::size_t cut, DotUnstuffer& unstuffer) {
  std::string content;
  const auto used = unstuffer.feed(bytes.substr(0, cut), content);
  if (!unstuffer.finished()) unstuffer.feed(bytes.substr(used), content);
  return content;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const Reply reply = read_reply(text);
  const auto offer = offer_to_client(reply, 1'000, StartTls::offered);
  must(offer.lines.size() <= reply.lines.size() + 1);
  static_cast<void>(parse_next_hop_url(text, "/"));

  // The end of a message does not depend on how the network cuts it.
  DotUnstuffer whole, halves;
  must(unstuffed(text, size, whole) == unstuffed(text, size / 2, halves));
  must(whole.finished() == halves.finished());
  must(whole.bare_line_end() == halves.bare_line_end());

  // What was stuffed comes out again, and ends where it should.
  std::string wire;
  DotStuffer stuffer;
  stuffer.feed(text, wire);
  stuffer.finish(wire);
  DotUnstuffer back;
  std::string content;
  must(back.feed(wire, content) <= wire.size());
  if (!back.bare_line_end()) {
    must(back.finished());
    must(content == text || content == std::string(text) + "\r\n");
  }
  return 0;
}
