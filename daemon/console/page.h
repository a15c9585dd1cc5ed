// SPDX-License-Identifier: MPL-2.0
//
// What all pages share: the frame around them, and a visitor's request as pages see it. A page is a
// function of its sources and a visit.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "console/exchange.h"
#include "console/form.h"
#include "console/markup.h"
#include "console/policy_desk.h"
#include "console/sessions.h"
#include "console/users.h"
#include "mail/document_reader.h"
#include "pipeline/held_desk.h"
#include "pipeline/met_addresses.h"
#include "pipeline/policies.h"
#include "stores/review.h"

namespace candour::console {

/// Looks through the mailboxes that are followed for a mail, known by the digest of its Message-ID
/// and about when it was sent. Takes its time; nothing of it is kept.
///
/// Returns  its bytes; nothing where it is in none of them (any more)
/// Errors   refused: no mailbox is followed; unavailable: a mailbox could not be looked through,
///          and the others have it not
using FindMail = std::function<base::Result<std::optional<std::string>>(
    const std::string& message_key, base::Instant around)>;

/// Something that happened to a user of the console.
struct UserEvent {
  std::string_view what;  // "signed-in", "not-signed-in", "slowed-down", "added", …
  std::string user;       // empty: somebody whom nobody knows
  std::string by;         // who did it, where it was another
  std::string address;    // from where he signed in, or tried to
};

/// Where pages have from what they show. All must outlive the console.
struct Sources {
  const pipeline::Policies& policies;
  stores::Review& ledger;
  mail::DocumentReader& documents;
  policy::DataFolder data;
  std::function<boost::json::object()> status;  // as GET /v1/status answers it
  const pipeline::HeldDesk& held;
  FindMail find_mail;
  std::filesystem::path last_good;  // the folder of the last good policy and its roster
  PolicyDesk& change;
  Users& users;
  /// Told of who signs in and what is done to users; for the log.
  std::function<void(const UserEvent&)> user_event{};
  /// Addresses of mail that passed; null: nobody notes them.
  const pipeline::MetAddresses* met = nullptr;
};

/// A request of somebody who is signed in; its form's token was right.
struct Visit {
  User user;
  std::string form_token;
  std::string parameter;  // what stands in the place of the route's {…}
  Form query, form;
  base::Instant now;
};

/// title     of the window and the heading
/// section   the path of the entry of the menu that is shown as the present one: "/findings"
/// script    the path of the one script that the page may run; empty: it runs none
struct Frame {
  std::string title;
  std::string section;
  std::string script{};
};

/// A page with menu, heading and `main` below it.
Answer page(const Frame& frame, const Sources& sources, const Visit& visit, const Markup& main,
            unsigned status = 200);

/// Whether the visitor may ask for this; where not, it is not offered to him.
///
/// path   a route's, as in routes.cc: "/held/{mail}"
bool may(const Visit& visit, std::string_view method, std::string_view path);

/// A page for who is not signed in.
Answer bare_page(std::string_view title, const Markup& main, unsigned status);

/// Another page is to be fetched: the answer to a form.
Answer see_other(std::string location);

/// The field that each form with method post carries.
Markup form_token_field(const Visit& visit);

}  // namespace candour::console
