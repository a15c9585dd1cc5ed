// SPDX-License-Identifier: MPL-2.0

#include "console/health.h"

#include "base/text.h"
#include "console/words.h"

namespace candour::console {

namespace json = boost::json;

namespace {

std::string words_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Health entrance_health(const json::object& status) {
  std::vector<std::string> places;
  for (const auto& listener : status.at("listeners").as_array())
    if (words_at(listener.as_object(), "protocol") == "smtp")
      places.push_back(words_at(listener.as_object(), "place"));
  if (places.empty())
    return {"Proxy", true, "No mail client sends through Candour; none is configured (smtp:)."};
  return {"Proxy", true, "Mail clients send through " + base::join_as_prose(places) + "."};
}

Health next_hop_health(const json::object& status, const std::vector<stores::HourCount>& tallies) {
  std::vector<std::string> places;
  for (const auto& listener : status.at("listeners").as_array())
    if (auto place = words_at(listener.as_object(), "next_hop"); !place.empty())
      places.push_back(std::move(place));
  std::size_t rejected = 0, lost = 0;
  for (const auto& tally : tallies) {
    if (tally.outcome == stores::OutcomeKind::rejected) rejected += tally.messages;
    if (tally.outcome == stores::OutcomeKind::unknown) lost += tally.messages;
  }
  auto words = places.empty() ? "No mail is passed on."
                              : "Mail goes on to " + base::join_as_prose(places) + ".";
  if (rejected > 0)
    words +=
        " In the last 30 days it did not take " + counted(rejected, "message", "messages") + ".";
  if (lost > 0)
    words += " Of " + counted(lost, "message", "messages") +
             " it is not known whether it went: ask the senders to look.";
  return {"Mail server", lost == 0, std::move(words)};
}

std::string folder_words(const json::object& folder) {
  const auto state = words_at(folder, "state"), role = words_at(folder, "role");
  if (state == "following") return role + " is followed";
  if (state == "looking")
    return role + " is being looked through, " +
           with_commas(folder.at("done").to_number<std::size_t>()) + " of " +
           with_commas(folder.at("of").to_number<std::size_t>());
  if (state == "missing")
    return role + " is not there: name the folder in candourd.yaml, or switch it off";
  if (state == "away")
    return role + " cannot be reached: candourd tries again by itself, and its log says why";
  return role + " is being connected";
}

Health account_health(const json::object& account) {
  std::vector<std::string> folders;
  bool well = true;
  for (const auto& folder : account.at("folders").as_array()) {
    const auto state = words_at(folder.as_object(), "state");
    well = well && state != "missing" && state != "away";
    folders.push_back(folder_words(folder.as_object()));
  }
  auto words = words_at(account, "account") + ": " + base::join(folders, "; ") + ".";
  return {"Mailbox", well, std::move(words)};
}

Health policy_health(const json::object& policy) {
  auto words = words_at(policy, "council") + ", " + words_at(policy, "pack") + ", version " +
               words_at(policy, "version") + ".";
  if (!policy.at("faulty").as_bool()) return {"Policy", true, std::move(words)};
  return {"Policy", false,
          "The policy or the roster, as it was saved, has a fault; the last good one stays in "
          "force: " +
              words + " Run candourd --check --config FILE: it says where the fault is."};
}

Health ledger_health(const json::object& ledger) {
  const auto waiting = ledger.at("waiting").to_number<std::size_t>();
  const auto dropped = ledger.at("dropped").to_number<std::size_t>();
  if (waiting + dropped == 0) return {"Ledger", true, "Every decision is on record."};
  auto words = counted(waiting, "record waits", "records wait") + " to be written.";
  if (dropped > 0) words += " " + counted(dropped, "was", "were") + " lost.";
  return {"Ledger", false, words + " Is the disk full? candourd's log says more."};
}

Health reader_health(bool reads) {
  if (reads) return {"Document reader", true, "Attached files are opened for their words."};
  return {"Document reader", false,
          "candour-extract did not start: attached files stay unread, and mail with files asks "
          "first. candourd's log says why."};
}

Health summary_health(const json::object& summary) {
  return {"Monthly summary", summary.at("well").as_bool(), words_at(summary, "words")};
}

}  // namespace

std::vector<Health> health_of(const json::object& status,
                              const std::vector<stores::HourCount>& tallies) {
  std::vector<Health> parts{policy_health(status.at("policy").as_object()), entrance_health(status),
                            next_hop_health(status, tallies)};
  for (const auto& account : status.at("accounts").as_array())
    parts.push_back(account_health(account.as_object()));
  if (const auto* summary = status.if_contains("summary"))
    parts.push_back(summary_health(summary->as_object()));
  parts.push_back(ledger_health(status.at("ledger").as_object()));
  parts.push_back(reader_health(status.at("reads_documents").as_bool()));
  return parts;
}

}  // namespace candour::console
