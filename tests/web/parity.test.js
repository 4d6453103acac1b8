// The program and the engine give equal answers, whole: score, order, confidence, reasons. The program reads the folder of a built
// site, the engine the same files over HTTP in Chromium.
//
// FIXBOOK_SEARCH_DATA may name a folder with `entries.jsonl` and `dev.jsonl` (`query`), which are compared as well.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launch } from "./browser.js";
import { jsonLines, writeKnowledgeBase } from "./knowledge-base.js";
import { BASE, serve } from "./server.js";

const PROGRAM = process.env.FIXBOOK_PROGRAM ?? new URL("../../target/debug/fixbook", import.meta.url).pathname;

/** Runs the program with a text on its standard input; exit status 1 means that no match is confident. */
const run = (args, input = "") => new Promise((resolve, reject) => {
  const child = execFile(PROGRAM, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
    error && error.code !== 1 ? reject(new Error(stderr)) : resolve(stdout));
  child.stdin.end(input);
});

async function compare(site, queries) {
  const close = await serve({ folder: site });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(BASE);
    await page.evaluate(async (base) => {
      const { openIndex } = await import(`${base}search/engine.js`);
      globalThis.index = openIndex(base);
    }, BASE);
    const differ = [];
    for (const query of queries) {
      const [program, engine] = await Promise.all([
        run(["find", "--format", "json", "--site", join(site, "kb")], query).then(JSON.parse),
        page.evaluate((text) => globalThis.index.search(text), query),
      ]);
      try {
        assert.deepEqual(engine, program);
      } catch (error) {
        differ.push(`${query.slice(0, 200)}\n${error.message}`);
      }
    }
    assert.equal(differ.length, 0, `${differ.length} of ${queries.length} differ:\n${differ.slice(0, 3).join("\n")}`);
  } finally {
    await browser.close();
    await close();
  }
}

test("program and engine answer equally on this repository's content", async () => {
  const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
  const own = ["credit balence", "spawn npx ENOENT", "mcp token", "API Error: 529 overloaded", "what is this", "\u{1f680} \u05d0 \u0000"];
  await compare(process.env.FIXBOOK_BUILT, [
    ...vectors("queries").queries.map(({ text }) => text), ...vectors("lines").map(({ text }) => text), ...own,
  ].filter((text) => text.trim()));
});

test("program and engine answer equally on the search data", { skip: !process.env.FIXBOOK_SEARCH_DATA }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "fixbook-parity-"));
  try {
    writeKnowledgeBase(jsonLines(join(process.env.FIXBOOK_SEARCH_DATA, "entries.jsonl")), join(folder, "source"));
    await run(["build", "--quiet", "--root", join(folder, "source"), "--base-url", BASE, "--out", join(folder, "kb")]);
    await compare(folder, jsonLines(join(process.env.FIXBOOK_SEARCH_DATA, "dev.jsonl")).map(({ query }) => query));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
