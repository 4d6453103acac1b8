import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { masker } from "../../static/search/mask.js";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const mask = masker(read("../../static/search/mask-rules.json"));

for (const { name, text, masked } of read("../vectors/mask.json")) {
  test(name, () => assert.equal(mask(text.join("")), masked));
}
