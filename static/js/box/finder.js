// @ts-check
// Answers texts in a worker beside the page, or in the page where workers fail. The newest text wins.

/** @typedef {import("../../search/engine/types.js").Answer} Answer */
/** @typedef {import("../../search/engine/types.js").Text} Text */
/** @typedef {{id: number, text: Text, resolve: (answer: Answer | null) => void, reject: (error: Error) => void}} Waiting */

const FIRST_FILES = ["manifest.json", "rules.json", "rank.json"];

export class Finder {
  /** @type {Waiting | null} */
  waiting = null;
  /** @type {Promise<{search: (text: Text, options?: {signal?: AbortSignal}) => Promise<Answer>}> | null} */
  index = null;
  /** @type {Worker | null} */
  worker = null;
  controller = new AbortController();
  last = 0;

  /**
   * Starts everything that the first search needs at once, so that it takes few rounds.
   * @param {{root: string, worker: string, engine: string}} addresses All complete.
   */
  constructor({ root, worker, engine }) {
    this.root = root;
    this.engine = engine;
    try {
      this.worker = new Worker(worker, { type: "module" });
      this.worker.onmessage = ({ data }) => this.settle(data);
      this.worker.onerror = () => this.withoutWorker();
      this.opened = firstFiles(root).then((files) => this.worker?.postMessage({ root, files }));
    } catch {
      this.withoutWorker();
    }
  }

  /**
   * The answer to a text; null where a newer text came in meanwhile.
   * @param {Text} text
   * @returns {Promise<Answer | null>}
   */
  search(text) {
    this.controller.abort();
    this.controller = new AbortController();
    this.waiting?.resolve(null);
    return new Promise((resolve, reject) => {
      this.waiting = { id: ++this.last, text, resolve, reject };
      this.ask(this.waiting);
    });
  }

  /** @param {Waiting} waiting */
  async ask({ id, text }) {
    await this.opened;
    if (this.worker) {
      if (id === this.last) this.worker.postMessage({ id, text });
      return;
    }
    const { signal } = this.controller;
    try {
      const index = await this.index;
      this.settle({ id, answer: await index?.search(text, { signal }) });
    } catch (error) {
      this.settle({ id, error: String(error) });
    }
  }

  /** @param {{id: number, answer?: Answer, error?: string}} result */
  settle({ id, answer, error }) {
    if (id !== this.waiting?.id) return;
    const { resolve, reject } = this.waiting;
    this.waiting = null;
    if (answer) resolve(answer);
    else reject(new Error(error));
  }

  withoutWorker() {
    this.worker?.terminate();
    this.worker = null;
    this.index = import(this.engine).then(({ openIndex }) => openIndex(this.root));
    this.index.catch(() => {});
    if (this.waiting) this.ask(this.waiting);
  }
}

/**
 * The texts of the files that every search begins with, by address. What fails here is asked for again by the engine.
 * @param {string} root
 * @returns {Promise<{[address: string]: string}>}
 */
async function firstFiles(root) {
  const texts = await Promise.all(FIRST_FILES.map(async (name) => {
    const address = new URL(`search/${name}`, root).href;
    const response = await fetch(address).catch(() => null);
    return response?.ok ? [[address, await response.text()]] : [];
  }));
  return Object.fromEntries(texts.flat());
}
