// SPDX-License-Identifier: MPL-2.0

#include "stores/sealing.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/digest.h"

namespace candour::stores {

namespace json = boost::json;

namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t token_digits = 8;
constexpr std::string_view all = "all ";
constexpr std::string_view token_begins = "(erased ";

base::Error unfit(std::string detail) {
  return {base::Fault::malformed, "stores.sealing", std::move(detail)};
}

/// A value that is still there by its salt, one that is not by its commitment.
struct Kept {
  std::string label;
  bool erased = false;
  std::string bytes;
};

std::string bytes_of(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
  return bytes;
}

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::string commitment(std::string_view salt, const PersonalValue& value) {
  return base::keyed_digest_bytes(salt, value.label + '\n' + value.value);
}

/// All of a record whose salt is there.
std::vector<Kept> opened(const RecordText& record, std::string_view salt) {
  std::vector<Kept> kept;
  kept.reserve(record.personal().size());
  for (const auto& value : record.personal())
    kept.push_back({value.label, false, base::keyed_digest_bytes(salt, value.label)});
  return kept;
}

base::Result<std::vector<Kept>> parse_kept(const std::string& text) {
  boost::system::error_code error;
  const json::value parsed = json::parse(text, error);
  std::vector<Kept> kept;
  if (error || !parsed.is_array()) return unfit("what opens it cannot be read");
  for (const auto& item : parsed.get_array()) {
    const bool pair = item.is_array() && item.get_array().size() == 2 &&
                      item.get_array()[0].is_string() && item.get_array()[1].is_string();
    if (!pair) return unfit("what opens it cannot be read");
    const std::string_view bytes = item.get_array()[1].get_string();
    const bool sound =
        !bytes.empty() && (bytes[0] == 's' || bytes[0] == 'c') && is_hex(bytes.substr(1), 64);
    if (!sound) return unfit("what opens it cannot be read");
    kept.push_back({std::string(item.get_array()[0].get_string()), bytes[0] == 'c',
                    bytes_of(bytes.substr(1))});
  }
  return kept;
}

std::string written(const std::vector<Kept>& kept) {
  json::array list;
  for (const auto& each : kept)
    list.push_back(json::array{each.label, (each.erased ? "c" : "s") + base::to_hex(each.bytes)});
  return json::serialize(list);
}

base::Result<std::vector<Kept>> kept_of(const RecordText& record, const Opening& opening) {
  if (opening.kept.empty()) {
    if (opening.salt.size() != salt_bytes) return unfit("its salt is missing");
    return opened(record, opening.salt);
  }
  return parse_kept(opening.kept);
}

/// Two walks side by side: what opens the record, and what stands in it.
base::Result<std::string> personal_digest(const RecordText& record, const std::vector<Kept>& kept) {
  const auto& values = record.personal();
  if (kept.size() != values.size()) return unfit("it has more or fewer values than were written");
  std::string commitments;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i].label != values[i].label) return unfit("it has other values than were written");
    if (kept[i].erased && !is_erased(values[i].value))
      return unfit(values[i].label + " was erased, and something stands there");
    commitments += kept[i].erased ? kept[i].bytes : commitment(kept[i].bytes, values[i]);
  }
  return base::sha256_bytes(commitments);
}

base::Result<std::string> personal_digest(const RecordText& record, const Opening& opening) {
  if (opening.all_erased()) {
    const auto hex = std::string_view(opening.kept).substr(all.size());
    if (!is_hex(hex, 64)) return unfit("what opens it cannot be read");
    const auto& values = record.personal();
    if (!std::all_of(values.begin(), values.end(),
                     [](const PersonalValue& value) { return is_erased(value.value); }))
      return unfit("it was erased, and something stands there");
    return bytes_of(hex);
  }
  const auto kept = kept_of(record, opening);
  if (!kept) return kept.error();
  return personal_digest(record, *kept);
}

}  // namespace

RecordText::RecordText(std::string_view kind, std::string_view subject)
    : open_("candour-record 1\n") {
  add_open(kind, subject);
}

void RecordText::add_open(std::string_view name, std::string_view value) {
  if (value.empty() || value == "0") return;
  open_ += name;
  open_ += '=' + std::to_string(value.size()) + ':';
  open_ += value;
  open_ += '\n';
}

void RecordText::add_personal(std::string label, std::string value) {
  if (!value.empty()) personal_.push_back({std::move(label), std::move(value)});
}

void RecordText::add_personal_list(const std::string& label, std::string_view text) {
  if (text == "[]" || text.empty()) return;
  boost::system::error_code error;
  const json::value parsed = json::parse(text, error);
  // Nothing that we write; hashed as it is.
  if (error || !parsed.is_array()) return add_open(label, text);
  std::size_t position = 0;
  for (const auto& item : parsed.get_array())
    personal_.push_back(
        {label + '.' + std::to_string(position++),
         item.is_string() ? std::string(item.get_string()) : json::serialize(item)});
}

bool is_erased(std::string_view value) {
  if (value == erased_by_age) return true;
  return value.starts_with(token_begins) && value.ends_with(')') &&
         is_hex(value.substr(token_begins.size(), value.size() - token_begins.size() - 1),
                token_digits);
}

std::string erased_person() {
  return std::string(token_begins) + base::random_hex(token_digits / 2) + ')';
}

std::string new_salt() {
  return base::random_bytes(salt_bytes);
}

base::Result<std::string> content_of(const RecordText& record, const Opening& opening) {
  const auto personal = personal_digest(record, opening);
  if (!personal) return personal.error();
  return base::sha256_bytes(record.open() + *personal);
}

base::Result<Opening> without(const RecordText& record, const Opening& opening,
                              const std::vector<std::string>& labels) {
  if (opening.all_erased()) return opening;
  auto kept = kept_of(record, opening);
  if (!kept) return kept.error();
  if (auto fits = personal_digest(record, *kept); !fits) return fits.error();
  for (std::size_t i = 0; i < kept->size(); ++i) {
    auto& each = (*kept)[i];
    if (each.erased || std::find(labels.begin(), labels.end(), each.label) == labels.end())
      continue;
    each.bytes = commitment(each.bytes, record.personal()[i]);
    each.erased = true;
  }
  auto left = opening;
  left.salt.clear();
  left.kept = written(*kept);
  return left;
}

base::Result<Opening> without_all(const RecordText& record, const Opening& opening) {
  auto digest = personal_digest(record, opening);
  if (!digest) return digest.error();
  auto left = opening;
  left.salt.clear();
  left.kept = std::string(all) + base::to_hex(*digest);
  return left;
}

base::Result<std::vector<std::string>> erased_labels(const Opening& opening) {
  std::vector<std::string> labels;
  if (opening.kept.empty() || opening.all_erased()) return labels;
  const auto kept = parse_kept(opening.kept);
  if (!kept) return kept.error();
  for (const auto& each : *kept)
    if (each.erased) labels.push_back(each.label);
  return labels;
}

}  // namespace candour::stores
