// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/letter.h"

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "base/text.h"
#include "base/unicode.h"

namespace candour::extract {

namespace {

// One line, whatever stood in the property: a line end in a subject must not begin a new field.
std::string one_line(std::string_view text) {
  auto line = base::valid_utf8(text);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
  return std::string(base::trim(line));
}

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : one_line(name)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string written(const mail::Address& address) {
  auto angled = one_line(address.address);
  std::erase_if(angled, [](char c) { return c == '<' || c == '>'; });
  angled = '<' + angled + '>';
  return address.name.empty() ? angled : quoted_name(address.name) + ' ' + angled;
}

std::string written(const std::vector<mail::Address>& addresses) {
  std::string list;
  for (const auto& address : addresses) {
    if (!list.empty()) list += ",\n ";
    list += written(address);
  }
  return list;
}

bool all_have_addresses(const std::vector<mail::Address>& people) {
  return std::none_of(people.begin(), people.end(),
                      [](const mail::Address& person) { return person.address.empty(); });
}

bool is_known(const mail::Address& address) {
  return !address.name.empty() || !address.address.empty();
}

std::string in_angles(std::string_view id) {
  const auto line = one_line(id);
  return line.empty() || line.starts_with('<') ? line : '<' + line + '>';
}

/// The header being written; each field once.
class Header {
 public:
  void add(std::string_view name, std::string_view value) {
    if (value.empty() || !names_.insert(base::lower_ascii(name)).second) return;
    text_.append(name).append(": ").append(value).append("\n");
  }

  // What came by SMTP tells whatever the properties do not: an Exchange sender's address, labels.
  // What describes the body describes another one than ours.
  void add_missing(std::string_view transport_header) {
    const auto own = names_;
    for (std::size_t at = 0; at < transport_header.size();) {
      const auto field = field_at(transport_header, at);
      at += field.size();
      const auto colon = field.find(':');
      if (colon == std::string_view::npos) continue;
      const auto name = base::lower_ascii(base::trim(field.substr(0, colon)));
      if (name.empty() || name.starts_with("content-") || name == "mime-version" ||
          own.contains(name))
        continue;
      text_ += one_line(field) + '\n';
      names_.insert(name);
    }
  }

  const std::string& text() const { return text_; }

 private:
  // A line with those that continue it.
  static std::string_view field_at(std::string_view header, std::size_t begin) {
    auto end = header.find('\n', begin);
    while (end != std::string_view::npos && end + 1 < header.size() &&
           (header[end + 1] == ' ' || header[end + 1] == '\t'))
      end = header.find('\n', end + 1);
    return header.substr(begin, end == std::string_view::npos ? end : end + 1 - begin);
  }

  std::string text_;
  std::set<std::string> names_;
};

void append_part(std::string& message, std::string_view type, std::string_view text) {
  message.append("Content-Type: ").append(type).append("; charset=utf-8\n");
  message.append("Content-Transfer-Encoding: 8bit\n\n").append(text).append("\n");
}

}  // namespace

std::string to_header(const Letter& letter) {
  Header header;
  // People known by an Exchange name alone are better told by the transport header, where it came.
  const bool transported = !letter.transport_header.empty();
  const auto add_people = [&](std::string_view name, const std::vector<mail::Address>& people) {
    if (!transported || all_have_addresses(people)) header.add(name, written(people));
  };
  const auto from = is_known(letter.from) ? std::vector{letter.from} : std::vector<mail::Address>();
  add_people("From", from);
  if (is_known(letter.sender)) header.add("Sender", written(letter.sender));
  add_people("To", letter.to);
  add_people("Cc", letter.cc);
  header.add("Bcc", written(letter.bcc));
  header.add("Subject", one_line(letter.subject));
  header.add("Date", letter.date);
  header.add("Message-ID", in_angles(letter.message_id));
  header.add("In-Reply-To", in_angles(letter.in_reply_to));
  header.add("References", one_line(letter.references));
  header.add("Sensitivity", letter.sensitivity);
  header.add(label_property, one_line(letter.labels));
  header.add_missing(letter.transport_header);
  header.add("From", written(from));
  header.add("To", written(letter.to));
  header.add("Cc", written(letter.cc));
  return header.text();
}

std::string to_message(const Letter& letter) {
  auto message = to_header(letter);
  message += "MIME-Version: 1.0\n";
  if (letter.text.empty() || letter.html.empty()) {
    append_part(message, letter.html.empty() ? "text/plain" : "text/html",
                letter.html.empty() ? letter.text : letter.html);
    return message;
  }
  // A digest of the texts cannot stand in them.
  const auto boundary = base::sha256_hex(letter.text + letter.html);
  message += "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\n\n";
  for (const auto& [type, text] :
       {std::pair("text/plain", &letter.text), {"text/html", &letter.html}}) {
    message += "--" + boundary + '\n';
    append_part(message, type, *text);
  }
  return message + "--" + boundary + "--\n";
}

}  // namespace candour::extract
