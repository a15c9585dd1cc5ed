// SPDX-License-Identifier: MPL-2.0

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "app/crest_file.h"
#include "app/data_folder.h"
#include "app/doctor_checks.h"
#include "app/secret_file.h"
#include "app/summary_post.h"
#include "base/text.h"
#include "console/users.h"
#include "stores/held_mail.h"
#include "stores/sqlite_check.h"
#include "stores/sqlite_verify.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t megabyte = 1u << 20;
// A spool has several messages of 50 MB at a time; a ledger grows by some 50 MB a year.
constexpr std::uintmax_t room_to_watch = 1024 * megabyte, room_needed = 100 * megabyte;

std::string in_megabytes(std::uintmax_t bytes) {
  if (bytes < megabyte) return "less than 1 MB";
  return std::to_string(bytes / megabyte) + " MB";
}

std::string octal(mode_t mode) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%04o", static_cast<unsigned>(mode & 07777));
  return text.data();
}

// The socket in it may be a group's; files are their owner's alone.
void check_folder(const fs::path& folder, Checkup& checkup) {
  const std::string about = "data folder " + folder.lexically_normal().string();
  struct stat seen {};
  if (::stat(folder.c_str(), &seen) != 0)
    return checkup.care(about, "is not there yet",
                        "candourd makes it at its first start. If it has run before, look at "
                        "`data:` in its configuration.");
  if (!S_ISDIR(seen.st_mode))
    return checkup.bad(about, "is no folder", "Name a folder at `data:`, or move the file away.");
  if ((seen.st_mode & S_IRWXO) != 0 || (seen.st_mode & S_IWGRP) != 0)
    return checkup.bad(about, "others may enter it (mode " + octal(seen.st_mode) + ")",
                       "chmod 0710 " + folder.string());
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    return checkup.care(about, "this user may not look into it",
                        "Run candour doctor as the user of candourd, or as root: what lies in it "
                        "is not checked now.");
  checkup.well(about, "its owner's alone (mode " + octal(seen.st_mode) + ")");
}

void check_disk(const fs::path& folder, Checkup& checkup) {
  std::error_code error;
  const auto space = fs::space(fs::exists(folder, error) ? folder : folder.parent_path(), error);
  if (error) return;
  const std::string told = in_megabytes(space.available) + " are free";
  const std::string cure =
      "Make room on the disk of " + folder.string() +
      ", or name another folder at `data:`. Without room mail is answered 451 and waits.";
  if (space.available < room_needed) return checkup.bad("disk", told, cure);
  if (space.available < room_to_watch) return checkup.care("disk", told, cure);
  checkup.well("disk", told);
}

/// What was done to it by hand; nothing where it holds, is of an older Candour, or too large to be
/// read while somebody waits.
std::optional<std::string> fault_of_chain(const fs::path& file, std::int64_t mails) {
  constexpr std::int64_t most_mails = 20'000;
  if (mails > most_mails) return {};
  const auto report = stores::verify_sqlite(file, {});
  if (!report || !report->fault) return {};
  return report->fault->told;
}

void check_ledger(const fs::path& file, Checkup& checkup) {
  std::error_code error;
  const std::string about = "ledger " + file.lexically_normal().string();
  if (!fs::exists(file, error)) {
    if (!error) checkup.care(about, "is not there yet", "candourd makes it at its first start.");
    return;
  }
  const auto state = stores::check_sqlite(file);
  const auto fault = state ? fault_of_chain(file, state->mails) : std::nullopt;
  if (fault)
    return checkup.bad(about, *fault,
                       "Somebody changed it past Candour. Keep it as it is, compare it with a "
                       "backup; candour ledger verify says more.");
  if (state)
    return checkup.well(about, "whole; " + std::to_string(state->mails) + " mails on record, " +
                                   in_megabytes(state->bytes));
  if (state.error().fault == base::Fault::malformed)
    return checkup.bad(about, state.error().detail,
                       "Stop candourd, keep a copy of the file, and put the last backup in its "
                       "place; or `sqlite3 FILE .recover` into a new one.");
  checkup.bad(about, state.error().detail,
              "Look at its owner and mode, and whether another program holds it.");
}

void check_password(const std::string& about, const OutgoingServer& server, Checkup& checkup) {
  if (server.user.empty()) return;
  if (const auto secret = read_secret(server.password_file); secret)
    checkup.well(about, "is there, and its owner's alone");
  else
    checkup.bad(about, base::in_one_line(secret.error().detail),
                "The file belongs to the user of candourd, mode 0600, with the password in its "
                "first line.");
}

}  // namespace

void check_policy(const Configuration& configuration, std::string& version, Checkup& checkup) {
  const auto data = find_data_folder(configuration.packs);
  if (!data)
    return checkup.bad("packs", data.error().detail,
                       "Install Candour's data files, or name their folder at `packs:`.");
  const std::string about = "policy " + configuration.policy.string();
  const auto policy = policy::load(configuration.policy, *data);
  if (!policy)
    return checkup.bad(about, policy.error().detail,
                       "Mend what is named there; `candourd --check` tells whether all is well. "
                       "Until then candourd goes on with the last good policy.");
  version = (*policy)->version;
  checkup.well(about, (*policy)->council + ", " + (*policy)->pack + ", " +
                          std::to_string((*policy)->roster.people().size()) + " people");
  for (const auto& note : (*policy)->notes)
    checkup.care("policy", note, "Mend it where it is not meant so.");
}

void check_data(const Configuration& configuration, Checkup& checkup) {
  check_folder(configuration.data, checkup);
  check_disk(configuration.data, checkup);
  check_ledger(configuration.data / ledger_file_name, checkup);
}

void check_held(const Configuration& configuration, Checkup& checkup) {
  if (!configuration.held) return;
  const stores::HeldMail held(configuration.data / held_folder_name,
                              configuration.held->most_bytes);
  const auto entries = held.list();
  if (!entries)
    return checkup.bad("held mail", entries.error().detail, "Look at the folder's owner and mode.");
  std::size_t waiting = 0, asking = 0;
  for (const auto& entry : *entries) {
    if (!entry.damage.empty()) {
      checkup.bad("held mail " + entry.envelope.id, entry.damage,
                  "It will not be sent. Ask its sender for it again, keep the file for whoever "
                  "looks into the disk's fault, then take it away.");
      continue;
    }
    const auto stage = entry.mark.stage;
    waiting += stage == stores::HeldStage::waiting ? 1 : 0;
    asking += stage == stores::HeldStage::failed || stage == stores::HeldStage::unknown ? 1 : 0;
  }
  if (asking > 0)
    return checkup.care("held mail", std::to_string(asking) + " released, and not known to be sent",
                        "candour held list says which and why: release or discard each.");
  checkup.well("held mail", std::to_string(waiting) + " waiting for a decision");
}

void check_users(const Configuration& configuration, Checkup& checkup) {
  const std::string about = "users of the console";
  const auto users = console::Users(configuration.data / users_file_name).all();
  if (!users)
    return checkup.bad(about, base::in_one_line(users.error().detail),
                       "Nobody signs in with a password until this is mended. A line that is taken "
                       "out is a user that is gone; candour user add brings one back.");
  if (!users->empty())
    checkup.well(about, std::to_string(users->size()) + " who sign in with a password");
}

void check_summaries(const Configuration& configuration, Checkup& checkup) {
  if (const auto crest = read_crest(configuration.summary.crest); !crest)
    checkup.bad("crest of the summary", crest.error().detail,
                "No summary is made as a page or PDF, and none is sent, until this is mended or "
                "`crest:` is taken out.");
  const auto& post = configuration.summary.post;
  if (!post) return;
  const auto now = base::now();
  const auto states = summary_states(*post, summary_spool(configuration.data), now);
  if (!states)
    return checkup.bad("monthly summary", states.error().detail,
                       "Look at the folder's owner and mode.");
  bool well = true;
  for (const auto& state : *states) {
    if (state.well) continue;
    well = false;
    const auto about = "summary of " + base::month_words(state.month);
    if (state.stage == "due" || state.stage == "not-prepared")
      checkup.care(about, state.words, state.cure);
    else
      checkup.bad(about, state.words, state.cure);
  }
  if (well) checkup.well("monthly summary", summary_health(*post, *states, now).words);
}

void check_secrets(const Configuration& configuration, Checkup& checkup) {
  check_users(configuration, checkup);
  if (const auto& held = configuration.held)
    check_password("password for released mail", held->server, checkup);
  if (const auto& post = configuration.summary.post)
    check_password("password for the monthly summary", post->server, checkup);
  for (const auto& account : configuration.accounts) {
    // A token that is refreshed asks its provider; that is the account's own check.
    if (account.login.kind != remotes::ImapLogin::Kind::password) continue;
    const std::string about = "password of " + account.login.user;
    if (const auto secret = account.login.secret(); secret)
      checkup.well(about, "is there, and its owner's alone");
    else
      checkup.bad(about, base::in_one_line(secret.error().detail),
                  "The file belongs to the user of candourd, mode 0600, with the password in its "
                  "first line.");
  }
}

}  // namespace candour::app
