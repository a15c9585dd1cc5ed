// SPDX-License-Identifier: MPL-2.0
//
// look.mjs MODULES FOLDER NAME=FILE…: pages that were written to files, in a real Chromium: each in two widths, light
// and dark, and as it would be printed; told as one JSON object on standard output. FOLDER takes the pictures.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(modules, "node_modules/"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const LOOKS = [360, 1440].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme, media: "screen" })))
  .concat({ width: 794, scheme: "dark", media: "print" });  // 210 mm at 96 dots an inch
const told = { faults: [], overflows: [], problems: [], requests: [], grounds: {}, charts: {}, keyboard: {} };

const browser = await chromium.launch({ executablePath: process.env.CANDOUR_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await (await browser.newContext()).newPage();
page.on("console", (message) => ["error", "warning"].includes(message.type()) && told.problems.push(message.text()));
page.on("pageerror", (error) => told.problems.push(String(error)));
page.on("request", (request) => request.url().startsWith("data:") || told.requests.push(path.basename(request.url())));

async function faults(where) {
  await page.evaluate(axe);
  const seen = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const each of seen.violations)
    told.faults.push(`${where}: ${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

// What a bar is filled with, as the eye has it: the ground's colour or a pattern.
const look_at_charts = () => [...document.querySelectorAll("svg")].map((svg) => ({
  words: svg.getAttribute("aria-label") ?? "",
  role: svg.getAttribute("role"),
  followed_by_table: Boolean(svg.closest("section")?.querySelector("table")),
  fills: [...new Set([...svg.querySelectorAll("rect[class]:not(pattern rect)")].map((bar) => getComputedStyle(bar).fill))],
  ink: [...new Set([...svg.querySelectorAll("text")].map((words) => getComputedStyle(words).fill))],
}));

try {
  for (const each of pages) {
    const [name, file] = each.split("=");
    await page.goto(pathToFileURL(path.resolve(file)).href);
    for (const { width, scheme, media } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme, media });
      const where = `${name} ${media} ${width} ${scheme}`;
      await faults(where);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wider > 0) told.overflows.push(`${where}: ${wider} px`);
      told.grounds[where] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.screenshot({ path: path.join(folder, `${name}-${media}-${width}-${scheme}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 360, height: 900 });
    await page.emulateMedia({ colorScheme: "light", media: "screen" });
    told.charts[name] = await page.evaluate(look_at_charts);
    // Whoever has no mouse comes to what scrolls, and sees where he is.
    told.keyboard[name] = { wide: await page.locator(".wide").count(), reached: 0, seen: 0 };
    await page.evaluate(() => document.activeElement.blur());
    for (let step = 0; step < told.keyboard[name].wide + 5; ++step) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const focus = document.activeElement;
        return { wide: focus.classList.contains("wide"), seen: getComputedStyle(focus).outlineStyle !== "none", body: focus === document.body };
      });
      if (at.body) break;
      told.keyboard[name].reached += at.wide;
      told.keyboard[name].seen += at.wide && at.seen;
    }
    await page.pdf({ path: path.join(folder, `${name}-printed.pdf`), preferCSSPageSize: true });
  }
} finally {
  console.log(JSON.stringify(told));
  await browser.close();
}
