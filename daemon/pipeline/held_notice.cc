// SPDX-License-Identifier: MPL-2.0

#include "pipeline/held_notice.h"

#include "base/british_time.h"
#include "base/digest.h"
#include "base/text.h"
#include "composed/transfer.h"
#include "composed/write.h"

namespace candour::pipeline {

namespace {

using stores::HeldStage;

struct News {
  std::string subject, text;
};

std::string mail_of(const stores::HeldEnvelope& held) {
  const auto count = held.rcpt_to.size();
  return "Your mail of " + base::british_moment(held.held_at) + " to " + std::to_string(count) +
         (count == 1 ? " recipient" : " recipients");
}

std::string ground(const stores::HeldEnvelope& held) {
  if (held.rules.empty()) return "since parts of it could not be read";
  return "on account of " + base::join_as_prose(held.rules);
}

std::string in_words(const stores::HeldMark& mark) {
  return mark.reason.empty() ? "." : ", who wrote: \u201c" + mark.reason + "\u201d";
}

std::string server_said(const stores::HeldMark& mark) {
  return mark.answer.empty() ? "" : " The mail server said: \u201c" + mark.answer + "\u201d.";
}

News news_of(const stores::HeldEnvelope& held, const stores::HeldMark& mark) {
  const auto mail = mail_of(held) + " was held for a decision " + ground(held) + ".";
  switch (mark.stage) {
    case HeldStage::sent:
      return {"Sent: your mail that was held",
              mail + "\n\nIt has now been sent. It was released by " + mark.by + in_words(mark)};
    case HeldStage::discarded:
      if (mark.by == nobody)
        return {"Not sent: your mail that was held",
                mail +
                    "\n\nNobody decided on it in time, so it was not sent. It comes back to you "
                    "with this notice. If it is still to go, speak to whoever looks after "
                    "Candour at the council, and send it again."};
      return {
          "Not sent: your mail that was held",
          mail + "\n\nIt was not sent, and will not be. So decided " + mark.by + in_words(mark)};
    case HeldStage::failed:
      return {"Not sent: your mail that was held",
              mail + "\n\nIt was released, but the mail server refused it." + server_said(mark) +
                  " It is kept until somebody decides what is to become of it."};
    case HeldStage::unknown:
      return {"Perhaps sent: your mail that was held",
              mail +
                  "\n\nIt was released, but the connection to the mail server broke at the last "
                  "moment: whether it was sent nobody knows. It is not sent again by itself. "
                  "Ask its recipients, then tell whoever looks after Candour at the council."};
    default:
      return {};
  }
}

}  // namespace

std::string held_notice_id(const stores::HeldEnvelope& held, const stores::HeldMark& mark) {
  const auto news =
      held.id + "\n" + std::string(stores::name_of(mark.stage)) + "\n" + std::to_string(mark.tries);
  return base::sha256_hex(news).substr(0, held.id.size());
}

std::string held_notice(const stores::HeldEnvelope& held, const stores::HeldMark& mark,
                        std::string_view original, base::Instant now) {
  const auto news = news_of(held, mark);
  if (news.text.empty()) return {};
  composed::Message message;
  message.from = {"Candour", held.mail_from};
  message.to = {{"", held.mail_from}};
  message.subject = news.subject;
  message.date =
      mail::Date{now, base::british_offset(std::chrono::floor<std::chrono::minutes>(now))};
  message.message_id = held_notice_id(held, mark) + "@candour.invalid";
  message.headers = {{"Auto-Submitted", "auto-replied"}};  // RFC 3834 section 5
  message.text = news.text + "\n";
  if (!original.empty())
    message.attachments = {{"your-mail.eml", "message/rfc822", composed::base64(original)}};
  return composed::write(message);
}

}  // namespace candour::pipeline
