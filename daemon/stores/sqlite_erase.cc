// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_erase.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <set>
#include <string_view>
#include <thread>

#include "base/digest.h"
#include "base/unicode.h"
#include "stores/sqlite_blanks.h"
#include "stores/sqlite_connection.h"
#include "stores/sqlite_journal.h"
#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

// A batch holds the ledger's lock for some ten milliseconds; mail that waits for it is let in
// between two.
constexpr std::size_t batch = 100;
constexpr std::size_t digest_digits = 64;
constexpr std::chrono::milliseconds between_batches{5};
// A refusal waits for the same message for a quarter of an hour, an acknowledgement for its mail a
// day at most.
constexpr std::chrono::minutes refusal_waits{15};
constexpr std::chrono::hours acknowledgement_waits{24};

struct RecordName {
  const RecordKind* kind;
  std::string subject;
};

bool goes_on(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a text has a name or an address in it that is not a part of another: "baker@res.example"
/// is none of "tom.baker@res.example".
bool has_word(std::string_view folded, std::string_view word) {
  if (word.empty()) return false;
  const bool address = word.find('@') != word.npos;
  constexpr std::string_view within_addresses = "._+%";
  for (auto at = folded.find(word); at != folded.npos; at = folded.find(word, at + 1)) {
    const auto before = folded.substr(0, at), after = folded.substr(at + word.size());
    const bool begun_before =
        !before.empty() && (goes_on(before.back()) ||
                            (address && within_addresses.find(before.back()) != before.npos));
    const bool goes_on_after =
        !after.empty() && (goes_on(after[0]) ||
                           (address && after[0] == '.' && after.size() > 1 && goes_on(after[1])));
    if (!begun_before && !goes_on_after) return true;
  }
  return false;
}

class Eraser {
 public:
  explicit Eraser(Connection connection)
      : connection_(std::move(connection)), chain_(connection_.get()) {}

  sqlite3* connection() const { return connection_.get(); }
  Chain& chain() { return chain_; }
  Erased& erased() { return erased_; }

  /// Batch by batch, each record as it stands by then.
  ///
  /// labels_of   (kind, subject, text) → the labels of what goes
  /// erase       (kind, subject, text, labels) takes it out
  template <class LabelsOf, class Erase>
  base::Result<void> each(const std::vector<RecordName>& records, LabelsOf labels_of, Erase erase) {
    for (std::size_t from = 0; from < records.size(); from += batch) {
      Transaction transaction(connection());
      if (auto begun = transaction.begin(); !begun) return begun;
      for (auto i = from; i < std::min(records.size(), from + batch); ++i) {
        const auto& [kind, subject] = records[i];
        auto text = chain_.readers().of(*kind).read(subject);
        if (!text) return text.error();
        if (!*text) continue;
        const auto labels = labels_of(*kind, subject, **text);
        if (auto done = erase(*kind, subject, **text, labels); !done) return done;
      }
      if (auto committed = transaction.commit(); !committed) return committed;
      std::this_thread::sleep_for(between_batches);
    }
    return {};
  }

  base::Result<std::vector<std::string>> subjects(const RecordKind& kind,
                                                  const std::string& condition,
                                                  base::Instant before) {
    Statement row(connection(),
                  "SELECT " + std::string(kind.subject) + " FROM " + std::string(kind.table) +
                      " r WHERE " + condition,
                  "stores.erase");
    if (condition.find("?1") != condition.npos) row.bind(before);
    std::vector<std::string> found;
    for (;;) {
      const auto stepped = row.step();
      if (!stepped) return stepped.error();
      if (!*stepped) return found;
      found.push_back(row.text());
    }
  }

  /// What waits for no longer than it is of use.
  base::Result<void> forget_what_is_over(base::Instant now) {
    auto refusals =
        Statement(connection(), "DELETE FROM confirmation WHERE refused_at < ?", "stores.erase")
            .bind(now - refusal_waits)
            .run();
    if (!refusals) return refusals;
    return Statement(connection(), "DELETE FROM acknowledgement WHERE given_at < ?", "stores.erase")
        .bind(now - acknowledgement_waits)
        .run();
  }

 private:
  Connection connection_;
  Chain chain_;
  Erased erased_;
};

class PersonEraser {
 public:
  PersonEraser(Eraser& eraser, const PersonToErase& person, Trial trial)
      : eraser_(eraser), keys_(person.keys.begin(), person.keys.end()), trial_(trial) {
    for (const auto& word : person.words) words_.push_back(base::folded(word));
  }

  base::Result<void> run(const std::string& asked_by) {
    if (auto found = look_through_records(); !found) return found;
    auto letters = find_letters();
    if (!letters) return letters.error();
    auto others = find_others();
    if (!others) return others.error();
    auto& erased = eraser_.erased();
    erased.letters = static_cast<std::int64_t>(letters->size());
    erased.others = static_cast<std::int64_t>(others->size());
    if (trial_ == Trial::yes) {
      erased.records = static_cast<std::int64_t>(records_.size());
      return {};
    }
    auto done = eraser_.each(
        records_,
        [&](const auto& kind, const auto& subject, const auto& text) {
          return labels_of(kind, subject, text);
        },
        [&](const auto& kind, const auto& subject, const auto& text, const auto& labels) {
          return erase(kind, subject, text, labels);
        });
    if (!done) return done;
    return finish(*letters, *others, asked_by);
  }

 private:
  bool is_meant(const std::string& value) const {
    if (keys_.contains(value)) return true;
    if (value.size() == digest_digits && value.find(' ') == value.npos) return false;
    const auto folded = base::folded(value);
    return std::any_of(words_.begin(), words_.end(),
                       [&](const auto& word) { return has_word(folded, word); });
  }

  bool is_own(const RecordText& text) const {
    return std::any_of(text.personal().begin(), text.personal().end(),
                       [&](const PersonalValue& value) {
                         return (value.label == "sender_key" || value.label == "sender_name") &&
                                is_meant(value.value);
                       });
  }

  // Of what a person wrote, its digest goes too, and the reason that was given for it.
  std::vector<std::string> labels_of(const RecordKind& kind, const std::string& subject,
                                     const RecordText& text) const {
    const bool own = kind.name == "decision" && is_own(text);
    const bool of_own = kind.name == "outcome" && own_.contains(subject);
    std::vector<std::string> labels;
    for (const auto& value : text.personal())
      if (!is_erased(value.value) &&
          (of_own || (own && value.label == "content_digest") || is_meant(value.value)))
        labels.push_back(value.label);
    return labels;
  }

  base::Result<void> look_through_records() {
    for (const auto& kind : record_kinds()) {
      const auto subjects = eraser_.subjects(kind, "1", {});
      if (!subjects) return subjects.error();
      for (const auto& subject : *subjects) {
        const auto text = eraser_.chain().readers().of(kind).read(subject);
        if (!text) return text.error();
        if (!*text) continue;
        if (kind.name == "decision" && is_own(**text)) own_.insert(subject);
        if (!labels_of(kind, subject, **text).empty()) records_.push_back({&kind, subject});
      }
    }
    return {};
  }

  base::Result<void> erase(const RecordKind& kind, const std::string& subject,
                           const RecordText& text, const std::vector<std::string>& labels) {
    if (labels.empty()) return {};
    auto& chain = eraser_.chain();
    ++eraser_.erased().records;
    const auto opening = chain.openings().find(kind.name, subject);
    if (!opening) return opening.error();
    // What was changed by hand cannot be opened any more; it goes all the same, and stays known as
    // changed.
    auto left = *opening ? without(text, **opening, labels)
                         : base::Result<Opening>(base::Error{base::Fault::malformed, "", ""});
    if (left) {
      const auto gone = erased_labels(*left);
      if (!gone) return gone.error();
      const auto number =
          chain.note("erased", std::string(kind.name) + ' ' + subject, erased_told(*left, *gone));
      if (!number) return number.error();
      left->erased_by = *number;
      if (auto put = chain.openings().put(kind.name, subject, *left); !put) return put;
    } else {
      ++eraser_.erased().unfit;
    }
    if (own_.contains(subject) && kind.name == "decision")
      if (auto forgotten = forget_fingerprints(eraser_.connection(), subject); !forgotten)
        return forgotten;
    return blank_values(eraser_.connection(), kind, subject, labels, token_);
  }

  std::string with_tokens(const std::vector<std::string>& values) const {
    auto changed = values;
    for (auto& value : changed)
      if (is_meant(value)) value = token_;
    return to_json(changed);
  }

  bool any_is_meant(const std::vector<std::string>& values) const {
    return std::any_of(values.begin(), values.end(),
                       [&](const auto& value) { return is_meant(value); });
  }

  struct Letter {
    std::string key, direction, decision, name, mailbox, people;
  };

  /// As they are to be: a token in the place of whom is meant, so that a letter and its answer
  /// still belong together.
  base::Result<std::vector<Letter>> find_letters() {
    Statement row(eraser_.connection(),
                  "SELECT key, direction, decision, name, mailbox, people_keys FROM letter",
                  "stores.erase");
    std::vector<Letter> found;
    for (;;) {
      const auto stepped = row.step();
      if (!stepped) return stepped.error();
      if (!*stepped) return found;
      Letter letter{row.text(), row.text(), row.text(), row.text(), row.text(), {}};
      const auto people = row.list();
      const bool name = is_meant(letter.name), mailbox = is_meant(letter.mailbox);
      if (!name && !mailbox && !any_is_meant(people)) continue;
      letter.people = with_tokens(people);
      if (name) letter.name = token_;
      if (mailbox) letter.mailbox = token_;
      found.push_back(std::move(letter));
    }
  }

  struct Other {
    std::string table, column, value;
  };

  base::Result<std::vector<Other>> find_others() {
    std::vector<Other> found;
    for (const auto& [table, column] :
         {std::pair("folder", "account"), std::pair("notice", "account")}) {
      Statement row(eraser_.connection(),
                    "SELECT DISTINCT " + std::string(column) + " FROM " + table, "stores.erase");
      for (;;) {
        const auto stepped = row.step();
        if (!stepped) return stepped.error();
        if (!*stepped) break;
        auto value = row.text();
        if (is_meant(value)) found.push_back({table, column, std::move(value)});
      }
    }
    Statement row(eraser_.connection(),
                  "SELECT id_digest, sender_key, recipient_keys, reason, given_by"
                  " FROM acknowledgement",
                  "stores.erase");
    for (;;) {
      const auto stepped = row.step();
      if (!stepped) return stepped.error();
      if (!*stepped) return found;
      auto id = row.text();
      const auto sender = row.text();
      const auto recipients = row.list();
      const auto reason = row.text(), given_by = row.text();
      if (is_meant(sender) || any_is_meant(recipients) || is_meant(reason) || is_meant(given_by))
        found.push_back({"acknowledgement", "id_digest", std::move(id)});
    }
  }

  base::Result<void> finish(const std::vector<Letter>& letters, const std::vector<Other>& others,
                            const std::string& asked_by) {
    Transaction transaction(eraser_.connection());
    if (auto begun = transaction.begin(); !begun) return begun;
    for (const auto& letter : letters) {
      auto done = Statement(eraser_.connection(),
                            "UPDATE letter SET name = ?, mailbox = ?, people_keys = ?"
                            " WHERE key = ? AND direction = ? AND decision = ?",
                            "stores.erase")
                      .bind(letter.name)
                      .bind(letter.mailbox)
                      .bind(letter.people)
                      .bind(letter.key)
                      .bind(letter.direction)
                      .bind(letter.decision)
                      .run();
      if (!done) return done;
    }
    for (const auto& other : others) {
      auto done = Statement(eraser_.connection(),
                            "DELETE FROM " + other.table + " WHERE " + other.column + " = ?",
                            "stores.erase")
                      .bind(other.value)
                      .run();
      if (!done) return done;
    }
    if (auto over = eraser_.forget_what_is_over(base::now()); !over) return over;
    const auto& erased = eraser_.erased();
    auto told = json::serialize(
        json::object{{"records", erased.records}, {"letters", erased.letters}, {"by", asked_by}});
    if (const auto number = eraser_.chain().note("erasure", "", std::move(told)); !number)
      return number.error();
    return transaction.commit();
  }

  Eraser& eraser_;
  std::set<std::string> keys_;
  std::vector<std::string> words_;
  const Trial trial_;
  const std::string token_ = erased_person();
  std::set<std::string> own_;
  std::vector<RecordName> records_;
};

class AgeEraser {
 public:
  AgeEraser(Eraser& eraser, base::Instant before) : eraser_(eraser), before_(before) {}

  base::Result<void> run(const std::string& asked_by, Trial trial) {
    if (auto found = find_records(); !found) return found;
    if (auto counted = count_letters(); !counted) return counted;
    auto& erased = eraser_.erased();
    if (trial == Trial::yes) {
      erased.records = static_cast<std::int64_t>(records_.size());
      return {};
    }
    if (records_.empty() && erased.letters == 0) return {};
    if (auto said = say(asked_by); !said) return said;
    const auto all = [](const auto&, const auto&, const RecordText& text) {
      std::vector<std::string> labels;
      for (const auto& value : text.personal())
        if (!is_erased(value.value)) labels.push_back(value.label);
      return labels;
    };
    return eraser_.each(records_, all,
                        [&](const auto& kind, const auto& subject, const auto& text,
                            const auto& labels) { return erase(kind, subject, text, labels); });
  }

 private:
  base::Result<void> find_records() {
    for (const auto& kind : record_kinds()) {
      const auto subjects = eraser_.subjects(
          kind,
          std::string(kind.time) + " < ?1 AND EXISTS (SELECT 1 FROM opening o WHERE o.subject = " +
              std::string(kind.subject) + " AND o.kind = '" + std::string(kind.name) +
              "' AND o.kept NOT LIKE 'all %')",
          before_);
      if (!subjects) return subjects.error();
      for (const auto& subject : *subjects) records_.push_back({&kind, subject});
    }
    return {};
  }

  base::Result<void> count_letters() {
    Statement row(eraser_.connection(), "SELECT count(*) FROM letter WHERE time < ?",
                  "stores.erase");
    if (const auto found = row.bind(before_).step(); !found) return found.error();
    eraser_.erased().letters = row.number();
    return {};
  }

  // Said first: what is erased by a run that is killed has its event.
  base::Result<void> say(const std::string& asked_by) {
    Transaction transaction(eraser_.connection());
    if (auto begun = transaction.begin(); !begun) return begun;
    auto told = json::serialize(json::object{{"before", before_.time_since_epoch().count()},
                                             {"records", records_.size()},
                                             {"letters", eraser_.erased().letters},
                                             {"by", asked_by}});
    const auto number = eraser_.chain().note("retention", "", std::move(told));
    if (!number) return number.error();
    event_ = *number;
    auto letters =
        Statement(eraser_.connection(), "DELETE FROM letter WHERE time < ?", "stores.erase")
            .bind(before_)
            .run();
    if (!letters) return letters;
    if (auto over = eraser_.forget_what_is_over(base::now()); !over) return over;
    return transaction.commit();
  }

  base::Result<void> erase(const RecordKind& kind, const std::string& subject,
                           const RecordText& text, const std::vector<std::string>& labels) {
    auto& chain = eraser_.chain();
    const auto opening = chain.openings().find(kind.name, subject);
    if (!opening) return opening.error();
    if (!*opening || (*opening)->all_erased()) return {};
    ++eraser_.erased().records;
    auto left = without_all(text, **opening);
    if (!left) {
      ++eraser_.erased().unfit;
      left = **opening;
    } else {
      left->erased_by = event_;
    }
    if (auto put = chain.openings().put(kind.name, subject, *left); !put) return put;
    if (kind.name == "decision")
      if (auto forgotten = forget_message(subject); !forgotten) return forgotten;
    return blank_values(eraser_.connection(), kind, subject, labels, std::string(erased_by_age));
  }

  base::Result<void> forget_message(const std::string& id) {
    if (auto forgotten = forget_fingerprints(eraser_.connection(), id); !forgotten)
      return forgotten;
    return Statement(eraser_.connection(), "DELETE FROM thread WHERE id = ?", "stores.erase")
        .bind(id)
        .run();
  }

  Eraser& eraser_;
  const base::Instant before_;
  std::vector<RecordName> records_;
  std::int64_t event_ = 0;
};

}  // namespace

base::Result<Erased> erase_person(const fs::path& file, const PersonToErase& person, Trial trial) {
  auto connection = open_connection(file);
  if (!connection) return connection.error();
  Eraser eraser(std::move(*connection));
  if (auto done = PersonEraser(eraser, person, trial).run(person.asked_by); !done)
    return done.error();
  if (trial == Trial::yes) return eraser.erased();
  // Pages that were split or merged may hold a copy of what stood in them once.
  if (auto packed = execute(eraser.connection(), "VACUUM", "stores.erase"); !packed)
    return packed.error();
  const auto cut = cut_log(eraser.connection());
  if (!cut) return cut.error();
  eraser.erased().log_is_cut = *cut;
  return eraser.erased();
}

base::Result<Erased> erase_older(const fs::path& file, base::Instant before,
                                 const std::string& asked_by, Trial trial) {
  auto connection = open_connection(file);
  if (!connection) return connection.error();
  Eraser eraser(std::move(*connection));
  if (auto done = AgeEraser(eraser, before).run(asked_by, trial); !done) return done.error();
  if (trial == Trial::yes || eraser.erased().records + eraser.erased().letters == 0)
    return eraser.erased();
  const auto cut = cut_log(eraser.connection());
  if (!cut) return cut.error();
  eraser.erased().log_is_cut = *cut;
  return eraser.erased();
}

}  // namespace candour::stores
