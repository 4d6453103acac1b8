// @ts-check
// What opens below the search box: the count, filters, the pages found, and what to do where none matches.

import { element } from "./element.js";
import { result, word } from "./result.js";

/** @typedef {import("../../search/engine/types.js").Answer} Answer */
/** @typedef {import("../../search/engine/types.js").Match} Match */

const MOST_SHOWN = 10;
const NEAREST = 5;
const NEAR = 0.2;
const LONGEST_WORDS = 8;

export class Panel {
  /** @type {Answer | null} */
  answer = null;

  /** @param {HTMLElement} foot What always stands at the end. */
  constructor(foot) {
    this.count = element("p", { class: "found-count" });
    this.filters = element("div", { class: "found-filters" });
    this.list = element("ol", { class: "found-list", id: "found" });
    this.after = element("div", { class: "found-after" });
    this.element = element("div", { class: "found", hidden: "" }, element("div", { class: "found-head" }, this.count, this.filters), this.list, this.after, foot);
    /** Says the count to whoever does not see the list. */
    this.live = element("p", { class: "hidden", role: "status" });
    this.filters.addEventListener("change", () => this.draw());
  }

  /** @returns {HTMLAnchorElement[]} */
  get links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** @param {string} text */
  say(text) {
    this.count.textContent = text;
    this.live.textContent = text;
  }

  /** What stands there before anything is typed. */
  showHint() {
    this.clear();
    this.count.replaceChildren("Paste an error message or a whole log", element("span", { class: "found-drop" }, ", or drop a log file here"), ".");
  }

  clear() {
    this.answer = null;
    this.live.textContent = "";
    for (const part of [this.count, this.filters, this.list, this.after]) part.replaceChildren();
  }

  /**
   * @param {Answer} answer
   * @param {(Node | null)[]} more What else can be done.
   */
  show(answer, more) {
    this.answer = answer;
    this.after.replaceChildren(...more.filter((part) => part !== null));
    const chosen = Object.fromEntries([...this.filters.querySelectorAll("select")].map((select) => [select.name, select.value]));
    const { matches } = answer;
    this.filters.replaceChildren(
      ...filter("Tool", "tool", matches.map((match) => match.tool_name), (name) => name, chosen.tool),
      ...filter("Status", "status", matches.map(({ status }) => status), word, chosen.status),
    );
    this.draw();
  }

  draw() {
    if (!this.answer) return;
    const { confident, matches, unknown_words: unknown, left_out: leftOut } = this.answer;
    const chosen = Object.fromEntries([...this.filters.querySelectorAll("select")].map((select) => [select.name, select.value]));
    const shown = matches.filter((match) =>
      (!chosen.tool || match.tool_name === chosen.tool) && (!chosen.status || match.status === chosen.status));
    const sure = confident && shown[0] === matches[0];
    const listed = sure
      ? shown.slice(0, MOST_SHOWN).filter(({ score }) => score >= NEAR)
      : shown.slice(0, NEAREST);
    this.list.replaceChildren(...listed.map((match, i) => result(match, sure && i === 0)));
    const others = listed.length - 1;
    this.say(
      sure ? `This page matches${others > 0 ? `; ${others} more ${others === 1 ? "is" : "are"} near` : ""}.`
        : listed.length > 0 ? `No page matches. ${listed.length === 1 ? "The nearest is" : `The nearest ${listed.length} are`}:`
          : "No page matches.");
    if (!confident && unknown.length > 0) {
      this.count.append(element("span", { class: "found-unknown" }, "Not known here: ", unknown.slice(0, LONGEST_WORDS).join(", ")));
    }
    if (leftOut > 0) {
      const lines = `${leftOut.toLocaleString("en")} ${leftOut === 1 ? "line" : "lines"}`;
      this.count.append(element("span", { class: "found-unknown" }, `${lines} in the middle not looked at`));
    }
    this.after.hidden = sure;
  }
}

/**
 * A choice among the values that there are; none where there is nothing to choose.
 * @param {string} label
 * @param {string} name
 * @param {string[]} values
 * @param {(value: string) => string} text
 * @param {string | undefined} chosen
 */
function filter(label, name, values, text, chosen) {
  const all = [...new Set(values)].sort();
  if (all.length < 2) return [];
  const option = (/** @type {string} */ value, /** @type {string} */ shown) => {
    const made = element("option", { value }, shown);
    made.selected = value === chosen;
    return made;
  };
  const options = all.map((value) => option(value, `${text(value)} (${values.filter((other) => other === value).length})`));
  return [element("label", {}, `${label} `, element("select", { name }, option("", "all"), ...options))];
}
