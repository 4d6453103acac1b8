// @ts-check
// Keys that lead to the search box: Ctrl-K or Cmd-K, and `/`, which can be switched off since speech input types letters.

import { element } from "./element.js";

const SWITCH = "fixbook-slash";

/** @param {HTMLTextAreaElement} area */
export function startShortcuts(area) {
  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && isOn();
    if (event.isComposing || event.defaultPrevented || !(control || slash)) return;
    event.preventDefault();
    area.focus();
    area.select();
  });
}

/** A box to tick that says whether `/` leads to the search. */
export function shortcutSwitch() {
  const box = element("input", { type: "checkbox" });
  box.checked = isOn();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(SWITCH);
      else localStorage.setItem(SWITCH, "off");
    } catch {
      // Storage may be forbidden; then it holds for this page.
    }
    off = !box.checked;
  });
  return element("label", { class: "found-switch" }, box, " ", element("kbd", {}, "/"), " leads here, ", element("kbd", {}, "Ctrl K"), " always");
}

/** @type {boolean | undefined} */
let off;

function isOn() {
  try {
    off ??= localStorage.getItem(SWITCH) === "off";
  } catch {
    off = false;
  }
  return !off;
}

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
