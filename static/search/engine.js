// @ts-check
// The search of a site, for any page or Node: `const index = openIndex("https://example.org/kb/"); await index.search(text)`.

import { searchShards } from "./engine/search.js";
import { openShards, Stale } from "./engine/shards.js";

/** @typedef {import("./engine/types.js").Answer} Answer */
/** @typedef {import("./engine/types.js").Text} Text */

/**
 * Opens the index of the site at `baseUrl`. It fetches the manifest at once and shards as searches need them; a manifest that
 * turns out to be older than the site is fetched again, once.
 * @param {string | URL} baseUrl Ends in a slash.
 * @param {{fetch?: typeof fetch}} [options]
 */
export function openIndex(baseUrl, { fetch: fetcher = (input, init) => fetch(input, init) } = {}) {
  const base = new URL(baseUrl);
  const folder = new URL("search/", base);
  const open = (/** @type {RequestCache} */ cache) => {
    const opened = openShards(folder, fetcher, cache);
    // Whoever searches gets the failure.
    opened.catch(() => {});
    return opened;
  };
  let shards = open("default");
  return {
    /**
     * The pages for an error or a log, best first. A file is read in slices.
     * @param {Text} text
     * @param {{signal?: AbortSignal}} [options]
     * @returns {Promise<Answer>}
     */
    async search(text, { signal } = {}) {
      const used = shards;
      try {
        return await searchShards(await used, base, text, signal);
      } catch (error) {
        if (signal?.aborted) throw error;
        const failed = await used.then(() => false, () => true);
        if (!failed && !(error instanceof Stale)) throw error;
        if (shards === used) shards = open("reload");
        return searchShards(await shards, base, text, signal);
      }
    },
  };
}
