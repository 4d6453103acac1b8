// @ts-check
// Finds what varies from run to run: times, ids, addresses, versions, folders.

import { isAscii } from "./numbers.js";

/**
 * The line with each varying part replaced by as many blanks. A match that begins or ends inside a word is tried again one
 * character later. Every match is ASCII, so places stay.
 * @param {import("./types.js").Rules} rules
 * @param {string} line
 */
export function blankOut(rules, line) {
  if (!/[0-9/@\\]/.test(line)) return line;
  for (const { find, notAfter } of rules.masks) {
    find.lastIndex = 0;
    for (let match; (match = find.exec(line)); ) {
      const [start, end] = [match.index, match.index + match[0].length];
      const before = [...line.slice(Math.max(0, start - 2), start)].at(-1);
      const after = line.codePointAt(end);
      const inside = (before && (rules.isWord(before) || notAfter.includes(before)))
        || (after && rules.isWord(line[end - 1]) && rules.isWord(String.fromCodePoint(after)));
      if (!inside) line = line.slice(0, start) + " ".repeat(end - start) + line.slice(end);
      find.lastIndex = inside ? start + 1 : end;
    }
  }
  return line;
}

/**
 * Whether a word is an id rather than a word: a long number, a hash, a duration, a random string.
 * @param {string} word
 */
export function isId(word) {
  if (!/[0-9]/.test(word) || !isAscii(word)) return false;
  const digits = word.replace(/[^0-9]/g, "").length;
  const length = word.length;
  if (digits === length) return length > 5;
  return (length >= 7 && digits >= 2 && /^[0-9a-f]+$/.test(word))
    || (length >= 20 && digits >= 3 && /[a-z]/.test(word) && /[A-Z]/.test(word))
    || /^[0-9]+(?:ms|s|kb|mb|gb|kB|MB|GB|KB)$/.test(word);
}
