// SPDX-License-Identifier: MPL-2.0
//
// A folder of a council's files for one test, and beside it a data folder whose phrases cost
// nothing to compile.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "policy/policy.h"
#include "support/source_folder.h"

namespace candour::policy {

inline const DataFolder shipped{std::filesystem::path(source_folder()) / "policies"};

class CouncilFolder : public testing::Test {
 protected:
  CouncilFolder() : folder_(std::filesystem::path(testing::TempDir()) / name()) {
    std::filesystem::remove_all(folder_);
    write("roster.csv", "name,role,emails\nJane Smith,chair,jane@eastmere-tc.gov.uk\n");
    write("data/phrases/none.yaml", "word: [a]\n");
    for (const auto* part : {"packs", "learned"})
      std::filesystem::copy(shipped.path / part, folder_ / "data" / part);
  }
  ~CouncilFolder() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& file, std::string_view text) const {
    std::filesystem::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }

  base::Result<std::shared_ptr<const Policy>> load(std::string_view text) const {
    write("policy.yaml", text);
    return policy::load(folder_ / "policy.yaml", {folder_ / "data"});
  }

  /// All faults, or an empty text.
  std::string faults(std::string_view text) const {
    const auto policy = load(text);
    return policy ? "" : policy.error().detail;
  }

  std::shared_ptr<const Policy> loaded(std::string_view text) const {
    const auto policy = load(text);
    if (!policy) throw std::invalid_argument(policy.error().detail);
    return *policy;
  }

  std::filesystem::path folder_;

 private:
  static std::string name() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string("candour-") + test->test_suite_name() + "-" + test->name();
    std::replace(name.begin(), name.end(), '/', '-');
    return name;
  }
};

}  // namespace candour::policy
