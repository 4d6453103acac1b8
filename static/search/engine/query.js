// @ts-check
// A text made ready for searching: its lines, where each word stands, and which terms are worth looking up.

import { alike } from "./alike.js";
import { isCode } from "./atoms.js";
import { codePoints } from "./clean.js";
import { LEVELS } from "./level.js";
import { byText, partition, quotient } from "./numbers.js";
import { stem, terms } from "./terms.js";

/** @typedef {import("./types.js").Query} Query */
/** @typedef {import("./types.js").Pick} Pick */
/** @typedef {import("./types.js").Rules} Rules */
/** @typedef {import("./types.js").Rank} Rank */
/** @typedef {import("./types.js").Manifest} Manifest */

const MOST_LINES = 1000;
/** A shorter line is not broken by a terminal. */
const CUT = 40;
/** A text of one line and so many words is a question, not a log. */
const QUESTION = 14;

/**
 * @param {{lines: import("./types.js").Line[], leftOut: number}} read
 * @param {Rank} rank
 */
export function makeQuery(read, rank) {
  /** @type {Query} */
  const query = { ...read, words: [], places: new Map(), question: false, cut: [], late: rank.late };
  const { words, places } = query;
  let at = 0;
  query.lines.forEach(({ atoms }, line) => {
    atoms.forEach(({ folded }, atom) => {
      if (!folded) return;
      listOf(places, folded).push(words.length);
      words.push({ line, atom, at: at++ });
    });
    at++;
  });
  query.cut = cutCodes(query);
  for (const [word, place] of query.cut) {
    const all = listOf(places, word);
    all.splice(partition(all, (other) => other < place), 0, place);
  }
  query.question = query.lines.length === 1 && words.length <= QUESTION;
  return query;
}

/**
 * The list under a key, made where there is none.
 * @template K, V
 * @param {Map<K, V[]>} lists
 * @param {K} key
 */
export function listOf(lists, key) {
  const list = lists.get(key) ?? [];
  if (list.length === 0) lists.set(key, list);
  return list;
}

/**
 * Codes whose first half ends one line and whose second half begins the next, with the place of the first half.
 * @param {Query} query
 */
function cutCodes({ lines, words }) {
  /** @type {[string, number][]} */
  const out = [];
  for (let place = 0; place + 1 < words.length; place++) {
    const [one, two] = [words[place], words[place + 1]];
    if (two.line !== one.line + 1 || two.atom !== 0) continue;
    const upper = lines[one.line];
    const [head, tail] = [upper.atoms[one.atom], lines[two.line].atoms[0]];
    if (one.atom + 1 !== upper.atoms.length || tail.start !== 0 || head.end < CUT || head.end !== codePoints(upper.text)) continue;
    const whole = { ...head, raw: head.raw + tail.raw, folded: head.folded + tail.folded };
    if (isCode(whole)) out.push([whole.folded, place]);
  }
  return out;
}

/**
 * How much a match in a line counts, in 256ths: its level, and a little for standing late (a wrapper: early).
 * @param {Query} query
 * @param {number} line
 */
export function lineWeight({ lines, late }, line) {
  const level = LEVELS[lines[line].level] * 16;
  const place = lines[line].level === "Wrapper" ? lines.length - line : line + 1;
  return level + quotient(level * late * place, 16 * lines.length);
}

/**
 * The most telling terms, by what can be known before anything is looked up.
 * @param {Query} query
 * @param {Rules} rules
 * @param {Rank} rank
 * @param {Manifest} manifest
 */
export function choosePicks(query, rules, rank, manifest) {
  /** @type {Map<string, {rating: number, pick: Pick}>} */
  const best = new Map();
  const weight = (/** @type {number} */ line) => LEVELS[query.lines[line].level];
  const chosen = [...query.lines.keys()].sort((a, b) => weight(b) - weight(a) || b - a).slice(0, MOST_LINES);
  for (const line of chosen) rateLine(query, rules, manifest, line, best);
  for (const [term, place] of query.cut) {
    const { line } = query.words[place];
    const pick = /** @type {Pick} */ ({ term, word: term, shape: 16, lines: [line], whole: false, leeway: "none" });
    if (!best.has(term)) best.set(term, { rating: quotient(manifest.full * 20 * lineWeight(query, line), 8), pick });
  }
  const all = [...best.values()].sort((a, b) => b.rating - a.rating || byText(a.pick.term, b.pick.term));
  return all.slice(0, rank.lookups).map(({ pick }) => pick);
}

/**
 * Whether it reads like something that a program printed.
 * @param {Query} query
 */
export const isPrinted = ({ lines }) => lines.some(({ text }) => text.includes(": "));

/**
 * What else people say for words of a question: the picks, as indices, and the terms that say the same together. A program prints
 * the same words every time.
 * @param {Query} query
 * @param {Rules} rules
 * @param {Rank} rank
 * @param {Pick[]} picks
 */
export function choosePhrases(query, rules, rank, picks) {
  if (!query.question || isPrinted(query)) return [];
  /** @type {Map<string, {picks: number[], terms: string[]}>} */
  const phrases = new Map();
  for (const { stems, other } of alike(rules.alike, query.lines[0].atoms)) {
    const places = stems.map((word) => picks.findIndex(({ whole, term }) => whole && term === word)).filter((i) => i >= 0);
    const key = [...places, ...other].join(" ");
    if (places.length && !phrases.has(key)) phrases.set(key, { picks: places, terms: other });
  }
  return [...phrases.values()].slice(0, rank.alikes);
}

/**
 * @param {Query} query
 * @param {Rules} rules
 * @param {Manifest} manifest
 * @param {number} line
 * @param {Map<string, {rating: number, pick: Pick}>} best
 */
function rateLine(query, rules, { common, full }, line, best) {
  const { atoms } = query.lines[line];
  const rated = terms(rules, atoms)
    .map((term) => ({ term, rating: (Object.hasOwn(common, term.text) ? common[term.text] : full) * term.shape }))
    .sort((a, b) => b.rating - a.rating || byText(a.term.text, b.term.text))
    .filter(({ term }, i, all) => term.text !== all[i - 1]?.term.text);
  rated.forEach(({ term, rating }, place) => {
    const { folded } = atoms[term.atom];
    const whole = term.text === stem(folded);
    const last = whole && term.atom === atoms.length - 1;
    /** @type {Pick} */
    const pick = {
      term: term.text, word: folded, shape: Math.min(term.shape, 16), lines: [], whole,
      leeway: query.question ? (last ? "prefix" : "typo") : "none",
    };
    const entry = best.get(term.text) ?? { rating: 0, pick };
    best.set(term.text, entry);
    entry.rating = Math.max(entry.rating, quotient(rating * lineWeight(query, line), 8 + place));
    if (entry.pick.lines.at(-1) !== line) entry.pick.lines.push(line);
  });
}
