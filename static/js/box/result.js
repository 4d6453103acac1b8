// @ts-check
// One page that was found: title, where and how it stands, the line that matched, the quick fix.

import { element } from "./element.js";

/** @typedef {import("../../search/engine/types.js").Match} Match */
/** @typedef {import("../../search/engine/types.js").Why} Why */

const LONGEST_LINE_SHOWN = 240;

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
      element("span", {}, match.tool_name)),
    why ? picture(why) : null,
    best && match.quick_fix ? element("p", { class: "found-fix" }, element("b", {}, "Quick fix "), ...withCode(match.quick_fix)) : null);
}

/**
 * `by-design` as people read it.
 * @param {string} key
 */
export const word = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll("-", " ");

/**
 * The line with its number, the words that the signature was laid over marked, and what stood in the varying parts.
 * @param {Why} why
 */
function picture({ line, text, words, captured }) {
  return element("div", { class: "found-why" },
    element("p", { class: "found-line" },
      element("span", { class: "found-number" }, element("span", { class: "hidden" }, "Line "), String(line)),
      element("code", {}, ...marked(text, words))),
    captured.length > 0
      ? element("p", { class: "found-captured" }, "with ", ...captured.flatMap((part, i) => [i ? ", " : "", element("code", {}, part)]))
      : null);
}

/**
 * A text with these words in `<mark>`; neighbours share one. Of a long text, the part around the first word.
 * @param {string} text
 * @param {[number, number][]} words Where they begin and end, in code points.
 */
function marked(text, words) {
  const chars = [...text];
  const start = Math.max(0, (words[0]?.[0] ?? 0) - LONGEST_LINE_SHOWN / 4);
  const end = Math.min(chars.length, start + LONGEST_LINE_SHOWN);
  const part = (/** @type {number} */ from, /** @type {number} */ to) => chars.slice(from, to).join("");
  /** @type {[number, number][]} */
  const joined = [];
  for (const [from, to] of words) {
    const last = joined.at(-1);
    if (to > end) break;
    if (last && part(last[1], from).trim() === "") last[1] = to;
    else joined.push([from, to]);
  }
  /** @type {(string | Node)[]} */
  const parts = [start > 0 ? "…" : ""];
  let done = start;
  for (const [from, to] of joined) {
    parts.push(part(done, from), element("mark", {}, part(from, to)));
    done = to;
  }
  return [...parts, part(done, end), end < chars.length ? "…" : ""];
}

/**
 * Text whose parts in backticks are code.
 * @param {string} text
 */
const withCode = (text) => text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
