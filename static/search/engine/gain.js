// @ts-check
// What a looked-up term gives to the documents: by itself, by words like it, by what people say for it.

import { quotient } from "./numbers.js";

/** @typedef {import("./types.js").Alike} Alike */
/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./types.js").Rank} Rank */

/**
 * What people say for some picks, as the index knows it: its words and its documents. Of a phrase, only the telling words count; one word that the index does
 * not know and there is no such phrase.
 * @param {{picks: number[], terms: string[]}} phrase
 * @param {Found[]} found
 * @returns {Alike}
 */
export function makeAlike(phrase, found) {
  const rows = found.flatMap(({ exact }) => exact ?? []);
  if (rows.length < found.length) return { ...phrase, weight: 0, postings: [] };
  const weight = Math.max(...rows.map((row) => row.weight));
  const telling = rows.filter((row) => row.weight * 2 >= weight).map(({ postings }) => postings);
  const postings = telling.reduce((left, right) => {
    const impacts = new Map(right);
    return left.flatMap(([document, impact]) => {
      const other = impacts.get(document);
      return other === undefined ? [] : [/** @type {[number, number]} */ ([document, Math.min(impact, other)])];
    });
  });
  return { ...phrase, weight, postings };
}

/**
 * The best that each document has for a pick: weight times 16, and how far the document knows it, of 16.
 * @param {number} number
 * @param {import("./types.js").Pick} pick
 * @param {Found} found
 * @param {Alike[]} alike
 * @param {Rank} rank
 */
export function gainsOf(number, { shape }, { exact, near }, alike, rank) {
  /** @type {Map<number, {gain: number, share: number}>} */
  const best = new Map();
  const add = (/** @type {number} */ weight, /** @type {[number, number][]} */ postings, /** @type {number} */ share) => {
    for (const [document, impact] of postings) {
      const gain = quotient(quotient(weight * impact * shape, 31) * share, 16);
      const known = best.get(document) ?? { gain, share };
      best.set(document, { gain: Math.max(known.gain, gain), share: Math.max(known.share, share) });
    }
  };
  if (exact) add(exact.weight, exact.postings, 16);
  for (const { weight, postings } of near) add(weight, postings, rank.near);
  for (const { picks, weight, postings } of alike) {
    if (picks.includes(number)) add(Math.min(exact?.weight ?? weight, weight), postings, rank.alike);
  }
  return best;
}

/**
 * The weight of what was asked: of a word that the index does not know, the greatest of what stands in for it.
 * @param {number} number
 * @param {Found} found
 * @param {Alike[]} alike
 * @param {number} full
 */
export function askedWeight(number, { exact, near }, alike, full) {
  if (exact) return exact.weight;
  const others = alike.filter(({ picks }) => picks.includes(number));
  return Math.max(0, ...[...near, ...others].map(({ weight }) => weight)) || full;
}
