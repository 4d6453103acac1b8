// @ts-check
// The search box. Nothing is downloaded before somebody turns to it, and nothing that is typed is sent anywhere.

import { askedFor, fragment, keep, lostWords } from "../box/address.js";
import { element } from "../box/element.js";
import { Finder } from "../box/finder.js";
import { Held, LONGEST } from "../box/held.js";
import { Panel } from "../box/panel.js";
import { Privacy } from "../box/privacy.js";
import { shortcutSwitch, startShortcuts } from "../box/shortcuts.js";

/** @typedef {import("../../search/engine/types.js").Text} Text */

const PAUSE = 120;
const MOST_ROWS = 12;

class SearchBox extends HTMLElement {
  /** @type {Finder | null} */
  finder = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** @type {Text} */
  searched = "";

  constructor() {
    super();
    const at = (/** @type {string} */ name) => new URL(this.dataset[name] ?? "", document.baseURI).href;
    this.root = at("root");
    this.addresses = { root: this.root, worker: at("worker"), engine: at("engine") };
    this.privacy = new Privacy({ mask: at("mask"), maskRules: at("maskRules") });
    /** Whether the page itself is about the search: results stand in it. */
    this.inPage = document.body.matches(".search, .lost");
    this.area = /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
    this.held = new Held(() => this.release());
    this.panel = new Panel(foot());
    this.area.after(this.held.element, this.panel.element, this.panel.live);
    this.hint = this.area.placeholder;
    this.area.disabled = false;
    this.area.setAttribute("aria-controls", "found");
    this.area.addEventListener("focus", () => this.wake());
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("beforeinput", (event) => this.given(event));
    for (const name of ["paste", "dragover", "dragleave", "drop"]) this.addEventListener(name, (event) => this.offered(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", ({ relatedTarget }) => this.left(relatedTarget));
    this.panel.list.addEventListener("click", () => keep(this.text));
    document.addEventListener("pointerdown", ({ target }) => this.left(target));
    if (this.inPage) addEventListener("hashchange", () => this.take(fragment() ?? ""));
    startShortcuts(this.area);
    this.take(askedFor() || (document.body.matches(".lost") ? lostWords(this.root) : ""));
  }

  /** All that is searched for. */
  get text() {
    return this.held.with(this.area.value);
  }

  get isEmpty() {
    return !this.held.whole && !this.area.value.trim();
  }

  /** Downloads begin. */
  wake() {
    this.finder ??= new Finder(this.addresses);
    if (this.isEmpty) this.panel.showHint();
    this.open();
    return this.finder;
  }

  open() {
    this.panel.element.hidden = this.inPage && this.isEmpty;
    this.toggleAttribute("data-open", true);
    this.area.placeholder = this.held.whole ? "Add words to search for" : this.hint;
  }

  close() {
    this.panel.element.hidden = true;
    this.toggleAttribute("data-open", false);
    this.area.placeholder = this.held.summary || this.hint;
  }

  /**
   * Puts a text into the box as if it was typed.
   * @param {string} text
   */
  take(text) {
    if (text === this.text) return;
    this.area.value = "";
    if (text.length > LONGEST) {
      this.hold(() => this.held.paste(text));
      return;
    }
    this.area.value = text;
    this.hold(() => this.held.drop());
  }

  /**
   * Changes what is kept beside the box, and searches.
   * @param {() => void} change
   */
  hold(change) {
    change();
    const { whole, summary } = this.held;
    if (whole) this.area.setAttribute("aria-describedby", "held");
    else this.area.removeAttribute("aria-describedby");
    this.panel.clear();
    if (whole) {
      this.open();
      this.panel.say(`${summary}. Searching …`);
    }
    this.typed(0);
  }

  /** Gives up what is kept beside the box. */
  release() {
    this.hold(() => this.held.drop());
    this.area.focus();
  }

  /**
   * A text that is pasted or dropped, before it is in the box.
   * @param {InputEvent} event
   */
  given(event) {
    const text = event.data ?? "";
    if (text.length <= LONGEST) return;
    event.preventDefault();
    const { area } = this;
    area.setRangeText("", area.selectionStart, area.selectionEnd, "end");
    this.hold(() => this.held.paste(text));
  }

  /**
   * A file that is pasted, or dragged over the box. Spreadsheets put a picture beside the text they copy.
   * @param {Event} event
   */
  offered(event) {
    const data = event instanceof ClipboardEvent ? event.clipboardData : event instanceof DragEvent ? event.dataTransfer : null;
    const over = event.type === "dragover" && data?.types.includes("Files") === true;
    this.toggleAttribute("data-drop", over);
    const file = [...(data?.types.includes("Files") ? data.files : [])].find(({ type }) => !type.startsWith("image/"));
    if (over || file) event.preventDefault();
    if (file) this.hold(() => this.held.open(file));
  }

  typed(pause = PAUSE) {
    this.grow();
    clearTimeout(this.timer);
    if (!this.isEmpty) {
      this.timer = setTimeout(() => this.search(), pause);
      return;
    }
    this.searched = "";
    this.panel.showHint();
    if (this.inPage) this.panel.element.hidden = true;
    if (history.state?.find || location.hash) keep("", this.inPage ? "" : undefined);
  }

  grow() {
    this.area.rows = Math.min(this.area.value.split("\n").length, MOST_ROWS);
  }

  /** Searches for what stands in the box; true when its answer is shown. */
  async search() {
    clearTimeout(this.timer);
    const { text } = this;
    if (this.isEmpty) return false;
    if (text === this.searched && this.panel.answer) return true;
    try {
      const answer = await this.wake().search(text);
      if (!answer || text !== this.text) return false;
      this.searched = text;
      this.panel.show(answer, [answer.confident ? null : this.report(text)]);
      this.remember(text);
      return true;
    } catch (error) {
      this.panel.clear();
      this.panel.say(/NotReadable|NotFound/.test(String(error))
        ? `${this.held.summary} cannot be read. It may have changed; drop it here again.`
        : "The search could not be loaded. Check the connection and type again.");
      return false;
    }
  }

  /**
   * A link that reports a text that has no page; its address is made when the reader turns to it.
   * @param {Text} text
   */
  report(text) {
    const { repository } = this.dataset;
    if (!repository) return null;
    const link = element("a", { href: `${repository}/issues/new`, rel: "noreferrer", class: "found-report" }, "Report this error");
    const note = element("span", { class: "found-note" }, "Secrets are masked; look it over before you send it.");
    this.privacy.report(repository, text).then((address) => (link.href = address)).catch(() => {});
    return element("p", {}, link, " ", note);
  }

  /**
   * On the page of the search, the address leads back to what was searched for, where it may.
   * @param {Text} text
   */
  async remember(text) {
    if (!document.body.matches(".search")) return;
    const hash = (await this.privacy.fragment(text)) ?? "";
    if (text === this.text) keep(text, hash);
  }

  /**
   * The reader turned to something else.
   * @param {EventTarget | null} to
   */
  left(to) {
    if (!this.inPage && to instanceof Node && !this.contains(to)) this.close();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { area, panel } = this;
    const links = panel.links;
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const move = (/** @type {HTMLElement | undefined} */ to) => {
      if (!to) return;
      event.preventDefault();
      to.focus();
    };
    if (event.isComposing) return;
    if (event.key === "Escape") this.escape(event);
    else if (event.target === area && event.key === "ArrowDown" && !area.value.slice(area.selectionEnd).includes("\n")) move(links[0]);
    else if (event.target === area && event.key === "Enter") this.enter(event);
    else if (at >= 0 && event.key === "ArrowDown") move(links[at + 1] ?? links[at]);
    else if (at >= 0 && event.key === "ArrowUp") move(links[at - 1] ?? area);
    else if (at >= 0 && event.key === "Home") move(links[0]);
    else if (at >= 0 && event.key === "End") move(links.at(-1));
  }

  /** @param {KeyboardEvent} event */
  escape(event) {
    event.preventDefault();
    if (document.activeElement !== this.area) this.area.focus();
    else if (!this.panel.element.hidden && !this.inPage) this.close();
    else if (this.text) this.take("");
    else this.area.blur();
  }

  /**
   * Opens the best match where it is an answer, else goes to the nearest.
   * @param {KeyboardEvent} event
   */
  async enter(event) {
    const { area, panel } = this;
    const oneLine = !this.held.whole && !area.value.includes("\n");
    const asked = event.ctrlKey || event.metaKey || (!event.shiftKey && oneLine);
    if (!asked || this.isEmpty) return;
    event.preventDefault();
    if (!(await this.search())) return;
    this.open();
    const [first] = panel.links;
    if (!first) return;
    if (!panel.list.querySelector(".found-best")) {
      first.focus();
      return;
    }
    keep(this.text);
    location.assign(first.href);
  }
}

/** What stands below every list: where the text goes, and the keys. */
function foot() {
  return element("div", { class: "found-foot" },
    element("p", {}, "What you paste stays in this browser."),
    shortcutSwitch());
}

customElements.define("search-box", SearchBox);
