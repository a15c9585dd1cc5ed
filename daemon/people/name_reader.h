// SPDX-License-Identifier: MPL-2.0
//
// Reads one councillor's name at a place in a text: "J. Smith", "Jane Smith-Jones", "SMITH, Jane".
// What stands before it (a title) and what follows are naming.cc's.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "people/person_name.h"
#include "people/roster.h"
#include "people/tokens.h"

namespace candour::people {

/// A name that stands in a text. `person` is null where it fits more than one councillor, or where
/// its forename is not that of the councillor with this surname.
struct ReadName {
  const Person* person = nullptr;
  std::size_t end = 0;    // the token after it
  bool forename = false;  // given with a forename or initial
  bool in_full = false;   // given as fully as the roster has it: no initial for a forename
  const std::string* surname = nullptr;
};

class NameReader {
 public:
  NameReader(std::span<const Token> tokens, const std::vector<const Person*>& people);

  /// The name that begins at a token, the longest reading first; nothing where none does.
  std::optional<ReadName> read(std::size_t at) const;
  /// The councillor meant by a forename whose surname stands elsewhere: "David and Susan Brown".
  const Person* person_with(const std::string& forename, const std::string& surname) const;

 private:
  struct Known {
    const Person* person;
    PersonName name;
  };
  struct Surname {
    std::vector<const Known*> bearers;
    std::size_t end = 0;
    bool exact = false;  // as the roster writes it
  };

  Surname surname_at(std::size_t at) const;
  std::size_t end_of_surname(std::size_t at, const std::string& surname) const;
  std::optional<ReadName> forename_first(std::size_t at) const;
  std::optional<ReadName> surname_first(std::size_t at) const;
  std::optional<std::size_t> forename_end(std::size_t at) const;
  std::size_t past_nickname(std::size_t at) const;
  std::optional<ReadName> forename_behind(const Surname& surname) const;
  bool opens_another_name(std::size_t surname, std::size_t next) const;

  std::span<const Token> tokens_;
  std::vector<Known> known_;
};

}  // namespace candour::people
