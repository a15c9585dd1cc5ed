// SPDX-License-Identifier: MPL-2.0
//
// What Thunderbird's reviewers look for in an add-on, asked of the .xpi as it is built: whole, no more rights than the README
// argues, nothing run or loaded that is not in it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const acorn = require("acorn");
const { simple: walk } = require("acorn-walk");
const { JSDOM } = require("jsdom");

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "candour-test-"));
after(() => rmSync(folder, { recursive: true }));

const xpi = join(folder, "candour.xpi");
const unpacked = join(folder, "unpacked");
execFileSync(join(root, "packaging/thunderbird"), [xpi]);
execFileSync("python3", ["-m", "zipfile", "-e", xpi, unpacked]);

const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
  .filter(each => each.isFile()).map(each => join(each.parentPath ?? each.path, each.name).slice(unpacked.length + 1)).sort();
const text = file => readFileSync(join(unpacked, file), "utf8");
const manifest = JSON.parse(text("manifest.json"));
const scripts = files.filter(file => file.endsWith(".js"));
const pages = files.filter(file => file.endsWith(".html"));

test("The same sources give the same bytes", () => {
  const again = join(folder, "again.xpi");
  execFileSync(join(root, "packaging/thunderbird"), [again]);
  assert.ok(readFileSync(xpi).equals(readFileSync(again)));
});

test("Every file that the manifest names is there", () => {
  const named = JSON.stringify(manifest).match(/"[\w/.]+\.(js|html|css|svg)"/g).map(each => JSON.parse(each));
  assert.ok(named.length >= 4);
  assert.deepEqual(named.filter(file => !files.includes(file)), []);
});

test("Nothing is in it that does not belong to it", () =>
  assert.deepEqual(files.filter(file => !/\.(js|html|css|svg)$/.test(file)), ["manifest.json"]));

// --- rights -------------------------------------------------------------------------------------------

test("It asks for the rights that the README argues, and for no host from the start", () => {
  const readme = readFileSync(join(root, "plugin/thunderbird/README.md"), "utf8");
  const [, table] = /## What it may do(.*)/s.exec(readme);
  const argued = [...table.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual([...manifest.permissions].sort(), argued.sort());
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.content_security_policy, undefined, "the default one stands");
});

const uses = {
  "accountsRead": /\.accounts\.list\(/, "addressBooks": /\.addressBooks\./, "compose": /\.compose\.getComposeDetails\(/,
  "compose.send": /\.compose\.sendMessage\(/, "messagesRead": /\.messages\.get\(/, "nativeMessaging": /\.connectNative\(/,
  "storage": /\.storage\./,
};
for (const permission of manifest.permissions)
  test(`The right ${permission} is used`, () => assert.ok(scripts.some(script => uses[permission].test(text(script)))));

// --- nothing from elsewhere ---------------------------------------------------------------------------

function faultsIn(script) {
  const faults = [];
  const program = acorn.parse(text(script), { ecmaVersion: "latest", sourceType: "module", locations: true });
  const fault = (node, what) => faults.push(`${script}:${node.loc.start.line}: ${what}`);
  const imported = (node, source) => {
    const file = new URL(source, `add-on://x/${script}`).pathname.slice(1);  // ".." ends at the add-on's own root
    if (!source.startsWith(".") || !files.includes(file)) fault(node, `imports ${source}`);
  };
  walk(program, {
    ImportDeclaration: node => imported(node, node.source.value),
    ExportNamedDeclaration: node => node.source && imported(node, node.source.value),
    ImportExpression: node => fault(node, "import()"),
    NewExpression: node => node.callee.name === "Function" && fault(node, "new Function"),
    CallExpression: node => {
      if (["eval", "Function"].includes(node.callee.name)) fault(node, node.callee.name);
      if (["setTimeout", "setInterval"].includes(node.callee.name) && node.arguments[0].type === "Literal") fault(node, "text as code");
      if (["insertAdjacentHTML", "executeScript", "write", "writeln"].includes(node.callee.property?.name) && node.callee.object.name === "document")
        fault(node, node.callee.property.name);
    },
    AssignmentExpression: node => ["innerHTML", "outerHTML", "srcdoc"].includes(node.left.property?.name) && fault(node, node.left.property.name),
    Literal: node => /^(https?|data|blob|javascript):./.test(node.value) && fault(node, `the address ${node.value}`),
  });
  return faults;
}

test("No script makes code of text, nor HTML, nor loads anything that is not in it", () => {
  assert.ok(scripts.length > 15);
  assert.deepEqual(scripts.flatMap(faultsIn), []);
});

test("No page has a script, a style or a link but of its own", () => {
  for (const page of pages) {
    const { document } = new JSDOM(text(page)).window;
    for (const script of document.querySelectorAll("script"))
      assert.ok(script.textContent === "" && files.includes(script.getAttribute("src")), `${page}: ${script.outerHTML}`);
    for (const link of document.querySelectorAll("link")) assert.ok(files.includes(link.getAttribute("href")), `${page}: ${link.outerHTML}`);
    const inline = [...document.querySelectorAll("*")].filter(each => [...each.attributes].some(({ name }) => /^(on|style$)/.test(name)));
    assert.deepEqual([inline.map(each => each.outerHTML), document.querySelectorAll("style, iframe, object, img[src^=http]").length], [[], 0]);
  }
  for (const style of files.filter(file => file.endsWith(".css"))) assert.doesNotMatch(text(style), /@import|url\(/);
});
