// SPDX-License-Identifier: MPL-2.0
//
// Where a foot line goes in plain text: below the last line that the sender wrote herself, so above
// her signature and above what she answers or passes on, wherever the window puts those.

const MARKED = /^>/;
const SIGNATURE = /^-- ?$/;  // RFC 3676 section 4.3; some clients drop its blank
const FORWARDED = /^\s*-{3,} ?(forwarded message|original message|neges (wreiddiol|a anfonwyd ymlaen)) ?-{3,}\s*$/i;
// "On 12/05/2026 10:04, Jane Smith wrote:". Only right above marked lines is it one.
const INTRODUCTION_BEGINS = /^(On|Ar) .*\d/;
const INTRODUCTION_ENDS = /:\s*$/;
const SOMEBODY_WROTE = /\b(wrote|writes|said|ysgrifennodd)\b.*:\s*$/i;
const INTRODUCTION_LINES = 3;
const FOOT_LINE = /^(cc|copi at|copy to)\b/i;

/**
 * @param {string} text     any line ends
 * @param {string[]} lines  the foot lines
 * @returns {string} the text with them; all other lines are left as they are
 */
export function withFootInText(text, lines) {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const body = text.split(/\r?\n/);
  const place = ownLines(body).lastIndexOf(true) + 1;
  const above = body.slice(0, place);
  const below = body.slice(place);
  while (below.length > 0 && isBlank(below[0])) below.shift();
  const isFirst = above.length > 0 && !FOOT_LINE.test(above.at(-1));
  return [...above, ...(isFirst ? [""] : []), ...lines, "", ...below].join(lineEnd);
}

// Which lines the sender wrote: words that are neither quote, forward nor signature.
function ownLines(body) {
  const own = body.map(line => !isBlank(line) && !MARKED.test(line));
  const forward = body.findIndex(line => FORWARDED.test(line));
  if (forward >= 0) own.fill(false, forward);
  const introductions = body.map(() => false);
  body.forEach((line, i) => {
    if (MARKED.test(line) && !MARKED.test(body[i - 1] ?? "")) introductions.fill(true, ...introductionAbove(body, i));
  });
  let inSignature = false;
  body.forEach((line, i) => {
    if (SIGNATURE.test(line)) inSignature = true;
    else if (MARKED.test(line) || introductions[i]) inSignature = false;
    if (inSignature || introductions[i]) own[i] = false;
  });
  return own;
}

// The lines, from and to, that introduce the quote whose first marked line this is; none: [0, 0].
function introductionAbove(body, marked) {
  const end = isBlank(body[marked - 1] ?? "") ? marked - 1 : marked;
  if (!INTRODUCTION_ENDS.test(body[end - 1] ?? "")) return [0, 0];
  for (let begin = end - 1; begin >= Math.max(0, end - INTRODUCTION_LINES) && !isBlank(body[begin]); --begin)
    if (INTRODUCTION_BEGINS.test(body[begin])) return [begin, end];
  return SOMEBODY_WROTE.test(body[end - 1]) ? [end - 1, end] : [0, 0];
}

function isBlank(line) {
  return line.trim() === "";
}
