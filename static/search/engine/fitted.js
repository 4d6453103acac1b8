// @ts-check
// A candidate's score: its patterns are laid over the text, then, when it is known whether anything in the text is a root cause,
// it gets its score; the best one decides whether the answer is one.

import { align } from "./align.js";
import { quotient } from "./numbers.js";
import { CODE, SAMPLE, SIGNATURE } from "./pattern.js";
import { bestOf } from "./sought.js";
import { stem } from "./terms.js";

/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./types.js").Fit} Fit */
/** @typedef {import("./types.js").Fitting} Fitting */
/** @typedef {import("./types.js").Query} Query */
/** @typedef {import("./types.js").Rank} Rank */
/** @typedef {import("./types.js").Signs} Signs */
/** @typedef {import("./types.js").Scored} Scored */
/** @typedef {import("./sought.js").Sought} Sought */

/** Covered so far, in 256ths, a pattern counts as found. */
const NEARLY = 180;

/**
 * The patterns of a card that stand in the text.
 * @param {Query} query
 * @param {Card} card
 * @param {Rank} rank
 * @param {number} full
 */
export function fitCard(query, card, rank, full) {
  /** @type {Fitting[]} */
  const fits = [];
  card.patterns.forEach((own, pattern) => {
    const fit = align(own, query, rank, full);
    if (!fit) return;
    const kind = own.kind === SIGNATURE ? 16 : own.kind === SAMPLE ? rank.sample : own.kind === CODE ? rank.code : rank.title;
    fit.worth = quotient(fit.worth * kind, 16);
    fits.push({ pattern, fit });
  });
  return fits;
}

/**
 * Whether it explains the text and wraps nothing itself.
 * @param {Card} card
 * @param {Fitting[]} fits
 * @param {Rank} rank
 * @param {number} full
 */
export function isCause(card, fits, rank, full) {
  return fits.some(({ pattern, fit }) => {
    const signs = signsOf(fit, full);
    return !wraps(card, pattern) && signs.covered >= NEARLY && evidence(signs) >= rank.cause;
  });
}

/**
 * @param {Card} card
 * @param {number} pattern
 */
const wraps = (card, pattern) => card.wrapper || card.patterns[pattern].wrapper;

/** @param {{covered: number, found: number}} signs */
const evidence = ({ covered, found }) => quotient(covered * found, 256);

/**
 * @param {Fit | undefined} fit
 * @param {number} full
 */
const signsOf = (fit, full) => ({
  covered: fit ? quotient(fit.found * 256, fit.total) : 0,
  found: fit ? quotient(fit.found * 256, Math.max(full, 1)) : 0,
});

/**
 * With a cause in the text, wrappers step back.
 * @param {Query} query
 * @param {Sought} sought
 * @param {{line: number, text: number, known: number}} terms
 * @param {number} asked
 * @param {{card: Card, fits: Fitting[]}} fitted
 * @param {boolean} cause
 * @param {Rank} rank
 * @param {number} full
 * @returns {Scored}
 */
export function scoreCard(query, sought, terms, asked, { card, fits }, cause, rank, full) {
  for (const { pattern, fit } of fits) {
    if (cause && wraps(card, pattern)) fit.worth = quotient(fit.worth * rank.wrapper, 16);
  }
  fits.sort((a, b) => b.fit.worth - a.fit.worth || a.pattern - b.pattern);
  const best = fits[0]?.fit;
  const used = new Set(best?.pairs.map(([, word]) => word));
  const second = fits.slice(1).find(({ fit }) => !fit.pairs.some(([, word]) => used.has(word)));
  const known = query.question && asked > 0 ? quotient(terms.known * 256, asked) : 0;
  const sum = (best?.worth ?? 0)
    + quotient((second?.fit.worth ?? 0) * rank.second, 16)
    + quotient(terms.line * rank.line_terms, 16)
    + quotient(terms.text * rank.text_terms, 16)
    + quotient(quotient(terms.line * known, 256) * rank.cover, 16)
    + (known && quotient(quotient(bestOf(sought, card.patterns) * known, 256) * rank.words, 16));
  const named = namesTool(query, sought, rank, card.address, best?.line) ? rank.tool : 0;
  const signs = {
    ...signsOf(best, full), terms: quotient(terms.line * 16, Math.max(full, 1)), known, asked: query.question,
    codeOnly: best !== undefined && card.patterns[fits[0].pattern].kind === CODE,
  };
  return { card, score: sum + quotient(sum * named, 16), fits, signs };
}

/**
 * Whether a question (if need be misspelt), or the line that matched, names the tool of an address.
 * @param {Query} query
 * @param {Sought} sought
 * @param {Rank} rank
 * @param {string} address
 * @param {number | undefined} line
 */
function namesTool({ places, words, question }, sought, rank, address, line) {
  const tool = address.split("/")[0];
  const named = (/** @type {string} */ word) => (question
    ? (sought.get(stem(word)) ?? 0) >= rank.near
    : (places.get(word) ?? []).some((place) => words[place].line === line));
  return tool.split("-").every(named)
    || (question && [...places.keys()].some((word) => word.length >= 3 && tool.startsWith(word)));
}

/**
 * What speaks against an answer: a number long enough to be a code that stands nowhere in the index; a code on the line that
 * matched that stands nowhere in the index; a text that reads like something printed.
 * @typedef {{ strangeNumber: boolean, strangeCode: boolean, printed: boolean }} Doubts
 */

/**
 * Whether the first match is an answer: a pattern found whole that says as much as one rare term, or a question whose words it
 * knows.
 * @param {Scored[]} scored
 * @param {Doubts} doubts
 * @param {Rank} rank
 */
export function isConfident([first, second], doubts, rank) {
  if (!first) return false;
  const { signs } = first;
  const ahead = quotient((first.score - (second?.score ?? 0)) * 256, Math.max(first.score, 1));
  const otherCode = signs.codeOnly && signs.asked && signs.known < rank.code_known && doubts.strangeNumber;
  return (evidence(signs) >= (doubts.strangeCode ? rank.strange : rank.evidence) && !otherCode)
    || (signs.asked && !doubts.printed && signs.known >= rank.known && signs.terms >= rank.known_terms && ahead >= rank.known_ahead);
}
