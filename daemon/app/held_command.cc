// SPDX-License-Identifier: MPL-2.0

#include "app/held_command.h"

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>
#include <set>

#include "app/held_desk.h"
#include "app/login_name.h"
#include "base/text.h"
#include "mail/mail.h"

namespace candour::app {

namespace json = boost::json;
using stores::HeldStage;

namespace {

/// The configuration, and the spool that it has.
struct Desk : pipeline::HeldDesk {
  Configuration configuration;
};

int complain(const std::string& what, int status, std::ostream& err) {
  err << "candour: " << what << '\n';
  return status;
}

std::optional<Desk> open_desk(const HeldOptions& options, std::ostream& err) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) {
    complain(configuration.error().detail, 2, err);
    return {};
  }
  if (!configuration->held) {
    complain("no mail is held: " + options.config.string() +
                 " has no `held:`, and the action `hold` asks as `confirm` does",
             2, err);
    return {};
  }
  return Desk{held_desk(*configuration), *configuration};
}

std::string recipients(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " recipient" : " recipients");
}

std::string times(std::uint32_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

std::string what_is_with(const stores::HeldMark& mark) {
  switch (mark.stage) {
    case HeldStage::waiting:
      return "waits for a decision";
    case HeldStage::due:
      return mark.tries == 0
                 ? "released by " + mark.by + ", about to be sent"
                 : "released by " + mark.by + ", tried " + times(mark.tries) + "; next at " +
                       base::to_string(mark.next_try) + ": " + mark.answer;
    case HeldStage::sending:
      return "is being sent";
    case HeldStage::unknown:
      return "sent or not: unknown, since the connection broke at the last moment";
    case HeldStage::failed:
      return "refused by the mail server: " + mark.answer;
    case HeldStage::sent:
      return "sent";
    case HeldStage::discarded:
      return "discarded by " + mark.by;
  }
  return {};
}

json::object as_json(const stores::HeldEntry& entry) {
  const auto& envelope = entry.envelope;
  if (!entry.damage.empty()) return {{"id", envelope.id}, {"damage", entry.damage}};
  return {{"id", envelope.id},
          {"held_at", base::to_string(envelope.held_at)},
          {"sender", envelope.mail_from},
          {"name", envelope.sender_name},
          {"recipients", envelope.rcpt_to.size()},
          {"rules", json::array(envelope.rules.begin(), envelope.rules.end())},
          {"bytes", entry.bytes},
          {"stage", stores::name_of(entry.mark.stage)},
          {"by", entry.mark.by},
          {"reason", entry.mark.reason},
          {"answer", entry.mark.answer}};
}

void print(const stores::HeldEntry& entry, std::ostream& out) {
  const auto& envelope = entry.envelope;
  if (!entry.damage.empty()) {
    out << envelope.id << "  damaged, and will not be sent: " << entry.damage << '\n';
    return;
  }
  out << envelope.id << "  " << base::to_string(envelope.held_at) << "  " << envelope.mail_from
      << " to " << recipients(envelope.rcpt_to.size()) << '\n'
      << "    " << (envelope.rules.empty() ? "unread parts" : base::join(envelope.rules, ", "))
      << "; " << what_is_with(entry.mark) << '\n';
}

void print_addresses(std::string_view label, const std::vector<mail::Address>& addresses,
                     std::ostream& out) {
  if (addresses.empty()) return;
  std::vector<std::string> written;
  for (const auto& address : addresses) written.push_back(address.address);
  out << label << base::join(written, ", ") << '\n';
}

// Those of the envelope who stand in no field: whoever decides must know that they get it.
std::vector<std::string> blind_in(const stores::HeldEnvelope& envelope, const mail::Mail& mail) {
  std::set<std::string, std::less<>> visible;
  for (const auto* list : {&mail.headers.to, &mail.headers.cc})
    for (const auto& address : *list) visible.insert(people::normalised(address.address));
  std::vector<std::string> blind;
  for (const auto& recipient : envelope.rcpt_to)
    if (!visible.contains(people::normalised(recipient))) blind.push_back(recipient);
  return blind;
}

// What a terminal would obey stands in some mails.
std::string harmless(std::string_view text) {
  std::string shown;
  for (const char c : text)
    shown +=
        (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f ? '?' : c;
  return shown;
}

void print_message(const stores::HeldMessage& message, std::ostream& out) {
  const auto mail = mail::read(message.bytes);
  out << "Id:      " << message.envelope.id << '\n'
      << "Held:    " << base::to_string(message.envelope.held_at) << '\n'
      << "Rules:   " << base::join(message.envelope.rules, ", ") << '\n'
      << "Sender:  " << message.envelope.mail_from << '\n';
  print_addresses("To:      ", mail.headers.to, out);
  print_addresses("Cc:      ", mail.headers.cc, out);
  if (const auto blind = blind_in(message.envelope, mail); !blind.empty())
    out << "Blind:   " << base::join(blind, ", ")
        << "\n         (nobody else is told of them; keep it so)\n";
  out << "Subject: " << harmless(mail.headers.subject) << '\n';
  for (const auto& part : mail.parts)
    if (!part.body && !part.filename.empty())
      out << "File:    " << harmless(part.filename) << ", " << part.content.size() << " bytes\n";
  for (const auto& body : mail.bodies) out << '\n' << harmless(body.text) << '\n';
}

int decide(const HeldOptions& options, pipeline::HeldRuling::Kind kind, std::ostream& out,
           std::ostream& err) {
  const auto desk = open_desk(options, err);
  if (!desk) return 2;
  people::Roster roster;
  if (desk->four_eyes) {  // else nobody asks who the sender is
    auto known = roster_of(desk->configuration);
    if (!known) return complain(known.error().detail, 2, err);
    roster = std::move(*known);
  }
  const pipeline::HeldRuling ruling{kind, login_name(), options.reason, options.again, base::now()};
  const auto decided = pipeline::decide(*desk, roster, options.id, ruling);
  if (!decided)
    return complain(decided.error().detail, decided.error().fault == base::Fault::refused ? 1 : 2,
                    err);
  const bool released = kind == pipeline::HeldRuling::Kind::release;
  if (options.json)
    out << json::serialize(json::object{
               {"id", options.id},
               {"stage", stores::name_of(released ? HeldStage::due : HeldStage::discarded)}})
        << '\n';
  else
    out << options.id << " is " << (released ? "released; candourd sends it" : "discarded")
        << ", and tells its sender.\n";
  return 0;
}

}  // namespace

int list_held(const HeldOptions& options, std::ostream& out, std::ostream& err) {
  const auto desk = open_desk(options, err);
  if (!desk) return 2;
  const auto entries = desk->held->list();
  if (!entries) return complain(entries.error().detail, 1, err);
  std::size_t listed = 0;
  for (const auto& entry : *entries) {
    if (entry.envelope.notice) continue;
    ++listed;
    if (options.json)
      out << json::serialize(as_json(entry)) << '\n';
    else
      print(entry, out);
  }
  if (listed == 0 && !options.json) out << "No mail is held.\n";
  return 0;
}

int show_held(const HeldOptions& options, std::ostream& out, std::ostream& err) {
  const auto desk = open_desk(options, err);
  if (!desk) return 2;
  const auto message = desk->held->read(options.id);
  if (!message) return complain(message.error().detail, 2, err);
  print_message(*message, out);
  return 0;
}

int release_held(const HeldOptions& options, std::ostream& out, std::ostream& err) {
  return decide(options, pipeline::HeldRuling::Kind::release, out, err);
}

int discard_held(const HeldOptions& options, std::ostream& out, std::ostream& err) {
  return decide(options, pipeline::HeldRuling::Kind::discard, out, err);
}

}  // namespace candour::app
