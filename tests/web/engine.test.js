// The vectors that the program and the engine share: texts to lines and terms, whole queries to answers over the shards.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openIndex } from "../../static/search/engine.js";
import { readLines } from "../../static/search/engine/lines.js";
import { readLog } from "../../static/search/engine/log.js";
import { byText } from "../../static/search/engine/numbers.js";
import { readRules } from "../../static/search/engine/rules.js";
import { terms } from "../../static/search/engine/terms.js";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const SHARED = {
  "rules.json": read("../../src/text/rules.json"),
  "rank.json": read("../../src/matcher/rank.json"),
};
const rules = readRules(SHARED["rules.json"]);

for (const { text, lines: expected } of read("../vectors/lines.json")) {
  test(`lines of ${JSON.stringify(text).slice(0, 60)}`, async () => {
    const found = (await readLines(rules, text)).lines.map((line) => ({
      atoms: line.atoms.map(({ start, end, folded }) => [start, end, folded]),
      level: line.level,
      number: line.number,
      terms: terms(rules, line.atoms).map((term) => [term.text, term.atom, term.shape]),
      text: line.text,
    }));
    assert.deepEqual(found, expected);
  });
}

/** Lines that repeat, `#` being a running number in letters. */
const longText = (parts) => parts
  .flatMap(([times, line]) => Array.from({ length: times }, (_, number) => line.replaceAll("#", [0, 1, 2, 3]
    .map((place) => "abcdefghijklmnopqrstuvwxyz"[Math.floor(number / 26 ** place) % 26]).join(""))))
  .join("\n");

for (const { parts, kept, left_out } of read("../vectors/long.json")) {
  test(`what is kept of ${JSON.stringify(parts).slice(0, 60)}`, async () => {
    const { lines, leftOut } = await readLines(rules, longText(parts));
    const runs = [];
    for (const { number } of lines) {
      if (runs.length > 0 && number <= runs.at(-1)[1] + 1) runs.at(-1)[1] = number;
      else runs.push([number, number]);
    }
    assert.deepEqual({ kept: runs, left_out: leftOut }, { kept, left_out });
  });
}

test("a file is read like the text in it, wherever its slices are cut", async () => {
  const long = `a ${"größe 错误 ".repeat(100_000)}`;
  for (const pad of [0, 1, 2, 3]) {
    const text = [`${"x".repeat(pad)} one`, "", "two\rthree", long, ...Array.from({ length: 25_000 }, (_, i) => `line ${i}\r`), "last"].join("\n");
    const read = await readLog(rules, new Blob([text]));
    assert.deepEqual(read, await readLog(rules, text));
    assert.deepEqual(read.pieces.at(-1), [25_006, "last"]);
  }
});

test("a file of a Windows shell is text too", async () => {
  const text = "\ufeffone\r\ntw\u00f6";
  const { pieces } = await readLog(rules, new Blob([Uint16Array.from(text, (c) => c.charCodeAt(0))]));
  assert.deepEqual(pieces, [[1, "one"], [2, "tw\u00f6"]]);
});

test("files and texts are read one below the other", async () => {
  const { pieces } = await readLog(rules, [new Blob(["one\ntwo"]), "three\r", "four"]);
  assert.deepEqual(pieces, [[1, "one"], [2, "two"], [3, "three"], [4, ""], [5, "four"]]);
});

const vectors = read("../vectors/queries.json");
const BASE = "https://example.org/kb/";

/** Answers from memory, as a server would; `asked` gathers the names. */
function serveFrom(files, asked = []) {
  return async (address, options) => {
    const name = String(address).slice(`${BASE}search/`.length);
    asked.push({ name, cache: options?.cache });
    const file = files[name];
    return file ? Response.json(file) : new Response("<h1>404</h1>", { status: 404 });
  };
}

for (const { text, answer } of vectors.queries) {
  test(`query ${JSON.stringify(text).slice(0, 60)}`, async () => {
    const index = openIndex(BASE, { fetch: serveFrom({ ...SHARED, ...vectors.files }) });
    const found = await index.search(text);
    const best = answer.matches[0]?.score ?? 1;
    assert.deepEqual(
      {
        confident: found.confident,
        matches: found.matches.map(({ entry, tool_name, score, why }) => ({ address: entry, tool: tool_name, score, why })),
        unknown_words: found.unknown_words,
        left_out: found.left_out,
      },
      {
        ...answer,
        matches: answer.matches.map((match) => ({ ...match, score: Math.trunc((match.score * 1000) / best) / 1000 })),
      },
    );
    for (const match of found.matches) assert.equal(match.url, `${BASE}${match.entry}/`);
  });
}

test("a first query takes three rounds, a second one only what is not known yet", async () => {
  const asked = [];
  const index = openIndex(BASE, { fetch: serveFrom({ ...SHARED, ...vectors.files }, asked) });
  await index.search(vectors.queries[0].text);
  const kinds = asked.map(({ name }) => name.replace(/^([tc])[0-9].*/, "$1"));
  assert.deepEqual([...new Set(kinds)], ["manifest.json", "rules.json", "rank.json", "t", "c"]);
  assert.equal(new Set(asked.map(({ name }) => name)).size, asked.length, "nothing twice");
  const before = asked.length;
  await index.search(vectors.queries[0].text);
  assert.equal(asked.length, before);
});

test("a manifest older than the site is fetched again, once", async () => {
  const asked = [];
  const old = { ...vectors.files["manifest.json"], terms: "0000".repeat(vectors.files["manifest.json"].terms.length / 4) };
  const fresh = serveFrom({ ...SHARED, ...vectors.files }, asked);
  const fetch = (address, options) =>
    String(address).endsWith("manifest.json") && options.cache !== "reload" ? Response.json(old) : fresh(address, options);
  const found = await openIndex(BASE, { fetch }).search(vectors.queries[0].text);
  assert.equal(found.matches[0].entry, vectors.queries[0].answer.matches[0].address);
  assert.equal(asked.filter(({ cache }) => cache === "reload").length, 3);
});

test("an index that cannot be read is an error that says so", async () => {
  await assert.rejects(openIndex(BASE, { fetch: serveFrom({}) }).search("x"), /there is no https:\/\/example\.org/);
  const newer = { ...SHARED, ...vectors.files, "manifest.json": { version: 3 } };
  await assert.rejects(openIndex(BASE, { fetch: serveFrom(newer) }).search("x"), /has version 3, this engine reads version 2/);
});

test("a search that is no longer wanted is given up", async () => {
  const index = openIndex(BASE, { fetch: serveFrom({ ...SHARED, ...vectors.files }) });
  await assert.rejects(index.search("error", { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("texts are ordered by code points", () => {
  assert.deepEqual(["\u{1f680}", "\ufb00", "b", "a", "ab"].sort(byText), ["a", "ab", "b", "\ufb00", "\u{1f680}"]);
});

test("hostile texts are answered", async () => {
  const index = openIndex(BASE, { fetch: serveFrom({ ...SHARED, ...vectors.files }) });
  for (const text of ["", "\0".repeat(99), "!?*.+^${}()|[]\\", "\u202e\u05d0 error", "\ud800 lone", "__proto__ constructor",
    "x".repeat(1_000_000), "same line\n".repeat(50_000), "\n".repeat(100_000)]) {
    assert.equal((await index.search(text)).version, 1);
  }
});
