// @ts-check
// A text as the list of its lines that say something new.

import { atoms } from "./atoms.js";
import { clean, rejoin } from "./clean.js";
import { level } from "./level.js";
import { bytes } from "./numbers.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Level} Level */

const FIRST_LINES = 20_000;
const LAST_LINES = 40_000;
const MOST_BYTES = 8_000_000;
/** Lines after an error that may explain it. */
const AFTER = 3;

/**
 * The lines of a text: cleaned, rejoined, without empty and repeated ones.
 * @param {import("./types.js").Rules} rules
 * @param {string} text
 */
export function lines(rules, text) {
  const seen = new Set();
  /** @type {Line[]} */
  const out = [];
  for (const [number, joined] of rejoin(rawLines(text))) {
    for (const part of unescape(joined)) {
      const own = atoms(rules, part);
      const key = own.map((atom) => atom.folded).join(" ");
      if (/^ *$/.test(key) || seen.has(key)) continue;
      seen.add(key);
      out.push({ number, text: part, atoms: own, level: inContext(level(rules, part, own), part, out) });
    }
  }
  return out;
}

/**
 * An indented line that says nothing of itself belongs to the warning or the progress before it; what follows an error is part
 * of it.
 * @param {Level} own
 * @param {string} text
 * @param {Line[]} before
 * @returns {Level}
 */
function inContext(own, text, before) {
  if (own !== "Plain") return own;
  const last = before.at(-1)?.level;
  if ((last === "Warning" || last === "Info") && text.startsWith("  ")) return last;
  return before.slice(-AFTER).some((line) => line.level === "Error" || line.level === "Wrapper") ? "Detail" : own;
}

/**
 * Cleaned lines with their numbers; of a very long text the first and the last.
 * @param {string} text
 */
function rawLines(text) {
  const all = text.split(/[\n\r]/);
  /** @type {[number, string][]} */
  const out = [];
  let [number, at, size] = [1, 0, 0];
  all.forEach((line, i) => {
    const skipped = i >= FIRST_LINES && i < all.length - LAST_LINES;
    if (!skipped && size < MOST_BYTES) {
      const cleaned = clean(line);
      size += bytes(cleaned).length;
      out.push([number, cleaned]);
    }
    at += line.length + 1;
    if (text[at - 1] !== "\r" || text[at] !== "\n") number++;
  });
  return out;
}

/**
 * Takes a line of JSON apart where its strings hold line breaks.
 * @param {string} line
 */
function unescape(line) {
  if (!line.includes("\\")) return [line];
  return line.replaceAll('\\"', '"').replaceAll("\\t", " ").split(/\\n(?=[ \\"]|$)/);
}
