// @ts-check
// One page that was found: title, where and how it stands, the line that matched, the quick fix.

import { element } from "./element.js";

/** @typedef {import("../../search/engine/types.js").Match} Match */
/** @typedef {import("../../search/engine/types.js").Why} Why */

const LONGEST_LINE_SHOWN = 240;
const WORDS = /[\p{L}\p{N}_]+/gu;

/**
 * @param {Match} match
 * @param {boolean} best Whether it is shown as the answer.
 */
export function result(match, best) {
  const [why] = match.why;
  return element("li", { class: best ? "found-page found-best" : "found-page" },
    element("a", { href: match.url }, match.title),
    element("p", { class: "meta" },
      match.state === "stub" ? element("span", { class: "badge" }, "not finished") : null,
      element("span", { class: `status status-${match.status}` }, word(match.status)),
      element("span", {}, toolOf(match))),
    why ? picture(why) : null,
    best && match.quick_fix ? element("p", { class: "found-fix" }, element("b", {}, "Quick fix "), ...withCode(match.quick_fix)) : null);
}

/** @param {Match} match */
export const toolOf = (match) => match.entry.split("/")[0];

/**
 * `by-design` as people read it.
 * @param {string} key
 */
export const word = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll("-", " ");

/**
 * The line with its number, the words of the signature marked, and what stood in the varying parts.
 * @param {Why} why
 */
function picture({ line, text, signature, captured }) {
  return element("div", { class: "found-why" },
    element("p", { class: "found-line" },
      element("span", { class: "found-number" }, element("span", { class: "hidden" }, "Line "), String(line)),
      element("code", {}, ...marked(text, signature))),
    captured.length > 0
      ? element("p", { class: "found-captured" }, "with ", ...captured.flatMap((part, i) => [i ? ", " : "", element("code", {}, part)]))
      : null);
}

/**
 * A text with the words of a signature in `<mark>`; neighbours share one.
 * @param {string} text
 * @param {string} signature
 */
function marked(text, signature) {
  const known = new Set(signature.toLowerCase().match(WORDS));
  const spans = [...text.matchAll(WORDS)].filter(([own]) => known.has(own.toLowerCase()));
  const start = Math.max(0, (spans[0]?.index ?? 0) - LONGEST_LINE_SHOWN / 4);
  const shown = text.slice(start, start + LONGEST_LINE_SHOWN);
  /** @type {[number, number][]} */
  const joined = [];
  for (const { 0: own, index } of spans) {
    const [from, to] = [index - start, index - start + own.length];
    const last = joined.at(-1);
    if (last && from - last[1] <= 3 && !/[\p{L}\p{N}_]/u.test(shown.slice(last[1], from))) last[1] = to;
    else if (to <= shown.length) joined.push([from, to]);
  }
  /** @type {(string | Node)[]} */
  const parts = [start > 0 ? "…" : ""];
  let done = 0;
  for (const [from, to] of joined) {
    parts.push(shown.slice(done, from), element("mark", {}, shown.slice(from, to)));
    done = to;
  }
  return [...parts, shown.slice(done), start + shown.length < text.length ? "…" : ""];
}

/**
 * Text whose parts in backticks are code.
 * @param {string} text
 */
const withCode = (text) => text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
