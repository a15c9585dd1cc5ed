// SPDX-License-Identifier: MPL-2.0
#include "mail/headers.h"

#include <array>
#include <set>

#include "base/text.h"
#include "mail/address_list.h"
#include "mail/date.h"
#include "mail/encoded_word.h"

namespace candour::mail {

namespace {

// RFC 5322 section 3.6; the fields of MIME are looked at in entity.cc.
constexpr std::array once{"from", "sender",  "reply-to",   "to",          "cc",        "bcc",
                          "date", "subject", "message-id", "in-reply-to", "references"};

// Ids stand in angle brackets; a reply of some programs names its id bare, or with words around it.
// Reads one more than `limit`, so that the caller can tell that there are too many.
std::vector<std::string> read_ids(std::string_view value, std::size_t limit) {
  std::vector<std::string> ids;
  for (auto open = value.find('<'); open != std::string_view::npos && ids.size() <= limit;) {
    const auto close = value.find('>', open);
    if (close == std::string_view::npos) break;
    if (const auto id = base::trim(value.substr(open + 1, close - open - 1)); !id.empty())
      ids.emplace_back(id);
    open = value.find('<', close);
  }
  if (!ids.empty()) return ids;
  for (const auto word : base::split(value, ' '))
    if (ids.size() <= limit && word.find('@') != std::string_view::npos)
      ids.emplace_back(base::trim(word));
  return ids;
}

// Fills Headers field by field.
class HeaderReader {
 public:
  HeaderReader(Headers& headers, const Limits& limits, Remarks& remarks)
      : headers_(headers), limits_(limits), remarks_(remarks) {}

  void read(const RawField& field) {
    const auto name = base::lower_ascii(field.name);
    const bool first = seen_.insert(name).second;
    if (!first && std::find(once.begin(), once.end(), name) != once.end())
      remarks_.anomaly("duplicate-header");
    headers_.fields.push_back({field.name, decode_encoded_words(field.value)});
    if (!read_recipients(name, field.value) && first) read_single(name, field.value);
  }

 private:
  // A second To or Cc is read too: mail clients show it, and mail is delivered by it. So is a
  // second block of Resent- fields (RFC 5322 section 3.6.6).
  bool read_recipients(std::string_view name, std::string_view value) {
    if (name == "to") return append(headers_.to, value);
    if (name == "cc") return append(headers_.cc, value);
    if (name == "resent-to") return append(headers_.resent_to, value);
    if (name == "resent-cc") return append(headers_.resent_cc, value);
    if (name == "bcc") return append(present(headers_.bcc), value);
    if (name == "resent-bcc") return append(present(headers_.resent_bcc), value);
    return false;
  }

  void read_single(std::string_view name, std::string_view value) {
    if (name == "from") append(headers_.from, value);
    if (name == "sender") append(headers_.sender, value);
    if (name == "reply-to") append(headers_.reply_to, value);
    if (name == "resent-from") append(headers_.resent_from, value);
    if (name == "resent-sender") append(headers_.resent_sender, value);
    if (name == "subject") headers_.subject = headers_.fields.back().value;
    if (name == "message-id") headers_.message_id = read_message_id(value);
    if (name == "in-reply-to") headers_.in_reply_to = ids(value);
    if (name == "references") headers_.references = ids(value);
    if (name == "date") {
      headers_.date = parse_date(value);
      if (!headers_.date) remarks_.anomaly("malformed-date");
    }
  }

  std::vector<std::string> ids(std::string_view value) {
    auto ids = read_ids(value, limits_.message_ids);
    if (ids.size() <= limits_.message_ids) return ids;
    ids.pop_back();
    remarks_.over_limit("message-ids-limit", "the earlier messages",
                        "more than " + std::to_string(limits_.message_ids) + " of them");
    return ids;
  }

  static std::vector<Address>& present(std::optional<std::vector<Address>>& list) {
    return list ? *list : list.emplace();
  }

  bool append(std::vector<Address>& list, std::string_view value) {
    auto parsed = parse_address_list(value, limits_.addresses);
    if (parsed.malformed) remarks_.anomaly("malformed-addresses");
    if (parsed.over_limit)
      remarks_.over_limit("addresses-limit", "the recipients",
                          "more than " + std::to_string(limits_.addresses) + " addresses");
    list.insert(list.end(), std::make_move_iterator(parsed.addresses.begin()),
                std::make_move_iterator(parsed.addresses.end()));
    return true;
  }

  Headers& headers_;
  const Limits& limits_;
  Remarks& remarks_;
  std::set<std::string, std::less<>> seen_;
};

}  // namespace

Headers read_headers(const Entity& message, const Limits& limits, Remarks& remarks) {
  Headers headers;
  HeaderReader reader(headers, limits, remarks);
  for (const auto& field : message.fields()) reader.read(field);
  return headers;
}

std::string read_message_id(std::string_view value) {
  auto ids = read_ids(value, 1);
  return ids.empty() ? std::string(base::trim(value)) : std::move(ids.front());
}

}  // namespace candour::mail
