// @ts-check
// How far a question asks for what a card offers: word by word and in any order, misspelt or in other words, since people do not
// type what programs print.

import { quotient } from "./numbers.js";
import { CODE } from "./pattern.js";
import { stem } from "./terms.js";

/** @typedef {import("./types.js").Rank} Rank */
/** @typedef {Map<string, number>} Sought */

/**
 * The stems that a question asks for, and how far, of 16.
 * @param {import("./types.js").Pick[]} picks
 * @param {import("./types.js").Found[]} found
 * @param {import("./types.js").Alike[]} alike
 * @param {Rank} rank
 */
export function seek(picks, found, alike, rank) {
  /** @type {Sought} */
  const all = new Map();
  const add = (/** @type {string} */ term, /** @type {number} */ share) => all.set(term, Math.max(share, all.get(term) ?? 0));
  picks.forEach(({ term, whole }, i) => {
    if (!whole) return;
    add(term, 16);
    for (const near of found[i].near) add(near.term, rank.near);
  });
  for (const { terms, postings } of alike) if (postings.length) for (const term of terms) add(term, rank.alike);
  return all;
}

/**
 * The most that is asked for of any pattern: the weight of what is found, times 16, times the square of its share of the whole. A code
 * is asked for as it is printed or not at all.
 * @param {Sought} sought
 * @param {import("./types.js").Pattern[]} patterns
 */
export function bestOf(sought, patterns) {
  const worths = patterns.filter(({ kind }) => kind !== CODE).map(({ parts }) => {
    const weights = new Map(parts.map(({ word, weight }) => [stem(word), weight]));
    let [found, total] = [0, 0];
    for (const [term, weight] of weights) {
      found += weight * (sought.get(term) ?? 0);
      total += weight * 16;
    }
    return quotient(quotient(found * found, Math.max(total, 1)) * found, Math.max(total, 1));
  });
  return Math.max(0, ...worths);
}
