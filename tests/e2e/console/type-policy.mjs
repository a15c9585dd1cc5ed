// SPDX-License-Identifier: MPL-2.0
//
// type-policy.mjs MODULES LINK FOLDER: the policy typed by keyboard alone, in a real Chromium, told as one JSON object on
// standard output. The text ends in its `rules:`, of which one is said.
import { open_browser } from "./looking.mjs";

const [modules, link, folder] = process.argv.slice(2);
const told = { faults: [], overflows: [], problems: [] };
const origin = new URL(link).origin;
const { browser, context, page, look, tab_to } = await open_browser(modules, folder, origin, told);

const asked = [];
page.on("request", (request) => request.url().endsWith("/change/checked") && asked.push(request.postData() ?? ""));
const verdict = () => page.locator("#told").innerText();
const until = (words) => page.locator("#told", { hasText: words }).waitFor({ timeout: 20_000 });
const state_of_box = () => page.locator("#text").evaluate((box) => ({
  invalid: box.getAttribute("aria-invalid"),
  described: box.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)?.getAttribute("role") ?? id),
  caret: box.selectionStart, focus: document.activeElement === box, length: box.value.length, value: box.value }));

try {
  await page.goto(link);
  await page.goto(`${origin}/change`);
  told.silent_at_first = await verdict();
  await page.setViewportSize({ width: 1440, height: 900 });
  await tab_to("#text");
  await page.keyboard.press("Control+End");
  let stopped = Date.now();
  await page.keyboard.type("  over-familiar: nte");
  stopped = Date.now();
  await until("Line 9");
  told.after_ms = Date.now() - stopped;
  told.faulty = await verdict();
  told.faulty_box = await state_of_box();
  told.asked_for_a_typed_line = asked.length;
  await look("change-typed-fault");
  // From another place of the text by keyboard to that of the fault.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("Control+Home");
  await tab_to("#told button");
  await page.keyboard.press("Enter");
  told.gone_to = await state_of_box();
  for (let letter = 0; letter < 3; ++letter) await page.keyboard.press("Delete");
  stopped = Date.now();
  await page.keyboard.type("warn");
  await until("Without a fault");
  told.mended_after_ms = Date.now() - stopped;
  told.mended = await verdict();
  told.mended_box = await state_of_box();
  await look("change-typed");

  // What is not in the draft goes nowhere.
  await page.setViewportSize({ width: 1440, height: 900 });
  await tab_to("select[id='rule.silent-copy']");
  await tab_to("form[action='/change/rules'] button");
  await page.keyboard.press("Enter");
  await until("Press Check first");
  told.after_guard = await page.evaluate(() => document.activeElement.textContent);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  told.kept = (await state_of_box()).value;

  // An answer that comes late says nothing of the text that is there by then.
  let late;
  await page.route("**/change/checked", async (route) => {
    if (!route.request().postData().includes("noet")) return route.continue();
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 1_500));
    late = await answer.json();
    await route.fulfill({ response: answer }).catch(() => {});
  });
  await tab_to("#text");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n  conduct-remark: noet");
  await page.waitForRequest("**/change/checked");
  for (let letter = 0; letter < 2; ++letter) await page.keyboard.press("Backspace");
  await page.keyboard.type("te");
  await until("Without a fault");
  while (!late) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, 300));
  told.late = late.faults.length;
  told.after_late = await verdict();
  await page.unroute("**/change/checked");

  // Each letter costs the page nothing, and what is too large is not sent.
  const before = asked.length;
  told.milliseconds_a_letter = await page.locator("#text").evaluate((box) => {
    box.value += "#".repeat((1 << 20) - 100);
    const began = performance.now();
    for (let letters = 0; letters < 100; ++letters) box.dispatchEvent(new Event("input"));
    return (performance.now() - began) / 100;
  });
  await page.keyboard.type("ŷ".repeat(60));
  await until("larger than 1 MiB");
  told.sent_too_large = asked.length - before;

  // Whose session is over hears so and keeps his text.
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(`${origin}/change`);
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.locator("#text").focus();
  await page.keyboard.type("# mine");
  await until("You are signed out");
  told.problems = told.problems.filter((words) => !words.includes("403 (Forbidden)"));
  await context.addCookies(cookies);

  // Without JavaScript the button does it.
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await plain.addCookies(cookies);
  const quiet = await plain.newPage();
  await quiet.goto(`${origin}/change`);
  told.box_without_script = await quiet.locator("#text").getAttribute("aria-describedby");
  await quiet.fill("#text", (await quiet.inputValue("#text")).replace("over-familiar: warn", "over-familiar: nte"));
  await quiet.getByRole("button", { name: "Check" }).click();
  told.without_script = await quiet.locator("main").innerText();
  told.invalid_without_script = await quiet.locator("#text").getAttribute("aria-invalid");
  await page.goto(`${origin}/change`);
  told.with_page = await page.locator("#faults").innerText();
  await page.getByRole("button", { name: "Go to line 9, column 18" }).press("Enter");
  told.gone_from_list = await state_of_box();
} finally {
  console.log(JSON.stringify(told));
  await browser.close();
}
