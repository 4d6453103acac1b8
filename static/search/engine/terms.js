// @ts-check
// What the index is keyed by: stems of plain words, identifiers whole and in their parts, names joined by hyphens and dots.

import { isAscii } from "./numbers.js";

/** @typedef {import("./types.js").Atom} Atom */
/** @typedef {import("./types.js").Term} Term */

/**
 * The terms of a line's atoms.
 * @param {import("./types.js").Rules} rules
 * @param {Atom[]} atoms
 */
export function terms(rules, atoms) {
  /** @type {Term[]} */
  const out = [];
  let name = "";
  let joined = 0;
  atoms.forEach((atom, place) => {
    if (!atom.folded) {
      joined = 0;
      return;
    }
    out.push({ text: stem(atom.folded), atom: place, shape: shapeOf(atom.raw) });
    for (const part of partsOf(atom.raw)) out.push({ text: stem(rules.fold(part)), atom: place, shape: 6 });
    if (isJoint(atom) && joined > 0 && joined < 8) {
      name += atom.joint + atom.folded;
      joined++;
    } else {
      name = atom.folded;
      joined = 1;
    }
    const next = atoms[place + 1];
    if (joined > 1 && !(next && isJoint(next) && next.folded)) out.push({ text: name, atom: place, shape: 20 });
  });
  return out;
}

/** @param {Atom} atom */
const isJoint = (atom) => atom.joint === "-" || atom.joint === ".";

/**
 * Whether a term is a plain word, which may be completed and misspelt; a code is neither.
 * @param {string} term
 */
export const isPlain = (term) => !/[0-9_.-]/.test(term);

/** Endings that are cut, with the least length of what stays. */
const ENDINGS = /** @type {[string, number][]} */ ([["ations", 4], ["ation", 4], ["ing", 4], ["ed", 3], ["es", 4], ["s", 3]]);

/**
 * The word without its usual English endings; codes and short words stay.
 * @param {string} word
 */
export function stem(word) {
  if (word.length < 4 || !isAscii(word) || !isPlain(word)) return word;
  if (word.endsWith("ies") && word.length >= 6) return `${word.slice(0, -3)}y`;
  for (const [tail, least] of ENDINGS) {
    if (!word.endsWith(tail) || word.length < least + tail.length) continue;
    const head = word.slice(0, -tail.length);
    if (tail === "s" && head.endsWith("s")) break;
    return withoutE(head.length > 3 && /([^sleo])\1$/s.test(head) ? head.slice(0, -1) : head);
  }
  return withoutE(word);
}

/** @param {string} word */
const withoutE = (word) => (word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word);

/**
 * How telling a word is by its shape, of 16.
 * @param {string} raw
 */
function shapeOf(raw) {
  const digits = raw.replace(/[^0-9]/g, "").length;
  const under = raw.replace(/[^_]/g, "").length;
  const letters = [...raw].length - digits - under;
  if (letters === 0) return digits < 3 ? 4 : 12;
  if (digits > 0 || (letters > 2 && under > 0)) return 22;
  if (letters < 3) return letters * 3;
  return /^.+[A-Z]/su.test(raw) ? 20 : 16;
}

/**
 * `addedUserName_v2` gives `added`, `User`, `Name`, `v2`; nothing where there is only one part.
 * @param {string} raw
 */
function partsOf(raw) {
  const pieces = raw.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return pieces.length > 1 ? pieces.filter((piece) => [...piece].length > 1 && !/^[0-9]+$/.test(piece)) : [];
}
