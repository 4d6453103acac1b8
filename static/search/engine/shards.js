// @ts-check
// Reads an index file by file: the manifest with the rules, then the term shards of a query, then the cards of its candidates.

import { bytes } from "./numbers.js";
import { decodeRow, findNear, groupOf } from "./near.js";
import { addCodes, makePattern, TITLE } from "./pattern.js";
import { readRules } from "./rules.js";
import { isPlain } from "./terms.js";

/** @typedef {import("./types.js").Manifest} Manifest */
/** @typedef {import("./types.js").TermShard} TermShard */
/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./types.js").Card} Card */
/** @typedef {Awaited<ReturnType<typeof openShards>>} Shards */

const VERSION = 2;
/** Characters of a hash in the manifest and in a name. */
const HASH = 4;

/** A file of the index is missing or does not fit the manifest: the manifest is old. */
export class Stale extends Error {}

/**
 * Fetches what a search needs before it looks anything up.
 * @param {URL} folder
 * @param {typeof fetch} fetcher
 * @param {RequestCache} cache
 */
export async function openShards(folder, fetcher, cache) {
  const read = (/** @type {string} */ name) => readJson(new URL(name, folder), fetcher, cache);
  const [manifest, rulesFile, rank] = await Promise.all(["manifest.json", "rules.json", "rank.json"].map(read));
  if (manifest.version !== VERSION) {
    throw new Error(`the search index has version ${manifest.version}, this engine reads version ${VERSION}`);
  }
  return {
    manifest: /** @type {Manifest} */ (manifest),
    rules: readRules(rulesFile),
    rank: /** @type {import("./types.js").Rank} */ (rank),
    folder,
    fetcher,
    /** @type {Map<string, Promise<any>>} */
    known: new Map(),
  };
}

/**
 * @param {URL} address
 * @param {typeof fetch} fetcher
 * @param {RequestCache} cache
 */
async function readJson(address, fetcher, cache) {
  const response = await fetcher(address, { cache });
  if (response.status === 404) throw new Stale(`there is no ${address}`);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // Hosts that answer everything with a page.
    throw new Stale(`${address} is not JSON`);
  }
}

/**
 * A shard, fetched and decoded once; one that failed may be asked for again.
 * @template T
 * @param {Shards} shards
 * @param {"terms" | "cards"} kind
 * @param {number} number
 * @param {(json: any) => T} decode
 * @returns {Promise<T>}
 */
function shard(shards, kind, number, decode) {
  const hash = shards.manifest[kind].slice(number * HASH, (number + 1) * HASH);
  const name = `${kind[0]}${number}-${hash}.json`;
  const known = shards.known.get(name)
    ?? readJson(new URL(name, shards.folder), shards.fetcher, "default").then(decode);
  shards.known.set(name, known);
  known.catch(() => shards.known.delete(name));
  return known;
}

/**
 * The row of each term, in order; words like it where it has none.
 * @param {Shards} shards
 * @param {{term: string, leeway: import("./types.js").Leeway}[]} wanted
 * @returns {Promise<Found[]>}
 */
export function lookUp(shards, wanted) {
  const { head, terms } = shards.manifest;
  return Promise.all(wanted.map(async ({ term, leeway }) => {
    const rows = await shard(shards, "terms", shardOf(term, head, terms.length / HASH), (json) => /** @type {TermShard} */ (json));
    if (Object.hasOwn(rows, term)) return { exact: decodeRow(rows[term]), near: [] };
    return { exact: null, near: findNear(term, leeway, head, rows) };
  }));
}

/**
 * FNV-1a (32 bits, over UTF-8) of the group of a plain word, or of a whole code, folded into the number of shards.
 * @param {string} term
 * @param {number} head
 * @param {number} count
 */
function shardOf(term, head, count) {
  const key = isPlain(term) ? groupOf(term, head) : term;
  const hash = bytes(key).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
  return ((hash ^ (hash >>> 15)) >>> 0) % Math.max(count, 1);
}

/**
 * The cards of these documents, in order.
 * @param {Shards} shards
 * @param {number[]} documents
 */
export function readCards(shards, documents) {
  const each = Math.max(shards.manifest.cards_each, 1);
  return Promise.all(documents.map(async (document) => {
    const number = Math.floor(document / each);
    const cards = await shard(shards, "cards", number, (json) => Array.from(json, (row) => decodeCard(shards, row)));
    const card = cards[document % each];
    if (!card) throw new Stale(`document ${document} is not in its shard`);
    return card;
  }));
}

/**
 * @param {Shards} shards
 * @param {any[]} row
 * @returns {Card}
 */
function decodeCard({ rules, manifest }, [address, title, status, state, quickFix, wrapper, ...rows]) {
  try {
    const patterns = rows.map(([kind, text, weights]) => makePattern(rules, kind, kind === TITLE ? title : text, weights));
    addCodes(patterns, manifest.full);
    return { address, title, status, state, quickFix, wrapper: wrapper === 1, patterns };
  } catch (error) {
    throw new Stale(`the card of ${address} cannot be read`, { cause: error });
  }
}
