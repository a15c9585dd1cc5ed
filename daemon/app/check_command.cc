// SPDX-License-Identifier: MPL-2.0

#include "app/check_command.h"

#include <boost/json.hpp>
#include <fstream>
#include <iostream>

#include "app/data_folder.h"
#include "app/mail_files.h"
#include "app/result_text.h"
#include "base/digest.h"
#include "base/text.h"
#include "composed/read.h"
#include "composed/write.h"
#include "engine/result_json.h"
#include "extract/document_service.h"
#include "pipeline/earlier_mail.h"
#include "policy/policy.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

enum Exit { all_pass = 0, not_all_pass = 1, bad_input = 2 };

/// What a case's file holds.
enum class Form { message, composed };

/// One message to judge.
struct Case {
  std::string id;
  fs::path file;
  Form form = Form::message;
  rules::Envelope envelope;  // of a composed message: its own
  std::vector<fs::path> history;
};

rules::Correspondence bring_together(const policy::Policy& policy, const mail::Mail& mail,
                                     const rules::Envelope& envelope,
                                     const rules::History& history) {
  return rules::correspondence(mail, envelope, policy.roster, history, *policy.phrases,
                               policy.parameters, policy.council, base::now());
}

/// What judging takes besides the message.
struct Bench {
  const policy::Policy& policy;
  mail::DocumentReader& documents;
};

base::Result<pipeline::GivenHistory> read_history(const Bench& bench,
                                                  const std::vector<fs::path>& paths) {
  pipeline::GivenHistory history(base::random_hex(16));
  for (const auto& path : paths) {
    const auto messages = read_messages(path);
    if (!messages) return messages.error();
    for (const auto& raw : *messages) {
      const auto mail = mail::read(raw, {}, &bench.documents);
      history.add(pipeline::earlier_mail(bring_together(bench.policy, mail, {}, history)));
    }
  }
  return history;
}

/// The bytes on their way and the envelope.
struct Sent {
  std::string raw;
  rules::Envelope envelope;
};

base::Result<Sent> read_sent(const Case& given) {
  auto content = read_file(given.file);
  if (!content) return content.error();
  if (given.form == Form::message) return Sent{std::move(*content), given.envelope};
  const auto message = composed::read(*content);
  if (!message) {
    auto error = message.error();
    error.detail = given.file.string() + ": " + error.detail;
    return error;
  }
  for (const auto& attachment : message->attachments)
    if (!attachment.sha256.empty())
      return base::Error{base::Fault::malformed, "app.check",
                         given.file.string() + ": attachment " + base::quoted(attachment.name) +
                             " is named by its digest alone; only candourd, to which it was sent, "
                             "knows it: put its bytes into \"content\""};
  return Sent{composed::write(*message),
              {composed::sender_of(*message), composed::recipients_of(*message)}};
}

base::Result<engine::Assessment> judge(const Bench& bench, const Case& given) {
  const auto sent = read_sent(given);
  if (!sent) return sent.error();
  auto history = read_history(bench, given.history);
  if (!history) return history.error();
  const auto mail = mail::read(sent->raw, {}, &bench.documents);
  if (!mail.headers.message_id.empty()) history->leave_out(mail.headers.message_id);
  return engine::assess(bench.policy, bring_together(bench.policy, mail, sent->envelope, *history));
}

base::Error bad_case(std::string detail) {
  return {base::Fault::malformed, "app.check", std::move(detail)};
}

base::Result<std::vector<std::string>> strings(const json::object& object, std::string_view key) {
  std::vector<std::string> result;
  const auto* value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return result;
  const auto* array = value->if_array();
  if (array == nullptr) return bad_case("\"" + std::string(key) + "\" is not a list of strings");
  for (const auto& item : *array) {
    const auto* text = item.if_string();
    if (text == nullptr) return bad_case("\"" + std::string(key) + "\" is not a list of strings");
    result.emplace_back(*text);
  }
  return result;
}

/// The file of a case and its form: "message" or "composed", one of the two.
base::Result<std::pair<fs::path, Form>> read_form(const json::object& object) {
  const auto* composed = object.if_contains("composed");
  const auto* message = object.if_contains("message");
  const auto* file = composed != nullptr ? composed : message;
  if (file == nullptr || !file->is_string())
    return bad_case("\"message\" (or \"composed\") is missing or not a string");
  if (composed == nullptr)
    return std::pair(fs::path(std::string(file->get_string())), Form::message);
  for (const auto* key : {"message", "mail_from", "rcpt_to"})
    if (object.contains(key))
      return bad_case("\"" + std::string(key) + "\" beside \"composed\", which says it itself");
  return std::pair(fs::path(std::string(file->get_string())), Form::composed);
}

/// A case: {"id":…,"message":…,"mail_from":…,"rcpt_to":[…],"history":[…]}, or "composed"
/// instead of the first three; paths relative to `folder`. `id` is set as soon as it is known, so
/// that a complaint can name it.
base::Result<Case> read_case(std::string_view line, const fs::path& folder, std::string& id) {
  boost::system::error_code error;
  const json::value parsed = json::parse(line, error);
  if (error) return bad_case("not JSON (" + error.message() + ")");
  const auto* object = parsed.if_object();
  if (object == nullptr) return bad_case("not a JSON object");
  Case result;
  if (const auto* given = object->if_contains("id"); given != nullptr && given->is_string())
    result.id = id = given->get_string();
  if (result.id.empty()) return bad_case("\"id\" is missing or not a string");
  const auto file = read_form(*object);
  if (!file) return file.error();
  result.file = folder / file->first;
  result.form = file->second;
  if (const auto* from = object->if_contains("mail_from"); from != nullptr && !from->is_null()) {
    if (!from->is_string()) return bad_case("\"mail_from\" is not a string");
    result.envelope.mail_from = from->get_string();
  }
  auto rcpt = strings(*object, "rcpt_to");
  if (!rcpt) return rcpt.error();
  if (object->contains("rcpt_to") && !object->at("rcpt_to").is_null())
    result.envelope.rcpt_to = std::move(*rcpt);
  const auto history = strings(*object, "history");
  if (!history) return history.error();
  for (const auto& path : *history) result.history.push_back(folder / path);
  return result;
}

int check_batch(const Bench& bench, const std::string& file, std::ostream& out, std::ostream& err) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file);
    if (!opened) {
      err << "candour check: " << file << ": cannot be read\n";
      return bad_input;
    }
  }
  std::istream& lines = file == "-" ? std::cin : opened;
  const auto folder = file == "-" ? fs::path() : fs::path(file).parent_path();
  int status = all_pass;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (base::trim(line).empty()) continue;
    std::string id = "line " + std::to_string(number);
    auto given = read_case(line, folder, id);
    auto assessment =
        given ? judge(bench, *given) : base::Result<engine::Assessment>(given.error());
    if (!assessment) {
      out << json::serialize(engine::error_object(id, assessment.error().detail)) << '\n';
      err << "candour check: " << file << ":" << number << ": " << assessment.error().detail
          << '\n';
      status = bad_input;
      continue;
    }
    out << json::serialize(engine::result_object(id, *assessment)) << '\n';
    if (assessment->verdict && status == all_pass) status = not_all_pass;
  }
  return status;
}

int check_messages(const Bench& bench, const CheckOptions& options, std::ostream& out,
                   std::ostream& err, Colour colour) {
  int status = all_pass;
  const bool composed = !options.composed.empty();
  for (const auto& message : composed ? options.composed : options.messages) {
    Case given;
    given.id = message;
    given.file = message;
    given.form = composed ? Form::composed : Form::message;
    given.envelope.mail_from = options.mail_from;
    if (!options.rcpt.empty()) given.envelope.rcpt_to = options.rcpt;
    given.history.assign(options.history.begin(), options.history.end());
    const auto assessment = judge(bench, given);
    if (!assessment) {
      err << "candour check: " << assessment.error().detail << '\n';
      if (options.json)
        out << json::serialize(engine::error_object(message, assessment.error().detail)) << '\n';
      status = bad_input;
      continue;
    }
    if (options.json)
      out << json::serialize(engine::result_object(message, *assessment)) << '\n';
    else
      out << result_text(message, *assessment, colour);
    if (assessment->verdict && status == all_pass) status = not_all_pass;
  }
  return status;
}

}  // namespace

int check(const CheckOptions& options, std::ostream& out, std::ostream& err, bool colour) {
  const auto data = find_data_folder(options.packs);
  if (!data) {
    err << "candour check: " << data.error().detail << '\n';
    return bad_input;
  }
  const auto policy = policy::load(options.policy, *data);
  if (!policy) {
    err << policy.error().detail << '\n';
    return bad_input;
  }
  for (const auto& note : (*policy)->notes) err << "note: " << note << '\n';
  extract::DocumentService documents(extract::find_program());
  const Bench bench{**policy, documents};
  if (!options.batch.empty()) return check_batch(bench, options.batch, out, err);
  return check_messages(bench, options, out, err, colour ? Colour::terminal : Colour::plain);
}

}  // namespace candour::app
