// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/compressed_rtf.h"

#include <algorithm>
#include <array>

#include "extract/readers/little_endian.h"

namespace candour::extract {

namespace {

// What the dictionary holds before the first byte. Source: [MS-OXRTFCP] section 2.1.2.1
constexpr std::string_view preloaded =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

class Dictionary {
 public:
  Dictionary() { std::copy(preloaded.begin(), preloaded.end(), bytes_.begin()); }

  void add(char byte) {
    bytes_[write_] = byte;
    write_ = (write_ + 1) % bytes_.size();
  }
  char at(std::size_t offset) const { return bytes_[offset % bytes_.size()]; }
  std::size_t write_offset() const { return write_; }

 private:
  std::array<char, 4096> bytes_{};
  std::size_t write_ = preloaded.size();
};

std::string decompress(std::string_view in, std::size_t limit) {
  std::string out;
  Dictionary dictionary;
  std::size_t at = 0;
  while (at < in.size()) {
    const auto control = static_cast<unsigned char>(in[at++]);
    for (unsigned bit = 0; bit < 8 && at < in.size(); ++bit) {
      if (out.size() >= limit) return out;
      if ((control >> bit & 1) == 0) {
        dictionary.add(in[at]);
        out += in[at++];
        continue;
      }
      if (at + 2 > in.size()) return out;
      const auto reference = static_cast<std::size_t>(static_cast<unsigned char>(in[at]) << 8 |
                                                      static_cast<unsigned char>(in[at + 1]));
      at += 2;
      const auto offset = reference >> 4;
      if (offset == dictionary.write_offset()) return out;  // the end, as writers mark it
      for (std::size_t i = 0; i < (reference & 15) + 2 && out.size() < limit; ++i) {
        const char byte = dictionary.at(offset + i);
        dictionary.add(byte);
        out += byte;
      }
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> decompress_rtf(std::string_view compressed, std::size_t limit) {
  constexpr std::size_t header_bytes = 16;  // size packed, size unpacked, form, checksum
  if (compressed.size() < header_bytes) return {};
  const std::size_t unpacked = u32_at(compressed, 4);
  const auto form = compressed.substr(8, 4);
  const auto body = compressed.substr(header_bytes);
  limit = std::min(limit, unpacked);
  if (form == "MELA") return std::string(body.substr(0, limit));
  if (form != "LZFu") return {};
  return decompress(body, limit);
}

}  // namespace candour::extract
