// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/namespaces.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "extract/confined/helper_program.h"

namespace candour::extract {

namespace fs = std::filesystem;

namespace {

constexpr const char* folders[] = {
    "/usr/lib",            // libraries, gconv, the C.utf8 locale
    "/usr/lib64",          // the dynamic loader's name
    "/usr/share/poppler",  // character maps of East Asian PDFs
    "/usr/share/catdoc",
};
// Where /usr holds all, these lead into it; the dynamic loader is asked for by such a name.
constexpr const char* links[] = {"/lib", "/lib64", "/bin"};

const std::string root = "/tmp";  // hidden by ours from then on

bool write_file(const char* path, const std::string& text) {
  const int file = ::open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(file);
  return written;
}

// Inside we are the user that we are outside; the capabilities come with the namespace.
bool map_user(unsigned user, unsigned group) {
  const auto line = [](unsigned id) {
    return std::to_string(id) + " " + std::to_string(id) + " 1";
  };
  return write_file("/proc/self/setgroups", "deny") &&
         write_file("/proc/self/uid_map", line(user)) &&
         write_file("/proc/self/gid_map", line(group));
}

// Flags may be added to what the host mounted, never taken away (mount_namespaces(7), "locked").
bool add_flags(const char* path, unsigned long long flags, unsigned recursive) {
  mount_attr attributes{};
  attributes.attr_set = flags;
  return ::syscall(SYS_mount_setattr, AT_FDCWD, path, recursive, &attributes, sizeof attributes) ==
         0;
}

bool show(const std::string& path) {
  std::error_code error;
  const auto place = root + path;
  if (fs::is_directory(path, error)) {
    fs::create_directories(place, error);
  } else {
    fs::create_directories(fs::path(place).parent_path(), error);
    ::close(::open(place.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0400));
  }
  return ::mount(path.c_str(), place.c_str(), nullptr, MS_BIND | MS_REC, nullptr) == 0 &&
         add_flags(place.c_str(), MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV,
                   AT_RECURSIVE);
}

bool build_root() {
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      ::mount("tmpfs", root.c_str(), "tmpfs", MS_NOSUID | MS_NODEV,
              "size=64k,nr_inodes=100,mode=0755") != 0)
    return false;
  const auto needed = needed_files();
  for (const auto& folder : needed.folders)
    if (!show(folder)) return false;
  for (const auto& program : needed.programs)
    if (!show(program)) return false;
  std::error_code error;
  for (const auto* link : links)
    if (fs::is_symlink(link, error))
      fs::create_symlink(fs::read_symlink(link, error), root + link, error);
  return ::mkdir((root + work_folder).c_str(), 0700) == 0;
}

bool move_in() {
  return ::chdir(root.c_str()) == 0 && ::syscall(SYS_pivot_root, ".", ".") == 0 &&
         ::umount2(".", MNT_DETACH) == 0 && ::chdir("/") == 0 &&
         add_flags("/", MOUNT_ATTR_RDONLY, 0);
}

}  // namespace

NeededFiles needed_files() {
  NeededFiles needed;
  std::error_code error;
  for (const auto* folder : folders)
    if (fs::exists(folder, error)) needed.folders.emplace_back(folder);
  for (const auto program : helper_programs)
    if (auto path = helper_path(program); fs::exists(path, error))
      needed.programs.push_back(std::move(path));
  return needed;
}

bool enter_namespaces() {
  const auto user = ::geteuid();
  const auto group = ::getegid();
  ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);  // else /proc/self is root's, and the maps with it
  return ::unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0 &&
         map_user(user, group) && build_root() && move_in();
}

pid_t fork_into_namespaces() {
  // Not clone3(), whose flags systemd's RestrictNamespaces= cannot look at and therefore refuses.
  return static_cast<pid_t>(::syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWNS | SIGCHLD, nullptr,
                                      nullptr, nullptr, nullptr));
}

bool make_work_folder(std::size_t bytes) {
  const auto options = "size=" + std::to_string(bytes) + ",nr_inodes=600,mode=0700";
  return ::mount("tmpfs", work_folder, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
                 options.c_str()) == 0;
}

}  // namespace candour::extract
