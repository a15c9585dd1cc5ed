// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "extract/confined/namespaces.h"
#include "extract/descriptor.h"

namespace candour::extract {

namespace {

// What every version of Landlock can refuse; newer rights add little to a read-only world.
constexpr std::uint64_t all_rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr std::uint64_t folder_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t program_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t work_rights = folder_rights | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                      LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;

bool allow(int rules, const std::string& path, std::uint64_t rights) {
  const Descriptor place(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!place.is_open()) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = place.number();
  return ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

bool allow_helpers(int rules, const NeededFiles& needed) {
  // The dynamic loader is started too, and lies among the libraries.
  for (const auto& folder : needed.folders)
    if (!allow(rules, folder, folder_rights | LANDLOCK_ACCESS_FS_EXECUTE)) return false;
  for (const auto& program : needed.programs)
    if (!allow(rules, program, program_rights)) return false;
  struct stat work {};
  return ::stat(work_folder, &work) != 0 || work.st_uid != ::geteuid() ||
         allow(rules, work_folder, work_rights);
}

}  // namespace

bool landlock_is_available() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

bool restrict_files(FileUse use) {
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = all_rights;
  const Descriptor rules(
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)));
  if (!rules.is_open()) return false;
  const auto needed = needed_files();
  for (const auto& folder : needed.folders)
    if (!allow(rules.number(), folder, folder_rights)) return false;
  if (use == FileUse::read_and_help && !allow_helpers(rules.number(), needed)) return false;
  return ::syscall(SYS_landlock_restrict_self, rules.number(), 0) == 0;
}

}  // namespace candour::extract
