// SPDX-License-Identifier: MPL-2.0
#include "mail/signed_content.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include <climits>
#include <memory>

namespace candour::mail {

namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};

}  // namespace

std::optional<std::string> signed_content(std::string_view der) {
  if (der.size() > INT_MAX) return {};
  const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(der.data(), static_cast<int>(der.size())));
  const std::unique_ptr<CMS_ContentInfo, Free> cms(bio ? d2i_CMS_bio(bio.get(), nullptr) : nullptr);
  ERR_clear_error();  // else it would be found by whoever asks OpenSSL next in this thread
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return {};
  ASN1_OCTET_STRING** content = CMS_get0_content(cms.get());
  if (content == nullptr || *content == nullptr) return {};
  const auto* bytes = reinterpret_cast<const char*>(ASN1_STRING_get0_data(*content));
  return std::string(bytes, static_cast<std::size_t>(ASN1_STRING_length(*content)));
}

}  // namespace candour::mail
