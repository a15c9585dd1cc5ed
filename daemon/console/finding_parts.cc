// SPDX-License-Identifier: MPL-2.0

#include "console/finding_parts.h"

#include "base/text.h"
#include "console/mail_text.h"
#include "console/words.h"
#include "pipeline/evidence_words.h"

namespace candour::console {

namespace {

std::string place_words(const stores::EvidencePlace& place) {
  auto words = place.where;
  if (!place.part.empty()) words += ", part " + place.part;
  if (place.length > 0)
    words += ": " + counted(place.length, "byte", "bytes") + " from byte " +
             with_commas(place.offset) + " on";
  return words;
}

// "attachment" alone does not tell which.
std::string place_name(const stores::EvidencePlace& place, const mail::Mail& mail) {
  if (pipeline::stands_in_file(place))
    for (const auto& part : mail.parts)
      if (part.path == place.part && !part.filename.empty())
        return "attachment " + base::in_one_line(part.filename);
  return place.where;
}

Markup as_list(const Markup& places) {
  return places.empty() ? text("–") : element("ul", places);
}

}  // namespace

std::string people_of(const stores::FindingRow& finding) {
  std::vector<std::string> people;
  for (const auto& person : finding.people) people.push_back(person_words(person));
  return base::join_as_prose(people);
}

Markup clause_words(const policy::Policy& policy, std::string_view rule) {
  const auto& clause = policy.setting(rule).clause;
  if (!clause) return text("The council added this rule itself.");
  return text(clause->document + ", " + clause->section + ": " + clause->summary);
}

Markup evidence_list(const stores::FindingRow& finding) {
  Markup places;
  for (const auto& place : finding.evidence) places += element("li", place_words(place));
  return as_list(places);
}

Markup evidence_list(const stores::FindingRow& finding, const mail::Mail& mail) {
  Markup places;
  for (const auto& place : finding.evidence) {
    auto entry = outside_words(place_name(place, mail));
    if (const auto words = pipeline::words_at(mail, place); !words.empty())
      entry += text(": ") + element("q", outside_words(words));
    places += element("li", entry);
  }
  return as_list(places);
}

}  // namespace candour::console
