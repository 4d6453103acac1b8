// @ts-check
// How much a line says: an error, a warning, a stack frame, the wrapper around another error.

import { byteLength } from "./numbers.js";

/** @typedef {import("./types.js").Rules} Rules */
/** @typedef {import("./types.js").Atom} Atom */
/** @typedef {import("./types.js").Level} Level */

/** How much a match in such a line counts, of 16. */
export const LEVELS = { Error: 16, Detail: 14, Plain: 8, Warning: 8, Info: 7, Wrapper: 6, Command: 6, Excerpt: 5, Frame: 4 };

/**
 * The level of one line, by itself.
 * @param {Rules} rules
 * @param {string} text
 * @param {Atom[]} atoms
 * @returns {Level}
 */
export function level(rules, text, atoms) {
  if (isFrame(text.replace(/^[ │|>]+/, ""))) return "Frame";
  if (isExcerpt(text.replace(/^[ >]+/, ""))) return "Excerpt";
  if (isCommand(text)) return "Command";
  return isWrapper(rules, atoms) ? "Wrapper" : byWords(rules, atoms);
}

/**
 * An error word wins unless a warning or a log level stands before it, among the first words.
 * @param {Rules} rules
 * @param {Atom[]} atoms
 * @returns {Level}
 */
function byWords(rules, atoms) {
  for (const [place, { folded }] of atoms.entries()) {
    if (place < 10 && rules.warning.has(folded)) return "Warning";
    if (rules.error.has(folded) || (/(?:error|exception)$|^err_/.test(folded) && byteLength(folded) > 5)) return "Error";
    if (place < 8 && rules.info.has(folded)) return "Info";
  }
  return "Plain";
}

/**
 * Whether the words say only that something else failed.
 * @param {Rules} rules
 * @param {Atom[]} atoms
 */
export function isWrapper(rules, atoms) {
  const words = ` ${atoms.slice(0, 60).map((atom) => `${atom.folded} `).join("")}`;
  return rules.wrappers.some((phrase) => words.includes(phrase));
}

/** @param {string} line */
function isFrame(line) {
  if (line.startsWith("at ")) return /[(:/.]/.test(line.slice(3));
  if (line.startsWith('File "') && line.includes(", line ")) return true;
  return /^(?:[0-9]+: |#[0-9])/.test(line) || endsInPlace(line.replace(/[) ]+$/, ""));
}

/** @param {string} line */
function endsInPlace(line) {
  return /:[0-9]+$/.test(line) && line.includes(".") && line.split(" ").length === 2;
}

/** @param {string} line */
function isExcerpt(line) {
  return /^[0-9]* *(?:\| |\|$)|^--> |^[0-9]+ *│/.test(line);
}

/** @param {string} text */
function isCommand(text) {
  if (/^[$%+] /.test(text)) return true;
  if (!/[$#] /.test(text.slice(0, 160))) return false;
  const head = [...text.slice(0, 160)].slice(0, 80).join("");
  const dollar = head.indexOf("$ ");
  const prompt = head.slice(0, Math.max(0, dollar >= 0 ? dollar : head.indexOf("# ")));
  return prompt.includes("@") && prompt.includes(":") && !prompt.startsWith(" ");
}
