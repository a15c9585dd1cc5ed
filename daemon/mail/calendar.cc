// SPDX-License-Identifier: MPL-2.0
#include "mail/calendar.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "base/text.h"
#include "mail/html_text.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_attendees = 10'000;

std::string upper_ascii(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

// A line that begins with a blank goes on with the one before it (RFC 5545 section 3.1).
template <class Use>
void for_each_line(std::string_view text, Use use) {
  std::string whole;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    auto line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with(' ') || line.starts_with('\t')) {
      whole += line.substr(1);
      continue;
    }
    if (!whole.empty()) use(whole);
    whole = line;
  }
  if (!whole.empty()) use(whole);
}

/// "ATTENDEE;CN="Smith, Jane":mailto:jane@…" taken apart.
struct ContentLine {
  std::string name;  // upper case, as are the parameters' names
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string_view value;

  std::string_view parameter(std::string_view wanted) const {
    for (const auto& [key, content] : parameters)
      if (key == wanted) return content;
    return {};
  }
};

// The first of `ends` outside of quotes, or the end.
std::size_t end_of(std::string_view line, std::size_t begin, std::string_view ends) {
  bool quoted = false;
  for (auto at = begin; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (!quoted && ends.find(line[at]) != ends.npos) return at;
  }
  // A quote that never ends: as if it were none.
  return quoted ? std::min(line.find_first_of(ends, begin), line.size()) : line.size();
}

// "^n", "^^" and "^'" stand for what a parameter cannot hold (RFC 6868).
std::string parameter_text(std::string_view written) {
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char next = written[i] == '^' && i + 1 < written.size() ? written[i + 1] : '\0';
    if (written[i] == '"') continue;
    if (next == 'n' || next == '^' || next == '\'') {
      text += next == 'n' ? ' ' : next == '^' ? '^' : '"';
      ++i;
    } else {
      text += written[i];
    }
  }
  return std::string(base::trim(text));
}

ContentLine take_apart(std::string_view line) {
  ContentLine result;
  auto at = std::min(line.find_first_of(";:"), line.size());
  // "item1.SUMMARY": some programs group lines as vCard does.
  const auto name = line.substr(0, at);
  result.name = upper_ascii(base::trim(name.substr(name.rfind('.') + 1)));
  while (at < line.size() && line[at] == ';') {
    const auto end = end_of(line, at + 1, ";:");
    const auto parameter = line.substr(at + 1, end - at - 1);
    const auto equals = std::min(parameter.find('='), parameter.size());
    result.parameters.emplace_back(
        upper_ascii(base::trim(parameter.substr(0, equals))),
        parameter_text(parameter.substr(std::min(equals + 1, parameter.size()))));
    at = end;
  }
  result.value = line.substr(std::min(at + 1, line.size()));
  return result;
}

// "\n", "\,", "\;" and "\\" (RFC 5545 section 3.3.11).
std::string plain_text(std::string_view escaped) {
  std::string text;
  text.reserve(escaped.size());
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '\\' || i + 1 == escaped.size()) {
      text += escaped[i];
      continue;
    }
    const char next = escaped[++i];
    text += next == 'n' || next == 'N' ? '\n' : next;
  }
  return text;
}

// "mailto:jane@…?subject=…", or an address as it is; Exchange's own names ("/o=…") are none.
Address address_of(std::string_view uri, std::string_view name) {
  uri = base::trim(uri);
  if (uri.starts_with('"') && uri.ends_with('"') && uri.size() > 1)
    uri = uri.substr(1, uri.size() - 2);
  if (base::equals_ignoring_case(uri.substr(0, 7), "mailto:")) uri = uri.substr(7);
  uri = base::trim(uri.substr(0, uri.find('?')));
  const auto at = uri.find('@');
  const bool is_address = at != uri.npos && at > 0 && uri.find_first_of(" \t:<>") == uri.npos;
  std::string shown(name);
  if (is_address && base::equals_ignoring_case(shown, uri)) shown.clear();
  return {std::move(shown), is_address ? std::string(uri) : std::string()};
}

bool says_something(const Address& address) {
  return !address.address.empty() || !address.name.empty();
}

bool is_asking(std::string_view component) {
  return component == "VEVENT" || component == "VTODO" || component == "VJOURNAL";
}

class Reader {
 public:
  explicit Reader(const Limits& limits) : limits_(limits) {}

  Calendar read(std::string_view text) {
    for_each_line(text, [&](std::string_view line) { read_line(take_apart(line)); });
    finish();
    for (auto& invitation : found_.invitations) invitation.method = method_;
    return std::move(found_);
  }

 private:
  void read_line(const ContentLine& line) {
    if (line.name == "BEGIN") return begin(upper_ascii(base::trim(line.value)));
    if (line.name == "END") return end(upper_ascii(base::trim(line.value)));
    if (!in_calendar_) return;
    if (!event_) {
      if (line.name == "METHOD" && !base::trim(line.value).empty())
        method_ = upper_ascii(base::trim(line.value));
    } else if (inside_ == 0) {
      read_property(line);
    }
  }

  void begin(const std::string& component) {
    if (component == "VCALENDAR") {
      in_calendar_ = true;
    } else if (in_calendar_ && is_asking(component)) {
      finish();  // an event whose end is missing
      event_.emplace();
      event_->component = component;
    } else if (event_) {
      ++inside_;  // an alarm's description is none of the event's
    }
  }

  void end(const std::string& component) {
    if (is_asking(component) || component == "VCALENDAR")
      finish();
    else if (inside_ > 0)
      --inside_;
  }

  void finish() {
    if (event_) {
      if (!html_.empty() && base::trim(event_->description).empty())
        event_->description = words_of(html_);
      const bool room = found_.invitations.size() < limits_.parts;
      if (room) found_.invitations.push_back(std::move(*event_));
      found_.cut = found_.cut || !room;
    }
    event_.reset();
    html_.clear();
    inside_ = 0;
  }

  void read_property(const ContentLine& line) {
    if (line.name == "SUMMARY") {
      event_->summary = plain_text(line.value);
    } else if (line.name == "LOCATION") {
      event_->location = plain_text(line.value);
    } else if (line.name == "DESCRIPTION") {
      event_->description = described(plain_text(line.value));
    } else if (line.name == "X-ALT-DESC") {
      html_ = plain_text(line.value);
    } else if (line.name == "CLASS") {
      event_->classification = upper_ascii(base::trim(line.value));
    } else if (line.name == "ORGANIZER") {
      event_->organizer = address_of(line.value, line.parameter("CN"));
      event_->sent_by = address_of(line.parameter("SENT-BY"), {});
    } else if (line.name == "ATTENDEE" && attendees_++ == most_attendees) {
      found_.cut = true;
    } else if (line.name == "ATTENDEE" && attendees_ <= most_attendees) {
      const auto address = address_of(line.value, line.parameter("CN"));
      if (says_something(address))
        event_->attendees.push_back(
            {address, upper_ascii(line.parameter("ROLE")), upper_ascii(line.parameter("PARTSTAT")),
             upper_ascii(line.parameter("CUTYPE")), address_of(line.parameter("SENT-BY"), {})});
    }
  }

  // Google Calendar writes HTML into the plain description.
  std::string described(std::string text) {
    const auto lower = base::lower_ascii(text.substr(0, 2'000));
    for (const std::string_view tag :
         {"<br", "<p>", "<html", "<b>", "<a href", "<ul>", "<span", "<div"})
      if (lower.find(tag) != lower.npos) return words_of(text);
    return text;
  }

  std::string words_of(std::string_view html) {
    auto read = html_to_text(html.substr(0, limits_.html_bytes));
    found_.cut = found_.cut || read.over_limit || html.size() > limits_.html_bytes;
    return std::move(read.text);
  }

  const Limits& limits_;
  std::string method_;
  bool in_calendar_ = false;
  std::optional<Invitation> event_;
  std::string html_;
  std::size_t inside_ = 0;     // components inside the event
  std::size_t attendees_ = 0;  // of all events
  Calendar found_;
};

}  // namespace

Calendar read_calendar(std::string_view text, const Limits& limits) {
  return Reader(limits).read(text);
}

}  // namespace candour::mail
