// The shapes of the index's files and of an answer. `src/matcher/mod.rs` of the program is their specification.

/**
 * What is searched for: a text, a file, or some of them one below the other.
 * @typedef {string | Blob | (string | Blob)[]} Text
 *
 * `rules.json`: word classes, case folding, what varies, words that tell how serious a line is, phrases that say the same.
 * @typedef {{separators: [number, number][], singles: [number, number][], folds: [number, number, number, number][],
 *   masks: {pattern: string, not_after: string}[], error: string[], warning: string[], info: string[],
 *   wrappers: string[], alike: string[]}} RulesFile
 *
 * `rank.json`: the numbers of the ranking.
 * @typedef {{[name: string]: number}} Rank
 *
 * `manifest.json`.
 * @typedef {{version: number, documents: number, full: number, head: number, cards_each: number, terms: string,
 *   cards: string, common: {[term: string]: number}, tools?: {[key: string]: string}}} Manifest
 *
 * A term shard: term to `[weight, step to the document, impact, …]`.
 * @typedef {{[term: string]: number[]}} TermShard
 *
 * @typedef {import("./rules.js").Rules} Rules
 * @typedef {{start: number, end: number, raw: string, folded: string, joint: string}} Atom
 * @typedef {{text: string, atom: number, shape: number}} Term
 * @typedef {"Error" | "Detail" | "Plain" | "Warning" | "Info" | "Wrapper" | "Command" | "Excerpt" | "Frame"} Level
 * @typedef {{number: number, text: string, atoms: Atom[], level: Level}} Line
 *
 * @typedef {{line: number, atom: number, at: number}} Place
 * @typedef {{lines: Line[], leftOut: number, words: Place[], places: Map<string, number[]>, question: boolean,
 *   cut: [string, number][], late: number}} Query
 * @typedef {"none" | "typo" | "prefix"} Leeway
 * @typedef {{term: string, word: string, shape: number, lines: number[], whole: boolean, leeway: Leeway}} Pick
 * @typedef {{weight: number, postings: [number, number][]}} Row
 * @typedef {Row & {term: string}} NearRow
 * @typedef {{exact: Row | null, near: NearRow[]}} Found
 * @typedef {{picks: number[], terms: string[], weight: number, postings: [number, number][]}} Alike
 *
 * @typedef {{word: string, weight: number, gap: boolean, code: boolean, start: number, end: number}} Part
 * @typedef {{kind: number, text: string, flat: string[], parts: Part[], total: number, wrapper: boolean}} Pattern
 * @typedef {{address: string, title: string, status: string, state: string, quickFix: string, wrapper: boolean,
 *   patterns: Pattern[]}} Card
 * @typedef {{found: number, total: number, worth: number, line: number, pairs: [number, number][]}} Fit
 * @typedef {{pattern: number, fit: Fit}} Fitting
 * @typedef {{line: number, text: number, known: number}} TermScore
 * @typedef {{covered: number, found: number, terms: number, known: number, asked: boolean, codeOnly: boolean}} Signs
 * @typedef {{card: Card, score: number, fits: Fitting[], signs: Signs}} Scored
 *
 * Which line of the text matched which signature. `words` are the words of the line that the signature was laid over: where each
 * begins and ends in `text`, in code points. `captured_at` says the same of each captured text; null of one in another line.
 * @typedef {{line: number, text: string, signature: string, words: [number, number][], captured: string[],
 *   captured_at: ([number, number] | null)[]}} Why
 *
 * A page that matches; `score` is 0 to 1, comparable within one answer.
 * @typedef {{entry: string, title: string, tool_name: string, url: string, score: number, quick_fix: string | null, status: string,
 *   state: string, why: Why[]}} Match
 *
 * What a search resolves to: the same object that `fixbook find --format json` prints. `left_out` counts lines in the middle of a
 * very long text that were not looked at.
 * @typedef {{version: number, confident: boolean, matches: Match[], unknown_words: string[],
 *   left_out: number}} Answer
 */

export {};
