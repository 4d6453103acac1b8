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

/** Endings that are cut, the first that leaves so many characters. */
const ENDINGS = /** @type {[string, number][]} */ ([
  ["ations", 4], ["ation", 4], ["ions", 4], ["ion", 4], ["ments", 6], ["ment", 6], ["ing", 4], ["ed", 3], ["es", 4], ["s", 3],
  ["e", 3],
]);

/**
 * The word without its usual English endings; codes and short words stay.
 * @param {string} whole
 */
export function stem(whole) {
  if (whole.length < 4 || !isAscii(whole) || !isPlain(whole)) return whole;
  const word = cut(whole, "ly", 5) ?? whole;
  const many = cut(word, "ies", 3) ?? cut(word, "ied", 3);
  if (many !== null) return `${many}y`;
  for (const [tail, least] of ENDINGS) {
    const head = cut(word, tail, least);
    if (head === null || (tail.startsWith("ion") && !/[st]$/.test(head))) continue;
    if (tail === "s") return head.endsWith("s") ? word : undouble(head);
    return verb(undouble(head));
  }
  return word;
}

/**
 * The word without an ending, if it is long enough.
 * @param {string} word
 * @param {string} tail
 * @param {number} least
 */
const cut = (word, tail, least) => (word.endsWith(tail) && word.length >= least + tail.length ? word.slice(0, -tail.length) : null);

/**
 * `generat` (from `generated`) is `gener`, as from `generation`; `initialis` is `initializ`.
 * @param {string} head
 */
function verb(head) {
  const short = cut(head, "is", 4);
  return short === null ? cut(head, "at", 4) ?? head : `${short}iz`;
}

/**
 * `stopp` (from `stopped`) is `stop`; then a silent `e` goes as well, so that `moved`, `moves` and `move` meet.
 * @param {string} head
 */
function undouble(head) {
  const single = head.length > 3 && /([^sleo])\1$/s.test(head) ? head.slice(0, -1) : head;
  return cut(single, "e", 3) ?? single;
}

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
