// SPDX-License-Identifier: MPL-2.0
//
// The local API: what plugins ask while a mail is written, and when it is sent. Documented in
// policies/schema/local-api.openapi.yaml. Knows no sockets; what it must remember from one request
// to the next (attached files, assessments) is in memory alone, each caller's apart.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/recent.h"
#include "composed/message.h"
#include "listeners/cached_documents.h"
#include "listeners/http_routes.h"
#include "pipeline/pipeline.h"

namespace candour::listeners {

/// Thread-safe; must outlive the servers that have its routes.
class LocalApi {
 public:
  /// Does something soon, on another thread.
  using Later = std::function<void(std::function<void()>)>;

  using SignIn =
      std::function<base::Result<std::string>(const std::string& caller, const std::string& user)>;

  /// documents  opens attached files
  /// status     what GET /v1/status answers; nothing private
  /// sign_in    makes a link to the console for a caller, "uid 1000", who says that he is `user`,
  ///            or empty; an error's detail goes out; refused: not for him
  /// later      opens files ahead of the next question; null: they are opened when it comes
  LocalApi(pipeline::Pipeline& pipeline, mail::DocumentReader& documents,
           std::function<boost::json::object()> status, SignIn sign_in, Later later = {},
           base::Clock clock = base::now);

  std::vector<HttpRoute> routes();

  /// Forgets what is old; to be called now and then, for when nobody asks.
  void sweep();

 private:
  /// A mail as its bytes, and what is known of its envelope.
  struct Draft {
    std::string written;  // of a composed mail; empty: the request's body is the message
    rules::Envelope envelope;
  };

  /// A file that a draft named and the daemon has not.
  struct Awaited {
    std::string type, name;
  };

  HttpResponse assess(const HttpRequest& request);
  HttpResponse acknowledge(const HttpRequest& request);
  HttpResponse keep_attachment(const HttpRequest& request);
  HttpResponse note_unchecked(const HttpRequest& request);
  HttpResponse make_console_link(const HttpRequest& request);

  void await_file(const HttpRequest& request, const composed::Attachment& file);
  void open_ahead(const HttpRequest& request, const std::string& sha256,
                  std::shared_ptr<const std::string> content);
  std::variant<Draft, HttpResponse> draft_of(const HttpRequest& request);
  std::variant<Draft, HttpResponse> composed_draft(const HttpRequest& request);

  pipeline::Pipeline& pipeline_;
  mail::DocumentReader& documents_;
  const std::function<boost::json::object()> status_;
  const SignIn sign_in_;
  const Later later_;
  const base::Clock clock_;
  base::Recent<std::string> files_;  // by caller and SHA-256
  base::Recent<Awaited> awaited_;    // by the same
  OpenedFiles opened_;
  base::Recent<pipeline::Appraisal> appraisals_;  // by caller and id
};

}  // namespace candour::listeners
