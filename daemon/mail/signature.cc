// SPDX-License-Identifier: MPL-2.0

#include "mail/signature.h"

#include <algorithm>
#include <string_view>

#include "mail/disclaimer.h"
#include "mail/signature_words.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_block_lines = 12;  // of a name block without a sign-off

class SignatureFinder {
 public:
  SignatureFinder(const Lines& lines, std::size_t begin, std::size_t end,
                  const std::vector<bool>& marked, std::vector<Zone>& zones)
      : lines_(lines), begin_(begin), end_(end), marked_(marked), zones_(zones) {}

  void find() {
    begin_ = lines_.next_written(begin_);
    bool inside = false;
    for (std::size_t i = begin_; i < end_;) {
      if (lines_[i].is_blank()) {
        ++i;
        continue;
      }
      inside |= begins_signature(i);
      if (!inside && is_device_line(lines_[i])) {
        zones_[i++] = Zone::signature;
        continue;
      }
      if (is_copy_line(lines_[i])) {
        i = end_of_copies(i);
      } else if (inside) {
        i = take_paragraph(i);
      } else {
        ++i;
      }
    }
    if (!inside) find_unannounced();
  }

 private:
  const Line& line(std::size_t i) const { return lines_[i]; }

  /// The next written line in our stretch, or its end.
  std::size_t next(std::size_t i) const { return std::min(lines_.next_written(i), end_); }

  bool begins_signature(std::size_t i) const {
    if (marked_[i]) return true;
    if (line(i).plain == "--" || line(i).plain == "---") return line(i).plain.size() == 2;
    const auto sign_off = sign_off_of(line(i));
    if (sign_off == SignOff::none) return false;
    return sign_off == SignOff::formal ? closes_formally(i) : closes_with_thanks(i);
  }

  // "Yours" or "Best" may begin a sentence that is wrapped; what closes a letter has an end.
  bool closes_formally(std::size_t i) const {
    const auto after = next(i + 1);
    return after >= end_ || after > i + 1 || !is_prose(line(after)) || line(i).plain.ends_with(',');
  }

  // "Thanks Helen," may open a letter as well: it closes one where a name and no prose follows.
  bool closes_with_thanks(std::size_t i) const {
    if (i == begin_) return false;
    const auto after = next(i + 1);
    if (has_name_behind(line(i)))
      return after >= end_ || !is_prose(line(after)) || is_standing(after);
    if (after >= end_) return false;
    return marked_[after] || line(after).plain == "--" || is_device_line(line(after)) ||
           is_formal(after) || (!is_copy_line(line(after)) && is_short_name(after));
  }

  bool is_formal(std::size_t i) const { return sign_off_of(line(i)) == SignOff::formal; }
  bool is_standing(std::size_t i) const { return disclaimer_weight(line(i).lower) >= 2; }

  // After a sign-off "helen" and "H" are names too.
  bool is_short_name(std::size_t i) const {
    if (is_name(line(i))) return true;
    const auto words = words_of(line(i).plain);
    return words.size() <= 3 && line(i).plain.size() <= 24 && !is_prose(line(i)) &&
           line(i).plain.find_first_of("?:") == std::string_view::npos;
  }

  /// The copy line at `i` and the list below it. They stay the sender's own.
  std::size_t end_of_copies(std::size_t i) const {
    auto text = line(i).plain;
    auto after = i + 1;
    bool open = text.ends_with(':') || text.ends_with(',') || text.ends_with(';') ||
                line(i).lower.ends_with(" and") || text.size() <= 4;
    if (open && after < end_ && line(after).is_blank()) after = next(after);
    while (after < end_ && !line(after).is_blank() &&
           (open || is_listed_person(after) || is_wrapped(after - 1)) &&
           sign_off_of(line(after)) == SignOff::none && !is_prose(line(after)))
      ++after;
    return after;
  }

  // A mail client broke the line at `i`: the next one's first word had no room on it.
  bool is_wrapped(std::size_t i) const {
    constexpr std::size_t narrowest = 70;
    const auto below = line(i + 1).plain;
    return line(i).plain.size() + 1 + std::min(below.find(' '), below.size()) > narrowest;
  }

  bool is_listed_person(std::size_t i) const {
    for (const std::string_view start :
         {"cllr", "councillor", "councilor", "- ", "* ", "\xe2\x80\xa2", "mayor ", "the mayor",
          "all councillors", "all members", "y cynghorydd", "cyng"})
      if (line(i).lower.starts_with(start))
        return line(i).lower.find(" ward") == std::string_view::npos;
    return false;
  }

  /// One paragraph below the beginning of a signature: a name block, or words written there.
  std::size_t take_paragraph(std::size_t i) {
    bool own_words = false;
    for (; i < end_ && !line(i).is_blank() && !is_copy_line(line(i)); ++i) {
      own_words |=
          is_prose(line(i)) && sign_off_of(line(i)) == SignOff::none && !is_contact_note(i);
      if (!own_words && !ends_in_kisses(line(i))) zones_[i] = Zone::signature;
    }
    return i;
  }

  // "Email: clerk@… or call us on …" is a way to reach somebody, not a message.
  bool is_contact_note(std::size_t i) const {
    return line(i).plain.find('@') != std::string_view::npos && line(i).plain.find(':') < 12;
  }

  // A name block with no sign-off above it, or a bare name at the end of a phone's mail.
  void find_unannounced() {
    std::size_t last = end_;
    while (last > begin_ && (line(last - 1).is_blank() || zones_[last - 1] == Zone::signature ||
                             is_standing(last - 1) || is_copy_line(line(last - 1))))
      --last;
    if (last == begin_) return;
    if (!take_block(last)) take_bare_name(last - 1);
  }

  bool take_block(std::size_t last) {
    std::size_t first = last;
    std::size_t name = last;  // topmost line that can be the name
    bool contact = false;
    for (std::size_t i = last; i-- > begin_ && last - i <= most_block_lines;) {
      if (line(i).is_blank()) continue;
      if (is_prose(line(i)) || line(i).plain.size() > 90 || is_copy_line(line(i))) break;
      if (line(i).plain.ends_with(':') || line(i).lower.starts_with("dear ")) break;
      first = i;
      contact |= is_contact(line(i)) && !is_name(line(i));
      if (is_name(line(i)) && (i == begin_ || line(i - 1).is_blank())) name = i;
    }
    const auto written = last - std::min(name, last);
    if (name < first || written < 2 || !contact || name == begin_) return false;
    std::fill(zones_.begin() + static_cast<std::ptrdiff_t>(name),
              zones_.begin() + static_cast<std::ptrdiff_t>(last), Zone::signature);
    return true;
  }

  void take_bare_name(std::size_t i) {
    if (i == begin_ || !is_name(line(i)) || words_of(line(i).plain).size() > 3) return;
    auto before = i;
    while (before > begin_ && line(before - 1).is_blank()) --before;
    if (before == begin_) return;
    // A name below a list is one more of the list.
    const char stop = line(before - 1).plain.back();
    if (std::string_view(".!?").find(stop) == std::string_view::npos && !is_prose(line(before - 1)))
      return;
    if (line(before - 1).plain.size() > 1) zones_[i] = Zone::signature;
  }

  const Lines& lines_;
  std::size_t begin_;
  std::size_t end_;
  const std::vector<bool>& marked_;
  std::vector<Zone>& zones_;
};

}  // namespace

void find_signature(const Lines& lines, std::size_t begin, std::size_t end,
                    const std::vector<bool>& marked, std::vector<Zone>& zones) {
  SignatureFinder(lines, begin, end, marked, zones).find();
}

}  // namespace candour::mail
