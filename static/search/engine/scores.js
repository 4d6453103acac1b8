// @ts-check
// What terms alone say of documents: a BM25 score of the best line and of the whole text.

import { askedWeight, gainsOf } from "./gain.js";
import { quotient } from "./numbers.js";
import { lineWeight, listOf } from "./query.js";

/** @typedef {import("./types.js").TermScore} TermScore */
/** @typedef {import("./types.js").Pick} Pick */
/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./types.js").Rank} Rank */

const SCORED_LINES = 600;

/**
 * The scores of all documents that any term leads to, and the weight of all that was asked.
 * @param {import("./types.js").Query} query
 * @param {Rank} rank
 * @param {number} full
 * @param {Pick[]} picks
 * @param {Found[]} found
 * @param {import("./types.js").Alike[]} alike
 */
export function scoreTerms(query, rank, full, picks, found, alike) {
  /** @type {Map<number, TermScore>} */
  const scores = new Map();
  const of = (/** @type {number} */ document) => {
    const score = scores.get(document) ?? { line: 0, text: 0, known: 0 };
    scores.set(document, score);
    return score;
  };
  /** @type {Map<number, number[]>} */
  const byLine = new Map();
  let asked = 0;
  const gains = picks.map((pick, number) => gainsOf(number, pick, found[number], alike, rank));
  picks.forEach((pick, number) => {
    const heaviest = Math.max(0, ...pick.lines.map((line) => lineWeight(query, line)));
    const weight = pick.whole ? askedWeight(number, found[number], alike, full) * pick.shape : 0;
    asked += weight;
    for (const [document, { gain, share }] of gains[number]) {
      const score = of(document);
      score.text += quotient(gain * heaviest, 256);
      score.known += quotient(weight * share, 16);
    }
    for (const line of pick.lines) listOf(byLine, line).push(number);
  });
  const lines = [...byLine].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, SCORED_LINES);
  for (const [line, numbers] of lines) {
    /** @type {Map<number, number>} */
    const sums = new Map();
    for (const number of numbers) {
      for (const [document, { gain }] of gains[number]) sums.set(document, (sums.get(document) ?? 0) + gain);
    }
    const weight = lineWeight(query, line);
    for (const [document, sum] of sums) {
      const score = of(document);
      score.line = Math.max(score.line, quotient(sum * weight, 256));
    }
  }
  return { scores, asked };
}

/**
 * The documents worth reading: the best by a single line and the best by the whole text, in turn.
 * @param {Map<number, TermScore>} scores
 * @param {Rank} rank
 */
export function candidates(scores, rank) {
  const best = (/** @type {"line" | "text"} */ key) =>
    [...scores].sort((a, b) => b[1][key] - a[1][key] || a[0] - b[0]).slice(0, rank.candidates).map(([document]) => document);
  const [byLine, byText] = [best("line"), best("text")];
  return [...new Set(byLine.flatMap((document, i) => [document, byText[i]]))].slice(0, rank.candidates);
}
