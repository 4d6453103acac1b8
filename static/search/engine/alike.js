// @ts-check
// Words and phrases that people use for one another when they describe an error: `dir` and `folder`, `timed out` and `timeout`.

import { stem } from "./terms.js";

/** @typedef {ReturnType<typeof readGroups>} Groups */

/**
 * The rows of the table, stem by stem, to be found by the first word of each phrase.
 * @param {string[]} rows
 */
export function readGroups(rows) {
  const groups = rows.map((row) => row.split(", ").map((phrase) => phrase.split(" ").map(stem)));
  /** @type {Map<string, {group: string[][], phrase: string[]}[]>} */
  const starts = new Map();
  for (const group of groups) {
    for (const phrase of group) {
      const all = starts.get(phrase[0]) ?? [];
      starts.set(phrase[0], all);
      all.push({ group, phrase });
    }
  }
  return starts;
}

/**
 * Everything that may stand for words of these atoms, by place, then in the order of the table.
 * @param {Groups} groups
 * @param {import("./types.js").Atom[]} atoms
 */
export function alike(groups, atoms) {
  const stems = atoms.map(({ folded }) => stem(folded));
  return stems.flatMap((first, from) => (groups.get(first) ?? []).flatMap(({ group, phrase }) => {
    if (phrase.some((word, i) => stems[from + i] !== word)) return [];
    const others = group.filter((other) => other.join(" ") !== phrase.join(" "));
    return others.map((other) => ({ stems: phrase, other }));
  }));
}
