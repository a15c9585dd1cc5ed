// SPDX-License-Identifier: MPL-2.0
//
// Finds titles, and after them names: "Cllrs. J. Smith, O'Malley & Brown", "the Mayor". Reading one
// name is name_reader.cc's, what a civic title alone means civic_title.cc's.

#include "people/naming.h"

#include <algorithm>
#include <array>

#include "people/civic_title.h"
#include "people/name_reader.h"
#include "people/titles.h"
#include "people/tokens.h"

namespace candour::people {

namespace {

bool is_any_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return token.text == word; });
}

// A title with what may stand between it and the name: "Cllr. (Mrs)", "Mayor, Cllr", "Cllrs:".
struct Opening {
  TitleKind kind;         // of the first title
  std::size_t title_end;  // the token after the first title
  std::size_t end;        // where the name would begin
};

std::optional<Title> title_of(std::span<const Token> tokens, std::size_t at, std::size_t& end) {
  std::array<std::string_view, 3> words;
  std::array<std::size_t, 3> ends{};
  std::size_t count = 0;
  for (auto i = at; i < tokens.size() && count < words.size(); ++i) {
    if (tokens[i].is_mark("-") && count > 0) continue;
    // "Dep. Mayor", "V/Chair"
    if (count == 1 && (tokens[i].is_mark(".") || tokens[i].is_mark("/")) &&
        (words[0] == "dep" || words[0] == "v"))
      continue;
    if (!tokens[i].is_word()) break;
    words[count] = tokens[i].text;
    ends[count++] = i + 1;
    if (tokens[i].possessive) break;
  }
  const auto title = title_at(std::span(words).first(count));
  if (title) end = ends[title->words - 1];
  return title;
}

// "Cllr (Jane) Smith", "Cllr \"Bob\" Jones"
bool opens_forename(std::span<const Token> tokens, std::size_t at) {
  if (at + 3 >= tokens.size() || !tokens[at + 1].is_word() || !tokens[at + 3].is_word())
    return false;
  return (tokens[at].is_mark("(") && tokens[at + 2].is_mark(")")) ||
         (tokens[at].is_mark("\"") && tokens[at + 2].is_mark("\""));
}

// "Councillors may", "Cllrs hope": what a surname would be, were it not what they do.
bool is_verb(const Token& token) {
  return !token.capital &&
         is_any_of(token, {"may",   "will",  "can",   "hope", "wish",  "grant", "read", "bear",
                           "love",  "pray",  "page",  "mark", "stand", "speak", "call", "rule",
                           "chase", "swift", "young", "new",  "best",  "long",  "short"});
}

// A title may be wrapped from its name, but a civic one that ends a line closes a signature.
std::size_t skip_to_name(std::span<const Token> tokens, std::size_t at, TitleKind kind) {
  const bool may_wrap = kind == TitleKind::councillor || kind == TitleKind::councillors;
  bool bracket = false;
  for (bool wrapped = false; at < tokens.size(); ++at) {
    const auto& token = tokens[at];
    if (token.is_line_end() && may_wrap && !wrapped) {
      wrapped = true;
    } else if (token.is_mark("(") && at + 1 < tokens.size() &&
               is_personal_title(tokens[at + 1].text)) {
      bracket = true;
    } else if (opens_forename(tokens, at)) {
      return at + 1;
    } else if ((wrapped || kind == TitleKind::councillors) && is_any_of(token, {"-", "*", "•"})) {
      continue;
    } else if (!(token.is_mark(".") || token.is_mark(":") || (bracket && token.is_mark(")")) ||
                 (token.is_word() && is_personal_title(token.text)))) {
      break;
    }
  }
  return at;
}

std::optional<Opening> opening_at(std::span<const Token> tokens, std::size_t at) {
  std::size_t end = at;
  const auto title = title_of(tokens, at, end);
  if (!title) return {};
  Opening opening{title->kind, end, skip_to_name(tokens, end, title->kind)};
  // "Mayor Councillor Smith", "Deputy Mayor, Cllr Smith", "Councillor the Mayor": the later title
  // opens the name, unless the first stands for somebody by itself.
  std::size_t next_end = opening.end;
  if (const auto next = title_of(tokens, opening.end, next_end);
      next && (next->kind == TitleKind::councillor || title->kind == TitleKind::councillor))
    opening.end = skip_to_name(tokens, next_end, next->kind);
  return opening;
}

class MentionFinder {
 public:
  MentionFinder(std::string_view text, const Roster& roster, base::Day day, Naming naming)
      : tokens_(tokens_of(text)),
        reader_(tokens_, roster.councillors(day)),
        civic_(tokens_, roster, day),
        naming_(naming) {}

  std::vector<Mention> find() {
    for (std::size_t at = 0; at < tokens_.size();) at = read_at(at);
    return std::move(mentions_);
  }

 private:
  // Reads what begins at a token, and says where to go on.
  std::size_t read_at(std::size_t at) {
    if (!tokens_[at].is_word()) return at + 1;
    if (const auto opening = opening_at(tokens_, at)) {
      if (is_former(tokens_, at)) return opening->end;
      const auto end = read_list(at, *opening);
      if (end > opening->end) return end;
      if (const auto* person = civic_.holder(at, opening->title_end, opening->kind);
          person != nullptr && !is_bracketed_behind_name(at, opening->title_end))
        add(person, at, opening->title_end);
      return opening->title_end;
    }
    if (const auto name = reader_.read(at)) {
      const bool in_full = name->forename && name->in_full;
      // "Mrs Gaunt (Cllr)", "Dr Hanif, councillor for Fellside"
      const bool addressed = at > 0 && is_personal_title(tokens_[at - 1].text);
      if ((in_full && naming_ == Naming::in_list) ||
          ((in_full || addressed) && title_follows(name->end))) {
        add(name->person, addressed ? at - 1 : at, name->end);
        return name->end;
      }
    }
    return at + 1;
  }

  // "Cllr Khan (Chair)" had the chair of that meeting, or of a committee.
  bool is_bracketed_behind_name(std::size_t begin, std::size_t end) const {
    return begin > 0 && end < tokens_.size() && tokens_[begin - 1].is_mark("(") &&
           tokens_[end].is_mark(")") && !mentions_.empty() && begin > 1 &&
           mentions_.back().end == tokens_[begin - 2].end;
  }

  // "Jane Smith (Mayor)", "Jane Smith, Councillor", "Jane Smith, our Mayor"
  bool title_follows(std::size_t at) const {
    if (at + 1 >= tokens_.size() || !is_any_of(tokens_[at], {",", "(", "-", "|"})) return false;
    const auto title = is_any_of(tokens_[at + 1], {"our", "the"}) ? at + 2 : at + 1;
    std::size_t end = 0;
    return title_of(tokens_, title, end).has_value() && !reader_.read(end);
  }

  // The names after a title. Returns where they end, or the opening's end where there are none.
  std::size_t read_list(std::size_t title, Opening opening) {
    if (tokens_[opening.title_end - 1].possessive) {
      // "Cllr's Smith and Jones" means several; "the Mayor's Green Award" nobody.
      const bool several =
          opening.kind == TitleKind::councillor || opening.kind == TitleKind::councillors;
      if (!several || opening.end >= tokens_.size() || !tokens_[opening.end].capital)
        return opening.end;
      opening.kind = TitleKind::councillors;
    }
    if (opening.end < tokens_.size() && is_verb(tokens_[opening.end])) return opening.end;
    if (is_of_another_council(title, opening)) return opening.end;
    std::size_t begin = title;
    std::size_t end = opening.end;
    for (std::size_t at = opening.end;;) {
      const auto item_end = read_item(begin, at, opening.kind, begin == title);
      if (item_end == at) return end;
      end = item_end;
      at = next_item(end, opening.kind);
      if (at == end || at >= tokens_.size() || opening_at(tokens_, at)) return end;
      const auto name = reader_.read(at);
      // "ap Iorwerth" and "van der Berg" have their capital further on.
      if (name && !name->forename && !tokens_[name->end - 1].capital && tokens_[title].capital)
        return end;
      begin = at;
    }
  }

  // "County Councillor Smith" is another Smith, but "County Councillor Jane Smith" the same Jane.
  bool is_of_another_council(std::size_t title, const Opening& opening) const {
    if (title == 0 || !is_any_of(tokens_[title - 1], {"county", "district", "borough", "unitary"}))
      return false;
    const auto name = reader_.read(opening.end);
    return !name || !name->forename;
  }

  // One name, or "David and Susan Brown"; in a plural's list also a name we do not know.
  std::size_t read_item(std::size_t begin, std::size_t at, TitleKind kind, bool first) {
    if (const auto name = reader_.read(at)) {
      add(name->person, begin, name->end);
      return name->end;
    }
    if (at + 2 < tokens_.size() && tokens_[at].is_word() &&
        is_any_of(tokens_[at + 1], {"and", "&", "a", "ac"}))
      if (const auto name = reader_.read(at + 2); name && name->forename)
        if (const auto* person = reader_.person_with(tokens_[at].text, *name->surname)) {
          add(person, begin, at + 1);
          return at + 1;
        }
    const bool list = kind == TitleKind::councillors || !first;
    auto end = at;
    while (list && end < tokens_.size() && end < at + 3 && tokens_[end].is_word() &&
           tokens_[end].capital)
      ++end;
    return end > at && next_item(end, kind) > end ? end : at;
  }

  // "Prosser a Bevan", "Hollis ac Ellis-Jones"
  bool is_welsh_and(std::size_t at) const {
    return is_any_of(tokens_[at], {"a", "ac"}) && !tokens_[at].capital && at + 1 < tokens_.size() &&
           tokens_[at + 1].is_word() && tokens_[at + 1].capital;
  }

  // Past what joins two names; at itself where nothing does. A line end alone joins only under a
  // plural ("Councillors:", then a name a line); beside a comma or an "and" it is a wrap.
  std::size_t next_item(std::size_t at, TitleKind kind) const {
    bool joined = false;
    bool line_end = false;
    auto end = at;
    for (; end < tokens_.size(); ++end) {
      const auto& token = tokens_[end];
      if (token.is_line_end()) {
        line_end = true;
      } else if (is_any_of(token, {",", ";", "&", "/", "+", "and"}) || is_welsh_and(end)) {
        joined = true;
      } else if (!is_any_of(token, {"-", "*", "•", "also"}) &&
                 !(token.is_word() && is_personal_title(token.text))) {
        break;
      }
    }
    return joined || (line_end && kind == TitleKind::councillors) ? end : at;
  }

  void add(const Person* person, std::size_t first, std::size_t end) {
    if (person == nullptr) return;
    mentions_.push_back({person, tokens_[first].begin, tokens_[end - 1].end});
  }

  std::vector<Token> tokens_;
  NameReader reader_;
  CivicTitles civic_;
  Naming naming_;
  std::vector<Mention> mentions_;
};

// Words that may follow a name in a display name or signature line.
bool may_follow_name(const Token& token) {
  return !token.is_word() || is_honour(token.text) ||
         title_at(std::array{std::string_view(token.text)}) ||
         is_any_of(token, {"for", "of", "at", "via", "from", "on", "the", "town", "parish"});
}

// An initial alone may be anybody's in the roster: "J Smith".
bool fits_somebody_else(const Person& person, std::span<const Token> tokens, const Roster& roster,
                        base::Day day) {
  std::vector<const Person*> others;
  for (const auto& other : roster.people())
    if (&other != &person && !other.is_councillor_on(day)) others.push_back(&other);
  return NameReader(tokens, others).read(0).has_value();
}

}  // namespace

std::vector<Mention> mentions(std::string_view text, const Roster& roster, base::Day day,
                              Naming naming) {
  return MentionFinder(text, roster, day, naming).find();
}

const Person* named_by(std::string_view name, const Roster& roster, base::Day day) {
  const auto tokens = tokens_of(name);
  std::size_t at = 0;
  bool titled = false;
  for (std::size_t before = tokens.size() + 1; at < tokens.size() && before != at;) {
    before = at;
    if (const auto opening = opening_at(tokens, at)) {
      const CivicTitles civic(tokens, roster, day);
      if (const auto* holder = civic.holder(at, opening->title_end, opening->kind);
          holder != nullptr && !NameReader(tokens, roster.councillors(day)).read(opening->end))
        return holder;
      titled = true;
      at = opening->end;
    } else if (!tokens[at].is_word() || is_any_of(tokens[at], {"the", "y", "yr"}) ||
               is_personal_title(tokens[at].text)) {
      ++at;
    }
  }
  const NameReader reader(tokens, roster.councillors(day));
  const auto read = reader.read(at);
  if (!read || read->person == nullptr || (!titled && !read->forename)) return nullptr;
  if (read->end < tokens.size() && !may_follow_name(tokens[read->end])) return nullptr;
  for (auto i = read->end; i < tokens.size(); ++i)
    if (const auto other = reader.read(i);
        other && other->forename && other->person != read->person)
      return nullptr;
  if (!titled && !read->in_full &&
      fits_somebody_else(*read->person, std::span(tokens).subspan(at), roster, day))
    return nullptr;
  return read->person;
}

bool is_office_alone(std::string_view line, const Person& holder) {
  const auto tokens = tokens_of(line);
  const NameReader reader(tokens, {&holder});
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (reader.read(at)) return false;
  return true;
}

std::string with_title(const Person& person) {
  std::string_view name = person.name;
  std::string turned;
  // "Smith, Jane" is turned round, so that what we write reads as a name.
  if (const auto comma = name.find(','); comma != name.npos) {
    const auto rest = tokens_of(name.substr(comma + 1));
    const bool honours = std::all_of(rest.begin(), rest.end(), [](const Token& token) {
      return !token.is_word() || is_honour(token.text);
    });
    if (!honours) {
      turned = std::string(name.substr(name.find_first_not_of(' ', comma + 1))) + ' ' +
               std::string(name.substr(0, comma));
      name = turned;
    }
  }
  const auto tokens = tokens_of(name);
  std::size_t end = 0;
  return (title_of(tokens, 0, end) ? "" : "Councillor ") + std::string(name);
}

}  // namespace candour::people
