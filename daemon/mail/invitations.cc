// SPDX-License-Identifier: MPL-2.0
#include "mail/invitations.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "mail/calendar.h"
#include "mail/content.h"
#include "mail/said_words.h"
#include "mail/zones.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_text = 512u << 10;  // bytes that the invitations say

// An attached message's invitation is its own affair.
bool lies_in_attached(const Part& part, const Mail& mail) {
  return std::any_of(mail.attached.begin(), mail.attached.end(), [&](const Attached& attached) {
    return part.path.starts_with(attached.path + '.');
  });
}

bool is_same(const Address& a, const Address& b) {
  return base::equals_ignoring_case(a.address, b.address) && a.name == b.name;
}

// Google Calendar sends one invitation as an alternative and as a file.
bool is_same(const Invitation& a, const Invitation& b) {
  return a.component == b.component && a.method == b.method && is_same(a.organizer, b.organizer) &&
         a.summary == b.summary && a.location == b.location && a.description == b.description &&
         std::equal(a.attendees.begin(), a.attendees.end(), b.attendees.begin(), b.attendees.end(),
                    [](const auto& one, const auto& other) {
                      return is_same(one.address, other.address);
                    });
}

void add_invitations(const Part& part, const Limits& limits, Remarks& remarks, Mail& mail) {
  auto calendar = read_calendar(part.text, limits);
  bool cut = calendar.cut;
  auto& all = mail.invitations;
  for (auto& invitation : calendar.invitations) {
    // A program that sends one twice sends nothing else.
    if (!all.empty() && (is_same(all.front(), invitation) || is_same(all.back(), invitation)))
      continue;
    cut = cut || all.size() == limits.parts;
    if (all.size() == limits.parts) break;
    invitation.part = part.path;
    all.push_back(std::move(invitation));
  }
  if (cut)
    remarks.over_limit("calendar-limit", "the calendar",
                       "too long, or too many events or attendees");
}

// An answer gives the organiser back what he wrote himself (RFC 5546 section 1.4).
bool is_answer(const Invitation& invitation) {
  return invitation.method == "REPLY" || invitation.method == "REFRESH" ||
         invitation.method == "DECLINECOUNTER";
}

// Where HTML alone is shown, a text of another kind would be a version that nobody sees.
Body::Kind shown_kind(const Mail& mail) {
  const bool plain = mail.bodies.empty() ||
                     std::any_of(mail.bodies.begin(), mail.bodies.end(),
                                 [](const Body& body) { return body.kind == Body::Kind::plain; });
  return plain ? Body::Kind::plain : Body::Kind::html;
}

std::string words_of(const Invitation& invitation) {
  return invitation.summary + '\n' + invitation.location + '\n' + invitation.description + '\n';
}

std::string unsaid(std::string text, const Mail& mail) {
  UnsaidLines lines(std::move(text));
  lines.compare(mail.headers.subject);
  for (const auto& body : mail.bodies) lines.compare(body.text);
  return lines.take();
}

}  // namespace

bool is_calendar(const Part& part) {
  if (part.type == "text/calendar" || part.type == "application/ics") return true;
  // By name alone anything could pass for one, and would not be looked into.
  constexpr std::string_view begin = "BEGIN:VCALENDAR";
  const auto head = base::trim(std::string_view(part.content).substr(0, 200));
  return base::lower_ascii(part.filename).ends_with(".ics") &&
         head.find(begin) != std::string_view::npos;
}

void read_invitations(Mail& mail, const Limits& limits, Remarks& remarks) {
  for (const auto& part : mail.parts)
    if (!part.body && is_calendar(part) && !lies_in_attached(part, mail))
      add_invitations(part, limits, remarks, mail);

  if (mail.invitations.empty()) return;

  std::string text;
  for (const auto& invitation : mail.invitations)
    if (!is_answer(invitation)) text += words_of(invitation);
  if (text.size() > most_text)
    remarks.over_limit("calendar-limit", "the calendar",
                       "more than " + std::to_string(most_text) + " bytes of text");
  Body body;
  body.kind = shown_kind(mail);
  body.part = mail.invitations.front().part;
  body.text = unsaid(clean_text(text, most_text), mail);
  if (base::trim(body.text).empty()) return;
  divide(body, {});
  mail.bodies.push_back(std::move(body));
}

}  // namespace candour::mail
