// SPDX-License-Identifier: MPL-2.0
//
// What every way through the console looks at: each page in each width and scheme, what axe finds there, whether it
// scrolls sideways, and whether the browser complains or something is fetched from elsewhere.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const WIDTHS = [360, 1440];
const SCHEMES = ["light", "dark"];

/**
 * @param {string} modules  has node_modules
 * @param {string} folder   takes the screenshots
 * @param {string} origin   all that may be fetched from
 * @param {{faults: string[], overflows: string[], problems: string[]}} told  what was found is added to it
 * @param {{widths?: number[]}} options  in which pages are looked at; the rest is of the browser's context
 */
export async function open_browser(modules, folder, origin, told, { widths = WIDTHS, ...options } = {}) {
  const require = createRequire(path.join(modules, "node_modules/"));
  const { chromium } = require("playwright-core");
  const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await chromium.launch({ executablePath: process.env.CANDOUR_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && told.problems.push(message.text()));
  page.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    // A check of what was typed is given up when somebody types on or leaves the page.
    const given_up = errorText === "net::ERR_ABORTED" && request.url() === `${origin}/change/checked`;
    if (!given_up) told.problems.push(`${request.url()}: ${errorText}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) told.problems.push(`outside: ${request.url()}`);
  });

  // axe is a script of its own, which no page of the console lets run: it is asked from outside, past the policy.
  async function faults(where) {
    await page.evaluate(axe);
    const seen = await page.evaluate(() =>
      globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    for (const each of seen.violations)
      told.faults.push(`${where}: ${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }

  /** Looks at the page that is open in each width and scheme. */
  async function look(name) {
    for (const width of widths)
      for (const scheme of SCHEMES) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        const where = `${name} ${width} ${scheme}`;
        await faults(where);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wider > 0) told.overflows.push(`${where}: ${wider} px`);
        await page.screenshot({ path: path.join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
  }

  /** Goes on with Tab until what has the focus fits, and says how often. */
  async function tab_to(selector) {
    for (let steps = 1; steps < 250; ++steps) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return steps;
    }
    throw new Error(`Tab never came to ${selector}`);
  }

  return { browser, context, page, look, tab_to };
}
