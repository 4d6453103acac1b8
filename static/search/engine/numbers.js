// @ts-check
// Whole numbers and complete orders, as the program has them.

/**
 * A quotient cut towards zero.
 * @param {number} dividend
 * @param {number} divisor
 */
export const quotient = (dividend, divisor) => Math.trunc(dividend / divisor);

/**
 * The order of two texts by code points; JavaScript's own is by UTF-16 units.
 * @param {string} a
 * @param {string} b
 */
export function byText(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y);
  }
  return a.length - b.length;
}

/**
 * Surrogates stand for what comes after U+FFFF.
 * @param {number} unit
 */
const aboveSurrogates = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/**
 * The first index for which `before` does not hold, in a list that is sorted by it.
 * @template T
 * @param {T[]} list
 * @param {(item: T) => boolean} before
 */
export function partition(list, before) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

const UTF8 = new TextEncoder();

/**
 * The bytes of a text in UTF-8.
 * @param {string} text
 */
export const bytes = (text) => UTF8.encode(text);

/** @param {string} text */
export const isAscii = (text) => /^[\0-\x7f]*$/.test(text);

/**
 * How many bytes a text has in UTF-8.
 * @param {string} text
 */
export const byteLength = (text) => (isAscii(text) ? text.length : bytes(text).length);
