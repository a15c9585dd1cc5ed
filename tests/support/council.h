// SPDX-License-Identifier: MPL-2.0
//
// Eastmere, the council that tests share: the roster of policies/examples and the shipped phrases,
// read once a test program.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "people/roster.h"
#include "rules/language/phrases.h"
#include "support/source_folder.h"

namespace candour::support {

inline const people::Roster& eastmere() {
  static const people::Roster roster = [] {
    std::ifstream file(source_folder() + "/policies/examples/eastmere.csv", std::ios::binary);
    const std::string csv(std::istreambuf_iterator<char>(file), {});
    auto read = people::read_roster(csv, "eastmere.csv");
    if (!read) throw std::runtime_error(read.error().detail);
    return people::Roster(read->people, read->lists, {"eastmere-tc.gov.uk"});
  }();
  return roster;
}

inline const rules::Phrases& phrases() {
  static const rules::Phrases phrases = [] {
    auto loaded = rules::Phrases::load(source_folder() + "/policies/phrases",
                                       source_folder() + "/policies/learned");
    if (!loaded) throw std::runtime_error(loaded.error().detail);
    return std::move(*loaded);
  }();
  return phrases;
}

/// The councillor of that name, as the roster has it.
inline const people::Person& person(std::string_view name) {
  for (const auto& person : eastmere().people())
    if (person.name == name) return person;
  throw std::invalid_argument("nobody called " + std::string(name));
}

}  // namespace candour::support
