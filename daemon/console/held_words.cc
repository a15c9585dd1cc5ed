// SPDX-License-Identifier: MPL-2.0

#include "console/held_words.h"

#include "console/words.h"

namespace candour::console {

namespace {

using stores::HeldStage;

std::string server_said(const stores::HeldMark& mark) {
  return mark.answer.empty() ? "" : " The mail server said: “" + mark.answer + "”.";
}

std::string decided_by(const stores::HeldMark& mark) {
  return mark.by + (mark.reason.empty() ? "" : ", who wrote: “" + mark.reason + "”");
}

}  // namespace

std::string stage_words(const stores::HeldMark& mark) {
  switch (mark.stage) {
    case HeldStage::waiting:
      return "waits for a decision";
    case HeldStage::due:
      return mark.tries == 0 ? "released, about to be sent" : "released, will be tried again";
    case HeldStage::sending:
      return "is being sent";
    case HeldStage::unknown:
      return "sent or not: unknown";
    case HeldStage::failed:
      return "refused by the mail server";
    case HeldStage::sent:
      return "sent";
    case HeldStage::discarded:
      return "discarded";
  }
  return {};
}

std::string stage_explained(const stores::HeldMark& mark, base::Instant goes_back) {
  switch (mark.stage) {
    case HeldStage::waiting:
      return "It waits for a decision. If nobody decides, it goes back to its sender on " +
             moment_words(goes_back) + ".";
    case HeldStage::due:
      if (mark.tries == 0)
        return "It is about to be sent. It was released by " + decided_by(mark) + ".";
      return "It was released by " + decided_by(mark) +
             ". The mail server did not take it so far; it is tried again by itself on " +
             moment_words(mark.next_try) + "." + server_said(mark);
    case HeldStage::sending:
      return "It is being sent at this moment.";
    case HeldStage::unknown:
      return "Whether it was sent nobody knows. It was released by " + decided_by(mark) +
             ", and the connection to the mail server broke after the last byte, before the "
             "server's answer: it may have taken the mail, or not. So it is not sent again by "
             "itself. Ask its recipients whether they have it. If they have, discard it; if not, "
             "send it again.";
    case HeldStage::failed:
      return "It was released by " + decided_by(mark) +
             ", but the mail server refused it, so nobody got it." + server_said(mark) +
             " Mend what the server names and send it again, or discard it.";
    case HeldStage::sent:
      return "It was sent.";
    case HeldStage::discarded:
      return "It was discarded by " + decided_by(mark) + ".";
  }
  return {};
}

bool wants_decision(HeldStage stage) {
  return stage == HeldStage::waiting || stage == HeldStage::unknown || stage == HeldStage::failed;
}

}  // namespace candour::console
