// SPDX-License-Identifier: MPL-2.0
//
// addons-linter, by which add-ons for Firefox and Thunderbird are reviewed, asked of the .xpi as it is built. The version is pinned
// in plugin/package-lock.json; it is installed beside what is built, once, and is no part of the add-on.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const place = join(root, "build/addons-linter");
const linter = join(place, "node_modules/.bin/addons-linter");
const installed = join(place, "node_modules/.installed-from");  // written last: what was cut short is installed anew
const lock = join(root, "plugin/package-lock.json");

// It knows Firefox's permissions alone.
const KNOWN = /Invalid permissions "(accountsRead|addressBooks|compose|compose\.send|messagesRead)"/;
const OFFLINE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/;

/** What kept it from being installed, or nothing. */
function install() {
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) return "";
  if (spawnSync("npm", ["--version"]).status !== 0)  // Debian's is 360 packages, which take three times as long if each is flushed to disk
    execFileSync(join(root, "packaging/install-packages"), ["lint"], { stdio: "inherit", env: { ...process.env, DPKG_FORCE: "unsafe-io" } });
  mkdirSync(place, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(root, "plugin", file), join(place, file));
  const { status, stderr } = spawnSync(
    "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], { cwd: place, encoding: "utf8" });
  if (status !== 0) return stderr;
  copyFileSync(lock, installed);
  return "";
}

test("addons-linter finds nothing else than that it does not know Thunderbird", t => {
  const fault = install();
  if (OFFLINE.test(fault)) return t.skip("npm's registry cannot be reached");
  assert.equal(fault, "");

  const xpi = join(place, "candour.xpi");
  execFileSync(join(root, "packaging/thunderbird"), [xpi]);
  const { stdout } = spawnSync(linter, ["--output", "json", "--enable-data-collection-permissions", "true", xpi], { encoding: "utf8" });
  const { errors, warnings, notices } = JSON.parse(stdout);
  assert.deepEqual([...errors, ...warnings, ...notices].map(each => each.message).filter(message => !KNOWN.test(message)), []);
});
