// Every kind of page in Chromium: accessible, quiet, self-contained, and no wider than the screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

const BASE = "http://127.0.0.1:8377/kb/";
const PAGES = [
  "",
  "claude-ai/",
  "category/coding-agents/",
  "claude-ai/mcp-token-exchange-failed/",
  "claude-code/credit-balance-too-low/",
  "mcp/spawn-npx-enoent/",
  "about/",
  "rules/",
  "rules/unknown-key/",
  "no-such-page/",
];
const SCREENS = { desktop: { width: 1280, height: 900 }, phone: { width: 320, height: 640 } };
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let close;
let browser;

before(async () => {
  close = await serve(process.env.FIXBOOK_BUILT, 8377);
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
});

after(async () => {
  await browser?.close();
  await close?.();
});

for (const path of PAGES) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const colorScheme of ["light", "dark"]) {
      test(`/${path} on a ${screen} in the ${colorScheme}`, async () => {
        const context = await browser.newContext({ viewport, colorScheme, bypassCSP: false });
        const page = await context.newPage();
        const complaints = [];
        const requests = [];
        page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
        page.on("request", (request) => requests.push(request.url()));
        await page.goto(BASE + path, { waitUntil: "networkidle" });
        const missing = path === "no-such-page/";
        assert.deepEqual(complaints.filter((text) => !(missing && text.includes("404"))), []);
        assert.deepEqual(requests.filter((url) => !url.startsWith(BASE)), [], "asks other hosts");
        assert.ok(requests.length <= 6, `${requests.length} requests`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(wide, false, "scrolls sideways");
        const session = await context.newCDPSession(page);
        const { result } = await session.send("Runtime.evaluate", {
          expression: `${axe}; axe.run({resultTypes: ["violations"]}).then((found) => JSON.stringify(found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.target).join(" "))))`,
          awaitPromise: true,
          returnByValue: true,
        });
        assert.deepEqual(JSON.parse(result.value), []);
        await context.close();
      });
    }
  }
}

test("every page is valid HTML", async () => {
  const validate = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: { "long-title": "off", "require-sri": "off", "no-trailing-whitespace": "off" },
  });
  for (const path of PAGES) {
    const page = await (await fetch(BASE + path)).text();
    const report = await validate.validateString(page);
    const messages = report.results.flatMap((file) => file.messages);
    assert.deepEqual(messages.map((found) => `${path}:${found.line}: ${found.ruleId}: ${found.message}`), []);
  }
});
