// SPDX-License-Identifier: MPL-2.0

#include "rules/correspondence.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

#include "base/text.h"

namespace candour::rules {

namespace {

using people::Standing;

// From here on blind copies are a mailing, not a secret.
constexpr std::size_t mailing_size = 10;

const mail::Address* first_of(std::initializer_list<const std::vector<mail::Address>*> fields) {
  for (const auto* field : fields)
    for (const auto& address : *field)
      if (!address.address.empty()) return &address;
  return nullptr;
}

mail::Address sender_of(const mail::Headers& headers, const Envelope& envelope) {
  if (const auto* sender = first_of({&headers.resent_from, &headers.from, &headers.sender}))
    return *sender;
  return {{}, envelope.mail_from.value_or("")};
}

/// Collects recipients in the order visible fields, Bcc, envelope; each address counts once.
class Recipients {
 public:
  Recipients(const people::Roster& roster, base::Day day, const Envelope& envelope, bool resent)
      : roster_(roster), day_(day), resent_(resent) {
    if (!envelope.rcpt_to) return;
    carried_.emplace();
    for (const auto& address : *envelope.rcpt_to) carried_->insert(people::normalised(address));
  }

  void add(const std::vector<mail::Address>& field, Visibility visibility, bool resent_field) {
    for (const auto& address : field) {
      if (address.address.empty()) continue;
      const auto key = people::normalised(address.address);
      // Without an envelope, a mail sent on again goes to whom its Resent fields name.
      const bool carried = carried_ ? carried_->contains(key) : resent_ == resent_field;
      add(address, key, visibility, carried);
    }
  }

  void add_rest_of_envelope(const Envelope& envelope) {
    for (const auto& address : envelope.rcpt_to.value_or(std::vector<std::string>{}))
      if (!address.empty())
        add({{}, address}, people::normalised(address), Visibility::blind, true);
  }

  /// Everybody who gets an invitation sees whom it asks. Whether it goes to him is not said by it.
  void show(const std::vector<mail::Invitation>& invitations) {
    for (const auto& invitation : invitations)
      for (const auto& attendee : invitation.attendees) {
        const auto& address = attendee.address.address;
        if (address.empty()) continue;
        shown_.insert(people::normalised(address));
        if (const auto* person = roster_.identify(address, day_).person; person != nullptr)
          shown_people_.insert(person);
      }
  }

  std::vector<Recipient> take() {
    visible_wins();
    return std::move(recipients_);
  }

 private:
  void add(const mail::Address& address, const std::string& key, Visibility visibility,
           bool carried) {
    if (const auto [known, is_new] = seen_.try_emplace(key, recipients_.size()); !is_new) {
      // In Cc and Resent-To alike, say: it is carried if either is.
      if (carried)
        for (auto i = known->second; i < ends_.at(key); ++i) recipients_[i].in_envelope = true;
      return;
    }
    const auto standing = roster_.identify(address.address, day_);
    if (standing.kind == Standing::Kind::list && standing.list != nullptr)
      add_members(*standing.list, address.address, visibility, carried);
    else
      recipients_.push_back(
          {address.address, name_of(address, standing), visibility, carried, standing, nullptr});
    ends_[key] = recipients_.size();
  }

  void add_members(const people::List& list, const std::string& address, Visibility visibility,
                   bool carried) {
    for (const auto* member : roster_.members(list, day_)) {
      Standing standing;
      standing.kind = Standing::Kind::councillor;
      standing.person = member;
      standing.position = member->councillor_position_on(day_);
      recipients_.push_back({address, member->name, visibility, carried, standing, &list});
    }
  }

  static std::string name_of(const mail::Address& address, const Standing& standing) {
    if (!address.name.empty() || standing.person == nullptr) return address.name;
    return standing.person->name;
  }

  // Who stands in To or Cc at any of his addresses, or through a list, is blind at none.
  void visible_wins() {
    auto visible = shown_people_;
    for (auto& recipient : recipients_)
      if (shown_.contains(people::normalised(recipient.address)))
        recipient.visibility = Visibility::visible;
    for (const auto& recipient : recipients_)
      if (recipient.visibility == Visibility::visible && recipient.standing.person != nullptr)
        visible.insert(recipient.standing.person);
    for (auto& recipient : recipients_)
      if (visible.contains(recipient.standing.person)) recipient.visibility = Visibility::visible;
  }

  const people::Roster& roster_;
  base::Day day_;
  bool resent_;
  std::optional<std::set<std::string>> carried_;  // normalised; nothing: the envelope is not known
  std::map<std::string, std::size_t> seen_;       // normalised address -> its first recipient
  std::map<std::string, std::size_t> ends_;       // … and the one after its last
  std::set<std::string> shown_;                   // attendees of an invitation, normalised
  std::set<const people::Person*> shown_people_;  // … those of the roster
  std::vector<Recipient> recipients_;
};

std::vector<Recipient> recipients_of(const mail::Mail& mail, const Envelope& envelope,
                                     const people::Roster& roster, base::Day day) {
  const auto& headers = mail.headers;
  const bool resent =
      !headers.resent_to.empty() || !headers.resent_cc.empty() || headers.resent_bcc.has_value();
  Recipients recipients(roster, day, envelope, resent);
  const std::vector<mail::Address> none;
  recipients.add(headers.resent_to, Visibility::visible, true);
  recipients.add(headers.resent_cc, Visibility::visible, true);
  recipients.add(headers.to, Visibility::visible, false);
  recipients.add(headers.cc, Visibility::visible, false);
  recipients.add(headers.resent_bcc.value_or(none), Visibility::blind, true);
  recipients.add(headers.bcc.value_or(none), Visibility::blind, false);
  recipients.add_rest_of_envelope(envelope);
  recipients.show(mail.invitations);
  return recipients.take();
}

bool is_of_invitation(const mail::Body& body, const mail::Mail& mail) {
  return std::any_of(
      mail.invitations.begin(), mail.invitations.end(),
      [&](const mail::Invitation& invitation) { return invitation.part == body.part; });
}

}  // namespace

bool Correspondence::sent_by_officer() const {
  return sender.kind == Standing::Kind::officer;
}

bool Correspondence::sent_by_councillor() const {
  return sender.kind == Standing::Kind::councillor;
}

std::vector<const Recipient*> Correspondence::councillors(Visibility visibility) const {
  std::vector<const Recipient*> result;
  for (const auto& recipient : recipients) {
    if (recipient.standing.kind != Standing::Kind::councillor) continue;
    if (recipient.visibility != visibility) continue;
    const auto same = std::find_if(result.begin(), result.end(), [&](const Recipient* other) {
      return other->standing.person == recipient.standing.person;
    });
    if (same == result.end())
      result.push_back(&recipient);
    else if ((*same)->via_list != nullptr && recipient.via_list == nullptr)
      *same = &recipient;  // an address of one's own says more than a list's
  }
  return result;
}

std::vector<const Recipient*> Correspondence::outsiders() const {
  std::vector<const Recipient*> result;
  for (const auto& recipient : recipients)
    if (recipient.standing.is_outsider()) result.push_back(&recipient);
  return result;
}

bool Correspondence::is_bulk() const {
  for (const auto& field : mail.headers.fields) {
    const auto name = base::lower_ascii(field.name);
    if (name.starts_with("list-")) return true;
    if (name == "precedence" && base::equals_ignoring_case(base::trim(field.value), "bulk"))
      return true;
  }
  const auto outside = outsiders();
  const auto blind = std::count_if(outside.begin(), outside.end(), [](const Recipient* recipient) {
    return recipient->visibility == Visibility::blind;
  });
  return static_cast<std::size_t>(blind) >= mailing_size;
}

std::vector<std::vector<const ReadBody*>> Correspondence::versions() const {
  std::vector<const ReadBody*> plain, html;
  bool plain_comes_first = true;
  for (const auto& body : bodies) {
    if (base::trim(body.body->text).empty()) continue;
    const bool is_html = body.body->kind == mail::Body::Kind::html;
    if (!is_html && plain.empty()) plain_comes_first = html.empty();
    (is_html ? html : plain).push_back(&body);
  }
  // Of alternatives the plainest comes first (RFC 2046 section 5.1.4). Plain text after HTML is
  // something added below it, a gateway's footer say.
  if (!plain.empty() && !html.empty() && !plain_comes_first) {
    html.insert(html.end(), plain.begin(), plain.end());
    plain.clear();
  }
  std::vector<std::vector<const ReadBody*>> result;
  for (auto* version : {&plain, &html})
    if (!version->empty()) result.push_back(std::move(*version));
  return result;
}

Evidence Correspondence::evidence(const Recipient& recipient) const {
  const auto key = people::normalised(recipient.address);
  const auto stands_in = [&](const std::vector<mail::Address>& field) {
    return std::any_of(field.begin(), field.end(), [&](const mail::Address& address) {
      return people::normalised(address.address) == key;
    });
  };
  const auto& headers = mail.headers;
  const std::vector<mail::Address> none;
  std::string_view where = "envelope";
  if (stands_in(headers.to) || stands_in(headers.resent_to))
    where = "header To";
  else if (stands_in(headers.cc) || stands_in(headers.resent_cc))
    where = "header Cc";
  else if (stands_in(headers.bcc.value_or(none)) || stands_in(headers.resent_bcc.value_or(none)))
    where = "header Bcc";
  return {std::string(where), recipient.address, {}, 0, 0};
}

Correspondence correspondence(const mail::Mail& mail, const Envelope& envelope,
                              const people::Roster& roster, const History& history,
                              const Phrases& phrases, const Parameters& parameters,
                              std::string_view council, base::Instant received) {
  const auto& headers = mail.headers;
  Correspondence result{mail, roster, history, phrases, parameters, std::string(council)};
  result.time = headers.date ? headers.date->instant : received;
  result.day = headers.date ? headers.date->day() : std::chrono::floor<std::chrono::days>(received);

  const auto sender = sender_of(headers, envelope);
  result.sender_address = sender.address;
  result.sender_name = sender.name;
  result.sender = roster.identify_sender(sender.address, result.day);
  result.recipients = recipients_of(mail, envelope, roster, result.day);
  result.blind_known = envelope.rcpt_to || headers.bcc || headers.resent_bcc;

  result.subject = read_text(headers.subject, "subject");
  result.bodies.reserve(mail.bodies.size());
  for (const auto& body : mail.bodies)
    result.bodies.push_back(read_body(body, is_of_invitation(body, mail) ? "invitation" : "text"));
  return result;
}

bool matches_pattern(std::string_view pattern, std::string_view address) {
  // Two stars at most stand in a pattern, so trying each place is cheap.
  const auto star = pattern.find('*');
  if (star == pattern.npos) return base::equals_ignoring_case(pattern, address);
  if (star > address.size() ||
      !base::equals_ignoring_case(pattern.substr(0, star), address.substr(0, star)))
    return false;
  const auto rest = pattern.substr(star + 1);
  for (std::size_t at = star; at <= address.size(); ++at) {
    if (matches_pattern(rest, address.substr(at))) return true;
    if (at < address.size() && address[at] == '@') break;  // a star stays on its side of the @
  }
  return false;
}

}  // namespace candour::rules
