// SPDX-License-Identifier: MPL-2.0

#include "rules/who/exchange.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "rules/who/participants.h"

namespace candour::rules {

namespace {

/// An earlier message, its people told apart.
struct Earlier {
  Participants sender, all;
  bool recipients_known = true;
  Evidence evidence;
};

/// Nothing where it was no private exchange with a councillor.
std::optional<Exchange> exchange_of(const Earlier& earlier) {
  const auto& all = earlier.all;
  if (all.councillors.size() != 1 || all.outsiders) return std::nullopt;
  if (earlier.sender.councillors.empty() && !earlier.sender.officers) return std::nullopt;
  const bool known = earlier.recipients_known && !all.strangers;
  if (!all.officers && known) return std::nullopt;  // a note to himself
  return Exchange{*all.councillors.begin(), {}, known, earlier.evidence};
}

Earlier earlier_of(const mail::Quote& quote, const mail::Body& body,
                   const Correspondence& correspondence) {
  Earlier earlier;
  earlier.sender.add(quote.from, correspondence);
  earlier.all = earlier.sender;
  earlier.all.add(quote.to, correspondence);
  earlier.all.add(quote.cc, correspondence);
  earlier.recipients_known = quote.recipients_known;
  const auto line_end = std::min(body.text.find('\n', quote.begin), quote.end);
  const auto length = line_end - quote.begin;
  earlier.evidence = {"quoted text", body.text.substr(quote.begin, length), body.part, quote.begin,
                      length};
  return earlier;
}

Earlier earlier_of(const mail::Attached& attached, const Correspondence& correspondence) {
  const auto& headers = attached.headers;
  Earlier earlier;
  earlier.sender.add(headers.from.empty() ? headers.sender : headers.from, correspondence);
  earlier.all = earlier.sender;
  earlier.all.add(headers.to, correspondence);
  earlier.all.add(headers.cc, correspondence);
  if (headers.bcc) earlier.all.add(*headers.bcc, correspondence);
  earlier.recipients_known = !headers.to.empty() || !headers.cc.empty();
  const auto name = attached.filename.empty() ? headers.subject : attached.filename;
  const auto sender = headers.from.empty() ? std::string() : headers.from.front().address;
  earlier.evidence = {"attachment " + name, "From: " + sender, attached.path, 0, 0};
  return earlier;
}

using Later = std::set<const people::Person*>;

void add_quotes(const mail::Body& body, const Later& later, const Correspondence& correspondence,
                std::vector<Exchange>& exchanges) {
  // Quotes that this one stands in: each was written after it and carried it along.
  std::vector<std::pair<std::size_t, Later>> around;
  for (const auto& quote : body.quotes) {
    while (!around.empty() && around.back().first >= quote.depth) around.pop_back();
    auto had_already = around.empty() ? later : around.back().second;
    const auto earlier = earlier_of(quote, body, correspondence);
    if (auto exchange = exchange_of(earlier)) {
      exchange->had_already = had_already;
      exchanges.push_back(std::move(*exchange));
    }
    had_already.insert(earlier.all.councillors.begin(), earlier.all.councillors.end());
    around.emplace_back(quote.depth, std::move(had_already));
  }
}

/// Who is who in the history, which knows people by the digests of their addresses only.
class Keys {
 public:
  explicit Keys(const Correspondence& correspondence) : correspondence_(correspondence) {
    for (const auto& person : correspondence.roster.people())
      for (const auto& position : person.positions)
        for (const auto& address : position.emails) learn(address);
    for (const auto& list : correspondence.roster.lists())
      for (const auto& address : list.emails) learn(address);
    // Shared mailboxes and advisers' domains have no row of their own; those who write now do.
    learn(correspondence.sender_address);
    for (const auto& recipient : correspondence.recipients) learn(recipient.address);
    for (const auto& body : correspondence.mail.bodies)
      for (const auto& quote : body.quotes)
        for (const auto* field : {&quote.from, &quote.to, &quote.cc})
          for (const auto& address : *field) learn(address.address);
  }

  people::Standing standing_of(const AddressKey& key) const {
    const auto known = standings_.find(key);
    return known == standings_.end() ? people::Standing{} : known->second;
  }

 private:
  void learn(const std::string& address) {
    if (address.find('@') == std::string::npos || address.starts_with("*")) return;
    standings_.try_emplace(correspondence_.history.key_of(people::normalised(address)),
                           correspondence_.roster.identify(address, correspondence_.day));
  }

  const Correspondence& correspondence_;
  std::map<AddressKey, people::Standing> standings_;
};

std::vector<Earlier> thread_of(const Correspondence& correspondence) {
  const auto& headers = correspondence.mail.headers;
  auto ids = headers.in_reply_to;
  ids.insert(ids.end(), headers.references.begin(), headers.references.end());
  if (ids.empty()) return {};
  const auto mails = correspondence.history.thread(ids);
  if (mails.empty()) return {};

  const Keys keys(correspondence);
  const auto own_key = correspondence.history.key_of(headers.message_id);
  std::vector<Earlier> thread;
  for (const auto& mail : mails) {
    if (!headers.message_id.empty() && mail.message_id_key == own_key) continue;
    Earlier earlier;
    earlier.sender.add(keys.standing_of(mail.sender), correspondence);
    earlier.all = earlier.sender;
    for (const auto* recipients : {&mail.visible, &mail.blind})
      for (const auto& key : *recipients) earlier.all.add(keys.standing_of(key), correspondence);
    earlier.recipients_known = mail.recipients_known;
    earlier.evidence = {"earlier mail", ids.front(), {}, 0, 0};
    thread.push_back(std::move(earlier));
  }
  return thread;
}

std::vector<Exchange> exchanges_of(const std::vector<Earlier>& thread) {
  std::vector<Exchange> exchanges;
  Later later;  // grows from the newest mail back to the oldest
  for (auto earlier = thread.rbegin(); earlier != thread.rend(); ++earlier) {
    if (auto exchange = exchange_of(*earlier)) {
      exchange->had_already = later;
      exchanges.push_back(std::move(*exchange));
    }
    later.insert(earlier->all.councillors.begin(), earlier->all.councillors.end());
  }
  return exchanges;
}

bool wrote(const Earlier& earlier, const people::Person* councillor) {
  return earlier.recipients_known && earlier.sender.councillors.contains(councillor);
}

// What the history knows of the quoted messages, it knows better than their introductions.
void correct_by_thread(std::vector<Exchange>& quoted, const std::vector<Earlier>& thread,
                       const std::vector<Exchange>& from_thread) {
  std::erase_if(quoted, [&](const Exchange& exchange) {
    return !exchange.recipients_known &&
           std::any_of(thread.begin(), thread.end(),
                       [&](const Earlier& earlier) { return wrote(earlier, exchange.councillor); });
  });
  for (auto& exchange : quoted) {
    std::optional<Later> in_all;
    for (const auto& known : from_thread) {
      if (known.councillor != exchange.councillor) continue;
      if (!in_all) in_all = known.had_already;
      std::erase_if(*in_all,
                    [&](const auto* person) { return !known.had_already.contains(person); });
    }
    if (in_all) exchange.had_already.insert(in_all->begin(), in_all->end());
  }
}

}  // namespace

std::vector<Exchange> private_exchanges(const Correspondence& correspondence) {
  std::vector<Exchange> exchanges;
  for (const auto& body : correspondence.mail.bodies)
    add_quotes(body, {}, correspondence, exchanges);
  for (const auto& attached : correspondence.mail.attached) {
    const auto earlier = earlier_of(attached, correspondence);
    if (auto exchange = exchange_of(earlier)) exchanges.push_back(std::move(*exchange));
    for (const auto& body : attached.bodies)
      add_quotes(body, earlier.all.councillors, correspondence, exchanges);
  }

  const auto thread = thread_of(correspondence);
  auto from_thread = exchanges_of(thread);
  correct_by_thread(exchanges, thread, from_thread);
  std::move(from_thread.begin(), from_thread.end(), std::back_inserter(exchanges));
  return exchanges;
}

}  // namespace candour::rules
