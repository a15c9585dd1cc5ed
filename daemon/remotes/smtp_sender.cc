// SPDX-License-Identifier: MPL-2.0

#include "remotes/smtp_sender.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"

namespace candour::remotes {

namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

/// The message on its way out.
struct Upload {
  std::string_view left;
  const std::function<bool()>& before_last_byte;
  bool last_byte_may_go = false;
};

// libcurl sends the final dot once this gives nothing more.
std::size_t give(char* into, std::size_t one, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  if (upload.left.empty()) {
    if (!upload.last_byte_may_go && !upload.before_last_byte()) return CURL_READFUNC_ABORT;
    upload.last_byte_may_go = true;
    return 0;
  }
  const auto bytes = std::min(one * count, upload.left.size());
  std::memcpy(into, upload.left.data(), bytes);
  upload.left.remove_prefix(bytes);
  return bytes;
}

// The server's last line before we take our leave, for people; libcurl's own words tell its code
// alone.
struct LastAnswer {
  std::string line;
  bool leaving = false;
};

int overhear(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* into) {
  auto& last = *static_cast<LastAnswer*>(into);
  const std::string_view line(bytes, size);
  if (kind == CURLINFO_HEADER_OUT && line.starts_with("QUIT")) last.leaving = true;
  if (kind == CURLINFO_HEADER_IN && !last.leaving) last.line = base::in_one_line(line);
  return 0;
}

std::size_t throw_away(char*, std::size_t one, std::size_t count, void*) {
  return one * count;
}

std::string in_brackets(const std::string& address) {
  return "<" + address + ">";
}

List recipients_of(const OutgoingMail& mail) {
  curl_slist* list = nullptr;
  for (const auto& recipient : mail.rcpt_to)
    if (auto* longer = curl_slist_append(list, in_brackets(recipient).c_str()); longer != nullptr)
      list = longer;
  return List(list);
}

// MAIL, RCPT and DATA refused are send errors to libcurl, the message refused a weird reply. A
// password refused says nothing of the mail.
bool is_about_the_mail(CURLcode code) {
  return code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
}

Sending::Kind kind_of(CURLcode code, long reply, bool last_byte_may_have_gone) {
  if (code == CURLE_OK) return Sending::Kind::accepted;
  const bool says_no = is_about_the_mail(code) && reply >= 400 && reply < 600;
  if (says_no) return reply >= 500 ? Sending::Kind::refused : Sending::Kind::later;
  return last_byte_may_have_gone ? Sending::Kind::unknown : Sending::Kind::later;
}

Sending not_begun(std::string why) {
  return {Sending::Kind::later, 0, base::in_one_line(why)};
}

}  // namespace

Sending send_mail(const SmtpServer& server, const std::optional<SmtpLogin>& login,
                  const OutgoingMail& mail, const std::function<bool()>& before_last_byte,
                  const SmtpPatience& patience) {
  const auto opened = smtp_handle(server);
  if (!opened) return not_begun("libcurl has no memory");
  CURL* handle = opened.get();
  if (login) {
    const auto secret = login->secret();
    if (!secret) return not_begun(secret.error().detail);
    curl_easy_setopt(handle, CURLOPT_USERNAME, login->user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, secret->c_str());
  }
  const auto recipients = recipients_of(mail);
  Upload upload{mail.bytes, before_last_byte};
  LastAnswer last;
  std::array<char, CURL_ERROR_SIZE> why{};
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, in_brackets(mail.mail_from).c_str());
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(handle, CURLOPT_READDATA, &upload);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, throw_away);
  curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, overhear);
  curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &last);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, why.data());
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(patience.connecting.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(patience.whole.count()));
  const auto code = curl_easy_perform(handle);

  long reply = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
  Sending sending;
  sending.kind = kind_of(code, reply, upload.last_byte_may_go);
  sending.code = static_cast<int>(reply);
  const bool server_spoke = code == CURLE_OK || is_about_the_mail(code);
  if (server_spoke && !last.line.empty())
    sending.answer = last.line;
  else
    sending.answer = base::in_one_line(why[0] != '\0' ? why.data() : curl_easy_strerror(code));
  return sending;
}

}  // namespace candour::remotes
