// @ts-check
// Which lines of a very long text are kept: the first, the last, of those between the errors, and of lines that differ in numbers
// only a few.

import { clean, rejoin } from "./clean.js";
import { byteLength } from "./numbers.js";

/** @typedef {{number: number, text: string, key: string, size: number}} Piece */

/** Pieces and bytes that are kept from the beginning and from the end, each, and of errors between. */
const [ENDS, MIDDLE] = [[20_000, 2_000_000], [10_000, 1_000_000]];
/** Lines that differ in numbers only, so many are held at a time. */
const ALIKE = 8;

/** Lines after an error that may explain it. */
export const AFTER = 3;

/**
 * Takes the pieces of a text one by one, each with the number of its line, and tells in the end what was kept, cleaned, and how
 * many lines were left out. Only a text that is here whole can be rejoined.
 * @param {import("./types.js").Rules} rules
 */
export function selection(rules) {
  const [first, middle, last] = [queue(ENDS), queue(MIDDLE), queue(ENDS)];
  /** @type {Map<string, number>} */
  const held = new Map();
  let [fits, after, leftOut, gone] = [true, 0, 0, 0];
  const leaveOut = (/** @type {Piece} */ { number, key }) => {
    const others = (held.get(key) ?? 1) - 1;
    if (others > 0) held.set(key, others);
    else held.delete(key);
    if (number !== gone) leftOut++;
    gone = number;
  };
  return {
    /**
     * @param {number} number
     * @param {string} part
     */
    take(number, part) {
      const size = byteLength(part);
      if (fits &&= first.hasRoom(size)) {
        first.push({ number, text: part, key: "", size });
        return;
      }
      const text = alone(part);
      const key = text.replace(/[0-9][0-9A-Za-z]*/g, "0");
      const alike = held.get(key) ?? 0;
      if (alike >= ALIKE) return;
      held.set(key, alike + 1);
      for (const old of last.push({ number, text, key, size })) {
        if (rules.serious.test(old.text)) after = AFTER + 1;
        if (after > 0) {
          after--;
          middle.push(old).forEach(leaveOut);
        } else leaveOut(old);
      }
    },
    /** @returns {{pieces: [number, string][], leftOut: number}} */
    finish() {
      const pieces = [first, middle, last].flatMap(({ items }) => items())
        .map(({ number, text }) => /** @type {[number, string]} */ ([number, clean(text)]));
      return { pieces: fits ? rejoin(pieces) : pieces, leftOut };
    },
  };
}

/**
 * The same text with storage of its own: browsers keep all of a text for as long as a part of it is held.
 * @param {string} part
 */
const alone = (part) => ` ${part}`.slice(1);

/**
 * The newest pieces.
 * @param {number[]} most
 */
function queue([mostPieces, mostBytes]) {
  /** @type {Piece[]} */
  const items = [];
  let [from, size] = [0, 0];
  const isFull = () => items.length - from > mostPieces || size > mostBytes;
  return {
    items: () => items.slice(from),
    hasRoom: (/** @type {number} */ more) => items.length < mostPieces && size + more <= mostBytes,
    /**
     * Takes a piece and gives those that there is no room for any more.
     * @param {Piece} piece
     */
    push(piece) {
      items.push(piece);
      size += piece.size;
      const out = [];
      while (isFull()) {
        const old = items[from++];
        size -= old.size;
        out.push(old);
      }
      if (from > mostPieces) {
        items.splice(0, from);
        from = 0;
      }
      return out;
    },
  };
}
