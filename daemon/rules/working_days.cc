// SPDX-License-Identifier: MPL-2.0

#include "rules/working_days.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>

#include "base/text.h"
#include "base/yaml_faults.h"

namespace candour::rules {

namespace fs = std::filesystem;

namespace {

using std::chrono::days;

const std::map<std::string, Region, std::less<>> regions_by_name{
    {"england", Region::england},
    {"wales", Region::wales},
    {"scotland", Region::scotland},
    {"northern-ireland", Region::northern_ireland},
};

base::Error unavailable(const fs::path& path) {
  return {base::Fault::unavailable, "rules.working_days", path.string() + ": cannot be read"};
}

/// One file of bank holidays.
class CalendarFile {
 public:
  explicit CalendarFile(const fs::path& file) : faults_(file.filename().string()) {}

  void read(const YAML::Node& root) {
    if (!root.IsMap()) return faults_.add(root.Mark(), "a calendar expected");
    faults_.check_keys(root, {"regions", "source", "years", "bank-holidays"});
    read_regions(root);
    read_years(root);
    read_holidays(root);
  }

  base::YamlFaults& faults() { return faults_; }
  const std::set<Region>& regions() const { return regions_; }
  WorkingDays working_days() const { return {holidays_, first_, last_}; }

 private:
  void read_regions(const YAML::Node& root) {
    if (!root["regions"] || !root["regions"].IsSequence())
      return faults_.add(root.Mark(), "'regions' missing: a list such as [england, wales]");
    for (const auto& node : root["regions"]) {
      if (const auto region = region_named(node.Scalar()))
        regions_.insert(*region);
      else
        faults_.add_unknown(node.Mark(), "region", node.Scalar(), region_names());
    }
  }

  void read_years(const YAML::Node& root) {
    const auto years = root["years"];
    if (!years || !years.IsSequence() || years.size() != 2)
      return faults_.add(root.Mark(), "'years' missing: the first and the last, [2024, 2030]");
    const auto first = base::parse_day(years[0].Scalar() + "-01-01");
    const auto last = base::parse_day(years[1].Scalar() + "-12-31");
    if (!first || !last || *first > *last)
      return faults_.add(years.Mark(), "two years expected, the first and the last");
    first_ = *first;
    last_ = *last;
  }

  void read_holidays(const YAML::Node& root) {
    const auto list = root["bank-holidays"];
    if (!list || !list.IsMap())
      return faults_.add(root.Mark(), "'bank-holidays' missing: a map of days to their names");
    for (const auto& entry : list) {
      const auto day = base::parse_day(entry.first.Scalar());
      if (!day || *day < first_ || *day > last_)
        faults_.add(entry.first.Mark(), "a day of these years expected, as 2026-12-28");
      else if (!holidays_.insert(*day).second)
        faults_.add(entry.first.Mark(), "the day stands twice");
    }
  }

  base::YamlFaults faults_;
  std::set<Region> regions_;
  std::set<base::Day> holidays_;
  base::Day first_{}, last_{};
};

base::Result<CalendarFile> read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return unavailable(path);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  CalendarFile file(path);
  try {
    file.read(YAML::Load(text));
  } catch (const YAML::Exception& fault) {
    file.faults().add(fault.mark, fault.msg);
  }
  if (!file.faults().empty()) return file.faults().error("rules.working_days");
  return file;
}

base::Result<std::vector<CalendarFile>> read_folder(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().extension() == ".yaml") paths.push_back(entry->path());
  if (error || paths.empty()) return unavailable(folder);
  std::sort(paths.begin(), paths.end());
  std::vector<CalendarFile> files;
  for (const auto& path : paths) {
    auto file = read_file(path);
    if (!file) return file.error();
    files.push_back(std::move(*file));
  }
  return files;
}

bool is_weekend(base::Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

std::optional<Region> region_named(std::string_view name) {
  const auto region = regions_by_name.find(name);
  return region == regions_by_name.end() ? std::nullopt : std::optional(region->second);
}

std::vector<std::string_view> region_names() {
  std::vector<std::string_view> names;
  names.reserve(regions_by_name.size());
  for (const auto& [name, region] : regions_by_name) names.push_back(name);
  return names;
}

base::Result<WorkingDays> WorkingDays::load(const fs::path& folder, Region region) {
  const auto files = read_folder(folder);
  if (!files) return files.error();
  for (const auto& file : *files)
    if (file.regions().contains(region)) return file.working_days();
  return base::Error{base::Fault::malformed, "rules.working_days",
                     folder.string() + ": no calendar is for this part of the United Kingdom"};
}

base::Result<WorkingDays> WorkingDays::load_united_kingdom(const fs::path& folder) {
  const auto files = read_folder(folder);
  if (!files) return files.error();
  auto all = files->front().working_days();
  std::set<Region> regions;
  for (const auto& file : *files) {
    const auto more = file.working_days();
    all.holidays_.insert(more.holidays_.begin(), more.holidays_.end());
    all.first_ = std::max(all.first_, more.first_);
    all.last_ = std::min(all.last_, more.last_);
    regions.insert(file.regions().begin(), file.regions().end());
  }
  if (regions.size() < regions_by_name.size())
    return base::Error{base::Fault::malformed, "rules.working_days",
                       folder.string() + ": a part of the United Kingdom has no calendar"};
  return all;
}

WorkingDays WorkingDays::without(const std::set<base::Day>& closed) const {
  auto fewer = *this;
  fewer.holidays_.insert(closed.begin(), closed.end());
  return fewer;
}

std::optional<bool> WorkingDays::is_working_day(base::Day day) const {
  if (day < first_ || day > last_) return std::nullopt;
  return !is_weekend(day) && !is_bank_holiday(day);
}

std::optional<base::Day> WorkingDays::after(base::Day day, int count) const {
  if (day < first_) return std::nullopt;
  while (count > 0) {
    day += days{1};
    const auto working = is_working_day(day);
    if (!working) return std::nullopt;
    if (*working) --count;
  }
  return day;
}

int WorkingDays::count(base::Day after, base::Day up_to) const {
  if (up_to < after) return -count(up_to, after);
  int working = 0;
  for (auto day = after + days{1}; day <= up_to; day += days{1})
    working += is_working_day(day).value_or(false) ? 1 : 0;
  return working;
}

std::optional<base::Day> WorkingDays::on_or_after(base::Day day) const {
  return after(day - days{1}, 1);
}

}  // namespace candour::rules
