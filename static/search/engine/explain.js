// @ts-check
// Says why a document matched: the line, the signature, and what stood in its varying parts.

import { aroundGap } from "./pattern.js";

/** @typedef {import("./types.js").Query} Query */
/** @typedef {import("./types.js").Pattern} Pattern */
/** @typedef {import("./types.js").Fit} Fit */
/** @typedef {import("./types.js").Why} Why */

const MOST_REASONS = 3;
/** Less of a pattern than this, in 16ths, explains nothing. */
const LEAST = 6;

/**
 * @param {Query} query
 * @param {import("./types.js").Scored} scored
 * @returns {Why[]}
 */
export function explain(query, { card, fits }) {
  return fits.filter(({ fit }) => fit.found * 16 >= fit.total * LEAST).slice(0, MOST_REASONS).map(({ pattern, fit }) => {
    const line = query.lines[fit.line];
    const own = card.patterns[pattern];
    return {
      line: line.number, text: line.text.trim(), signature: own.text, words: aligned(query, fit), captured: captured(own, query, fit),
    };
  });
}

/**
 * Where the words of the pattern stand in the trimmed line that holds most of them.
 * @param {Query} query
 * @param {Fit} fit
 */
function aligned({ words, lines }, { line, pairs }) {
  const { text, atoms } = lines[line];
  const indent = text.length - text.trimStart().length;
  return pairs.map(([, word]) => words[word]).filter((place) => place.line === line)
    .map(({ atom }) => /** @type {[number, number]} */ ([atoms[atom].start - indent, atoms[atom].end - indent]));
}

/**
 * The texts between neighbouring words of the pattern where it has a gap; where the words are in different lines, none.
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {Fit} fit
 */
function captured(pattern, query, { pairs }) {
  const out = [];
  let [before, from] = [-1, -1];
  for (const [after, to] of [...pairs, [pattern.parts.length, -1]]) {
    const around = after === before + 1 ? aroundGap(pattern, before, after) : null;
    const text = around && between(query, from, to, around[0].trim(), around[1].trim());
    if (text) out.push([...text].slice(0, 200).join(""));
    [before, from] = [after, to];
  }
  return out;
}

/**
 * What stands between two words of one line, without the literal text beside the gap.
 * @param {Query} query
 * @param {number} before Index of the word, or -1 for the beginning of the line.
 * @param {number} after Likewise, for its end.
 * @param {string} lead
 * @param {string} tail
 */
function between({ words, lines }, before, after, lead, tail) {
  const [first, last] = [words[before], words[after]];
  if (first && last && first.line !== last.line) return "";
  const line = lines[(first ?? last)?.line];
  if (!line) return "";
  const from = first ? line.atoms[first.atom].end : 0;
  const to = last ? line.atoms[last.atom].start : undefined;
  let text = [...line.text].slice(from, to).join("").trim();
  if (text.startsWith(lead)) text = text.slice(lead.length);
  if (tail && text.endsWith(tail)) text = text.slice(0, -tail.length);
  return text.trim();
}
