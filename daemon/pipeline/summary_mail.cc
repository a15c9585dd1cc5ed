// SPDX-License-Identifier: MPL-2.0

#include "pipeline/summary_mail.h"

#include <algorithm>

#include "base/text.h"
#include "composed/transfer.h"
#include "composed/write.h"

namespace candour::pipeline {

namespace {

// What no file system takes in a name, or a mail program would refuse to save under it.
std::string file_name_of(std::string_view stem, std::string_view ending) {
  std::string name = base::in_one_line(base::valid_utf8(stem));
  std::ranges::replace_if(
      name,
      [](char c) { return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos; },
      '-');
  const auto first = name.find_first_not_of(". ");
  name = first == name.npos ? "summary" : name.substr(first);
  return name + std::string(ending);
}

composed::Attachment attached(std::string name, std::string type, std::string_view bytes) {
  composed::Attachment attachment;
  attachment.name = std::move(name);
  attachment.type = std::move(type);
  attachment.content = composed::base64(bytes);
  return attachment;
}

}  // namespace

std::string summary_mail(const SummaryHead& head, const SummaryForms& forms) {
  composed::Message message;
  message.from = head.from;
  if (head.reply_to) message.reply_to.push_back(*head.reply_to);
  message.to = head.to;
  message.subject = base::in_one_line(base::valid_utf8(forms.title));
  message.date = head.date;
  message.message_id = head.message_id;
  // Not `auto-replied`: it answers nobody, and no vacation notice is to answer it.
  message.headers = {{"Auto-Submitted", "auto-generated"}};
  message.text = forms.text;
  message.html = forms.html;
  message.attachments = {
      attached(file_name_of(forms.file_name, ".pdf"), "application/pdf", forms.pdf),
      attached(file_name_of(forms.file_name, ".csv"), "text/csv; charset=utf-8", forms.csv)};
  return composed::write(message);
}

std::string objection_to(const engine::Assessment& assessment) {
  const auto asks = [](const std::optional<policy::Action>& action) {
    return action && *action >= policy::Action::confirm;
  };
  if (!asks(assessment.verdict)) return {};
  std::vector<std::string> reasons;
  for (const auto& judged : assessment.findings)
    if (asks(judged.action))
      reasons.push_back(judged.finding.title + " (" + std::string(judged.finding.rule) + ")");
  for (const auto& unread : assessment.unchecked)
    if (asks(assessment.when_unchecked) && assessment.asks_for(unread))
      reasons.push_back(unread.what + ": " + unread.why);
  return base::in_one_line(base::join(reasons, "; "));
}

}  // namespace candour::pipeline
