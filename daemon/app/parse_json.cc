// SPDX-License-Identifier: MPL-2.0
#include "app/parse_json.h"

#include <algorithm>
#include <string>

#include "base/digest.h"
#include "base/unicode.h"

namespace candour::app {

namespace {

namespace json = boost::json;

json::array addresses(const std::vector<mail::Address>& list) {
  json::array array;
  for (const auto& [name, address] : list)
    array.push_back(json::object{{"name", name}, {"address", address}});
  return array;
}

json::array strings(const std::vector<std::string>& list) {
  json::array array;
  for (const auto& text : list) array.emplace_back(text);
  return array;
}

json::value or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

json::object describe(const mail::Document& document) {
  json::array properties;
  for (const auto& [name, value] : document.properties)
    properties.push_back(json::object{{"name", name}, {"value", value}});
  return {{"name", document.name},
          {"text", document.text},
          {"margins", strings(document.margins)},
          {"properties", properties},
          {"sha256", document.sha256}};
}

json::object describe(const mail::Part& part) {
  json::array documents;
  for (const auto& document : part.documents) documents.push_back(describe(document));
  return {{"path", part.path},
          {"type", part.type},
          {"charset", or_null(part.charset)},
          {"disposition", part.disposition},
          {"filename", part.filename},
          {"size", part.content.size()},
          {"sha256", base::sha256_hex(part.content)},
          {"text", part.text},
          {"documents", documents}};
}

json::object describe(const mail::Unread& unread) {
  return {{"what", unread.what}, {"why", unread.why}};
}

json::object describe(const mail::Address& address) {
  return {{"name", address.name}, {"address", address.address}};
}

json::object describe(const mail::Invitation::Attendee& attendee) {
  auto object = describe(attendee.address);
  object["role"] = attendee.role;
  object["status"] = attendee.status;
  object["kind"] = attendee.kind;
  object["sent_by"] = attendee.sent_by.address;
  return object;
}

json::object describe(const mail::Invitation& invitation) {
  json::array attendees;
  for (const auto& attendee : invitation.attendees) attendees.push_back(describe(attendee));
  return {{"part", invitation.part},
          {"component", invitation.component},
          {"method", invitation.method},
          {"class", invitation.classification},
          {"organizer", describe(invitation.organizer)},
          {"sent_by", invitation.sent_by.address},
          {"attendees", attendees},
          {"summary", invitation.summary},
          {"location", invitation.location},
          {"description", invitation.description}};
}

template <class T>
json::array described(const std::vector<T>& list) {
  json::array array;
  for (const auto& item : list) array.push_back(describe(item));
  return array;
}

// The words alone: how lines are broken and what blanks stand between them differs by nature.
std::string words(std::string_view text) {
  auto folded = base::folded(text);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '\n'; });
  return folded;
}

const mail::Body& shown_body(const std::vector<mail::Body>& bodies) {
  static const mail::Body none;
  if (bodies.empty()) return none;
  const auto html = std::find_if(bodies.begin(), bodies.end(), [](const mail::Body& body) {
    return body.kind == mail::Body::Kind::html;
  });
  if (html == bodies.end()) return bodies.front();
  const auto same = std::find_if(bodies.begin(), bodies.end(), [&](const mail::Body& body) {
    return body.kind == mail::Body::Kind::plain && words(body.text) == words(html->text);
  });
  return same == bodies.end() ? *html : *same;
}

}  // namespace

json::object describe(const mail::Mail& mail) {
  const auto& headers = mail.headers;
  const auto& body = shown_body(mail.bodies);
  json::object object{
      {"subject", headers.subject},
      {"from", addresses(headers.from)},
      {"sender", addresses(headers.sender)},
      {"to", addresses(headers.to)},
      {"cc", addresses(headers.cc)},
      {"bcc", addresses(headers.bcc.value_or(std::vector<mail::Address>{}))},
      {"reply_to", addresses(headers.reply_to)},
      {"date", headers.date ? json::value(headers.date->to_string()) : json::value(nullptr)},
      {"message_id", headers.message_id},
      {"in_reply_to", headers.in_reply_to.empty() ? std::string() : headers.in_reply_to.front()},
      {"references", strings(headers.references)},
      {"parts", described(mail.parts)},
      {"invitations", described(mail.invitations)},
      {"authored", body.authored()},
      {"quoted", body.zone_text(mail::Zone::quoted)},
      {"signature", body.zone_text(mail::Zone::signature)},
      {"disclaimer", body.zone_text(mail::Zone::disclaimer)},
      {"foot", body.foot()},
      {"anomalies", strings(mail.anomalies)},
      {"unchecked", described(mail.unchecked)},
  };
  return object;
}

}  // namespace candour::app
