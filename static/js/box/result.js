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
function picture(why) {
  const { line, captured } = why;
  return element("div", { class: "found-why" },
    element("p", { class: "found-line" },
      element("span", { class: "found-number" }, element("span", { class: "hidden" }, "Line "), String(line)),
      element("code", {}, ...marked(why))),
    captured.length > 0
      ? element("p", { class: "found-captured" }, "with ", ...captured.flatMap((part, i) => [i ? ", " : "", element("var", {}, part)]))
      : null);
}

/**
 * The line with its words in `<mark>`, neighbours in one, and what varies in `<var>`. Of a long line, the part around the first word.
 * @param {Why} why Places are in code points.
 */
function marked({ text, words, captured_at: captured }) {
  const chars = [...text];
  const start = Math.max(0, (words[0]?.[0] ?? 0) - LONGEST_LINE_SHOWN / 4);
  const end = Math.min(chars.length, start + LONGEST_LINE_SHOWN);
  const part = (/** @type {number} */ from, /** @type {number} */ to) => chars.slice(from, to).join("");
  /** @type {{name: "mark" | "var", from: number, to: number}[]} */
  const spans = [];
  const all = [...words.map((at) => ({ name: /** @type {const} */ ("mark"), at })), ...captured.map((at) => ({ name: /** @type {const} */ ("var"), at }))];
  for (const { name, at } of all.sort((a, b) => (a.at?.[0] ?? 0) - (b.at?.[0] ?? 0))) {
    const [from, to] = [Math.max(at?.[0] ?? 0, start), Math.min(at?.[1] ?? 0, end)];
    const last = spans.at(-1);
    if (from >= to) continue;
    if (name === "mark" && last?.name === name && part(last.to, from).trim() === "") last.to = to;
    else spans.push({ name, from, to });
  }
  /** @type {(string | Node)[]} */
  const parts = [start > 0 ? "…" : ""];
  let done = start;
  for (const { name, from, to } of spans) {
    parts.push(part(done, from), element(name, {}, part(from, to)));
    done = to;
  }
  return [...parts, part(done, end), end < chars.length ? "…" : ""];
}

/**
 * Text whose parts in backticks are code.
 * @param {string} text
 */
const withCode = (text) => text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
