// SPDX-License-Identifier: MPL-2.0

#include "app/account_progress.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <ostream>
#include <sstream>
#include <thread>

#include "app/configuration.h"
#include "app/data_folder.h"
#include "remotes/http_client.h"

namespace candour::app {

namespace json = boost::json;

namespace {

constexpr std::size_t bar_length = 24;
constexpr std::chrono::milliseconds between_looks{300};

std::string with_commas(std::int64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string bar(std::int64_t done, std::int64_t of) {
  const auto part = of > 0 ? std::min(done, of) : 0;
  const auto filled =
      of > 0 ? bar_length * static_cast<std::size_t>(part) / static_cast<std::size_t>(of) : 0;
  return "[" + std::string(filled, '#') + std::string(bar_length - filled, '.') + "] " +
         std::to_string(of > 0 ? 100 * part / of : 0) + " %, " + with_commas(part) + " of " +
         with_commas(of);
}

std::string in_words(const json::object& folder) {
  const auto state = folder.at("state").as_string();
  if (state == "looking")
    return "looking back " + bar(folder.at("done").to_number<std::int64_t>(),
                                 folder.at("of").to_number<std::int64_t>());
  if (state == "following") return "followed";
  if (state == "missing") return "no such folder; name it in candourd.yaml, or leave it out there";
  if (state == "away") return "the server is away; candourd tries again by itself, and logs why";
  return "connecting";
}

base::Result<json::object> ask_status(const std::filesystem::path& socket) {
  const auto answer = remotes::get_over_socket(socket, "/v1/status");
  if (!answer) return answer.error();
  boost::system::error_code error;
  auto document = json::parse(answer->body, error);
  if (answer->status != 200 || error || !document.is_object())
    return base::Error{base::Fault::refused, "app.account_progress",
                       "candourd does not tell: it answers " + std::to_string(answer->status)};
  return std::move(document.as_object());
}

// The lines that stand there are written over.
void draw(const std::string& text, std::size_t& lines, std::ostream& terminal) {
  if (lines > 0) terminal << "\x1b[" << lines << "A\x1b[J";
  terminal << text << std::flush;
  lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::string progress_text(const json::object& status) {
  std::ostringstream text;
  for (const auto& account : status.at("accounts").as_array()) {
    text << std::string_view(account.at("account").as_string()) << '\n';
    for (const auto& folder : account.at("folders").as_array()) {
      std::string role(folder.at("role").as_string());
      role.resize(7, ' ');
      text << "  " << role << in_words(folder.as_object()) << '\n';
    }
  }
  if (text.view().empty()) text << "candourd follows no mailbox.\n";
  return text.str();
}

bool is_under_way(const json::object& status) {
  for (const auto& account : status.at("accounts").as_array())
    for (const auto& folder : account.at("folders").as_array())
      if (const auto state = folder.at("state").as_string();
          state == "looking" || state == "connecting")
        return true;
  return false;
}

int show_progress(const AccountOptions& options, std::ostream& out, std::ostream& err) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) {
    err << "candour: " << configuration.error().detail << '\n';
    return 2;
  }
  const bool live = !options.json && ::isatty(STDOUT_FILENO) == 1;
  for (std::size_t lines = 0;;) {
    const auto status = ask_status(configuration->data / socket_file_name);
    if (!status) {
      err << "candour: is candourd running? " << status.error().detail << '\n';
      return 1;
    }
    if (options.json)
      for (const auto& account : status->at("accounts").as_array())
        out << json::serialize(account) << '\n';
    else
      draw(progress_text(*status), lines, out);
    if (!live || !is_under_way(*status)) return 0;
    std::this_thread::sleep_for(between_looks);
  }
}

}  // namespace candour::app
