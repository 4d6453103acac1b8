// @ts-check
// The rules of the text, ready to be asked: `rules.json`, shared with the program.

import { readGroups } from "./alike.js";
import { isAscii, partition } from "./numbers.js";

/** @typedef {ReturnType<typeof readRules>} Rules */

/** @param {import("./types.js").RulesFile} file */
export function readRules(file) {
  /**
   * @param {[number, number][]} ranges
   * @param {number} code
   */
  const within = (ranges, code) => {
    const row = ranges[partition(ranges, ([, last]) => last < code)];
    return row !== undefined && row[0] <= code;
  };
  /** @param {string} c */
  const code = (c) => /** @type {number} */ (c.codePointAt(0));
  return {
    masks: file.masks.map((mask) => ({ find: new RegExp(mask.pattern, "g"), notAfter: mask.not_after })),
    error: new Set(file.error),
    warning: new Set(file.warning),
    info: new Set(file.info),
    /** Finds words of errors, inside other words as well. */
    serious: new RegExp(file.error.filter((word) => word.length > 4).join("|"), "i"),
    wrappers: file.wrappers.map((phrase) => ` ${phrase} `),
    alike: readGroups(file.alike),
    /**
     * Whether a character is part of a word.
     * @param {string} c
     */
    isWord: (c) => (c < "\x80" ? /\w/.test(c) : !within(file.separators, code(c))),
    /**
     * Whether a character is a word of its own.
     * @param {string} c
     */
    isSingle: (c) => c >= "\x80" && within(file.singles, code(c)),
    /**
     * The text in lower case, one character at a time and without regard to locale.
     * @param {string} text
     */
    fold: (text) => isAscii(text) ? text.toLowerCase() : text.replace(/[^\0-@[-\x7f]/gu, (c) => {
      if (c < "\x80") return c.toLowerCase();
      const own = code(c);
      const row = file.folds[partition(file.folds, ([, last]) => last < own)];
      if (!row || own < row[0] || (own - row[0]) % row[2]) return c;
      return String.fromCodePoint(own + row[3]);
    }),
  };
}
