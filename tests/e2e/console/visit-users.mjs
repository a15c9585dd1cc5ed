// SPDX-License-Identifier: MPL-2.0
//
// visit-users.mjs MODULES ORIGIN FOLDER: users with passwords on a council's server, in a real Chromium, told as one JSON
// object on standard output. The admin is "helen"; PASSWORD is hers.
import { open_browser } from "./looking.mjs";

const [modules, origin, folder] = process.argv.slice(2);
const password = process.env.PASSWORD;
const told = { faults: [], overflows: [], problems: [] };
const { browser, context, page, look, tab_to } = await open_browser(modules, folder, origin, told, { ignoreHTTPSErrors: true });

const main = () => page.locator("main").innerText();
const press = async (name) => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState("load");
};
const expected = (status) => {
  told.problems = told.problems.filter((words) => !words.includes(`status of ${status}`));
};

try {
  await page.goto(`${origin}/`);
  told.sent_to = new URL(page.url()).pathname;
  await look("sign-in");
  await page.fill("#name", "helen");
  await page.fill("#password", "not her password");
  await press("Sign in");
  told.wrong = await main();
  told.kept_name = await page.inputValue("#name");
  told.kept_password = await page.inputValue("#password");
  await look("sign-in-wrong");
  expected(403);
  // By keyboard alone.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${origin}/sign-in`);
  await tab_to("#name");
  await page.keyboard.type("helen");
  await tab_to("#password");
  await page.keyboard.type(password);
  await Promise.all([page.waitForURL(`${origin}/`), page.keyboard.press("Enter")]);
  told.cookies = (await context.cookies()).map(({ name, httpOnly, secure, sameSite, path }) => ({ name, httpOnly, secure, sameSite, path }));
  await look("today");

  await page.goto(`${origin}/users`);
  await look("users");
  await page.fill("#name", "tom");
  await page.selectOption("#role", "reader");
  await page.fill("#new", "short");
  await page.fill("#again", "short");
  await press("Add");
  told.too_short = await main();
  await look("users-fault");
  expected(400);
  await page.fill("#new", "four words of tom");
  await page.fill("#again", "four words of tom");
  await press("Add");
  told.users = await main();
  await page.getByRole("link", { name: "tom", exact: true }).click();
  await look("user");
  await page.selectOption("#role", "clerk");
  await press("Save the role");

  await page.goto(`${origin}/password`);
  await look("password");
  await page.fill("#present", password);
  await page.fill("#new", "another four words of helen");
  await page.fill("#again", "another four words of helen");
  await press("Change it");
  told.changed = await main();
  await look("password-changed");
  await press("Sign out");
  told.left = new URL(page.url()).pathname;

  // A clerk asks for what is not his.
  await page.fill("#name", "tom");
  await page.fill("#password", "four words of tom");
  await press("Sign in");
  told.menu_of_a_clerk = await page.getByRole("navigation", { name: "Pages" }).innerText();
  await page.goto(`${origin}/users`);
  told.not_his = await main();
  await look("not-in-your-role");
  expected(403);
} finally {
  console.log(JSON.stringify(told));
  await browser.close();
}
