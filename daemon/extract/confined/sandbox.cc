// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/sandbox.h"

#include <sys/stat.h>
#include <unistd.h>

#include "extract/confined/landlock.h"
#include "extract/confined/limits.h"
#include "extract/confined/namespaces.h"
#include "extract/confined/privileges.h"

namespace candour::extract {

namespace {

constexpr std::size_t work_folder_bytes = 25u << 20;  // a helper's input

base::Error cannot(std::string_view what) {
  return {base::Fault::unavailable, "extract.sandbox", std::string(what)};
}

}  // namespace

base::Result<Sandbox> Sandbox::enter() {
  close_all_above(STDERR_FILENO);
  ::umask(0077);
  stop_being_root();
  const bool namespaces = enter_namespaces();
  const bool landlock = landlock_is_available();
  hide_memory();
  auto reader =
      SystemCallFilter::compile(namespaces || landlock ? Task::read : Task::read_without_files);
  auto guard = SystemCallFilter::compile(Task::guard);
  auto helper = SystemCallFilter::compile(Task::helper);
  if (!reader || !guard || !helper) return cannot("no seccomp on this system");
  Sandbox sandbox(std::move(*reader), std::move(*guard), std::move(*helper));
  sandbox.namespaces_ = namespaces;
  sandbox.landlock_ = landlock;
  return sandbox;
}

std::string Sandbox::describe() const {
  return std::string(namespaces_ ? "namespaces+" : "") + (landlock_ ? "landlock+" : "") + "seccomp";
}

pid_t Sandbox::fork_guard() const {
  return namespaces_ ? fork_into_namespaces() : ::fork();
}

bool Sandbox::confine_guard() const {
  if (namespaces_ && !make_work_folder(work_folder_bytes)) return false;
  if (!give_up_capabilities()) return false;
  die_with_parent();
  return !landlock_ || restrict_files(FileUse::read_and_help);
}

bool Sandbox::lock_guard() const {
  return guard_.install();
}

bool Sandbox::confine_reader() const {
  die_with_parent();
  return set_limits(reader_limits) && (!landlock_ || restrict_files(FileUse::read)) &&
         reader_.install();
}

bool Sandbox::confine_helper() const {
  die_with_parent();
  return set_limits(helper_limits) && helper_.install();
}

}  // namespace candour::extract
