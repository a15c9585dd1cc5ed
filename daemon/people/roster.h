// SPDX-License-Identifier: MPL-2.0
//
// Who an address is, on a given day. The roster is a spreadsheet the council keeps;
// this file owns its format in memory, roster_csv.cc the one on disk.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::people {

enum class Role { chair, vice_chair, councillor, clerk, officer, adviser, press, complainant };

std::optional<Role> role_named(std::string_view name);  // "vice-chair"; case ignored
std::string_view name_of(Role role);
bool is_councillor(Role role);  // chair and vice-chair too
bool is_officer(Role role);     // the clerk too

/// A term of office; both days inclusive, a missing one open.
struct Term {
  std::optional<base::Day> start, end;
  bool covers(base::Day day) const;
};

/// One row of the roster but for lists.
struct Position {
  Role role = Role::councillor;
  std::vector<std::string> emails;  // normalised; "*@domain" for a whole domain
  std::string group;                // political group; empty for none
  std::vector<std::string> committees;
  Term term;
};

/// Somebody with all his rows.
struct Person {
  std::string name;  // as the roster writes it
  std::vector<Position> positions;

  bool is_councillor_on(base::Day day) const;
  /// The row of his office that day: chair before vice-chair before councillor; null out of office.
  const Position* councillor_position_on(base::Day day) const;
  /// Political group and committees that day, from whichever of his councillor's rows gives them.
  std::string_view group_on(base::Day day) const;
  bool sits_on(std::string_view committee, base::Day day) const;
};

/// Whether two spreadsheet cells mean one committee or group: case, accents, blanks and a closing
/// "Committee" or "Group" make no difference.
bool same_body(std::string_view a, std::string_view b);

/// An address that stands for several people.
struct List {
  std::string name;
  std::vector<std::string> emails;
  std::string group;
  std::vector<std::string> committees;
};

/// What an address is on a day. A third party is what the roster and the domains do not know, and a
/// councillor out of office.
struct Standing {
  enum class Kind { councillor, officer, adviser, press, complainant, third_party, list };
  Kind kind = Kind::third_party;
  const Person* person = nullptr;      // null: a shared mailbox, a stranger, a list
  const Position* position = nullptr;  // the row that gave the kind
  const List* list = nullptr;

  bool is_outsider() const {  // who may not know what is confidential
    return kind == Kind::third_party || kind == Kind::press || kind == Kind::complainant;
  }
};

/// Lower case, blanks and angle brackets off, the +tag of the local part off, an IDN domain as
/// ASCII: how addresses are compared throughout.
std::string normalised(std::string_view address);

class Roster {
 public:
  Roster() = default;
  Roster(std::vector<Person> people, std::vector<List> lists,
         const std::vector<std::string>& domains);

  const std::vector<Person>& people() const { return people_; }
  const std::vector<List>& lists() const { return lists_; }
  const std::vector<std::string>& domains() const { return domains_; }

  /// Who an address is, as a recipient: where a person's rows disagree on that day (a councillor
  /// who acts as clerk with one address for both) the councillor comes first. Looked for in this
  /// order: a person's own address, a list's, "*@domain" in the roster, the council's domains.
  Standing identify(std::string_view address, base::Day day) const;
  /// Who an address is, as a sender: an acting clerk's row comes first.
  Standing identify_sender(std::string_view address, base::Day day) const;

  /// The councillors in office for whom a list stands, in the roster's order.
  std::vector<const Person*> members(const List& list, base::Day day) const;
  std::vector<const Person*> councillors(base::Day day) const;

 private:
  // Indices, not pointers, so that a Roster may be copied and moved.
  struct Row {
    std::size_t person, position;
  };
  using Prefer = int (*)(Role);

  Standing identify(std::string_view address, base::Day day, Prefer prefer) const;
  const std::vector<Row>* rows_of(const std::string& address) const;
  const std::vector<Row>* rows_by_pattern(std::string_view domain) const;
  std::optional<Standing> standing(const std::vector<Row>& rows, base::Day day,
                                   Prefer prefer) const;
  bool is_own_domain(std::string_view domain) const;

  std::vector<Person> people_;
  std::vector<List> lists_;
  std::vector<std::string> domains_;
  std::unordered_map<std::string, std::vector<Row>> rows_;  // by address or pattern
  std::unordered_map<std::string, std::size_t> lists_by_address_;
};

/// A roster and what its reader should know of it.
struct RosterFile {
  std::vector<Person> people;
  std::vector<List> lists;
  std::vector<std::string> notes;  // "roster.csv: not UTF-8, read as Windows-1252"
};

/// Reads a roster.
///
/// csv      the file's bytes; UTF-8 with or without BOM, else Windows-1252; CRLF or LF (RFC 4180)
/// file     its name, for messages
/// Errors   malformed: every fault on a line of its own, "roster.csv:7:14: unknown role
/// 'counciler';
///          did you mean 'councillor'?"
base::Result<RosterFile> read_roster(std::string_view csv, std::string_view file);

}  // namespace candour::people
