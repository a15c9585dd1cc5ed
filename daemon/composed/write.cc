// SPDX-License-Identifier: MPL-2.0

#include "composed/write.h"

#include <chrono>
#include <cstdio>

#include "base/digest.h"
#include "composed/fields.h"
#include "composed/transfer.h"
#include "mail/codec.h"

namespace candour::composed {

namespace {

// "Mon, 20 Jul 2026 17:00:51 +0100"
std::string written(const mail::Date& date) {
  constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day day{date.day()};
  const std::chrono::hh_mm_ss time{
      std::chrono::floor<std::chrono::seconds>(date.instant + date.offset) - date.day()};
  const std::chrono::hh_mm_ss zone{date.offset};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d %c%02d%02d",
                weekdays[std::chrono::weekday{date.day()}.c_encoding()],
                static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1],
                static_cast<int>(day.year()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                zone.is_negative() ? '-' : '+', static_cast<int>(zone.hours().count()),
                static_cast<int>(zone.minutes().count()));
  return text;
}

bool is_message(const Attachment& attachment) {
  return attachment.type == "message/rfc822";
}

/// Writes one message, part after part, into one string.
class Writer {
 public:
  explicit Writer(const Message& message) : message_(message) {
    // "=_" stands in nothing that is quoted-printable or base64. What goes as it is cannot hold its
    // own digest.
    std::string verbatim;
    for (const auto& attachment : message.attachments) {
      if (attachment.file)
        verbatim += attachment.sha256;
      else if (is_message(attachment))
        verbatim += attachment.content;
    }
    boundary_ = "=_" + base::sha256_hex(verbatim).substr(0, 24);
  }

  std::string write() {
    raw_.reserve(about());
    header();
    if (message_.attachments.empty()) {
      texts();
      return std::move(raw_);
    }
    const auto mixed = boundary_ + "_mixed";
    multipart("mixed", mixed);
    next(mixed);
    texts();
    for (const auto& attachment : message_.attachments) {
      next(mixed);
      add(attachment);
    }
    last(mixed);
    return std::move(raw_);
  }

 private:
  // Growing by and by, a message with large files would be copied and copied.
  std::size_t about() const {
    constexpr std::size_t words = 64u << 10;
    std::size_t files = 0;
    for (const auto& attachment : message_.attachments)
      files += attachment.content.size() + (attachment.file ? attachment.file->size() : 0);
    return words + files + files / 32;  // with line ends
  }

  void header() {
    raw_ += address_field("From", {message_.from});
    if (message_.sender) raw_ += address_field("Sender", {*message_.sender});
    raw_ += address_field("Reply-To", message_.reply_to);
    raw_ += address_field("To", message_.to);
    raw_ += address_field("Cc", message_.cc);
    raw_ += text_field("Subject", message_.subject);
    if (message_.date) raw_ += "Date: " + written(*message_.date) + "\r\n";
    if (!message_.message_id.empty()) raw_ += id_field("Message-ID", {message_.message_id});
    if (!message_.in_reply_to.empty()) raw_ += id_field("In-Reply-To", {message_.in_reply_to});
    raw_ += id_field("References", message_.references);
    for (const auto& field : message_.headers) raw_ += text_field(field.name, field.value);
    raw_ += "MIME-Version: 1.0\r\n";
  }

  void texts() {
    if (!message_.html) return text("plain", message_.text.value_or(""));
    if (!message_.text) return text("html", *message_.html);
    const auto alternative = boundary_ + "_alternative";
    multipart("alternative", alternative);
    next(alternative);
    text("plain", *message_.text);
    next(alternative);
    text("html", *message_.html);
    last(alternative);
  }

  void text(const char* subtype, const std::string& words) {
    raw_ += "Content-Type: text/" + std::string(subtype) + "; charset=utf-8\r\n";
    raw_ += "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    raw_ += quoted_printable(words);
  }

  void add(const Attachment& attachment) {
    const bool attached = attachment.disposition == Disposition::attachment;
    raw_ += "Content-Type: " + attachment.type + "\r\n";
    raw_ += std::string("Content-Disposition: ") + (attached ? "attachment" : "inline");
    if (!attachment.name.empty()) raw_ += parameter("filename", attachment.name);
    raw_ += "\r\n";
    if (!attachment.content_id.empty()) raw_ += id_field("Content-ID", {attachment.content_id});
    if (is_message(attachment)) {  // may not be encoded (RFC 2046 section 5.2.1)
      raw_ += "Content-Transfer-Encoding: 8bit\r\n\r\n";
      raw_ += attachment.file ? *attachment.file : mail::decode_base64(attachment.content).bytes;
    } else if (attachment.file) {
      raw_ += "Content-Transfer-Encoding: binary\r\n\r\n";  // RFC 2045 section 6.2
      raw_ += *attachment.file;
    } else {
      raw_ += "Content-Transfer-Encoding: base64\r\n\r\n";
      append_in_lines(raw_, attachment.content);
    }
  }

  void multipart(const char* subtype, const std::string& boundary) {
    raw_ += "Content-Type: multipart/" + std::string(subtype) + ";\r\n boundary=\"" + boundary +
            "\"\r\n";
  }

  void next(const std::string& boundary) { raw_ += "\r\n--" + boundary + "\r\n"; }
  void last(const std::string& boundary) { raw_ += "\r\n--" + boundary + "--\r\n"; }

  const Message& message_;
  std::string boundary_;
  std::string raw_;
};

}  // namespace

std::string write(const Message& message) {
  return Writer(message).write();
}

}  // namespace candour::composed
