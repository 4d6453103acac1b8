// @ts-check
// Words like a misspelt or unfinished one, among the words that begin alike: with the same letters in any order, doubled ones once,
// since that is where slips are made.

import { byText } from "./numbers.js";
import { isPlain } from "./terms.js";

/** @typedef {import("./types.js").Row} Row */

const MOST_NEAR = 4;

/**
 * What words that begin alike have in common: their first `head` characters, neighbours that are the same counted once, sorted.
 * @param {string} word
 * @param {number} head
 */
export function groupOf(word, head) {
  const single = [...word].filter((c, i, all) => c !== all[i - 1]);
  return single.slice(0, head).sort(byText).join("");
}

/**
 * The rows that stand in for a term without one, best first.
 * @param {string} term
 * @param {import("./types.js").Leeway} leeway
 * @param {number} head How many characters at the beginning group them.
 * @param {import("./types.js").TermShard} shard
 * @returns {import("./types.js").NearRow[]}
 */
export function findNear(term, leeway, head, shard) {
  const word = [...term];
  if (leeway === "none" || !isPlain(term) || word.length <= head) return [];
  const group = groupOf(term, head);
  /** @type {[number, number, string][]} */
  const near = [];
  for (const key of Object.keys(shard)) {
    if (!isPlain(key) || groupOf(key, head) !== group) continue;
    const edits = leeway === "prefix" && key.startsWith(term) ? 1 : slips(word, [...key]);
    if (edits >= 0) near.push([edits, shard[key][0], key]);
  }
  near.sort((a, b) => a[0] - b[0] || a[1] - b[1] || byText(a[2], b[2]));
  return near.filter(([edits]) => edits === near[0][0]).slice(0, MOST_NEAR).map(([, , term]) => ({ term, ...decodeRow(shard[term]) }));
}

/**
 * The number of edits (optimal string alignment), or -1 where they are too many for a slip.
 * @param {string[]} word
 * @param {string[]} key
 */
function slips(word, key) {
  const most = word.length < 5 ? 0 : word.length < 8 ? 1 : 2;
  if (most === 0 || Math.abs(word.length - key.length) > most) return -1;
  /** @type {number[]} */
  let before = [];
  let last = [...Array(key.length + 1).keys()];
  for (let i = 0; i < word.length; i++) {
    const row = [last[0] + 1];
    for (let j = 0; j < key.length; j++) {
      let best = Math.min(last[j] + Number(word[i] !== key[j]), last[j + 1] + 1, row[j] + 1);
      if (i > 0 && j > 0 && word[i] === key[j - 1] && word[i - 1] === key[j]) best = Math.min(best, before[j - 1] + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return last[key.length] <= most ? last[key.length] : -1;
}

/**
 * `[weight, step to the document, impact, …]`.
 * @param {number[]} numbers
 * @returns {Row}
 */
export function decodeRow(numbers) {
  /** @type {[number, number][]} */
  const postings = [];
  let document = 0;
  for (let i = 1; i + 1 < numbers.length; i += 2) {
    document += numbers[i];
    postings.push([document, Math.min(numbers[i + 1], 31)]);
  }
  return { weight: Math.min(numbers[0] ?? 0, 63), postings };
}
