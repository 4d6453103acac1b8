// @ts-check
// Copy buttons: shown here, since without a script they could do nothing.

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.copy"))) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const box = button.closest(".code, .signature");
  const code = box?.querySelector("code");
  if (!code) return;
  let word = "Copied";
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
  } catch {
    // No permission, or no secure address: the text is selected, so that a key does the rest.
    getSelection()?.selectAllChildren(code);
    word = "Selected";
  }
  button.textContent = word;
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}
