// SPDX-License-Identifier: MPL-2.0

#include "pipeline/judgement.h"

#include <algorithm>

#include "pipeline/same_message.h"
#include "pipeline/watch.h"

namespace candour::pipeline {

using policy::Action;

namespace {

// What the policy says of a message that was not wholly judged; a refusal can be sent again.
std::optional<Action> action_when_unchecked(const policy::Policy& policy) {
  switch (policy.when_unchecked) {
    case policy::WhenUnchecked::deliver:
      return {};
    case policy::WhenUnchecked::confirm:
      return Action::confirm;
    case policy::WhenUnchecked::hold:
      return Action::hold;
  }
  return Action::confirm;
}

// What a letter was written as is needed for the digest alone; of a large one that is as much again
// as the message, while the rules work.
mail::Mail read(const Submission& submission, std::string_view key, mail::DocumentReader* documents,
                Purpose purpose, std::string& digest) {
  auto mail = mail::read(submission.raw, {}, documents);
  if (purpose == Purpose::record) digest = content_digest(mail, submission.envelope, key);
  for (auto& part : mail.parts)
    if (part.body) std::string().swap(part.content);
  return mail;
}

}  // namespace

void soften(engine::Assessment& assessment) {
  for (auto& judged : assessment.findings) judged.action = std::min(judged.action, Action::warn);
  assessment.when_unchecked.reset();
  assessment.verdict.reset();
  for (const auto& judged : assessment.findings)
    assessment.verdict = std::max(assessment.verdict, std::optional(judged.action));
}

void add_unchecked(engine::Assessment& assessment, const policy::Policy& policy, std::string what,
                   std::string why) {
  assessment.unchecked.push_back({std::move(what), std::move(why), true});
  const auto action = action_when_unchecked(policy);
  if (!action) return;
  assessment.when_unchecked = std::max(assessment.when_unchecked, action);
  assessment.verdict = std::max(assessment.verdict, action);
}

Judgement::Judgement(std::shared_ptr<const policy::Policy> in_force, const stores::Ledger& ledger,
                     const Submission& submission, mail::DocumentReader* documents,
                     base::Instant before, Purpose purpose)
    : trimmed(submission.raw.size()),
      policy(std::move(in_force)),
      mail(read(submission, ledger.digest_key(), documents, purpose, digest)),
      history(ledger, mail.headers.message_id, before),
      correspondence(rules::correspondence(mail, submission.envelope, policy->roster, history,
                                           *policy->phrases, policy->parameters, policy->council,
                                           submission.received)),
      watched(submission.own || is_watched(*policy, correspondence)),
      automatic(!submission.own && is_automatic(*policy, correspondence, submission.envelope)) {
  if (!watched) return;
  assessment = engine::assess(*policy, correspondence);
  if (history.failed())
    add_unchecked(assessment, *policy, "earlier mail", "the ledger did not answer");
  if (automatic) soften(assessment);
}

}  // namespace candour::pipeline
