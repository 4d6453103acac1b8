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
/** A longer line is taken apart, before a blank or an escape sequence where there is one. */
const LONGEST = 4096;
const PIECES = /.{1,4096}(?=[ \x1b]|$)|.{1,4096}/gsu;

/** Lines after an error that may explain it. */
export const AFTER = 3;

/**
 * Cleaned lines with their numbers, and how many lines were left out. Only a text that is here whole can be rejoined.
 * @param {import("./types.js").Rules} rules
 * @param {string} source
 * @returns {{pieces: [number, string][], leftOut: number}}
 */
export function select(rules, source) {
  const [first, middle, last] = [queue(ENDS), queue(MIDDLE), queue(ENDS)];
  /** @type {Map<string, number>} */
  const held = new Map();
  let [fits, after, leftOut, gone] = [true, 0, 0, 0];
  const leaveOut = (/** @type {Piece} */ { number, key }) => {
    held.set(key, (held.get(key) ?? 1) - 1);
    if (number !== gone) leftOut++;
    gone = number;
  };
  source.split(/\r\n|[\n\r]/).forEach((line, i) => {
    for (const text of (line.length > LONGEST && line.match(PIECES)) || [line]) {
      const piece = { number: i + 1, text, key: "", size: byteLength(text) };
      if (fits &&= first.hasRoom(piece)) {
        first.push(piece);
        continue;
      }
      piece.key = text.replace(/[0-9][0-9A-Za-z]*/g, "0");
      const alike = held.get(piece.key) ?? 0;
      if (alike >= ALIKE) continue;
      held.set(piece.key, alike + 1);
      for (const old of last.push(piece)) {
        if (rules.serious.test(old.text)) after = AFTER + 1;
        if (after > 0) {
          after--;
          middle.push(old).forEach(leaveOut);
        } else leaveOut(old);
      }
    }
  });
  const pieces = [first, middle, last].flatMap(({ items }) => items())
    .map(({ number, text }) => /** @type {[number, string]} */ ([number, clean(text)]));
  return { pieces: fits ? rejoin(pieces) : pieces, leftOut };
}

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
    hasRoom: (/** @type {Piece} */ piece) => items.length < mostPieces && size + piece.size <= mostBytes,
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
      return out;
    },
  };
}
