// @ts-check
// Words of a line with their places in code points.

import { byteLength } from "./numbers.js";
import { blankOut, isId } from "./varying.js";

/** @typedef {import("./types.js").Atom} Atom */

const MOST_ATOMS = 4096;

/**
 * The atoms of a cleaned line. `folded` is empty for an id; `joint` is the single character between an atom and the one before.
 * @param {import("./types.js").Rules} rules
 * @param {string} line
 */
export function atoms(rules, line) {
  const chars = [...blankOut(rules, line)];
  /** @type {Atom[]} */
  const out = [];
  for (let start = 0; start < chars.length && out.length < MOST_ATOMS; ) {
    if (!rules.isWord(chars[start])) {
      start++;
      continue;
    }
    let raw = chars[start];
    let end = start + 1;
    while (end < chars.length && !rules.isSingle(chars[start])) {
      const next = chars[end];
      if (next === "'" && /\p{Alphabetic}$/u.test(raw)) {
        if (!/^[a-z]/.test(chars[end + 1] ?? "")) break;
      } else if (rules.isWord(next) && !rules.isSingle(next)) raw += next;
      else break;
      end++;
    }
    const joint = out.at(-1)?.end === start - 1 ? chars[start - 1] : "";
    out.push({ start, end, raw, folded: isId(raw) ? "" : rules.fold(raw), joint });
    start = end;
  }
  return out;
}

/**
 * Whether it looks like a code that somebody gave to an error: `TS2307`, `ERR_X`, `KubePodCrashLooping`.
 * @param {Atom} atom
 */
export function isCode({ raw, folded }) {
  return folded !== "" && byteLength(raw) >= 4 && /\p{Alphabetic}/u.test(raw)
    && (/[0-9].*[0-9]/su.test(raw) || /[^_]_+[^_]/.test(raw) || /[a-z][A-Z].*[a-z][A-Z]/su.test(raw));
}
