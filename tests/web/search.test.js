// The search box in Chromium: what a reader types, pastes and presses, and what the browser asks the server for.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch, violations } from "./browser.js";
import { BASE, serve } from "./server.js";

const HIT = "Credit balance is too low";
const HIT_PAGE = `${BASE}claude-code/credit-balance-too-low/`;
const LOG = [
  ...Array.from({ length: 197 }, (_, i) => `step ${i}: module loader ready`),
  "Error: spawn npx ENOENT",
  "    at ChildProcess._handle.onexit (node:internal/child_process:285:19)",
  "done",
].join("\n");
const SCREENS = { desktop: { width: 1280, height: 900 }, phone: { width: 320, height: 640 } };

let close;
let browser;
/** What the server was asked for. */
let asked = [];

before(async () => {
  close = await serve({ watch: (path) => asked.push(path) });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await close?.();
});

/** Runs a test on a page of its own; whatever the browser complains about fails it. */
async function on(path, options, run) {
  const context = await browser.newContext({ viewport: SCREENS.desktop, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  asked = [];
  await page.goto(BASE + path, { waitUntil: "networkidle" });
  await run(page, context);
  await context.close();
  assert.deepEqual(complaints.filter((text) => !text.includes("404")), []);
}

const type = (page, text) => page.locator("#find").pressSequentially(text);
const paste = (page, text) => page.locator("#find").evaluate((area, text) => {
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}, text);
/** Through the clipboard, as a reader does. */
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const reallyPaste = async (page, text) => {
  await page.bringToFront();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.waitForFunction(async (length) => (await navigator.clipboard.readText()).length === length, text.length);
  await page.locator("#find").focus();
  await page.keyboard.press("Control+v");
};
/** Lines of a build, so many characters of them, with an error at nine tenths. */
const longLog = (length, ...error) => {
  const lines = Array.from({ length: Math.ceil(length / 80) }, (_, i) =>
    `2026-11-02T10:00:10.123Z [worker-${i % 4}] step of module loader`.padEnd(72) + String(i).padStart(7, "0"));
  lines.splice(Math.floor(lines.length * 0.9), error.length, ...error);
  return lines.join("\n");
};
const best = (page) => page.locator(".found-best > a");
const says = (page, text) => page.waitForFunction(
  (text) => document.querySelector("search-box [role=status]").textContent.includes(text), text);
const inside = (path) => path.slice(new URL(BASE).pathname.length);

test("the engine is as small as the documentation says", async () => {
  const bytes = await readFile(`${process.env.FIXBOOK_BUILT}/kb/search/engine.js`);
  const packed = gzipSync(bytes, { level: 9 }).length;
  assert.ok(packed <= 13 * 1024, `${packed} bytes, compressed`);
});

test("nothing is downloaded before the box gets the focus, then what a search begins with", () =>
  on("", {}, async (page) => {
    await page.waitForTimeout(300);
    assert.deepEqual(asked.map(inside).filter((path) => /search|worker|engine|mask/.test(path)), []);
    await page.locator("#find").focus();
    await page.waitForTimeout(1500);
    const names = asked.map(inside).filter((path) => /search|worker|engine|mask/.test(path)).sort();
    assert.match(names[0], /^assets\/worker\.[0-9a-f]+\.js$/);
    assert.deepEqual(names.slice(1), ["search/manifest.json", "search/rank.json", "search/rules.json"]);
  }));

test("results come while typing, the right page first, its line marked, with the quick fix", () =>
  on("", {}, async (page) => {
    await type(page, HIT);
    await says(page, "This page matches");
    assert.equal(await best(page).getAttribute("href"), HIT_PAGE);
    assert.equal(await page.locator(".found-best mark").textContent(), HIT);
    assert.match(await page.locator(".found-best .found-fix").textContent(), /^Quick fix /);
  }));

test("of the line that matched, the words of the signature and what stood in its varying parts are marked apart", () =>
  on("", {}, async (page) => {
    await type(page, "12:01 ERROR Could not start MCP server local-\u{1f980}: Error: spawn npx ENOENT");
    await says(page, "This page matches");
    const line = page.locator(".found-best .found-line");
    const texts = (name) => line.locator(name).allTextContents();
    assert.deepEqual(await texts("mark"), ["Could not start MCP server", "Error", "spawn npx ENOENT"]);
    assert.deepEqual(await texts("var"), ["local-\u{1f980}"]);
    const decoration = (name) => line.locator(name).first().evaluate((part) => getComputedStyle(part).textDecorationLine);
    assert.deepEqual([await decoration("mark"), await decoration("var")], ["none", "underline"], "not by colour alone");
    assert.equal(await page.locator(".found-best .found-captured").textContent(), "with local-\u{1f980}");
  }));

test("a paste of 200 lines is answered by the line that matters, and does not hold up typing", () =>
  on("about/", {}, async (page) => {
    await paste(page, LOG);
    await says(page, "This page matches");
    assert.equal(await best(page).getAttribute("href"), `${BASE}mcp/spawn-npx-enoent/`);
    assert.match(await page.locator(".found-best .found-line").textContent(), /198Error: spawn npx ENOENT/);
    assert.equal(new URL(page.url()).hash, "", "a text of several lines is in no address");
    const before = page.url();
    await page.keyboard.press("Enter");
    assert.equal(page.url(), before, "Enter is a line break in several lines");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(`${BASE}mcp/spawn-npx-enoent/`);
  }));

test("a paste of 10 MB stands beside the box, is searched to its end, and holds up nothing", () =>
  on("search/", CLIPBOARD, async (page) => {
    const text = longLog(10_400_000, "Error: spawn npx ENOENT");
    await page.evaluate(() => {
      globalThis.longest = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration))))
        .observe({ type: "longtask" });
    });
    await reallyPaste(page, text);
    await page.keyboard.type("npx");
    await says(page, "This page matches");
    assert.equal(await page.locator("#find").inputValue(), "npx");
    assert.equal(await page.locator(".held-name").textContent(), "10.4 MB pasted, 130,000 lines");
    assert.equal(await page.locator(".held-start").textContent(), text.split("\n", 3).join("\n"));
    assert.equal(await best(page).getAttribute("href"), `${BASE}mcp/spawn-npx-enoent/`);
    assert.match(await page.locator(".found-best .found-line").textContent(), /^Line 117001Error: spawn npx ENOENT$/);
    // The box itself takes 5 s to lay such a text out.
    assert.ok((await page.evaluate(() => globalThis.longest)) < 1000);
    assert.equal(page.url(), `${BASE}search/`);
    await page.keyboard.press("Enter");
    assert.equal(page.url(), `${BASE}search/`, "Enter is a line break in several lines");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(`${BASE}mcp/spawn-npx-enoent/`);
  }));

test("a long paste goes by its button and by Escape, and takes the place of what was chosen", () =>
  on("about/", CLIPBOARD, async (page) => {
    const gone = () => page.waitForFunction(() => document.querySelector(".held").hidden && document.activeElement.id === "find");
    await type(page, "words before");
    await page.keyboard.press("Control+a");
    await reallyPaste(page, longLog(120_000, HIT));
    await says(page, "This page matches");
    assert.equal(await page.locator("#find").inputValue(), "");
    await page.locator(".held button").click();
    await gone();
    assert.equal(await page.locator(".found-page").count(), 0);
    await reallyPaste(page, longLog(120_000, HIT));
    await says(page, "This page matches");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".held").isVisible(), false);
    assert.equal(await page.locator("#find").getAttribute("placeholder"), "120 kB pasted, 1,500 lines");
    await page.keyboard.press("Escape");
    await gone();
    await reallyPaste(page, HIT);
    await says(page, "This page matches");
    assert.equal(await page.locator("#find").inputValue(), HIT);
  }));

test("the report of a long paste is its end, without secrets", () =>
  on("search/", CLIPBOARD, async (page) => {
    const token = ["ghp", "_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
    await reallyPaste(page, `${"zzqx quuxfrob \n".repeat(10_000)}zzqx ${token}\n`);
    await says(page, "No page matches");
    await page.waitForFunction(() => document.querySelector(".found-report").href.includes("?title="));
    const href = decodeURIComponent(await page.locator(".found-report").getAttribute("href"));
    assert.match(href, /issues\/new\?title=No page for: zzqx <github-token>&body=```text\n[^]*\nzzqx <github-token>\n```/);
    assert.ok(!href.includes(token) && href.length < 7000);
    assert.equal(page.url(), `${BASE}search/`);
  }));

test("a log file that is dropped on the box is searched", () =>
  on("", {}, async (page) => {
    const drop = (name, type, text) => page.locator("search-box").evaluate((box, [name, type, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type }));
      for (const kind of ["dragover", "drop"]) {
        const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer });
        if (box.querySelector("textarea").dispatchEvent(event)) return "the browser opens it";
      }
      return box.querySelector(".held").hidden ? "nothing" : "held";
    }, [name, type, text]);
    assert.equal(await drop("picture.png", "image/png", "x"), "the browser opens it");
    assert.equal(await drop("build.log", "", longLog(3_000_000, "Error: spawn npx ENOENT")), "held");
    await says(page, "This page matches");
    assert.equal(await page.locator(".held-name").textContent(), "build.log, 3.0 MB");
    assert.match(await page.locator(".held-start").textContent(), /^2026-11-02T10:00:10/);
    assert.match(await page.locator(".found-best .found-line").textContent(), /^Line 33751Error: spawn npx ENOENT$/);
  }));

test("of a text that is too long to be read whole it says how many lines were passed over", () =>
  on("", CLIPBOARD, async (page) => {
    const letters = (number) => [...String(number)].map((digit) => "abcdefghij"[digit]).join("");
    await reallyPaste(page, Array.from({ length: 42_000 }, (_, i) => `step ${letters(i)}`).join("\n"));
    await says(page, "No page matches");
    assert.equal(await page.locator(".found-count span").last().textContent(), "2,000 lines in the middle not looked at");
  }));

test("the keyboard alone leads in, through the list, out again and to the page", () =>
  on("about/", {}, async (page) => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "find");
    await type(page, "MCP server error a/b");
    await page.waitForSelector(".found-page");
    const focused = () => page.evaluate(() => document.activeElement.closest(".found-page")
      ? [...document.querySelectorAll(".found-page")].indexOf(document.activeElement.closest(".found-page")) : document.activeElement.id);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), 0);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), 1);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(), "find");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".found").isVisible(), false);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#find").inputValue(), "");
    await page.keyboard.press("Control+k");
    await type(page, HIT);
    await page.keyboard.press("Enter");
    await page.waitForURL(HIT_PAGE);
  }));

test("the shortcut of one letter can be switched off, and stays off", () =>
  on("about/", {}, async (page) => {
    await page.locator("#find").focus();
    await page.locator(".found-switch input").uncheck();
    await page.reload();
    await page.keyboard.press("/");
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "find");
    await page.keyboard.press("Control+k");
    assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  }));

test("filters narrow the list by tool and status", () =>
  on("", {}, async (page) => {
    await type(page, "server connection failed error");
    await page.waitForSelector(".found-filters select[name=tool]");
    const options = await page.locator("select[name=tool] option").evaluateAll((all) => all.map(({ value }) => value));
    assert.ok(options.includes("MCP clients and servers"), options.join());
    await page.locator("select[name=tool]").selectOption("MCP clients and servers");
    const found = await page.locator(".found-page").evaluateAll((all) =>
      all.map((row) => [row.querySelector("a").href, row.querySelector(".meta").lastChild.textContent]));
    assert.ok(found.length > 0);
    for (const [href, name] of found) {
      assert.ok(href.startsWith(`${BASE}mcp/`), href);
      assert.equal(name, "MCP clients and servers");
    }
  }));

test("where no page matches it says so and offers a report without the secrets of the text", () =>
  on("search/", {}, async (page) => {
    const token = ["ghp", "_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
    const urls = [];
    page.on("request", (request) => urls.push(request.url()));
    await page.locator("#find").fill(`zzqx quuxfrob ${token}`);
    await says(page, "No page matches");
    await page.waitForFunction(() => document.querySelector(".found-report").href.includes("?title="));
    const href = await page.locator(".found-report").getAttribute("href");
    assert.match(decodeURIComponent(href), /issues\/new\?title=No page for: zzqx quuxfrob <github-token>&body=```text\n/);
    await page.waitForTimeout(200);
    for (const url of [href, page.url(), ...urls]) assert.ok(!url.includes(token), url);
    assert.equal(new URL(page.url()).hash, "");
  }));

test("a long log makes no report that is too long for an address", () =>
  on("", {}, async (page) => {
    await paste(page, Array.from({ length: 5000 }, (_, i) => `quuxfrob ${i} \u{1f980}`).join("\n"));
    await says(page, "No page matches");
    await page.waitForFunction(() => document.querySelector(".found-report").href.includes("?title="));
    assert.ok((await page.locator(".found-report").getAttribute("href")).length < 7000);
  }));

test("#q= is searched for, and written on the page of the search", () =>
  on(`search/#q=${encodeURIComponent(HIT)}`, {}, async (page) => {
    await says(page, "This page matches");
    assert.equal(await page.locator("#find").inputValue(), HIT);
    await page.locator("#find").fill("spawn npx ENOENT 100% + more");
    await page.waitForFunction(() => location.hash === "#q=spawn%20npx%20ENOENT%20100%25%20%2B%20more");
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#find").value === "spawn npx ENOENT 100% + more");
  }));

test("?q= leaves the address at once", () =>
  on(`search/?q=${encodeURIComponent(HIT)}`, {}, async (page) => {
    await says(page, "This page matches");
    await page.waitForFunction(() => location.hash !== "");
    assert.equal(page.url(), `${BASE}search/#q=${encodeURIComponent(HIT)}`);
  }));

test("a long or secret ?q= leaves the address for good", () =>
  on(`search/?q=${encodeURIComponent("error ".repeat(50))}`, {}, async (page) => {
    await page.waitForFunction(() => document.querySelector("#find").value.length === 300);
    await page.waitForTimeout(500);
    assert.equal(page.url(), `${BASE}search/`);
  }));

test("the back button brings the search back", () =>
  on("about/", {}, async (page) => {
    await type(page, HIT);
    await says(page, "This page matches");
    await best(page).click();
    await page.waitForURL(HIT_PAGE);
    await page.goBack();
    await says(page, "This page matches");
    assert.equal(await page.locator("#find").inputValue(), HIT);
  }));

test("a first query takes at most three rounds that wait for each other", () =>
  on("", {}, async (page) => {
    await page.route("**/*", async (route) => {
      await new Promise((next) => setTimeout(next, 1500));
      await route.continue();
    });
    const start = performance.now();
    await page.locator("#find").fill(HIT);
    await says(page, "This page matches");
    assert.ok(performance.now() - start < 4 * 1500, "a fourth round would take longer");
  }));

test("a manifest of the site before is fetched again", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  let first = true;
  await context.route("**/search/manifest.json", async (route) => {
    const response = await route.fetch();
    const manifest = await response.json();
    if (first) manifest.terms = "----".repeat(manifest.terms.length / 4);
    first = false;
    await route.fulfill({ json: manifest });
  });
  await page.goto(BASE);
  await type(page, HIT);
  await says(page, "This page matches");
  await context.close();
});

test("where workers fail the page itself searches", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route("**/worker.*.js", (route) => route.abort());
  await page.goto(BASE);
  await type(page, HIT);
  await says(page, "This page matches");
  await context.close();
});

test("a search that cannot be loaded says so, and works when the way is free again", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route("**/search/*", (route) => route.abort());
  await page.goto(BASE);
  await type(page, HIT);
  await says(page, "could not be loaded");
  await context.unroute("**/search/*");
  await page.keyboard.press("End");
  await type(page, " ");
  await says(page, "This page matches");
  await context.close();
});

test("the page for what is not there searches for what the address says", () =>
  on("claude-code/credit-balance-is-too-low", {}, async (page) => {
    await page.waitForSelector(".found-page");
    assert.equal(await page.locator("#find").inputValue(), "claude code credit balance is too low");
    assert.equal(await page.locator(".found-page > a").first().getAttribute("href"), HIT_PAGE);
  }));

test("without a script there is no box, and the search leads to the tools", () =>
  on("search/", { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator("#find").isVisible(), false);
    assert.ok(await page.locator(".groups a").count() > 3);
  }));

test("results move nothing of the page below", () =>
  on("about/", {}, async (page) => {
    await page.evaluate(() => {
      globalThis.moved = [];
      const seen = (entry) => entry.sources.map(({ node }) => node)
        .filter((node) => node && !(node.closest ? node : node.parentElement)?.closest("search-box"));
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => globalThis.moved.push(...seen(entry).map(({ nodeName }) => nodeName))))
        .observe({ type: "layout-shift" });
    });
    await type(page, HIT);
    await says(page, "This page matches");
    await page.waitForTimeout(300);
    assert.deepEqual(await page.evaluate(() => globalThis.moved), []);
  }));

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const text of [HIT, "server connection failed error", "zzqx quuxfrob"]) {
      test(`results for "${text}" are accessible on a ${screen} in the ${colorScheme}`, () =>
        on("", { viewport, colorScheme }, async (page) => {
          await page.locator("#find").fill(text);
          await page.waitForFunction(() => document.querySelector("search-box [role=status]").textContent !== "");
          assert.deepEqual(await violations(page), []);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "scrolls sideways");
        }));
    }

    test(`a long paste is accessible on a ${screen} in the ${colorScheme}`, () =>
      on("", { viewport, colorScheme, ...CLIPBOARD }, async (page) => {
        await reallyPaste(page, longLog(120_000, HIT));
        await says(page, "This page matches");
        assert.deepEqual(await violations(page), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "scrolls sideways");
      }));
  }
}
