// Every kind of page in Chromium: accessible, quiet, self-contained, and no wider than the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { launch, violations } from "./browser.js";
import { BASE, serve } from "./server.js";

const PAGES = [
  "",
  "claude-ai/",
  "category/coding-agents/",
  "claude-ai/mcp-token-exchange-failed/",
  "claude-code/credit-balance-too-low/",
  "mcp/spawn-npx-enoent/",
  "about/",
  "search/",
  "rules/",
  "rules/unknown-key/",
  "no-such-page/",
];
const SCREENS = { desktop: { width: 1280, height: 900 }, phone: { width: 320, height: 640 } };

let close;
let browser;

before(async () => {
  close = await serve();
  browser = await launch();
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
        // The page for what is not there searches at once.
        const own = requests.filter((url) => !(missing && /\/search\/.*\.json$|\/(worker|mask)[^/]*$/.test(url)));
        assert.ok(own.length <= 6, `${own.length} requests`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(wide, false, "scrolls sideways");
        assert.deepEqual(await violations(page), []);
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
