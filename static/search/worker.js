// @ts-check
// Searches beside the page, so that a long paste does not hold up typing. The newest text wins.

import { openIndex } from "./engine.js";

/** @type {ReturnType<typeof openIndex>} */
let index;
/** @typedef {{id: number, text: import("./engine/types.js").Text}} Wanted */

/** @type {Wanted | null} */
let wanted = null;
let busy = false;
let controller = new AbortController();

/**
 * `{root, files}` opens the index, with the texts of files that the page has fetched already; `{id, text}` searches.
 * @param {MessageEvent<any>} event
 */
onmessage = ({ data }) => {
  if (data.root) {
    index = openIndex(data.root, { fetch: given(data.files) });
    return;
  }
  wanted = data;
  controller.abort();
  if (!busy) work();
};

async function work() {
  busy = true;
  // What has been typed meanwhile comes in first.
  while (await new Promise((next) => setTimeout(() => next(wanted)))) {
    const { id, text } = /** @type {Wanted} */ (wanted);
    wanted = null;
    controller = new AbortController();
    try {
      postMessage({ id, answer: await index.search(text, { signal: controller.signal }) });
    } catch (error) {
      if (!controller.signal.aborted) postMessage({ id, error: String(error) });
    }
  }
  busy = false;
}

/**
 * A fetch that takes these files from memory, each once.
 * @param {{[address: string]: string}} files
 * @returns {typeof fetch}
 */
function given(files) {
  return async (address, options) => {
    const text = files[String(address)];
    delete files[String(address)];
    return text === undefined ? fetch(address, options) : new Response(text);
  };
}
