// SPDX-License-Identifier: MPL-2.0

#include "listeners/local_api.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "composed/json_place.h"
#include "composed/moment.h"
#include "composed/read.h"
#include "composed/write.h"
#include "console/sessions.h"
#include "engine/result_json.h"
#include "mail/address_list.h"
#include "mail/attachment.h"

namespace candour::listeners {

namespace json = boost::json;

namespace {

using composed::JsonPlace;

constexpr std::size_t most_mail_octets = 50u << 20;
constexpr std::size_t most_small_octets = 256u << 10;  // bodies that are a few lines of JSON
constexpr std::size_t most_name_octets = 1u << 10;
constexpr std::size_t most_files_octets = 200u << 20;  // kept, of all callers
constexpr std::size_t most_opened_octets = 64u << 20;
constexpr std::size_t most_awaited = 10'000;
constexpr std::size_t most_appraisal_keys = 200'000;
constexpr std::size_t most_reason_octets = 2'000;
constexpr std::size_t id_octets = 16;

std::int64_t console_link_seconds() {
  return std::chrono::seconds(console::link_lifetime).count();
}

std::string key_of(const HttpRequest& request, std::string_view name) {
  return request.caller + '\n' + std::string(name);
}

HttpResponse missing_files(const std::vector<std::string>& missing) {
  auto response = http_problem(409, "Attached files are missing",
                               "Send each by PUT /v1/attachments/{sha256}, then ask again.");
  response.body["missing"] = json::array(missing.begin(), missing.end());
  return response;
}

// Enough for an acknowledgement; what was found, in its words, is not kept.
std::shared_ptr<const pipeline::Appraisal> without_words(const pipeline::Appraisal& seen) {
  auto kept = std::make_shared<pipeline::Appraisal>(seen);
  kept->assessment = engine::Assessment{};
  kept->assessment.verdict = seen.assessment.verdict;
  return kept;
}

std::size_t keys_in(const pipeline::Appraisal& seen) {
  return 1 + seen.finding_keys.size() + seen.unread_keys.size() + seen.recipient_keys.size();
}

/// That a mail goes all the same.
struct SendersDecision {
  std::string assessment;
  std::vector<std::string> findings;  // their keys
  std::string reason;
};

base::Result<SendersDecision> read_decision(const std::string& body) {
  const auto document = composed::parse_json(body);
  if (!document) return document.error();
  composed::Faults faults;
  const JsonPlace root(&*document, "$", faults);
  root.expect_object({"assessment", "findings", "reason"});
  SendersDecision decision;
  decision.assessment = root["assessment"].line();
  if (decision.assessment.empty())
    root["assessment"].wrong("missing: as POST /v1/assess answered it");
  for (const auto& item : root["findings"].items()) decision.findings.push_back(item.line());
  if (root["findings"].missing())
    root["findings"].wrong("missing: the keys of what is acknowledged");
  decision.reason = root["reason"].text();
  if (decision.reason.size() > most_reason_octets)
    root["reason"].wrong("2,000 bytes at most; put it more shortly");
  if (faults.first()) return *faults.first();
  return decision;
}

/// Who says that he signs in; empty where nobody says.
base::Result<std::string> read_user(const std::string& body) {
  if (body.empty()) return std::string();
  const auto document = composed::parse_json(body);
  if (!document) return document.error();
  composed::Faults faults;
  const JsonPlace root(&*document, "$", faults);
  root.expect_object({"user"});
  auto user = root["user"].line();
  if (faults.first()) return *faults.first();
  return user;
}

/// What a plugin says of a mail that nobody looked at.
struct Unchecked {
  base::Instant time;
  std::string sender, message_id, why;
};

base::Result<Unchecked> read_unchecked(const std::string& body) {
  const auto document = composed::parse_json(body);
  if (!document) return document.error();
  composed::Faults faults;
  const JsonPlace root(&*document, "$", faults);
  root.expect_object({"time", "sender", "message_id", "why"});
  Unchecked told;
  const auto time = composed::parse_moment(root["time"].line());
  if (time)
    told.time = time->instant;
  else
    root["time"].wrong("when it went out, written 2026-07-20T17:00:51+01:00");
  const auto sender = mail::parse_address_list(root["sender"].line());
  if (sender.addresses.size() == 1 && !sender.malformed)
    told.sender = sender.addresses.front().address;
  else
    root["sender"].wrong("who sent it: one address");
  told.message_id = root["message_id"].line();
  if (told.message_id.starts_with('<') && told.message_id.ends_with('>'))
    told.message_id = told.message_id.substr(1, told.message_id.size() - 2);
  told.why = root["why"].line();
  if (told.why != "away" && told.why != "slow" && told.why != "refused")
    root["why"].wrong("\"away\", \"slow\" or \"refused\"");
  if (faults.first()) return *faults.first();
  return told;
}

}  // namespace

LocalApi::LocalApi(pipeline::Pipeline& pipeline, mail::DocumentReader& documents,
                   std::function<json::object()> status, SignIn sign_in, Later later,
                   base::Clock clock)
    : pipeline_(pipeline),
      documents_(documents),
      status_(std::move(status)),
      sign_in_(std::move(sign_in)),
      later_(std::move(later)),
      clock_(std::move(clock)),
      files_(pipeline::acknowledgement_lifetime, most_files_octets, clock_),
      awaited_(pipeline::acknowledgement_lifetime, most_awaited, clock_),
      opened_(pipeline::acknowledgement_lifetime, most_opened_octets, clock_),
      appraisals_(pipeline::acknowledgement_lifetime, most_appraisal_keys, clock_) {}

std::vector<HttpRoute> LocalApi::routes() {
  using R = const HttpRequest&;
  return {
      {"POST",
       "/v1/assess",
       most_mail_octets,
       {"application/json", "message/rfc822"},
       [this](R request) { return assess(request); }},
      {"PUT",
       "/v1/attachments/{sha256}",
       most_mail_octets,
       {},
       [this](R request) { return keep_attachment(request); }},
      {"POST",
       "/v1/acknowledgements",
       most_small_octets,
       {"application/json"},
       [this](R request) { return acknowledge(request); }},
      {"POST",
       "/v1/unchecked",
       most_small_octets,
       {"application/json"},
       [this](R request) { return note_unchecked(request); }},
      {"POST",
       "/v1/console-links",
       most_name_octets,
       {},
       [this](R request) { return make_console_link(request); }},
      {"GET",
       "/v1/status",
       0,
       {},
       [this](R) {
         return HttpResponse{200, status_()};
       }},
  };
}

void LocalApi::sweep() {
  files_.sweep();
  awaited_.sweep();
  opened_.sweep();
  appraisals_.sweep();
}

HttpResponse LocalApi::assess(const HttpRequest& request) {
  auto found = draft_of(request);
  if (auto* problem = std::get_if<HttpResponse>(&found)) return std::move(*problem);
  const auto& draft = std::get<Draft>(found);
  pipeline::Submission submission;
  submission.entrance = "api";
  submission.envelope = draft.envelope;
  submission.raw = draft.written.empty() ? request.body : draft.written;
  submission.received = clock_();
  CachedDocuments documents(documents_, opened_, request.caller);
  const auto appraisal = pipeline_.assess(submission, documents);

  const auto id = base::random_hex(id_octets);
  appraisals_.put(key_of(request, id), without_words(appraisal), keys_in(appraisal));
  HttpResponse response{200, engine::result_object(id, appraisal.assessment)};
  auto& findings = response.body["findings"].as_array();
  for (std::size_t i = 0; i < findings.size(); ++i)
    findings[i].as_object()["key"] = appraisal.finding_keys[i];
  auto& unchecked = response.body["unchecked"].as_array();
  for (std::size_t i = 0; i < unchecked.size(); ++i)
    unchecked[i].as_object()["asks"] =
        appraisal.assessment.asks_for(appraisal.assessment.unchecked[i]);
  response.body["assessment"] = id;
  return response;
}

std::variant<LocalApi::Draft, HttpResponse> LocalApi::draft_of(const HttpRequest& request) {
  if (request.content_type == "application/json") return composed_draft(request);
  return Draft{};
}

std::variant<LocalApi::Draft, HttpResponse> LocalApi::composed_draft(const HttpRequest& request) {
  auto message = composed::read(request.body);
  if (!message) return http_problem(message.error());
  std::vector<std::string> missing;
  std::size_t octets = 0;
  for (auto& attachment : message->attachments) {
    if (attachment.sha256.empty()) continue;
    const auto file = files_.find(key_of(request, attachment.sha256));
    if (file == nullptr) {
      if (std::find(missing.begin(), missing.end(), attachment.sha256) == missing.end())
        missing.push_back(attachment.sha256);
      await_file(request, attachment);
      continue;
    }
    octets += file->size();
    // One file may be attached a thousand times.
    if (octets > most_mail_octets)
      return http_problem(413, "Too large",
                          "The attached files have 50 MB at most together; leave out the largest.");
    attachment.file = file;
  }
  if (!missing.empty()) return missing_files(missing);
  return Draft{composed::write(*message),
               {composed::sender_of(*message), composed::recipients_of(*message)}};
}

HttpResponse LocalApi::keep_attachment(const HttpRequest& request) {
  const auto sha256 = base::lower_ascii(request.parameter);
  if (base::sha256_hex(request.body) != sha256)
    return http_problem(400, "Not that file",
                        "The path ends in the SHA-256 of the body, as 64 hexadecimal digits.");
  auto content = std::make_shared<const std::string>(request.body);
  files_.put(key_of(request, sha256), content, request.body.size() + sha256.size());
  open_ahead(request, sha256, std::move(content));
  return {201, {{"sha256", sha256}, {"bytes", request.body.size()}}};
}

void LocalApi::await_file(const HttpRequest& request, const composed::Attachment& file) {
  if (!later_) return;
  awaited_.put(key_of(request, file.sha256),
               std::make_shared<const Awaited>(Awaited{base::lower_ascii(file.type), file.name}),
               1);
}

/// While the plugin asks once more and its mail is written out and parsed, a file's reader is at
/// work.
void LocalApi::open_ahead(const HttpRequest& request, const std::string& sha256,
                          std::shared_ptr<const std::string> content) {
  const auto awaited = awaited_.find(key_of(request, sha256));
  if (awaited == nullptr) return;
  const auto kind = mail::readability(awaited->type, awaited->name, *content, {});
  if (kind != mail::Readability::no_reader && kind != mail::Readability::locked_file) return;
  later_([this, caller = request.caller, awaited, content = std::move(content)] {
    static_cast<void>(opened_.open(caller, documents_, awaited->type, awaited->name, *content,
                                   mail::Limits{}.documents_time));
  });
}

HttpResponse LocalApi::acknowledge(const HttpRequest& request) {
  auto decision = read_decision(request.body);
  if (!decision) return http_problem(decision.error());
  const auto seen = appraisals_.find(key_of(request, decision->assessment));
  if (seen == nullptr)
    return http_problem(404, "No such assessment",
                        "It is older than 15 minutes, or somebody else's. Assess the mail again.");
  const auto id = pipeline_.acknowledge(*seen, std::move(decision->findings),
                                        std::move(decision->reason), request.caller);
  if (id) return {201, {{"id", *id}, {"header", "X-Candour-Ack"}}};
  switch (id.error().fault) {
    case base::Fault::refused:
      return http_problem(http_status(id.error().fault), "Nobody may send this",
                          "The council's policy blocks it as it is. Mend what is blocked.");
    case base::Fault::malformed:
      return http_problem(http_status(id.error().fault), "No such finding",
                          "$.findings: a key that the assessment has not. Take the keys from it.");
    default:
      return http_problem(id.error());
  }
}

HttpResponse LocalApi::note_unchecked(const HttpRequest& request) {
  const auto told = read_unchecked(request.body);
  if (!told) return http_problem(told.error());
  if (told->time > clock_() + std::chrono::hours(24))
    return http_problem(400, "Not yet", "$.time: more than a day ahead. Is the clock right?");
  const bool recorded = pipeline_.note_unchecked(told->time, told->sender, told->message_id,
                                                 told->why, request.caller);
  return {201, {{"recorded", recorded}}};
}

// The token is the plugins': whoever has it may ask about his own mail, not about everybody's.
HttpResponse LocalApi::make_console_link(const HttpRequest& request) {
  if (!request.caller.starts_with("uid "))
    return http_problem(
        403, "Over the socket alone",
        "Links to the console are made on candourd's own machine: candour console.");
  const auto user = read_user(request.body);
  if (!user) return http_problem(user.error());
  const auto link = sign_in_(request.caller, *user);
  if (!link && link.error().fault == base::Fault::refused)
    return http_problem(403, "Not for this user", link.error().detail);
  if (!link) return http_problem(409, "No console", link.error().detail);
  return {201, {{"url", *link}, {"seconds", console_link_seconds()}}};
}

}  // namespace candour::listeners
