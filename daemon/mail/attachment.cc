// SPDX-License-Identifier: MPL-2.0
#include "mail/attachment.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "base/text.h"
#include "mail/message_file.h"

namespace candour::mail {

namespace {

using namespace std::literals;

std::size_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = count; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// The trailer, or the dictionary of the cross-reference stream that stands for it, names the
// encryption dictionary: "/Encrypt 12 0 R" (ISO 32000-1 section 7.6.1). Both stand uncompressed.
bool is_encrypted_pdf(std::string_view content) {
  constexpr auto key = "/Encrypt"sv;
  if (content.substr(0, 1024).find("%PDF-") == std::string_view::npos) return false;
  for (auto at = content.find(key); at != std::string_view::npos; at = content.find(key, at + 1)) {
    const auto rest = base::trim(content.substr(at + key.size(), 40));
    const auto digits = rest.find_first_not_of("0123456789");
    if (rest.starts_with("<<") || (digits != 0 && digits != std::string_view::npos &&
                                   base::trim(rest.substr(digits)).starts_with("0 R")))
      return true;
  }
  return false;
}

// Any entry with bit 0 of its flags set (APPNOTE.TXT sections 4.3.12, 4.3.16 and 4.4.4).
bool is_encrypted_zip(std::string_view content) {
  constexpr std::size_t end_record = 22;
  if (!content.starts_with("PK\3\4"sv) || content.size() < 30) return false;
  if (little_endian(content, 6, 2) & 1) return true;
  const auto end = content.rfind("PK\5\6"sv);
  if (end == std::string_view::npos || end + end_record > content.size()) return false;
  auto entry = little_endian(content, end + 16, 4);
  while (entry + 46 <= content.size() && content.substr(entry, 4) == "PK\1\2"sv) {
    if (little_endian(content, entry + 8, 2) & 1) return true;
    entry += 46 + little_endian(content, entry + 28, 2) + little_endian(content, entry + 30, 2) +
             little_endian(content, entry + 32, 2);
  }
  return false;
}

// An Office file with a password is a compound file with this stream in its directory, whose names
// are UTF-16 ([MS-OFFCRYPTO] section 2.3.4.4).
bool is_encrypted_office(std::string_view content) {
  constexpr auto stream = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
  return content.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) &&
         content.find(stream) != std::string_view::npos;
}

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string extension(std::string_view filename) {
  const auto dot = filename.rfind('.');
  return dot == std::string_view::npos ? std::string()
                                       : base::lower_ascii(filename.substr(dot + 1));
}

bool is_smime(std::string_view type, std::string_view filename) {
  return type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime" ||
         (type == "application/octet-stream" && extension(filename) == "p7m");
}

// S/MIME's envelope may hold an encrypted or a merely signed message (RFC 8551 section 3.2); its
// first field says which, whatever the parameter claims (RFC 5652 sections 3 and 5.1).
Readability smime(std::string_view smime_type, std::string_view filename,
                  std::string_view content) {
  constexpr auto signed_data = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"sv;
  const auto kind = base::lower_ascii(smime_type);
  if (kind == "certs-only" || extension(filename) == "p7c") return Readability::nothing_to_read;
  const bool is_sealed = kind == "signed-data" || kind == "compressed-data" ||
                         content.substr(0, 20).find(signed_data) != std::string_view::npos;
  return is_sealed ? Readability::sealed : Readability::encrypted;
}

Readability by_declared_type(std::string_view type, std::string_view filename) {
  static constexpr std::array for_programs{
      "application/pkcs7-signature"sv, "application/x-pkcs7-signature"sv,
      "application/pgp-signature"sv,   "application/pgp-keys"sv,
      "application/applefile"sv,       "application/ics"sv};
  static constexpr std::array text_files{"txt"sv, "text"sv, "csv"sv, "tsv"sv,
                                         "md"sv,  "log"sv,  "ics"sv, "vcf"sv};
  if (is_one_of(type, for_programs)) return Readability::nothing_to_read;
  if (type.starts_with("image/")) return Readability::picture;
  if (type.starts_with("audio/") || type.starts_with("video/")) return Readability::recording;
  const auto ending = extension(filename);
  if (type == "text/rtf") return Readability::no_reader;
  if (type == "text/html" || type == "application/xhtml+xml") return Readability::html;
  if (type.starts_with("text/") || type.starts_with("message/") || type.starts_with("multipart/"))
    return Readability::text;
  // Many programs attach whatever they do not know as an octet stream.
  if (type == "application/ics") return Readability::text;
  if (ending == "html" || ending == "htm") return Readability::html;
  return is_one_of(ending, text_files) ? Readability::text : Readability::no_reader;
}

}  // namespace

bool is_pgp_message(std::string_view content) {
  return base::trim(content.substr(0, 200)).starts_with("-----BEGIN PGP MESSAGE-----");
}

Readability readability(std::string_view type, std::string_view filename, std::string_view content,
                        std::string_view smime_type) {
  if (is_smime(type, filename)) return smime(smime_type, filename, content);
  if (type == "application/pgp-encrypted") return Readability::nothing_to_read;
  if (is_pgp_message(content)) return Readability::encrypted;
  if (is_encrypted_pdf(content) || is_encrypted_zip(content) || is_encrypted_office(content))
    return Readability::locked_file;
  if (is_message_file(type, filename, content)) return Readability::message;
  // Some programs call RTF so; else it is readable text with a few marks (RFC 1341 section 7.1.3).
  if (type == "text/richtext" && content.starts_with("{\\rtf")) return Readability::no_reader;
  return by_declared_type(type, filename);
}

std::string_view why_unread(Readability readability) {
  switch (readability) {
    case Readability::no_reader:
      return "Candour cannot read this kind of file";
    case Readability::picture:
      return "a picture: words in it are not read";
    case Readability::recording:
      return "a recording without text";
    case Readability::encrypted:
    case Readability::locked_file:
      return "encrypted";
    case Readability::sealed:
      return "Candour cannot look inside this kind of signed message yet";
    case Readability::nothing_to_read:
    case Readability::text:
    case Readability::html:
    case Readability::message:
      return {};
  }
  return {};
}

}  // namespace candour::mail
