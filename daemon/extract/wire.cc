// SPDX-License-Identifier: MPL-2.0

#include "extract/wire.h"

#include <algorithm>
#include <cstring>

#include "base/unicode.h"

namespace candour::extract {

namespace {

// Far above what Bounds allows; they keep a forged answer from growing in memory.
constexpr std::size_t most_items = 8'000;        // documents, messages, reasons
constexpr std::size_t most_details = 100'000;    // margins and properties of all documents
constexpr std::size_t longest_place = 1u << 10;  // name inside a file
constexpr std::size_t longest_reason = 300;

void put_number(std::string& out, std::size_t number) {
  const auto fixed = static_cast<std::uint32_t>(number);
  out.append(reinterpret_cast<const char*>(&fixed), sizeof fixed);
}

void put(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

void put(std::string& out, const mail::Document& document) {
  put(out, document.name);
  put(out, document.text);
  put(out, document.sha256);
  put_number(out, document.margins.size());
  for (const auto& margin : document.margins) put(out, margin);
  put_number(out, document.properties.size());
  for (const auto& property : document.properties) {
    put(out, property.name);
    put(out, property.value);
  }
}

// Text as it may go on: the process promises clean text, and a captured one does not keep promises.
std::string clean(std::string_view bytes) {
  auto text = base::valid_utf8(bytes);
  std::erase_if(text, [](char c) { return c == '\r' || c == '\0'; });
  return text;
}

std::string one_line(std::string_view bytes, std::size_t longest) {
  auto text = clean(bytes.substr(0, longest));
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return text;
}

// Reads what encode() wrote; after the first fault everything is empty and `faulty`.
class Body {
 public:
  explicit Body(std::string_view bytes) : bytes_(bytes) {}

  std::size_t number() {
    std::uint32_t number = 0;
    const auto raw = take(sizeof number);
    if (raw.size() == sizeof number) std::memcpy(&number, raw.data(), sizeof number);
    return number;
  }
  std::string_view text() { return take(number()); }
  /// A count of things to come, no more than are left of `allowance`.
  std::size_t count(std::size_t& allowance) {
    const auto wanted = number();
    if (wanted > allowance) {
      too_many_ = true;
      fail();
      return 0;
    }
    allowance -= wanted;
    return wanted;
  }

  bool faulty() const { return faulty_; }
  bool too_many() const { return too_many_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) fail();
    if (faulty_) return {};
    const auto taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  void fail() {
    faulty_ = true;
    bytes_ = {};
  }

  std::string_view bytes_;
  bool faulty_ = false;
  bool too_many_ = false;
};

mail::Document read_document(Body& body, std::size_t& details) {
  mail::Document document;
  document.name = one_line(body.text(), longest_place);
  document.text = clean(body.text());
  document.sha256 = one_line(body.text(), 64);
  for (auto left = body.count(details); left > 0 && !body.faulty(); --left)
    document.margins.push_back(clean(body.text()));
  for (auto left = body.count(details); left > 0 && !body.faulty(); --left) {
    auto name = clean(body.text());
    document.properties.push_back({std::move(name), clean(body.text())});
  }
  return document;
}

}  // namespace

std::string encode(const mail::Opened& opened) {
  std::string out;
  put_number(out, opened.documents.size());
  for (const auto& document : opened.documents) put(out, document);
  put_number(out, opened.messages.size());
  for (const auto& message : opened.messages) put(out, message);
  put_number(out, opened.unread.size());
  for (const auto& unread : opened.unread) {
    put(out, unread.what);
    put(out, unread.why);
    put_number(out, unread.could_change_verdict ? 1 : 0);
  }
  return out;
}

base::Result<mail::Opened> decode(std::string_view bytes) {
  Body body(bytes);
  mail::Opened opened;
  auto items = most_items;
  auto details = most_details;
  for (auto left = body.count(items); left > 0 && !body.faulty(); --left)
    opened.documents.push_back(read_document(body, details));
  for (auto left = body.count(items); left > 0 && !body.faulty(); --left)
    opened.messages.emplace_back(body.text());
  for (auto left = body.count(items); left > 0 && !body.faulty(); --left) {
    mail::Unread unread;
    unread.what = one_line(body.text(), longest_place);
    unread.why = one_line(body.text(), longest_reason);
    unread.could_change_verdict = body.number() != 0;
    opened.unread.push_back(std::move(unread));
  }
  if (body.too_many())
    return base::Error{base::Fault::over_limit, "extract.decode", "more items than any file holds"};
  if (body.faulty() || !body.at_end())
    return base::Error{base::Fault::malformed, "extract.decode", "not an answer"};
  return opened;
}

}  // namespace candour::extract
