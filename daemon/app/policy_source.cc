// SPDX-License-Identifier: MPL-2.0

#include "app/policy_source.h"

#include <spdlog/spdlog.h>

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 100;

// Whole or not at all: a daemon that dies half-way must not spoil the copy it may need.
void copy_whole(const fs::path& from, const fs::path& to, std::error_code& error) {
  auto half = to;
  half += ".new";
  fs::copy_file(from, half, fs::copy_options::overwrite_existing, error);
  if (error) return;
  fs::permissions(half, fs::perms::owner_read | fs::perms::owner_write, error);
  if (!error) fs::rename(half, to, error);
}

}  // namespace

base::Result<PolicySnapshot> PolicySource::load(const policy::Policy* in_force) const {
  auto policy = policy::load(file_, data_, {}, in_force);
  if (policy) keep(**policy);
  return policy;
}

base::Result<PolicySnapshot> PolicySource::load_or_last_good(std::string& fault) const {
  auto policy = load();
  if (policy) return policy;
  fault = policy.error().detail;
  auto last_good = policy::load(kept_ / "policy.yaml", data_, kept_ / "roster.csv");
  if (last_good) return last_good;
  return policy;
}

std::vector<fs::path> PolicySource::files(const policy::Policy& in_force) const {
  std::vector<fs::path> files{file_, in_force.roster_file};
  std::error_code error;
  const auto folder = file_.has_parent_path() ? file_.parent_path() : fs::path(".");
  for (fs::directory_iterator beside(folder, error), end; !error && beside != end;
       beside.increment(error))
    if (beside->path().extension() == ".csv" && files.size() < most_files)
      files.push_back(beside->path());
  return files;
}

void PolicySource::keep(const policy::Policy& policy) const {
  std::error_code error;
  fs::create_directories(kept_, error);
  if (!error) copy_whole(policy.roster_file, kept_ / "roster.csv", error);
  if (!error) copy_whole(file_, kept_ / "policy.yaml", error);
  if (error)
    spdlog::warn(
        "policy_not_kept error=\"{}\": a faulty policy at the next start will stop candourd",
        error.message());
}

}  // namespace candour::app
