// SPDX-License-Identifier: MPL-2.0
//
// Every log line of the watchers. Accounts are named as the admin named them; of mail there is
// nothing but its id, verdict and rules, and of notices where the message stands.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "base/calendar.h"
#include "pipeline/mailbox.h"
#include "remotes/imap_folders.h"
#include "stores/held_mail.h"

namespace candour::watchers {

void log_following(std::string_view account, remotes::FolderRole role, std::string_view folder,
                   bool idle);
void log_lost(std::string_view account, remotes::FolderRole role, std::string_view why,
              std::chrono::milliseconds again_in);
void log_folder_missing(std::string_view account, remotes::FolderRole role);
void log_first_look(std::string_view account, remotes::FolderRole role, base::Day since);
void log_folder_anew(std::string_view account, remotes::FolderRole role);
void log_progress(std::string_view account, remotes::FolderRole role, std::size_t done,
                  std::size_t of);
void log_found(std::string_view mail_id, std::string_view account, remotes::FolderRole role,
               std::uint32_t uid, const pipeline::FoundMail& mail);
void log_message_skipped(std::string_view account, remotes::FolderRole role, std::uint32_t uid);
void log_notice_put(std::string_view account, const stores::MessagePlace& about);
void log_notice_withdrawn(std::string_view account, const stores::MessagePlace& about,
                          std::string_view how);
void log_notices_wait(std::string_view account, std::string_view why,
                      std::chrono::milliseconds again_in);
void log_held_sent(std::string_view mail_id, const stores::HeldMark& mark, int code);
void log_held_failed(std::string_view mail_id, std::string_view error);
/// month   "2026-10"; of failures also empty: all of them
void log_summary_prepared(std::string_view month);
void log_summary_sent(std::string_view month, const stores::HeldMark& mark, int code);
void log_summary_failed(std::string_view month, std::string_view error);
void log_watch_failed(std::string_view account, std::string_view error);

}  // namespace candour::watchers
