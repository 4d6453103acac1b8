// Measures the search of a knowledge base in Chromium: `node tests/web/measure.js ROOT [PROGRAM]` builds it, serves it as GitHub Pages
// would, and prints what a first query downloads (gzip) and how long the answer to a paste of 60 lines takes with the shards loaded.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browser.js";
import { serve } from "./server.js";

const FIRST = 20;
const PASTES = 60;

const [root, program = "target/release/fixbook"] = process.argv.slice(2);
const base = `http://127.0.0.1:${20000 + Math.floor(Math.random() * 20000)}/kb/`;
const site = mkdtempSync(join(tmpdir(), "fixbook-measure-"));
execFileSync(program, ["build", "--quiet", "--root", root, "--base-url", base, "--out", join(site, "kb")], { stdio: "inherit" });
const { entries } = JSON.parse(readFileSync(join(site, "kb/errors.json"), "utf8"));
const signature = (i, of) => entries[Math.floor((i * entries.length) / of)].signatures[0].replaceAll("<*>", "x17");

let bytes = 0;
const close = await serve({ folder: site, base, watch: (_, length) => (bytes += length) });
const browser = await launch();
const sorted = (numbers) => numbers.sort((a, b) => a - b);
const at = (numbers, share) => numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

const downloads = [];
for (let i = 0; i < FIRST; i++) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}${entries[0].tool}/`, { waitUntil: "networkidle" });
  bytes = 0;
  await page.locator("#find").fill(signature(i, FIRST));
  await page.waitForFunction(() => document.querySelector("search-box [role=status]").textContent !== "", null, { timeout: 60_000 });
  await page.waitForLoadState("networkidle");
  downloads.push(bytes);
  await context.close();
}

const log = (i) => [
  ...Array.from({ length: 50 }, (_, line) => `2026-11-02T10:00:${10 + line}.123Z [worker-${line % 4}] step ${line + i} of module ${signature(line + i * 50, PASTES * 50).split(" ")[0]} finished in ${line * 7}ms`),
  `Error: ${signature(i, PASTES)}`,
  ...Array.from({ length: 9 }, (_, line) => `    at Object.handler${line} (/srv/app/node_modules/core/lib/index.js:${100 + line}:17)`),
].join("\n");
const page = await browser.newPage();
await page.goto(base);
const times = await page.evaluate(async ({ base, logs }) => {
  const { openIndex } = await import(`${base}search/engine.js`);
  const index = openIndex(base);
  const times = [];
  for (const text of logs) {
    await index.search(text);
    const start = performance.now();
    await index.search(text);
    times.push(performance.now() - start);
  }
  return times;
}, { base, logs: Array.from({ length: PASTES }, (_, i) => log(i)) });

await browser.close();
await close();
rmSync(site, { recursive: true });
const kib = (number) => `${(number / 1024).toFixed(1)} KiB`;
console.log(`${entries.length} entries`);
console.log(`first query, ${FIRST} pages: median ${kib(at(sorted(downloads), 0.5))}, most ${kib(downloads.at(-1))}`);
console.log(`paste of 60 lines, ${PASTES} pastes: median ${at(sorted(times), 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`);
