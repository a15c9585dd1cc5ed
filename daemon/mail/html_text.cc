// SPDX-License-Identifier: MPL-2.0

#include "mail/html_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"
#include "mail/html_guard.h"
#include "mail/html_marks.h"
#include "mail/html_style.h"
#include "mail/mail.h"

namespace candour::mail {

namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

// How an element lies on the page.
enum class Layout { inline_, block, paragraph, list_item, cell, line_break, dropped };

Layout layout_of(std::string_view tag) {
  struct Row {
    std::string_view tag;
    Layout layout;
  };
  static constexpr std::array rows{
      Row{"div", Layout::block},        Row{"p", Layout::paragraph},
      Row{"br", Layout::line_break},    Row{"td", Layout::cell},
      Row{"th", Layout::cell},          Row{"tr", Layout::block},
      Row{"table", Layout::block},      Row{"tbody", Layout::block},
      Row{"li", Layout::list_item},     Row{"ul", Layout::paragraph},
      Row{"ol", Layout::paragraph},     Row{"blockquote", Layout::paragraph},
      Row{"pre", Layout::paragraph},    Row{"h1", Layout::paragraph},
      Row{"h2", Layout::paragraph},     Row{"h3", Layout::paragraph},
      Row{"h4", Layout::paragraph},     Row{"h5", Layout::paragraph},
      Row{"h6", Layout::paragraph},     Row{"hr", Layout::paragraph},
      Row{"center", Layout::block},     Row{"dl", Layout::block},
      Row{"dt", Layout::block},         Row{"dd", Layout::block},
      Row{"body", Layout::block},       Row{"html", Layout::block},
      Row{"section", Layout::block},    Row{"article", Layout::block},
      Row{"header", Layout::block},     Row{"footer", Layout::block},
      Row{"address", Layout::block},    Row{"form", Layout::block},
      Row{"fieldset", Layout::block},   Row{"main", Layout::block},
      Row{"caption", Layout::block},    Row{"option", Layout::block},
      Row{"style", Layout::dropped},    Row{"script", Layout::dropped},
      Row{"template", Layout::dropped}, Row{"object", Layout::dropped},
      Row{"iframe", Layout::dropped},   Row{"svg", Layout::dropped}};
  for (const auto& row : rows)
    if (row.tag == tag) return row.layout;
  return Layout::inline_;
}

// Lines as they are written: blanks collapsed, none trailing, an empty line around paragraphs.
class Page {
 public:
  void write(std::string_view words) {
    while (!words.empty()) {
      const auto blanks = std::min(words.find_first_not_of(" \t\r\n\f"), words.size());
      if (blanks > 0) {
        blank_pending_ = true;
        words.remove_prefix(blanks);
        continue;
      }
      const auto end = std::min(words.find_first_of(" \t\r\n\f"), words.size());
      write_word(words.substr(0, end));
      words.remove_prefix(end);
    }
  }

  /// For <pre>: blanks and line ends count.
  void write_as_is(std::string_view words) {
    while (!words.empty()) {
      const auto end = std::min(words.find('\n'), words.size());
      auto line = words.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!line.empty()) write_word(line);
      if (end < words.size()) break_line();
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  /// <br>: ends the line; an empty one stays as an empty line.
  void break_line() {
    open_line();
    end_line();
  }

  /// The border of a block.
  void end_line() {
    blank_pending_ = false;
    if (!line_open_) return;
    text_.resize(std::max(text_.find_last_not_of(' ') + 1, line_begin_));
    text_ += '\n';
    line_begin_ = text_.size();
    line_open_ = false;
    prefix_ = {};
  }

  void want_empty_line() { empty_line_pending_ = true; }
  void start_list_item() {
    end_line();
    prefix_ = "- ";
  }
  void separate_cells() { blank_pending_ = line_open_; }

  std::size_t size() const { return text_.size(); }
  std::string take() {
    end_line();
    return std::move(text_);
  }

 private:
  void open_line() {
    if (line_open_) return;
    if (empty_line_pending_ && line_begin_ > 0 && !text_.ends_with("\n\n")) {
      text_ += '\n';
      line_begin_ = text_.size();
    }
    empty_line_pending_ = false;
    line_open_ = true;
    blank_pending_ = false;
  }

  void write_word(std::string_view word) {
    const bool apart = blank_pending_ && line_open_;
    open_line();
    if (apart && text_.size() > line_begin_) text_ += ' ';
    blank_pending_ = false;
    text_ += std::exchange(prefix_, {});
    // A no-break space is a blank to the reader, and nobody matches it otherwise.
    for (auto at = word.find("\xc2\xa0"); at != word.npos; at = word.find("\xc2\xa0")) {
      text_.append(word.substr(0, at)).append(" ");
      word.remove_prefix(at + 2);
    }
    text_ += word;
  }

  std::string text_;
  std::string_view prefix_;
  std::size_t line_begin_ = 0;
  bool line_open_ = false;  // something stands on the line, if only a no-break space
  bool blank_pending_ = false;
  bool empty_line_pending_ = false;
};

// What a text inherits from the elements around it.
struct Look {
  Colour colour{0, 0, 0};
  std::optional<Colour> background = Colour{255, 255, 255};  // nothing: an image
  bool gone = false;                                         // no descendant can undo it
  bool invisible = false;
  bool tiny = false;
  bool keeps_lines = false;

  bool is_hidden() const {
    return gone || invisible || tiny || colour.transparent ||
           (background && colour.is_near(*background));
  }
};

struct OpenElement {
  const xmlNode* node;
  Look look;
  Layout layout;
  bool empty_line_after = false;
  std::optional<std::size_t> mark;  // index of the mark it opened
};

Look inherit(const Look& from, const xmlNode* element, const Declared& declared) {
  Look look = from;
  if (declared.colour) look.colour = *declared.colour;
  if (declared.background_image) look.background = std::nullopt;
  if (declared.background && !declared.background->transparent && !declared.background_image)
    look.background = declared.background;
  look.gone |= declared.gone || declared.display_none.value_or(false) ||
               (declared.clips && (declared.no_width || declared.no_height)) ||
               xmlHasProp(element, reinterpret_cast<const xmlChar*>("hidden"));
  if (declared.invisible) look.invisible = *declared.invisible;
  if (declared.tiny) look.tiny = *declared.tiny;
  if (declared.keeps_lines) look.keeps_lines = *declared.keeps_lines;
  return look;
}

// What old attributes and a browser's own style sheet say.
Declared presentation_of(const xmlNode* element, std::string_view tag) {
  Declared declared;
  if (tag == "pre" || tag == "textarea") declared.keeps_lines = true;
  if (tag == "title") declared.display_none = true;
  if (!element->properties) return declared;
  if (tag == "a" && !attribute(element, "href").empty()) declared.colour = Colour{0, 0, 238};
  if (const auto colour = attribute(element, "bgcolor"); !colour.empty())
    declared.background = parse_colour(colour);
  if (!attribute(element, "background").empty()) declared.background_image = true;
  if (tag == "font" || tag == "body")
    if (const auto colour = attribute(element, tag == "font" ? "color" : "text"); !colour.empty())
      declared.colour = parse_colour(colour);
  return declared;
}

// Pictures of emoji carry them as their alternative text; other such text is not what is read.
bool is_emoji(std::string_view alt) {
  return !alt.empty() && alt.size() <= 32 &&
         std::none_of(alt.begin(), alt.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

// Walks the tree without recursion: its depth is the sender's choice.
class Reader {
 public:
  HtmlText read(const xmlNode* root) {
    collect_style_sheets(root);
    for (const xmlNode* node = root; node;) {
      const bool entered = visit(node);
      if (entered && node->children) {
        node = node->children;
        continue;
      }
      if (entered) leave();
      while (node && !node->next) {
        node = node->parent;
        if (!node || open_.empty()) return finish();
        leave();
      }
      if (node) node = node->next;
    }
    return finish();
  }

 private:
  void collect_style_sheets(const xmlNode* root) {
    for (const xmlNode* node = root; node;) {
      if (view(node->name) == "style" && node->type == XML_ELEMENT_NODE)
        for (const xmlNode* text = node->children; text; text = text->next)
          sheet_.add(view(text->content));
      if (node->children && node->type == XML_ELEMENT_NODE) {
        node = node->children;
        continue;
      }
      while (node && !node->next) node = node->parent;
      if (node) node = node->next;
    }
  }

  const Look& look() const { return open_.empty() ? page_look_ : open_.back().look; }

  /// True if the node was an element and is now open.
  bool visit(const xmlNode* node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      if (node->parent && view(node->parent->name) == "title") title_.write(view(node->content));
      write(view(node->content));
    } else if (node->type == XML_COMMENT_NODE) {
      const auto comment = view(node->content);
      // Conditional comments and Word's settings are not words.
      if (!comment.starts_with("[if") && comment.find('<') == comment.npos) hide(comment);
    } else if (node->type == XML_ELEMENT_NODE) {
      return enter(node);
    }
    return false;
  }

  void write(std::string_view words) {
    if (look().is_hidden()) {
      hide(words);
    } else if (look().keeps_lines) {
      page_.write_as_is(words);
    } else {
      page_.write(words);
    }
  }

  void hide(std::string_view words) {
    hidden_.write(words);
    hidden_.end_line();
  }

  bool enter(const xmlNode* element) {
    const auto tag = view(element->name);
    const auto layout = layout_of(tag);
    if (layout == Layout::dropped) return false;
    const auto inline_style =
        element->properties ? parse_declarations(attribute(element, "style")) : Declared{};
    auto declared = presentation_of(element, tag);
    if (!sheet_.empty())
      declared.add(sheet_.of(tag, attribute(element, "class"), attribute(element, "id")));
    declared.add(inline_style);
    OpenElement opened{element, inherit(look(), element, declared), layout, false, std::nullopt};
    if (!opened.look.gone) {
      lay_out(element, tag, declared, opened);
      if (const auto kind = mark_of(element, inline_style)) {
        page_.end_line();
        opened.mark = marks_.size();
        marks_.push_back({*kind, page_.size(), page_.size()});
      }
    }
    open_.push_back(opened);
    return true;
  }

  void lay_out(const xmlNode* element, std::string_view tag, const Declared& declared,
               OpenElement& opened) {
    switch (opened.layout) {
      case Layout::line_break:
        page_.break_line();
        break;
      case Layout::paragraph:
        page_.end_line();
        opened.empty_line_after =
            !declared.tight.value_or(attribute(element, "class").starts_with("Mso"));
        if (opened.empty_line_after) page_.want_empty_line();
        break;
      case Layout::block:
        page_.end_line();
        break;
      case Layout::list_item:
        page_.start_list_item();
        break;
      case Layout::cell:
        page_.separate_cells();
        break;
      case Layout::inline_:
        if (tag == "img" && is_emoji(attribute(element, "alt"))) write(attribute(element, "alt"));
        break;
      case Layout::dropped:
        break;
    }
  }

  void leave() {
    const auto& closed = open_.back();
    if (!closed.look.gone && closed.layout != Layout::inline_ && closed.layout != Layout::cell &&
        closed.layout != Layout::line_break)
      page_.end_line();
    if (closed.empty_line_after) page_.want_empty_line();
    if (closed.mark) {
      page_.end_line();
      marks_[*closed.mark].end = page_.size();
    }
    open_.pop_back();
  }

  HtmlText finish() {
    while (!open_.empty()) leave();
    HtmlText result;
    result.text = page_.take();
    result.hidden = hidden_.take();
    result.title = title_.take();
    std::erase_if(marks_, [](const Mark& mark) { return mark.begin == mark.end; });
    result.marks = std::move(marks_);
    return result;
  }

  StyleSheet sheet_;
  Page page_;
  Page hidden_;
  Page title_;
  Look page_look_;
  std::vector<OpenElement> open_;
  std::vector<Mark> marks_;
};

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

}  // namespace

HtmlText html_to_text(std::string_view html) {
  const bool too_long = html.size() > Limits{}.html_bytes;
  const auto guarded = guard_html(html.substr(0, Limits{}.html_bytes));
  std::string without_nul;  // libxml2 takes a NUL for the end
  auto safe = guarded.html;
  if (safe.find('\0') != safe.npos) {
    without_nul = safe;
    std::replace(without_nul.begin(), without_nul.end(), '\0', ' ');
    safe = without_nul;
  }
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                          HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC |
                          XML_PARSE_HUGE;
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      htmlReadMemory(safe.data(), static_cast<int>(safe.size()), nullptr, "UTF-8", options));
  HtmlText result;
  if (const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr)
    result = Reader().read(root);
  result.over_limit = too_long || guarded.cut;
  return result;
}

}  // namespace candour::mail
