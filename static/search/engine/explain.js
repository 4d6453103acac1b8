// @ts-check
// Says why a document matched: the line, the signature, and what stood in its varying parts.

import { codePoints } from "./clean.js";
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
    const found = captured(own, query, fit);
    return {
      line: line.number, text: line.text.trim(), signature: own.text, words: aligned(query, fit),
      captured: found.map(({ text }) => text), captured_at: found.map(({ at }) => at),
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
  const indent = indentOf(text);
  return pairs.map(([, word]) => words[word]).filter((place) => place.line === line)
    .map(({ atom }) => /** @type {[number, number]} */ ([atoms[atom].start - indent, atoms[atom].end - indent]));
}

/** @param {string} text */
const indentOf = (text) => text.length - text.trimStart().length;

/**
 * The texts between neighbouring words of the pattern where it has a gap; where the words are in different lines, none. Each with
 * its place in the trimmed line that holds most of the words.
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {Fit} fit
 */
function captured(pattern, query, { pairs, line }) {
  /** @type {{text: string, at: [number, number] | null}[]} */
  const out = [];
  let [before, from] = [-1, -1];
  for (const [after, to] of [...pairs, [pattern.parts.length, -1]]) {
    const around = after === before + 1 ? aroundGap(pattern, before, after) : null;
    const found = around && between(query, line, from, to, around[0].trim(), around[1].trim());
    if (found) out.push(found);
    [before, from] = [after, to];
  }
  return out;
}

/**
 * What stands between two words of one line, without the literal text beside the gap.
 * @param {Query} query
 * @param {number} best The line that places are told of.
 * @param {number} before Index of the word, or -1 for the beginning of the line.
 * @param {number} after Likewise, for its end.
 * @param {string} lead
 * @param {string} tail
 */
function between({ words, lines }, best, before, after, lead, tail) {
  const [first, last] = [words[before], words[after]];
  if (first && last && first.line !== last.line) return null;
  const number = (first ?? last)?.line;
  const line = lines[number];
  if (!line) return null;
  let from = first ? line.atoms[first.atom].end : 0;
  const all = [...line.text].slice(from, last ? line.atoms[last.atom].start : undefined).join("");
  let text = all.trimStart();
  if (text.startsWith(lead)) text = text.slice(lead.length).trimStart();
  from += codePoints(all) - codePoints(text) - indentOf(line.text);
  text = text.trimEnd();
  if (tail && text.endsWith(tail)) text = text.slice(0, -tail.length).trimEnd();
  /** @type {[number, number]} */
  const at = [from, from + codePoints(text)];
  return text ? { text: [...text].slice(0, 200).join(""), at: number === best ? at : null } : null;
}
