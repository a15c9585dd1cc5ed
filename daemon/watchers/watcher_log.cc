// SPDX-License-Identifier: MPL-2.0

#include "watchers/watcher_log.h"

#include <spdlog/spdlog.h>

#include "base/text.h"

namespace candour::watchers {

using remotes::name_of;

void log_following(std::string_view account, remotes::FolderRole role, std::string_view folder,
                   bool idle) {
  spdlog::info("imap following account={} role={} folder={} by={}", base::quoted(account),
               name_of(role), base::quoted(folder), idle ? "idle" : "polling");
}

void log_lost(std::string_view account, remotes::FolderRole role, std::string_view why,
              std::chrono::milliseconds again_in) {
  spdlog::warn("imap lost account={} role={} again-in-ms={} why={}", base::quoted(account),
               name_of(role), again_in.count(), base::quoted(why, 400));
}

void log_folder_missing(std::string_view account, remotes::FolderRole role) {
  spdlog::warn("imap folder-missing account={} role={}: name it under folders:",
               base::quoted(account), name_of(role));
}

void log_first_look(std::string_view account, remotes::FolderRole role, base::Day since) {
  spdlog::info("imap first-look account={} role={} since={}", base::quoted(account), name_of(role),
               base::to_string(since));
}

void log_folder_anew(std::string_view account, remotes::FolderRole role) {
  spdlog::warn("imap uid-validity-changed account={} role={}: the folder is read anew",
               base::quoted(account), name_of(role));
}

void log_progress(std::string_view account, remotes::FolderRole role, std::size_t done,
                  std::size_t of) {
  spdlog::info("imap looking-back account={} role={} done={} of={}", base::quoted(account),
               name_of(role), done, of);
}

void log_found(std::string_view mail_id, std::string_view account, remotes::FolderRole role,
               std::uint32_t uid, const pipeline::FoundMail& mail) {
  std::vector<std::string> rules;
  for (const auto& judged : mail.assessment.findings) rules.emplace_back(judged.finding.rule);
  const bool known = mail.found == stores::Found::known;
  spdlog::info(
      "{} found account={} role={} uid={} known={} verdict={} rules={}", mail_id,
      base::quoted(account), name_of(role), uid, known ? "yes" : "no",
      mail.watched && role != remotes::FolderRole::inbox ? mail.assessment.verdict_name() : "none",
      rules.empty() ? "none" : base::join(rules, ","));
}

void log_message_skipped(std::string_view account, remotes::FolderRole role, std::uint32_t uid) {
  spdlog::error(
      "imap message-skipped account={} role={} uid={}: it cannot be fetched and stays "
      "unchecked",
      base::quoted(account), name_of(role), uid);
}

void log_notice_put(std::string_view account, const stores::MessagePlace& about) {
  spdlog::info("notice put account={} about={} uid={}", base::quoted(account), about.role,
               about.uid);
}

void log_notice_withdrawn(std::string_view account, const stores::MessagePlace& about,
                          std::string_view how) {
  spdlog::info("notice withdrawn account={} about={} uid={} how={}", base::quoted(account),
               about.role, about.uid, how);
}

void log_notices_wait(std::string_view account, std::string_view why,
                      std::chrono::milliseconds again_in) {
  spdlog::warn("notice waits account={} again-in-ms={} why={}", base::quoted(account),
               again_in.count(), base::quoted(why, 400));
}

void log_held_sent(std::string_view mail_id, const stores::HeldMark& mark, int code) {
  spdlog::info("{} held-mail stage={} code={} tries={}", mail_id, stores::name_of(mark.stage), code,
               mark.tries);
}

void log_held_failed(std::string_view mail_id, std::string_view error) {
  spdlog::error("{} held-mail failed error={}", mail_id.empty() ? "-" : mail_id,
                base::quoted(error, 400));
}

void log_summary_prepared(std::string_view month) {
  spdlog::info("summary prepared month={}", month);
}

void log_summary_sent(std::string_view month, const stores::HeldMark& mark, int code) {
  spdlog::info("summary stage={} month={} code={} tries={}", stores::name_of(mark.stage), month,
               code, mark.tries);
}

void log_summary_failed(std::string_view month, std::string_view error) {
  spdlog::error("summary failed month={} error={}", month.empty() ? "-" : month,
                base::quoted(error, 400));
}

void log_watch_failed(std::string_view account, std::string_view error) {
  spdlog::error("imap watch-failed account={} error={}", base::quoted(account),
                base::quoted(error));
}

}  // namespace candour::watchers
