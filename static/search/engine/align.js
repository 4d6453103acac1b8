// @ts-check
// Lays a pattern over the lines of a text: a local alignment in order, weighted by how telling each word is.

import { partition, quotient } from "./numbers.js";
import { lineWeight } from "./query.js";

/** @typedef {import("./types.js").Pattern} Pattern */
/** @typedef {import("./types.js").Query} Query */
/** @typedef {import("./types.js").Rank} Rank */
/** @typedef {import("./types.js").Fit} Fit */
/** @typedef {{word: number, at: number, part: number, best: number, before: number}} Hit */

/** Lines on both sides that may belong to one message. */
const AROUND = 2;
const MOST_HITS = 160;
const OCCURRENCES = 20_000;

/**
 * The best fit anywhere in the text; null when nothing of the pattern stands in it.
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {Rank} rank
 * @param {number} full
 */
export function align(pattern, query, rank, full) {
  /** @type {Fit | null} */
  let best = null;
  for (const line of promising(pattern, query, rank)) {
    const fit = inWindow(pattern, query, rank, line, full);
    if (fit && (!best || fit.worth > best.worth)) best = fit;
  }
  return best && best.found > 0 ? best : null;
}

/**
 * The lines that share most with the pattern.
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {Rank} rank
 */
function promising({ parts }, query, rank) {
  /** @type {Map<number, number>} */
  const masses = new Map();
  const words = new Map(parts.map((part) => [part.word, part.weight]));
  for (const [word, weight] of words) {
    const lines = (query.places.get(word) ?? []).slice(-OCCURRENCES).map((place) => query.words[place].line);
    for (const line of new Set(lines)) masses.set(line, (masses.get(line) ?? 0) + weight);
  }
  const weighed = [...masses].map(([line, mass]) => ({ line, mass: mass * lineWeight(query, line) }));
  weighed.sort((a, b) => b.mass - a.mass || b.line - a.line);
  return weighed.slice(0, rank.windows).map(({ line }) => line);
}

/**
 * Chains the matches of words in the lines around one, after Smith and Waterman.
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {Rank} rank
 * @param {number} line
 * @param {number} full
 */
function inWindow(pattern, query, rank, line, full) {
  const { parts } = pattern;
  const hits = hitsAround(pattern, query, line);
  const gaps = [0];
  for (const part of parts) gaps.push(gaps[gaps.length - 1] + Number(part.gap));
  let top = -1;
  for (let now = 0; now < hits.length; now++) {
    const hit = hits[now];
    const own = hit.best;
    for (let before = 0; before < now; before++) {
      const old = hits[before];
      if (old.at >= hit.at || old.part >= hit.part) continue;
      const extra = hit.at - old.at - (hit.part - old.part);
      const open = gaps[hit.part + 1] > gaps[old.part + 1];
      const cost = open ? quotient(Math.max(extra - 8, 0), 4) : Math.abs(extra) * rank.stray;
      const score = old.best + own - Math.min(cost, rank.stray_most);
      if (score > hit.best) [hit.best, hit.before] = [score, before];
    }
    if (top < 0 || hit.best > hits[top].best) top = now;
  }
  return top < 0 ? null : makeFit(pattern, query, rank, hits, top, full);
}

/**
 * Matches of the pattern's words in the lines around one, by place and then by word of the pattern.
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {number} line
 */
function hitsAround({ parts }, { words, places }, line) {
  /** @type {Hit[]} */
  let hits = [];
  parts.forEach((own, part) => {
    const all = places.get(own.word) ?? [];
    for (let i = partition(all, (place) => words[place].line + AROUND < line); i < all.length; i++) {
      const word = all[i];
      if (words[word].line > line + AROUND) break;
      hits.push({ word, at: words[word].at, part, best: own.weight, before: -1 });
    }
  });
  if (hits.length > MOST_HITS) {
    const away = (/** @type {Hit} */ hit) => Math.abs(words[hit.word].line - line);
    hits.sort((a, b) => b.best - a.best || away(a) - away(b) || a.word - b.word || a.part - b.part);
    hits = hits.slice(0, MOST_HITS);
  }
  return hits.sort((a, b) => a.word - b.word || a.part - b.part);
}

/**
 * @param {Pattern} pattern
 * @param {Query} query
 * @param {Rank} rank
 * @param {Hit[]} hits
 * @param {number} top
 * @param {number} full
 * @returns {Fit}
 */
function makeFit(pattern, query, rank, hits, top, full) {
  const total = Math.max(pattern.total, 1);
  const found = hits[top].best;
  /** @type {[number, number][]} */
  const pairs = [];
  for (let at = top; at >= 0; at = hits[at].before) pairs.push([hits[at].part, hits[at].word]);
  pairs.reverse();
  /** @type {{line: number, mass: number}[]} */
  const masses = [];
  for (const [part, word] of pairs) {
    const { line } = query.words[word];
    const { weight } = pattern.parts[part];
    const last = masses.at(-1);
    if (last?.line === line) last.mass += weight;
    else masses.push({ line, mass: weight });
  }
  const { line } = masses.reduce((most, own) => (own.mass > most.mass ? own : most));
  const enough = full * rank.enough;
  let worth = quotient(16 * found * enough, Math.max(found + enough, 1));
  for (let i = 0; i < rank.power; i++) worth = quotient(worth * found, total);
  if (found === total) worth += quotient(worth * rank.whole, 16);
  return { found, total, worth: quotient(worth * lineWeight(query, line), 256), line, pairs };
}
