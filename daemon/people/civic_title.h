// SPDX-License-Identifier: MPL-2.0
//
// Whom a civic title means where no name stands with it: "the Mayor", "our Chairman", but not "the
// Mayor of London", "the Chair of Planning" or "will chair the meeting".
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "people/roster.h"
#include "people/titles.h"
#include "people/tokens.h"

namespace candour::people {

/// Whether "former", "ex-" or "the late" stands before a token.
bool is_former(std::span<const Token> tokens, std::size_t at);

class CivicTitles {
 public:
  CivicTitles(std::span<const Token> tokens, const Roster& roster, base::Day day);

  /// Who holds the office that tokens [begin, end) name; null where they name none of this council,
  /// or where the roster does not say who holds it.
  const Person* holder(std::size_t begin, std::size_t end, TitleKind kind) const;

 private:
  bool is_of_another_body(std::size_t begin, std::size_t end) const;
  bool is_headed(std::size_t end) const;
  const Person* holder_on_day(TitleKind kind) const;
  static bool is_forename_of(const Token& word, const Person* person);
  bool is_own_place(const Token& token) const;
  bool is_committee_word(const Token& token) const;

  std::span<const Token> tokens_;
  const Roster& roster_;
  base::Day day_;
};

}  // namespace candour::people
