// SPDX-License-Identifier: MPL-2.0
//
// The roster on disk, as a spreadsheet saves it. The reader goes through the whole file and tells
// every fault at once, each with its place and how to mend it.

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "base/unicode.h"
#include "people/csv.h"
#include "people/person_name.h"
#include "people/roster.h"
#include "people/roster_checks.h"
#include "people/roster_columns.h"

namespace candour::people {

namespace {

constexpr std::size_t faults_told = 100;
constexpr std::size_t file_bytes = 64u << 20;

enum class Column { name, role, emails, group, committees, term_start, term_end };
constexpr auto& column_names = roster_columns;
constexpr std::size_t columns_needed = 3;  // name, role, emails

struct Fault {
  Place place;
  std::string what;
};

/// One row's cells by column; an empty cell where the row or the file has none.
class Cells {
 public:
  Cells(const std::vector<CsvField>& fields, const std::array<std::size_t, 7>& columns)
      : fields_(fields), columns_(columns) {}

  std::string_view text(Column column) const {
    const auto* field = find(column);
    return field == nullptr ? std::string_view{} : base::trim(field->text);
  }
  /// Where a piece of the cell's text stands; the row's beginning where the row has no such cell.
  Place place(Column column, std::string_view piece) const {
    const auto* field = find(column);
    if (field == nullptr) return fields_.front().place;
    return piece.empty()
               ? field->place
               : place_in(*field, static_cast<std::size_t>(piece.data() - field->text.data()));
  }
  Place place(Column column) const { return place(column, text(column)); }

 private:
  const CsvField* find(Column column) const {
    const auto at = columns_[static_cast<std::size_t>(column)];
    return at < fields_.size() ? &fields_[at] : nullptr;
  }

  const std::vector<CsvField>& fields_;
  const std::array<std::size_t, 7>& columns_;
};

class RosterReader {
 public:
  explicit RosterReader(std::string_view file) : file_(file) {}

  base::Result<RosterFile> read(std::string_view text) {
    Csv csv = read_csv(text);
    for (auto& fault : csv.faults) faults_.push_back({fault.place, std::move(fault.what)});
    if (csv.rows.empty())
      add_fault({},
                "the roster is empty; its first line is name,role,emails,group,committees,"
                "term_start,term_end");
    else if (read_header(csv.rows.front()))
      for (std::size_t row = 1; row < csv.rows.size(); ++row) read_row(csv.rows[row]);
    for (const auto& [list, what] : notes_on_lists(roster_)) note(at(list_places_[list]) + what);
    if (auto chairs = note_on_chairs(roster_)) note(": " + *chairs);
    if (!faults_.empty()) return told();
    return std::move(roster_);
  }

  void note(std::string what) {
    if (roster_.notes.size() < faults_told)
      roster_.notes.push_back(std::string(file_) + std::move(what));
  }

 private:
  void add_fault(Place place, std::string what) { faults_.push_back({place, std::move(what)}); }

  std::string at(Place place) const {
    return ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
  }

  base::Error told() {
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    std::vector<std::string> lines;
    for (const auto& fault : faults_) {
      if (lines.size() == faults_told) {
        lines.push_back(std::string(file_) + ": and " +
                        std::to_string(faults_.size() - faults_told) + " more");
        break;
      }
      lines.push_back(std::string(file_) + at(fault.place) + fault.what);
    }
    return {base::Fault::malformed, "people.read_roster", base::join(lines, "\n")};
  }

  bool read_header(const std::vector<CsvField>& header) {
    columns_.fill(absent);
    width_ = header.size();
    std::vector<std::pair<const CsvField*, std::string>> unknown;
    for (std::size_t i = 0; i < header.size(); ++i) {
      const auto key = roster_column(header[i].text);
      const auto known = std::find(column_names.begin(), column_names.end(), key);
      if (known == column_names.end()) {
        if (!key.empty()) unknown.emplace_back(&header[i], key);
        continue;
      }
      auto& column = columns_[static_cast<std::size_t>(known - column_names.begin())];
      if (column != absent)
        add_fault(header[i].place, "column " + in_quotes(key) + " stands here twice; take one out");
      column = i;
    }
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i] == absent) missing.push_back(column_names[i]);
    for (const auto& [field, key] : unknown) {
      // A column of the council's own is none of our business; a misspelt one is.
      if (const auto hint = or_close(key, missing); !hint.empty())
        add_fault(field->place, "unknown column " + in_quotes(key) + hint);
      else
        note(at(field->place) + "column " + in_quotes(key) + " is not read");
    }
    for (std::size_t i = 0; i < columns_needed; ++i)
      if (columns_[i] == absent)
        add_fault(header.front().place,
                  "column '" + std::string(column_names[i]) + "' is missing from the first line");
    return faults_.empty();
  }

  void read_row(const std::vector<CsvField>& fields) {
    for (std::size_t i = width_; i < fields.size(); ++i)
      if (!base::trim(fields[i].text).empty()) {
        add_fault(fields[i].place,
                  "more cells than the first line has columns; put a cell that "
                  "holds a comma in double quotes");
        return;
      }
    const Cells cells(fields, columns_);
    const auto name = cells.text(Column::name);
    if (name.empty()) add_fault(cells.place(Column::name), "the row has no name");
    const auto role_name = cells.text(Column::role);
    const bool list = base::equals_ignoring_case(role_name, "list");
    const auto role = role_named(role_name);
    if (!role && !list) add_fault(cells.place(Column::role), fault_of_role(role_name));
    const auto emails = read_emails(cells);
    const auto term = read_term(cells);
    if (name.empty() || (!role && !list)) return;
    if (list)
      add_list(cells, emails);
    else
      add_position(cells, *role, emails, term);
  }

  struct Email {
    std::string address;  // normalised
    Place place;
  };

  std::vector<Email> read_emails(const Cells& cells) {
    std::vector<Email> emails;
    for (std::string_view rest = cells.text(Column::emails); !rest.empty();) {
      const auto end = rest.find_first_of(";, \t\r\n");
      std::string_view piece = rest.substr(0, end);
      rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
      const auto place = cells.place(Column::emails, piece);
      if (base::lower_ascii(piece.substr(0, 7)) == "mailto:") piece.remove_prefix(7);
      if (piece.starts_with('<') && piece.ends_with('>')) piece = piece.substr(1, piece.size() - 2);
      if (piece.empty()) continue;
      if (const auto fault = fault_of_address(piece); !fault.empty())
        add_fault(place, "address " + in_quotes(piece) + " " + fault);
      else
        emails.push_back({normalised(piece), place});
    }
    return emails;
  }

  std::optional<base::Day> read_day(const Cells& cells, Column column) {
    const auto text = cells.text(column);
    if (text.empty()) return {};
    const auto day = base::parse_day(text);
    if (!day)
      add_fault(cells.place(column), in_quotes(text) +
                                         " is no date; write it as 2023-05-09 or "
                                         "09/05/2023 (day first)");
    return day;
  }

  Term read_term(const Cells& cells) {
    const Term term{read_day(cells, Column::term_start), read_day(cells, Column::term_end)};
    if (term.start && term.end && *term.end < *term.start)
      add_fault(cells.place(Column::term_end), "the term ends on " + base::to_string(*term.end) +
                                                   ", before it begins on " +
                                                   base::to_string(*term.start));
    return term;
  }

  static std::vector<std::string> read_committees(const Cells& cells) {
    std::vector<std::string> committees;
    for (const auto committee : base::split(cells.text(Column::committees), ';'))
      if (const auto name = base::trim(committee); !name.empty()) committees.emplace_back(name);
    return committees;
  }

  void add_list(const Cells& cells, const std::vector<Email>& emails) {
    List list{std::string(cells.text(Column::name)),
              {},
              std::string(cells.text(Column::group)),
              read_committees(cells)};
    if (emails.empty())
      note(at(cells.place(Column::name)) + "the list " + in_quotes(list.name) +
           " has no address and stands for nobody");
    for (const auto& email : emails) {
      if (email.address.starts_with("*@"))
        add_fault(email.place,
                  "a list has an address of its own; *@domain stands for one adviser "
                  "or newspaper");
      claim(email, {nobody, Role::officer, {}, email.place.line, list.name});
      list.emails.push_back(email.address);
    }
    list_places_.push_back(cells.place(Column::name));
    roster_.lists.push_back(std::move(list));
  }

  void add_position(const Cells& cells, Role role, const std::vector<Email>& emails,
                    const Term& term) {
    const std::string name(cells.text(Column::name));
    const auto [known, is_new] =
        people_by_key_.try_emplace(person_key(name), roster_.people.size());
    if (is_new) roster_.people.push_back({name, {}});
    const auto person = known->second;
    Position position{
        role, {}, std::string(cells.text(Column::group)), read_committees(cells), term};
    for (const auto& email : emails) {
      claim(email, {person, role, term, email.place.line, name});
      if (std::find(position.emails.begin(), position.emails.end(), email.address) ==
          position.emails.end())
        position.emails.push_back(email.address);
    }
    roster_.people[person].positions.push_back(std::move(position));
  }

  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);  // a list's address
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  /// Who says that an address is his.
  struct Claim {
    std::size_t person;
    Role role;
    Term term;
    std::size_t line;
    std::string name;
  };

  // A mailbox may pass from one holder to the next, but never belong to two at a time, unless it
  // makes no difference who is meant (an office that clerk and deputy share).
  void claim(const Email& email, const Claim& claim) {
    auto& claims = claims_[email.address];
    for (const auto& other : claims) {
      if (other.person == claim.person && claim.person != nobody) continue;
      if (!terms_overlap(other.term, claim.term)) continue;
      const bool harmless =
          claim.person != nobody && other.person != nobody && !is_councillor(claim.role) &&
          (claim.role == other.role || (is_officer(claim.role) && is_officer(other.role)));
      const std::string shared = "address " + in_quotes(email.address) + " is also that of " +
                                 other.name + " (line " + std::to_string(other.line) + ")";
      if (harmless)
        note(at(email.place) + shared + "; the first row counts");
      else
        add_fault(email.place, shared + "; give each his own, or the earlier holder a term_end");
      break;
    }
    claims.push_back(claim);
  }

  std::string_view file_;
  RosterFile roster_;
  std::vector<Fault> faults_;
  std::array<std::size_t, 7> columns_{};
  std::size_t width_ = 0;
  std::vector<Place> list_places_;
  std::unordered_map<std::string, std::size_t> people_by_key_;
  std::unordered_map<std::string, std::vector<Claim>> claims_;
};

base::Error unreadable(std::string_view file, base::Fault fault, std::string_view what) {
  return {fault, "people.read_roster", std::string(file) + ":1:1: " + std::string(what)};
}

}  // namespace

std::string roster_column(std::string_view header) {
  std::string key = base::folded_name(base::trim(header));
  std::replace_if(
      key.begin(), key.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return key;
}

std::optional<std::string> why_no_roster(std::string_view csv) {
  if (csv.size() > file_bytes) return "the roster is larger than 64 MB";
  if (csv.starts_with("PK\x03\x04") || csv.starts_with("\xd0\xcf\x11\xe0"))
    return "this is a workbook, not CSV; in the spreadsheet, save as \"CSV UTF-8\"";
  if (csv.starts_with("\xff\xfe") || csv.starts_with("\xfe\xff") || csv.find('\0') != csv.npos)
    return "this is not text that CSV is made of (perhaps \"Unicode text\"); in the spreadsheet, "
           "save as \"CSV UTF-8\"";
  return {};
}

base::Result<RosterFile> read_roster(std::string_view csv, std::string_view file) {
  if (const auto why = why_no_roster(csv))
    return unreadable(
        file, csv.size() > file_bytes ? base::Fault::over_limit : base::Fault::malformed, *why);
  if (csv.starts_with("\xef\xbb\xbf")) csv.remove_prefix(3);
  RosterReader reader(file);
  if (base::is_valid_utf8(csv)) return reader.read(csv);
  reader.note(": not UTF-8, read as Windows-1252");
  return reader.read(base::windows_1252_to_utf8(csv));
}

}  // namespace candour::people
