// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_rows.h"

#include <boost/json.hpp>

namespace candour::stores {

namespace json = boost::json;

std::string evidence_json(const std::vector<EvidencePlace>& evidence) {
  json::array list;
  for (const auto& place : evidence)
    list.push_back({{"where", place.where},
                    {"part", place.part},
                    {"offset", place.offset},
                    {"length", place.length}});
  return json::serialize(list);
}

std::vector<EvidencePlace> evidence_from_json(std::string_view text) {
  boost::system::error_code error;
  const json::value parsed = json::parse(text, error);
  std::vector<EvidencePlace> evidence;
  if (error || !parsed.is_array()) return evidence;
  for (const auto& item : parsed.get_array()) {
    const auto& place = item.as_object();
    evidence.push_back({std::string(place.at("where").as_string()),
                        std::string(place.at("part").as_string()),
                        place.at("offset").to_number<std::uint64_t>(),
                        place.at("length").to_number<std::uint64_t>()});
  }
  return evidence;
}

DecisionRow decision_from(Statement& row) {
  DecisionRow decision;
  decision.id = row.text();
  decision.time = row.time();
  decision.direction = row.text() == "received" ? Direction::received : Direction::sent;
  decision.entrance = row.text();
  decision.council = row.text();
  decision.policy_version = row.text();
  decision.verdict = row.text();
  decision.sender_key = row.text();
  decision.sender_name = row.text();
  decision.visible_keys = row.list();
  decision.blind_keys = row.list();
  decision.recipients_known = row.number() != 0;
  decision.message_key = row.text();
  decision.marked = row.number() != 0;
  decision.released = row.number() != 0;
  decision.unchecked = row.list();
  decision.exceptions = row.list();
  decision.content_digest = row.text();
  return decision;
}

}  // namespace candour::stores
