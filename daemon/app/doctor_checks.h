// SPDX-License-Identifier: MPL-2.0
//
// The checks of `candour doctor`, in groups. None changes anything, sends mail or shows a secret.
#pragma once

#include <filesystem>
#include <string>

#include "app/checkup.h"
#include "app/configuration.h"

namespace candour::app {

// doctor_files.cc: what lies on the disk.

/// The council's policy and roster, as the daemon loads them.
///
/// version  set to the policy's, where it loads
void check_policy(const Configuration& configuration, std::string& version, Checkup& checkup);
/// The data folder, its disk, the ledger in it.
void check_data(const Configuration& configuration, Checkup& checkup);
/// Whether any held mail is damaged, or waits for somebody.
void check_held(const Configuration& configuration, Checkup& checkup);
/// The console's users: whether their file can be read.
void check_users(const Configuration& configuration, Checkup& checkup);
/// Whether the monthly summaries went out.
void check_summaries(const Configuration& configuration, Checkup& checkup);
/// Passwords and tokens, the console's users among them: there, and nobody else's to read.
void check_secrets(const Configuration& configuration, Checkup& checkup);

// doctor_certificates.cc

/// A certificate of ours with its key.
///
/// about  "certificate of smtp 0.0.0.0:465"
/// name   that callers use, which it must bear; empty: any
void check_certificate(const std::string& about, const std::filesystem::path& certificate,
                       const std::filesystem::path& key, const std::string& name, Checkup& checkup);
void check_certificates(const Configuration& configuration, Checkup& checkup);

// doctor_machine.cc: this machine and the daemon on it.

void check_clock(Checkup& checkup);
/// candour-extract starts, and how it is confined.
void check_reader(Checkup& checkup);
/// Whether candourd runs, and what it says of itself; where it does not, whether its ports are
/// free.
///
/// version  of the policy on the disk; empty where that does not load
void check_daemon(const Configuration& configuration, const std::string& version, Checkup& checkup);

// doctor_network.cc: whom candourd calls.

void check_next_hops(const Configuration& configuration, Checkup& checkup);
void check_accounts(const Configuration& configuration, Checkup& checkup);

}  // namespace candour::app
