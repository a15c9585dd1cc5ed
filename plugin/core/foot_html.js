// SPDX-License-Identifier: MPL-2.0
//
// Where a foot line goes in HTML: as in plain text, below the last thing that the sender wrote
// herself. The parts that she did not write are told by how mail clients mark them.

const OTHERS_WORDS = [
  "blockquote[type=cite]", "blockquote.gmail_quote", ".gmail_quote", ".moz-cite-prefix", ".moz-forward-container",
  "#divRplyFwdMsg", "#appendonsend", "#mail-editor-reference-message-container",
].join(",");
const SIGNATURE = [".moz-signature", ".gmail_signature", "#Signature", "[id^=ms-outlook-mobile-signature]"].join(",");
const FOOT_LINE = /^\s*(cc|copi at|copy to)\b/i;

/**
 * Puts foot lines into an HTML document, each as a block of its own; nothing else is touched.
 *
 * @param {Document} document  changed in place: parse one for it
 * @param {string[]} lines
 */
export function addFootToHtml(document, lines) {
  const body = document.body;
  const last = lastOwnNode(body);
  const container = last === null ? body : last.parentNode;
  let before = last === null ? body.firstChild : last.nextSibling;
  const apart = last !== null && !FOOT_LINE.test(last.textContent);
  // A paragraph brings its own distance; between bare lines and <div>s an empty line does.
  const inParagraphs = last !== null && isParagraph(last);
  if (apart && !inParagraphs) container.insertBefore(document.createElement("br"), before);
  if (apart && !inParagraphs && isInline(last)) container.insertBefore(document.createElement("br"), before);
  for (const line of lines) {
    const block = document.createElement(inParagraphs ? "p" : "div");
    block.textContent = line;
    container.insertBefore(block, before);
  }
  if (last === null && before !== null) container.insertBefore(document.createElement("br"), before);
}

// The last node with words of the sender's that holds no quote or signature; null where she wrote none.
function lastOwnNode(parent) {
  for (let node = parent.lastChild; node !== null; node = node.previousSibling) {
    if (isElement(node) && (node.matches(OTHERS_WORDS) || node.matches(SIGNATURE))) continue;
    if (isElement(node) && node.querySelector(`${OTHERS_WORDS},${SIGNATURE}`) !== null) {
      const inside = lastOwnNode(node);
      if (inside !== null) return inside;
      continue;
    }
    if (shows(node)) return node;
  }
  return null;
}

function shows(node) {
  if (isElement(node)) return node.textContent.trim() !== "" || node.matches("img,table,hr") ||
    node.querySelector("img") !== null;
  return node.nodeType === 3 && node.textContent.trim() !== "";
}

function isElement(node) {
  return node.nodeType === 1;
}

function isParagraph(node) {
  return isElement(node) && /^(P|UL|OL|H[1-6])$/.test(node.tagName);
}

function isInline(node) {
  return !isElement(node) || /^(A|B|I|U|SPAN|FONT|STRONG|EM|IMG)$/.test(node.tagName);
}
