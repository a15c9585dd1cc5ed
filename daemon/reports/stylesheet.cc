// SPDX-License-Identifier: MPL-2.0
//
// System fonts, nothing from outside. Words have 4.5:1 and more against their ground; bars are told
// apart by hatching.

#include "reports/stylesheet.h"

namespace candour::reports {

const std::string_view stylesheet = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --words: #1d2327; --soft: #535c63; --line: #c9ceca; --accent: #1f5f8b;
  --bar: #c3ced6; --bar-found: #ffffff; --hatch: #1d2327;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #15191c; --words: #e8ebed; --soft: #a9b3ba; --line: #4a555c; --accent: #8cc4ec;
    --bar: #4d5c67; --bar-found: #15191c; --hatch: #e8ebed;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.45 "Liberation Sans", Arial, system-ui, sans-serif; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 3rem; background: var(--ground);
  color: var(--words); }
header { display: flex; align-items: center; border-bottom: 2px solid var(--words);
  padding-bottom: .75rem; }
.crest { height: 4.5rem; width: auto; max-width: 8rem; margin-right: 1rem; }
.council { margin: 0; font-size: 1.1rem; color: var(--soft); }
h1 { margin: .1rem 0 0; font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; break-after: avoid; }
p { margin: .5rem 0; }
.lead { margin-top: 1rem; }
.small, footer, figcaption, caption { color: var(--soft); font-size: .9rem; }
.standing-out { padding-left: 1.2rem; margin: .5rem 0; font-size: 1.05rem; }
.standing-out li { margin: .2rem 0; }
figure { margin: .75rem 0; break-inside: avoid; }
svg { width: 100%; height: auto; max-width: 44rem; font-size: 13px; }
svg text { fill: var(--words); }
.passed { fill: var(--bar); stroke: var(--hatch); stroke-width: 1; }
.found { stroke: var(--hatch); stroke-width: 1; }
.found-ground { fill: var(--bar-found); }
.hatch { stroke: var(--hatch); stroke-width: 2; fill: none; }
.key { margin-right: 1rem; }
.wide { overflow-x: auto; margin: .5rem 0; }
.wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--line); font-size: .9rem; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr { break-inside: avoid; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .5rem; }
footer code { overflow-wrap: anywhere; }
@media print {
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .wide { overflow: visible; }
}
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt "Liberation Sans", Arial, sans-serif; } }
)css";

}  // namespace candour::reports
