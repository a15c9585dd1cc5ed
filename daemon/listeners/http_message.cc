// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_message.h"

namespace candour::listeners {

HttpResponse http_problem(unsigned status, std::string_view title, std::string_view detail) {
  HttpResponse response;
  response.status = status;
  response.body = {{"title", title}, {"detail", detail}};
  return response;
}

unsigned http_status(base::Fault fault) {
  switch (fault) {
    case base::Fault::malformed:
      return 400;
    case base::Fault::over_limit:
      return 413;
    case base::Fault::refused:
      return 403;
    case base::Fault::unavailable:
      return 503;
  }
  return 500;
}

HttpResponse http_problem(const base::Error& error) {
  const auto status = http_status(error.fault);
  switch (error.fault) {
    case base::Fault::malformed:
      return http_problem(status, "Cannot be read", error.detail);
    case base::Fault::over_limit:
      return http_problem(status, "Too large", error.detail);
    case base::Fault::refused:
      return http_problem(status, "Refused", error.detail);
    case base::Fault::unavailable:
      return http_problem(status, "Not now",
                          "Something Candour needs is away; its log says what. Try again later.");
  }
  return http_problem(500, "A fault of Candour's", "Its log says more.");
}

}  // namespace candour::listeners
