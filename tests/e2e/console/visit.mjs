// SPDX-License-Identifier: MPL-2.0
//
// visit.mjs MODULES LINK FOLDER: the admin's way through the console in a real Chromium, told as one
// JSON object on standard output. MODULES has node_modules; FOLDER takes the screenshots.
import { open_browser } from "./looking.mjs";

const [modules, link, folder] = process.argv.slice(2);
const told = { faults: [], overflows: [], problems: [], keyboard: {} };
const origin = new URL(link).origin;
const { browser, context, page, look, tab_to } = await open_browser(modules, folder, origin, told);

async function focus_is_seen() {
  return page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
}

try {
  await page.goto(link);
  told.arrived = new URL(page.url()).pathname;
  told.cookies = (await context.cookies()).map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
  told.today = await page.locator("main").innerText();
  await look("today");
  await page.goto(`${origin}/rules`);
  await look("rules");
  await page.goto(`${origin}/people`);
  await look("people");
  await page.goto(`${origin}/people/1`);
  await look("person");
  await page.fill("#emails", "no address");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  told.bad_row = await page.locator("main").innerText();
  await look("bad-row");
  told.problems = told.problems.filter((words) => !words.includes("400 (Bad Request)"));
  await page.goto(`${origin}/people`);
  await page.setInputFiles("#file", { name: "new.csv", mimeType: "text/csv", buffer: Buffer.from(
    "name,role,emails\nJane Smith,chair,jane@home.example\nHelen Ward,clerk,clerk@eastmere-tc.gov.uk\nAnn Lee,officer,ann@x.example\n") });
  await page.getByRole("button", { name: "Show what would change" }).click();
  told.would_change = await page.locator("main").innerText();
  await look("would-change");
  await page.getByRole("link", { name: "Leave it as it is" }).click();
  // The policy changed: a fault is told, the mended draft tried on past mail, put live, looked at, brought back.
  await page.goto(`${origin}/change`);
  await look("change");
  const text = await page.inputValue("#text");
  await page.fill("#text", text.replace("silent-copy: confirm", "silent-copy: confrim"));
  await page.getByRole("button", { name: "Check" }).click();
  told.faulty = await page.locator("main").innerText();
  await look("change-faulty");
  await page.fill("#text", text.replace("silent-copy: confirm", "silent-copy: confirm # minute 12"));
  await page.getByRole("button", { name: "Check" }).click();
  await page.setViewportSize({ width: 1440, height: 900 });
  await tab_to("select[id='rule.silent-copy']");
  await page.selectOption("select[id='rule.silent-copy']", "off");
  await tab_to("form[action='/change/rules'] button");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  told.drafted = await page.inputValue("#text");
  await look("change-draft");
  await page.setInputFiles("#file", process.env.PAST_MAIL);
  await page.selectOption("#source", "");
  const [progress] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "GET" && answer.url().endsWith("/change/replay")),
    page.getByRole("button", { name: "Replay" }).click(),
  ]);
  const { refresh, ...headers } = progress.headers();
  const body = await progress.text();
  told.refresh = refresh;
  // A page that looks again by itself would go from under axe: the same one, standing still.
  await page.route("**/change/replay", (route) => route.fulfill({ status: 200, headers, body }));
  await page.goto(`${origin}/change/replay`);
  told.progress = await page.locator("main").innerText();
  await look("replay-progress");
  await page.unroute("**/change/replay");
  await page.goto(`${origin}/change/replay`);
  await page.getByRole("heading", { name: "Mail by mail" }).waitFor({ timeout: 120_000 });
  told.replayed = await page.locator("main").innerText();
  await look("replay");
  await page.goto(`${origin}/change`);
  await page.fill("#note", "Minute 12 <script>alert(1)</script>");
  await page.getByRole("button", { name: "Put live" }).click();
  told.live = await page.locator("main").innerText();
  await look("change-live");
  await page.getByRole("link", { name: "Version 1" }).click();
  await look("version");
  await page.fill("#note", "The trial is over");
  await page.getByRole("button", { name: "Bring it back" }).click();
  told.brought_back = await page.inputValue("#text");
  await page.goto(`${origin}/findings?rule=silent-copy`);
  await look("findings");

  // By keyboard alone: past the menu, to the finding, and marked as a false alarm.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${origin}/findings`);
  told.keyboard.skip = await tab_to("a.skip");
  told.keyboard.skip_seen = await focus_is_seen();
  await page.keyboard.press("Enter");
  told.keyboard.after_skip = await page.evaluate(() => document.activeElement?.id);
  await tab_to("td a");
  told.keyboard.link_seen = await focus_is_seen();
  await Promise.all([page.waitForURL(/findings\/[0-9a-f]+\.0$/), page.keyboard.press("Enter")]);
  await look("finding");
  await tab_to("textarea#reason");
  await page.keyboard.type("Jane asked for it <script>alert(1)</script>");
  await tab_to("button[type=submit]:not(.quiet)");
  await Promise.all([page.waitForLoadState("load"), page.waitForResponse((answer) => answer.status() === 200), page.keyboard.press("Enter")]);
  told.marked = await page.locator("main").innerText();
  await look("marked");

  // A held mail is read, not released without a reason, and released with one.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${origin}/held`);
  await look("held");
  await tab_to("td a");
  await Promise.all([page.waitForURL(/held\/[0-9a-f]+$/), page.keyboard.press("Enter")]);
  told.held = await page.locator("main").innerText();
  const held = page.url();
  await look("held-mail");
  await page.fill("#reason", " ");
  await page.getByRole("button", { name: "Release: send it" }).click();
  told.no_reason = await page.locator("main").innerText();
  await look("no-reason");
  await page.goto(held);
  await tab_to("textarea#reason");
  await page.keyboard.type("The committee agreed to it.");
  await tab_to("button[value=release]");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  for (let tries = 0; tries < 100; ++tries) {
    await page.goto(held);
    told.released = await page.locator("main").innerText();
    if (told.released.includes("no longer held")) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  await look("released");

  await page.goto(`${origin}/rules`);
  await page.fill("#words", process.env.MAIL_TO_TRY);
  await page.getByRole("button", { name: "Judge it" }).click();
  told.tried = await page.locator("main").innerText();
  await look("try");
  await page.setInputFiles("#file", { name: "mail.eml", mimeType: "message/rfc822", buffer: Buffer.from(process.env.MAIL_TO_TRY) });
  await page.fill("#words", "");
  await page.getByRole("button", { name: "Judge it" }).click();
  told.uploaded = await page.locator("main").innerText();
  await page.getByRole("button", { name: "Judge it" }).click();
  told.nothing = await page.locator("main").innerText();
  told.problems = told.problems.filter((words) => !words.includes("400 (Bad Request)"));

  // Another page of this machine sends a form with our cookie.
  const elsewhere = await context.newPage();
  await elsewhere.route("http://localhost:1/", (route) => route.fulfill({ contentType: "text/html", body:
    `<form method=post action="${origin}/sign-out"><button>Go</button></form>` }));
  await elsewhere.goto("http://localhost:1/");
  await elsewhere.getByRole("button").click();
  await elsewhere.waitForLoadState();
  told.forged = await elsewhere.locator("body").innerText();
  await elsewhere.close();
  await page.goto(`${origin}/`);
  told.still_signed_in = new URL(page.url()).pathname;

  await page.getByRole("button", { name: "Sign out" }).click();
  told.left = new URL(page.url()).pathname;
  await look("sign-in");
  await page.goto(link).catch(() => {});
  told.again = await page.locator("main").innerText();
  told.problems = told.problems.filter((words) => !words.includes("403 (Forbidden)"));
} finally {
  console.log(JSON.stringify(told));
  await browser.close();
}
