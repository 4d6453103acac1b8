// @ts-check
// Reads a text of any length in bounded memory, a file in slices: text in, numbered pieces of lines out.

import { selection } from "./select.js";

/** @typedef {import("./types.js").Text} Text */

/** Bytes of a file that are read at a time. */
const SLICE = 1 << 20;
/** A longer line is taken apart, before a blank or an escape sequence where there is one. */
const LONGEST = 4096;
const PIECES = /.{1,4096}(?=[ \x1b]|$)|.{1,4096}/gsu;
/** A line break; a `\r` at the end may be half of one. */
const [BREAK, WHOLE_BREAK] = [/\r\n|[\n\r]/, /\r\n|\n|\r(?!$)/];

/**
 * What is kept of a text, and how many of its lines were not looked at.
 * @param {import("./types.js").Rules} rules
 * @param {Text} text
 * @param {AbortSignal} [signal]
 */
export async function readLog(rules, text, signal) {
  const kept = selection(rules);
  let [number, open] = [1, ""];
  const pieces = (/** @type {string} */ line) => (line.length > LONGEST && line.match(PIECES)) || [line];
  const take = (/** @type {string} */ part, /** @type {RegExp} */ ends) => {
    const lines = (open + part).split(ends);
    open = lines.pop() ?? "";
    for (const line of lines) {
      for (const piece of pieces(line)) kept.take(number, piece);
      number++;
    }
    if (open.length <= 16 * LONGEST) return;
    // A line that is too long to be held. Where its last piece ends shows with what follows.
    const begun = pieces(open);
    open = begun.pop() ?? "";
    for (const piece of begun) kept.take(number, piece);
  };
  for (const source of [text].flat()) {
    if (typeof source === "string") take(source, WHOLE_BREAK);
    else for await (const part of decoded(source, signal)) take(part, WHOLE_BREAK);
    take("", BREAK);
    for (const piece of pieces(open)) kept.take(number, piece);
    [number, open] = [number + 1, ""];
  }
  return kept.finish();
}

/**
 * A file as text, slice by slice. Windows' own shell writes UTF-16 and says so in the first two bytes; what is no text becomes U+FFFD.
 * @param {Blob} file
 * @param {AbortSignal | undefined} signal
 */
async function* decoded(file, signal) {
  /** @type {TextDecoder | undefined} */
  let decoder;
  for (let at = 0; at < file.size; at += SLICE) {
    const bytes = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
    signal?.throwIfAborted();
    decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8");
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder?.decode() ?? "";
}
