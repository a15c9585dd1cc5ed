// SPDX-License-Identifier: MPL-2.0

#include "app/summary_configuration.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "mail/address_list.h"

namespace candour::app {

namespace {

constexpr std::string_view default_zone = "Europe/London";
constexpr std::size_t most_recipients = 100;

const std::vector<std::string_view> keys_of_sending{
    "send-to",   "from",    "reply-to",     "day",  "hour",
    "time-zone", "reading", "send-through", "user", "password-file"};

// What a mail server takes without asking for SMTPUTF8, which not all have.
bool is_plain(std::string_view address) {
  const auto at = address.rfind('@');
  return at != address.npos && at > 0 && at + 1 < address.size() &&
         std::ranges::all_of(address, [](char c) { return c > ' ' && c < '\x7f'; }) &&
         address.find_first_of("<>,;") == address.npos;
}

/// "8:00", "08:00", "23:59"
std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == text.npos || colon < 1 || colon > 2 || text.size() != colon + 3) return {};
  int hours = 0, minutes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == colon) continue;
    if (text[i] < '0' || text[i] > '9') return {};
    auto& number = i < colon ? hours : minutes;
    number = number * 10 + (text[i] - '0');
  }
  if (hours > 23 || minutes > 59) return {};
  return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

class PostReader {
 public:
  PostReader(const YAML::Node& section, base::YamlFaults& faults)
      : section_(section), faults_(faults) {}

  SummaryPost read() {
    SummaryPost post{.send_to = recipients(),
                     .from = {},
                     .reply_to = {},
                     .schedule = {.zone = zone()},
                     .server = {}};
    if (const auto from = section_["from"])
      post.from = address(from);
    else
      faults_.add(section_.Mark(),
                  "`from:` is missing: whose mail the summary is, as candour@example.gov.uk");
    if (const auto reply_to = section_["reply-to"]) post.reply_to = address(reply_to);
    if (const auto day = section_["day"])
      post.schedule.day = static_cast<unsigned>(read_whole_number(day, 1, 31, faults_));
    if (const auto hour = section_["hour"]) read_hour(hour, post.schedule);
    if (const auto reading = section_["reading"]) read_reading(reading, post);
    return post;
  }

 private:
  mail::Address address(const YAML::Node& value) {
    const auto text = read_scalar(value, faults_);
    const auto list = mail::parse_address_list(text);
    const bool one =
        list.addresses.size() == 1 && !list.malformed && text.find_first_of("\r\n") == text.npos;
    if (one && is_plain(list.addresses.front().address)) return list.addresses.front();
    faults_.add(value.Mark(),
                "an address is expected, as clerk@example.gov.uk or \"Helen Ward "
                "<clerk@example.gov.uk>\"");
    return {};
  }

  std::vector<mail::Address> recipients() {
    const auto given = section_["send-to"];
    std::vector<mail::Address> found;
    if (!given) {
      faults_.add(section_.Mark(),
                  "`send-to:` is missing: who gets the summary, as [clerk@example.gov.uk]");
      return found;
    }
    if (given.IsSequence())
      for (const auto& entry : given) found.push_back(address(entry));
    else
      found.push_back(address(given));
    if (found.empty() || found.size() > most_recipients)
      faults_.add(given.Mark(), "from one to " + std::to_string(most_recipients) +
                                    " addresses are expected; a list of the council's own serves "
                                    "more");
    std::set<std::string> known;
    for (const auto& recipient : found)
      if (!known.insert(base::lower_ascii(recipient.address)).second && !recipient.address.empty())
        faults_.add(given.Mark(), recipient.address + " stands twice; keep one of them");
    return found;
  }

  base::TimeZone zone() {
    if (const auto given = section_["time-zone"]) {
      auto zone = base::TimeZone::named(read_scalar(given, faults_));
      if (zone) return std::move(*zone);
      faults_.add(given.Mark(), zone.error().detail);
    }
    return *base::TimeZone::named(default_zone);
  }

  void read_hour(const YAML::Node& value, watchers::SummarySchedule& schedule) {
    if (const auto time = time_of_day(read_scalar(value, faults_)))
      schedule.time_of_day = *time;
    else
      faults_.add(value.Mark(), "a time of day is expected, from 00:00 to 23:59, as \"08:00\"");
  }

  void read_reading(const YAML::Node& value, SummaryPost& post) {
    const auto name = read_scalar(value, faults_);
    if (name == "internal")
      post.reading = SummaryReading::internal;
    else if (name != "public")
      faults_.add_unknown(value.Mark(), "reading", name, {"public", "internal"});
  }

  const YAML::Node& section_;
  base::YamlFaults& faults_;
};

}  // namespace

SummaryConfiguration read_summary(const YAML::Node& section, const std::filesystem::path& folder,
                                  const std::vector<listeners::SmtpProxyConfig>& proxies,
                                  base::YamlFaults& faults) {
  SummaryConfiguration summary;
  if (!section.IsMap()) {
    faults.add(section.Mark(), "keys are expected, as `send-to: [clerk@example.gov.uk]`");
    return summary;
  }
  auto keys = keys_of_sending;
  keys.push_back("crest");
  faults.check_keys(section, keys);
  if (const auto crest = section["crest"]) summary.crest = folder / read_scalar(crest, faults);
  const bool sends = std::ranges::any_of(
      keys_of_sending, [&](std::string_view key) { return section[std::string(key)].IsDefined(); });
  if (!sends) return summary;
  summary.post = PostReader(section, faults).read();
  summary.post->server =
      read_outgoing_server(section, folder, proxies, "the monthly summary", faults);
  return summary;
}

}  // namespace candour::app
