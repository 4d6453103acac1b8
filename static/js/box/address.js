// @ts-check
// What the address and the history say that should be searched for.

/** Longer texts are not kept in the history. */
const LONGEST_KEPT = 100_000;

/**
 * The text of `#q=`, of `?q=`, or of the search that was left; empty where there is none. `?q=` goes from the address at once.
 */
export function askedFor() {
  const query = new URLSearchParams(location.search).get("q");
  if (query !== null) {
    history.replaceState(history.state, "", location.pathname);
    return query;
  }
  return fragment() ?? history.state?.find ?? "";
}

/** The text of `#q=`. */
export const fragment = () => (location.hash.startsWith("#q=") ? new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")).get("q") : null);

/**
 * Keeps the text for when the reader comes back to this page; `hash` replaces the fragment.
 * @param {import("../../search/engine/types.js").Text} text
 * @param {string} [hash]
 */
export function keep(text, hash) {
  const state = typeof text === "string" && text && text.length <= LONGEST_KEPT ? { find: text } : null;
  history.replaceState(state, "", hash === undefined ? undefined : location.pathname + hash);
}

/**
 * The words of an address that there is no page at.
 * @param {string} root
 */
export function lostWords(root) {
  const { pathname } = location;
  const base = new URL(root).pathname;
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  try {
    return decodeURIComponent(path).replace(/\.html?$/, "").replace(/[-_/.+\s]+/g, " ").trim();
  } catch {
    return "";
  }
}
