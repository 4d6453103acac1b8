// @ts-check
// The search: look up the most telling terms, take the documents that say most of them, align what they offer, rank.

import { explain } from "./explain.js";
import { fitCard, isCause, isConfident, scoreCard } from "./fitted.js";
import { makeAlike } from "./gain.js";
import { readLines } from "./lines.js";
import { byText, quotient } from "./numbers.js";
import { choosePhrases, choosePicks, isPrinted, makeQuery } from "./query.js";
import { candidates, scoreTerms } from "./scores.js";
import { lookUp, readCards } from "./shards.js";
import { seek } from "./sought.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Pick} Pick */
/** @typedef {import("./types.js").Found} Found */

/**
 * Searches for a text; `base` is the site's address.
 * @param {import("./shards.js").Shards} shards
 * @param {URL} base
 * @param {import("./types.js").Text} text
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Answer>}
 */
export async function searchShards(shards, base, text, signal) {
  const { rank, rules, manifest } = shards;
  const { full } = manifest;
  const query = makeQuery(await readLines(rules, text, signal), rank);
  const picks = choosePicks(query, rules, rank, manifest);
  const phrases = choosePhrases(query, rules, rank, picks);
  const others = phrases.map(({ terms }) => terms.map((term) => ({ term, leeway: /** @type {const} */ ("none") })));
  const [found, ...rows] = await Promise.all([picks, ...others].map((wanted) => lookUp(shards, wanted)));
  signal?.throwIfAborted();
  const alike = rows.map((row, i) => makeAlike(phrases[i], row));
  const { scores, asked } = scoreTerms(query, rank, full, picks, found, alike);
  const sought = seek(picks, found, alike, rank);
  const documents = candidates(scores, rank);
  const cards = await readCards(shards, documents);
  signal?.throwIfAborted();
  const fitted = cards.map((card) => ({ card, fits: fitCard(query, card, rank, full) }));
  const cause = fitted.some(({ card, fits }) => isCause(card, fits, rank, full));
  const none = { line: 0, text: 0, known: 0 };
  const scored = fitted
    .map((one, i) => scoreCard(query, sought, scores.get(documents[i]) ?? none, asked, one, cause, rank, full))
    .sort((a, b) => b.score - a.score || byText(a.card.address, b.card.address));
  const best = Math.max(scored[0]?.score ?? 1, 1);
  return {
    version: 1,
    confident: isConfident(scored, doubtsOf(query, picks, found, scored[0]), rank),
    matches: scored.filter(({ score }) => score > 0).map((one) => ({
      entry: one.card.address,
      title: one.card.title,
      tool_name: toolName(manifest, one.card.address),
      url: new URL(`${one.card.address}/`, base).href,
      score: quotient(one.score * 1000, best) / 1000,
      quick_fix: one.card.quickFix || null,
      status: one.card.status,
      state: one.card.state,
      why: explain(query, one),
    })),
    unknown_words: unknownWords(picks, found),
    left_out: query.leftOut,
  };
}

/**
 * @param {import("./types.js").Manifest} manifest
 * @param {string} address
 */
function toolName({ tools = {} }, address) {
  const [key] = address.split("/");
  return Object.hasOwn(tools, key) ? tools[key] : key;
}

/**
 * What of the text speaks against an answer. A numbered code (`e0391`, `ts2307`) with another number is another error.
 * @param {import("./types.js").Query} query
 * @param {Pick[]} picks
 * @param {Found[]} found
 * @param {import("./types.js").Scored | undefined} first
 */
function doubtsOf(query, picks, found, first) {
  const line = first?.fits[0]?.fit.line ?? -1;
  const strange = picks.filter((_, i) => !found[i].exact);
  return {
    strangeNumber: strange.some(({ term }) => /^[0-9]{3,}$/.test(term)),
    strangeCode: strange.some(({ whole, word, lines }) => whole && /^[a-z]{1,5}[0-9]{3,5}$/.test(word) && lines.includes(line)),
    printed: isPrinted(query),
  };
}

/**
 * Words of the text that stand nowhere in the index.
 * @param {Pick[]} picks
 * @param {Found[]} found
 */
function unknownWords(picks, found) {
  const words = picks.filter((pick, i) => pick.whole && !found[i].exact && /\p{Alphabetic}/u.test(pick.word));
  return [...new Set(words.map(({ word }) => word))].sort(byText);
}
