// @ts-check
// A signature, a sample line or a title, ready to be laid over the lines of a log. `<*>`, an ellipsis and what varies are gaps.

import { atoms, isCode } from "./atoms.js";
import { isWrapper } from "./level.js";

/** @typedef {import("./types.js").Pattern} Pattern */
/** @typedef {import("./types.js").Rules} Rules */

/** Kinds of patterns as the index numbers them. */
export const [SIGNATURE, SAMPLE, TITLE, CODE] = [0, 1, 2, 3];

/** Stands for a varying part: in no cleaned line. */
const GAP = "\x01";
/** How much less than the greatest weight a telling code may have. */
const RARE = 8;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/**
 * @param {Rules} rules
 * @param {number} kind
 * @param {string} text
 * @param {string} weights One character for each word.
 * @returns {Pattern}
 */
export function makePattern(rules, kind, text, weights) {
  const flat = [...text.replaceAll("<*>", GAP.repeat(3)).replaceAll("…", GAP)
    .replace(/[\0\x02-\x1f\x7f-\x9f]/g, " ").replace(/[\u2018-\u201b]/g, "'")];
  const all = atoms(rules, flat.join(""));
  /** @type {import("./types.js").Part[]} */
  const parts = [];
  let [gap, after, total] = [false, 0, 0];
  for (const atom of all) {
    gap ||= flat.slice(after, atom.start).includes(GAP);
    after = atom.end;
    if (atom.folded) {
      const weight = DIGITS.indexOf(weights[parts.length] ?? " ");
      if (weight < 0) throw new Error(`no weight for a word of \`${text}\``);
      parts.push({ word: atom.folded, weight, gap, code: isCode(atom), start: atom.start, end: atom.end });
      total += weight;
    }
    gap = !atom.folded;
  }
  if (parts.length !== weights.length) throw new Error(`a weight too many for \`${text}\``);
  return { kind, text, flat, parts, total, wrapper: isWrapper(rules, all) };
}

/**
 * Adds the codes of all patterns that few documents have, each as a pattern of its own.
 * @param {Pattern[]} patterns
 * @param {number} full
 */
export function addCodes(patterns, full) {
  const alone = new Set(patterns.filter(({ parts }) => parts.length === 1).map(({ parts }) => parts[0].word));
  for (const pattern of [...patterns]) {
    for (const part of pattern.parts) {
      if (!part.code || part.weight < full - RARE || alone.has(part.word)) continue;
      alone.add(part.word);
      const text = [...pattern.text].slice(part.start, part.end).join("");
      const own = { ...part, gap: false, start: 0, end: part.end - part.start };
      patterns.push({ ...pattern, kind: CODE, text, flat: [...text], parts: [own], total: part.weight });
    }
  }
}

/**
 * The literal characters on both sides of the gap between two neighbouring words (-1: none there).
 * @param {Pattern} pattern
 * @param {number} before
 * @param {number} after
 */
export function aroundGap({ flat, parts }, before, after) {
  const between = flat.slice(parts[before]?.end ?? 0, parts[after]?.start ?? flat.length);
  const first = between.indexOf(GAP);
  if (first < 0) return null;
  return [between.slice(0, first).join(""), between.slice(between.lastIndexOf(GAP) + 1).join("")];
}
