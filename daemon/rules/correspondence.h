// SPDX-License-Identifier: MPL-2.0
//
// One mail with everything rules may know of it: who is who on its day, which recipients are blind,
// what went before. Made once a message; rules only read it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "people/roster.h"
#include "rules/history.h"
#include "rules/language/reading.h"

namespace candour::rules {

struct Matter;
class Phrases;

/// The SMTP envelope, or what is known of it.
struct Envelope {
  std::optional<std::string> mail_from;             // nothing: not known; empty: null reverse-path
  std::optional<std::vector<std::string>> rcpt_to;  // nothing: not known
};

enum class Visibility { visible, blind };

/// A recipient. A list is replaced by its members in office, each with `via_list` set; its other
/// subscribers cannot be known.
struct Recipient {
  std::string address;  // as written; for a list's member the list's address
  std::string name;     // display name, or the roster's
  Visibility visibility = Visibility::visible;
  bool in_envelope = true;  // false: stands in To or Cc, yet the envelope does not carry it there
  people::Standing standing;
  const people::List* via_list = nullptr;
};

/// What a council may set for single rules beyond their action.
struct Parameters {
  std::vector<std::string> official_exceptions;  // "*@parliament.uk"; see matches_pattern()
};

struct Correspondence {
  const mail::Mail& mail;
  const people::Roster& roster;
  const History& history;
  const Phrases& phrases;
  const Parameters& parameters;
  std::string council;  // "Eastmere Town Council"
  base::Day day{};      // the message's date on the writer's clock
  base::Instant time{};

  std::string sender_address{};
  std::string sender_name{};  // display name
  people::Standing sender{};  // Resent-From, else From, else Sender, else MAIL FROM
  std::vector<Recipient> recipients{};
  bool blind_known = true;  // false: neither a Bcc field nor the envelope is known

  ReadText subject{};
  std::vector<ReadBody> bodies{};  // of mail.bodies, in their order

  // Readings that several rules share, made at the first asking (matter.h). One thread judges a
  // mail.
  mutable std::shared_ptr<const std::vector<Matter>> matters{};
  mutable std::optional<bool> released{};

  bool sent_by_officer() const;  // or from one of the council's shared mailboxes
  bool sent_by_councillor() const;
  /// Councillors among the recipients, each person once; visible wins over blind.
  std::vector<const Recipient*> councillors(Visibility visibility) const;
  std::vector<const Recipient*> outsiders() const;
  bool is_bulk() const;  // List-*, Precedence: bulk, or ten or more blind outsiders

  /// The versions of the text, plain and HTML: what has to be said must stand in each. Several
  /// bodies make one version where a mail client cut its text around pictures.
  std::vector<std::vector<const ReadBody*>> versions() const;
  /// Where a recipient stands: "header Cc", "header Bcc" or "envelope", and the address.
  Evidence evidence(const Recipient& recipient) const;
};

/// Brings a mail together with its people and its past.
Correspondence correspondence(const mail::Mail& mail, const Envelope& envelope,
                              const people::Roster& roster, const History& history,
                              const Phrases& phrases, const Parameters& parameters,
                              std::string_view council, base::Instant received);

/// "*@parliament.uk", "*@*.parliament.uk" or one address; case ignored.
bool matches_pattern(std::string_view pattern, std::string_view address);

}  // namespace candour::rules
