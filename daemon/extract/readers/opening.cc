// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/opening.h"

#include <algorithm>
#include <exception>
#include <new>
#include <set>
#include <utility>

#include "base/digest.h"
#include "base/text.h"
#include "base/unicode.h"
#include "extract/readers/kinds.h"
#include "mail/content.h"

namespace candour::extract {

namespace {

// A document has a handful of each; what has thousands was made to cost us.
constexpr std::size_t most_margins = 1'000;
constexpr std::size_t most_properties = 1'000;
// Files named that are unread for one reason.
constexpr std::size_t most_alike = 10;

std::string megabytes(std::size_t bytes) {
  return std::to_string(bytes >> 20) + " MB";
}

// Names are shown to people and joined with "/": no line ends, no way up or to the root.
std::string clean_name(std::string_view name) {
  constexpr std::size_t longest = 200;
  std::string clean;
  for (const char c : mail::clean_text(base::valid_utf8(name), longest))
    clean += static_cast<unsigned char>(c) < ' ' ? ' ' : c == '\\' ? '/' : c;
  while (clean.starts_with("/") || clean.starts_with("./") || clean.starts_with("../"))
    clean.erase(0, clean.find('/') + 1);
  return std::string(base::trim(clean));
}

}  // namespace

std::string Opening::within_bounds(std::string_view text) {
  const auto left = bounds_.text_bytes - text_bytes_;
  if (text.size() > left)
    unread("longer than " + megabytes(bounds_.text_bytes) + " of text", Weight::decisive);
  auto clean = mail::clean_text(base::valid_utf8(text.substr(0, left)), left);
  text_bytes_ += clean.size();
  return clean;
}

void Opening::add_document(const mail::Document& document) {
  mail::Document kept;
  kept.name = inside_;
  if (!inside_.empty()) kept.sha256 = base::sha256_hex(content_);
  kept.text = within_bounds(document.text);
  std::set<std::string> known;
  for (const auto& margin : document.margins) {
    const auto text = base::trim(margin);
    if (text.empty() || known.size() >= most_margins || !known.emplace(text).second) continue;
    kept.margins.push_back(within_bounds(text));
  }
  for (const auto& [name, value] : document.properties) {
    if (base::trim(value).empty() || kept.properties.size() >= most_properties) continue;
    kept.properties.push_back({within_bounds(name), within_bounds(base::trim(value))});
  }
  opened_.documents.push_back(std::move(kept));
}

void Opening::add_message(std::string message) {
  if (message.size() > bounds_.text_bytes - text_bytes_) {
    message.resize(bounds_.text_bytes - text_bytes_);
    unread("longer than " + megabytes(bounds_.text_bytes) + " of text", Weight::decisive);
  }
  text_bytes_ += message.size();
  opened_.messages.push_back(std::move(message));
}

std::string Opening::path_of(std::string_view name) const {
  auto clean = clean_name(name);
  if (clean.empty()) clean = "file " + std::to_string(entries_);
  return inside_.empty() ? clean : inside_ + "/" + clean;
}

void Opening::open_inside(const File& file) {
  if (entries_ >= bounds_.entries)
    return unread("holds more than " + std::to_string(bounds_.entries) + " files",
                  Weight::decisive);
  ++entries_;
  auto outer = std::exchange(inside_, path_of(file.name));
  const auto outer_content = std::exchange(content_, file.content);
  if (depth_ >= bounds_.depth) {
    unread("packed inside more than " + std::to_string(bounds_.depth) + " other files",
           Weight::decisive);
  } else {
    ++depth_;
    read_file(file, *this);
    --depth_;
  }
  inside_ = std::move(outer);
  content_ = outer_content;
}

void Opening::unread(std::string_view why, Weight weight) {
  const bool decisive = weight == Weight::decisive;
  std::size_t alike = 0;
  for (const auto& known : opened_.unread) {
    if (known.why != why) continue;
    if (known.what == inside_ || ++alike > most_alike) return;
  }
  // Nobody reads a list of a thousand files.
  opened_.unread.push_back(
      {alike == most_alike ? "further files in it" : inside_, std::string(why), decisive});
}

void Opening::unread_inside(std::string_view name, std::string_view why, Weight weight) {
  const auto outer = std::exchange(inside_, path_of(name));
  unread(why, weight);
  inside_ = outer;
}

bool Opening::spend_unpacked(std::size_t bytes) {
  if (bytes <= bounds_.unpacked_bytes - unpacked_bytes_) {
    unpacked_bytes_ += bytes;
    return true;
  }
  unpacked_bytes_ = bounds_.unpacked_bytes;
  unread("unpacks to more than " + megabytes(bounds_.unpacked_bytes), Weight::decisive);
  return false;
}

void read_file(const File& file, Opening& opening) {
  try {
    kind_of(file).read(file, opening);
  } catch (const std::bad_alloc&) {
    opening.unread("too big to be read", Opening::Weight::decisive);
  } catch (const std::exception&) {
    opening.unread("damaged", Opening::Weight::aside);
  }
}

}  // namespace candour::extract
