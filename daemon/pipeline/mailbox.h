// SPDX-License-Identifier: MPL-2.0
//
// The entrance for mail that stands in a mailbox: sent already, come in, or still being written.
// Nobody can be asked any more, so nothing is refused; what a sent mail raises is put on record,
// and told to whoever writes notices.
#pragma once

#include <functional>
#include <optional>

#include "engine/assessment.h"
#include "mail/document_reader.h"
#include "pipeline/met_addresses.h"
#include "pipeline/policies.h"
#include "pipeline/submission.h"
#include "stores/ledger.h"

namespace candour::pipeline {

struct Judgement;

/// What was made of a message of a mailbox.
struct FoundMail {
  bool watched = false;           // its sender is one whose mail is judged
  engine::Assessment assessment;  // of watched mail; a received one is not judged
  /// Nothing: not for the record. `known`: it came past another entrance, or was found before.
  std::optional<stores::Found> found;
  std::string concerns;       // what the message is known by, however often it is saved
  std::string subject;        // as its writer gave it
  base::Instant dated;        // by its own Date, else when it arrived
  bool went_through = false;  // another entrance had it
  bool to_be_told = false;    // its writer has not been told yet; a due notice is in the ledger
};

/// Thread-safe; blocking. A mail is judged by what went before it, however late it is found. All
/// record with the mail how far its folder has been followed; errors are the ledger's, and nothing
/// is recorded then: the same message is to come again.
class Mailbox {
 public:
  /// documents  opens attached files; where there is none, they stay unread
  /// recorded   told of each sent mail that was new to the ledger, on the caller's thread; null: no
  ///            one is
  /// met        told of the addresses of each mail that was sent or came in; null: nobody is
  Mailbox(const Policies& policies, stores::Ledger& ledger, mail::DocumentReader* documents,
          std::function<void(const FoundMail&)> recorded = {}, MetAddresses* met = nullptr)
      : policies_(policies),
        ledger_(ledger),
        documents_(documents),
        recorded_(std::move(recorded)),
        met_(met) {}

  /// place   of the message, where its writer is to be told of what it raises. Nobody is told of
  ///         mail that was acknowledged, sent again after a refusal, or found before.
  base::Result<FoundMail> sent(const Submission& mail, const stores::FolderPosition& position,
                               const std::optional<stores::MessagePlace>& place = {});
  /// Judged as what it would be if it went now; not recorded.
  base::Result<FoundMail> draft(Submission mail, const stores::FolderPosition& position,
                                const std::optional<stores::MessagePlace>& place = {});
  /// Remembered for later mail of its thread; what is neither from somebody in the roster nor from
  /// a person at all (lists, programs) is passed over, and so are Candour's own notices.
  base::Result<FoundMail> received(const Submission& mail, const stores::FolderPosition& position);

  /// A sent mail that its server does not hand over: on record as one that nobody looked at.
  ///
  /// user  who logs in, most often an address; position: of that message
  base::Result<void> not_handed_over(std::string_view user, const stores::FolderPosition& position);

  stores::Ledger& ledger() { return ledger_; }

 private:
  base::Result<FoundMail> passed_over(FoundMail found, const stores::FolderPosition& position);
  base::Result<void> nobody_looked(std::string_view user, const stores::FolderPosition& position,
                                   std::string_view why);
  void note_addresses(const Judgement& judgement, const Submission& mail);
  enum class Due { no, now, already };
  base::Result<Due> note_due(const FoundMail& found, const stores::MessagePlace& place);

  const Policies& policies_;
  stores::Ledger& ledger_;
  mail::DocumentReader* documents_;
  const std::function<void(const FoundMail&)> recorded_;
  MetAddresses* const met_;
};

}  // namespace candour::pipeline
