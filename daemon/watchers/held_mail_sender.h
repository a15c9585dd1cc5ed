// SPDX-License-Identifier: MPL-2.0
//
// A thread that sends held mail once somebody has released it, and tells the sender what became of
// it. Decisions come from other programs: they stand in the spool, which is looked at every second.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "base/calendar.h"
#include "remotes/wake_up.h"
#include "stores/held_mail.h"
#include "stores/ledger.h"
#include "watchers/spooled_mail.h"

namespace candour::watchers {

class HeldMailSender {
 public:
  /// held, ledger  must outlive it
  /// keep          a mail that nobody has decided on for so long goes back to its sender
  HeldMailSender(const stores::HeldMail& held, stores::Ledger& ledger, SendMail send,
                 std::chrono::hours keep, base::Clock clock = base::now);
  /// Stops, and waits for the thread: no longer than the mail takes that is being sent.
  ~HeldMailSender();
  HeldMailSender(const HeldMailSender&) = delete;
  HeldMailSender& operator=(const HeldMailSender&) = delete;

  void start();
  void stop() { wake_up_.call(); }

  /// One look: sends what is due, finishes what is done, sends back what is too old. What the
  /// thread does each second.
  void attend();

 private:
  void run();
  void send(const std::string& id);
  void expire(const std::string& id);
  void settle(const std::string& id, const stores::HeldMark& mark);
  void tell_sender(const stores::HeldMessage& message, const stores::HeldMark& mark);
  void give_up_notice(const std::string& id, const stores::HeldMark& mark);
  bool record(const std::string& id, stores::OutcomeKind kind, const stores::HeldMark& mark);

  const stores::HeldMail& held_;
  stores::Ledger& ledger_;
  const SendMail send_;
  const std::chrono::hours keep_;
  const base::Clock clock_;
  const remotes::WakeUp wake_up_;
  std::thread thread_;
};

}  // namespace candour::watchers
