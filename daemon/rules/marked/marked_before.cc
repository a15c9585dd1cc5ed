// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/marked_before.h"

#include <algorithm>

#include "people/roster.h"
#include "rules/marked/form_of_words.h"

namespace candour::rules {

namespace {

// The sender, at each address that the roster has of him.
std::vector<AddressKey> keys_of_sender(const Correspondence& correspondence) {
  const auto key_of = [&](std::string_view address) {
    return correspondence.history.key_of(people::normalised(address));
  };
  std::vector<AddressKey> keys{key_of(correspondence.sender_address)};
  if (const auto* person = correspondence.sender.person)
    for (const auto& position : person->positions)
      for (const auto& address : position.emails) keys.push_back(key_of(address));
  return keys;
}

bool took_part(const std::vector<AddressKey>& sender, const EarlierMail& earlier) {
  const auto is_sender = [&](const AddressKey& key) {
    return std::find(sender.begin(), sender.end(), key) != sender.end();
  };
  return is_sender(earlier.sender) ||
         std::any_of(earlier.visible.begin(), earlier.visible.end(), is_sender) ||
         std::any_of(earlier.blind.begin(), earlier.blind.end(), is_sender);
}

}  // namespace

std::vector<EarlierMail> marked_before(const Correspondence& correspondence,
                                       const std::vector<Fingerprint>& fingerprints) {
  if (fingerprints.empty()) return {};
  auto earlier = correspondence.history.marked_with(keys_of(fingerprints));
  std::erase_if(earlier, [](const EarlierMail& mail) { return !mail.marked; });
  if (earlier.empty()) return {};
  leave_out_forms_of_words(earlier);
  const auto sender = keys_of_sender(correspondence);
  std::erase_if(earlier, [&](const EarlierMail& mail) {
    return !carries_on(fingerprints, mail,
                       took_part(sender, mail) ? enough_words_of_own : enough_words_shared);
  });
  return earlier;
}

}  // namespace candour::rules
