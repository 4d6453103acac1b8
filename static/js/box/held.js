// @ts-check
// What is too long to stand in the box, or is a file: it is kept beside it and shown as a note, since to lay out megabytes would
// hold up the page.

import { element } from "./element.js";

/** @typedef {import("../../search/engine/types.js").Text} Text */

/** Characters that the box itself takes. */
export const LONGEST = 100_000;
const [CHARACTERS_SHOWN, LINES_SHOWN] = [2000, 3];

export class Held {
  /** @type {string | Blob | null} */
  whole = null;
  /** What it is, in a few words. */
  summary = "";
  /** @type {Text} */
  both = "";
  typed = "";

  /** @param {() => void} remove */
  constructor(remove) {
    this.name = element("p", { class: "held-name", id: "held" });
    this.start = element("pre", { class: "held-start" });
    const button = element("button", { type: "button" }, "Remove");
    button.addEventListener("click", remove);
    this.element = element("div", { class: "held", hidden: "" }, this.name, button, this.start);
  }

  /**
   * Keeps a text.
   * @param {string} text
   */
  paste(text) {
    const lines = countLines(text);
    this.keep(text, `${size(text.length)} pasted, ${lines.toLocaleString("en")} ${lines === 1 ? "line" : "lines"}`);
    this.show(text.slice(0, CHARACTERS_SHOWN));
  }

  /**
   * Keeps a file; it is read when it is searched.
   * @param {File} file
   */
  open(file) {
    this.keep(file, `${file.name}, ${size(file.size)}`);
    const start = file.slice(0, CHARACTERS_SHOWN).text();
    start.then((text) => file === this.whole && this.show(text)).catch(() => {});
  }

  drop() {
    this.keep(null, "");
  }

  /**
   * @param {string | Blob | null} whole
   * @param {string} summary
   */
  keep(whole, summary) {
    this.whole = whole;
    this.summary = summary;
    this.both = "";
    this.name.textContent = summary;
    this.start.textContent = "";
    this.element.hidden = whole === null;
  }

  /**
   * Shows how it begins, without what only a terminal understands.
   * @param {string} text
   */
  show(text) {
    const lines = text.replace(/\x1b\[[0-9;?]*[A-Za-z]|[^\P{C}\r\n\t]|\ufffd/gu, "").split(/\r\n?|\n/).filter((line) => line.trim());
    this.start.textContent = lines.slice(0, LINES_SHOWN).join("\n");
  }

  /**
   * What is searched for where this is typed as well: the same object while nothing changes.
   * @param {string} typed
   * @returns {Text}
   */
  with(typed) {
    if (this.whole === null) return typed;
    if (!this.both || typed !== this.typed) this.both = typed.trim() ? [this.whole, typed] : [this.whole];
    this.typed = typed;
    return this.both;
  }
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/**
 * The lines as the search numbers them. A pattern would take many times as long.
 * @param {string} text
 */
function countLines(text) {
  let [lines, last] = [1, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 || (code === 10 && last !== 13)) lines++;
    last = code;
  }
  return last === 10 || last === 13 ? lines - 1 : lines;
}
