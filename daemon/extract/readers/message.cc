// SPDX-License-Identifier: MPL-2.0
//
// A mail saved as a file: handed back as a message without its files, which are opened beside it.
#include <string>

#include "base/text.h"
#include "extract/readers/readers.h"
#include "mail/content.h"
#include "mail/splitter.h"

namespace candour::extract {

namespace {

class LetterAndFiles {
 public:
  explicit LetterAndFiles(Opening& opening) : opening_(opening) {}

  // Its header and what is a letter's text in it, as they came.
  std::string letter_of(const mail::Entity& entity) {
    std::string letter;
    for (const auto& [name, value] : entity.fields())
      // What holds others was decoded on the way to them.
      if (entity.is_leaf() || !base::equals_ignoring_case(name, "Content-Transfer-Encoding"))
        letter.append(name + ": " + value + "\n");
    letter += '\n';
    if (entity.is_leaf()) {
      letter += entity.content;
    } else if (entity.is_message()) {
      letter += letter_of(*entity.children().front());
    } else {
      const std::string boundary(entity.content_type().parameter("boundary"));
      for (const auto* child : entity.children()) {
        if (is_file(*child))
          open(*child);
        else
          letter.append("--" + boundary + "\n").append(letter_of(*child)).append("\n");
      }
      letter.append("--" + boundary + "--\n");
    }
    return letter;
  }

 private:
  static bool is_file(const mail::Entity& entity) {
    const auto type = entity.type();
    return entity.is_leaf() &&
           (entity.disposition().value == "attachment" || !name_of(entity).empty() ||
            (type != "text/plain" && type != "text/html"));
  }

  static std::string name_of(const mail::Entity& entity) {
    const auto name = entity.disposition().parameter("filename");
    return std::string(name.empty() ? entity.content_type().parameter("name") : name);
  }

  void open(const mail::Entity& entity) {
    mail::Remarks remarks;
    const auto decoded = mail::decode_content(entity, {}, remarks);
    const std::string_view bytes = decoded ? *decoded : entity.content;
    const auto type = entity.type();
    if (opening_.spend_unpacked(bytes.size())) opening_.open_inside({type, name_of(entity), bytes});
  }

  Opening& opening_;
};

}  // namespace

void read_message(const File& file, Opening& opening) {
  mail::Limits limits;
  limits.depth = 16;  // letter_of() calls itself
  mail::Remarks remarks;
  const auto tree = mail::split_message(file.content, limits, remarks);
  if (!tree.root) return opening.unread("damaged", Opening::Weight::aside);
  for (const auto& unread : remarks.unchecked)
    opening.unread(unread.why, unread.could_change_verdict ? Opening::Weight::decisive
                                                           : Opening::Weight::aside);
  opening.add_message(LetterAndFiles(opening).letter_of(*tree.root));
}

}  // namespace candour::extract
