// SPDX-License-Identifier: MPL-2.0
//
// first-day.mjs MODULES LINK FOLDER WIDTH: an admin's first day in a real Chromium, by keyboard alone, in a window of that
// width. A line of standard output, {"wants": …}, asks for what somebody else does meanwhile, and is answered by a line on
// standard input. The last line tells what was seen. ROSTER is the file that is taken in.
import readline from "node:readline";
import { open_browser } from "./looking.mjs";

const [modules, link, folder, width] = process.argv.slice(2);
const told = { faults: [], overflows: [], problems: [], pointed: 0 };
const origin = new URL(link).origin;
const size = { width: Number(width), height: 900 };
const { browser, context, page, look, tab_to } = await open_browser(modules, folder, origin, told, {
  widths: [size.width], viewport: size });
const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

await context.exposeFunction("somebody_pointed", () => ++told.pointed);
await context.addInitScript(() => addEventListener("pointerdown", () => globalThis.somebody_pointed(), true));

let step = 0;
const keep = (name) => look(`first-day-${String(++step).padStart(2, "0")}-${name}`);
const main = () => page.locator("main").innerText();

async function somebody(does) {
  console.log(JSON.stringify({ wants: does }));
  return (await answers.next()).value;
}

/** Tab to what fits, Enter, and the next page is there. */
async function enter(selector) {
  await tab_to(selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

async function type(selector, words) {
  await tab_to(selector);
  await page.keyboard.type(words);
}

/** Goes through a list or a group of radio buttons by arrow until one is chosen. */
async function choose(selector, value) {
  await tab_to(selector);
  for (let steps = 0; steps < 20; ++steps) {
    if ((await page.evaluate(() => document.activeElement.value)) === value) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no ${value} in ${selector}`);
}

try {
  await page.goto(link);
  told.arrived = new URL(page.url()).pathname;
  await keep("today");

  await enter("header nav a[href='/people']");
  told.people_before = await main();
  await keep("people");
  // The system's window that asks for a file is no page, and is the one thing done without keys.
  await page.setInputFiles("#file", process.env.ROSTER);
  await enter("form[action='/people-import'] button");
  told.would_change = await main();
  await keep("roster-difference");
  await enter("form[action='/people-import/in-force'] button");
  told.people = await main();
  await keep("roster");

  await enter("header nav a[href='/change']");
  told.history = await page.locator("section[aria-labelledby=history]").innerText();
  told.protocols = await page.locator("input[name=pack] + label").allInnerTexts();
  await keep("change");
  await choose("input[name=pack]:checked", "model-2026");
  await enter("form[action='/change/pack'] button");
  told.changes = await main();
  await keep("protocol-picked");
  await enter("main a[href='#try']");
  await choose("#source", "mailboxes");
  await enter("form[action='/change/replay'] button");
  await page.getByRole("heading", { name: "Mail by mail" }).waitFor({ timeout: 120_000 });
  told.replayed = await main();
  await keep("replay");
  await enter("main a[href='/change#live']");
  await type("#note", "Council, 23 November, minute 7");
  await enter("form[action='/change/live'] button");
  told.live = await main();
  await keep("live");

  told.refusal = await somebody("a silent copy");
  await enter("header nav a[href='/findings']");
  told.findings = await main();
  await keep("findings");
  await enter("td a");
  told.finding = await main();
  await keep("finding");
  await type("textarea#reason", "She had asked for it in the meeting.");
  await enter("form[action='/false-alarms'] button");
  told.marked = await main();
  await keep("false-alarm");

  told.held_answer = await somebody("an order in a councillor's name");
  await enter("header nav a[href='/']");
  told.today = await main();
  await keep("today-held");
  await enter("main a[href='/held']");
  await keep("held");
  await enter("td a");
  told.held = await main();
  const held = page.url();
  await keep("held-mail");
  await type("textarea#reason", "The works committee agreed to it.");
  await enter("button[value=release]");
  for (let tries = 0; tries < 300; ++tries) {
    told.released = await main();
    if (told.released.includes("no longer held")) break;
    await new Promise((done) => setTimeout(done, 100));
    await page.goto(held);
  }
  await keep("released");
  await enter("header nav a[href='/']");
  told.evening = await main();
  await keep("evening");
  await enter("form.sign-out button");
  told.left = new URL(page.url()).pathname;
  await keep("signed-out");
} finally {
  console.log(JSON.stringify(told));
  await browser.close();
  answers.return?.();
  process.stdin.destroy();
}
