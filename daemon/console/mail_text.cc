// SPDX-License-Identifier: MPL-2.0

#include "console/mail_text.h"

#include "base/text.h"
#include "console/controls.h"
#include "console/words.h"

namespace candour::console {

namespace {

constexpr std::size_t most_words = 200u << 10;  // shown of one text
constexpr std::size_t most_addresses = 200;     // shown of one field
constexpr std::size_t most_files = 200;

Markup list_of(const std::vector<std::string>& entries) {
  Markup items;
  for (const auto& entry : entries) items += element("li", outside_words(entry));
  return element("ul", {{"class", "plain"}}, items);
}

std::vector<std::string> written(const std::vector<mail::Address>& addresses) {
  std::vector<std::string> lines;
  for (const auto& address : addresses) {
    if (lines.size() == most_addresses) {
      lines.push_back("and " + with_commas(addresses.size() - lines.size()) + " more");
      break;
    }
    lines.push_back(address.name.empty() ? address.address
                                         : address.name + " <" + address.address + ">");
  }
  return lines;
}

std::vector<std::string> files_of(const mail::Mail& mail) {
  std::vector<std::string> files;
  for (const auto& part : mail.parts) {
    if (part.body) continue;
    if (files.size() == most_files) {
      files.push_back("and more");
      break;
    }
    files.push_back((part.filename.empty() ? "a file without a name" : part.filename) + ", " +
                    part.type + ", " + counted(part.content.size(), "byte", "bytes"));
  }
  return files;
}

std::string_view cut(std::string_view words) {
  if (words.size() <= most_words) return words;
  auto end = most_words;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) --end;
  return words.substr(0, end);
}

Markup words_under(std::string_view heading, std::string_view words) {
  const auto shown = cut(words);
  auto content =
      element("h3", heading) + element("div", {{"class", "mail"}, {"dir", "auto"}}, shown);
  if (shown.size() < words.size())
    content += element(
        "p", {{"class", "small"}},
        "The rest is not shown: " + counted(words.size() - shown.size(), "byte", "bytes") + ".");
  return content;
}

}  // namespace

Markup outside_words(std::string_view words) {
  return element("bdi", base::in_one_line(words));
}

Markup mail_facts(const mail::Mail& mail, const std::vector<std::string>& blind) {
  const auto& headers = mail.headers;
  auto facts =
      fact("Subject", headers.subject.empty() ? text("none") : outside_words(headers.subject)) +
      fact("From", list_of(written(headers.from)));
  if (!headers.to.empty()) facts += fact("To", list_of(written(headers.to)));
  if (!headers.cc.empty()) facts += fact("Copies (Cc)", list_of(written(headers.cc)));
  if (!blind.empty())
    facts += fact("Blind copies", list_of(blind) + element("p", {{"class", "small"}},
                                                           "Nobody else is told of them; keep it "
                                                           "so."));
  if (const auto files = files_of(mail); !files.empty()) facts += fact("Files", list_of(files));
  return facts;
}

Markup mail_words(const mail::Mail& mail) {
  Markup words;
  for (const auto& body : mail.bodies) {
    const bool html = body.kind == mail::Body::Kind::html;
    if (!base::trim(body.text).empty())
      words += words_under(html ? "Written as a web page (its text alone)" : "The text", body.text);
    if (!base::trim(body.hidden).empty())
      words += words_under("In it, but not seen by a reader", body.hidden);
  }
  return words.empty() ? element("p", "It has no text.") : words;
}

}  // namespace candour::console
