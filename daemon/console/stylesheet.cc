// SPDX-License-Identifier: MPL-2.0
//
// System fonts, no picture, no animation. Colours stand in the two blocks at the top, light and
// dark; each pair of words and ground has a contrast of 4.5:1 or more, lines of controls 3:1.

#include "console/stylesheet.h"

namespace candour::console {

const std::string_view stylesheet = R"css(
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --card: #ffffff; --words: #1d2327; --soft: #535c63; --line: #d9dcd8;
  --control: #75808a; --accent: #1f5f8b; --on-accent: #ffffff; --well: #1b6b3a; --ill: #a3360b;
  --bar: #8fa3b3; --bar-found: #b4561a; --notice: #fff4d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15191c; --card: #1e2428; --words: #e8ebed; --soft: #a9b3ba; --line: #343d43;
    --control: #7d8a93; --accent: #8cc4ec; --on-accent: #10202c; --well: #7fd09c; --ill: #ffab85;
    --bar: #66798a; --bar-found: #f0965a; --notice: #3a3218;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
body { margin: 0; background: var(--ground); color: var(--words); }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; top: 0; background: var(--card); padding: .75rem 1rem; }
.skip:focus { left: 0; z-index: 1; }
header { background: var(--card); border-bottom: 1px solid var(--line); }
header > *, main { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
.top { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
  justify-content: space-between; padding-top: .75rem; }
.top:last-child { padding-bottom: .75rem; }
.brand { margin: 0; font-size: 1.05rem; }
.brand span { color: var(--soft); margin-left: .35rem; }
.sign-out { display: flex; gap: .75rem; align-items: center; color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none; margin: 0; padding: 0; }
header nav a { display: block; padding: .6rem .75rem; text-decoration: none; color: var(--words);
  border-bottom: 3px solid transparent; }
header nav a:hover { text-decoration: underline; }
header nav a[aria-current] { border-color: var(--accent); font-weight: 600; }
main { padding-top: 1rem; padding-bottom: 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .35rem 0 .75rem; max-width: 46rem; }
.lead { font-size: 1.125rem; }
.small, figcaption { color: var(--soft); font-size: .9rem; }
code { font: .95em ui-monospace, "Cascadia Mono", "Liberation Mono", monospace; }
.health, .cards { list-style: none; padding: 0; margin: 1rem 0; display: grid; gap: .75rem; }
.health { grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.health > li, .cards > li { background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; padding: .9rem 1rem; overflow-wrap: anywhere; }
.health > li { display: grid; grid-template-columns: 6rem 1fr; gap: .75rem; }
.health p { margin: .15rem 0 0; }
.state { font-weight: 600; }
.state.well { color: var(--well); }
.state.well::before { content: "✓ " / ""; }
.state.ill { color: var(--ill); }
.state.ill::before { content: "! " / ""; }
.figures { display: grid; gap: .75rem; margin: 1rem 0;
  grid-template-columns: repeat(auto-fit, minmax(max(8rem, 22%), 1fr)); }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end;
  background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  padding: .75rem 1rem; }
.figures dt { color: var(--soft); font-size: .9rem; }
.figures dd { margin: 0; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; padding: 1rem; }
svg { display: block; width: 100%; height: auto; max-height: 16rem; }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: .9rem;
  margin: .25rem 0 .5rem; }
svg .passed { fill: var(--bar); }
svg .found { fill: var(--bar-found); }
.key::before { content: ""; display: inline-block; width: .8em; height: .8em; margin: 0 .4em 0 0;
  vertical-align: -.05em; background: var(--bar); }
.key.found::before { background: var(--bar-found); }
.key { margin-right: 1rem; }
details { margin: 1rem 0; }
summary { cursor: pointer; padding: .4rem 0; }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .8rem;
  border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; white-space: nowrap; }
td { min-width: 7rem; overflow-wrap: anywhere; }
td.number { text-align: right; min-width: 4rem; font-variant-numeric: tabular-nums; }
.facts { margin: .5rem 0; display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr;
  gap: .4rem 1rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.facts ul { margin: 0; padding-left: 1.1rem; }
form.filter { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
  gap: .75rem; align-items: end; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; padding: 1rem; }
.field { display: flex; flex-direction: column; gap: .25rem; margin: 0 0 .75rem; }
form.filter.broad { grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); }
form.filter .field { margin: 0; }
label { color: var(--soft); font-size: .95rem; }
input, select, textarea { font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--control); border-radius: 5px; padding: .5rem .6rem; width: 100%;
  min-width: 0; min-height: 2.75rem; }
textarea { font-family: ui-monospace, "Cascadia Mono", "Liberation Mono", monospace;
  font-size: .9rem; }
button { font: inherit; cursor: pointer; min-height: 2.75rem; padding: .5rem 1.1rem;
  border-radius: 5px; border: 1px solid var(--accent); background: var(--accent);
  color: var(--on-accent); }
button.quiet { background: transparent; color: var(--accent); min-height: 2.25rem;
  padding: .25rem .75rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
.notice { background: var(--notice); border: 1px solid var(--line); border-radius: 8px;
  padding: .75rem 1rem; }
.mail { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; margin: .5rem 0 1rem; }
form.row { display: grid; gap: 0 1rem; background: var(--card); border: 1px solid var(--line);
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); border-radius: 8px;
  padding: 1rem; align-items: end; }
form.narrow { max-width: 28rem; margin: 0 0 1rem; }
.plain { list-style: none; margin: 0; padding: 0; }
.facts .plain { padding: 0; }
progress { width: 100%; height: 1.25rem; accent-color: var(--accent); }
.tick { display: flex; gap: .6rem; align-items: center; }
.tick input { width: 1.5rem; min-height: 1.5rem; flex: none; }
.tick label { color: inherit; }
.paging ul { gap: .25rem 1.5rem; }
fieldset { border: 0; margin: 0 0 .75rem; padding: 0; min-width: 0; }
legend { padding: 0; margin: 0 0 .35rem; color: var(--soft); }
.tick .small { display: inline-block; }
.apart { margin-top: 1.5rem; }
#told { margin: 0 0 .75rem; overflow-wrap: anywhere; }
#told li { margin: .35rem 0; }
[aria-invalid] { border-color: var(--ill); }
@media (max-width: 34rem) {
  .facts, .health > li { grid-template-columns: 1fr; gap: .1rem; }
  .facts dd { margin-bottom: .6rem; }
}
@media print { header nav, .sign-out, form, .paging { display: none; } }
)css";

}  // namespace candour::console
