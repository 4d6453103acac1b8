// @ts-check
// What may be written into an address. Secrets and private data are masked first, and a text in which something was masked,
// that has a line break or is long, is never made a link.

/** @typedef {import("../../search/engine/types.js").Text} Text */

const LONGEST_LINK = 200;
/** Characters of an encoded report; browsers and GitHub take some 8,000. */
const LONGEST_REPORT = 6000;
const LONGEST_MASKED = 50_000;

export class Privacy {
  /** @type {Promise<(text: string) => string> | null} */
  masker = null;

  /** @param {{mask: string, maskRules: string}} addresses */
  constructor({ mask, maskRules }) {
    this.mask = mask;
    this.maskRules = maskRules;
  }

  /**
   * The text without secrets and private data.
   * @param {string} text
   */
  async masked(text) {
    this.masker ??= Promise.all([import(this.mask), fetch(this.maskRules).then((response) => response.json())])
      .then(([{ masker }, rules]) => masker(rules));
    this.masker.catch(() => (this.masker = null));
    return (await this.masker)(text);
  }

  /**
   * The fragment that leads to this search, or null where the text may not stand in an address.
   * @param {Text} text
   */
  async fragment(text) {
    if (typeof text !== "string" || !text || text.length > LONGEST_LINK || /[\n\r]/.test(text)) return null;
    try {
      return (await this.masked(text)) === text ? `#q=${encoded(text)}` : null;
    } catch {
      return null;
    }
  }

  /**
   * The address of a new issue that reports the text: its beginning, or the end of a long log, where it fails.
   * @param {string} repository
   * @param {Text} text
   */
  async report(repository, text) {
    const isLong = typeof text !== "string";
    const part = isLong ? await new Blob([[text].flat()[0].slice(-LONGEST_MASKED)]).text() : text.slice(0, LONGEST_MASKED);
    const masked = (await this.masked(part)).trim();
    const all = masked.split(/\r\n?|\n/);
    if (isLong) all.reverse();
    const title = all.find((line) => line.trim()) ?? "";
    const start = `${repository}/issues/new?title=${encoded(`No page for: ${title.slice(0, 120)}`)}&body=`;
    const lines = [];
    let room = LONGEST_REPORT - start.length - 200;
    for (const line of all) {
      room -= encoded(`${line}\n`).length;
      if (room < 0) break;
      lines.push(line);
    }
    if (isLong) lines.reverse();
    const body = lines.length > 0 ? lines.join("\n") : all[0].slice(0, 400);
    const fence = "`".repeat(Math.max(3, ...[...body.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return start + encoded(`${fence}text\n${body}\n${fence}\n\nTool and version:\n`);
  }
}

/** @param {string} text */
const encoded = (text) => encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"));
