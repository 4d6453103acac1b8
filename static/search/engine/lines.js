// @ts-check
// A text as the list of its lines that say something new.

import { atoms } from "./atoms.js";
import { level } from "./level.js";
import { readLog } from "./log.js";
import { AFTER } from "./select.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Level} Level */

/**
 * The lines of a text: cleaned, rejoined, without empty and repeated ones; and how many of a very long text were not looked at.
 * @param {import("./types.js").Rules} rules
 * @param {import("./types.js").Text} source
 * @param {AbortSignal} [signal]
 */
export async function readLines(rules, source, signal) {
  const seen = new Set();
  /** @type {Line[]} */
  const out = [];
  const { pieces, leftOut } = await readLog(rules, source, signal);
  for (const [number, joined] of pieces) {
    for (const part of unescape(joined)) {
      const own = atoms(rules, part);
      const key = own.map((atom) => atom.folded).join(" ");
      if (/^ *$/.test(key) || seen.has(key)) continue;
      seen.add(key);
      out.push({ number, text: part, atoms: own, level: inContext(level(rules, part, own), part, out) });
    }
  }
  return { lines: out, leftOut };
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
 * Takes a line of JSON apart where its strings hold line breaks.
 * @param {string} line
 */
function unescape(line) {
  if (!line.includes("\\")) return [line];
  return line.replaceAll('\\"', '"').replaceAll("\\t", " ").split(/\\n(?=[ \\"]|$)/);
}
