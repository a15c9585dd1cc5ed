// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/kinds.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/readers/compound_file.h"
#include "extract/readers/readers.h"
#include "extract/readers/rtf.h"
#include "extract/readers/tnef.h"
#include "mail/attachment.h"

namespace candour::extract {

namespace {

using namespace std::literals;

using Weight = Opening::Weight;

void skip_picture(const File&, Opening& opening) {
  opening.unread("a picture: words in it are not read", Weight::aside);
}

void skip_recording(const File&, Opening& opening) {
  opening.unread("a recording without text", Weight::aside);
}

void skip_archive(const File&, Opening& opening) {
  opening.unread("an archive of a kind that Candour does not open", Weight::aside);
}

void skip_program(const File&, Opening& opening) {
  opening.unread("a program", Weight::aside);
}

// Made for programs: a detached signature holds no words.
void skip_signature(const File&, Opening&) {}

void say_encrypted(const File&, Opening& opening) {
  opening.unread("encrypted", Weight::decisive);
}

template <std::size_t count>
bool begins_with(std::string_view content, const std::array<std::string_view, count>& magics) {
  return std::any_of(magics.begin(), magics.end(),
                     [&](auto magic) { return content.starts_with(magic); });
}

bool has_at(std::string_view content, std::size_t offset, std::string_view magic) {
  return content.size() >= offset && content.substr(offset).starts_with(magic);
}

bool is_archive(std::string_view content) {
  static constexpr std::array magics{"\x1F\x8B"sv,
                                     "7z\xBC\xAF\x27\x1C"sv,
                                     "Rar!\x1A\x07"sv,
                                     "\xFD"
                                     "7zXZ\0"sv,
                                     "BZh"sv,
                                     "MSCF\0\0\0\0"sv,
                                     "!<arch>\n"sv,
                                     "\x28\xB5\x2F\xFD"sv};
  return begins_with(content, magics) || has_at(content, 257, "ustar");
}

bool is_picture(std::string_view content) {
  static constexpr std::array magics{"\x89PNG\r\n\x1A\n"sv, "GIF87a"sv,    "GIF89a"sv,
                                     "\xFF\xD8\xFF"sv,      "II*\0"sv,     "MM\0*"sv,
                                     "\xD7\xCD\xC6\x9A"sv,  "\0\0\1\0\1"sv};
  return begins_with(content, magics) ||
         (content.starts_with("RIFF") && has_at(content, 8, "WEBP")) ||
         has_at(content, 4, "ftypheic") || has_at(content, 4, "ftypavif");
}

bool is_recording(std::string_view content) {
  static constexpr std::array magics{"ID3"sv, "OggS"sv, "fLaC"sv, "\x1A\x45\xDF\xA3"sv};
  return begins_with(content, magics) || content.starts_with("RIFF") || has_at(content, 4, "ftyp");
}

bool is_program(std::string_view content) {
  return content.starts_with("MZ") ? content.find('\0') != std::string_view::npos
                                   : content.starts_with(
                                         "\x7F"
                                         "ELF");
}

// Only what begins as a page does; a text that merely has tags in it is a text.
bool is_html(std::string_view content) {
  auto head = base::trim(content.substr(0, 4096));
  if (head.starts_with("\xEF\xBB\xBF")) head = base::trim(head.substr(3));
  const auto lower = base::lower_ascii(head.substr(0, 20));
  return lower.starts_with("<!doctype html") || lower.starts_with("<html");
}

// Acrobat looks for it within the first 1,024 bytes, and so do others.
bool is_pdf(std::string_view content) {
  return content.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

// The first entry's header, or the end record of an archive without entries.
bool is_zip(std::string_view content) {
  static constexpr std::array magics{"PK\3\4"sv, "PK\5\6"sv, "PK\7\10PK\3\4"sv};
  return begins_with(content, magics);
}

// OpenDocument in one XML file, with whatever declarations and comments before it.
bool is_flat_opendocument(std::string_view content) {
  const auto head = content.substr(0, 2048);
  return head.find("<office:document") != std::string_view::npos &&
         base::trim(head).substr(0, 20).find('<') != std::string_view::npos;
}

bool is_calendar(std::string_view content) {
  const auto head = base::trim(content.substr(0, 64));
  return head.starts_with("BEGIN:VCALENDAR") || head.starts_with("BEGIN:VCARD");
}

// Fields that a mail gets on its way, or that web archives open with. Prose that begins with
// "Subject:" or "To:" is no message yet.
bool is_message(std::string_view content) {
  static constexpr std::array fields{"return-path:"sv,    "received:"sv,         "delivered-to:"sv,
                                     "mime-version:"sv,   "x-mozilla-status:"sv, "message-id: <"sv,
                                     "from: <saved by "sv};
  const auto head = base::lower_ascii(base::trim(content.substr(0, 200)));
  return begins_with<fields.size()>(head, fields);
}

constexpr auto table = std::to_array<Kind>({
    {"compound", is_compound_file, "", "", read_compound},
    {"PGP", mail::is_pgp_message, "pgp gpg", "", say_encrypted},
    {"RTF", is_rtf, "", "", read_rtf},
    {"TNEF", is_tnef, "", "", read_tnef},
    {"PDF", is_pdf, "pdf", "application/pdf", read_pdf},
    {"ZIP", is_zip,
     "zip docx docm dotx dotm xlsx xlsm xltx xltm pptx pptm ppsx potx odt ods odp odg",
     "application/zip application/x-zip-compressed", read_zip},
    {"flat OpenDocument", is_flat_opendocument, "fodt fods fodp fodg", "", read_flat_opendocument},
    {"archive", is_archive, "gz tgz tar 7z rar xz bz2 cab zst arj lzh",
     "application/gzip application/x-gzip application/x-tar application/x-7z-compressed "
     "application/vnd.rar application/x-rar-compressed",
     skip_archive},
    {"picture", is_picture, "png jpg jpeg gif bmp tif tiff webp heic svg ico wmf emf", "image/",
     skip_picture},
    {"recording", is_recording, "mp3 mp4 m4a wav ogg avi mov wmv webm flac", "audio/ video/",
     skip_recording},
    {"program", is_program, "exe dll", "application/x-msdownload", skip_program},
    {"signature", nullptr, "p7s asc sig", "application/pgp-signature application/pkcs7-signature",
     skip_signature},
    {"HTML", is_html, "html htm xhtml", "text/html application/xhtml+xml", read_html},
    {"calendar", is_calendar, "ics vcf vcs", "text/calendar text/vcard text/x-vcard", read_text},
    {"message", is_message, "eml mht mhtml", "message/rfc822 message/global multipart/related",
     read_message},
    {"text", nullptr, "txt text csv tsv md log ini xml json yaml yml tex srt conf properties sql",
     "text/", read_text},
});

// What no row knows may still be text: read_text tells.
constexpr Kind unknown{"unknown", nullptr, "", "", read_text};

bool has_word(std::string_view words, std::string_view word) {
  const auto all = base::split(words, ' ');
  return !word.empty() && std::find(all.begin(), all.end(), word) != all.end();
}

bool has_type(std::string_view types, std::string_view type) {
  const auto slash = type.find('/');
  return has_word(types, type) ||
         (slash != std::string_view::npos && has_word(types, type.substr(0, slash + 1)));
}

std::string ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : base::lower_ascii(name.substr(dot + 1));
}

template <class Matches>
const Kind* first(Matches matches) {
  const auto found = std::find_if(table.begin(), table.end(), matches);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

std::span<const Kind> kinds() {
  return table;
}

const Kind& kind_of(const File& file) {
  if (const auto* kind =
          first([&](const Kind& each) { return each.has_form && each.has_form(file.content); }))
    return *kind;
  if (const auto ending = ending_of(file.name); !ending.empty())
    if (const auto* kind = first([&](const Kind& each) { return has_word(each.endings, ending); }))
      return *kind;
  if (const auto* kind = first([&](const Kind& each) { return has_type(each.types, file.type); }))
    return *kind;
  return unknown;
}

}  // namespace candour::extract
